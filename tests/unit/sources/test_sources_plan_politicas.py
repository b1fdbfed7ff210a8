import pytest
from reference_builders import repeated_vigencia, replace_text

from mipg_helpers.reference import load_catalog
from mipg_helpers.sources.plan_politicas import PoliticaReader

READER = PoliticaReader(load_catalog(), 2026)


@pytest.mark.parametrize(
    ("code", "politica"),
    [("GTH201", "talento_humano"), ("sye 219", "seguimiento_evaluacion"), ("EMI08", ""), ("7", "")],
)
def test_question_names_the_politica_of_its_module(code, politica):
    assert READER.of_question(code) == politica


def test_every_module_of_the_form_names_one_politica():
    catalog = load_catalog()
    infos = [info for info in catalog.politicas(catalog.vigencias[-1]) if info.modulo_furag]
    assert [READER.of_question(f"{i.modulo_furag}201") for i in infos] == [
        i.politica for i in infos
    ]


def test_name_decides_with_code_or_without():
    assert READER.read("POL07 Gobierno Digital", "").politica == "gobierno_digital"


def test_blank_cell_leaves_it_to_the_question():
    assert READER.read("", "INT203").politica == "integridad"


def test_unreadable_cell_is_not_replaced_by_the_question():
    assert READER.read("Otra cosa", "INT203").politica == ""


def test_code_whose_meaning_changes_between_the_two_years_is_not_chosen(tmp_path):
    folder = repeated_vigencia(tmp_path / "referencia")
    for politica, old, new in (("gobierno_digital", 7, 6), ("fortalecimiento", 6, 7)):
        before, after = (f"2026,{politica},POL0{number}," for number in (old, new))
        replace_text(folder, "politicas_vigencia.csv", before, after)
    reading = PoliticaReader(load_catalog(folder), 2026).read("POL06", "")
    assert (reading.politica, reading.tipo) == ("", "código ambiguo")


def test_one_unreadable_name_among_several_is_told():
    assert "Nada" in READER.read("Integridad; Nada", "").problem
