"""What goes into a plan workbook and what comes back from one.

Plain frozen records: the writer, the reader and the merge speak through them and through the
cells of `analysis.plan`. Nothing here knows Excel.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from mipg_helpers.analysis.plan import Accion, CellKey
    from mipg_helpers.sources.model import Finding

#: Version of the layout of the hidden sheet; a workbook of another version is refused.
ESQUEMA = 1

Rol = Literal["lider", "planeacion", "control_interno"]


@dataclass(frozen=True, slots=True)
class WorkbookContent:
    """Everything one workbook says; equal contents give equal bytes.

    `destinatario` is the unit or post that fills it in, "" for the master of Planeación.
    `politicas` are (id, name) in the order of the sheets; every action belongs to one of
    them. `envio_id` (16 hexadecimal digits) names this sending.
    """

    entidad_id: str
    entidad: str
    vigencia: int  # measured
    vigencia_plan: int
    rol: Rol
    destinatario: str
    cortes: tuple[date, ...]
    politicas: tuple[tuple[str, str], ...]
    acciones: tuple[Accion, ...]
    envio_id: str
    fecha: date
    es_ficticia: bool = False
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


class Place(NamedTuple):
    """Where a cell stands in the returned file; `fila` as Excel shows it, `columna` by letter."""

    hoja: str
    fila: int
    columna: str


@dataclass(frozen=True, slots=True)
class Returned:
    """A workbook as it came back, checked cell by cell.

    How to tell what happened to an address of `base`, the canonical text that was sent:

    - in `cells`: its canonical text now, equal to the base where nobody touched it;
    - in `raw`: it has a problem (told in `findings`), so nothing may be concluded; the text
      is what was found, "" where a whole column is gone;
    - its action in `missing_rows`: the row is gone, which is not a request to delete it;
    - in none of them: the cell was emptied.

    A new row gets its id from the sending, the politica of its sheet and its text. Besides
    what was typed it carries `politica`, that of its sheet, and `tipo_plan` where all rows
    sent in that sheet share one. What was found in a row that cannot be identified (unknown
    or repeated id) stands in `raw` under an id of the same making.
    """

    archivo: str
    sha256: str
    esquema: int
    envio_id: str
    entidad_id: str
    entidad: str
    vigencia: int
    vigencia_plan: int
    rol: Rol
    destinatario: str
    fecha: date  # of the sending
    base: Mapping[CellKey, str]
    cells: Mapping[CellKey, str]
    raw: Mapping[CellKey, str] = field(default_factory=dict)
    places: Mapping[CellKey, Place] = field(default_factory=dict)
    new_rows: tuple[str, ...] = ()
    missing_rows: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
