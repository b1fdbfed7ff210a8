"""Who answers for each politica: posts and units, as the table of responsables says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.analysis.profile import Responsables
from mipg_helpers.analysis.rows import holds, rows_about, rows_of, source_of

if TYPE_CHECKING:
    import pandas as pd

NOBODY = Responsables("", "", "", "", es_heredado=False, vigencia=None, source=None)


def read_responsables(
    responsables: pd.DataFrame, entidad_id: str, vigencia_plan: int
) -> dict[str, Responsables]:
    """Read the table in force when the plan is executed, by politica.

    The whole table of one vigencia governs: the last one up to `vigencia_plan`, else the
    first later one. A politica that it does not name has nobody, even if an older table did.

    Parameters
    ----------
    responsables
        Tidy table, one row per (entidad_id, vigencia, politica).
    """
    own = rows_about(responsables, entidad_id)
    vigencias = sorted({int(vigencia) for vigencia in own["vigencia"]})
    if not vigencias:
        return {}
    in_force = [vigencia for vigencia in vigencias if vigencia <= vigencia_plan]
    chosen = in_force[-1] if in_force else vigencias[0]
    table = own[holds(own, "vigencia", chosen)]
    return {
        str(row.politica): Responsables(
            str(row.lider_dependencia),
            str(row.responsable_dependencia),
            str(row.apoyo),
            str(row.delegado_cargo),
            es_heredado=bool(row.es_heredado),
            vigencia=chosen,
            source=source_of(row),
        )
        for row in rows_of(table)
    }


def unit_in_charge(responsables: Responsables) -> str:
    """Name the unit that answers for an action: the responsable, else the líder."""
    return responsables.responsable or responsables.lider
