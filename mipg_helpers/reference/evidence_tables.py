"""The form of the evidence: its columns, its lists and who may write what.

The same kind of tables as those of the plan, so that the workbooks of both are written and
read by the same rules.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mipg_helpers.errors import ReferenceDataError, listed
from mipg_helpers.reference.plan_tables import read_campos, read_listas

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mipg_helpers.reference.records import Opcion, PlanCampo, PlanEstado, PoliticaInfo
    from mipg_helpers.reference.rows import Files

#: What whoever reviews the evidence writes: a unit never decides about its own.
ESTADO, MOTIVO = "estado", "motivo"
DECISION = (ESTADO, MOTIVO)
REVIEWERS = ("planeacion", "control_interno")


@dataclass(frozen=True, slots=True)
class EvidenceForm:
    """Columns and lists of the evidence, as one of its readers may write them."""

    campos: tuple[PlanCampo, ...]
    listas: Mapping[str, tuple[Opcion, ...]]
    vigencias: tuple[int, ...] = ()

    def for_rol(self, rol: str) -> EvidenceForm:
        """Give the form of a reader: whoever reviews evidence writes state and reason."""
        if rol not in REVIEWERS:
            return self
        campos = (
            replace(campo, escribe=rol) if campo.campo in DECISION else campo
            for campo in self.campos
        )
        return replace(self, campos=tuple(campos))

    def plan_campos(self) -> tuple[PlanCampo, ...]:
        """List the columns in order, with their type and who may write them."""
        return self.campos

    def plan_estados(self) -> tuple[PlanEstado, ...]:
        """List the states of actions: evidence has none of them."""
        return ()

    def plan_lista(self, lista: str) -> tuple[Opcion, ...]:
        """List the values of a list as kept and shown.

        Raises
        ------
        ReferenceDataError
            If there is no such list.
        """
        if lista not in self.listas:
            raise ReferenceDataError(
                "evidencia_listas.csv", f"no hay una lista '{lista}'", listed(self.listas)
            )
        return self.listas[lista]

    def politicas(self, _vigencia: int) -> tuple[PoliticaInfo, ...]:
        """List the politicas that a column may hold: none of the columns holds one."""
        return ()


def read_evidence_form(files: Files) -> EvidenceForm:
    """Read columns and lists of the evidence, and check that they fit together."""
    listas = read_listas(files, "evidencia_listas.csv")
    return EvidenceForm(read_campos(files, listas, "evidencia_campos.csv"), listas)
