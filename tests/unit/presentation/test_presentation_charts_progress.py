"""The chart of progress: bars of what was reported, marks of what was expected, lights in words."""

from chart_builders import cells_of, figure_of, kinds_of, svg_of, texts_of, words_of
from follow_up_builders import actions, follow_up

from mipg_helpers.presentation.charts_progress import plot_progress
from mipg_helpers.presentation.charts_theme import load_theme

PLAN = actions(
    """
id | accion              | avances
a1 | Publicar            | 2026-09-30=52
a2 | Adoptar el plan     |
a3 | Capacitar           | 2026-09-30=10
"""
)


def bars(displayed):
    return svg_of(displayed).count(f"fill: {load_theme().colours.own}")


def test_light_is_said_in_words_beside_its_mark():
    words = words_of(plot_progress(follow_up(PLAN)))
    assert {"Verde", "Rojo", "Sin reporte"} <= set(words)


def test_table_has_the_numbers_of_the_chart():
    shown = plot_progress(follow_up(PLAN))
    assert kinds_of(shown) == ["figure", "table"]
    assert cells_of(shown)[0] == ["1. Publicar", "52 %", "50 %", "Verde"]
    assert cells_of(shown)[1][1] == "–"


def test_what_nobody_reported_has_no_bar():
    one, two = actions("id | avances\na1 | 2026-09-30=52"), PLAN
    assert bars(plot_progress(follow_up(two))) == bars(plot_progress(follow_up(one))) + 1
    assert "no es un cero" in figure_of(plot_progress(follow_up(two)))["note"]


def test_alternative_text_tells_extremes_and_lights():
    alt = figure_of(plot_progress(follow_up(PLAN)))["alt"]
    assert "Menor: 3. Capacitar, 10 %" in alt
    assert "sin reporte 1" in alt


def test_no_text_runs_out_of_the_chart_or_over_another():
    long = "Actualizar el inventario de activos de información de toda la entidad y sus sedes " * 3
    text = "id | accion | avances\n" + "\n".join(
        f"b{i} | {long} | 2026-09-30=100" for i in range(20)
    )
    boxes = [box for _, box in texts_of(svg_of(plot_progress(follow_up(actions(text)))))]
    assert all(box.left >= -0.5 and box.right <= load_theme().width + 0.5 for box in boxes)
    assert not [(a, b) for i, a in enumerate(boxes) for b in boxes[:i] if a.overlaps(b, -0.5)]


def test_without_a_plan_a_callout_says_why():
    (block,) = plot_progress(follow_up(())).blocks
    assert block["type"] == "callout"


def test_same_plan_gives_the_same_picture():
    assert svg_of(plot_progress(follow_up(PLAN))) == svg_of(plot_progress(follow_up(PLAN)))
