"""Read one cell of a returned workbook as the canonical text of its column, without guessing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mipg_helpers.plan_workbook.cells_text import plain
from mipg_helpers.plan_workbook.layout import POLITICAS, day_text, plausible_dates
from mipg_helpers.reference.labels import fold
from mipg_helpers.reference.plan_cells import SEPARATOR, number_text
from mipg_helpers.reference.suggest import did_you_mean
from mipg_helpers.sources.cleaning import UNCOMPUTED, cell_text, missing_reason, one_line
from mipg_helpers.sources.findings import quoted
from mipg_helpers.sources.plan_values import Scale, read_date, read_percent

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mipg_helpers.reference.records import PlanCampo

#: In our workbooks a number is a percentage; fractions are asked about below.
_OURS = Scale("porcentaje", "libro de plan: números de 0 a 100", "porcentaje")
_IDS = re.compile(r"[;,|\s]+")
_NAMES = re.compile(r"[;\n]+")
_LEAVE_BLANK = "si no aplica, deje la celda en blanco"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says: its canonical text, "" when blank.

    With a `problem` nothing is taken; a `warning` is only told. `tipo` names either.
    """

    text: str = ""
    problem: str = ""
    warning: str = ""
    tipo: str = ""
    hint: str = ""


class ValueReader:
    """Reads the cells of one workbook.

    Parameters
    ----------
    labels
        By list, label by value, as `layout.labels_of` gives them.
    """

    def __init__(self, labels: Mapping[str, Mapping[str, str]], vigencia_plan: int) -> None:
        self._labels = labels
        self._values = {name: _by_spelling(options) for name, options in labels.items()}
        self._since, self._until = plausible_dates(vigencia_plan)

    def read(self, campo: PlanCampo, value: object) -> Reading:
        """Read a raw cell of a column."""
        text = plain(cell_text(value))
        reason = missing_reason(text)
        if not text:
            return Reading()
        if reason == "error_formula":
            return _broken_formula(text)
        readers: Mapping[str, Callable[[], Reading]] = {
            "fecha": lambda: self._date(value, text, is_word=bool(reason)),
            "porcentaje": lambda: self._percent(value, text, is_word=bool(reason)),
            "lista": lambda: self._listed(campo.lista, text),
            "politica": lambda: self._listed(POLITICAS, text),
            "politicas": lambda: self._several(text),
            "identificadores": lambda: _identifiers(text),
        }
        return readers.get(campo.tipo, lambda: Reading(text))()

    def _date(self, value: object, text: str, *, is_word: bool) -> Reading:
        reading = read_date(value, years=(self._since.year, self._until.year))
        if reading.fecha is None:
            problem = reading.problem or f"{quoted(text)} no es una fecha"
            hint = reading.suggestion or (_LEAVE_BLANK if is_word else "escriba día/mes/año")
            return Reading(problem=problem, tipo="fecha no válida", hint=hint)
        if not self._since <= reading.fecha <= self._until:
            problem = f"la fecha {day_text(reading.fecha)} está muy lejos de la vigencia del plan"
            hint = f"se aceptan fechas de {self._since.year} a {self._until.year}"
            return Reading(problem=problem, tipo="fecha no válida", hint=hint)
        return Reading(reading.fecha.isoformat())

    def _percent(self, value: object, text: str, *, is_word: bool) -> Reading:
        number, problem = read_percent(value, _OURS)
        if number is None:
            problem = problem or f"{quoted(text)} no es un porcentaje"
            hint = _LEAVE_BLANK if is_word else "escriba un número de 0 a 100"
            return Reading(problem=problem, tipo="porcentaje no válido", hint=hint)
        if 0 < number < 1 and not one_line(text).endswith("%"):
            small, large = (_spanish(each) for each in (number, number * 100))
            problem = f"{quoted(text)} puede ser {small} % o {large} %"
            hint = f"¿{large} o {small}? Escriba un número de 0 a 100"
            return Reading(problem=problem, tipo="porcentaje ambiguo", hint=hint)
        warning = "porcentaje mayor que 100" if problem else ""
        return Reading(number_text(number), warning=problem, tipo=warning)

    def _listed(self, lista: str, text: str) -> Reading:
        found = self._values[lista].get(fold(text))
        if found is not None:
            return Reading(found)
        labels = list(self._labels[lista].values())
        hint = did_you_mean(text, labels) or f"elija uno de la lista: {', '.join(labels[:10])}"
        problem = f"{quoted(text)} no está en la lista de la columna"
        return Reading(problem=problem, tipo="valor fuera de la lista", hint=hint)

    def _several(self, text: str) -> Reading:
        readings = [
            self._listed(POLITICAS, part.strip()) for part in _NAMES.split(text) if part.strip()
        ]
        wrong = next((reading for reading in readings if reading.problem), None)
        return wrong or Reading(SEPARATOR.join(reading.text for reading in readings))


def _broken_formula(text: str) -> Reading:
    is_uncomputed = text == UNCOMPUTED
    error = f"la celda tiene el error de Excel {quoted(text)}"
    problem = "la celda tiene una fórmula sin valor calculado" if is_uncomputed else error
    return Reading(problem=problem, tipo="error de fórmula", hint="escriba el valor")


def _identifiers(text: str) -> Reading:
    return Reading(SEPARATOR.join(filter(None, _IDS.split(text))))


def _by_spelling(options: Mapping[str, str]) -> dict[str, str]:
    """Find a value by its label or by itself, whatever the case and the accents."""
    spelled = {fold(value): value for value in options}
    return spelled | {fold(label): value for value, label in options.items()}


def _spanish(number: float) -> str:
    return number_text(number).replace(".", ",")
