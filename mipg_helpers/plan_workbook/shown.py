"""The values of a plan as people read and type them outside a plan workbook.

For lists of changes, problems and conflicts, where every value is a text.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from mipg_helpers.plan_workbook.layout import corte_title, day_text, labels_of, shown_value
from mipg_helpers.plan_workbook.read_values import ValueReader
from mipg_helpers.reference.plan_cells import number_text

if TYPE_CHECKING:
    from mipg_helpers.reference.forms import Form
    from mipg_helpers.reference.plan_cells import CellKey

EMPTY = "(vacío)"


class Shown:
    """Words the cells of a plan with the labels of the reference tables."""

    def __init__(self, catalog: Form) -> None:
        self._campos = {campo.campo: campo for campo in catalog.plan_campos()}
        names = {
            politica.politica: politica.nombre
            for vigencia in sorted(catalog.vigencias)
            for politica in catalog.politicas(vigencia)
        }
        self._labels = labels_of(catalog, names.items())

    def place(self, key: CellKey) -> tuple[str, int]:
        """Give the place of a cell in its action: columns in their order, cut-off by cut-off."""
        campo = self._campos.get(key.campo)
        return key.corte, campo.orden if campo else len(self._campos)

    def column(self, key: CellKey) -> str:
        """Name the column of a cell, with its cut-off."""
        campo = self._campos.get(key.campo)
        name = campo.etiqueta if campo else key.campo
        return f"{name} ({corte_title(key.corte)})" if key.corte else name

    def value(self, key: CellKey, text: str) -> str:
        """Write a canonical text as people read it: ``30/09/2027``, ``45,5``, a label."""
        campo = self._campos.get(key.campo)
        if not text:
            return EMPTY
        if campo is None:
            return text
        shown = shown_value(campo, text, self._labels)
        if isinstance(shown, date):
            return day_text(shown)
        return number_text(shown).replace(".", ",") if isinstance(shown, float) else shown

    def parse(self, key: CellKey, typed: str, vigencia_plan: int) -> tuple[str, str]:
        """Read what a person typed; give the canonical text, or "" and what is wrong."""
        reading = ValueReader(self._labels, vigencia_plan).read(self._campos[key.campo], typed)
        return reading.text, reading.problem
