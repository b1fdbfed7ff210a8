"""The controls of the findings: which file, kind and gravity; below, what was found there.

Handles: ``mipg-archivo`` (searchable list), ``mipg-clase``, ``mipg-gravedad`` (drop-down lists),
``mipg-cuantos`` (area), ``mipg-hallazgos`` (table to search and sort).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mipg_helpers.analysis.data_quality import FindingFilter
from mipg_helpers.lab import widgets
from mipg_helpers.lab.choices import Choice
from mipg_helpers.lab.tables import SortableTable
from mipg_helpers.presentation import formats, narrative, sections_calidad

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mipg_helpers.analysis.data_quality import FindingRow, QualityProfile


class QualityPanel:
    """Controls and area of the findings of one load; `widget` is the whole."""

    def __init__(self, profile: QualityProfile) -> None:
        self._profile = profile
        self._filter = FindingFilter()
        self.archivo = widgets.SearchList(
            "Archivo",
            _choices("Todos los archivos", [one.archivo for one in profile.findings]),
            value="",
            on_change=self._choose("archivo"),
            handle="archivo",
        )
        self.clase = widgets.DropList(
            "Clase",
            _choices("Todas las clases", [one.tipo for one in profile.findings]),
            value="",
            on_change=self._choose("tipo"),
            handle="clase",
        )
        self.gravedad = widgets.DropList(
            "Gravedad",
            [Choice("Errores y avisos", ""), *_gravities(profile.findings)],
            value="",
            on_change=self._choose("gravedad"),
            handle="gravedad",
        )
        self.area = widgets.Area("cuantos")
        self.table = SortableTable("hallazgos", sections_calidad.COLUMNS)
        self.widget = widgets.panel(
            self.archivo.widget,
            widgets.row(self.clase.widget, self.gravedad.widget),
            self.area.widget,
            self.table.widget,
        )
        self._refresh()

    def _choose(self, name: str) -> Callable[[Any], None]:
        def choose(value: object) -> None:
            change: dict[str, Any] = {name: value}
            self._filter = replace(self._filter, **change)
            self._refresh()

        return choose

    def _refresh(self) -> None:
        chosen = self._filter.choose(self._profile.findings)
        self.area.show(sections_calidad.describe_choice(self._profile, chosen))
        self.table.show([sections_calidad.cells_of(one) for one in chosen])


def _choices(every: str, values: Sequence[str]) -> list[Choice]:
    """List each value once with how often it stands, after the choice of all of them."""
    counts = Counter(values)
    each = [Choice(f"{value} ({formats.integer(n)})", value) for value, n in counts.items()]
    return [Choice(f"{every} ({formats.integer(len(values))})", ""), *each]


def _gravities(findings: Sequence[FindingRow]) -> list[Choice]:
    counts = Counter(one.gravedad for one in findings)
    return [
        Choice(f"{narrative.capital(name)} ({formats.integer(counts[name])})", name)
        for name in sections_calidad.GRAVITY
        if counts[name]
    ]
