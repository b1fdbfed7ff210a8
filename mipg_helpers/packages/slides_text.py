"""How texts look in a slide, and how they say in which language they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pptx.dml.color import RGBColor
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

if TYPE_CHECKING:
    from typing import Any, TypeAlias

    #: An object of python-pptx, whose annotations cover only half of what we use.
    Drawn: TypeAlias = Any

LANGUAGE = "es-CO"
_COLOUR: Drawn = RGBColor  # its constructor bears no annotations


def write_lines(
    frame: Drawn, lines: list[str], *, size: int, colour: str, bold: bool = False
) -> list[Drawn]:
    """Put one paragraph per line into an empty frame, all alike, and give them back."""
    frame.word_wrap = True
    while len(frame.paragraphs) < len(lines):
        frame.add_paragraph()
    paragraphs = list(frame.paragraphs)
    for paragraph, text in zip(paragraphs, lines, strict=True):
        run = paragraph.add_run()
        run.text = text
        run.font.size, run.font.bold = Pt(size), bold
        run.font.color.rgb = rgb(colour)
        paragraph.alignment = PP_ALIGN.LEFT
    return paragraphs


def number(paragraph: Drawn, first: int) -> None:
    """Give a paragraph of a list a real number, counting from `first`."""
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001  the library knows no numbers
    mark = properties.makeelement(qn("a:buFont"), {"typeface": "+mj-lt"})
    kind = {"type": "arabicPeriod", **({"startAt": str(first)} if first > 1 else {})}
    properties.append(mark)
    properties.append(properties.makeelement(qn("a:buAutoNum"), kind))


def rgb(colour: str) -> Drawn:
    """Read a colour of the theme (``#005a94``)."""
    return _COLOUR(*bytes.fromhex(colour[1:]))


def speak(root: Drawn) -> None:
    """Say of every text below an element in which language it is."""
    for run in root.iter(qn("a:r"), qn("a:fld")):
        properties = run.find(qn("a:rPr"))
        if properties is None:
            properties = run.makeelement(qn("a:rPr"), {})
            run.insert(0, properties)
        properties.set("lang", LANGUAGE)
    for properties in root.iter(qn("a:defRPr"), qn("a:endParaRPr")):
        properties.set("lang", LANGUAGE)
