"""Reads a chart back: the words of its SVG, where they stand, and the cells of its table."""

from __future__ import annotations

import re

from lxml import etree

from mipg_helpers.presentation.charts_canvas import text_box

ANCHORS = {"start": "left", "middle": "center", "end": "right"}


def figure_of(displayed):
    return next(block for block in displayed.blocks if block["type"] == "figure")


def svg_of(displayed):
    return figure_of(displayed)["svg"]


def kinds_of(displayed):
    return [block["type"] for block in displayed.blocks]


def cells_of(displayed):
    """Table cells as text, row by row."""
    table = next(block for block in displayed.blocks if block["type"] == "table")
    return [["".join(span["s"] for span in cell) for cell in row] for row in table["rows"]]


def texts_of(svg):
    """Words of the figure with the box each takes."""
    root = etree.fromstring(svg)
    found = []
    for element in root.iter("{http://www.w3.org/2000/svg}text"):
        style = dict(part.strip().split(": ") for part in element.get("style").split(";") if part)
        box = text_box(
            float(element.get("x")),
            float(element.get("y")),
            element.text,
            float(style["font-size"].removesuffix("px")),
            bold=style.get("font-weight") == "700",
            anchor=ANCHORS[style["text-anchor"]],
        )
        found.append((element.text, box))
    return found


def words_of(displayed):
    return [text for text, _ in texts_of(svg_of(displayed))]


def size_of(svg):
    """Width and height of the view box."""
    return tuple(float(number) for number in re.search(r'viewBox="0 0 (\S+) (\S+)"', svg).groups())


def line_lengths(svg, colour):
    """Number of points of every drawn line of a colour."""
    paths = re.findall(r'<path d="([^"]+)" style="fill: none;([^"]*)"', svg)
    return [data.count("L") + 1 for data, style in paths if f"stroke: {colour}" in style]
