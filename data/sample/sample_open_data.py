"""Write the open-data long table of Gobierno Digital, in the two ways it circulates.

The nación part looks like the direct download (UTF-8, commas), the territorio part like the same
table saved again with Excel (Windows-1252, semicolons, thousands marks inside codes and years).
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from sample_population import SampleEntidad

HEADERS = (
    "CÓDIGO_SIGEP",
    "ENTIDAD",
    "ORDEN",
    "SECTOR",
    "NATURALEZA_JURÍDICA",
    "ID_DEPARTAMENTO",
    "DEPARTAMENTO",
    "ID_MUNICIPIO",
    "MUNICIPIO",
    "VIGENCIA",
    "ID_ÍNDICE",
    "ÍNDICE",
    "PUNTAJE ENTIDAD",
    "PROMEDIO GRUPO PAR",
    "MÁXIMO GRUPO PAR",
    "MÍNIMO GRUPO PAR",
    "QUINTIL GRUPO PAR",
    "PERCENTIL GRUPO PAR",
)
ORDENES = {"territorio": "Territorial", "nacion": "Nacional"}
INDICE = ("POL06", "Gobierno Digital")  # in the numbering of 2018 to 2021
#: An index that no reference table knows, for the entidades in full.
UNREGISTERED = ("I99", "Índice de ejemplo sin registro")


@dataclass(frozen=True, slots=True)
class Dialect:
    """One way in which the table circulates."""

    encoding: str
    separator: str
    thousands: str


DIRECT = Dialect(encoding="utf-8", separator=",", thousands=".")
RESAVED = Dialect(encoding="cp1252", separator=";", thousands=",")


def write_open_data(
    path: Path,
    entidades: Sequence[SampleEntidad],
    scores: Mapping[str, float],
    *,
    vigencia: int,
    dialect: Dialect,
    full: Iterable[str],
) -> None:
    """Write one row per entidad with a score; `full` names who has a second, unknown index."""
    path.parent.mkdir(parents=True, exist_ok=True)
    groups: dict[str, list[float]] = defaultdict(list)
    for entidad in entidades:
        if entidad.codigo_sigep in scores:
            groups[entidad.grupo_par].append(scores[entidad.codigo_sigep])
    with path.open("w", encoding=dialect.encoding, newline="") as stream:
        writer = csv.writer(stream, delimiter=dialect.separator, lineterminator="\r\n")
        writer.writerow(HEADERS)
        for entidad in entidades:
            if entidad.codigo_sigep not in scores:
                continue
            score = scores[entidad.codigo_sigep]
            first = _identity(entidad, vigencia, dialect)
            group = _group_columns(score, groups[entidad.grupo_par])
            writer.writerow([*first, *INDICE, _decimal(score), *group])
            if entidad.codigo_sigep in full:
                writer.writerow([*first, *UNREGISTERED, _decimal(score), *[""] * 5])


def _identity(entidad: SampleEntidad, vigencia: int, dialect: Dialect) -> list[str]:
    return [
        # A program that takes the code for a number drops its zeros and adds a mark.
        _thousands(int(entidad.codigo_sigep), dialect.thousands),
        entidad.nombre,
        ORDENES[entidad.orden],
        entidad.sector,
        entidad.naturaleza_juridica,
        "",
        entidad.departamento,
        "",
        entidad.municipio,
        _thousands(vigencia, dialect.thousands),
    ]


def _group_columns(score: float, group: Sequence[float]) -> list[str]:
    """Write the statistics of the grupo par; alone in it, an entidad has no quintil."""
    first = [_decimal(fmean(group)), _decimal(max(group)), _decimal(min(group))]
    if len(group) == 1:
        return [*first, "N/A", "N/A"]
    lower = sum(other < score for other in group) + (sum(other == score for other in group) - 1) / 2
    share = lower / (len(group) - 1)
    return [*first, str(min(5, int(share * 5) + 1)), _decimal(share * 100)]


def _decimal(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


def _thousands(number: int, mark: str) -> str:
    return f"{number:,}".replace(",", mark)
