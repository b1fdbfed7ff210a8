"""What a table of leaders must not say, and what it should say and does not."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from mipg_helpers.errors import MAX_LISTED, DataValidationError, LayoutError, listed
from mipg_helpers.reference.labels import fold
from mipg_helpers.reference.names import LabelError
from mipg_helpers.sources.cleaning import column_letter
from mipg_helpers.sources.findings import place_of
from mipg_helpers.sources.personal_data import is_personal_header
from mipg_helpers.sources.row_context import model_vigencia

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mipg_helpers.reference import Catalog
    from mipg_helpers.sources.leader_rows import LeaderRow, LeaderRows
    from mipg_helpers.sources.located import Table
    from mipg_helpers.sources.model import Finding

PERSONAL = "dato_personal"


def require_recognised(reader: LeaderRows, rows: Sequence[LeaderRow]) -> None:
    """Refuse a table whose column of politicas names politicas in less than half of its rows."""
    if 2 * len(rows) >= reader.n_labels > 0:
        return
    problem = f"se reconoció la política en {len(rows)} de {reader.n_labels} filas"
    raise DataValidationError(
        place_of(reader.table.sheet),
        problem if reader.n_labels else "la tabla no tiene ninguna fila con política",
        "al menos la mitad",
        "revise que la columna de la política sea la correcta y que los nombres estén completos",
        reader.findings,
    )


def require_one_leader(table: Table, rows: Sequence[LeaderRow], catalog: Catalog) -> None:
    """Refuse two different leaders for one politica and vigencia: nobody can tell which holds."""
    leaders: dict[tuple[str, int, str], dict[str, LeaderRow]] = defaultdict(dict)
    for row in rows:
        if row.lider:
            leaders[row.key].setdefault(fold(row.lider), row)
    clashes = {key: list(found.values()) for key, found in leaders.items() if len(found) > 1}
    if not clashes:
        return
    shown = []
    for (_, vigencia, politica), found in clashes.items():
        who = " y ".join(f"«{row.lider}» en la fila {row.row + 1}" for row in found)
        shown.append(f"«{_name(politica, vigencia, catalog)}» ({who})")
    raise DataValidationError(
        place_of(table.sheet),
        f"hay dos líderes distintos para la misma política y vigencia: {listed(shown)}",
        "un líder por política",
        "deje un líder y ponga a los demás en la columna de apoyo",
    )


def _name(politica: str, vigencia: int, catalog: Catalog) -> str:
    return catalog.politica(politica, model_vigencia(catalog, vigencia)).nombre


def find_personal_columns(table: Table) -> Iterator[Finding]:
    """Report the columns that announce data of persons; their cells are never looked at."""
    for position in _unread(table):
        if _is_personal(table, position):
            header = table.header.originals[position]
            yield table.finding(
                "dato personal",
                f"la columna {column_letter(position)} «{header}» contiene datos de personas; "
                "no se leyó ni se guarda",
                row=table.header.index,
                gravedad="aviso",
                accion="retire la columna del archivo: solo se publican dependencias y cargos",
            )


def find_unused_columns(table: Table) -> Iterator[Finding]:
    """List in one finding the columns that no field reads."""
    names = [
        f"«{table.header.originals[position]}»"
        for position in _unread(table)
        if table.header.labels[position] and not _is_personal(table, position)
    ]
    if names:
        yield table.finding(
            "columna sin uso",
            f"no se usan las columnas {', '.join(names)}",
            row=table.header.index,
            gravedad="aviso",
            accion="si alguna hace falta, cambie su encabezado por el de la plantilla",
        )


def find_repeated(table: Table, rows: Sequence[LeaderRow]) -> Iterator[Finding]:
    """Report politicas that stand in several rows and were joined into one."""
    times = Counter(row.key for row in rows)
    for key, n in times.items():
        if n > 1:
            places = ", ".join(str(row.row + 1) for row in rows if row.key == key)
            yield table.finding(
                "duplicado",
                f"la política «{key[2]}» está en {n} filas ({places}); se unieron en una",
                row=next(row.row for row in rows if row.key == key),
                campo="politica",
                gravedad="aviso",
                accion="revise que todas las dependencias respondan por la política",
            )


def find_misnumbered(
    table: Table, rows: Sequence[LeaderRow], catalog: Catalog
) -> Iterator[Finding]:
    """Report once that printed numbers are not the official ones; the name has decided."""
    wrong = []
    for row in rows:
        info = catalog.politica(row.politica, model_vigencia(catalog, row.vigencia))
        official = info.codigo.removeprefix("POL")
        if row.label.numero is not None and official and row.label.numero != int(official):
            wrong.append(f"«{row.label.nombre}» dice {row.label.numero} y es {info.codigo}")
    if wrong:
        yield table.finding(
            "nombre y código no concuerdan",
            f"{len(wrong)} políticas llevan otro número que el oficial (por ejemplo {wrong[0]}); "
            "se usó el nombre",
            campo="politica",
            value="; ".join(wrong[1:4]),
            gravedad="aviso",
            accion="no hace falta corregir nada si los nombres son los correctos",
        )


def find_other_dimensions(
    table: Table, rows: Sequence[LeaderRow], catalog: Catalog
) -> Iterator[Finding]:
    """Report once that politicas stand under another dimension than that of their vigencia."""
    moved = [row for row in rows if row.dimension and not _same_dimension(row, catalog)]
    if moved:
        first = moved[0]
        model = model_vigencia(catalog, first.vigencia)
        yield table.finding(
            "otra dimensión",
            f"{len(moved)} políticas están en otra dimensión que en el modelo de {model}, "
            f"por ejemplo «{first.label.nombre}» en «{first.dimension}»",
            row=first.row,
            campo="dimension",
            value=first.dimension,
            gravedad="aviso",
            accion="se usó la dimensión del modelo; la tabla puede ser de otra versión del manual",
        )


def find_filled_dimensions(table: Table, rows: Sequence[LeaderRow]) -> Iterator[Finding]:
    """Say once that blank cells of the dimension were read as the one above."""
    filled = [row.row + 1 for row in rows if row.dimension and not table.text(row.row, "dimension")]
    if filled:
        yield table.finding(
            "celda heredada",
            f"en {len(filled)} filas la celda de la dimensión está vacía o combinada y se leyó la "
            f"de arriba (filas {', '.join(map(str, filled[:MAX_LISTED]))}"
            f"{'…' if len(filled) > MAX_LISTED else ''})",
            row=filled[0] - 1,
            campo="dimension",
            gravedad="aviso",
            accion="no hace falta corregir nada: la dimensión solo se compara con la del modelo",
        )


def find_gaps(table: Table, rows: Sequence[LeaderRow], catalog: Catalog) -> Iterator[Finding]:
    """Warn of each politica of a vigencia for which nobody answers."""
    held = {row.key for row in rows if row.lider or row.responsable}
    for subject, vigencia in dict.fromkeys(row.key[:2] for row in rows):
        for info in catalog.politicas(model_vigencia(catalog, vigencia)):
            if (subject, vigencia, info.politica) not in held:
                yield table.finding(
                    "política sin responsable",
                    f"la política «{info.nombre}» no tiene líder ni responsable en {vigencia}",
                    row=next(
                        (r.row for r in rows if r.key == (subject, vigencia, info.politica)), None
                    ),
                    campo="politica",
                    value=info.nombre,
                    gravedad="aviso",
                    accion="agregue la dependencia en la tabla de líderes y responsables",
                )


def require_politica_column(table: Table) -> None:
    """Refuse a column called only "nombre" unless a column of codes says what it names."""
    if "politica" not in table.columns and "codigo" not in table.columns:
        raise LayoutError(
            place_of(table.sheet),
            "no encuentro la columna de la política",
            "una columna «Política», o «nombre» junto a «codigo»",
            "cambie el encabezado de la columna que tiene las políticas",
        )


def _same_dimension(row: LeaderRow, catalog: Catalog) -> bool:
    vigencia = model_vigencia(catalog, row.vigencia)
    try:
        return (
            catalog.resolve_dimension(row.dimension, vigencia)
            == catalog.politica(row.politica, vigencia).dimension
        )
    except LabelError:
        return False


def _unread(table: Table) -> list[int]:
    used = {place for campo, place in table.columns.items() if campo != PERSONAL}
    return [place for place in range(len(table.header.labels)) if place not in used]


def _is_personal(table: Table, position: int) -> bool:
    keys = {key for column in table.layout if column.campo == PERSONAL for key in column.claves}
    return table.header.labels[position] in keys or is_personal_header(
        table.header.originals[position]
    )
