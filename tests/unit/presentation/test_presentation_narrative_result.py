"""Sentences about one score: every case of change, place, mean and target."""

from dataclasses import replace

import pytest
from profile_builders import QUIEBRE, gap, gaps, peers, score, suppressed

from mipg_helpers.analysis.profile import Change
from mipg_helpers.presentation import narrative_result as said

NAME = "la política de Gobierno Digital"


def test_official_score_is_said_digit_by_digit():
    assert said.score_sentence(NAME, score(68.45), 2025) == (
        "En la vigencia 2025 la entidad obtuvo 68,45 puntos de 100 en la política de Gobierno "
        "Digital. Es el resultado oficial del FURAG."
    )


def test_hundred_is_the_highest_possible():
    assert "100 puntos, el puntaje máximo," in said.score_sentence(NAME, score(100.0), 2025)


def test_one_point_is_singular():
    assert "obtuvo 1 punto de 100" in said.score_sentence(NAME, score(1.0), 2025)


def test_without_score_nothing_is_said():
    assert said.score_sentence(NAME, score(None), 2025) == ""


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (Change(2025, 2024, 4.2), "Frente a 2024 subió 4,2 puntos."),
        (Change(2025, 2024, -4.25), "Frente a 2024 bajó 4,3 puntos."),
        (Change(2025, 2024, 0.0), "Frente a 2024 no cambió."),
        (Change(2025, 2024, 0.04), "Frente a 2024 no cambió."),
        (
            Change(2025, 2022, 4.2),
            "Frente a 2022, la última vigencia comparable con puntaje, subió 4,2 puntos.",
        ),
        (
            Change(2022, 2021, None, "no_comparable_quiebre", QUIEBRE),
            f"No se puede comparar con 2021. {QUIEBRE}",
        ),
        (
            Change(2025, None, None, "no_existia"),
            "No se mide un cambio. La política no existía en el modelo de esa vigencia.",
        ),
        (
            Change(2025, None, None, "sin_anterior", "No hay puntaje antes."),
            "No hay puntaje antes.",
        ),
        (
            Change(2025, None, None, "sin_anterior"),
            "No se cargaron resultados de vigencias anteriores, así que no se mide un cambio.",
        ),
        (Change(2025, None, None, "no_aplica"), ""),
    ],
)
def test_change(change, sentence):
    assert said.change_sentence(change) == sentence


@pytest.mark.parametrize(
    ("own", "others", "sentence"),
    [
        (60.0, [50.0, 70.0, 80.0], "Ocupa el puesto 3 entre las 4 entidades"),
        (60.0, [50.0, 60.0, 80.0], "Ocupa el puesto 2, empatada con otra entidad, entre las 4"),
        (60.0, [50.0, 60.0, 60.0, 80.0], "empatada con otras 2 entidades, entre"),
        (60.0, [50.0, 40.0], "Tiene el puntaje más alto entre las 3 entidades"),
        (60.0, [60.0, 40.0], "Comparte con otra entidad el puntaje más alto entre"),
        (60.0, [70.0, 80.0], "Tiene el puntaje más bajo entre las 3 entidades"),
        (60.0, [60.0, 60.0, 80.0], "Comparte con otras 2 entidades el puntaje más bajo"),
        (60.0, [60.0, 60.0], "Las 3 entidades con puntaje de su grupo par (ALCALDÍA GRUPO 4) obtu"),
    ],
)
def test_place_in_the_group(own, others, sentence):
    assert sentence in said.position_sentence(score(own), peers(own, others))


@pytest.mark.parametrize(
    ("mean", "sentence"),
    [
        (70.0, "El promedio de ese grupo es 70,0 puntos: la entidad está 10,0 puntos por debajo."),
        (50.0, "El promedio de ese grupo es 50,0 puntos: la entidad está 10,0 puntos por encima."),
        (60.0, "El promedio de ese grupo es 60,0 puntos, igual al puntaje de la entidad."),
    ],
)
def test_mean_of_the_group(mean, sentence):
    group = peers(60.0, media_puntos=mean)
    assert said.mean_sentence(gap("media_grupo", mean, 60.0), group, named=True) == sentence


def test_published_mean_is_called_official_and_names_its_group():
    group = peers(60.0, media_puntos=63.35, oficial=True, n=0, posicion=None, etiqueta="")
    sentence = said.mean_sentence(gap("media_grupo", 63.35, 60.0), group, named=False)
    assert sentence.startswith("El promedio oficial de las entidades de su grupo par es 63,35 pun")


def test_published_quintile_and_percentile_are_attributed():
    group = peers(60.0, oficial=True, quintil=4, percentil=70.4)
    assert said.official_place_sentence(group) == (
        "La tabla oficial ubica a la entidad en el quintil 4 y el percentil 70,4 de su grupo par."
    )


def test_quintile_is_only_said_inside_the_grupo_par():
    assert "el quintil 2 de su grupo par" in said.quintil_sentence(peers(60.0, quintil=2))
    assert said.quintil_sentence(peers(60.0, criterio="departamento", quintil=2)) == ""


def test_suppressed_group_gives_the_reason_instead_of_a_place():
    group = suppressed("grupo_pequeno", 3)
    sentence = said.standing_sentences(score(60.0), group, gaps(60.0, group), 5)
    assert sentence.startswith("Solo 3 entidades")
    assert "puesto 3" not in sentence


def test_everybody_alike_needs_no_mean():
    group = peers(60.0, [60.0] * 4)
    assert "promedio" not in said.standing_sentences(score(60.0), group, gaps(60.0, group), 5)


@pytest.mark.parametrize(
    ("meta", "sentence"),
    [
        (80.0, "Le faltan 20,0 puntos para alcanzar la meta de 2026 (80 puntos)."),
        (60.0, "Ese puntaje es igual a la meta de 2026 (60 puntos)."),
        (50.5, "La entidad supera en 9,5 puntos la meta de 2026 (50,5 puntos)."),
        (None, "No se cargó una meta de la entidad para este resultado."),
    ],
)
def test_target(meta, sentence):
    target = gap("meta", meta, 60.0, "" if meta else "sin_meta", vigencia_referencia=2026)
    assert said.target_sentence(target) == sentence


def test_target_without_a_score_is_only_named():
    target = gap("meta", 80.0, None, vigencia_referencia=2026)
    assert said.target_sentence(target) == "La meta de 2026 es 80 puntos."


def test_best_of_the_group_is_not_told_to_the_best():
    own = gaps(60.0, peers(60.0, [50.0, 40.0]))
    assert said.best_sentence(own) == ""
    assert "70 puntos" in said.best_sentence(gaps(60.0, peers(60.0, [70.0])))


def test_a_score_without_place_gets_no_position():
    assert said.position_sentence(score(60.0), replace(peers(60.0), posicion=None)) == ""
