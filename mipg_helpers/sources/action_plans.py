"""Read the entity-wide action plan: one activity per row, progress by quarter.

Two shapes are known: one table with a column per quarter, and one sheet per unit with rows of
several levels. Columns whose data stand under another header are left out, or refuse the plan
when it cannot be read without them. Money is not read. Nothing is recomputed or guessed.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from mipg_helpers.errors import SourceFileError
from mipg_helpers.reference.ids import foreign_action_id
from mipg_helpers.reference.labels import fold
from mipg_helpers.sources.action_plan_checks import (
    error_cells,
    hidden_sheets,
    other_year,
    repeated_keys,
    undecided_scales,
    without_copies,
    without_corte,
    year_in_name,
)
from mipg_helpers.sources.action_plan_columns import settle_headers, without_personal
from mipg_helpers.sources.action_plan_layout import LAYOUT, PERSONAL, REQUIRED, find_action_tables
from mipg_helpers.sources.action_plan_rows import scan_rows
from mipg_helpers.sources.action_plan_telling import action_mapping, describe_reading
from mipg_helpers.sources.action_plan_values import TIPO_PLAN, RowReader, settle_scales
from mipg_helpers.sources.cleaning import cell_text
from mipg_helpers.sources.findings import capped, place_of
from mipg_helpers.sources.headers import HEADER_WITHIN
from mipg_helpers.sources.model import Declared
from mipg_helpers.sources.plan_model import ParsedPlan
from mipg_helpers.sources.plan_values import read_date
from mipg_helpers.sources.preamble import settle_vigencia

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from mipg_helpers.reference import Catalog
    from mipg_helpers.sources.action_plan_layout import ActionTable
    from mipg_helpers.sources.action_plan_rows import ActionRow
    from mipg_helpers.sources.model import Finding, Sheet

__all__ = ["is_action_plan", "read_action_plan"]

#: Cells are told one by one; only a file that is wrong throughout is cut short.
MOST_FINDINGS_OF_A_KIND = 500

_VIGENCIA = re.compile(r"\b(?:vigencia|trimestre)\b\D{0,25}(?<!\d)(20\d\d)(?!\d)")
_REPORT_DATE = re.compile(r"fecha de (?:reporte|corte)\b")


def is_action_plan(sheets: Sequence[Sheet], catalog: Catalog) -> bool:
    """Tell whether a visible sheet has the table of an entity-wide action plan."""
    return bool(find_action_tables([s for s in sheets if not s.hidden], catalog)[0])


def read_action_plan(
    sheets: Sequence[Sheet],
    *,
    entidad_id: str,
    catalog: Catalog,
    vigencia_plan: int | None = None,
    confirm_shifted: bool = False,
) -> ParsedPlan:
    """Read the action plan of a workbook.

    Parameters
    ----------
    sheets
        Every sheet of the workbook; hidden ones are told and not read.
    entidad_id
        Whose plan it is.
    vigencia_plan
        Year of execution. None: the one that the workbook says.
    confirm_shifted
        A person confirms that columns whose data fit the headers of their neighbours are to be
        read so.

    Returns
    -------
    One row per activity, in the order of the workbook, with kind of plan
    ``accion_institucional`` and no politica. Percentages are percent points; values over 100 are
    kept. Progress and its report stand at the end of their quarter, or at the date of the
    report in a table by levels.

    Raises
    ------
    SourceFileError
        If no visible sheet has the table, or the year is not known or contradicts the workbook.
    LayoutError
        If the data of a column that is needed stand under another header, unless confirmed.
    """
    visible = [sheet for sheet in sheets if not sheet.hidden]
    tables, findings = find_action_tables(visible, catalog)
    if not tables:
        raise _no_table(sheets, catalog)
    tables, personal = without_personal(tables)
    vigencia = _vigencia(visible, tables, vigencia_plan)
    settled, shifts = settle_headers(tables, confirm_shifted=confirm_shifted)
    read, copies = without_copies([(table, scan_rows(table)) for table in settled])
    actions = [action for _, scan in read for action in scan.actions]
    reader = RowReader(vigencia, settle_scales(actions), _report_dates(settled))
    ids, repeated = _ids(actions, entidad_id, vigencia)
    rows = tuple(reader.read(action, ids[at]) for at, action in enumerate(actions))
    findings += [
        *hidden_sheets(sheets),
        *other_year(tables[0].sheet, reader.scales, vigencia),
        *personal,
        *shifts,
        *copies,
        *(finding for _, scan in read for finding in scan.findings),
        *undecided_scales(settled, reader.scales),
        *without_corte(settled, reader),
        *error_cells([scan for _, scan in read]),
        *repeated,
        *reader.findings,
    ]
    first = settled[0].sheet
    mapping = action_mapping(settled[0], reader)
    return ParsedPlan(
        archivo=first.archivo,
        sha256=first.sha256,
        hoja=first.hoja,
        rows=rows,
        mapping=mapping,
        decisions=(
            _vigencia_sentence(vigencia, vigencia_plan),
            *describe_reading(sheets, read, reader, rows),
        ),
        unmapped=tuple(
            c.encabezado for c in mapping.columns if not c.is_read and c.campo != PERSONAL
        ),
        findings=capped(findings, MOST_FINDINGS_OF_A_KIND),
    )


def _no_table(sheets: Sequence[Sheet], catalog: Catalog) -> SourceFileError:
    labels = {column.campo: column.etiqueta for column in catalog.layout(LAYOUT)}
    wanted = " y ".join(f"«{labels[campo]}»" for campo in REQUIRED)
    hidden = find_action_tables([sheet for sheet in sheets if sheet.hidden], catalog)[0]
    hint = "revise que sea el plan de acción y que los encabezados estén escritos así"
    if hidden:
        hint = (
            f"la hoja oculta «{hidden[0].sheet.hoja}» trae esa tabla: muéstrela y guarde el libro"
        )
    return SourceFileError(
        f"«{sheets[0].archivo}»" if sheets else "el libro",
        "ninguna hoja visible trae un plan de acción",
        f"una fila de encabezados con {wanted} entre las primeras {HEADER_WITHIN}",
        hint,
    )


def _vigencia(sheets: Sequence[Sheet], tables: Sequence[ActionTable], declared: int | None) -> int:
    """Find the year of the plan in the titles of the workbook, and set it against the declared."""
    heads = {id(table.sheet): table.header_row for table in tables}
    found = {
        int(year)
        for sheet in sheets
        for row in sheet.cells[: heads.get(id(sheet), HEADER_WITHIN)]
        for year in _VIGENCIA.findall(fold(" ".join(map(cell_text, row))))
    }
    sheet = tables[0].sheet
    settled = settle_vigencia(found, Declared(vigencia=declared), place_of(sheet), required=False)
    if settled is None:
        named = year_in_name(sheet.archivo)
        hint = "declare la vigencia del plan"
        hint += f"; el nombre del archivo dice {named}: confirme si es esa" if named else ""
        raise SourceFileError(
            place_of(sheet),
            "el libro no dice la vigencia del plan, y no se asume ninguna",
            "el año de ejecución en un título («Vigencia:») o declarado",
            hint,
        )
    return settled


def _vigencia_sentence(vigencia: int, declared: int | None) -> str:
    return (
        f"vigencia del plan: {vigencia}, {'la dice el libro' if declared is None else 'declarada'}"
    )


def _report_dates(tables: Sequence[ActionTable]) -> dict[str, dt.date]:
    """Find the date of the report above each table: it stands after its label."""
    found: dict[str, dt.date] = {}
    for table in tables:
        for row in table.sheet.cells[: table.header_row]:
            for label, value in pairwise(cell for cell in row if cell_text(cell)):
                if _REPORT_DATE.match(fold(cell_text(label))):
                    day = read_date(value).fecha
                    found |= {table.sheet.hoja: day} if day else {}
    return found


def _ids(
    actions: Sequence[ActionRow], entidad_id: str, vigencia: int
) -> tuple[list[str], list[Finding]]:
    """Give each action an id: from its codes, and from its name too where they repeat."""
    codes = [_key(action) for action in actions]
    bearers = Counter(codes)
    shared = [(a, code) for a, code in zip(actions, codes, strict=True) if bearers[code] > 1]
    seen: Counter[tuple[str, ...]] = Counter()
    ids = []
    for action, code in zip(actions, codes, strict=True):
        key = (*code, fold(action.nombre)) if bearers[code] > 1 else code
        seen[key] += 1
        again = (str(seen[key]),) if seen[key] > 1 else ()
        ids.append(foreign_action_id(entidad_id, vigencia, TIPO_PLAN, *key, *again))
    return ids, repeated_keys(shared)


def _key(action: ActionRow) -> tuple[str, ...]:
    if action.codigo:
        return ("id", action.codigo_proyecto, action.codigo)
    return ("texto", action.codigo_proyecto, fold(action.nombre))
