"""What is odd about an entity-wide action plan beyond single cells and columns, to be told.

Codes that repeat, scales that stay undecided, years that do not agree, sheets that repeat others
or are hidden, cells with errors.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from mipg_helpers.errors import listed
from mipg_helpers.sources.action_plan_values import DATES, PERCENTS
from mipg_helpers.sources.cleaning import UNCOMPUTED, cell_text, missing_reason
from mipg_helpers.sources.findings import finding_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.sources.action_plan_layout import ActionColumn, ActionTable
    from mipg_helpers.sources.action_plan_rows import ActionRow, Scan
    from mipg_helpers.sources.action_plan_values import RowReader, Scales
    from mipg_helpers.sources.model import Finding, Sheet

#: Units may share an action; a sheet that shares most of them is another version of the plan.
_FEW_SHARED = 0.5
_YEAR_IN_NAME = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_RECALCULATE = "abra el libro en Excel, deje que calcule, guárdelo y vuelva a cargarlo"


def without_copies(
    tables: Sequence[tuple[ActionTable, Scan]],
) -> tuple[list[tuple[ActionTable, Scan]], list[Finding]]:
    """Leave out a sheet that repeats actions of the sheets before it: which holds is unknown."""
    kept: list[tuple[ActionTable, Scan]] = []
    findings = []
    seen: set[tuple[str, str]] = set()
    for table, scan in tables:
        codes = [(action.codigo_proyecto, action.codigo) for action in scan.actions]
        again = sum(code in seen for code in codes)
        seen.update(codes)
        if again > _FEW_SHARED * len(codes):
            findings.append(_copy(table.sheet, again, len(codes)))
        else:
            kept.append((table, scan))
    return kept, findings


def _copy(sheet: Sheet, again: int, total: int) -> Finding:
    return finding_at(
        sheet,
        "hoja no leída",
        f"{again} de {total} acciones de la hoja ya están en otra hoja del libro",
        accion="no se leyó; deje en un archivo aparte cada versión del plan que quiera cargar",
    )


def year_in_name(archivo: str) -> str:
    """Read the year that a file name states, "" when it states none or several."""
    named = set(_YEAR_IN_NAME.findall(archivo))
    return named.pop() if len(named) == 1 else ""


def hidden_sheets(sheets: Sequence[Sheet]) -> list[Finding]:
    return [
        finding_at(
            sheet,
            "hoja oculta",
            f"la hoja «{sheet.hoja}» está oculta y no se leyó",
            gravedad="aviso",
            accion="si hace parte del plan, muéstrela y vuelva a cargar el libro",
        )
        for sheet in sheets
        if sheet.hidden
    ]


def other_year(archivo: Sheet, scales: Scales, vigencia_plan: int) -> list[Finding]:
    """Tell when the name of the file, or most end dates, are of another year than the plan."""
    findings = []
    named = year_in_name(archivo.archivo)
    if named and named != str(vigencia_plan):
        mensaje = f"el nombre del archivo dice {named} y el plan es de {vigencia_plan}"
        findings.append(_year(archivo, mensaje))
    years = scales.dates["fecha_fin"].years if "fecha_fin" in scales.dates else ()
    if years and years[0] != vigencia_plan:
        mensaje = (
            f"la mayoría de las fechas finales es de {years[0]} y el plan es de {vigencia_plan}"
        )
        findings.append(_year(archivo, mensaje))
    return findings


def _year(sheet: Sheet, mensaje: str) -> Finding:
    return finding_at(
        sheet,
        "vigencia distinta",
        mensaje,
        gravedad="aviso",
        accion="revise que la vigencia sea la de este plan",
    )


def undecided_scales(tables: Sequence[ActionTable], scales: Scales) -> list[Finding]:
    """Tell each column of percentages whose numbers without sign could not be read."""
    return [
        finding_at(
            table.sheet,
            "escala sin decidir",
            scales.percents[column.campo, column.trimestre].explanation,
            column=column.index,
            header=column.title,
            accion="sus números no se cargaron; corrija los de otra escala o escriba el signo %",
        )
        for table in tables
        for column in table.columns
        if column.campo in PERCENTS
        and (column.campo, column.trimestre) in scales.percents
        and scales.percents[column.campo, column.trimestre].kind == "indecisa"
    ]


def without_corte(tables: Sequence[ActionTable], reader: RowReader) -> list[Finding]:
    """Tell progress of which neither header nor title says the cut-off."""
    return [
        finding_at(
            table.sheet,
            "avance sin corte",
            "ni el encabezado dice el trimestre ni la hoja trae la fecha de reporte",
            column=column.index,
            header=column.title,
            accion="no se cargó; escriba «Fecha de reporte:» y la fecha sobre la tabla",
        )
        for table in tables
        for column in table.of("avance_actividad_pct")
        if reader.corte(table, column) is None
    ]


def repeated_keys(repeated: Sequence[tuple[ActionRow, tuple[str, ...]]]) -> list[Finding]:
    """Tell each code that several actions bear."""
    rows: dict[tuple[str, ...], list[ActionRow]] = {}
    for action, key in repeated:
        rows.setdefault(key, []).append(action)
    return [_repeated(actions) for actions in rows.values()]


def _repeated(actions: Sequence[ActionRow]) -> Finding:
    first = actions[0]
    column = first.table.column("codigo_actividad")
    places = listed(f"hoja «{a.table.sheet.hoja}» fila {a.row + 1}" for a in actions)
    names = {action.nombre for action in actions}
    told = "con el mismo nombre" if len(names) == 1 else "con nombres distintos"
    return finding_at(
        first.table.sheet,
        "clave repetida",
        f"{len(actions)} acciones traen el mismo código, {told} ({places})",
        row=first.row + 1,
        column=column.index if column else None,
        header=column.encabezado if column else "",
        value=first.codigo,
        gravedad="aviso",
        accion="cada una se cargó como acción distinta; revise si son la misma",
    )


def error_cells(scans: Sequence[Scan]) -> list[Finding]:
    """Count the formulas without value and the errors of Excel among the actions, by column."""
    return [
        finding_at(
            scan.actions[0].table.sheet,
            "fórmula sin calcular" if text == UNCOMPUTED else "error de fórmula",
            f"{times} celdas quedaron sin dato: {_what(text)}",
            column=column.index,
            header=column.title,
            value="" if text == UNCOMPUTED else text,
            gravedad="aviso",
            accion=_RECALCULATE
            if text == UNCOMPUTED
            else "corrija la fórmula si hace falta el dato",
        )
        for scan in scans
        if scan.actions
        for column in scan.actions[0].table.columns
        for text, times in _errors(scan, column).items()
    ]


def _errors(scan: Scan, column: ActionColumn) -> Counter[str]:
    cells = (action.cells.raw(action.row, column) for action in scan.actions)
    texts = (cell_text(cell) for cell in cells if isinstance(cell, str) and "#" in cell)
    found = Counter(text for text in texts if missing_reason(text) == "error_formula")
    if column.campo in PERCENTS or column.campo in DATES:
        del found[UNCOMPUTED]  # told cell by cell
    return found


def _what(text: str) -> str:
    return "fórmulas sin valor calculado" if text == UNCOMPUTED else f"traen «{text}»"
