"""Say why a file is not a plan that can be read, and what to do about it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from mipg_helpers.errors import LayoutError, SourceFileError, listed
from mipg_helpers.sources.cleaning import cell_text, column_letter, missing_reason, one_line
from mipg_helpers.sources.detect import describe_kind
from mipg_helpers.sources.findings import place_of, refusal
from mipg_helpers.sources.headers import HEADER_WITHIN, header_key
from mipg_helpers.sources.plan_columns import field_labels, mapping_lines
from mipg_helpers.sources.plan_header import ACCION
from mipg_helpers.sources.plan_values import read_date

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from mipg_helpers.errors import CollectedError
    from mipg_helpers.reference import Catalog
    from mipg_helpers.sources.model import Finding, Sheet
    from mipg_helpers.sources.plan_columns import KnownColumns
    from mipg_helpers.sources.plan_header import HeaderColumn, PlanTable
    from mipg_helpers.sources.plan_model import MappedColumn, PlanMapping

SAVE_COLUMNS = "mipg plan --leer ARCHIVO --guardar-columnas"

#: Columns that link one table with another: the plan is spread over several files.
_LINKS = frozenset({"plan id", "hallazgo id", "avances id", "radicado orfeo"})
_ROTATED_FIELDS = 4
_ROTATED_COLUMNS = 5
_ROTATED_ROWS = 60
#: So many filled cells are needed before a column is said to hold something else.
_ENOUGH = 3


def refuse_linked(sheets: Sequence[Sheet]) -> None:
    """Refuse a table of a database in which finding, action and progress stand apart."""
    for sheet in sheets:
        for row in sheet.cells[:HEADER_WITHIN]:
            links = _LINKS.intersection(map(header_key, row))
            if links:
                columns = ", ".join(sorted(link.replace(" ", "_") for link in links))
                raise SourceFileError(
                    place_of(sheet),
                    f"es una de varias tablas enlazadas (tiene {columns}): sola no dice el plan",
                    "una sola tabla con una acción por fila",
                    "una en Excel las tablas de hallazgos, actividades y avances por plan_id, "
                    "hallazgo_id y actividad_id, y lea la tabla unida",
                )


def no_table(sheets: Sequence[Sheet], known: KnownColumns, catalog: Catalog) -> SourceFileError:
    """Say why no sheet has the table of a plan: it may be turned round, or be something else."""
    place = place_of(sheets[0]) if len(sheets) == 1 else f"«{sheets[0].archivo}»"
    for sheet in sheets:
        rotated = _rotated_column(sheet, known)
        if rotated is not None:
            return SourceFileError(
                place_of(sheet),
                f"los encabezados están en la columna {column_letter(rotated)}, uno debajo de "
                "otro: la tabla está girada",
                "los encabezados en una fila y una acción por fila",
                "copie la tabla y péguela con «Transponer»",
            )
    other = describe_kind(sheets, catalog)
    return SourceFileError(
        place,
        f"parece {other}, no un plan" if other else "no encuentro la fila de encabezados",
        f"una fila con la acción y dos campos más entre las primeras {HEADER_WITHIN}",
        "revise que sea el plan y que la columna de las acciones se llame «Acción», «Acción de "
        "mejora» o «Actividad»",
    )


def unconfirmed(
    table: PlanTable, mapping: PlanMapping, needed: Iterable[str], catalog: Catalog
) -> LayoutError:
    """Refuse columns that only look like the needed ones, showing what was understood."""
    labels = field_labels(catalog)
    asked = listed(f"«{labels[campo]}»" for campo in needed)
    lines = "\n".join(f"  {line}" for line in mapping_lines(mapping, catalog))
    return LayoutError(
        place_of(table.sheet, row=table.first + 1),
        f"nadie ha confirmado la columna de {asked}",
        "una columna con ese encabezado, o las columnas confirmadas",
        f"revise cómo se entendieron las columnas, guárdelas con «{SAVE_COLUMNS}» y corrija en "
        f"plan_columnas.toml lo que no sea así:\n{lines}",
    )


def gone(table: PlanTable, columns: Sequence[MappedColumn]) -> CollectedError:
    """Refuse a file that lacks columns which a person had confirmed."""
    failures = [
        table.finding(
            "columna faltante",
            f"ya no está la columna «{column.encabezado}», confirmada para «{column.campo}»",
            row=table.last,
            accion="devuélvale su encabezado o corrija plan_columnas.toml; un plan con otras "
            "columnas va en otra carpeta",
        )
        for column in columns
    ]
    return refusal(LayoutError, failures)


def refuse_doubled(
    table: PlanTable, groups: Iterable[Sequence[MappedColumn]], catalog: Catalog
) -> None:
    """Refuse two columns that a person confirmed for one field."""
    labels = field_labels(catalog)
    failures = [
        table.finding(
            "columna duplicada",
            f"las columnas {', '.join(column.columna for column in group)} están confirmadas "
            f"para el mismo campo, «{labels[group[0].campo]}»",
            row=table.last,
            accion='en plan_columnas.toml deje una y escriba campo = "" en las otras o, si el '
            "campo los tiene, el corte de cada una",
        )
        for group in groups
    ]
    if failures:
        raise refusal(LayoutError, failures)


def refuse_shifted(table: PlanTable, mapping: PlanMapping, known: KnownColumns) -> None:
    """Refuse a table whose cells are of another kind than their headers announce."""
    failures = list(_shifted(table, mapping, known))
    if failures:
        raise refusal(LayoutError, failures)


def _shifted(table: PlanTable, mapping: PlanMapping, known: KnownColumns) -> Iterator[Finding]:
    by_letter = {column.letra: column for column in table.columns}
    dates = {c.columna for c in mapping.used() if known.types[c.campo] == "fecha"}
    for mapped in mapping.used():
        column = by_letter[mapped.columna]
        values = _filled(table, column)
        if len(values) < _ENOUGH:
            continue
        if mapped.columna in dates and not any(map(_is_date, values)):
            others = (column for column in table.columns if column.letra not in dates)
            if any(_is_mostly_dates(table, other) for other in others):
                yield _told(table, column, "no hay ninguna fecha y las hay en otra columna")
        if mapped.campo == ACCION and 2 * sum(map(_is_figure, values)) > len(values):
            yield _told(table, column, "hay números o fechas y se esperaba la acción")


def _told(table: PlanTable, column: HeaderColumn, what: str) -> Finding:
    return table.finding(
        "encabezados corridos",
        f"bajo «{column.encabezado}» {what}: los encabezados parecen corridos",
        row=table.last,
        column=column,
        accion=f"ponga cada encabezado sobre sus datos, o confírmelo con «{SAVE_COLUMNS}»",
    )


def _filled(table: PlanTable, column: HeaderColumn) -> list[object]:
    return [v for v in table.values(column.position) if not missing_reason(cell_text(v))]


def _is_mostly_dates(table: PlanTable, column: HeaderColumn) -> bool:
    values = _filled(table, column)
    return len(values) >= _ENOUGH and 2 * sum(map(_is_date, values)) > len(values)


def _is_date(value: object) -> bool:
    return read_date(value).fecha is not None


def _is_figure(value: object) -> bool:
    text = one_line(cell_text(value))
    return isinstance(value, int | float | dt.date) or not any(map(str.isalpha, text))


def _rotated_column(sheet: Sheet, known: KnownColumns) -> int | None:
    """Find a column in which the names of fields stand one below another."""
    for position in range(_ROTATED_COLUMNS):
        cells = (row[position] for row in sheet.cells[:_ROTATED_ROWS] if position < len(row))
        found: Collection[str] = {known.spelt(one_line(cell_text(cell))) for cell in cells} - {""}
        if ACCION in found and len(found) >= _ROTATED_FIELDS:
            return position
    return None
