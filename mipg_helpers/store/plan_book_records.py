"""What the book of plans hands out: who said what, what was sent, what came back.

Frozen records without any work in them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

    from mipg_helpers.reference.plan_cells import CellKey

#: How a value came to be said: proposed by this program, read from a plan of the entidad,
#: written in a returned workbook, or decided by a person between several values.
Clase = Literal["propuesta", "lectura", "recibido", "decision"]

#: What became of a value that was said.
Resultado = Literal[
    "tomado",  # it is, or was until a later one, the value of the plan
    "coincide",  # the plan said the same already
    "disputado",  # the plan says something else and a person decides
    "decidido",  # a person had already decided about this very change
    "rechazado",  # not understood, or its author may not write it; kept, never in the plan
]

EstadoRecibido = Literal["unido", "leido", "rechazado"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value was said; `fila` as Excel shows it, `columna` by letter, "" if unknown."""

    clase: Clase
    archivo: str = ""
    sha256: str = ""
    hoja: str = ""
    fila: int | None = None
    columna: str = ""
    rol: str = ""
    destinatario: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """One value that somebody said of one cell, never forgotten.

    `base` is the value that its author had before the eyes. `momento` is when the book took
    note of it, None before. An empty `valor` empties the cell.
    """

    key: CellKey
    valor: str
    base: str
    resultado: Resultado
    origen: Origin
    motivo: str = ""
    momento: datetime | None = None

    @property
    def change(self) -> tuple[CellKey, str, str]:
        """Name the change itself, whoever made it."""
        return self.key, self.base, self.valor


@dataclass(frozen=True, slots=True)
class Option:
    """One of the values between which a person decides, and everybody who said it."""

    valor: str
    dichos: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A cell of which different values were said; the first option is the one in force.

    `accion` is the text of its action.
    """

    entidad_id: str
    vigencia_plan: int
    key: CellKey
    accion: str
    opciones: tuple[Option, ...]

    @property
    def actual(self) -> str:
        return self.opciones[0].valor


@dataclass(frozen=True, slots=True)
class Sending:
    """A workbook that went out: the actions and cut-offs it showed, as the plan was then.

    `archivo` and `sha256` are those of the file that was written. `hasta` is the last value of
    the book when it was sent: it tells what each cell said.
    """

    envio_id: str
    entidad_id: str
    vigencia: int  # measured
    vigencia_plan: int
    rol: str
    destinatario: str
    acciones: tuple[str, ...]
    cortes: tuple[date, ...]
    archivo: str
    sha256: str = ""
    hasta: int = 0
    momento: datetime | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """A file that came in, kept as it came at `copia`; `motivo` says why it was refused."""

    sha256: str
    nombre: str
    estado: EstadoRecibido
    copia: Path
    motivo: str = ""
    envio_id: str = ""
    entidad_id: str = ""
    vigencia_plan: int = 0
    rol: str = ""
    destinatario: str = ""
    momento: datetime | None = None
