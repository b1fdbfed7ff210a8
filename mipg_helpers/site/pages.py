"""Every page of a site, as bytes by path.

`render_entidad` prints what is about one entidad, `render_shared` what is about all; a caller
writes the first only for entidades whose fingerprint changed. Nothing here reads or writes files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.site.pages_about import about_page, accessibility_page
from mipg_helpers.site.pages_data import data_page
from mipg_helpers.site.pages_dimension import dimension_page
from mipg_helpers.site.pages_history import history_page
from mipg_helpers.site.pages_home import all_page, home_page, politicas_page
from mipg_helpers.site.pages_model import method_page, model_page
from mipg_helpers.site.pages_plans import plans_page
from mipg_helpers.site.pages_politica import politica_page
from mipg_helpers.site.render import Frame, frame_of, static_files

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.site.content import SiteContent
    from mipg_helpers.site.model import Download, EntidadSite, Link


def render_entidad(
    content: SiteContent,
    entidad_id: str,
    *,
    downloads: Sequence[Download] = (),
    menu: Sequence[Link] = (),
) -> dict[str, bytes]:
    """Print the pages of one entidad.

    Parameters
    ----------
    downloads
        Files of data of this entidad, which another part of the site writes.
    menu
        Pages of other parts, linked from every page.
    """
    return print_entidad(frame_of(content, menu), content.entidad(entidad_id), downloads)


def print_entidad(
    frame: Frame, site: EntidadSite, downloads: Sequence[Download] = ()
) -> dict[str, bytes]:
    """Print the pages of an entidad that has been built."""
    made = [
        home_page(frame, site),
        politicas_page(frame, site),
        plans_page(frame, site),
        history_page(frame, site),
        data_page(frame, site.entry, downloads),
        *(dimension_page(frame, site, item) for item in site.dimensiones),
        *(politica_page(frame, site, item) for item in site.politicas),
    ]
    return dict(made)


def render_shared(
    content: SiteContent, *, downloads: Sequence[Download] = (), menu: Sequence[Link] = ()
) -> dict[str, bytes]:
    """Print the pages of the whole site and the files that every page uses.

    Parameters
    ----------
    downloads
        Files of data of all the entidades; their page is printed when there are several.
    """
    frame = frame_of(content, menu)
    made = [
        model_page(frame, content),
        method_page(frame, content),
        about_page(frame, content),
        accessibility_page(frame),
    ]
    if not content.is_single:
        made += [all_page(frame, content), data_page(frame, None, downloads)]
    return {**dict(made), **static_files(content.tema)}
