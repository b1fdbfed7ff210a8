"""The words of the report on the twelve plans of Decreto 612."""

from datetime import date

from plans_612_builders import LATE, PROPOSED, build, published
from report_builders import blocks_of, report, words

from mipg_helpers.analysis.plan import Accion, Avance

ACTIVITY = Accion(
    "x", "decreto_612", "compras", plan="Plan Anual de Adquisiciones", accion="Publicar el PAA",
    fecha_inicio=date(2026, 1, 5), avances=(Avance(date(2026, 3, 31), 45.5),),
)  # fmt: skip


def shown(*acciones, today=LATE):
    return report("planes_612", build(*acciones, today=today))


def captions(parts):
    return [block["caption"] for block in blocks_of(parts) if block["type"] == "table"]


def test_without_a_book_the_report_says_how_to_begin():
    assert any("mipg plan --planes-612" in text for text in words(shown()))


def test_the_twelve_plans_are_always_listed():
    (table,) = [b for b in blocks_of(shown()) if b.get("caption", "").startswith("Los doce")]
    assert len(table["rows"]) == 12


def test_what_is_overdue_is_counted_in_words():
    done = published(2, estado="terminada", fecha_estado=LATE)
    rest = [accion for accion in PROPOSED if accion.accion_id != done.accion_id]
    text = " ".join(words(shown(*rest, done)))
    assert "1 de 12 planes publicados" in text
    assert "11 están con el plazo vencido" in text


def test_activities_show_what_was_reported_and_no_figure_elsewhere():
    text = words(shown(*PROPOSED, ACTIVITY))
    assert "45,5\u00a0%" in text
    assert "05/01/2026 a –" in text


def test_each_plan_with_activities_has_its_table():
    assert "Plan Anual de Adquisiciones: actividades y avance por corte" in captions(
        shown(ACTIVITY)
    )
