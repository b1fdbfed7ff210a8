import re

import pptx
import pytest
from packages_builders import DAY, HOSTILE, deck_of, opened, parts_of, rendered

from mipg_helpers.errors import RenderError
from mipg_helpers.packages.slides import render_slides
from mipg_helpers.packages.slides_model import Bars, Grid, Opening, Points

GRID = Grid(
    titulo="Políticas",
    columns=(("Política", "left"), ("Puntaje", "right")),
    rows=(("Integridad", "70,5"), ("Compras", "no aplica")),
    widths=(3, 1),
    alt="Dos políticas con su puntaje.",
    nota="Puntajes: oficiales.",
)
BARS = Bars(
    titulo="Dimensiones",
    categories=("D1 Talento Humano", "D2 Planeación (no aplica)"),
    series=(("Entidad (oficial)", (69.88, None), ("69,88", "no aplica")),),
    alt="Puntaje de dos dimensiones.",
)
SLIDES = (
    Opening("Resultados", "Alcaldía", "2026"),
    GRID,
    BARS,
    Points("Decisiones", ("Una", "Dos")),
)


def words(shown):
    return [
        "".join(text.itertext())
        for slide in shown.slides
        for text in slide._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}t")
    ]


def test_every_slide_has_a_real_title_that_is_read_first():
    for slide in rendered(*SLIDES).slides:
        assert slide.shapes.title.text_frame.text
        assert slide.shapes[0].shape_id == slide.shapes.title.shape_id


def test_slides_are_sixteen_to_nine():
    shown = rendered(GRID)
    assert round(shown.slide_width / shown.slide_height, 2) == 1.78


def test_table_is_native_with_a_header_row_and_a_text_alternative():
    [slide] = rendered(GRID).slides
    [frame] = [shape for shape in slide.shapes if shape.has_table]
    assert frame.table.first_row
    assert frame.table.cell(0, 1).text == "Puntaje"
    assert frame.table.cell(2, 1).text == "no aplica"
    assert frame._element.nvGraphicFramePr.cNvPr.get("descr") == GRID.alt


def test_chart_is_native_and_what_is_missing_has_no_bar():
    [slide] = rendered(BARS).slides
    [frame] = [shape for shape in slide.shapes if shape.has_chart]
    [series] = frame.chart.plots[0].series
    assert list(series.values) == [69.88, None]
    assert frame._element.nvGraphicFramePr.cNvPr.get("descr") == BARS.alt
    assert series.points[0].data_label.text_frame.text == "69,88"
    assert len(series._element.xpath(".//c:dLbl")) == 1


def test_every_text_says_its_language():
    data = render_slides(deck_of(*SLIDES), DAY)
    for name, part in parts_of(data).items():
        if name.endswith(".xml") and b"<a:t>" in part:
            assert set(re.findall(rb'lang="([^"]*)"', part)) == {b"es-CO"}, name
            assert part.count(b"<a:r>") == part.count(b"<a:r><a:rPr"), name


def test_no_letter_is_too_small():
    for slide in rendered(*SLIDES).slides:
        sizes = [int(size) for size in re.findall(r'sz="(\d+)"', _xml(slide))]
        assert min(sizes) >= 1200
    assert 'sz="2000"' in _xml(rendered(SLIDES[3]).slides[0])


def test_list_is_numbered_on_from_the_slide_before():
    [slide] = rendered(Points("Decisiones", ("Cuatro",), numbered=True, first=4)).slides
    assert 'type="arabicPeriod"' in _xml(slide)
    assert 'startAt="4"' in _xml(slide)


def test_properties_name_the_entidad_and_nobody_else():
    data = render_slides(deck_of(GRID), DAY)
    found = opened(data).core_properties
    assert (found.title, found.author, found.last_modified_by) == ("Título", "Entidad", "Entidad")
    assert found.created.date() == found.modified.date() == DAY
    assert b"Canny" not in b"".join(parts_of(data).values())
    assert not [name for name in parts_of(data) if "printer" in name or "thumbnail" in name]


def test_same_deck_gives_the_same_bytes():
    assert render_slides(deck_of(*SLIDES), DAY) == render_slides(deck_of(*SLIDES), DAY)


def test_invented_data_are_marked_on_every_slide():
    shown = rendered(GRID, BARS, aviso="DATOS FICTICIOS")
    marks = ["DATOS FICTICIOS" in "".join(words_of(slide)) for slide in shown.slides]
    assert marks == [True, True]


def test_typed_texts_stay_texts():
    shown = rendered(Points("Título", (HOSTILE.replace("\x00", "").replace("\x1b", ""),)))
    assert any(text.startswith("=cmd|") and "<b>" in text for text in words(shown))


def test_without_the_library_it_is_said_how_to_get_it(monkeypatch):
    import sys

    for name in [name for name in sys.modules if name.startswith("mipg_helpers.packages.slides_")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pptx", None)
    with pytest.raises(RenderError, match=r"mipg-workbench\[publish\]"):
        render_slides(deck_of(GRID), DAY)


def words_of(slide):
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def _xml(slide):
    return pptx.oxml.xmlchemy.serialize_for_reading(slide._element)
