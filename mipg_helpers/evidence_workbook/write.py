"""Write an evidence workbook: the only door through which Excel files of the evidence go out.

Everything that came from data is written as text cells, never as formula or link. Equal
contents give equal bytes.
"""

from __future__ import annotations

import io
from collections import Counter
from datetime import datetime, time
from typing import TYPE_CHECKING

from mipg_helpers.evidence_workbook.control import MARK, control_of
from mipg_helpers.evidence_workbook.instructions import cover_for
from mipg_helpers.evidence_workbook.layout import evidence_columns
from mipg_helpers.evidence_workbook.model import politica_of
from mipg_helpers.evidence_workbook.write_formats import EvidenceFormats
from mipg_helpers.evidence_workbook.write_sheet import write_sheet
from mipg_helpers.plan_workbook.cells_text import plain
from mipg_helpers.plan_workbook.layout import (
    CONTENTS,
    CONTROL,
    COVER,
    LISTS,
    NOTES,
    SOURCES,
    labels_of,
    sheet_names,
)
from mipg_helpers.plan_workbook.whole_files import SAFE_OPTIONS
from mipg_helpers.plan_workbook.write import write_control, write_lists
from mipg_helpers.plan_workbook.write_context import FICTITIOUS, Context
from mipg_helpers.plan_workbook.write_texts import fill_cover, write_contents, write_lines

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

    from mipg_helpers.evidence_workbook.model import EvidenceContent
    from mipg_helpers.plan_workbook.model import WorkbookContent
    from mipg_helpers.reference import Catalog


def workbook_bytes(content: EvidenceContent, catalog: Catalog) -> bytes:
    """Make the workbook of one reader in memory."""
    from xlsxwriter.workbook import Workbook

    stream = io.BytesIO()
    with Workbook(stream, SAFE_OPTIONS) as book:
        _write_book(book, content, catalog)
    return stream.getvalue()


def _write_book(book: Workbook, content: EvidenceContent, catalog: Catalog) -> None:
    libro, form = content.libro, catalog.evidence_form()
    names = sheet_names([name for _, name in libro.politicas])
    sheets = tuple(zip(names, (politica for politica, _ in libro.politicas), strict=True))
    visible = {name: book.add_worksheet(name) for name in (COVER, CONTENTS, *names, NOTES, SOURCES)}
    lists, hidden = book.add_worksheet(LISTS), book.add_worksheet(CONTROL)
    columns = evidence_columns(form, libro.rol)
    choices = {
        column.campo.lista: [option.etiqueta for option in form.plan_lista(column.campo.lista)]
        for column in columns
        if column.campo.lista and column.is_writable
    }
    context = Context(
        content=libro,
        catalog=catalog,
        columns=columns,
        sheets=sheets,
        labels=labels_of(form, ()),
        lists=write_lists(lists, choices),
        formats=EvidenceFormats(book),
    )
    fill_cover(visible[COVER], context, cover_for(content))
    counts = Counter(map(politica_of, content.preguntas))
    write_contents(visible[CONTENTS], context, counts, "Preguntas")
    control = control_of(content, columns, sheets)
    for (name, politica), (_, nombre) in zip(sheets, libro.politicas, strict=True):
        own = [item for item in content.preguntas if politica_of(item) == politica]
        write_sheet(visible[name], context, nombre, own, control.base)
    write_lines(visible[NOTES], context, NOTES, libro.notes)
    write_lines(visible[SOURCES], context, SOURCES, libro.sources)
    for sheet in visible.values():
        sheet.set_footer(f"&L{_about(libro)}&RPágina &P de &N")
    write_control(hidden, control, MARK)
    _describe(book, libro)
    visible[COVER].activate()


def _about(libro: WorkbookContent) -> str:
    return f"Preparación del FURAG {libro.vigencia}"


def _describe(book: Workbook, libro: WorkbookContent) -> None:
    """Set title, language and a fixed date; no person is named."""
    mark = f" ({FICTITIOUS})" if libro.es_ficticia else ""
    book.set_properties(
        {
            "title": plain(f"{_about(libro)} · {libro.entidad}{mark}"),
            "subject": plain(libro.destinatario or "Libro maestro"),
            "category": "Evidencias MIPG",
            "created": datetime.combine(libro.fecha, time()),
        }
    )
    book.set_custom_property("Idioma", "es-CO")
