"""What the workbooks that go out and come back are made from: columns, states and lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from mipg_helpers.reference.records import Opcion, PlanCampo, PlanEstado, PoliticaInfo


class Form(Protocol):
    """The columns of a kind of workbook; the catalog is the form of the plan."""

    @property
    def vigencias(self) -> tuple[int, ...]:
        """Name the registered vigencias, ascending."""

    def politicas(self, vigencia: int, /) -> tuple[PoliticaInfo, ...]:
        """List the politicas that a column may hold."""

    def plan_campos(self) -> tuple[PlanCampo, ...]:
        """List the columns in order, with their type and who may write them."""

    def plan_estados(self) -> tuple[PlanEstado, ...]:
        """List the states in their usual order."""

    def plan_lista(self, lista: str, /) -> tuple[Opcion, ...]:
        """List the values of a list as kept and shown."""
