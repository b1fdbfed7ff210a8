"""Lay the plan out on sheets: which columns, who may fill them, what the sheets are called.

The writer and the reader share it, so that a column is named, shown and found by the same
rules. Colours and Excel belong to the writer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from mipg_helpers.plan_workbook.cells_text import fit, plain
from mipg_helpers.reference.labels import fold
from mipg_helpers.reference.plan_cells import SEPARATOR
from mipg_helpers.reference.plan_tables import ESTADOS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mipg_helpers.plan_workbook.model import Rol, WorkbookContent
    from mipg_helpers.reference import Catalog
    from mipg_helpers.reference.forms import Form
    from mipg_helpers.reference.records import Opcion, PlanCampo

ID, ACCION, AVISOS = "accion_id", "accion", "avisos"
AVISOS_LABEL = "Avisos"

#: Sheets of every workbook besides those of the politicas.
COVER, CONTENTS, NOTES, SOURCES, LISTS, CONTROL = (
    "Instrucciones",
    "Contenido",
    "Notas",
    "Fuentes",
    "Listas",
    "_control",
)
#: What stands in the id column of a row that waits for a new action.
NEW_ROW = "(nueva)"
#: Prepared rows for new actions at the end of each sheet of a leader.
N_NEW_ROWS = 10
#: Who adds an action says of which plan it is: its kind, and its name where it has one.
NEW_ROW_FIELDS = frozenset(["tipo_plan", "plan"])
FECHA_ESTADO = "fecha_estado"
#: 0-based place of the warnings: after the id and the action, which stay in sight.
AVISOS_PLACE = 2
#: 1-based row of the column headers; the data follow.
HEADER_ROW = 5
#: Joins the values of a column that holds several, as shown.
SHOWN_SEPARATOR = "; "
# A politica has its own sheet, and ids of recommendations mean nothing to who fills in a form.
_OMITTED = {"planeacion": frozenset[str]()}
_OMITTED_IN_FORMS = frozenset(["politica", "recomendacion_ids"])
# First field of each group of columns.
_GROUPS = {
    ID: "Acción",
    "tipo_plan": "Plan al que pertenece",
    "codigo_pregunta": "Qué se atiende y por qué",
    "producto": "Producto e indicador",
    "responsable": "Quién y cuándo",
    "estado": "Estado",
    "eficacia": "Verificación de Control Interno",
}
_FIRST_EXCEL_YEAR = 1900
_YEARS_AROUND = 2
_MAX_SHEET_NAME = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " ") | {"'": "’"})
_RESERVED = frozenset(["history", "historial"])


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet of actions."""

    campo: PlanCampo
    corte: str  # ISO, "" for columns without cut-off
    header: str  # unique in the sheet
    group: str
    is_writable: bool  # by the reader of this workbook


def columns_for(catalog: Catalog, rol: Rol, cortes: Sequence[date]) -> tuple[Column, ...]:
    """List the columns that a reader gets, the id and the action first.

    Columns by cut-off stand together, one block per cut-off, where the first of them stands
    in the table of columns.
    """
    omitted = _OMITTED.get(rol, _OMITTED_IN_FORMS)
    campos = [campo for campo in catalog.plan_campos() if campo.campo not in omitted]
    writable = writable_fields(catalog, rol)
    groups = _group_names(campos)
    first = [campo for name in (ID, ACCION) for campo in campos if campo.campo == name]
    columns = [_column(campo, "", groups[ID], writable) for campo in first]
    by_corte = [campo for campo in campos if campo.por_corte]
    for campo in campos:
        if campo.por_corte and campo is by_corte[0]:
            columns += [_at_corte(each, day, writable) for day in cortes for each in by_corte]
        elif not campo.por_corte and campo not in first:
            columns.append(_column(campo, "", groups[campo.campo], writable))
    return tuple(columns)


def place_of(number: int) -> int:
    """Give the 0-based place in the sheet of a column by its number: warnings stand between."""
    return number if number < AVISOS_PLACE else number + 1


def opens_in_new_rows(column: Column) -> bool:
    """Tell whether who adds an action fills a column that is locked in the other rows."""
    return column.campo.campo in NEW_ROW_FIELDS and not column.is_writable


def writable_fields(catalog: Form, rol: Rol) -> frozenset[str]:
    """Name the columns a reader may fill in; state and its day have several writers."""
    states = any(estado.escribe == rol for estado in catalog.plan_estados())
    return frozenset(
        campo.campo
        for campo in catalog.plan_campos()
        if campo.escribe == rol or (_is_of_the_state(campo) and states)
    )


def _is_of_the_state(campo: PlanCampo) -> bool:
    return campo.lista == ESTADOS or campo.campo == FECHA_ESTADO


def options_for(catalog: Catalog, campo: PlanCampo, rol: Rol) -> tuple[Opcion, ...]:
    """List what may be chosen in a column; of the states only those this reader may set."""
    options = catalog.plan_lista(campo.lista)
    if campo.lista != ESTADOS:
        return options
    own = {estado.estado for estado in catalog.plan_estados() if estado.escribe == rol}
    return tuple(option for option in options if option.valor in own)


def sheet_names(nombres: Sequence[str]) -> tuple[str, ...]:
    """Name a sheet after each politica: what Excel allows, never twice.

    Examples
    --------
    >>> sheet_names(["Gobierno Digital", "gobierno digital", "Plan A/B: [1]"])
    ('Gobierno Digital', 'gobierno digital (2)', 'Plan A B 1')
    """
    taken = {fold(name) for name in (COVER, CONTENTS, NOTES, SOURCES, LISTS, CONTROL)} | _RESERVED
    names = []
    for nombre in nombres:
        bare = " ".join(plain(nombre).translate(_FORBIDDEN).split()).strip("’ ") or "Política"
        name, n = _shortened(bare, _MAX_SHEET_NAME), 1
        while fold(name) in taken:
            n += 1
            ending = f" ({n})"
            name = _shortened(bare, _MAX_SHEET_NAME - len(ending)) + ending
        taken.add(fold(name))
        names.append(name)
    return tuple(names)


def shown_value(
    column: PlanCampo, text: str, labels: Mapping[str, Mapping[str, str]]
) -> str | float | date:
    """Turn a canonical text into what the cell shows: a date, a number, a label or the text.

    Parameters
    ----------
    labels
        By list, label by value; the politicas under `POLITICAS`. What is not in a list is
        shown as it is.
    """
    match column.tipo:
        case "fecha":
            return _shown_date(text)
        case "porcentaje":
            return _shown_number(text)
        case "lista":
            shown = labels.get(column.lista, {}).get(text, text)
        case "politica":
            shown = labels[POLITICAS].get(text, text)
        case "politicas":
            names = (labels[POLITICAS].get(part, part) for part in text.split(SEPARATOR))
            shown = SHOWN_SEPARATOR.join(names)
        case "identificadores":
            shown = text.replace(SEPARATOR, SHOWN_SEPARATOR)
        case _:
            shown = text
    return fit(plain(shown))


#: Name under which the labels of `shown_value` hold the politicas.
POLITICAS = "politicas"


def labels_of(catalog: Form, politicas: Iterable[tuple[str, str]]) -> dict[str, Mapping[str, str]]:
    """Gather the label of every value of every list, and the names of the politicas."""
    lists = sorted({campo.lista for campo in catalog.plan_campos() if campo.lista})
    labels: dict[str, Mapping[str, str]] = {name: dict(catalog.plan_lista(name)) for name in lists}
    return labels | {POLITICAS: dict(politicas)}


def politicas_named(content: WorkbookContent, catalog: Catalog) -> tuple[tuple[str, str], ...]:
    """Name the politicas of the model of that vigencia, and those of the workbook its way."""
    is_known = content.vigencia in catalog.vigencias
    model = catalog.politicas(content.vigencia) if is_known else ()
    names = {item.politica: item.nombre for item in model} | dict(content.politicas)
    return tuple(names.items())


def plausible_dates(vigencia_plan: int) -> tuple[date, date]:
    """Give the first and last day that makes sense in a plan; quality rules are stricter."""
    return (
        date(vigencia_plan - _YEARS_AROUND, 1, 1),
        date(vigencia_plan + _YEARS_AROUND, 12, 31),
    )


def day_text(day: date) -> str:
    """Write a date as people type it: ``"30/09/2027"``."""
    return f"{day:%d/%m/%Y}"


def corte_title(corte: str) -> str:
    """Name a cut-off in headers: ``"corte 30/09/2027"``."""
    return f"corte {day_text(date.fromisoformat(corte))}"


def _column(campo: PlanCampo, corte: str, group: str, writable: frozenset[str]) -> Column:
    header = f"{campo.etiqueta} · {corte_title(corte)}" if corte else campo.etiqueta
    return Column(campo, corte, header, group, campo.campo in writable)


def _at_corte(campo: PlanCampo, day: date, writable: frozenset[str]) -> Column:
    corte = day.isoformat()
    return _column(campo, corte, f"Reporte al {corte_title(corte)}", writable)


def _group_names(campos: Sequence[PlanCampo]) -> dict[str, str]:
    names, current = {}, ""
    for campo in campos:
        current = _GROUPS.get(campo.campo, current)
        names[campo.campo] = current
    return names


def _shortened(name: str, most: int) -> str:
    if len(name.encode("utf-16-le")) <= 2 * most:
        return name
    start = name.encode("utf-16-le")[: 2 * most].decode("utf-16-le", errors="ignore")
    words = start.rpartition(" ")[0]
    return (words if len(words) > most // 2 else start).strip("’ ")


def _shown_date(text: str) -> str | date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return day if day.year >= _FIRST_EXCEL_YEAR else text


def _shown_number(text: str) -> str | float:
    try:
        number = float(text)
    except ValueError:
        return text
    return number if abs(number) < float("inf") else text
