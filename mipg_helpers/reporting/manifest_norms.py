"""What the manifest says of the standard of each PDF: table ``normas``, beside ``archivos``.

It was added later: a manifest without it is as good, it only knows nothing of standards. Every
row names the sha256 of the file that it speaks of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.reporting.norms import Verdict

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

_TABLE = """
CREATE TABLE IF NOT EXISTS normas (
  nombre TEXT NOT NULL, formato TEXT NOT NULL, sha256 TEXT NOT NULL, perfil TEXT NOT NULL,
  veredicto TEXT NOT NULL CHECK (veredicto IN ('cumple', 'no cumple', 'sin verificar')),
  detalle TEXT NOT NULL, verificador TEXT NOT NULL,
  PRIMARY KEY (nombre, formato)
) WITHOUT ROWID;
"""


class NormTable:
    """The table of one opened manifest."""

    def __init__(self, base: sqlite3.Connection, *, read_only: bool) -> None:
        self._base = base
        if not read_only:
            base.execute(_TABLE)
        asked = "SELECT 1 FROM sqlite_master WHERE name = 'normas'"
        self._exists = base.execute(asked).fetchone() is not None

    def of(self, nombre: str) -> Mapping[tuple[str, str], Verdict]:
        """Give what is known of the PDFs of a report, by format and sha256."""
        if not self._exists:
            return {}
        rows = self._base.execute(
            "SELECT formato, sha256, perfil, veredicto, detalle, verificador FROM normas"
            " WHERE nombre = ?",
            [nombre],
        )
        return {(formato, sha256): Verdict(*said) for formato, sha256, *said in rows}

    def record(self, nombre: str, formato: str, sha256: str, verdict: Verdict) -> None:
        """Note a verdict, inside the transaction of its report."""
        row = [
            nombre, formato, sha256, verdict.perfil, verdict.veredicto, verdict.detalle,
            verdict.verificador,
        ]  # fmt: skip
        self._base.execute("INSERT OR REPLACE INTO normas VALUES (?, ?, ?, ?, ?, ?, ?)", row)
