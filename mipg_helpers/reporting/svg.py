"""A chart's SVG, reduced to drawing: safe to put inside a page, small, and always the same.

Only a closed list of elements and attributes survives; what runs, links or loads does not.
Identifiers are renumbered (matplotlib draws them at random) and prefixed, so that two charts
of one page cannot take each other's clip paths. Texts use the shipped font.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mipg_helpers.presentation.free_text import inert
from mipg_helpers.reporting.glyphs import clean_text

if TYPE_CHECKING:
    from collections import Counter

    from lxml.etree import _Element

NAMESPACE = "http://www.w3.org/2000/svg"
FONT = "'MIPG Sans'"

ELEMENTS = {
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan",
    "defs", "clipPath", "mask", "pattern", "marker", "symbol", "use", "image", "linearGradient",
    "radialGradient", "stop",
}  # fmt: skip
ATTRIBUTES = {
    "id", "d", "x", "y", "x1", "x2", "y1", "y2", "dx", "dy", "cx", "cy", "r", "rx", "ry",
    "width", "height", "points", "transform", "viewBox", "preserveAspectRatio", "style", "href",
    "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-dasharray",
    "stroke-dashoffset", "stroke-linecap", "stroke-linejoin", "stroke-opacity", "opacity",
    "clip-path", "clip-rule", "mask", "marker-start", "marker-mid", "marker-end", "markerWidth",
    "markerHeight", "refX", "refY", "orient", "offset", "stop-color", "stop-opacity", "fx", "fy",
    "gradientUnits", "gradientTransform", "spreadMethod", "patternUnits", "patternTransform",
    "clipPathUnits", "maskUnits", "text-anchor", "dominant-baseline", "font-size", "font-style",
    "font-weight", "font-family", "textLength", "letter-spacing", "rotate",
}  # fmt: skip
NUMBERS = {
    "d", "points", "x", "y", "x1", "x2", "y1", "y2", "dx", "dy", "cx", "cy", "r", "rx", "ry",
    "width", "height", "viewBox",
}  # fmt: skip

DATA_IMAGE = re.compile(r"data:image/(png|jpeg);base64,[A-Za-z0-9+/=\s]+")
UNSAFE_VALUE = re.compile(
    r"url\((?!\s*['\"]?#)|@import|expression\(|javascript:|\\|/\*", re.IGNORECASE
)
REFERENCE = re.compile(r"url\(\s*['\"]?#([^)'\"]+)['\"]?\s*\)")
LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}(?!\d|e)")
#: The family in `font-family: …` and at the end of the `font: …` shorthand.
FAMILY = re.compile(r"font-family:[^;]*")
SHORTHAND = re.compile(r"(font:[^;]*?\d(?:\.\d+)?(?:px|pt|em|rem)?)\s+['\"A-Za-z][^;]*")
#: What matplotlib sets for every element in a style sheet, which would reach the whole page.
JOINS = "stroke-linejoin:round;stroke-linecap:butt"


class SvgError(ValueError):
    """The text is not a drawing."""


def clean_svg(source: str, prefix: str, unknown: Counter[str]) -> str:
    """Return the drawing as ``<svg xmlns=… viewBox=… …>…</svg>``.

    Parameters
    ----------
    prefix
        Put before every identifier; unique in the page.
    unknown
        Counts characters that no shipped font has.

    Raises
    ------
    SvgError
        If it is not well-formed SVG with a size.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True, remove_blank_text=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(source.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise SvgError(str(error)) from None
    if _name(root) != "svg":
        raise SvgError(f"root element {root.tag}")
    tree = etree.Element("svg", {"xmlns": NAMESPACE, **_size(root)})
    if root.find(f".//{{{NAMESPACE}}}style") is not None or root.get("style") == JOINS:
        tree.set("style", JOINS)
    _copy(root, tree, unknown)
    _renumber(tree, prefix)
    return etree.tostring(tree, encoding="unicode")


def _name(element: _Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _size(root: _Element) -> dict[str, str]:
    """Give the drawing a view box, from its width and height where it has none."""
    box = (root.get("viewBox") or "").replace(",", " ").split()
    if len(box) != 4:
        box = ["0", "0", *(_points(root.get(side)) for side in ("width", "height"))]
    try:
        x, y, width, height = (float(number) for number in box)
    except ValueError:
        raise SvgError("no view box") from None
    if not (0 < width < 1e5 and 0 < height < 1e5):
        raise SvgError("no size")
    return {
        "viewBox": f"{x:g} {y:g} {width:g} {height:g}",
        "width": f"{width:g}",
        "height": f"{height:g}",
    }


def _points(length: str | None) -> str:
    return re.sub(r"(px|pt)$", "", (length or "").strip())


def _copy(source: _Element, target: _Element, unknown: Counter[str]) -> None:
    """Copy the known children and attributes of `source` into `target`."""
    from lxml import etree

    in_text = _name(target) in {"text", "tspan"}
    if in_text and source.text:
        target.text = inert(clean_text(source.text, unknown))
    for child in source:
        if _name(child) in ELEMENTS:
            attributes = _attributes(child)
            is_bare_group = _name(child) == "g" and not attributes.keys() - {"id"}
            inside = target if is_bare_group else etree.SubElement(target, _name(child), attributes)
            _copy(child, inside, unknown)
        if in_text and child.tail and len(target):
            target[-1].tail = (target[-1].tail or "") + inert(clean_text(child.tail, unknown))


def _attributes(element: _Element) -> dict[str, str]:
    kept: dict[str, str] = {}
    for key, value in element.attrib.items():
        name = str(key).rpartition("}")[2]
        if name in ATTRIBUTES and _is_safe(name, str(value)):
            kept[name] = _compact(name, str(value))
    return kept


def _is_safe(name: str, value: str) -> bool:
    if name == "href":
        return value.startswith("#") or bool(DATA_IMAGE.fullmatch(value))
    return not UNSAFE_VALUE.search(value)


def _compact(name: str, value: str) -> str:
    """Write the value with no more digits than can be seen, and text in the shipped font."""
    if name == "href":
        return "".join(value.split())
    if name in NUMBERS:
        short = LONG_NUMBER.sub(_short, " ".join(value.split()))
        return re.sub(" ?([A-Za-z]) ?", r"\1", short) if name == "d" else short
    if name == "font-family":
        return FONT
    if name == "style":
        style = SHORTHAND.sub(rf"\1 {FONT}", FAMILY.sub(f"font-family:{FONT}", value))
        return re.sub(r"\s*([:;])\s*", r"\1", style).strip("; ")
    return value


def _short(number: re.Match[str]) -> str:
    value = float(number[0])
    digits = 2 if abs(value) >= 1 else 4
    return f"{value:.{digits}f}".rstrip("0").rstrip(".")


def _renumber(root: _Element, prefix: str) -> None:
    """Keep the identifiers something refers to, in the order they are defined."""
    wanted: set[str] = set()
    for element in root.iter():
        for value in element.attrib.values():
            wanted.update(REFERENCE.findall(str(value)))
        wanted.add(element.get("href", "").removeprefix("#"))
    names: dict[str, str] = {}
    for element in root.iter():
        old = str(element.attrib.pop("id", ""))
        if old and old in wanted and old not in names:
            names[old] = f"{prefix}{len(names) + 1}"
            element.set("id", names[old])
    for element in root.iter():
        for key, value in element.attrib.items():
            element.set(key, _renamed(str(key), str(value), names))


def _renamed(key: str, value: str, names: dict[str, str]) -> str:
    if key == "href" and value.startswith("#"):
        return "#" + names.get(value[1:], "")
    return REFERENCE.sub(lambda found: f"url(#{names.get(found[1], '')})", value)
