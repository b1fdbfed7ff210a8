"""The account of a folder of reports: ``manifiesto.sqlite``.

Per report: the key it was made for, how it went, and its documents with their hashes; per run:
its order and how far it came. Written by the process that leads the batch and by no other, one
transaction per report, so that after an interruption it holds exactly what was finished.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self

from mipg_helpers.errors import ConfigError
from mipg_helpers.reporting.manifest_norms import NormTable
from mipg_helpers.reporting.norms import ARCHIVAL, NO_CUMPLE, NOT_ASKED
from mipg_helpers.reporting.written import WrittenHere

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from mipg_helpers.reporting.jobs import JobResult
    from mipg_helpers.reporting.keys import JobKey
    from mipg_helpers.reporting.norms import Verdict
    from mipg_helpers.reporting.written import Written

FILE = "manifiesto.sqlite"

#: Raised when the tables change shape; a manifest of another format is refused, never guessed.
FORMAT = 1

_TABLES = """
CREATE TABLE corridas (
  corrida INTEGER PRIMARY KEY, inicio TEXT NOT NULL, fin TEXT NOT NULL DEFAULT '',
  orden TEXT NOT NULL, versiones TEXT NOT NULL,
  planeados INTEGER NOT NULL, por_hacer INTEGER NOT NULL,
  listos INTEGER NOT NULL DEFAULT 0, fallidos INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE informes (
  nombre TEXT PRIMARY KEY, informe TEXT NOT NULL, entidad_id TEXT NOT NULL,
  vigencia INTEGER NOT NULL, politica TEXT NOT NULL,
  estado TEXT NOT NULL CHECK (estado IN ('listo', 'fallido')),
  clave TEXT NOT NULL, insumos TEXT NOT NULL, partes TEXT NOT NULL, parametros TEXT NOT NULL,
  intentos INTEGER NOT NULL, segundos REAL NOT NULL, error TEXT NOT NULL, avisos TEXT NOT NULL,
  corrida INTEGER NOT NULL REFERENCES corridas, fecha TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE archivos (
  nombre TEXT NOT NULL REFERENCES informes, formato TEXT NOT NULL, archivo TEXT NOT NULL,
  clave TEXT NOT NULL, sha256 TEXT NOT NULL, n_bytes INTEGER NOT NULL, mtime_ns INTEGER NOT NULL,
  PRIMARY KEY (nombre, formato)
) WITHOUT ROWID;
"""

_NOWHERE = "file::memory:"

_SET_INFORME = (
    "INSERT OR REPLACE INTO informes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_SET_ARCHIVO = "INSERT OR REPLACE INTO archivos VALUES (?, ?, ?, ?, ?, ?, ?)"
_COUNT = "UPDATE corridas SET listos = listos + ?, fallidos = fallidos + ? WHERE corrida = ?"


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A document as it was when it was written."""

    archivo: str  # relative to the folder of reports
    formato: str
    clave: str
    sha256: str
    n_bytes: int
    mtime_ns: int
    verdict: Verdict | None = None  # None of what is no PDF, or was written before anyone asked

    @property
    def was_asked(self) -> bool:
        """Tell whether somebody wanted to know if it keeps its standard."""
        return self.verdict is not None and self.verdict.detalle != NOT_ASKED

    @property
    def may_travel(self) -> bool:
        """Tell whether nothing speaks against handing it on as what it claims to be."""
        return self.verdict is None or self.verdict.veredicto != NO_CUMPLE


@dataclass(frozen=True, slots=True)
class Known:
    """What the manifest says of one report."""

    estado: str
    clave: str
    insumos: str
    partes: str  # JSON
    corrida: int
    error: str
    archivos: tuple[KnownFile, ...]

    @property
    def current(self) -> Mapping[str, KnownFile]:
        """Give by format the documents of the last edition, apart from those of earlier ones."""
        return {file.formato: file for file in self.archivos if file.clave == self.clave}

    @property
    def copies(self) -> tuple[KnownFile, ...]:
        """List its copies for the archive that nobody found to break their norma."""
        found = [self.current[norma] for norma in ARCHIVAL if norma in self.current]
        return tuple(file for file in found if file.may_travel)


@dataclass(frozen=True, slots=True)
class Reported:
    """A report that was asked for, with what names its subject."""

    nombre: str
    informe: str
    politica: str
    alcance: str  # "" for one that follows no plan
    parametros: Mapping[str, Any]
    known: Known


@dataclass(frozen=True, slots=True)
class Run:
    """A run of the batch; `fin` is "" when it was interrupted or is still going on.

    `fallidos`: how many of its reports failed.
    """

    corrida: int
    inicio: str
    fin: str
    fallidos: int
    orden: Mapping[str, Any]


class Manifest:
    """The manifest of `outputs`; made when missing, unless only reading is asked for.

    `written` tells of the documents where they are not in `outputs` itself.
    """

    def __init__(
        self, outputs: Path, *, read_only: bool = False, written: Written | None = None
    ) -> None:
        self.outputs, self.path = outputs, outputs / FILE
        self.written: Written = written or WrittenHere(outputs)
        if not read_only:
            outputs.mkdir(parents=True, exist_ok=True)
        mode = "ro" if read_only else "rwc"
        exists = self.path.is_file() or not read_only
        place = f"{self.path.resolve().as_uri()}?mode={mode}" if exists else _NOWHERE
        self._base = sqlite3.connect(place, uri=True, isolation_level=None)
        try:
            self._prepare(read_only=read_only)
        except sqlite3.DatabaseError:
            self._base.close()
            raise _unreadable(self.path) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._base.close()

    def known(self, nombre: str) -> Known | None:
        """Tell what is known of a report; None when it was never made here."""
        found = self._base.execute(
            "SELECT estado, clave, insumos, partes, corrida, error FROM informes WHERE nombre = ?",
            [nombre],
        ).fetchone()
        if found is None:
            return None
        estado, clave, insumos, partes, corrida, error = found
        rows: Iterable[tuple[str, str, str, str, int, int]] = self._base.execute(
            "SELECT archivo, formato, clave, sha256, n_bytes, mtime_ns FROM archivos"
            " WHERE nombre = ? ORDER BY formato",
            [nombre],
        )
        verdicts = self._norms.of(nombre)
        # A verdict speaks of the bytes that were looked at, and of no others.
        files = tuple(KnownFile(*row, verdict=verdicts.get((row[1], row[3]))) for row in rows)
        return Known(estado, clave, insumos, partes, corrida, error, files)

    def reports(self, entidad_id: str, vigencia: int) -> tuple[Reported, ...]:
        """List every report ever asked for about an entidad and vigencia, by name."""
        rows = self._base.execute(
            "SELECT nombre, informe, politica, parametros FROM informes"
            " WHERE entidad_id = ? AND vigencia = ? ORDER BY nombre",
            [entidad_id, vigencia],
        ).fetchall()
        found = []
        for nombre, informe, politica, parameters in rows:
            given = json.loads(parameters)
            alcance, known = str(given.get("alcance", "")), self.known(nombre)
            if known is not None:
                found.append(Reported(nombre, informe, politica, alcance, given, known))
        return tuple(found)

    def inputs(self, nombre: str) -> str:
        """Give the digest of all that the report was given when it was made; "" if never."""
        found = self._base.execute(
            "SELECT insumos FROM informes WHERE nombre = ?", [nombre]
        ).fetchone()
        return str(found[0]) if found else ""

    def start_run(
        self, order: Mapping[str, Any], versions: Mapping[str, str], *, planned: int, pending: int
    ) -> int:
        """Note that a run begins and give its number."""
        cursor = self._base.execute(
            "INSERT INTO corridas (inicio, orden, versiones, planeados, por_hacer)"
            " VALUES (?, ?, ?, ?, ?)",
            [_now(), _text(order), _text(versions), planned, pending],
        )
        return int(cursor.lastrowid or 0)

    def end_run(self, corrida: int) -> None:
        """Note that a run came to its end."""
        self._base.execute("UPDATE corridas SET fin = ? WHERE corrida = ?", [_now(), corrida])

    def last_run(self) -> Run | None:
        """Give the last run of this folder."""
        found = self._base.execute(
            "SELECT corrida, inicio, fin, fallidos, orden FROM corridas"
            " ORDER BY corrida DESC LIMIT 1"
        ).fetchone()
        if found is None:
            return None
        corrida, inicio, fin, fallidos, orden = found
        return Run(corrida, inicio, fin, fallidos, json.loads(orden))

    def record(self, result: JobResult, key: JobKey, corrida: int) -> None:
        """Note one finished report, whole or not at all.

        Documents that a failed report had before stay noted, under the key they were made for.
        """
        job, estado = result.job, "listo" if result.ok else "fallido"
        before = self._base.execute(
            "SELECT clave, intentos FROM informes WHERE nombre = ?", [job.name]
        ).fetchone()
        attempts = before[1] + 1 if before and before[0] == key.key else 1
        row = [
            job.name, job.informe, job.entidad_id, job.vigencia, job.politica, estado, key.key,
            key.inputs, key.parts, _text(dict(job.parameters)), attempts,
            round(result.seconds, 3), result.error, _text(result.avisos), corrida, _now(),
        ]  # fmt: skip
        verdicts = dict(result.verdicts)
        self._base.execute("BEGIN")
        self._base.execute(_SET_INFORME, row)
        places = [path.relative_to(self.outputs).as_posix() for path, _ in result.outputs]
        # One that vanished since it was written is noted so that nothing equals it.
        states = result.states or [self.written.state(place) or (-1, 0) for place in places]
        for (path, sha256), place, state in zip(result.outputs, places, states, strict=True):
            formato = job.formato(path)
            file = [job.name, formato, place, key.key, sha256, *state]
            self._base.execute(_SET_ARCHIVO, file)
            if formato in verdicts:
                self._norms.record(job.name, formato, sha256, verdicts[formato])
        self._base.execute(_COUNT, [result.ok, not result.ok, corrida])
        self._base.execute("COMMIT")

    def confirm(self, nombre: str, inputs: str) -> None:
        """Note that a report stays as it is although something it was given changed."""
        self._base.execute("UPDATE informes SET insumos = ? WHERE nombre = ?", [inputs, nombre])

    def _prepare(self, *, read_only: bool) -> None:
        (version,) = self._base.execute("PRAGMA user_version").fetchone()
        if version == 0 and read_only:  # none yet, or of a run killed at its very start
            self._base.close()
            self._base = sqlite3.connect(_NOWHERE, uri=True, isolation_level=None)
        elif not read_only:
            # Readers may look while a batch writes, and a commit costs no wait for the disk.
            self._base.execute("PRAGMA journal_mode = WAL")
            self._base.execute("PRAGMA synchronous = NORMAL")
        if version == 0:
            self._base.executescript(f"BEGIN;{_TABLES}PRAGMA user_version = {FORMAT};COMMIT;")
        elif version != FORMAT:
            raise sqlite3.DatabaseError
        self._norms = NormTable(self._base, read_only=read_only)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _unreadable(path: Path) -> ConfigError:
    return ConfigError(
        f"archivo '{path}'",
        "está dañado o es de otra versión del programa",
        hint="bórrelo o muévalo; los informes se vuelven a escribir y el archivo se hace de nuevo",
    )
