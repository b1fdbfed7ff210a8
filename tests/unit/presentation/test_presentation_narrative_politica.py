"""Paragraphs of the report of one politica, case by case."""

from dataclasses import replace

import profile_builders as made
import pytest

from mipg_helpers.presentation import narrative_politica as said


@pytest.mark.parametrize(
    ("builder", "title"),
    [
        (made.not_applicable, "Esta política no aplica a la entidad"),
        (made.meci_other, "Esta política no se le evalúa a la entidad"),
        (made.not_published, "No hay resultado de esta política"),
        (made.typical, ""),
    ],
)
def test_a_missing_score_has_a_title_that_says_why(builder, title):
    assert said.why_not_assessed(builder())[0] == title


def test_empty_cell_is_said_not_to_be_a_zero():
    assert "No es un cero" in said.why_not_assessed(made.not_applicable())[1]


def test_cell_with_an_error_is_not_called_missing():
    profile = replace(made.not_published(), score=made.score(None, "error_formula"))
    assert "tiene un error o una fórmula sin calcular" in said.why_not_assessed(profile)[1]


def test_summary_tells_result_then_what_follows_then_who_and_when():
    result, follows, who = said.summary(made.typical())
    assert "61,3 puntos de 100" in result
    assert "Ocupa el puesto" in result
    assert "la prioridad es alta" in follows
    assert follows.endswith("el comité decide cuáles aprueba.")
    assert who == (
        "Responde por la política: Oficina de Sistemas. La última de las acciones propuestas "
        "termina el 30 de noviembre de 2026."
    )


def test_summary_names_the_two_lowest_of_many_subindices():
    assert (
        "los más bajos son «Innovación pública digital» (33,3) y «Servicios"
        in (said.summary(made.typical())[1])
    )


def test_summary_names_only_the_lowest_of_few_subindices():
    profile = made.typical()
    rows = profile.indices[:3]
    assert (
        "el más bajo es «Innovación pública digital»"
        in said.summary(replace(profile, indices=rows))[1]
    )


def test_summary_without_subindices_says_so():
    assert said.summary(made.without_indices())[1].startswith(
        "Los datos de 2025 no traen subíndices de esta política."
    )


def test_summary_of_all_hundred():
    follows = said.summary(made.all_hundred())[1]
    assert "Todos sus subíndices (11) tienen 100 puntos. No tiene brechas" in follows


def test_one_action_is_singular():
    profile = made.typical()
    one = replace(
        profile, recomendaciones=profile.recomendaciones[:1], acciones=profile.acciones[:1]
    )
    assert "propone una acción" in said.summary(one)[1]
    assert "si la aprueba" in said.summary(one)[1]
    assert "La acción propuesta termina el" in said.summary(one)[2]


def test_summary_tells_a_missing_file_from_a_file_without_texts():
    empty = made.all_hundred()
    assert "no trae ninguna para esta política" in said.summary(empty)[1]
    unloaded = replace(empty, sources=empty.sources[:1])
    assert "No se cargó el archivo de recomendaciones" in said.summary(unloaded)[1]


def test_trend_keeps_both_sides_of_a_break_apart():
    (paragraph,) = said.trend(made.with_break())
    assert "De 2022 a 2025 el puntaje más alto es 61,3 (2025)" in paragraph
    assert "Los de 2018 a 2021 no se comparan con los puntajes desde 2022." in paragraph


def test_trend_just_after_a_break_has_no_extremes():
    (paragraph,) = said.trend(made.just_after_break())
    assert paragraph == (
        "Hay puntaje de 2 vigencias, de 2024 y 2025. El de 2024 no se compara con los puntajes de "
        "2025."
    )


def test_trend_that_never_moved():
    assert "el puntaje es siempre 100" in said.trend(made.all_hundred())[0]


def test_of_equal_scores_the_latest_vigencia_is_named():
    points = [(2022, 50.0, None), (2023, 70.0, None), (2024, 50.0, None), (2025, 70.0, None)]
    (paragraph,) = said.trend(made.profile(trend=made.trend(points)))
    assert "más alto es 70 (2025) y el más bajo 50 (2024)" in paragraph


def test_trend_of_one_vigencia_is_left_to_the_chart():
    assert said.trend(made.one_vigencia()) == []


def test_indices_tell_how_many_stand_below_and_which_is_furthest():
    (paragraph,) = said.indices(made.typical())
    assert "De los 11 subíndices, uno no tiene puntaje para la entidad." in paragraph
    assert "5 están por debajo del promedio del grupo" in paragraph
    assert "La mayor distancia es la de «Gobernanza»: 10,9 puntos." in paragraph


def test_indices_without_a_group_say_nothing_of_it():
    assert "promedio" not in said.indices(made.no_peers())[0]


def test_redefined_index_carries_its_note():
    notes = said.indices(made.redefined())[1:]
    assert len(notes) == 1
    assert notes[0].endswith(made.REDEFINIDO)


def test_indices_all_hundred():
    assert said.indices(made.all_hundred())[0].startswith("Todos los subíndices con puntaje llegan")


def test_no_indices_are_left_to_the_chart():
    assert said.indices(made.without_indices()) == []


def test_position_explains_departamento_instead_of_grupo_par():
    group = made.peers(61.3, criterio="departamento", etiqueta="Boyacá")
    profile = replace(made.profile(group=group), entidad=made.entidad(grupo_par=""))
    paragraphs = said.position(profile)
    assert "no traen el grupo par oficial" in paragraphs[-1]
    assert "quintil" not in paragraphs[0]


@pytest.mark.parametrize("builder", [made.single_member, made.small_group, made.no_peers])
def test_position_of_a_suppressed_group_is_left_to_the_chart(builder):
    assert said.position(builder()) == []


def test_published_group_figures_are_not_called_ours():
    group = made.peers(61.3, oficial=True, posicion=None)
    assert "cálculo propio" not in " ".join(said.position(made.profile(group=group)))


def test_priority_prints_level_points_and_thresholds():
    (sentence,) = said.priority(made.typical())
    assert sentence.startswith("La prioridad de esta política es alta:")
    assert "Es alta desde 10 y media desde 4." in sentence
    assert "cálculo propio" in sentence


def test_without_gap_there_is_nothing_to_close():
    assert "no hay brecha que cerrar" in said.priority(made.all_hundred())[0]


@pytest.mark.parametrize("builder", [made.not_applicable, made.meci_other, made.not_published])
def test_what_is_not_assessed_has_no_priority(builder):
    assert said.priority(builder()) == []


@pytest.mark.parametrize(
    ("own", "sentence"),
    [
        (100.0, "Las 19 políticas evaluadas de la entidad tienen el mismo puntaje."),
        (61.3, "De las 18 políticas evaluadas de la entidad, 12 tienen un puntaje más alto."),
        (5.0, "Es el puntaje más bajo entre las 18 políticas evaluadas de la entidad."),
    ],
)
def test_place_among_the_politicas_of_the_entidad(own, sentence):
    profile = made.all_hundred() if own == 100.0 else made.profile(own=own)
    assert said.politicas(profile) == [sentence]


def test_only_one_politica_assessed_has_no_place():
    assert said.politicas(made.meci()) == []


def test_a_note_of_several_subindices_is_said_once():
    base = made.typical()
    rows = tuple(replace(row, nota="Código sin confirmar") for row in base.indices[:2])
    told = said.indices(replace(base, indices=rows))
    names = "; ".join(f"«{row.nombre}»" for row in rows)
    assert told[1:] == [f"{names}: Código sin confirmar."]


def test_the_only_subindex_with_a_score_is_not_all_of_them():
    base = made.all_hundred()
    first, *others = base.indices
    rows = (first, *(replace(row, score=made.score(None, "vacio")) for row in others))
    told = " ".join(said.summary(replace(base, indices=rows)))
    assert f"Su único subíndice con puntaje, «{first.nombre}», tiene 100 puntos." in told
