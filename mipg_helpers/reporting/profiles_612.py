"""What ``notebooks/planes_612.ipynb`` calls first: the twelve plans of one entidad."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.reporting.profiles import report_date
from mipg_helpers.reporting.settings import Workspace, open_workspace

if TYPE_CHECKING:
    from mipg_helpers.analysis.plans_612 import Planes612Profile


def load_612_profile(
    entidad: str, vigencia: int, *, fecha_informe: str = "", workspace: Workspace | None = None
) -> Planes612Profile:
    """Build everything the report on the plans of Decreto 612 says.

    Parameters
    ----------
    vigencia
        Year measured; the plans are those of the next one.

    Raises
    ------
    ConfigError, ReferenceDataError, ParameterError
        If nothing is loaded, the entidad is unknown, or the book of plans cannot be read.
    """
    from mipg_helpers.analysis.plans_612 import build_612
    from mipg_helpers.store.plan_book import PlanBook
    from mipg_helpers.store.plan_book_place import plan_folder

    space = workspace or open_workspace()
    entidad_id = space.store.find_entidad(entidad, vigencia)
    with PlanBook(plan_folder(space.store.folder), read_only=True) as book:
        plan = book.plan(entidad_id, vigencia + 1)
    return build_612(
        space.store.entidades(vigencia),
        space.store.responsables(entidad_id),
        plan,
        entidad_id=entidad_id,
        vigencia=vigencia,
        catalog=space.catalog,
        fecha_informe=report_date(space, fecha_informe),
    )
