import numpy as np
import pytest
from analysis_builders import entidades, indices

from mipg_helpers.analysis.peers import (
    NO_GROUP,
    PeerGroup,
    find_groups,
    official_stats,
    peer_stats,
    scores_by_indice,
)
from mipg_helpers.errors import ParameterError

GROUP = PeerGroup("grupo_par", "G", frozenset("ABCDEFGHIJ"))
LABELS = """
entidad | vigencia | grupo | departamento | orden      | meci
A       | 2024     |       | Boyacá       | territorio |
A       | 2025     | G     | Boyacá       | territorio |
B       | 2025     | G     | Caldas       | territorio |
B       | 2024     |       | Caldas       | territorio |
C       | 2024     |       | Boyacá       | territorio |
D       | 2024     |       | Boyacá       | territorio | si
E       | 2024     |       | Boyacá       | nacion     |
F       | 2024     |       |              | territorio |
H       | 2024     |       |              |            |
"""


def test_group_is_the_official_one_of_that_vigencia():
    group = find_groups(entidades(LABELS), "A")[2025]
    assert (group.criterio, group.etiqueta, group.miembros) == ("grupo_par", "G", {"A", "B"})


def test_without_grupo_par_the_departamento_keeps_orden_and_form_apart():
    group = find_groups(entidades(LABELS), "A")[2024]
    assert (group.criterio, group.etiqueta, group.miembros) == (
        "departamento",
        "Boyacá",
        {"A", "C"},
    )


def test_without_departamento_the_orden_is_used():
    group = find_groups(entidades(LABELS), "F")[2024]
    assert (group.criterio, group.etiqueta) == ("orden", "territorial")
    assert group.miembros == {"A", "B", "C", "F"}


def test_without_any_label_there_is_no_group():
    assert find_groups(entidades(LABELS), "H") == {2024: NO_GROUP}


def test_a_chosen_departamento_outranks_the_grupo_par_and_is_marked():
    group = find_groups(entidades(LABELS), "A", "departamento")[2025]
    assert (group.criterio, group.miembros, group.es_elegido) == ("departamento", {"A"}, True)


def test_nothing_stands_in_for_a_chosen_group():
    assert find_groups(entidades(LABELS), "F", "departamento") == {2024: NO_GROUP}


def test_a_group_that_nobody_offers_is_refused_with_those_there_are():
    with pytest.raises(ParameterError, match="grupo_par, naturaleza_juridica, sector"):
        find_groups(entidades(LABELS), "A", "municipio")


def test_there_is_a_group_only_where_the_entidad_has_a_row():
    assert set(find_groups(entidades(LABELS), "A")) == {2024, 2025}
    assert find_groups(entidades(LABELS), "Z") == {}


def test_scores_of_a_group_are_ascending_and_leave_blanks_out():
    table = indices("""
        entidad | vigencia | indice     | puntos
        A       | 2025     | integridad | 70
        B       | 2025     | integridad |
        C       | 2025     | integridad | 50
        Z       | 2025     | integridad | 99
        C       | 2024     | integridad | 10
    """)
    scores = scores_by_indice(table, 2025, GROUP, set())
    assert list(scores) == ["integridad"]
    assert scores["integridad"].tolist() == [50, 70]


def test_meci_members_count_only_for_what_their_form_assesses():
    table = indices("""
        entidad | vigencia | indice          | puntos
        A       | 2025     | integridad      | 70
        B       | 2025     | integridad      | 20
        A       | 2025     | control_interno | 70
        B       | 2025     | control_interno | 20
    """)
    group = PeerGroup("grupo_par", "G", frozenset("AB"), frozenset("B"))
    scores = scores_by_indice(table, 2025, group, {"control_interno"})
    assert {name: len(values) for name, values in scores.items()} == {
        "control_interno": 2,
        "integridad": 1,
    }


def test_statistics_of_a_group_checked_by_hand():
    found = peer_stats(GROUP, [40, 50, 60, 70, 100], 60, minimum=5)
    assert (found.n, found.media_puntos, found.mediana_puntos) == (5, 64, 60)
    assert (found.mejor_puntos, found.minimo_puntos) == (100, 40)
    assert (found.posicion, found.percentil, found.quintil) == (3, 50, 3)
    assert found.puntajes == (40, 50, 60, 70, 100)
    assert not found.oficial


def test_ties_share_the_better_place_and_count_one_half():
    found = peer_stats(GROUP, [40, 60, 60, 60, 100], 60, minimum=3)
    assert (found.posicion, found.percentil, found.quintil) == (2, 50, 3)


def test_best_and_worst_of_the_group_stand_at_the_ends():
    best = peer_stats(GROUP, [40, 50, 60, 70, 100], 100, minimum=3)
    worst = peer_stats(GROUP, [40, 50, 60, 70, 100], 40, minimum=3)
    assert (best.posicion, best.percentil, best.quintil) == (1, 100, 5)
    assert (worst.posicion, worst.percentil, worst.quintil) == (5, 0, 1)


def test_quintiles_of_ten_distinct_scores_have_two_members_each():
    scores = [float(value) for value in range(10)]
    found = [peer_stats(GROUP, scores, own, minimum=3).quintil for own in scores]
    assert found == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]


def test_four_scores_cannot_be_cut_into_five_parts():
    found = peer_stats(GROUP, [10, 20, 30, 40], 40, minimum=3)
    assert found.quintil is None
    assert found.percentil == 100


def test_group_under_the_minimum_shows_only_n():
    found = peer_stats(GROUP, [40, 50, 60, 70], 60, minimum=5)
    assert (found.n, found.motivo, found.media_puntos) == (4, "grupo_pequeno", None)
    assert found.puntajes == ()


@pytest.mark.parametrize("members", ["A", "AB"])
def test_alone_in_the_group_or_with_a_score_is_a_group_of_one(members):
    group = PeerGroup("grupo_par", "G", frozenset(members))
    found = peer_stats(group, [60.0], 60.0, minimum=1)
    assert (found.n, found.motivo, found.posicion) == (1, "grupo_unico", None)


def test_without_a_criterion_there_are_no_peers():
    found = peer_stats(NO_GROUP, [], 60.0, minimum=3)
    assert (found.criterio, found.etiqueta, found.n, found.motivo) == (
        "ninguno",
        "",
        0,
        "sin_grupo",
    )


def test_entidad_without_a_score_sees_the_group_but_has_no_place():
    found = peer_stats(GROUP, [40, 50, 60], None, minimum=3)
    assert (found.n, found.media_puntos) == (3, 50)
    assert (found.posicion, found.percentil, found.quintil) == (None, None, None)


def test_mean_of_equal_scores_is_exactly_that_score():
    assert peer_stats(GROUP, [61.3] * 7, 61.3, minimum=3).media_puntos == 61.3


def test_scores_given_are_not_changed():
    scores = np.array([70.0, 40.0, 60.0])
    peer_stats(GROUP, scores, 70.0, minimum=3)
    assert scores.tolist() == [70, 40, 60]


def test_published_statistics_are_kept_as_official_and_not_mixed_with_ours():
    row = {
        "grupo_media_puntos": 61.3,
        "grupo_maximo_puntos": 98.5,
        "grupo_minimo_puntos": 10.0,
        "grupo_quintil": 4.0,
        "grupo_percentil": 71.0,
    }
    found = official_stats(row, PeerGroup("departamento", "Boyacá", frozenset("AB")), 2)
    assert found is not None
    assert found.oficial
    assert (found.criterio, found.etiqueta, found.n) == ("grupo_par", "", 0)
    assert (found.media_puntos, found.mejor_puntos, found.minimo_puntos) == (61.3, 98.5, 10.0)
    assert (found.quintil, found.percentil) == (4, 71.0)
    assert (found.posicion, found.mediana_puntos, found.puntajes) == (None, None, ())


def test_published_statistics_of_a_known_group_have_its_label_and_n():
    row = dict.fromkeys(
        ["grupo_maximo_puntos", "grupo_minimo_puntos", "grupo_quintil", "grupo_percentil"]
    )
    found = official_stats({**row, "grupo_media_puntos": 61.3}, GROUP, 9)
    assert found is not None
    assert (found.etiqueta, found.n, found.quintil) == ("G", 9, None)


def test_without_a_published_mean_there_are_no_official_statistics():
    assert official_stats({"grupo_media_puntos": None}, GROUP, 9) is None
