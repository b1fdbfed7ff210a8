"""The sample must be fictitious, always the same, and as dirty as the official files."""

import csv
import tomllib
from collections import Counter
from math import isnan
from statistics import fmean

import pytest
from sample_builders import (
    SAMPLE,
    cells_of,
    column,
    draw_sample,
    generate,
    headers_of,
    results_cells,
    rows_by_code,
    write_country,
)

from mipg_helpers.reference import load_catalog

MAIN = "0001"
MARKS = {"-", "N/A", "No aplica", "No Aplica"}
NORTE = "DEPARTAMENTO EJEMPLO NORTE"


@pytest.fixture(scope="session")
def raw(tmp_path_factory):
    folder = tmp_path_factory.mktemp("muestra_generada")
    generate(folder)
    return folder


def recommendations(raw, vigencia, place, name):
    path = raw / "recomendaciones" / str(vigencia) / place / f"{name} (FICTICIA).xlsx"
    return cells_of(path, "Recomendaciones")


def texts_of_main(raw):
    rows = recommendations(raw, 2025, NORTE, "ALCALDIA DE VILLA MUESTRA")
    start = next(i for i, row in enumerate(rows) if row[0] == "Política")
    return [(str(row[0]), str(row[1]), str(row[2])) for row in rows[start + 1 :]]


def test_two_runs_give_the_same_bytes(raw, tmp_path):
    again = generate(tmp_path)
    assert again
    for path in again:
        assert path.read_bytes() == (raw / path.relative_to(tmp_path)).read_bytes(), path.name


def test_another_seed_gives_other_figures(tmp_path):
    figures = []
    for seed in (1, 2):
        write_country(tmp_path / "pais.xlsx", n_entidades=30, seed=seed)
        figures.append(column(cells_of(tmp_path / "pais.xlsx", "Territorio"), "D1 Talento Humano"))
    assert figures[0] != figures[1]


@pytest.mark.parametrize("orden", ["territorio", "nacion"])
def test_every_entidad_is_marked_as_fictitious(raw, orden):
    names = column(results_cells(raw, 2025, orden), "Entidad")
    assert names
    assert all(str(name).endswith("(FICTICIA)") for name in names)


def test_every_file_is_declared_once_and_fictitious(raw):
    declared = tomllib.loads((raw / "fuentes.toml").read_text(encoding="utf-8"))["fuente"]
    matches = Counter(path for one in declared for path in raw.glob(one["archivo"]))
    files = {path for path in raw.rglob("*") if path.is_file()} - {raw / "fuentes.toml"}
    assert all(one["ficticio"] for one in declared)
    assert matches == dict.fromkeys(files, 1)


def test_header_stands_in_the_third_row_under_two_titles(raw):
    cells = results_cells(raw, 2025)
    assert "Vigencia 2025" in str(cells[1][0])
    assert headers_of(cells)[:2] == ["Código Sigep", "Entidad"]


def test_one_vigencia_is_silent_in_its_title_and_declared(raw):
    declared = tomllib.loads((raw / "fuentes.toml").read_text(encoding="utf-8"))["fuente"]
    assert "2023" not in f"{results_cells(raw, 2023)[0]}{results_cells(raw, 2023)[1]}"
    assert any(one.get("vigencia") == 2023 for one in declared)


def test_headers_are_broken_as_published(raw):
    odd, even = headers_of(results_cells(raw, 2025)), headers_of(results_cells(raw, 2024))
    assert "D2 Direcciona-\nmiento Estratégico y Planeación" in odd
    assert "D2 Direcciona- miento Estratégico y Planeación" in even
    assert "D3  Gestión para Resultados con Valores" in odd
    assert any(header.startswith("i64 ") for header in odd)


def test_complete_vigencia_has_the_66_indices_and_the_holes(raw):
    words = [header.split()[0].upper() for header in headers_of(results_cells(raw, 2025)) if header]
    indices = {word for word in words if word[0] == "I" and word[1:].isdigit()}
    assert len(indices) == 66
    assert not indices & {"I38", "I39", "I45", "I69"}


def test_index_28_bears_its_old_name_before_2025(raw):
    names = {
        vigencia: next(h for h in headers_of(results_cells(raw, vigencia)) if h.startswith("i28"))
        for vigencia in (2023, 2024, 2025)
    }
    assert names[2023] == names[2024] == "i28 Gestión de la acción de repetición"
    assert "patrimonio" in names[2025]


def test_numbering_follows_the_vigencia(raw):
    assert "POL06 Índice de Gobierno Digital" in headers_of(results_cells(raw, 2021))
    assert "Índice de Gobierno Digital" in headers_of(results_cells(raw, 2022))
    assert "POL07 Índice de Gobierno Digital" in headers_of(results_cells(raw, 2023))


def test_compras_enters_in_2021(raw):
    compras = [
        any("Compras" in header for header in headers_of(results_cells(raw, vigencia)))
        for vigencia in (2019, 2020, 2021)
    ]
    assert compras == [False, False, True]


def test_codes_keep_their_zeros_but_in_one_file(raw):
    assert column(results_cells(raw, 2025), "Código Sigep")[0] == "0001"
    assert [cell for cell in column(results_cells(raw, 2020), "Código Sigep")
            if not isinstance(cell, str)] == [3, 9017, 9018]  # fmt: skip


def test_level_falls_with_the_change_of_method(raw):
    def mean(vigencia):
        idi = column(results_cells(raw, vigencia), "Índice de Desempeño\nInstitucional")
        return fmean(value for value in idi if isinstance(value, float))

    assert mean(2021) - mean(2022) > 4
    assert 55 < mean(2022) < mean(2023) < mean(2025) < 70


def test_official_figures_are_not_plain_means(raw):
    row = rows_by_code(results_cells(raw, 2025))[MAIN]
    politicas = [row["POL01"], row["POL02"]]
    assert abs(row["D1"] - fmean(politicas)) > 0.2
    assert abs(row["Índice"] - fmean(row[f"D{i}"] for i in range(1, 8))) > 0.2


def test_an_index_is_not_its_politica(raw):
    row = rows_by_code(results_cells(raw, 2025))[MAIN]
    assert row["I48"] != row["POL15"]


def test_main_sample_has_a_politica_without_any_gap(raw):
    row = rows_by_code(results_cells(raw, 2025))[MAIN]
    assert [row[name] for name in ("POL05", "I08", "I09", "I10")] == [100, 100, 100, 100]


def test_main_sample_has_its_best_of_the_group_and_its_unchanged(raw):
    now, before = rows_by_code(results_cells(raw, 2025)), rows_by_code(results_cells(raw, 2024))
    group = [row["POL03"] for row in now.values() if row["Grupo"] == now[MAIN]["Grupo"]]
    assert now[MAIN]["POL03"] == max(group)
    assert now[MAIN]["POL02"] == before[MAIN]["POL02"]


def test_meci_entidad_has_only_control_interno(raw):
    row = rows_by_code(results_cells(raw, 2025, "nacion"))["0102"]
    with_score = {name for name, value in row.items() if isinstance(value, float | int)}
    assert row["Tipo"] == "MECI"
    assert with_score == {"D7", "POL19", "I63", "i64", "i65", "i66", "i67", "I68"}


def test_small_alcaldia_has_blanks_where_it_does_not_apply(raw):
    row = rows_by_code(results_cells(raw, 2025))["0003"]
    blank = {name for name, value in row.items() if value in (None, "")}
    assert {"POL04", "POL10", "I21", "I27", "I30", "I31", "I32", "I41", "I57"} == blank


def test_some_blanks_carry_a_mark_and_none_is_zero(raw):
    scores = [cell for row in results_cells(raw, 2025)[3:] for cell in row[8:]]
    assert MARKS & set(scores)
    assert min(cell for cell in scores if isinstance(cell, float | int)) >= 10


def test_peer_groups_include_a_single_and_a_threesome(raw):
    sizes = Counter(column(results_cells(raw, 2025), "Grupo par"))
    assert sizes["ALCALDÍA DISTRITAL ESPECIAL"] == 1
    assert sizes["GOBERNACIÓN GRUPO 1"] == 3
    assert sizes["ALCALDÍA GRUPO 3"] > 40


def test_names_hold_odd_spaces(raw):
    names = [str(name) for name in column(results_cells(raw, 2025), "Entidad")]
    assert any("\u00a0" in name for name in names)
    assert any("  " in name for name in names)


@pytest.mark.parametrize(
    ("orden", "encoding", "separator", "year"),
    [("territorio", "cp1252", ";", "2,018"), ("nacion", "utf-8", ",", "2.018")],
)
def test_open_table_circulates_in_two_ways(raw, orden, encoding, separator, year):
    path = raw / "tabla_abierta" / f"Indice_Gobierno_Digital_{orden}.csv"
    with path.open(encoding=encoding, newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter=separator))
    assert {row["VIGENCIA"] for row in rows} == {year}
    assert {row["ID_ÍNDICE"] for row in rows} == {"POL06", "I99"}
    assert all("," in row["PUNTAJE ENTIDAD"] for row in rows)


def test_lower_scores_get_more_recommendations(raw):
    counts = Counter(code.split()[0] for _, _, code in texts_of_main(raw))
    row = rows_by_code(results_cells(raw, 2025))[MAIN]
    weak = [count for code, count in counts.items() if row[code] < 65]
    strong = [count for code, count in counts.items() if row[code] > 85]
    assert max(strong) < min(weak)
    assert max(counts.values()) <= 13  # twelve and a repeat


def test_one_politica_has_no_recommendation(raw):
    assert "POL05" not in {code.split()[0] for _, _, code in texts_of_main(raw)}


def test_four_texts_at_least_serve_several_politicas(raw):
    found = {(" ".join(text.split()), politica) for politica, text, _ in texts_of_main(raw)}
    times = Counter(text for text, _ in found)
    assert sum(count > 1 for count in times.values()) >= 4


def test_hostile_text_stays_text(raw):
    texts = " ".join(text for _, text, _ in texts_of_main(raw))
    assert all(what in texts for what in ("=SUM(A1:A9)", "<b>", "#let", "&"))


def test_header_of_recommendations_moves(raw):
    books = sorted((raw / "recomendaciones").rglob("*.xlsx"))
    found = {
        next(i for i, row in enumerate(cells_of(path, "Recomendaciones")) if row[0] == "Política")
        for path in books
    }
    assert len(books) == 10
    assert len(found) > 2
    assert max(found) < 20


def test_leaders_of_the_main_sample_lack_one_politica(raw):
    cells = cells_of(raw / "responsables" / "lideres_villa_muestra.xlsx", "Líderes")
    names = {str(row[1]) for row in cells[3:]}
    assert len(names) == 18
    assert not any("Estadística" in name for name in names)


def test_some_targets_are_written_with_percent_and_some_politicas_have_none(raw):
    cells = cells_of(raw / "metas" / "metas_villa_muestra.xlsx", "Metas")[4:]
    codes = {str(row[0]) for row in cells}
    assert {"IDI", "D1", "D7", "POL01"} <= codes
    assert "POL10" not in codes
    assert {isinstance(row[4], str) and row[4].endswith("%") for row in cells} == {True, False}


def test_bank_has_eight_texts_or_more_for_each_politica():
    with (SAMPLE / "recomendaciones.csv").open(encoding="utf-8", newline="") as stream:
        counts = Counter(p for row in csv.DictReader(stream) for p in row["politicas"].split("|"))
    assert set(counts) == {info.politica for info in load_catalog().politicas(2025)}
    assert min(counts.values()) >= 8


def test_loader_gives_back_every_figure_as_drawn(sample):
    from mipg_helpers.store import Store

    drawn = draw_sample()
    loaded = Store(sample / "tidy").indices()
    read = {(r.vigencia, r.entidad_id, r.indice): r.puntaje_puntos for r in loaded.itertuples()}
    assert read.keys() == drawn.keys()
    assert [
        key for key, puntos in drawn.items() if read[key] != puntos and puntos is not None
    ] == []
    assert all(isnan(read[key]) for key, puntos in drawn.items() if puntos is None)


def test_country_workbook_has_the_size_asked_for(tmp_path):
    write_country(tmp_path / "pais.xlsx", n_entidades=60)
    cells = cells_of(tmp_path / "pais.xlsx", "Territorio")
    assert len(set(column(cells, "Código Sigep"))) == len(cells) - 3 == 60
    assert sum(bool(header.strip()) for header in headers_of(cells)) == 101


def bank(raw, vigencia):
    return cells_of(raw / "formulario" / f"preguntas_{vigencia}.xlsx", "Preguntas")


def test_form_asks_every_politica_that_has_a_module_in_every_type(raw):
    header, *rows = bank(raw, 2025)
    modules = {one.modulo_furag for one in load_catalog().politicas(2025)} - {""}
    assert modules <= {str(row[1])[:3] for row in rows}
    assert len({row[3] for row in rows}) == 6
    assert header[2] == "Pregunta 2025"


def test_codes_of_the_form_change_from_year_to_year(raw):
    before, now = ({row[1] for row in bank(raw, year)[1:]} for year in (2024, 2025))
    assert before
    assert before.isdisjoint(now)


@pytest.mark.real
def test_no_sentence_of_the_form_is_copied_from_the_real_one(raw, real_data):
    real = {str(row[2]) for row in cells_of(real_data / "furag_2025_preguntas.xlsx", "Preguntas")}
    own = {str(row[2]) for year in (2024, 2025) for row in bank(raw, year)[1:]}
    assert own & real == set()
