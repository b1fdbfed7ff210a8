import pytest
from analysis_builders import change, score

from mipg_helpers.analysis.priorities import find_priority, rule_from, sensitivity, urgency
from mipg_helpers.analysis.profile import Gap, Priority, PriorityRule
from mipg_helpers.reference import load_catalog

RULE = PriorityRule(
    (("brecha_meta", 0.4), ("brecha_media", 0.3), ("brecha_mejor", 0.1), ("descenso", 0.2)),
    umbral_alta=15.0,
    umbral_media=5.0,
    minimo_grupo=5,
)


def gaps(meta=None, media=None, mejor=None):
    values = {"meta": meta, "media_grupo": media, "mejor_grupo": mejor, "vigencia_anterior": None}
    return [
        Gap(name, None, value, "" if value is not None else "sin_grupo")
        for name, value in values.items()
    ]


def priority(fall=None, **distances):
    return find_priority(score(60), gaps(**distances), change(fall), RULE)


def test_all_components_are_weighed_as_the_rule_says():
    found = priority(meta=20.0, media=10.0, mejor=40.0, fall=-5.0)
    assert found.puntos == pytest.approx(0.4 * 20 + 0.3 * 10 + 0.1 * 40 + 0.2 * 5)
    assert found.nivel == "alta"


def test_weight_of_a_missing_component_is_shared_in_proportion():
    found = priority(media=10.0, mejor=20.0)
    assert [(name, points) for name, points, _ in found.componentes] == [
        ("brecha_media", 10.0),
        ("brecha_mejor", 20.0),
    ]
    assert [weight for *_, weight in found.componentes] == pytest.approx([0.75, 0.25])
    assert found.puntos == pytest.approx(12.5)


def test_being_above_a_reference_does_not_pay_for_another_gap():
    found = priority(meta=-30.0, media=10.0)
    assert ("brecha_meta", 0.0) in [(name, points) for name, points, _ in found.componentes]


def test_a_rise_is_no_component_below_zero():
    assert priority(media=7.0, fall=50.0).componentes[-1][1] == 0


@pytest.mark.parametrize(
    ("media", "nivel"),
    [(15.0, "alta"), (14.99, "media"), (5.0, "media"), (4.99, "baja"), (0.0, "sin_brecha")],
)
def test_level_starts_at_its_threshold(media, nivel):
    assert priority(media=media).nivel == nivel


def test_shared_weights_do_not_keep_an_item_under_its_threshold():
    assert priority(media=15.0, mejor=15.0).nivel == "alta"


def test_all_references_reached_leaves_no_gap():
    found = priority(meta=-1.0, media=-5.0, mejor=0.0, fall=0.0)
    assert (found.nivel, found.puntos) == ("sin_brecha", 0)


def test_without_any_reference_nothing_is_said_of_the_gap():
    found = priority(fall=2.0)
    assert (found.nivel, found.puntos, found.motivo) == ("sin_dato", None, "sin_grupo")


def test_a_fall_counts_even_without_any_other_reference():
    assert (priority(fall=-20.0).nivel, priority(fall=-20.0).puntos) == ("alta", 20)


def test_without_a_score_there_is_no_priority():
    found = find_priority(score(None, "no_aplica"), gaps(media=50.0), change(None), RULE)
    assert (found.nivel, found.puntos, found.motivo) == ("sin_dato", None, "no_aplica")


def test_sensitivity_counts_what_each_threshold_would_call_high():
    items = [Priority("alta", points, ()) for points in (0.0, 9.0, 15.0, 20.0)]
    found = sensitivity([*items, Priority("sin_dato", None, ())], RULE, [20.0, 10.0, 0.0])
    assert [(item.umbral_alta, item.n_alta) for item in found] == [
        (0.0, 3),
        (10.0, 2),
        (15.0, 2),
        (20.0, 1),
    ]


def test_most_urgent_comes_first_and_no_data_last():
    items = [Priority("sin_dato", None, ()), Priority("alta", 16, ()), Priority("alta", 30, ())]
    assert [item.puntos for item in sorted(items, key=urgency)] == [30, 16, None]


def test_rule_is_the_shipped_one_with_what_the_analyst_changed():
    shipped, changed = rule_from(load_catalog()), rule_from(load_catalog(), umbral_alta=12.0)
    assert (changed.umbral_alta, changed.umbral_media) == (12.0, shipped.umbral_media)
    assert changed.pesos == shipped.pesos == load_catalog().priority_rule().pesos


def test_unknown_override_is_a_programming_error():
    with pytest.raises(TypeError, match="umbral_baja"):
        rule_from(load_catalog(), umbral_baja=1.0)
