"""Write the workbooks of recommendations: one per entidad and vigencia, in folders by departamento.

The texts come from ``recomendaciones.csv``, which is our own wording; how many a politica gets
follows from its score, as a low score leaves more to recommend.
"""

from __future__ import annotations

import csv
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sample_workbook import FONT, HEADER, open_workbook

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

    from sample_population import SampleEntidad
    from xlsxwriter.worksheet import Worksheet

    from mipg_helpers.reference import Catalog

TEXTS = Path(__file__).with_name("recomendaciones.csv")
COLUMNS = ("Política", "Recomendación", "Política relacionada")
MOST = 12

#: Text that must come out of every report as it is, by politica of the main sample.
HOSTILE = {
    "gobierno_digital": "=SUM(A1:A9) no es una fórmula: revisar la hoja & su fuente.",
    "seguridad_digital": "Corregir los enlaces <b>rotos</b> de la sede y el aviso #let x = 1.",
    "gestion_documental": "+5 no es una suma: numerar los expedientes según @archivo y $series.",
    "transparencia": "Publicar el <script>índice</script> de información & el «esquema».",
}
#: The politica for which the entidad has no recommendation at all.
WITHOUT = {
    "0001": "compras",
    "0002": "presupuesto",
    "0003": "fortalecimiento",
    "0101": "planeacion",
}


@dataclass(frozen=True, slots=True)
class Recommendation:
    politica: str
    texto: str


def read_texts(path: Path = TEXTS) -> dict[str, list[str]]:
    """Read the bank of texts, by politica; a text for several politicas stands under each."""
    texts: dict[str, list[str]] = {}
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            for politica in row["politicas"].split("|"):
                texts.setdefault(politica, []).append(row["texto"])
    return texts


def choose(
    entidad: SampleEntidad,
    scores: Mapping[str, float | None],
    order: Sequence[str],
    texts: Mapping[str, Sequence[str]],
    rng: Random,
) -> list[Recommendation]:
    """Choose what an entidad is recommended: 1 to 12 texts per politica, the shared ones kept."""
    chosen: list[Recommendation] = []
    for politica in order:
        score = scores.get(politica)
        if score is None or politica == WITHOUT.get(entidad.codigo_sigep):
            continue
        bank = texts[politica]
        n = min(MOST, 1 + int((100 - score) / 5))
        shared = [text for text in bank if _is_shared(text, texts)]
        own = [text for text in bank if text not in shared]
        picked = rng.sample(own, k=min(len(own), max(1, n - len(shared)))) + shared[: max(0, n - 1)]
        if entidad.codigo_sigep == "0001" and politica in HOSTILE:
            picked.append(HOSTILE[politica])
        chosen.extend(Recommendation(politica, text) for text in picked)
        if rng.random() < 0.3:
            chosen.append(Recommendation(politica, picked[0]))  # the files repeat themselves
    return chosen


def _is_shared(text: str, texts: Mapping[str, Sequence[str]]) -> bool:
    return sum(text in bank for bank in texts.values()) > 1


def recommendations_path(folder: Path, entidad: SampleEntidad, vigencia: int) -> Path:
    """Give the folder and name of the file: departamento or NACIÓN, then the entidad."""
    group = "NACIÓN" if entidad.orden == "nacion" else _plain(entidad.departamento).upper()
    return folder / str(vigencia) / group / f"{_plain(entidad.nombre)}.xlsx"


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def write_recommendations(
    path: Path,
    entidad: SampleEntidad,
    vigencia: int,
    chosen: Sequence[Recommendation],
    catalog: Catalog,
    *,
    states_vigencia: bool,
    rng: Random,
) -> None:
    """Write one workbook; without `states_vigencia` only fuentes.toml knows the year."""
    with open_workbook(path) as workbook:
        sheet = workbook.add_worksheet("Recomendaciones")
        header = workbook.add_format(HEADER)
        wrapped = workbook.add_format({**FONT, "text_wrap": True, "valign": "top"})
        sheet.set_column(0, 0, 30, wrapped)
        sheet.set_column(1, 1, 90, wrapped)
        sheet.set_column(2, 2, 40, wrapped)
        first = _write_institution(sheet, entidad, vigencia if states_vigencia else None, rng)
        sheet.write_row(first, 0, COLUMNS, header)
        named = {info.politica: info for info in catalog.politicas(vigencia)}
        for row, one in enumerate(chosen, start=first + 1):
            info = named[one.politica]
            sheet.write_string(row, 0, info.nombre)
            sheet.write_string(row, 1, _soiled(one.texto, rng))
            sheet.write_string(row, 2, f"{info.codigo} {info.nombre}")


def _write_institution(
    sheet: Worksheet, entidad: SampleEntidad, vigencia: int | None, rng: Random
) -> int:
    """Write the rows above the table and give the row of its header, which varies."""
    lines = [
        ("Recomendaciones de mejora por política – DATOS FICTICIOS",),
        ("Medición del Desempeño Institucional",),
        (f"Vigencia {vigencia}",) if vigencia else (),
        (),
        ("Entidad:", entidad.nombre),
        ("Departamento:", entidad.departamento),
        ("Municipio:", entidad.municipio),
    ]
    for row, line in enumerate(lines):
        sheet.write_row(row, 0, line)
    return len(lines) + rng.randint(1, 6)


def _soiled(text: str, rng: Random) -> str:
    """Add the white space that people leave around and inside a text."""
    draw = rng.random()
    if draw < 0.15:
        return f"  {text} \n"
    if draw < 0.25:
        return text.replace(" ", "\u00a0", 2)
    if draw < 0.35:
        return text.replace(", ", ",\n", 1)
    return text
