"""Measure the cells of one worksheet while its XML streams by.

Two things are learnt: how far the cells that hold a value reach, because a reader fills the
whole rectangle in memory; and which cells a reader would leave blank although they are not:
Excel errors, and formulas saved without a computed value. Formatted but empty cells do not
count, real files have thousands of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from mipg_helpers.errors import SourceFileError
from mipg_helpers.sources.cleaning import UNCOMPUTED, column_letter

if TYPE_CHECKING:
    from collections.abc import Callable

# Far above the real files (6,000 rows by 130 columns are 0.8 million cells), far below what
# exhausts the memory of a common laptop (about 55 bytes a cell while reading).
MAX_CELLS = 8_000_000
MAX_ROW = 1_048_576
MAX_COLUMN = 16_384
#: A person is told of formulas one by one; more of them than this are a sheet of formulas.
MAX_FORMULAS = 10_000

_DIGITS = "0123456789"


class TextSwitch(Protocol):
    """The part of an XML parser that the watcher needs: text on, text off."""

    CharacterDataHandler: Callable[[str], object] | None


@dataclass(slots=True)
class SheetScan:
    """What was seen in one worksheet.

    `n_rows` and `n_columns` count from A1 to the last cell with a value. `marks` holds, by
    0-based (row, column), the text for cells that a reader leaves blank: Excel errors as
    saved, `UNCOMPUTED` for formulas without a saved value. `formulas` are the places of the
    first `MAX_FORMULAS` formulas, computed or not.
    """

    hoja: str
    n_rows: int = 0
    n_columns: int = 0
    marks: dict[tuple[int, int], str] = field(default_factory=dict)
    formulas: set[tuple[int, int]] = field(default_factory=set)

    @property
    def n_cells(self) -> int:
        """Cells of the rectangle that a reader would fill."""
        return self.n_rows * self.n_columns


class CellWatcher:
    """Handlers for the XML parser of one worksheet part.

    The handlers run once per element, half a million times in a large book: they keep to
    plain attributes and look at a cell only when it holds a value, an error or a formula.
    """

    def __init__(self, parser: TextSwitch, scan: SheetScan, place: str) -> None:
        self._parser, self._scan, self._place = parser, scan, place
        self._row = self._column = 0
        self._row_text = ""
        self._columns: dict[str, int] = {}
        self._text: list[str] = []
        self._kind = ""
        # A special cell holds an error or a formula: its value has to be looked at.
        self._is_special = self._has_formula = self._has_value = False
        self._handlers: dict[str, Callable[[dict[str, str]], None]] = {
            "row": self._see_row,
            "c": self._see_cell,
            "v": self._see_value,
            "is": self._see_value,
            "f": self._see_formula,
        }

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Handle the start of any element of the worksheet."""
        # The two commonest tags are handled first, and a value that is nothing new not at all.
        if tag == "c":
            self._see_cell(attributes)
        elif tag == "v":
            scan = self._scan
            if self._row > scan.n_rows or self._column > scan.n_columns or self._is_special:
                self._see_value(attributes)
        else:
            handler = self._handlers.get(tag.rpartition(":")[2])
            if handler is not None:
                handler(attributes)

    def close(self) -> None:
        """Settle the last cell of the sheet."""
        self._settle()

    def _see_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r")
        self._row = self._row + 1 if number is None else self._number(number)
        self._row_text, self._column = str(self._row), 0

    def _see_cell(self, attributes: dict[str, str]) -> None:
        if self._is_special:
            self._settle()
        self._kind = attributes.get("t", "")
        self._is_special = self._kind == "e"
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
            return
        letters = reference.rstrip(_DIGITS)
        column = self._columns.get(letters)
        if column is None:
            column = self._columns[letters] = self._column_number(letters, reference)
        self._column = column
        row_text = reference[len(letters) :]
        if row_text != self._row_text:
            self._row_text, self._row = row_text, self._number(row_text)

    def _see_value(self, _attributes: dict[str, str]) -> None:
        self._grow()
        if self._is_special:
            self._has_value = True
            self._text.clear()
            self._parser.CharacterDataHandler = self._text.append

    def _see_formula(self, _attributes: dict[str, str]) -> None:
        self._has_formula = self._is_special = True
        if len(self._scan.formulas) < MAX_FORMULAS:
            self._scan.formulas.add((self._row - 1, self._column - 1))
        self._grow()

    def _settle(self) -> None:
        """Mark the cell just left, when a reader would show it blank."""
        text = "".join(self._text).strip()
        # A formula whose result is the empty text is saved as t="str" with an empty value.
        is_empty_text = self._kind == "str" and self._has_value
        if self._kind == "e":
            self._mark(text or "#N/A")
        elif self._has_formula and not text and not is_empty_text:
            self._mark(UNCOMPUTED)
        self._parser.CharacterDataHandler = None
        self._text.clear()
        self._kind = ""
        self._is_special = self._has_formula = self._has_value = False

    def _mark(self, text: str) -> None:
        self._scan.marks[self._row - 1, self._column - 1] = text

    def _grow(self) -> None:
        scan = self._scan
        scan.n_rows = max(scan.n_rows, self._row)
        scan.n_columns = max(scan.n_columns, self._column)
        if scan.n_cells > MAX_CELLS:
            cell = f"{column_letter(self._column - 1)}{self._row}"
            raise SourceFileError(
                self._place,
                f"la celda {cell} está tan lejos que la hoja ocuparía {scan.n_rows} filas por "
                f"{scan.n_columns} columnas",
                f"a lo sumo {MAX_CELLS} celdas",
                f"vaya a {cell}, borre las filas y columnas sobrantes y guarde el libro",
            )

    def _number(self, text: str) -> int:
        is_number = text.isascii() and text.isdigit() and len(text) <= len(str(MAX_ROW))
        if not is_number or not 0 < int(text) <= MAX_ROW:
            raise self._impossible(text)
        return int(text)

    def _column_number(self, letters: str, reference: str) -> int:
        number = 0
        for letter in letters.upper():
            number = number * 26 + ord(letter) - ord("A") + 1
        if not letters.isascii() or not letters.isalpha() or not 0 < number <= MAX_COLUMN:
            raise self._impossible(reference)
        return number

    def _impossible(self, reference: str) -> SourceFileError:
        return SourceFileError(
            self._place,
            f"tiene una celda en una posición imposible («{reference[:20]}»)",
            f"filas hasta {MAX_ROW} y columnas hasta XFD",
            "copie los datos a un libro nuevo de Excel y guárdelo",
        )
