"""The control sheet: what a workbook knows about itself when it comes back.

A very hidden sheet of texts, one fact per row, the kind of fact first. It says which sending
this is, which sheet holds which politica, which columns and rows were sent and the canonical
text of every cell. A fingerprint over all of it tells whether somebody changed it: sheet
protection is a courtesy, not a lock.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, get_args

from mipg_helpers.errors import SourceFileError
from mipg_helpers.plan_workbook.cells_text import fit, plain
from mipg_helpers.plan_workbook.model import ESQUEMA, Rol
from mipg_helpers.reference.plan_cells import CellKey
from mipg_helpers.sources.cleaning import cell_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mipg_helpers.reference.plan_cells import Cells
    from mipg_helpers.sources.model import Sheet

#: First cell of the control sheet, whatever the sheet is called.
MARK = "MIPG · libro de plan · no modificar"

_ASK_AGAIN = (
    "copie lo que llenó en el libro que recibió de Planeación, sin cambiar sus hojas, "
    "o pida un libro nuevo"
)
_FACTS = (
    "envio_id",
    "entidad_id",
    "entidad",
    "vigencia",
    "vigencia_plan",
    "rol",
    "destinatario",
    "fecha",
    "es_ficticia",
)

#: Values of each kind of row, after its kind.
_WIDTHS = {"dato": 2, "hoja": 2, "columna": 3, "fila": 2, "politica": 2, "celda": 4}


@dataclass(frozen=True, slots=True)
class SentColumn:
    campo: str
    corte: str
    header: str


@dataclass(frozen=True, slots=True)
class Control:
    """What was sent; the texts are those of the cells, so long ones are cut alike."""

    envio_id: str
    entidad_id: str
    entidad: str
    vigencia: int
    vigencia_plan: int
    rol: Rol
    destinatario: str
    fecha: date
    es_ficticia: bool
    sheets: tuple[tuple[str, str], ...]  # (sheet name, politica)
    columns: tuple[SentColumn, ...]
    rows: tuple[tuple[str, str], ...]  # (politica, accion_id)
    politicas: tuple[tuple[str, str], ...]  # (id, name), also those without a sheet
    base: Mapping[CellKey, str]


def control_rows(control: Control, mark: str = MARK) -> list[list[str]]:
    """Write the control sheet as rows of texts; `mark` says what kind of workbook it is."""
    facts = {name: getattr(control, name) for name in _FACTS}
    facts |= {"fecha": control.fecha.isoformat(), "es_ficticia": int(control.es_ficticia)}
    body = [["dato", name, str(value)] for name, value in facts.items()]
    body += [["hoja", name, politica] for name, politica in control.sheets]
    body += [["columna", each.campo, each.corte, each.header] for each in control.columns]
    body += [["fila", politica, accion_id] for politica, accion_id in control.rows]
    body += [["politica", politica, name] for politica, name in control.politicas]
    body += [["celda", *key, text] for key, text in control.base.items() if plain(text)]
    stored = [[fit(plain(text)) for text in row] for row in body]
    return [[mark, str(ESQUEMA), _fingerprint(stored)], *stored]


def find_control(sheets: Sequence[Sheet], mark: str = MARK) -> Sheet | None:
    """Find the control sheet by its mark, also when it was renamed or shown."""
    return next((s for s in sheets if s.cells and cell_text(s.cells[0][0]) == mark), None)


def parse_control(sheet: Sheet) -> Control:
    """Read the control sheet back.

    Raises
    ------
    SourceFileError
        If it is of another version of this program or somebody changed it.
    """
    place = f"«{sheet.archivo}»"
    head, *body = ([plain(cell_text(cell)) for cell in row] for row in sheet.cells)
    _check_version(place, head[1] if len(head) > 1 else "")
    rows = [_trimmed(row) for row in body]
    rows = [row for row in rows if row]
    if len(head) < 3 or _fingerprint(rows) != head[2]:
        raise _changed(place)
    try:
        return _control(rows)
    except (ValueError, KeyError, TypeError):
        raise _changed(place) from None


def _check_version(place: str, version: str) -> None:
    if version == str(ESQUEMA):
        return
    is_older = version in {str(earlier) for earlier in range(ESQUEMA)}
    which = "anterior" if is_older else "posterior o desconocida"
    raise SourceFileError(
        place,
        f"el libro es de una versión {which} de esta herramienta («{version[:20]}»)",
        f"la versión {ESQUEMA}",
        "pida a Planeación un libro nuevo y copie en él lo que llenó",
    )


def _control(rows: Iterable[Sequence[str]]) -> Control:
    found: dict[str, list[Sequence[str]]] = defaultdict(list)
    for kind, *values in rows:
        found[kind].append(_padded(values, _WIDTHS[kind]))
    facts: dict[str, Any] = {pair[0]: pair[1] for pair in found["dato"]}
    if facts["rol"] not in get_args(Rol):
        raise ValueError(facts["rol"])
    facts |= {name: int(facts[name]) for name in ("vigencia", "vigencia_plan")}
    facts |= {
        "fecha": date.fromisoformat(facts["fecha"]),
        "es_ficticia": facts["es_ficticia"] == "1",
    }
    base: Cells = {CellKey(*key): text for *key, text in found["celda"]}
    return Control(
        **{name: facts[name] for name in _FACTS},
        sheets=tuple((name, politica) for name, politica in found["hoja"]),
        columns=tuple(SentColumn(*values) for values in found["columna"]),
        rows=tuple((politica, accion_id) for politica, accion_id in found["fila"]),
        politicas=tuple((politica, name) for politica, name in found["politica"]),
        base=base,
    )


def _fingerprint(rows: Iterable[Sequence[str]]) -> str:
    body = "\x1e".join("\x1f".join(_trimmed(row)) for row in rows)
    return hashlib.sha256(body.encode()).hexdigest()


def _trimmed(row: Sequence[str]) -> list[str]:
    """Drop the empty cells at the end, which a spreadsheet does not keep apart from none."""
    end = max((n for n, text in enumerate(row, start=1) if text), default=0)
    return list(row[:end])


def _padded(values: Sequence[str], width: int) -> list[str]:
    """Give back the empty cells at the end."""
    return [*values, *[""] * (width - len(values))]


def _changed(place: str) -> SourceFileError:
    problem = "la hoja oculta de control del libro fue modificada y no se puede saber qué se envió"
    return SourceFileError(place, problem, "un libro sin cambios en sus hojas ocultas", _ASK_AGAIN)
