"""The bricks: groups with their n, amounts, quotations."""

import pytest
from profile_builders import entidad, gaps, peers, suppressed

from mipg_helpers.presentation import narrative


def test_group_names_criterion_label_and_n():
    assert narrative.group(peers(61.3)) == (
        "las 41 entidades con puntaje de su grupo par (ALCALDÍA GRUPO 4)"
    )


def test_group_of_a_published_table_gives_no_invented_n():
    official = peers(61.3, n=0, etiqueta="", oficial=True)
    assert narrative.group(official) == "las entidades de su grupo par"
    assert narrative.group_size(official) == ""


def test_departamento_instead_of_grupo_par_is_said():
    chosen = peers(61.3, criterio="departamento", etiqueta="Boyacá")
    assert narrative.group(chosen) == "las 41 entidades con puntaje de su departamento (Boyacá)"
    assert "no traen el grupo par oficial" in narrative.why_this_group(
        chosen, entidad(grupo_par="")
    )


def test_a_chosen_departamento_is_not_taken_for_the_grupo_par():
    chosen = peers(61.3, criterio="departamento", etiqueta="Boyacá")
    assert narrative.why_this_group(chosen, entidad()).startswith("La comparación elegida es con")


def test_grupo_par_needs_no_excuse():
    assert narrative.why_this_group(peers(61.3), entidad()) == ""


def test_a_departamento_without_orden_is_said_to_mix_both():
    chosen = peers(61.3, criterio="departamento", etiqueta="Boyacá")
    told = narrative.why_this_group(chosen, entidad(orden="", grupo_par=""))
    assert "nacionales y territoriales" in told


@pytest.mark.parametrize(
    ("motivo", "n", "said"),
    [
        ("grupo_unico", 1, "La entidad es la única de su grupo par (ALCALDÍA GRUPO 4)"),
        ("grupo_pequeno", 3, "Solo 3 entidades de su grupo par (ALCALDÍA GRUPO 4) tienen puntaje."),
        ("grupo_pequeno", 1, "Solo 1 entidad de su grupo par (ALCALDÍA GRUPO 4) tiene puntaje."),
        ("grupo_pequeno", 0, "Ninguna entidad de su grupo par (ALCALDÍA GRUPO 4) tiene puntaje"),
        ("sin_grupo", 0, "no dicen con qué entidades se puede comparar"),
    ],
)
def test_a_group_that_cannot_be_compared_says_why(motivo, n, said):
    assert said in narrative.suppressed(suppressed(motivo, n), 5)


def test_small_group_names_the_minimum():
    assert "con menos de 7 entidades" in narrative.suppressed(suppressed("grupo_pequeno", 3), 7)


@pytest.mark.parametrize(
    ("value", "said"), [(8.84, "8,8 puntos"), (-8.85, "8,9 puntos"), (0.0, "0,0 puntos")]
)
def test_amount_has_unit_and_no_sign(value, said):
    assert narrative.amount(value) == said


def test_what_prints_as_zero_is_zero():
    assert narrative.is_zero(-0.04)
    assert not narrative.is_zero(0.05)


def test_excerpt_cuts_at_a_word():
    assert narrative.excerpt("Publicar los datos abiertos.", 17) == "Publicar los…"


def test_excerpt_of_one_word_is_its_beginning():
    assert narrative.excerpt("x" * 100, 5) == "xxxx…"


def test_short_excerpt_stays_whole_without_its_stop():
    assert narrative.excerpt("Publicar\nlos datos.", 100) == "Publicar los datos"


def test_quoted_names_stay_apart_and_the_rest_is_counted():
    assert narrative.quoted(["a, b", "c", "d"], most=2) == "«a, b»; «c»; y 1 más"


def test_full_stop_is_never_doubled():
    assert [narrative.full_stop(text) for text in ("a", "a.", "¿a?", "")] == ["a.", "a.", "¿a?", ""]


def test_place_leaves_out_what_is_not_known():
    assert narrative.entidad_place(entidad(municipio="")) == "Boyacá"


def test_gap_is_found_by_reference():
    found = narrative.gap_to(gaps(61.3, peers(61.3)), "meta")
    assert found.valor_referencia_puntos == 80.0


def test_a_place_that_is_its_own_departamento_is_named_once():
    bogota = entidad(municipio="Bogotá, D. C.", departamento="Bogotá, D. C.")
    assert narrative.entidad_place(bogota) == "Bogotá, D. C."
