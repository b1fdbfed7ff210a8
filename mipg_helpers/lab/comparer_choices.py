"""What can be compared of the loaded data, and what becomes of a wish that they cannot fulfil."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mipg_helpers.analysis.comparison_set import COLUMNS, available_kinds, values_of
from mipg_helpers.lab.choices import Choice, Choices
from mipg_helpers.presentation import formats
from mipg_helpers.presentation.narrative_comparar_set import KINDS

if TYPE_CHECKING:
    from mipg_helpers.analysis.comparison_profile import SetKind
    from mipg_helpers.reporting.profiles_comparison import ComparisonData, ComparisonQuestion

REFERENCES = (
    Choice("Mediana de todas las cargadas", "todas"),
    Choice("Mejor puntaje del conjunto", "mejor"),
    Choice("Un valor en puntos", "puntos"),
)
OWN_VALUE = "el de la entidad"


class ComparerChoices:
    """The lists of one load of data, for the panel of a comparison."""

    def __init__(self, source: ComparisonData) -> None:
        self._source = source
        self._choices = Choices(source.space)
        self.entidades = self._choices.entidades

    def vigencias(self, entidad: str) -> list[Choice]:
        """List the vigencias in which the entidad has a row, the latest first."""
        return self._choices.vigencias(entidad)

    def conjuntos(self, vigencia: int) -> list[Choice]:
        """List the kinds of sets that the data of the vigencia allow.

        The grupo par is always offered: without one, the group of the reports stands in for it.
        """
        found = available_kinds(self._source.measured(vigencia))
        kinds: list[SetKind] = [*found] if "grupo_par" in found else ["grupo_par", *found]
        return [Choice(_capital(KINDS[kind]), kind) for kind in kinds]

    def valores(self, vigencia: int, conjunto: str) -> list[Choice]:
        """List the values of a criterion with the number of entidades; its own value first."""
        if conjunto not in COLUMNS:
            return [Choice("–", "")]
        rows = self._source.measured(vigencia)
        sizes = rows[conjunto].value_counts()
        values = values_of(rows, conjunto)
        listed = [
            Choice(f"{value} ({formats.integer(int(sizes[value]))})", value) for value in values
        ]
        return [Choice(_capital(OWN_VALUE), ""), *listed]

    def politicas(self, vigencia: int) -> list[Choice]:
        """List the politicas in which somebody has a score, after the one chosen by itself."""
        catalog = self._source.space.catalog
        found = [
            Choice(f"{info.codigo} {info.nombre}".strip(), info.politica)
            for info in catalog.politicas(vigencia)
            if self._source.has_scores(vigencia, info.politica)
        ]
        return [Choice("La del puesto más bajo de la entidad", ""), *found]

    def settle(self, wanted: ComparisonQuestion) -> tuple[ComparisonQuestion, tuple[str, ...]]:
        """Take the nearest selection that the data allow, and say what was changed.

        The same wish gives the same selection, whatever was looked at before: what was wanted
        comes back as soon as the data allow it.
        """
        notes = []
        found = wanted
        years = [choice.value for choice in self.vigencias(found.entidad)]
        if found.vigencia not in years:
            found = replace(found, vigencia=years[0])
            notes.append(
                f"La entidad no tiene datos de la vigencia {wanted.vigencia}: se muestra "
                f"{found.vigencia}."
            )
        if found.conjunto not in [one.value for one in self.conjuntos(found.vigencia)]:
            found = replace(found, conjunto="grupo_par", valor="")
            notes.append("Los datos de la vigencia no traen ese conjunto: se muestra el grupo par.")
        if found.valor not in [one.value for one in self.valores(found.vigencia, found.conjunto)]:
            found = replace(found, valor="")
            if found.conjunto in COLUMNS:
                notes.append("La vigencia no trae el valor elegido: se muestra el de la entidad.")
        if found.politica_detalle not in [one.value for one in self.politicas(found.vigencia)]:
            found = replace(found, politica_detalle="")
            notes.append("La vigencia no trae puntajes de la política elegida.")
        return found, tuple(notes)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
