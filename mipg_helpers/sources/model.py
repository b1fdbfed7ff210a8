"""The types that every reader shares: a sheet of cells, a finding, a parsed file.

Nothing here opens a file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pandas as pd

Severity = Literal["aviso", "error"]

#: Kinds of source file that can be declared or detected.
KINDS = (
    "resultados",  # official wide workbook
    "tabla_abierta",  # open-data long table
    "transcrita",  # small table of one entidad: indice, then one column per vigencia
    "recomendaciones",
    "responsables",
    "metas",
    "preguntas",  # question bank of the form
    "respuestas",  # what an entidad answered: a log, or its module sheets
    "similitud",  # questions of two forms that a team holds alike
    "autodiagnostico",  # self-assessment workbook of one politica
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the operator should know about one place of one file.

    `fila` is the row as Excel shows it (1-based); `columna` is the letter, or the
    letter and the header (``"F «POL03»"``); `valor` is the text as found.
    `mensaje` is one Spanish sentence; `accion` says what was done or what to do.
    A finding of severity ``error`` means that the value was not loaded.
    """

    archivo: str
    hoja: str
    fila: int | None
    columna: str
    valor: str
    tipo: str
    gravedad: Severity
    mensaje: str
    accion: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A rectangle of raw cells, as the reader found them.

    `cells[i][j]` is text, a number, a boolean, a date or ``None``; row i is Excel row
    ``i + 1`` and column j is Excel column ``j + 1`` (readers restore leading blank rows
    and columns). `merged` holds 0-based inclusive ranges (row, column, row, column),
    `formulas` the 0-based places whose value was computed by a formula.
    """

    archivo: str
    sha256: str
    hoja: str
    cells: list[list[object]]
    hidden: bool = False
    merged: tuple[tuple[int, int, int, int], ...] = ()
    formulas: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Declared:
    """What the operator states about a file, in ``fuentes.toml`` or on the command line.

    Empty or None means: not stated, find it in the file or refuse.
    """

    tipo: str = ""
    vigencia: int | None = None
    entidad: str = ""
    ficticio: bool = False


@dataclass(slots=True)
class Parsed:
    """What one file gave: any of the tidy tables, and its findings.

    Frames hold the columns of the tidy table of that name (see ``reference/campos.csv``),
    not yet checked against the contract.
    """

    kind: str
    vigencias: tuple[int, ...] = ()
    entidades: pd.DataFrame | None = None
    indices: pd.DataFrame | None = None
    recomendaciones: pd.DataFrame | None = None
    responsables: pd.DataFrame | None = None
    metas: pd.DataFrame | None = None
    preguntas: pd.DataFrame | None = None
    opciones: pd.DataFrame | None = None
    #: As read: the load matches them with the bank (see `answer_matching`).
    respuestas: pd.DataFrame | None = None
    similitudes: pd.DataFrame | None = None
    autodiagnosticos: pd.DataFrame | None = None
    findings: list[Finding] = field(default_factory=list)
    skipped_sheets: tuple[str, ...] = ()
