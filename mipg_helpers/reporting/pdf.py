"""The document model as one PDF file that is PDF/UA-1 and PDF/A-2a at once; a copy for the archive.

A fixed Typst template reads the model as JSON, so no cell of a workbook is ever markup.
Only shipped fonts are used. The file is dated by the report, not by the clock, so the same
document gives the same bytes.

**Never fork a process that has compiled.** The compiler keeps threads of its own, which a
child does not get: it would wait for ever. Start workers with ``spawn``, or fork before the
first compile; there is one compiler per process.
"""

from __future__ import annotations

import binascii
import json
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from mipg_helpers.errors import RenderError
from mipg_helpers.presentation.display_html import TONES
from mipg_helpers.reporting.glyphs import FONTS
from mipg_helpers.reporting.norms import NORMAS
from mipg_helpers.reporting.pdf_layout import opaque, printable
from mipg_helpers.reporting.walk import span_text, walk_blocks

if TYPE_CHECKING:
    import typst

    from mipg_helpers.reporting.norms import Norma
    from mipg_helpers.reporting.walk import Document

TEMPLATES = Path(__file__).parent / "templates"
STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]
ARCHIVE_STANDARDS: dict[Norma, typst.PDFStandard] = {"pdfa-1a": "a-1a", "pdfa-1b": "a-1b"}
INSTALL = 'instálelas con: pip install "mipg-workbench[report]"'


def render_pdf(document: Document) -> bytes:
    """Print a normalised document as tagged PDF; same document, same bytes.

    Raises
    ------
    RenderError
        If the extra ``report`` is not installed, or the document cannot be printed.
    """
    try:
        import typst

        from mipg_helpers.reporting.pdf_headers import add_row_headers
    except ImportError:
        raise _not_installed() from None
    try:
        compiled = _compile(printable(document), STANDARDS)
    except (typst.TypstError, binascii.Error) as error:
        raise RenderError(
            f"PDF de «{document['title']}»", f"no se pudo componer: {error}"
        ) from None
    return add_row_headers(compiled, row_headers(document))


def render_archive(document: Document, norma: Norma) -> bytes:
    """Print the same document under a standard of PDF 1.4, for the archive.

    Its tables have no marked row headers: the tags of that release know of none.

    Raises
    ------
    RenderError
        If the extra ``report`` is not installed, or the document cannot keep the standard.
    """
    try:
        import typst

        from mipg_helpers.reporting.pdf_packing import repacked
    except ImportError:
        raise _not_installed() from None
    try:
        compiled = _compile(opaque(document), [ARCHIVE_STANDARDS[norma]])
    except (typst.TypstError, binascii.Error) as error:
        place = f"copia {NORMAS[norma].etiqueta} de «{document['title']}»"
        if "transparency" not in str(error):
            raise RenderError(place, f"no se pudo componer: {error}") from None
        raise RenderError(
            place,
            "una imagen tiene transparencia, que esa norma no admite",
            hint="guarde la imagen del cuaderno sin transparencia (JPEG, o SVG sin «alpha»)",
        ) from None
    return repacked(compiled)


def _compile(model: Document, standards: list[typst.PDFStandard]) -> bytes:
    compiled = _compiler(os.getpid()).compile(
        format="pdf",
        sys_inputs={"doc": json.dumps({**model, "tones": TONES})},
        pdf_standards=standards,
    )
    if not isinstance(compiled, bytes):
        raise TypeError(f"the compiler returned {type(compiled).__name__}")
    return compiled


def _not_installed() -> RenderError:
    problem = "faltan las bibliotecas que lo escriben (typst y pikepdf)"
    return RenderError("PDF", problem, hint=INSTALL)


@cache
def _compiler(pid: int) -> typst.Compiler:
    """Make the compiler of this process, and refuse to work in a fork of one that has compiled."""
    import typst

    if _compiler.cache_info().currsize:
        raise RenderError("PDF", f"el proceso {pid} es copia de otro que ya compuso un PDF")
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])
    return typst.Compiler(str(TEMPLATES / "document.typ"), str(TEMPLATES), fonts)


def row_headers(document: Document) -> list[list[bool]]:
    """Say for each table, in reading order, which rows begin with a header."""
    return [
        [bool(table["row_header"] and span_text(row[0]).strip()) for row in table["rows"]]
        for table in walk_blocks(document["blocks"])
        if table["type"] == "table"
    ]
