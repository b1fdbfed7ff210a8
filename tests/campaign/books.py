"""Workbooks written part by part, so that they can hold what no library would write."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from workbook_builders import CONTENT_TYPES, package, sheet_xml

from mipg_helpers.sources.cleaning import column_letter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
#: What XML cannot hold at all; Excel writes them as ``_x0008_``, which stays as it is.
NO_XML = {code: None for code in range(32) if chr(code) not in "\t\n\r"}


def rows_xml(rows: Sequence[Sequence[object]]) -> str:
    """Write rows of texts and numbers; None is no cell."""
    lines = []
    for number, row in enumerate(rows, start=1):
        cells = "".join(
            _cell(f"{column_letter(column)}{number}", value)
            for column, value in enumerate(row)
            if value is not None
        )
        lines.append(f'<row r="{number}">{cells}</row>')
    return "".join(lines)


def _cell(place: str, value: object) -> str:
    if isinstance(value, int | float):
        return f'<c r="{place}"><v>{value}</v></c>'
    text = escape(str(value).translate(NO_XML))
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def parts_of(sheets: Mapping[str, Sequence[Sequence[object]]]) -> dict[str, str | bytes | None]:
    """Give the parts of a workbook with these sheets, to be zipped or spoilt further."""
    names = list(sheets)
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>'
        for n, name in enumerate(names, start=1)
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_LINKS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(names) + 1)
    )
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_SHEET}"/>'
        for n in range(2, len(names) + 1)
    )
    parts: dict[str, str | bytes | None] = {
        "[Content_Types].xml": CONTENT_TYPES.replace("</Types>", f"{overrides}</Types>"),
        "xl/workbook.xml": (
            f'<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}">'
            f"<sheets>{listed}</sheets></workbook>"
        ),
        "xl/_rels/workbook.xml.rels": (
            '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns='
            '"http://schemas.openxmlformats.org/package/2006/relationships">'
            f"{links}</Relationships>"
        ),
        "xl/sharedStrings.xml": None,
    }
    for number, rows in enumerate(sheets.values(), start=1):
        parts[f"xl/worksheets/sheet{number}.xml"] = sheet_xml(rows_xml(rows))
    return parts


def write_book(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> None:
    path.write_bytes(package(parts_of(sheets)))
