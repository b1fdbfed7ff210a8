from pathlib import Path

import pytest
from ingest_builders import kinds_of
from workbook_builders import long_table, write_sheets, write_text

from mipg_helpers.reference import load_catalog
from mipg_helpers.sources.model import Declared
from mipg_helpers.sources.reading import read_file, year_in_name

LEADERS = [("Política", "Dependencia"), ("Integridad", "Secretaría Social")]


def read(path, *, vigencia_del_nombre=False, **declared):
    return read_file(
        path, Declared(**declared), load_catalog(), vigencia_del_nombre=vigencia_del_nombre
    )


@pytest.fixture
def leaders(tmp_path):
    return write_sheets(tmp_path / "lideres_2025.xlsx", {"Hoja": LEADERS})


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("Resultados_vig2024_territorio.xlsx", 2024),
        ("Resultados vigencia 2024 publicados en 2025.xlsx", 2024),
        ("lideres_2025.xlsx", 2025),
        ("de 2024 a 2025.xlsx", None),
        ("acta 120255.xlsx", None),
        ("lideres.xlsx", None),
    ],
)
def test_year_of_a_file_name(name, year):
    assert year_in_name(Path(name)) == year


def test_year_of_the_name_is_not_used_unless_confirmed(leaders):
    result = read(leaders, entidad="0001")
    assert result.parsed is None
    assert "--vigencia-del-nombre" in result.error.hint


def test_confirmed_year_of_the_name_is_used(leaders):
    assert read(leaders, entidad="0001", vigencia_del_nombre=True).parsed.vigencias == (2025,)


def test_confirmed_year_does_not_overrule_the_content(tmp_path):
    path = write_text(tmp_path / "tabla_2020.csv", long_table(vigencia="2021"))
    result = read(path, vigencia_del_nombre=True)
    assert result.parsed.vigencias == (2021,)
    assert "otra vigencia en el nombre" in kinds_of(result.findings)


def test_refusal_is_a_result_with_place_and_remedy(leaders):
    result = read(leaders)
    (finding,) = result.findings
    assert (finding.tipo, finding.gravedad, finding.archivo) == (
        "archivo rechazado",
        "error",
        "lideres_2025.xlsx",
    )
    assert finding.accion


def test_failures_of_a_refusal_are_findings_too(tmp_path):
    rows = [("Política", "Recomendación", "Política relacionada"), ("Integridad", "x", "POL07")]
    path = write_sheets(tmp_path / "0001.xlsx", {"Hoja": rows})
    result = read(path, vigencia=2025, entidad="0001")
    assert kinds_of(result.findings) == ["archivo rechazado", "nombre y código no concuerdan"]


def test_unknown_table_names_the_known_kinds(tmp_path):
    result = read(write_text(tmp_path / "a.csv", "uno;dos\n1;2\n"))
    assert "no reconozco qué tabla trae" in result.error.problem


def test_wrongly_declared_kind_is_explained(leaders):
    result = read(leaders, tipo="recomendaciones", vigencia=2025, entidad="0001")
    assert "parece una tabla de líderes y responsables" in result.error.problem


def test_pdf_is_refused_with_the_template_to_use(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    assert "«Política», «Recomendación»" in read(tmp_path / "a.pdf").error.hint


def test_declared_kind_is_used(leaders):
    assert read(leaders, tipo="responsables", vigencia=2025, entidad="0001").tipo == "responsables"
