"""Turn the SVG that matplotlib writes into a small one that may stand inside a page.

Text stays text. What identifies a file (prolog, DOCTYPE, metadata, comments) goes; ids are kept
only where something refers to them, with a prefix made from the content, so that two figures of
one document never share an id. Works on matplotlib's own output, not on foreign files.
"""

from __future__ import annotations

import hashlib
import re

PROLOG = re.compile(r"^.*?(?=<svg\b)", re.DOTALL)
DROPPED = re.compile(r"<metadata>.*?</metadata>|<!--.*?-->|<style\b.*?</style>", re.DOTALL)
#: A tag with its attributes. Words of the chart stand between tags and are never touched: a
#: name may look like an attribute, and "1.100" there is one thousand one hundred.
TAG = re.compile(r"<[^>]+>")
REFERENCE = re.compile(r'(url\(#|xlink:href="#)([\w.-]+)')
ID = re.compile(r' id="([\w.-]+)"')
LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}")
NO_ROTATION = re.compile(r' transform="rotate\(-?0 [^)]*\)"')
FONT_FAMILY = re.compile(r" ?font-family: [^;\"]*;?")
SPACES = re.compile(r"\s+")
EMPTY = re.compile(r"<defs>\s*</defs>|<g>\s*</g>")


def clean_svg(raw: str, *, family: str) -> str:
    """Return the figure as one ``<svg>`` element, the same bytes for the same drawing."""
    svg = TAG.sub(_clean_tag, DROPPED.sub("", PROLOG.sub("", raw, count=1)))
    svg = _own_ids(svg)
    svg = re.sub(r">\s+<", "><", svg).strip()
    while EMPTY.search(svg):
        svg = EMPTY.sub("", svg)
    return _root(svg, family)


def _clean_tag(match: re.Match[str]) -> str:
    tag = NO_ROTATION.sub("", FONT_FAMILY.sub("", match[0]))
    return LONG_NUMBER.sub(_short, SPACES.sub(" ", tag))


def _short(match: re.Match[str]) -> str:
    text = f"{float(match[0]):.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _own_ids(svg: str) -> str:
    """Keep the ids that something refers to, under a prefix made from the drawing."""
    tags = "".join(TAG.findall(svg))
    used = {name for _, name in REFERENCE.findall(tags)}
    prefix = f"g{hashlib.sha256(svg.encode()).hexdigest()[:8]}-"

    def rename(match: re.Match[str]) -> str:
        tag = ID.sub(lambda m: f' id="{prefix}{m[1]}"' if m[1] in used else "", match[0])
        return REFERENCE.sub(lambda m: f"{m[1]}{prefix}{m[2]}", tag)

    return TAG.sub(rename, svg)


def _root(svg: str, family: str) -> str:
    # Width and height say how wide the figure is on paper; on a narrow screen it shrinks.
    drawn = f'<g font-family="{family}, sans-serif" stroke-linejoin="round" stroke-linecap="butt">'
    sized = svg.replace(' version="1.1">', ' style="max-width:100%;height:auto">', 1)
    return sized.replace("<g>", drawn, 1)
