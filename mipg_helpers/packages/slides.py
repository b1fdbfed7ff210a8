"""A deck as a PowerPoint file, for the session of the committee.

The library that writes it is an extra; only the modules `slides_*` beside this one know it, and
they are imported when a deck is really written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.errors import RenderError

if TYPE_CHECKING:
    from datetime import date

    from mipg_helpers.packages.slides_model import Deck

INSTALL = 'instálela con: pip install "mipg-workbench[publish]"'


def render_slides(deck: Deck, fecha: date) -> bytes:
    """Write a deck, dated by the report; same deck and date, same bytes.

    Raises
    ------
    RenderError
        If the extra ``publish`` is not installed.
    """
    try:
        from mipg_helpers.packages.slides_draw import draw
        from mipg_helpers.packages.slides_file import file_bytes
    except ImportError:
        problem = "falta la biblioteca que la escribe (python-pptx)"
        raise RenderError("presentación", problem, hint=INSTALL) from None
    return file_bytes(draw(deck), deck, fecha)
