"""Scores, spread, common gaps and rises of a set, on tables that can be worked out by hand."""

from dataclasses import replace

import pytest
from analysis_builders import entidades, indices
from comparison_builders import CATALOG, SCORES, SIX, compare, everyone, inputs
from hypothesis import given, settings
from hypothesis import strategies as st

from mipg_helpers.analysis.comparison_changes import first_places
from mipg_helpers.analysis.comparison_scores import build_table
from mipg_helpers.errors import ReferenceDataError

MECI = everyone(SIX).replace("nombre\n", "nombre | meci\n").replace("MINISTERIO F", "CAR F | si")
SUBINDEX = everyone(
    SCORES, "\n".join(f"{name} | 2025 | i11 | {30 + at}" for at, name in enumerate("ABCDE"))
)


def rises(pairs, before=2024):
    """Draw one politica in two vigencias: (entidad, before, now)."""
    lines = [f"{name} | {before} | integridad | {old}" for name, old, _ in pairs]
    lines += [f"{name} | 2025 | integridad | {new}" for name, _, new in pairs]
    return "\n".join(["entidad | vigencia | indice | puntos", *lines])


def mejoras(pairs, **options):
    (found,) = compare(rises(pairs, options.pop("before", 2024)), **options).mejoras
    return found


def test_rows_go_from_the_highest_to_the_lowest():
    assert [fila.entidad_id for fila in compare().filas] == ["E", "D", "C", "B", "A"]


def test_equal_scores_are_ordered_by_name():
    scores = SCORES.replace("| 60", "| 70")
    found = compare(scores, SIX.replace("ALCALDÍA B", "ÚLTIMA")).filas
    assert [fila.entidad_id for fila in found] == ["E", "D", "C", "B", "A"]


def test_the_idi_orders_the_rows_where_somebody_has_one():
    found = compare(everyone(SCORES, "A | 2025 | idi | 99\nB | 2025 | idi | 98"))
    assert [fila.entidad_id for fila in found.filas] == ["A", "B", "C", "D", "E"]
    assert found.orden_nombre == "IDI"


def test_a_score_is_kept_as_it_was_read():
    found = compare(SCORES.replace("| 50", "| 68,4"))
    assert found.filas[-2].scores[0].puntos == 68.4


def test_a_blank_cell_does_not_apply_and_counts_nowhere():
    found = compare(SCORES.replace("| 90", "|"))
    assert found.filas[-1].scores[0].motivo == "no_aplica"
    assert found.filas[-1].scores[0].puntos is None
    assert found.distribuciones[0].n == 4


def test_a_score_that_no_file_brings_is_not_called_inapplicable():
    found = compare(SCORES.replace("E       | 2025     | gobierno_digital | 90\n", ""))
    assert found.filas[-1].scores[0].motivo == "vacio"


def test_only_politicas_with_a_score_are_columns():
    found = compare()
    assert [item.politica for item in found.politicas] == ["gobierno_digital"]
    assert len(found.sin_puntaje) == len(CATALOG.politicas(2025)) - 1


def test_spread_of_five_scores():
    (found,) = compare().distribuciones
    assert (found.n, found.minimo_puntos, found.maximo_puntos) == (5, 50, 90)
    assert (found.q1_puntos, found.mediana_puntos, found.q3_puntos) == (60, 70, 80)
    assert found.media_puntos == 70
    assert found.posicion == 5


def test_ties_share_the_better_place():
    (found,) = compare(SCORES.replace("| 60", "| 50")).distribuciones
    assert found.posicion == 4


def test_mean_may_be_below_all_scores_but_one():
    (found,) = compare(SCORES.replace("| 50", "| 5")).distribuciones
    assert found.media_puntos == 61
    (found,) = compare(SCORES.replace("| 60", "| 90").replace("| 70", "| 90")).distribuciones
    assert found.media_puntos == 80
    scores = "\n".join(f"{name} | 2025 | gobierno_digital | 90" for name in "BCDE")
    lowest = "entidad | vigencia | indice | puntos\nA | 2025 | gobierno_digital | 10"
    (found,) = compare(everyone(lowest, scores)).distribuciones
    assert found.media_puntos == 74


def test_too_few_scores_are_not_described():
    (found,) = compare(minimo=6).distribuciones
    assert (found.n, found.motivo, found.mediana_puntos) == (5, "grupo_pequeno", None)


def test_an_entidad_outside_the_set_has_a_score_but_no_place():
    (found,) = compare(conjunto="departamento", valor="Sur").distribuciones
    assert (found.n, found.own.puntos, found.posicion) == (3, 50, None)


def test_of_a_meci_form_only_control_interno_counts():
    scores = everyone(SCORES, "F | 2025 | control_interno | 88")
    found = compare(scores, MECI, conjunto="todas")
    digital, control = (row.n for row in found.distribuciones)
    assert (digital, control, found.conjunto.n_meci) == (5, 1, 1)
    own = next(fila for fila in found.filas if fila.entidad_id == "F")
    assert [score.motivo for score in own.scores] == ["solo_meci", ""]


def test_most_of_the_set_below_a_number_of_points():
    (found,) = compare(puntos=75).brechas
    assert (found.n_debajo, found.n, found.debajo_pct) == (3, 5, 60)
    assert found.brecha_mediana_puntos == 15  # of 25, 15 and 5
    assert found.es_comun


def test_half_of_the_set_is_not_most_of_it():
    (found,) = compare(SCORES, conjunto="todas", puntos=75).brechas
    assert (found.debajo_pct, found.es_comun) == (50, False)


def test_a_little_more_than_half_is_most_of_the_set():
    (found,) = compare(SCORES, conjunto="todas", puntos=75).brechas
    assert replace(found, debajo_pct=50.5).es_comun


def test_who_has_just_the_reference_is_not_below_it():
    (found,) = compare(puntos=50).brechas
    assert (found.n_debajo, found.brecha_mediana_puntos) == (0, None)


def test_the_reference_may_be_the_best_of_the_set():
    (found,) = compare(referencia="mejor").brechas
    assert (found.referencia_puntos, found.n_debajo) == (90, 4)


def test_the_reference_may_be_the_median_of_everybody():
    (found,) = compare(referencia="todas").brechas
    assert (found.referencia_puntos, found.n_referencia) == (75, 6)


def test_a_gap_of_too_few_scores_is_not_measured():
    (found,) = compare(minimo=6).brechas
    assert (found.motivo, found.debajo_pct, found.es_comun) == ("grupo_pequeno", None, False)


def test_worst_common_gap_comes_first_subindices_too():
    found = compare(SUBINDEX).brechas
    assert [(gap.indice, gap.nivel, gap.debajo_pct) for gap in found] == [
        ("i11", "indice", 100),
        ("gobierno_digital", "politica", 60),
    ]


def test_who_rose_most_is_first_and_ties_share_the_place():
    # 50.7 - 50 and 40.8 - 40.1 differ in the last binary digits; both are 0.7.
    found = mejoras([("A", 50, 50.2), ("B", 50, 50.7), ("C", 40.1, 40.8), ("D", 50, 49)])
    assert [(m.entidad_id, m.cambio_puntos, m.posicion) for m in found.mejoras] == [
        ("B", 0.7, 1),
        ("C", 0.7, 1),
        ("A", 0.2, 3),
    ]
    assert (found.desde, found.n, found.n_suben, found.n_primeros) == (2024, 4, 3, 2)
    assert (found.own_cambio_puntos, found.mediana_cambio_puntos) == (0.2, pytest.approx(0.45))


def test_who_rose_and_is_not_named_is_counted():
    pairs = [(name, 50, 60 - at) for at, name in enumerate("ABCDE")]
    found = mejoras(pairs)
    assert [item.entidad_id for item in found.mejoras] == ["A", "B", "C"]
    assert (found.n_suben, found.n_mas) == (5, 2)


def test_who_fell_or_stayed_is_not_named():
    found = mejoras([("A", 50, 50), ("B", 50, 40)])
    assert (found.n, found.n_suben, found.mejoras) == (2, 0, ())


def test_no_rise_is_zero_without_a_sign():
    assert str(mejoras([("A", 0.1 + 0.2, 0.3)]).own_cambio_puntos) == "0.0"


def test_the_median_of_few_changes_is_not_given():
    pairs = [("A", 50, 60), ("B", 50, 61), ("C", 50, 62)]
    assert mejoras(pairs[:2]).mediana_cambio_puntos is None
    assert mejoras(pairs).mediana_cambio_puntos == 11


def test_nothing_is_compared_across_a_break():
    pairs = [("A", 2021, 50), ("A", 2022, 90)]
    scores = "\n".join(f"{name} | {year} | integridad | {p}" for name, year, p in pairs)
    people = SIX.replace("2025", "2022")
    found = compare(f"entidad | vigencia | indice | puntos\n{scores}", people, vigencia=2022)
    (item,) = found.mejoras
    assert (item.n, item.desde, item.motivo) == (0, 2021, "no_comparable_quiebre")
    assert (item.n_suben, item.n_primeros, item.n_mas) == (0, 0, 0)
    assert item.explicacion


def test_without_an_earlier_vigencia_it_says_so():
    (found,) = compare().mejoras
    assert (found.desde, found.motivo) == (None, "sin_anterior")


def test_all_are_measured_against_the_same_vigencia():
    scores = everyone(
        rises([("A", 50, 60)]), "B | 2023 | integridad | 10\nB | 2025 | integridad | 90"
    )
    (found,) = compare(scores).mejoras
    assert (found.desde, found.n) == (2024, 1)


def test_without_a_choice_the_politica_of_the_lowest_place_is_looked_at():
    lines = [f"{name} | 2025 | integridad | {99 - at}" for at, name in enumerate("ABCDE")]
    detalle = compare(everyone(SCORES, "\n".join(lines))).detalle
    assert (detalle.politica.politica, detalle.es_pedida) == ("gobierno_digital", False)


def test_the_chosen_politica_orders_the_rows_and_is_looked_at():
    lines = [f"{name} | 2025 | integridad | {99 - at}" for at, name in enumerate("ABCDE")]
    found = compare(everyone(SCORES, "\n".join(lines)), detalle="integridad")
    assert [fila.entidad_id for fila in found.filas] == ["A", "B", "C", "D", "E"]
    ranking = [(place, fila.entidad_id) for place, fila, _ in found.detalle.ranking]
    assert ranking == list(enumerate("ABCDE", start=1))
    assert found.detalle.peers.posicion == 1


def test_an_unknown_politica_is_refused():
    with pytest.raises(ReferenceDataError, match="gobierno_dijital"):
        compare(detalle="gobierno_dijital")


def test_equal_values_share_the_better_place():
    assert first_places([9, 7, 7, 3]) == [1, 2, 2, 4]


SHUFFLED = [
    *zip("ABCDE", (50.0, 60.5, 60.5, 80.1, 0.3), (51.0, 70.5, 70.5, 80.1, 9.3), strict=True)
]


@settings(max_examples=15, deadline=None)
@given(order=st.permutations(SHUFFLED), lines=st.permutations(SIX.strip().splitlines()[1:]))
def test_the_order_of_the_rows_does_not_matter(order, lines):
    people = "\n".join([SIX.strip().splitlines()[0], *lines])
    assert repr(compare(rises(order), people)) == repr(compare(rises(SHUFFLED)))


def test_table_tells_whether_anybody_has_a_score():
    table = inputs(
        "entidad | vigencia | indice | puntos\nA | 2025 | idi | 1\nA | 2025 | i11 |"
    ).ahora
    assert (table.has("idi"), table.has("i11")) == (True, False)


def test_every_meci_form_of_the_set_is_counted():
    both = MECI.replace("ALCALDÍA E", "CONCEJO E | si")
    assert compare(SCORES, both, conjunto="todas").conjunto.n_meci == 2


def test_a_table_of_scores_without_rows_answers_that_there_is_nothing():
    empty = indices("entidad | vigencia | indice | puntos")
    table = build_table(empty, entidades(SIX), 2025, CATALOG)
    assert table.score("A", "integridad").motivo == "vacio"
    assert not table.has("integridad")
