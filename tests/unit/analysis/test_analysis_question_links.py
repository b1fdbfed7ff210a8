"""Preguntas of a form and of the one before, by their texts."""

import time

import pandas as pd
import pytest
import readiness_builders as made

from mipg_helpers.analysis.question_links import band_of, earlier_vigencia, link_preguntas

NO_TEAM = made.table("similitudes", [])
OLD = """
código | pregunta
GTH101 | En la gestión del talento humano de 2024, la entidad:
GTH102 | ¿Reportó la entidad las vacantes a la comisión?
GDI150 | Sobre los datos abiertos publicados por la entidad, señale:
"""
NEW = """
código | pregunta
GTH201 | En la gestión del talento humano de 2025, la entidad:
GTH202 | ¿Reportó la entidad sus vacantes y encargos a la comisión nacional?
TRA299 | XYZ
"""


def linked(new=NEW, old=OLD, team=NO_TEAM):
    both = pd.concat([made.preguntas(old, 2024), made.preguntas(new)], ignore_index=True)
    return link_preguntas(both, team, 2025)


@pytest.mark.parametrize(
    ("likeness", "band"), [(100, "igual"), (90, "igual"), (89.9, "parecida"), (50, "parecida"),
                           (49.9, "nueva"), (0, "nueva")],
)  # fmt: skip
def test_bands_are_those_of_the_team(likeness, band):
    assert band_of(likeness) == band


def test_same_text_of_another_year_is_the_same():
    link = linked()["GTH201"]
    assert (link.codigo, link.similitud_pct, link.banda) == ("GTH101", 100.0, "igual")


def test_changed_text_is_alike():
    link = linked()["GTH202"]
    assert (link.codigo, link.banda) == ("GTH102", "parecida")


def test_new_pregunta_is_linked_to_none():
    link = linked()["TRA299"]
    assert (link.codigo, link.texto, link.banda) == ("", "", "nueva")


def test_table_of_the_team_wins():
    team = made.similitudes("código | anterior | similitud\nGTH201 | GDI150 | 55")
    link = linked(team=team)["GTH201"]
    assert (link.codigo, link.similitud_pct, link.del_equipo) == ("GDI150", 55.0, True)


def test_team_that_did_not_measure_keeps_our_likeness():
    team = made.similitudes("código | anterior | similitud\nGTH201 | GTH101 |")
    link = linked(team=team)["GTH201"]
    assert (link.similitud_pct, link.banda, link.del_equipo) == (100.0, "igual", True)


def test_team_that_did_not_measure_another_one_says_alike():
    team = made.similitudes("código | anterior | similitud\nGTH201 | GDI150 |")
    link = linked(team=team)["GTH201"]
    assert (link.similitud_pct, link.banda) == (None, "parecida")


def test_ties_are_said():
    old = "código | pregunta\nGTH101 | La misma pregunta\nGTH109 | La misma  PREGUNTA"
    link = linked(new="código | pregunta\nGTH201 | La misma pregunta", old=old)["GTH201"]
    assert (link.codigo, link.empates) == ("GTH101", ("GTH109",))


def test_ties_of_the_team_are_said():
    team = made.similitudes("código | anterior | similitud\nGTH201 | A1 | 80\nGTH201 | B2 | 80")
    assert linked(team=team)["GTH201"].empates == ("B2",)


def test_team_table_links_without_the_old_bank():
    team = made.similitudes("código | anterior | similitud\nGTH201 | GTH101 | 95")
    links = link_preguntas(made.preguntas(NEW), team, 2025)
    assert (links["GTH201"].codigo, links["GTH202"].similitud_pct) == ("GTH101", None)


def test_without_an_earlier_form_nothing_is_linked():
    assert link_preguntas(made.preguntas(NEW), NO_TEAM, 2025) == {}


def test_last_earlier_vigencia_is_compared():
    both = pd.concat([made.preguntas(OLD, 2022), made.preguntas(OLD, 2024)])
    assert earlier_vigencia(both, NO_TEAM, 2025) == 2024


def test_whole_forms_are_compared_at_once():
    texts = "\n".join(f"GTH{n} | Pregunta {n} sobre la gestión de {n * 7}" for n in range(100, 550))
    start = time.perf_counter()
    linked(new=f"código | pregunta\n{texts}", old=f"código | pregunta\n{texts}")
    assert time.perf_counter() - start < 5
