"""Tables of an entidad and tidy frames, small enough to be read inside a test."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from mipg_helpers.sources.model import Finding, Sheet
from mipg_helpers.store import StoreInfo
from mipg_helpers.store.columns import conform

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SOURCE = {"fuente_archivo": "a.xlsx", "fuente_sha256": "a" * 64, "fuente_hoja": "Hoja"}


def table_sheet(
    *rows: Sequence[object],
    archivo: str = "tabla.xlsx",
    hoja: str = "Hoja1",
    merged: Sequence[tuple[int, int, int, int]] = (),
    hidden: bool = False,
) -> Sheet:
    """Make a sheet as a reader gives it: all rows equally wide."""
    width = max((len(row) for row in rows), default=0)
    cells = [[*row, *[None] * (width - len(row))] for row in rows]
    return Sheet(archivo, "a" * 64, hoja, cells, hidden, tuple(merged))


def kinds_of(findings: Iterable[Finding]) -> list[str]:
    return [finding.tipo for finding in findings]


def entidades_of(*rows: tuple[str, int, str, str], **more: object) -> pd.DataFrame:
    """Make `entidades` from (entidad_id, vigencia, nombre, departamento)."""
    names = ["entidad_id", "vigencia", "nombre_entidad", "departamento"]
    frame = pd.DataFrame(rows, columns=names)
    code = frame["entidad_id"].where(frame["entidad_id"].str.isdecimal(), "")
    frame = frame.assign(
        **{"codigo_sigep": code, "fuente_fila": range(4, 4 + len(frame)), **SOURCE}
    )
    return conform(frame.assign(**more), "entidades")


def indices_of(*rows: tuple[str, int, str, float | None], **more: object) -> pd.DataFrame:
    """Make `indices` from (entidad_id, vigencia, indice, puntaje); None does not apply."""
    names = ["entidad_id", "vigencia", "indice", "puntaje_puntos"]
    frame = pd.DataFrame(rows, columns=names).astype({"puntaje_puntos": "float64"})
    reason = frame["puntaje_puntos"].isna().map({True: "no_aplica", False: ""})
    frame = frame.assign(
        nivel="politica",
        motivo_vacio=reason,
        fuente_fila=range(4, 4 + len(frame)),
        fuente_columna="F",
        **SOURCE,
    )
    return conform(frame.assign(**more), "indices")


def store_info(**more: object) -> StoreInfo:
    """Describe a load that read no file."""
    plain = {
        "files": (),
        "counts": {},
        "fecha_cargue": date(2026, 6, 26),
        "huella_referencia": "huella",
        "es_ficticio": True,
    }
    return StoreInfo(**{**plain, **more})
