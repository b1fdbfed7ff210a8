"""Generate the sample of the workbench: fictitious files with the dirt of the official ones.

``python data/sample/generar.py [CARPETA]`` writes them, always the same bytes, to ``raw/`` beside
this script unless another folder is given; ``--pais LIBRO`` writes instead one results workbook
of the size of the country. No figure and no name belongs to a real entidad.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from mipg_helpers.reference import load_catalog

# Whoever runs this file by its path from elsewhere does not have its folder on the path.
sys.path.insert(0, str(Path(__file__).resolve().parent))

from sample_columns import score_columns
from sample_declarations import write_declarations
from sample_form import (
    former_form,
    read_form,
    write_bank,
    write_log,
    write_marks,
    write_modules,
)
from sample_leaders import write_merged, write_template
from sample_open_data import DIRECT, RESAVED, write_open_data
from sample_population import country_entidades, full_entidades, sample_entidades
from sample_recommendations import (
    choose,
    read_texts,
    recommendations_path,
    write_recommendations,
)
from sample_results import ResultsBook, draw_results, write_results
from sample_self_assessment import write_self_assessment
from sample_targets import write_targets

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sample_population import SampleEntidad
    from sample_scores import Drawn, Scores

    from mipg_helpers.reference import Catalog

SEED = 20250107
#: How many entidades report in the country, about.
COUNTRY = 5400
#: Only the open-data table; the wide workbooks follow, on both sides of the change of 2022.
OPEN_DATA_VIGENCIA = 2018
WIDE_VIGENCIAS = (2019, 2020, 2021, 2022, 2023, 2024, 2025)
LAST = WIDE_VIGENCIAS[-1]
#: Vigencias with recommendations, and whether the workbook itself says the year.
RECOMMENDATIONS = {2024: False, 2025: True}


def generate(folder: Path, *, seed: int = SEED) -> list[Path]:
    """Write the whole sample into `folder` and give the paths of its files, sorted."""
    catalog = load_catalog()
    entidades = sample_entidades(seed=seed)
    drawn = draw_results(entidades, catalog, (OPEN_DATA_VIGENCIA, *WIDE_VIGENCIAS), seed=seed)
    _write_wide(folder / "resultados", entidades, drawn, catalog, seed=seed)
    _write_long(folder / "tabla_abierta", entidades, drawn)
    _write_recommendations(folder / "recomendaciones", drawn, catalog, seed=seed)
    write_template(folder / "responsables" / "lideres_villa_muestra.xlsx", catalog, LAST)
    write_merged(folder / "responsables" / "lideres_ejemplo_norte.xlsx")
    main, before = full_entidades()[0], drawn[LAST - 1]
    target_file = folder / "metas" / "metas_villa_muestra.xlsx"
    write_targets(target_file, main, before[main.codigo_sigep], catalog, LAST)
    _write_form(folder)
    write_declarations(folder / "fuentes.toml", WIDE_VIGENCIAS)
    return sorted(path for path in folder.rglob("*") if path.is_file())


def write_country(path: Path, *, n_entidades: int = COUNTRY, seed: int = SEED) -> None:
    """Write a results workbook of the size of the whole country: territorio, about 100 columns."""
    catalog = load_catalog()
    entidades = country_entidades(n_entidades, seed=seed)
    scores = draw_results(entidades, catalog, (LAST,), seed=seed)[LAST]
    columns = score_columns(catalog, LAST)
    write_results(path, ResultsBook(LAST, "territorio", entidades, scores, columns), seed=seed)


def _write_wide(
    folder: Path,
    entidades: Sequence[SampleEntidad],
    drawn: Drawn,
    catalog: Catalog,
    *,
    seed: int,
) -> None:
    for vigencia in WIDE_VIGENCIAS:
        columns = score_columns(catalog, vigencia)
        for orden in ("territorio", "nacion"):
            rows = [one for one in entidades if one.orden == orden]
            book = ResultsBook(vigencia, orden, rows, drawn[vigencia], columns)
            write_results(folder / f"Resultados_vig{vigencia}_{orden}.xlsx", book, seed=seed)


def _write_long(folder: Path, entidades: Sequence[SampleEntidad], drawn: Drawn) -> None:
    scores = published(drawn[OPEN_DATA_VIGENCIA])
    full = {one.codigo_sigep for one in full_entidades()}
    for orden, dialect in (("territorio", RESAVED), ("nacion", DIRECT)):
        write_open_data(
            folder / f"Indice_Gobierno_Digital_{orden}.csv",
            [one for one in entidades if one.orden == orden],
            scores,
            vigencia=OPEN_DATA_VIGENCIA,
            dialect=dialect,
            full=full,
        )


def published(scores: Mapping[str, Scores]) -> dict[str, float]:
    """Round to the single decimal of the open table, leaving out whom it does not apply to."""
    digital = {codigo: row["gobierno_digital"] for codigo, row in scores.items()}
    return {codigo: round(score, 1) for codigo, score in digital.items() if score is not None}


def _write_recommendations(folder: Path, drawn: Drawn, catalog: Catalog, *, seed: int) -> None:
    texts = read_texts()
    for vigencia, states_vigencia in RECOMMENDATIONS.items():
        order = [one.politica for one in catalog.politicas(vigencia)]
        for entidad in full_entidades():
            rng = Random(f"{seed}|recomendaciones|{entidad.codigo_sigep}|{vigencia}")
            scores = drawn[vigencia][entidad.codigo_sigep]
            write_recommendations(
                recommendations_path(folder, entidad, vigencia),
                entidad,
                vigencia,
                choose(entidad, scores, order, texts, rng),
                catalog,
                states_vigencia=states_vigencia,
                rng=rng,
            )


def _write_form(folder: Path) -> None:
    """Write the form of two years, what three entidades answered, and a self-assessment."""
    main, _, small, _, meci = full_entidades()
    questions = read_form()
    write_bank(folder / "formulario" / f"preguntas_{LAST}.xlsx", questions, LAST)
    write_bank(
        folder / "formulario" / f"preguntas_{LAST - 1}.xlsx", former_form(questions), LAST - 1
    )
    answers = folder / "respuestas"
    write_log(answers / "respuestas_villa_muestra.xlsx", main, questions, LAST)
    write_modules(answers / "respuestas_loma_pequena.xlsx", small, questions, LAST)
    write_marks(answers / "respuestas_cuenca_modelo.xlsx", meci, questions, LAST)
    path = folder / "autodiagnosticos" / "autodiagnostico_gobierno_digital.xlsx"
    write_self_assessment(path, main, "Gobierno Digital", LAST)


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description="Genera la muestra ficticia")
    default = Path(__file__).parent / "raw"
    parser.add_argument("carpeta", nargs="?", type=Path, default=default, help="destino")
    parser.add_argument("--pais", type=Path, metavar="LIBRO", help="solo un libro de todo el país")
    parser.add_argument("--entidades", type=int, default=COUNTRY, help="filas de ese libro")
    options = parser.parse_args(arguments)
    if options.pais:
        write_country(options.pais, n_entidades=options.entidades)
        print(f"Libro ficticio de {options.entidades} entidades: {options.pais}")
    else:
        files = generate(options.carpeta)
        print(f"Muestra ficticia: {len(files)} archivos en {options.carpeta}")


if __name__ == "__main__":
    main(sys.argv[1:])
