"""What the load found in the files, file by file and finding by finding.

Nothing is judged again: the findings are those of the load, counted and chosen. Files are known
by their name, as findings name them; two files of one name in two folders are one row here.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    import pandas as pd

    from mipg_helpers.analysis.home import LoadedFile

Gravedad = Literal["error", "aviso"]
State = Literal["cargado", "con_errores", "sin_datos", "rechazado"]


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding of the load (see `mipg_helpers.sources.model.Finding`); None: no single row."""

    archivo: str
    hoja: str
    fila: int | None
    columna: str
    valor: str
    tipo: str
    gravedad: Gravedad
    mensaje: str
    accion: str


@dataclass(frozen=True, slots=True)
class FileQuality:
    """A file, how many rows it gave and what was found in it; `n_archivos` bear its name."""

    archivo: str
    n_archivos: int
    tipo: str
    vigencias: tuple[int, ...]
    n_filas: int
    n_errores: int
    n_avisos: int

    @property
    def state(self) -> State:
        if self.n_filas:
            return "con_errores" if self.n_errores else "cargado"
        return "rechazado" if self.n_errores else "sin_datos"


@dataclass(frozen=True, slots=True)
class KindCount:
    """How often one kind of finding was made, in how many files."""

    tipo: str
    gravedad: Gravedad
    n: int
    n_archivos: int
    accion: str


@dataclass(frozen=True, slots=True)
class QualityProfile:
    """Everything the report on the quality of the data says.

    `entidad_id` is "" when the whole load is described, `vigencia` 0 when every vigencia is.
    `findings` keep the order of the load; `csv_file` names the file that has all of them,
    `n_all` how many it has.
    """

    entidad_id: str
    nombre_entidad: str
    vigencia: int
    fecha_cargue: date
    es_ficticio: bool
    files: tuple[FileQuality, ...]
    findings: tuple[FindingRow, ...]
    n_all: int
    csv_file: str
    version: str

    def count(self, gravedad: Gravedad) -> int:
        return sum(one.gravedad == gravedad for one in self.findings)


@dataclass(frozen=True, slots=True)
class FindingFilter:
    """Which findings are wanted; "" stands for any."""

    archivo: str = ""
    tipo: str = ""
    gravedad: str = ""

    def choose(self, findings: Iterable[FindingRow]) -> tuple[FindingRow, ...]:
        """Keep the wanted findings, in their order."""
        return tuple(
            one
            for one in findings
            if self.archivo in ("", one.archivo)
            and self.tipo in ("", one.tipo)
            and self.gravedad in ("", one.gravedad)
        )


def read_findings(hallazgos: pd.DataFrame) -> tuple[FindingRow, ...]:
    """Take the rows of the tidy table ``hallazgos``, in their order."""
    names = list(FindingRow.__dataclass_fields__)
    return tuple(
        FindingRow(archivo, hoja, None if math.isnan(fila) else int(fila), *rest)
        for archivo, hoja, fila, *rest in hallazgos[names].itertuples(index=False, name=None)
    )


def findings_about(
    findings: Iterable[FindingRow],
    *,
    own: Collection[tuple[str, int]],
    others: Collection[tuple[str, int]],
) -> tuple[FindingRow, ...]:
    """Keep the findings that may concern an entidad.

    Parameters
    ----------
    own, others
        File and row of every datum of the entidad, and of every other one.

    Returns
    -------
    Findings on the files of `own`, in their order, without those on a row of somebody else only.
    """
    files = {archivo for archivo, _ in own}
    elsewhere = set(others) - set(own)
    return tuple(
        one for one in findings if one.archivo in files and (one.archivo, one.fila) not in elsewhere
    )


def count_files(
    files: Sequence[LoadedFile], findings: Iterable[FindingRow]
) -> tuple[FileQuality, ...]:
    """Count by file what was loaded and found; files with errors first, then with notices."""
    counts = Counter((one.archivo, one.gravedad) for one in findings)
    by_name: dict[str, list[LoadedFile]] = {}
    for file in files:
        by_name.setdefault(file.archivo, []).append(file)
    found = [
        FileQuality(
            archivo=name,
            n_archivos=len(same),
            tipo=same[0].tipo,
            vigencias=tuple(sorted({vigencia for file in same for vigencia in file.vigencias})),
            n_filas=sum(file.n_filas for file in same),
            n_errores=counts[name, "error"],
            n_avisos=counts[name, "aviso"],
        )
        for name, same in by_name.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.n_errores, -one.n_avisos)))


def count_kinds(findings: Iterable[FindingRow]) -> tuple[KindCount, ...]:
    """Count by kind; errors first, then the most frequent."""
    by_kind: dict[tuple[str, Gravedad], list[FindingRow]] = {}
    for one in findings:
        by_kind.setdefault((one.tipo, one.gravedad), []).append(one)
    found = [
        KindCount(
            tipo=tipo,
            gravedad=gravedad,
            n=len(same),
            n_archivos=len({one.archivo for one in same}),
            accion=same[0].accion,
        )
        for (tipo, gravedad), same in by_kind.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.gravedad != "error", -one.n, one.tipo)))
