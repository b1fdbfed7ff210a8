"""How the book of plans lies in its SQLite file: tables, and rows as records.

Nothing is ever changed or deleted in it; the file itself refuses.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mipg_helpers.reference.plan_cells import CellKey
from mipg_helpers.store.plan_book_records import Origin, Received, Said, Sending

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Raised when the tables change shape; a book of another format is refused, never guessed.
FORMAT = 1

TABLES = """
CREATE TABLE valores (
  valor_id INTEGER PRIMARY KEY, entidad_id TEXT NOT NULL, vigencia_plan INTEGER NOT NULL,
  accion_id TEXT NOT NULL, campo TEXT NOT NULL, corte TEXT NOT NULL,
  valor TEXT NOT NULL, base TEXT NOT NULL,
  resultado TEXT NOT NULL
    CHECK (resultado IN ('tomado', 'coincide', 'disputado', 'decidido', 'rechazado')),
  clase TEXT NOT NULL CHECK (clase IN ('propuesta', 'lectura', 'recibido', 'decision')),
  archivo TEXT NOT NULL, sha256 TEXT NOT NULL, hoja TEXT NOT NULL, fila INTEGER,
  columna TEXT NOT NULL, rol TEXT NOT NULL, destinatario TEXT NOT NULL,
  motivo TEXT NOT NULL, momento TEXT NOT NULL
);
CREATE INDEX por_celda
  ON valores (entidad_id, vigencia_plan, accion_id, campo, corte, resultado, valor_id);
CREATE TABLE envios (
  envio_id TEXT PRIMARY KEY, entidad_id TEXT NOT NULL, vigencia INTEGER NOT NULL,
  vigencia_plan INTEGER NOT NULL, rol TEXT NOT NULL, destinatario TEXT NOT NULL,
  acciones TEXT NOT NULL, cortes TEXT NOT NULL, archivo TEXT NOT NULL, sha256 TEXT NOT NULL,
  hasta INTEGER NOT NULL, momento TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE recibidos (
  recibido_id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, nombre TEXT NOT NULL,
  estado TEXT NOT NULL CHECK (estado IN ('unido', 'leido', 'rechazado')),
  copia TEXT NOT NULL, motivo TEXT NOT NULL, envio_id TEXT NOT NULL, entidad_id TEXT NOT NULL,
  vigencia_plan INTEGER NOT NULL, rol TEXT NOT NULL, destinatario TEXT NOT NULL,
  momento TEXT NOT NULL
);
CREATE TABLE parejas (
  pareja_id INTEGER PRIMARY KEY, texto_id TEXT NOT NULL, accion_id TEXT NOT NULL,
  atiende INTEGER NOT NULL CHECK (atiende IN (0, 1)), archivo TEXT NOT NULL,
  sha256 TEXT NOT NULL, momento TEXT NOT NULL
);
""" + "".join(
    f"CREATE TRIGGER {table}_{verb} BEFORE {verb} ON {table}"
    f" BEGIN SELECT RAISE(ABORT, 'nothing said of a plan is changed or deleted'); END;\n"
    for table in ("valores", "envios", "recibidos", "parejas")
    for verb in ("UPDATE", "DELETE")
)

CURRENT = """
SELECT accion_id, campo, corte, valor FROM (
  SELECT accion_id, campo, corte, valor, max(valor_id) FROM valores
  WHERE entidad_id = ? AND vigencia_plan = ? AND resultado = 'tomado' AND momento <= ?
  GROUP BY accion_id, campo, corte
) WHERE valor <> ''
"""
#: After every moment.
FOREVER = "9999"

SENT = """
SELECT accion_id, campo, corte, valor FROM (
  SELECT accion_id, campo, corte, valor, max(valor_id) FROM valores
  WHERE entidad_id = ? AND vigencia_plan = ? AND resultado = 'tomado' AND valor_id <= ?
    AND accion_id IN (SELECT value FROM json_each(?))
  GROUP BY accion_id, campo, corte
) WHERE valor <> ''
"""
LATER_SENDING = """
SELECT EXISTS (
  SELECT 1 FROM envios WHERE entidad_id = ? AND vigencia_plan = ? AND rol = ?
    AND destinatario = ? AND (momento, hasta, envio_id) > (?, ?, ?)
)
"""
ARRIVED = """
SELECT accion_id FROM valores
WHERE entidad_id = ? AND vigencia_plan = ? AND resultado = 'tomado'
GROUP BY accion_id ORDER BY min(valor_id)
"""
HISTORY = """
SELECT * FROM valores
WHERE entidad_id = ? AND vigencia_plan = ? AND accion_id = ? AND campo = ? AND corte = ?
ORDER BY valor_id
"""
# A decision closes what was disputed before it; equal texts are no dispute any more.
DISPUTED = """
SELECT * FROM valores AS said
WHERE entidad_id = ? AND vigencia_plan = ? AND resultado = 'disputado' AND NOT EXISTS (
  SELECT 1 FROM valores AS later
  WHERE later.entidad_id = said.entidad_id AND later.vigencia_plan = said.vigencia_plan
    AND later.accion_id = said.accion_id AND later.campo = said.campo
    AND later.corte = said.corte AND later.resultado = 'tomado' AND later.clase = 'decision'
    AND later.valor_id > said.valor_id
) ORDER BY valor_id
"""

MATCHES = """
SELECT texto_id, accion_id, atiende, max(pareja_id) FROM parejas GROUP BY texto_id, accion_id
"""

ADD_MATCH = "INSERT INTO parejas VALUES (NULL, ?, ?, ?, ?, ?, ?)"
ADD_SAID = "INSERT INTO valores VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
ADD_SENDING = "INSERT INTO envios VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
ADD_RECEIVED = "INSERT INTO recibidos VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


def moment_text(moment: datetime) -> str:
    """Write a moment so that texts sort as moments do."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def said_row(said: Said, entidad_id: str, vigencia_plan: int, momento: str) -> list[Any]:
    """Write a value as a row of ``valores``."""
    origin = said.origen
    return [
        entidad_id, vigencia_plan, *said.key, said.valor, said.base, said.resultado,
        origin.clase, origin.archivo, origin.sha256, origin.hoja, origin.fila, origin.columna,
        origin.rol, origin.destinatario, said.motivo, momento,
    ]  # fmt: skip


def said_of(row: Sequence[Any]) -> Said:
    """Read a whole row of ``valores``."""
    accion_id, campo, corte, valor, base, resultado, *origin, motivo, momento = row[3:]
    clase, archivo, sha256, hoja, fila, columna, rol, destinatario = origin
    return Said(
        key=CellKey(accion_id, campo, corte),
        valor=valor,
        base=base,
        resultado=resultado,
        origen=Origin(clase, archivo, sha256, hoja, fila, columna, rol, destinatario),
        motivo=motivo,
        momento=datetime.fromisoformat(momento),
    )


def sending_row(sending: Sending, hasta: int, momento: str) -> list[Any]:
    """Write a sending as a row of ``envios``."""
    return [
        sending.envio_id, sending.entidad_id, sending.vigencia, sending.vigencia_plan,
        sending.rol, sending.destinatario, json.dumps(sending.acciones),
        json.dumps([corte.isoformat() for corte in sending.cortes]), sending.archivo,
        sending.sha256, hasta, momento,
    ]  # fmt: skip


def sending_of(row: Sequence[Any]) -> Sending:
    """Read a whole row of ``envios``."""
    envio_id, entidad_id, vigencia, vigencia_plan, rol, destinatario, *rest = row
    acciones, cortes, archivo, sha256, hasta, momento = rest
    return Sending(
        envio_id=envio_id,
        entidad_id=entidad_id,
        vigencia=vigencia,
        vigencia_plan=vigencia_plan,
        rol=rol,
        destinatario=destinatario,
        acciones=tuple(json.loads(acciones)),
        cortes=tuple(date.fromisoformat(text) for text in json.loads(cortes)),
        archivo=archivo,
        sha256=sha256,
        hasta=hasta,
        momento=datetime.fromisoformat(momento),
    )


def received_row(received: Received, momento: str) -> list[Any]:
    """Write a received file as a row of ``recibidos``; its copy by name, as books move."""
    return [
        received.sha256, received.nombre, received.estado, received.copia.name,
        received.motivo, received.envio_id, received.entidad_id, received.vigencia_plan,
        received.rol, received.destinatario, momento,
    ]  # fmt: skip


def received_of(row: Sequence[Any], folder: Path) -> Received:
    """Read a whole row of ``recibidos``; `folder` is where the copies lie."""
    sha256, nombre, estado, copia, motivo, *whose, momento = row[1:]
    envio_id, entidad_id, vigencia_plan, rol, destinatario = whose
    return Received(
        sha256=sha256,
        nombre=nombre,
        estado=estado,
        copia=folder / Path(copia).name,
        motivo=motivo,
        envio_id=envio_id,
        entidad_id=entidad_id,
        vigencia_plan=vigencia_plan,
        rol=rol,
        destinatario=destinatario,
        momento=datetime.fromisoformat(momento),
    )
