"""What part of a plan a report follows, and who leads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.analysis.follow_up_profile import Alcance
from mipg_helpers.analysis.owners import NOBODY, unit_in_charge
from mipg_helpers.errors import ParameterError, listed
from mipg_helpers.reference.labels import slug

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from mipg_helpers.analysis.follow_up_profile import ActionProgress
    from mipg_helpers.analysis.plan import Accion, Plan
    from mipg_helpers.analysis.profile import Responsables
    from mipg_helpers.reference import Catalog

COMITE, POLITICA, LIDER = "comite", "politica", "lider"
WITHOUT = "sin-nombre"
#: What the notebook's parameter may hold.
EXPECTED = "comite, politica:<identificador> o lider:<dependencia>"


def leader_of(accion: Accion, owners: Mapping[str, Responsables]) -> str:
    """Name the unit that leads the politica of an action; without one, the unit in charge."""
    owner = owners.get(accion.politica, NOBODY)
    return owner.lider or unit_in_charge(owner) or accion.dependencia or accion.responsable


def leaders_of(
    plan: Plan, owners: Mapping[str, Responsables], unit: Callable[[str], str]
) -> tuple[str, ...]:
    """List the slugs of the leaders of a plan, sorted: one report each; nobody has none.

    `unit` gives the one name of a unit that a person said has several.
    """
    names = (leader_of(accion, owners) for accion in plan.acciones)
    return tuple(sorted({slug(unit(name)) for name in names} - {""}))


def read_alcance(
    text: str, items: Iterable[ActionProgress], catalog: Catalog, vigencia: int
) -> Alcance:
    """Read the scope of a report.

    Raises
    ------
    ParameterError, ReferenceDataError
        If it has another form, or names a politica or a leader that does not exist.
    """
    kind, _, clave = text.strip().partition(":")
    if kind == COMITE and not clave:
        return Alcance("comite", nombre="Todo el plan")
    if kind == POLITICA and clave:
        return Alcance("politica", clave, catalog.politica(clave, vigencia).nombre)
    if kind == LIDER and clave:
        leaders = dict(lider_of(item) for item in items)
        if leaders and clave not in leaders:
            raise ParameterError(
                "parámetro 'alcance'", f"en el plan no hay un líder '{clave}'", listed(leaders)
            )
        return Alcance("lider", clave, leaders.get(clave) or _named(clave))
    raise ParameterError("parámetro 'alcance'", f"'{text}' no sirve", EXPECTED)


def _named(clave: str) -> str:
    """Name a leader that the plan does not name."""
    return "Acciones sin líder" if clave == WITHOUT else clave.replace("-", " ")


def lider_of(item: ActionProgress) -> tuple[str, str]:
    return slug(item.lider) or WITHOUT, item.lider


def dependencia_of(item: ActionProgress) -> tuple[str, str]:
    return slug(item.dependencia) or WITHOUT, item.dependencia


def is_of(item: ActionProgress, scope: Alcance) -> bool:
    if scope.tipo == POLITICA:
        return item.accion.politica == scope.clave
    return scope.tipo == COMITE or lider_of(item)[0] == scope.clave


def answers(politica: str, scope: Alcance, items: Iterable[ActionProgress]) -> bool:
    """Tell whether the gaps of a politica concern the scope."""
    return politica == scope.clave or any(item.accion.politica == politica for item in items)
