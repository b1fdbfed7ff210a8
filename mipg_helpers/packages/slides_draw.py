"""Draw a deck with native titles, lists and tables that a screen reader can follow.

What is added first is read first: title, body, note. Everything that is not text bears a text
alternative.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pptx
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches, Pt

from mipg_helpers.packages import slides_model as model
from mipg_helpers.packages.slides_chart import add_bars
from mipg_helpers.packages.slides_text import number, rgb, write_lines
from mipg_helpers.presentation.charts_theme import load_theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.packages.slides_model import Deck, Grid, Opening, Points, Slide
    from mipg_helpers.packages.slides_text import Drawn

#: Layouts of the empty deck that the library brings: opening, title and list, title only.
LAYOUTS = OPENING, LIST, TITLE = 0, 1, 5
OPENING_PT, SUBTITLE_PT = 40, 24


def draw(deck: Deck) -> Drawn:
    """Draw every slide of a deck, 16:9."""
    shown: Drawn = pptx.Presentation()
    layouts = [shown.slide_layouts[n] for n in LAYOUTS]
    _widen(shown)
    for slide in deck.slides:
        kind = OPENING if isinstance(slide, model.Opening) else TITLE
        kind = LIST if isinstance(slide, model.Points) else kind
        page = shown.slides.add_slide(layouts[LAYOUTS.index(kind)])
        _fill(page, slide, deck.aviso)
    return shown


def _widen(shown: Drawn) -> None:
    """Take a wide page and its layouts with it; drop the layouts that are not used."""
    ratio = Inches(model.WIDTH) / (shown.slide_width or Inches(model.WIDTH))
    shown.slide_width, shown.slide_height = Inches(model.WIDTH), Inches(model.HEIGHT)
    for n, layout in reversed(list(enumerate(shown.slide_layouts))):
        if n not in LAYOUTS:
            shown.slide_layouts.remove(layout)
    for part in (shown.slide_master, *shown.slide_layouts):
        for shape in part.placeholders:
            shape.left, shape.width = (
                Inches(shape.left.inches * ratio),
                Inches(shape.width.inches * ratio),
            )


def _fill(page: Drawn, slide: Slide, aviso: str) -> None:
    if isinstance(slide, model.Opening):
        _add_opening(page, slide, aviso)
        return
    _add_title(page, slide.titulo)
    if isinstance(slide, model.Points):
        _add_points(page, slide)
    elif isinstance(slide, model.Grid):
        _add_grid(page, slide)
    else:
        add_bars(page, slide)
    _add_note(page, [text for text in (f"{aviso}." if aviso else "", slide.nota) if text])


def _add_opening(page: Drawn, slide: Opening, aviso: str) -> None:
    colours = load_theme().colours
    title, body = _placeholder(page, 0), _placeholder(page, 1)
    _place(title, 1.5, 2.0)
    _place(body, 3.7, 2.6)
    title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    page.background.fill.solid()
    page.background.fill.fore_color.rgb = rgb(colours.own)
    write_lines(title.text_frame, [slide.titulo], size=OPENING_PT, colour=colours.paper, bold=True)
    lines = [text for text in (slide.subtitulo, slide.detalle, aviso) if text]
    write_lines(body.text_frame, lines, size=SUBTITLE_PT, colour=colours.paper)


def _add_title(page: Drawn, text: str) -> None:
    title = _placeholder(page, 0)
    _place(title, 0.4, 1.0)
    title.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    colour = load_theme().colours.own
    write_lines(title.text_frame, [text], size=model.TITLE_PT, colour=colour, bold=True)


def _add_points(page: Drawn, slide: Points) -> None:
    body = _placeholder(page, 1)
    _place(body, model.BODY_TOP, model.BODY_HEIGHT)
    colour = load_theme().colours.ink
    paragraphs = write_lines(body.text_frame, list(slide.items), size=model.BODY_PT, colour=colour)
    for paragraph in paragraphs:
        paragraph.space_after = Pt(model.BULLET_GAP * 72)
        if slide.numbered:
            number(paragraph, slide.first)


def _add_grid(page: Drawn, slide: Grid) -> None:
    heads = [label for label, _ in slide.columns]
    rows: list[Sequence[str]] = [heads, *slide.rows]
    heights = [model.row_height(row, slide) for row in rows]
    left, top = Inches(model.MARGIN), Inches(model.BODY_TOP)
    size = Inches(model.BODY_WIDTH), Inches(sum(heights))
    frame = page.shapes.add_table(len(rows), len(heads), left, top, *size)
    frame.name = "Tabla"
    frame._element.nvGraphicFramePr.cNvPr.set("descr", slide.alt)  # noqa: SLF001  no public way
    table = frame.table
    table.first_row = table.first_col = table.horz_banding = True
    for column, width in zip(table.columns, slide.widths, strict=True):
        column.width = Inches(model.BODY_WIDTH * width / sum(slide.widths))
    for y, (row, height) in enumerate(zip(rows, heights, strict=True)):
        table.rows[y].height = Inches(height)
        for x, text in enumerate(row):
            cell = table.cell(y, x)
            _shade(cell, y)
            _write(cell, text, slide.size, is_head=y == 0, is_first=x == 0)
            if slide.columns[x][1] == "right":
                cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT


def _shade(cell: Drawn, row: int) -> None:
    colours = load_theme().colours
    back = colours.paper if row % 2 else colours.band
    cell.fill.solid()
    cell.fill.fore_color.rgb = rgb(back if row else colours.own)


def _write(cell: Drawn, text: str, size: int, *, is_head: bool, is_first: bool) -> None:
    colours = load_theme().colours
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.margin_left = cell.margin_right = Inches(model.CELL_SIDES / 2)
    cell.margin_top = cell.margin_bottom = Inches(model.CELL_ENDS / 2)
    colour = colours.paper if is_head else colours.ink
    bold = is_head or is_first
    write_lines(cell.text_frame, [text], size=size, colour=colour, bold=bold)


def _add_note(page: Drawn, texts: Sequence[str]) -> None:
    """Say at the foot what is official, what is ours, and that invented data are invented."""
    if not texts:
        return
    left, top, width = Inches(model.MARGIN), Inches(model.NOTE_TOP), Inches(model.BODY_WIDTH)
    box = page.shapes.add_textbox(left, top, width, Inches(0.5))
    box.name = "Nota"
    colour = load_theme().colours.muted
    write_lines(box.text_frame, [" ".join(texts)], size=model.NOTE_PT, colour=colour)


def _placeholder(page: Drawn, n: int) -> Drawn:
    return list(page.placeholders)[n]


def _place(shape: Drawn, top: float, height: float) -> None:
    shape.left, shape.width = Inches(model.MARGIN), Inches(model.BODY_WIDTH)
    shape.top, shape.height = Inches(top), Inches(height)
