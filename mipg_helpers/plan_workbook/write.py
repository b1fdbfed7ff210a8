"""Write a plan workbook: the only door through which Excel files of the plan go out.

Everything that came from data is written as text cells, never as formula or link. Equal
contents give equal bytes. The file appears complete or not at all.
"""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import TYPE_CHECKING

from mipg_helpers.analysis.plan import cells_of
from mipg_helpers.plan_workbook.cells_text import plain
from mipg_helpers.plan_workbook.control import MARK, Control, SentColumn, control_rows
from mipg_helpers.plan_workbook.layout import (
    CONTENTS,
    CONTROL,
    COVER,
    LISTS,
    NOTES,
    POLITICAS,
    SOURCES,
    columns_for,
    labels_of,
    opens_in_new_rows,
    options_for,
    politicas_named,
    sheet_names,
)
from mipg_helpers.plan_workbook.whole_files import SAFE_OPTIONS, replace_file
from mipg_helpers.plan_workbook.write_context import FICTITIOUS, Context
from mipg_helpers.plan_workbook.write_formats import Formats
from mipg_helpers.plan_workbook.write_politica import write_politica
from mipg_helpers.plan_workbook.write_texts import write_contents, write_cover, write_lines
from mipg_helpers.reference import load_catalog
from mipg_helpers.reference.plan_cells import CellKey

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from mipg_helpers.plan_workbook.layout import Column
    from mipg_helpers.plan_workbook.model import WorkbookContent
    from mipg_helpers.reference import Catalog
    from mipg_helpers.reference.plan_cells import Cells

_Rows = dict[str, list[tuple[str, "Cells"]]]


def write_workbook(content: WorkbookContent, path: Path, catalog: Catalog | None = None) -> None:
    """Write the workbook of one reader to `path`, replacing what is there.

    Parameters
    ----------
    content
        What it says; every action must belong to one of its politicas.
    catalog
        The reference tables; by default those of the package.

    Raises
    ------
    RenderError
        If the file cannot be written.
    """
    replace_file(path, workbook_bytes(content, catalog or load_catalog()))


def workbook_bytes(content: WorkbookContent, catalog: Catalog) -> bytes:
    """Make the workbook in memory."""
    from xlsxwriter.workbook import Workbook

    stream = io.BytesIO()
    with Workbook(stream, SAFE_OPTIONS) as book:
        _write_book(book, content, catalog)
    return stream.getvalue()


def _write_book(book: Workbook, content: WorkbookContent, catalog: Catalog) -> None:
    rows = _rows_by_politica(content)
    names = sheet_names([name for _, name in content.politicas])
    sheets = tuple(zip(names, rows, strict=True))
    visible = {name: book.add_worksheet(name) for name in (COVER, CONTENTS, *names, NOTES, SOURCES)}
    lists, hidden = book.add_worksheet(LISTS), book.add_worksheet(CONTROL)
    politicas = politicas_named(content, catalog)
    columns = columns_for(catalog, content.rol, content.cortes)
    context = Context(
        content=content,
        catalog=catalog,
        columns=columns,
        sheets=sheets,
        labels=labels_of(catalog, politicas),
        lists=write_lists(lists, _choices(content, catalog, columns)),
        formats=Formats(book),
    )
    write_cover(visible[COVER], context)
    write_contents(visible[CONTENTS], context, {name: len(each) for name, each in rows.items()})
    for (name, politica), (_, nombre) in zip(sheets, content.politicas, strict=True):
        write_politica(visible[name], context, nombre, rows[politica])
    write_lines(visible[NOTES], context, NOTES, content.notes)
    write_lines(visible[SOURCES], context, SOURCES, content.sources)
    write_control(hidden, _control_of(context, rows, politicas))
    _describe(book, content)
    visible[COVER].activate()


def _rows_by_politica(content: WorkbookContent) -> _Rows:
    rows: _Rows = {politica: [] for politica, _ in content.politicas}
    for accion in content.acciones:
        rows[accion.politica].append((accion.accion_id, cells_of(accion)))
    return rows


def _choices(
    content: WorkbookContent, catalog: Catalog, columns: tuple[Column, ...]
) -> dict[str, list[str]]:
    """List the labels of every drop-down this reader gets."""
    choices = {POLITICAS: [name for _, name in content.politicas]}
    for column in columns:
        if column.campo.lista and (column.is_writable or opens_in_new_rows(column)):
            options = options_for(catalog, column.campo, content.rol)
            choices[column.campo.lista] = [option.etiqueta for option in options]
    return choices


def write_lists(sheet: Worksheet, choices: Mapping[str, list[str]]) -> dict[str, str]:
    """Write each list in a column of its own and say where its values stand."""
    from xlsxwriter.utility import xl_range_abs

    references = {}
    for place, (name, labels) in enumerate(choices.items()):
        sheet.write_string(0, place, name)
        for row, label in enumerate(labels, start=1):
            sheet.write_string(row, place, plain(label))
        references[name] = f"={LISTS}!{xl_range_abs(1, place, max(len(labels), 1), place)}"
    sheet.hide()
    sheet.protect()
    return references


def _control_of(context: Context, rows: _Rows, politicas: tuple[tuple[str, str], ...]) -> Control:
    content, columns = context.content, context.columns
    cells = [
        (CellKey(accion_id, column.campo.campo, column.corte), sent)
        for each in rows.values()
        for accion_id, sent in each
        for column in columns
    ]
    return Control(
        envio_id=content.envio_id,
        entidad_id=content.entidad_id,
        entidad=content.entidad,
        vigencia=content.vigencia,
        vigencia_plan=content.vigencia_plan,
        rol=content.rol,
        destinatario=content.destinatario,
        fecha=content.fecha,
        es_ficticia=content.es_ficticia,
        sheets=context.sheets,
        columns=tuple(SentColumn(c.campo.campo, c.corte, c.header) for c in columns),
        rows=tuple((politica, id_) for politica, each in rows.items() for id_, _ in each),
        politicas=politicas,
        base={key: sent[key] for key, sent in cells if key in sent},
    )


def write_control(sheet: Worksheet, control: Control, mark: str = MARK) -> None:
    """Write the very hidden sheet by which a workbook is known when it comes back."""
    for row, texts in enumerate(control_rows(control, mark)):
        for place, text in enumerate(texts):
            if text:
                sheet.write_string(row, place, text)
    sheet.very_hidden()
    sheet.protect()


def _describe(book: Workbook, content: WorkbookContent) -> None:
    """Set title, language and a fixed date; no person is named."""
    mark = f" ({FICTITIOUS})" if content.es_ficticia else ""
    book.set_properties(
        {
            "title": plain(f"Plan {content.vigencia_plan} · {content.entidad}{mark}"),
            "subject": plain(content.destinatario or "Libro maestro"),
            "category": "Plan MIPG",
            "created": datetime.combine(content.fecha, time()),
        }
    )
    book.set_custom_property("Idioma", "es-CO")
