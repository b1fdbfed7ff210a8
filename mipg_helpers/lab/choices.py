"""What can be chosen of the loaded data, and what becomes of a wish that they cannot fulfil.

Lists come from the data: an entidad has only the vigencias in which it has a row, a vigencia
only the politicas that were measured, an entidad only the groups of which the data say something.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mipg_helpers.analysis.peers import CHOICES, find_groups
from mipg_helpers.analysis.rows import rows_about
from mipg_helpers.presentation import formats
from mipg_helpers.reference.labels import fold

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from mipg_helpers.analysis.profile import PeerCriterion
    from mipg_helpers.reporting.profiles_exploration import Selection
    from mipg_helpers.reporting.settings import Workspace

#: Words that files write where an entidad has no sector; such entidades are no group.
NOT_A_GROUP = frozenset({"no aplica", "n/a", "sin dato"})

REFERENCES = (
    ("Promedio del grupo", "media_grupo"),
    ("Mediana del grupo", "mediana_grupo"),
    ("Percentil 75 del grupo", "percentil_75"),
    ("Mejor puntaje del grupo", "mejor_grupo"),
    ("Meta de la entidad", "meta"),
    ("Última vigencia comparable", "vigencia_anterior"),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """A row of a list: what is read, what it stands for, and other words that find it."""

    label: str
    value: Any
    words: str = ""


class Choices:
    """The lists of one load of data."""

    def __init__(self, space: Workspace) -> None:
        self._space = space
        #: Lists that were made already: a change of the reference asks for the same ones again.
        self._made: dict[tuple[str, str, int], list[Choice]] = {}

    @cached_property
    def _rows(self) -> pd.DataFrame:
        return self._space.store.entidades()

    @cached_property
    def _ids(self) -> frozenset[str]:
        return frozenset(self._rows["entidad_id"])

    @cached_property
    def entidades(self) -> list[Choice]:
        """List every entidad once, by its latest name, in the order of names.

        Two of the same name and departamento are told apart by their code.
        """
        latest = self._rows.sort_values("vigencia").drop_duplicates("entidad_id", keep="last")
        rows = latest[["entidad_id", "nombre_entidad", "departamento", "codigo_sigep"]]
        found = [
            Choice(
                " · ".join(part for part in (nombre, departamento) if part),
                entidad_id,
                f"{codigo} {entidad_id}",
            )
            for entidad_id, nombre, departamento, codigo in rows.itertuples(index=False)
        ]
        alike = Counter(choice.label for choice in found)
        found = [
            replace(choice, label=f"{choice.label} · {choice.value}")
            if alike[choice.label] > 1
            else choice
            for choice in found
        ]
        return sorted(found, key=lambda choice: (fold(choice.label), str(choice.value)))

    def vigencias(self, entidad: str) -> list[Choice]:
        """List the vigencias in which the entidad has a row, the latest first."""
        own = rows_about(self._rows, entidad)
        return [Choice(str(year), int(year)) for year in sorted(own["vigencia"], reverse=True)]

    def politicas(self, entidad: str, vigencia: int) -> list[Choice]:
        """List the politicas of which its results speak; those of the model if of none."""
        return self._once("politicas", entidad, vigencia, self._politicas)

    def grupos(self, entidad: str, vigencia: int) -> list[Choice]:
        """List the groups of the entidad, each with its name and how many entidades it has."""
        return self._once("grupos", entidad, vigencia, self._grupos)

    def _once(
        self, name: str, entidad: str, vigencia: int, make: Callable[[str, int], list[Choice]]
    ) -> list[Choice]:
        key = (name, entidad, vigencia)
        if key not in self._made:
            self._made[key] = make(entidad, vigencia)
        return self._made[key]

    def _politicas(self, entidad: str, vigencia: int) -> list[Choice]:
        model = self._space.catalog.politicas(vigencia)
        rows = self._space.store.indices(
            entidad_id=entidad,
            vigencias=[vigencia],
            indices=[info.politica for info in model],
            columns=["indice"],
        )
        present = set(rows["indice"]) or {info.politica for info in model}
        return [
            Choice(f"{info.codigo} {info.nombre}".strip(), info.politica, info.politica)
            for info in model
            if info.politica in present
        ]

    def _grupos(self, entidad: str, vigencia: int) -> list[Choice]:
        present = self._rows[(self._rows["vigencia"] == vigencia).to_numpy()]
        found = [_group(present, entidad, vigencia, name) for name in CHOICES]
        return [choice for choice in found if choice]

    def settle(self, wanted: Selection) -> tuple[Selection, tuple[str, ...]]:
        """Take the nearest selection that the data allow, and say what was changed.

        The same wish gives the same selection, whatever was looked at before: what was wanted
        comes back as soon as the data allow it.
        """
        notes = []
        found = wanted
        if found.entidad not in self._ids:
            found = replace(found, entidad=self.entidades[0].value)
            notes.append(
                f"«{wanted.entidad}» no está en los datos cargados. Elija la entidad en la lista; "
                "mientras tanto se muestra la primera."
            )
        years = [choice.value for choice in self.vigencias(found.entidad)]
        if found.vigencia not in years:
            found = replace(found, vigencia=years[0])
            notes.append(
                f"La entidad no tiene datos de la vigencia {wanted.vigencia}: se muestra "
                f"{found.vigencia}."
            )
        politicas = [choice.value for choice in self.politicas(found.entidad, found.vigencia)]
        if found.politica not in politicas:
            found = replace(found, politica=politicas[0])
            notes.append(
                f"La vigencia {found.vigencia} no trae la política que estaba elegida: se muestra "
                "la primera que trae."
            )
        if found.grupo not in [c.value for c in self.grupos(found.entidad, found.vigencia)]:
            found = replace(found, grupo="grupo_par")
            notes.append(
                "Los datos no traen el grupo que estaba elegido: se muestra el de los informes."
            )
        return found, tuple(notes)


def _group(
    present: pd.DataFrame, entidad: str, vigencia: int, name: PeerCriterion
) -> Choice | None:
    """Offer a group; None where the data do not say it. That of the reports is always offered."""
    group = find_groups(present, entidad, name).get(vigencia)
    usual = name == "grupo_par"
    if group is None or group.criterio == "ninguno" or fold(group.etiqueta) in NOT_A_GROUP:
        return Choice("Grupo par: sin dato", name) if usual else None
    what = formats.CRITERIA.get(group.criterio, group.criterio)
    instead = " (no hay grupo par)" if usual and group.criterio != name else ""
    size = formats.plural(len(group.miembros), "entidad", "entidades")
    label = f"{what[:1].upper()}{what[1:]}{instead}: {group.etiqueta} ({size})"
    return Choice(label, name)
