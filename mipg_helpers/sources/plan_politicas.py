"""Find the politica of an action: by its name, its code or the code of its question.

A name decides. A bare code such as POL06 has meant several politicas and is read with the model
of the vigencia that the plan answers to, which is the year before. The code of a question names
a politica by its first letters. Where two of them disagree nothing is chosen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from mipg_helpers.reference.labels import split_label
from mipg_helpers.reference.names import AMBIGUOUS, CONFLICT, LabelError
from mipg_helpers.sources.findings import quoted
from mipg_helpers.sources.row_context import model_vigencia

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mipg_helpers.reference import Catalog

#: Code of a question of the form: letters of the module and two or three digits.
_QUESTION = re.compile(r"([A-Za-z]{3})[\s-]?\d{2,3}")
#: What may stand between the names of several politicas; names have commas of their own.
_SEVERAL = re.compile(r"\s*[;|\n]\s*")


@dataclass(frozen=True, slots=True)
class PoliticaReading:
    """The politica of a row, and those it also serves; `tipo` and `problem` when there is none."""

    politica: str = ""
    otras: tuple[str, ...] = ()
    tipo: str = ""
    problem: str = ""
    hint: str = ""


@dataclass(frozen=True)
class PoliticaReader:
    """Reads the politicas of one plan; equal texts are resolved once."""

    catalog: Catalog
    vigencia_plan: int
    _known: dict[str, PoliticaReading] = field(default_factory=dict)

    def read(self, text: str, question: str) -> PoliticaReading:
        """Read a cell of politica, "" when the row has none, beside the code of its question."""
        by_question = self.of_question(question)
        if not text:
            return PoliticaReading(by_question)
        found = self._resolved(text)
        is_bare_code = not split_label(text).nombre
        if not (found.politica and by_question and is_bare_code):
            return found
        if by_question in (found.politica, *found.otras):
            return found
        names = " o ".join(f"«{self._name(p)}»" for p in (found.politica, by_question))
        problem = f"{quoted(text)} y la pregunta {quoted(question)} no son de la misma política"
        return PoliticaReading(tipo=CONFLICT, problem=problem, hint=f"¿{names}?")

    def of_question(self, code: str) -> str:
        """Give the politica that the code of a question belongs to, "" when it is none."""
        match = _QUESTION.fullmatch(code.strip())
        return self._modules.get(match[1].upper(), "") if match else ""

    def contradicts(self, reading: PoliticaReading, question: str) -> bool:
        """Tell whether a named politica is not the one of the question."""
        by_question = self.of_question(question)
        return bool(by_question and reading.politica) and by_question not in (
            reading.politica,
            *reading.otras,
        )

    def _resolved(self, text: str) -> PoliticaReading:
        if text not in self._known:
            self._known[text] = self._read_name(text)
        return self._known[text]

    def _read_name(self, text: str) -> PoliticaReading:
        whole = self._read_one(text)
        parts = [part for part in _SEVERAL.split(text) if part]
        if whole.politica or len(parts) < 2:
            return whole
        readings = [self._read_one(part) for part in parts]
        if not all(reading.politica for reading in readings):
            return next(reading for reading in readings if not reading.politica)
        found = tuple(dict.fromkeys(reading.politica for reading in readings))
        return PoliticaReading(found[0], found[1:])

    def _read_one(self, text: str) -> PoliticaReading:
        found: dict[str, int] = {}
        errors = []
        for vigencia in self._vigencias:
            try:
                found.setdefault(self.catalog.resolve_politica(text, vigencia), vigencia)
            except LabelError as error:
                errors.append(error)
        if len(found) > 1:
            names = (f"«{self._name(p)}» con la de {v}" for p, v in found.items())
            problem = f"{quoted(text)} es una política distinta según la numeración"
            return PoliticaReading(tipo=AMBIGUOUS, problem=problem, hint=f"¿{' o '.join(names)}?")
        if found:
            return PoliticaReading(next(iter(found)))
        return PoliticaReading(tipo=errors[0].tipo, problem=errors[0].problem, hint=_hint(errors))

    def _name(self, politica: str) -> str:
        return self.catalog.politica(politica, self._vigencias[0]).nombre

    @cached_property
    def _vigencias(self) -> tuple[int, ...]:
        years = (self.vigencia_plan - 1, self.vigencia_plan)
        return tuple(dict.fromkeys(model_vigencia(self.catalog, year) for year in years))

    @cached_property
    def _modules(self) -> Mapping[str, str]:
        infos = self.catalog.politicas(self._vigencias[0])
        return {info.modulo_furag.upper(): info.politica for info in infos if info.modulo_furag}


def _hint(errors: Iterable[LabelError]) -> str:
    return next((text for error in errors if (text := error.hint or error.expected)), "")
