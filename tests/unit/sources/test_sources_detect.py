import pytest
from workbook_builders import (
    long_table,
    official_header,
    official_rows,
    results_book,
    write_sheets,
    write_text,
)

from mipg_helpers.reference import load_catalog
from mipg_helpers.sources.detect import detect_kind, read_sheets


def kind_of(path):
    sheets, _ = read_sheets(path)
    return detect_kind(sheets, load_catalog())


def test_results_workbook_is_known_by_its_header(tmp_path):
    path = results_book(tmp_path / "a.xlsx", official_header(2025), official_rows(2025, 1))
    assert kind_of(path) == "resultados"


def test_list_of_entidades_without_scores_is_no_results_workbook(tmp_path):
    path = write_sheets(tmp_path / "a.xlsx", {"Lista": [["Código Sigep", "Entidad"], [1, "A"]]})
    assert kind_of(path) == ""


def test_long_table_is_known_by_its_header(tmp_path):
    assert kind_of(write_text(tmp_path / "a.csv", long_table())) == "tabla_abierta"


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (["indice", "2023", "2024"], "transcrita"),
        (["indice", "valor"], ""),
        (["Política", "Recomendación", "Política relacionada"], "recomendaciones"),
        (["Dimensión", "Política", "Líder (dependencia)"], "responsables"),
        (["Política", "Línea base", "Meta"], "metas"),
    ],
)
def test_other_tables_are_known_by_their_headers(tmp_path, header, kind):
    path = write_sheets(tmp_path / "a.xlsx", {"Hoja": [["Título"], header, ["x", "y", "z"]]})
    assert kind_of(path) == kind


def test_hidden_sheet_does_not_decide(tmp_path):
    header = ["Política", "Recomendación"]
    sheets = {"Portada": [["x"]], "Datos": [header, ["a", "b"]]}
    assert kind_of(write_sheets(tmp_path / "a.xlsx", sheets, hidden=["Datos"])) == ""


def test_workbook_under_another_extension_is_read_and_told(tmp_path):
    path = write_sheets(tmp_path / "a.xlsx", {"Hoja": [["Entidad"]]}).rename(tmp_path / "a.csv")
    sheets, findings = read_sheets(path)
    assert sheets[0].cells == [["Entidad"]]
    assert [finding.tipo for finding in findings] == ["extensión"]


@pytest.mark.real
@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("igd_2021_entidades.csv", "tabla_abierta"),
        ("minsalud_furag_2023_2025.csv", "transcrita"),
        ("furag_2025_preguntas.xlsx", "preguntas"),
        ("idf_boyaca_2020_2021.csv", ""),
    ],
)
def test_real_files_are_told_apart(real_data, name, kind):
    assert kind_of(real_data / name) == kind
