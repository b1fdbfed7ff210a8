"""How the rows of an evidence sheet look: a pregunta stands out from its options."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.plan_workbook.write_formats import Formats, cell_values

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

_BAND, _INK, _TOP_LINE = "#DCE8F2", "#0B4F80", "#0B4F80"


class EvidenceFormats(Formats):
    """The formats of one workbook; `in_pregunta` gives those of the row being written."""

    def __init__(self, book: Workbook) -> None:
        super().__init__(book)
        self.in_pregunta = False
        self._banded: dict[tuple[str, bool, bool], Format] = {}

    def cell(self, tipo: str, *, is_writable: bool, is_formula_like: bool = False) -> Format:
        """Give the format of a data cell of a pregunta or of an option."""
        if not self.in_pregunta:
            return super().cell(tipo, is_writable=is_writable, is_formula_like=is_formula_like)
        key = (tipo, is_writable, is_formula_like)
        if key not in self._banded:
            values = cell_values(tipo, is_writable=is_writable, is_formula_like=is_formula_like)
            values |= {"top": 2, "top_color": _TOP_LINE}
            values |= {} if is_writable else {"bg_color": _BAND}
            values |= {"bold": True, "font_color": _INK} if tipo in {"id", "titulo"} else {}
            self._banded[key] = self._book.add_format(values)
        return self._banded[key]
