"""What an exploration says: reference and group are named, official figures stay as read."""

import profile_builders as made
import pytest

from mipg_helpers.analysis.exploration import Member, MemberList, explore
from mipg_helpers.presentation import sections_explorar as sections
from mipg_helpers.presentation import tables_explorar as tables
from mipg_helpers.presentation.display_text import span_text, to_text

GROUP = MemberList(
    "grupo_par",
    "ALCALDÍA GRUPO 4",
    tuple(Member(f"{n:04}", f"ALCALDÍA {n}", "Boyacá", 90.5 - n, n + 1) for n in range(60)),
)


def exploration(profile=None, referencia="media_grupo", umbral=5.0, group=GROUP):
    return explore(profile or made.typical(), group, referencia=referencia, umbral_puntos=umbral)


def text_of(displayed):
    return to_text(displayed.blocks)


def test_sentence_names_the_reference_with_its_group():
    said = tables.sentence(exploration())
    assert said.startswith("Frente al promedio del grupo par ALCALDÍA GRUPO 4, Gobierno Digital")
    assert "por debajo" in said


def test_a_percentile_is_explained():
    assert "Tres de cada cuatro entidades" in tables.sentence(
        exploration(referencia="percentil_75")
    )


def test_without_a_score_the_reason_stands_in_place_of_a_distance():
    said = tables.sentence(exploration(made.not_applicable()))
    assert said.startswith("No se mide la distancia de")


def test_threshold_and_own_calculation_stand_under_the_table():
    note = tables.politicas_table(exploration(umbral=12.5))["note"]
    assert "cálculo propio" in note
    assert "12,5 puntos o más" in note


def test_what_is_pointed_out_is_a_word_and_not_only_a_face():
    cells = [row[-1] for row in tables.politicas_table(exploration(umbral=0.5))["rows"]]
    marked = [cell for cell in cells if cell[0]["t"] == "strong"]
    assert {span_text(cell) for cell in marked} == {"Señalada"}


def test_paper_gets_the_best_and_the_own_of_a_long_group():
    profile = made.typical()
    own = profile.entidad.entidad_id
    last = Member(own, profile.entidad.nombre, "Boyacá", 1.0, 61)
    long = MemberList("grupo_par", "ALCALDÍA GRUPO 4", (*GROUP.members, last))
    table = tables.members_table(exploration(profile, group=long))
    assert len(table["rows"]) == tables.MOST_PRINTED + 1
    assert span_text(table["rows"][-1][0]) == f"{profile.entidad.nombre} (esta entidad)"
    assert "61 entidades con puntaje" in table["note"]


def test_the_screen_gets_everybody():
    table = tables.members_table(exploration(), whole=True)
    assert len(table["rows"]) == 60
    assert "se muestran" not in table["note"]


def test_a_chosen_group_can_follow_del():
    group = made.peers(61.3, criterio="naturaleza_juridica", etiqueta="ALCALDÍA")
    said = tables.of_group(exploration(made.profile(group=group)))
    assert said == "el promedio del grupo de naturaleza jurídica ALCALDÍA"


def test_cover_carries_what_was_chosen():
    (cover,) = sections.show_cover(exploration(referencia="mejor_grupo")).blocks
    assert cover["identity"]["informe"] == "explorar"
    assert ["Referencia", "El mejor puntaje del grupo par ALCALDÍA GRUPO 4"] in cover["facts"]


def test_what_was_changed_is_said_above_the_figures():
    shown = sections.show_summary(exploration(), ["No hay datos de esa vigencia."])
    kinds = [block["type"] for block in shown.blocks]
    assert kinds[:3] == ["heading", "callout", "key_figures"]


@pytest.mark.parametrize(
    "builder", [made.not_applicable, made.meci_other, made.not_published, made.no_peers]
)
def test_every_view_of_an_unusual_case_says_something(builder):
    explored = exploration(builder(), group=MemberList("ninguno", "", ()))
    assert all(text_of(view.show(explored)) for view in sections.VIEWS)


def test_a_reference_that_cannot_be_imagined_gives_way_to_the_mean():
    assert "llegaran al promedio del grupo" in text_of(
        sections.show_what_if(exploration(referencia="percentil_75"))
    )
