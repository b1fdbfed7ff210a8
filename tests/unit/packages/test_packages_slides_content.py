from dataclasses import replace

import pytest
from follow_up_builders import actions, follow_up
from packages_builders import DAY, HOSTILE, opened, small_entidad
from profile_builders import entidad_profile

from mipg_helpers.packages.slides import render_slides
from mipg_helpers.packages.slides_content import OWN_PROGRESS, committee_deck
from mipg_helpers.packages.slides_model import Bars, Grid, Points

LATE = actions(
    f"""
id | politica         | dependencia | inicio     | fin        | accion
a1 | gobierno_digital | Sistemas    | 2026-01-01 | 2026-06-30 | {HOSTILE.replace("|", "/")}
a2 | integridad       | Talento     | 2026-01-01 | 2026-12-31 | Divulgar el código
"""
)


@pytest.fixture(scope="module")
def entidad():
    return small_entidad()


def slide(deck, title):
    return next(slide for slide in deck.slides if slide.titulo.startswith(title))


def named(entidad, name):
    return replace(entidad, entidad=replace(entidad.entidad, nombre=name))


def test_dimension_that_does_not_apply_has_no_bar_and_says_so(entidad):
    bars = slide(committee_deck(entidad, None), "Puntaje de las dimensiones")
    assert isinstance(bars, Bars)
    (_, values, labels) = bars.series[0]
    assert bars.categories[3].endswith("(no aplica)")
    assert (values[2], labels[2]) == (60.5, "60,5")
    assert values[3] is None


def test_official_figures_and_ours_are_told_apart(entidad):
    bars = slide(committee_deck(entidad, None), "Puntaje de las dimensiones")
    assert bars.series[0][0] == "Entidad (oficial)"
    assert "cálculo propio" in slide(committee_deck(entidad, None), "Políticas").nota


def test_entidad_without_dimensions_has_no_chart(entidad):
    deck = committee_deck(replace(entidad, dimensiones=()), None)
    assert not [one for one in deck.slides if isinstance(one, Bars)]


def test_decisions_are_those_of_the_institutional_report(entidad):
    points = slide(committee_deck(entidad, None), "Decisiones")
    assert isinstance(points, Points)
    assert points.numbered
    assert "Gobierno Digital" in points.items[0]


def test_without_a_plan_it_is_said(entidad):
    grid = slide(committee_deck(entidad, None), "Resultado de 2025 y plan")
    assert grid.rows[-1][0] == "Avance del plan"
    assert "Todavía no hay un plan" in grid.rows[-1][2]
    assert OWN_PROGRESS not in grid.nota


def test_result_and_progress_stand_on_one_slide(entidad):
    grid = slide(committee_deck(entidad, follow_up(LATE)), "Resultado de 2025 y plan al")
    labels = [row[0] for row in grid.rows]
    assert labels.index("IDI oficial") < labels.index("Acciones vencidas")
    assert OWN_PROGRESS in grid.nota


def test_plan_to_approve_stands_beside_its_politica():
    grid = slide(committee_deck(entidad_profile(), None), "Políticas que piden más atención y")
    planned = {row[0]: row[-1] for row in grid.rows}
    assert planned["POL07 Gobierno Digital"] == "1 acción: 15/07/2026 a 30/11/2026"
    assert planned["POL02 Integridad"] == "–"


def test_without_a_plan_to_approve_there_is_no_column_for_it(entidad):
    deck = committee_deck(replace(entidad, acciones_prioritarias=()), None)
    grid = slide(deck, "Políticas que piden más atención")
    assert [label for label, _ in grid.columns][-1] == "Líder"
    assert {len(row) for row in grid.rows} == {len(grid.columns)} == {len(grid.widths)}


def test_overdue_actions_are_listed_with_who_answers(entidad):
    grid = slide(committee_deck(entidad, follow_up(LATE)), "Acciones vencidas")
    assert isinstance(grid, Grid)
    [row] = grid.rows
    assert row[1:3] == ("Gobierno Digital", "Sistemas")
    assert row[3].startswith("Vencida hace")


def test_plan_without_debts_has_no_slide_of_them(entidad):
    deck = committee_deck(entidad, follow_up(LATE[1:]))
    assert not [one for one in deck.slides if one.titulo.startswith("Acciones vencidas")]


def test_invented_entidad_is_marked(entidad):
    real = replace(entidad, entidad=replace(entidad.entidad, es_ficticia=False))
    assert committee_deck(entidad, None).aviso == "DATOS FICTICIOS"
    assert committee_deck(real, None).aviso == ""


def test_hostile_texts_are_written_and_stay_short(entidad):
    deck = committee_deck(named(entidad, HOSTILE), follow_up(LATE))
    shown = opened(render_slides(deck, DAY))
    text = " ".join(
        shape.text_frame.text
        for page in shown.slides
        for shape in page.shapes
        if shape.has_text_frame
    )
    assert "=cmd|" in text
    assert "<b>" in text
    assert not {"\x00", "\x1b"} & set(text)
    assert max(map(len, text.split())) < 200


def test_personal_data_in_a_table_do_not_reach_a_slide():
    owners = (
        "entidad | vigencia | politica | lider\n"
        "A | 2026 | gobierno_digital | Oficina TIC ana@x.gov.co"
    )
    grid = slide(committee_deck(small_entidad(responsables=owners), None), "Políticas")
    assert grid.rows[0][4] == "Oficina TIC (dato personal)"


def test_deck_of_a_usual_entidad_is_short(entidad):
    assert len(committee_deck(entidad, follow_up(LATE)).slides) <= 7
