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
REFERENCE = re.compile(r'(?:url\(#|xlink:href="#)([\w.-]+)')
ID = re.compile(r' id="([\w.-]+)"')
LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}")
NO_ROTATION = re.compile(r' transform="rotate\(-?0 [^)]*\)"')
FONT_FAMILY = re.compile(r" ?font-family: [^;\"]*;?")
EMPTY = re.compile(r"<defs>\s*</defs>|<g>\s*</g>")
PATH_DATA = re.compile(r' d="([^"]*)"')


def clean_svg(raw: str, *, family: str) -> str:
    """Return the figure as one ``<svg>`` element, the same bytes for the same drawing."""
    svg = DROPPED.sub("", PROLOG.sub("", raw, count=1))
    svg = NO_ROTATION.sub("", FONT_FAMILY.sub("", svg))
    svg = PATH_DATA.sub(lambda match: f' d="{" ".join(match[1].split())}"', svg)
    svg = LONG_NUMBER.sub(_short, svg)
    svg = _own_ids(svg)
    svg = re.sub(r">\s+<", "><", svg).strip()
    while EMPTY.search(svg):
        svg = EMPTY.sub("", svg)
    return _root(svg, family)


def _short(match: re.Match[str]) -> str:
    text = f"{float(match[0]):.2f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def _own_ids(svg: str) -> str:
    used = set(REFERENCE.findall(svg))
    svg = ID.sub(lambda match: match[0] if match[1] in used else "", svg)
    prefix = f"g{hashlib.sha256(svg.encode()).hexdigest()[:8]}-"
    svg = ID.sub(lambda match: f' id="{prefix}{match[1]}"', svg)
    return REFERENCE.sub(lambda match: match[0].removesuffix(match[1]) + prefix + match[1], svg)


def _root(svg: str, family: str) -> str:
    # Width and height say how wide the figure is on paper; on a narrow screen it shrinks.
    drawn = f'<g font-family="{family}, sans-serif" stroke-linejoin="round" stroke-linecap="butt">'
    sized = svg.replace(' version="1.1">', ' style="max-width:100%;height:auto">', 1)
    return sized.replace("<g>", drawn, 1)
