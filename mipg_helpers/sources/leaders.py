"""Tidy the table of leaders and responsible units per politica.

Two shapes are read: the template (leader, responsible, support and post in columns of their
own) and the table with one column of responsibles, whose merged or blank cells repeat the
cell above and whose text may name the unit that leads and those that support. The politica
is found by its name; printed numbers are compared with the official ones and reported.
Data of persons are never stored.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from mipg_helpers.sources.leader_checks import (
    find_filled_dimensions,
    find_gaps,
    find_misnumbered,
    find_other_dimensions,
    find_personal_columns,
    find_repeated,
    find_unused_columns,
    require_one_leader,
    require_politica_column,
    require_recognised,
)
from mipg_helpers.sources.leader_rows import LeaderRow, LeaderRows, merge_rows, realigned
from mipg_helpers.sources.located import Table, locate_table, skipped_sheets
from mipg_helpers.sources.model import Parsed
from mipg_helpers.sources.row_context import RowContext, find_unregistered

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from mipg_helpers.reference import Catalog
    from mipg_helpers.sources.model import Declared, Sheet

KIND = "responsables"
REQUIRED = (("politica", "nombre"), ("lider_dependencia", "responsable_dependencia"))


def tidy_leaders(sheets: Sequence[Sheet], declared: Declared, catalog: Catalog) -> Parsed:
    """Tidy a table of leaders and responsibles.

    Returns
    -------
    Rows of ``responsables``, one per entidad, vigencia and politica, in the order of the file.
    ``entidad_id`` holds what the file or the declaration says. A vigencia that is not
    registered yet is read with the model of the last one.

    Raises
    ------
    SourceFileError
        If there is no header, no vigencia or no entidad.
    LayoutError
        If no column is known to hold the politicas.
    DataValidationError
        If fewer than half of the rows name a politica, or one politica has two leaders.
    """
    table, findings = locate_table(sheets, catalog.layout(KIND), REQUIRED)
    require_politica_column(table)
    skipped = skipped_sheets(sheets, table)
    table, realignments = realigned(table, catalog)
    context = RowContext(table, declared)
    reader = LeaderRows(table, context, catalog)
    rows = reader.read()
    context.require_vigencia(reader.vigencias)
    require_recognised(reader, rows)
    require_one_leader(table, rows, catalog)
    merged = merge_rows(rows)
    findings += chain(
        realignments,
        find_personal_columns(table),
        find_unused_columns(table),
        context.findings,
        find_unregistered(table, reader.vigencias, catalog),
        reader.findings,
        find_repeated(table, rows),
        find_misnumbered(table, rows, catalog),
        find_filled_dimensions(table, rows),
        find_other_dimensions(table, rows, catalog),
        find_gaps(table, merged, catalog),
    )
    return Parsed(
        KIND,
        tuple(sorted({row.vigencia for row in merged})),
        responsables=_frame(table, merged),
        findings=findings,
        skipped_sheets=skipped,
    )


def _frame(table: Table, rows: Sequence[LeaderRow]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(
        [
            {
                **row.subject.columns(),
                "vigencia": row.vigencia,
                "politica": row.politica,
                "lider_dependencia": row.lider,
                "responsable_dependencia": row.responsable,
                "apoyo": row.apoyo,
                "delegado_cargo": row.delegado,
                "es_heredado": row.es_heredado,
                **table.provenance(row.row),
            }
            for row in rows
        ]
    )
