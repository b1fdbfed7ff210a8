"""Small blocks that only pages have."""

from datetime import date

import pytest

from mipg_helpers.analysis.profile import Deadline
from mipg_helpers.presentation.blocks import paragraph
from mipg_helpers.site import site_blocks
from mipg_helpers.site.model import Download, Page

A, B = paragraph("a"), paragraph("b")


@pytest.mark.parametrize(
    ("n_bytes", "text"),
    [(1, "1 kB"), (118_400, "118 kB"), (999_999, "1.000 kB"), (2_440_000, "2,4 MB")],
)
def test_a_weight_is_written_as_people_do(n_bytes, text):
    assert site_blocks.size_text(n_bytes) == text


def test_what_falls_on_one_day_stands_together():
    days = [(30, "Uno"), (31, "Dos."), (31, "Tres"), (31, "Tres")]
    deadlines = [Deadline(date(2026, 12, day), text, "") for day, text in days]
    found = site_blocks.dates(deadlines)["items"]
    assert [item["texts"] for item in found] == [["Uno."], ["Dos.", "Tres."]]
    assert found[1]["date"] == "31 de diciembre de 2026"


def test_one_thing_in_two_formats_is_listed_once():
    found = [
        Download("Puntajes", f"datos/puntajes.{suffix}", 1000, "Todos.")
        for suffix in ("csv", "xlsx")
    ]
    (item,) = site_blocks.downloads(found, Page("datos.html", "Datos"))["items"]
    assert [file["kind"] for file in item["files"]] == ["CSV", "XLSX"]


def test_one_part_alone_needs_no_columns():
    assert site_blocks.columns([A], []) == [A]


def test_parts_stand_side_by_side_in_order():
    found = site_blocks.columns([A], [B])
    assert [block["type"] for block in found] == [
        "columns",
        "paragraph",
        "next_column",
        "paragraph",
        "end_columns",
    ]


def test_nothing_is_not_folded():
    assert site_blocks.folded("Ver", []) == []


@pytest.mark.parametrize(
    ("puntos", "shade"),
    [(0.0, "t0"), (19.9, "t0"), (20.0, "t1"), (100.0, "t4"), (None, "sin-dato")],
)
def test_a_tile_has_the_shade_of_the_charts(puntos, shade):
    assert site_blocks.shade_of(puntos) == shade


def test_drawings_keep_their_words():
    block = {"type": "figure", "svg": "<text>este informe</text>", "caption": "De este informe"}
    found = site_blocks.site_words(block)
    assert found["caption"] == "De este sitio"
    assert found["svg"] == block["svg"]
