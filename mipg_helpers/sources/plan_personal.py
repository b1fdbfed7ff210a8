"""Leave the columns of persons out of a plan: by what they are called, and by what they hold."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from mipg_helpers.sources.personal_data import personal_kind
from mipg_helpers.sources.plan_cell_reading import EMAIL, raw_text
from mipg_helpers.sources.plan_columns import PERSONAL
from mipg_helpers.sources.plan_model import PlanMapping

if TYPE_CHECKING:
    from mipg_helpers.sources.model import Finding
    from mipg_helpers.sources.plan_header import HeaderColumn, PlanTable

# Numbers of eight to eleven digits may be money as well: alone they do not make a column personal.
_CONVINCING = frozenset({EMAIL, "número de teléfono", "nombre de persona"})

#: Cells of a column that are looked at: those of one column are of one kind.
_LOOKED_AT = 200


def without_personal(table: PlanTable, mapping: PlanMapping) -> tuple[PlanMapping, list[Finding]]:
    """Mark the columns of persons, so that their cells are never looked at, and say so.

    A column without field of which most cells look like e-mails, phones or names is one.
    """
    by_letter = {column.letra: column for column in table.columns}
    columns, findings = [], []
    for mapped in mapping.columns:
        column = by_letter[mapped.columna]
        if mapped.campo == PERSONAL or (not mapped.is_read and _holds_persons(table, column)):
            findings.append(_told(table, column))
            columns.append(replace(mapped, campo=PERSONAL, como="sin campo"))
        else:
            columns.append(mapped)
    return PlanMapping(tuple(columns)), findings


def _holds_persons(table: PlanTable, column: HeaderColumn) -> bool:
    values = table.values(column.position)
    texts = list(islice(filter(None, map(raw_text, values)), _LOOKED_AT))
    return 2 * sum(personal_kind(text) in _CONVINCING for text in texts) > len(texts)


def _told(table: PlanTable, column: HeaderColumn) -> Finding:
    return table.finding(
        "dato personal",
        "la columna contiene datos de personas; no se leyó ni se guarda",
        row=table.last,
        column=column,
        gravedad="aviso",
        accion="retire la columna del archivo: solo se publican dependencias y cargos",
    )
