import pytest
from ingest_builders import kinds_of, table_sheet

from mipg_helpers.errors import LayoutError, SourceFileError
from mipg_helpers.reference import load_catalog
from mipg_helpers.sources.likeness import tidy_likeness
from mipg_helpers.sources.model import Declared

HEADER = ("Cód.2025", "Cód.2024", "Pregunta 2024", "Sim.Texto", "Razón")


def tidy(*rows, header=HEADER, **declared):
    return tidy_likeness([table_sheet(header, *rows)], Declared(**declared), load_catalog())


def test_alike_questions_are_read_with_both_years():
    row = tidy(("GTH200", "GTH101", "¿Antes?", "93 %", "igual")).similitudes.loc[0]
    assert (row["vigencia"], row["codigo_pregunta"]) == (2025, "GTH200")
    assert (row["vigencia_anterior"], row["codigo_anterior"]) == (2024, "GTH101")
    assert (row["texto_anterior"], row["similitud_pct"], row["razon"]) == ("¿Antes?", 93, "igual")


def test_columns_may_stand_in_any_order():
    parsed = tidy(
        ("a", "GTH101", "GTH200", 80), header=("Razón", "Cód.2024", "Cód.2025", "Sim.Texto")
    )
    assert parsed.similitudes.loc[0, "codigo_pregunta"] == "GTH200"


def test_column_typed_as_percentages_is_read_as_such():
    parsed = tidy(("GTH200", "GTH101", "", 0.935, ""), ("GTH201", "GTH102", "", 1, ""))
    assert parsed.similitudes["similitud_pct"].tolist() == [93.5, 100]


def test_question_without_one_alike_is_no_row():
    parsed = tidy(("GTH200", "-", "", "", "nueva"), ("GTH201", "GTH102", "", 50, ""))
    assert len(parsed.similitudes) == 1


def test_share_that_is_no_number_is_told_and_left_blank():
    parsed = tidy(("GTH200", "GTH101", "", "alta", ""))
    assert parsed.similitudes["similitud_pct"].isna().all()
    assert kinds_of(parsed.findings) == ["parecido inválido"]


def test_headers_of_one_year_only_are_refused():
    with pytest.raises(LayoutError, match="dos años distintos"):
        tidy(("GTH200", 50), header=("Cód.2025", "Sim.Texto"))


def test_declared_year_is_the_newer_one():
    with pytest.raises(SourceFileError, match="la vigencia declarada es 2024"):
        tidy(("GTH200", "GTH101", "", 50, ""), vigencia=2024)
