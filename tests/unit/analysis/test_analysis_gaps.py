import pytest
from analysis_builders import change, metas, score, stats

from mipg_helpers.analysis.gaps import difference, find_gaps, read_targets

TARGETS = """
entidad | vigencia | indice     | meta
A       | 2027     | integridad | 90
A       | 2026     | integridad | 85
A       | 2025     | compras    | 70
A       | 2024     | tramites   | 99
B       | 2025     | integridad | 10
"""


def gaps(own, peers=None, fall=None, earlier=None, target=None):
    found = find_gaps(
        own,
        peers or stats(None, None, "sin_grupo"),
        fall or change(None, "sin_anterior", None),
        earlier or score(None),
        target,
    )
    return {gap.referencia: gap for gap in found}


def test_gaps_come_always_in_the_same_order():
    assert list(gaps(score(60))) == ["meta", "media_grupo", "mejor_grupo", "vigencia_anterior"]


def test_positive_gap_is_below_the_reference_and_negative_above():
    found = gaps(score(60), stats(65, 90))
    assert found["mejor_grupo"].brecha_puntos == 30
    assert gaps(score(70), stats(65, 90))["media_grupo"].brecha_puntos == -5


def test_best_of_the_group_has_no_distance_to_it():
    assert gaps(score(90), stats(65, 90))["mejor_grupo"].brecha_puntos == 0


def test_gap_to_the_earlier_vigencia_is_positive_after_a_fall():
    found = gaps(score(60), fall=change(-4.0, desde=2022), earlier=score(64))
    gap = found["vigencia_anterior"]
    assert (gap.valor_referencia_puntos, gap.brecha_puntos, gap.vigencia_referencia) == (
        64,
        4,
        2022,
    )


def test_score_that_must_not_be_compared_is_no_reference():
    found = gaps(score(60), fall=change(None, "no_comparable_quiebre", 2021), earlier=score(64))
    gap = found["vigencia_anterior"]
    assert (gap.valor_referencia_puntos, gap.brecha_puntos) == (None, None)
    assert (gap.motivo, gap.vigencia_referencia) == ("no_comparable_quiebre", 2021)


@pytest.mark.parametrize("motivo", ["no_aplica", "vacio", "error_formula"])
def test_what_has_no_score_has_no_gap(motivo):
    found = gaps(score(None, motivo), stats(65, 90))
    assert {gap.brecha_puntos for gap in found.values()} == {None}
    assert {gap.motivo for gap in found.values()} == {motivo}
    assert found["media_grupo"].valor_referencia_puntos == 65


def test_what_a_meci_form_does_not_assess_has_not_even_a_reference():
    target = read_targets(metas(TARGETS), "A", 2025)["compras"]
    found = gaps(score(None, "solo_meci"), stats(65, 90), target=target)
    assert {(gap.valor_referencia_puntos, gap.brecha_puntos) for gap in found.values()} == {
        (None, None)
    }
    assert {gap.motivo for gap in found.values()} == {"solo_meci"}


def test_missing_references_say_why():
    found = gaps(score(60), stats(None, None, "grupo_pequeno"))
    assert {name: gap.motivo for name, gap in found.items()} == {
        "meta": "sin_meta",
        "media_grupo": "grupo_pequeno",
        "mejor_grupo": "grupo_pequeno",
        "vigencia_anterior": "sin_anterior",
    }


def test_target_carries_its_vigencia_and_its_cell():
    target = read_targets(metas(TARGETS), "A", 2025)["compras"]
    gap = gaps(score(60), target=target)["meta"]
    assert (gap.valor_referencia_puntos, gap.brecha_puntos, gap.vigencia_referencia) == (
        70,
        10,
        2025,
    )
    assert gap.source is not None
    assert gap.source.fila == 4


def test_target_is_of_the_vigencia_or_the_nearest_later_one():
    found = read_targets(metas(TARGETS), "A", 2025)
    assert {name: (item.vigencia, item.puntos) for name, item in found.items()} == {
        "integridad": (2026, 85),
        "compras": (2025, 70),
    }


def test_binary_noise_is_not_a_distance():
    assert difference(0.1 + 0.2, 0.3) == 0.0
    assert difference(61.4, 61.3) == pytest.approx(0.1)
