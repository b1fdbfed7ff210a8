"""The plan of an entidad as its reports need it, read from the book of plans.

The book lies beside the tidy tables; where there is none, an entidad simply has no plan.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from mipg_helpers.analysis.follow_up import PlanInputs
    from mipg_helpers.analysis.follow_up_profile import PlanFile
    from mipg_helpers.reporting.settings import Workspace
    from mipg_helpers.store.plan_book import PlanBook
    from mipg_helpers.store.plan_book_records import Origin, Said

ROLES = {
    "lider": "Libro de la dependencia líder",
    "planeacion": "Libro de Planeación",
    "control_interno": "Libro de Control Interno",
}
CLASSES = {
    "propuesta": "Recomendaciones oficiales",
    "lectura": "Plan de la entidad",
    "recibido": "Libro recibido",
    "decision": "Decisiones sobre valores distintos",
}


class Scopes(NamedTuple):
    """What there is to follow of one entidad: politicas with actions, and leaders by slug."""

    politicas: tuple[str, ...]
    lideres: tuple[str, ...]


NOTHING = Scopes((), ())
#: Key of the digest of a politica that no action names; no politica is called so.
MATCHES = "*"


def open_book(space: Workspace) -> PlanBook:
    """Open the book of plans for reading; an empty one where there is none."""
    from mipg_helpers.store.plan_book import PlanBook
    from mipg_helpers.store.plan_book_place import plan_folder

    return PlanBook(plan_folder(space.store.folder), read_only=True)


def read_plan(space: Workspace, entidad_id: str, vigencia: int) -> PlanInputs:
    """Read the plan that answers the results of `vigencia`, with how it came to be."""
    from mipg_helpers.analysis.follow_up import PlanInputs
    from mipg_helpers.analysis.recommendations import group_recommendations
    from mipg_helpers.analysis.reconcile import with_matches
    from mipg_helpers.sources.unit_aliases import aliases_beside

    year = vigencia + 1
    texts = space.store.recomendaciones(entidad_id=entidad_id, vigencia=vigencia)
    groups = group_recommendations(texts, vigencia, space.catalog)
    with open_book(space) as book:
        changes = book.changes(entidad_id, year)
        return PlanInputs(
            plan=with_matches(book.plan(entidad_id, year), groups, book.matches()),
            changes=changes,
            conflicts=tuple(one.key for one in book.conflicts(entidad_id, year)),
            files=_files(book.said(entidad_id, year)),
            unit=aliases_beside(book.path).unit,
        )


def find_scopes(space: Workspace, ids: Sequence[str], vigencia: int) -> dict[str, Scopes]:
    """Say of each entidad that has a plan what there is to follow."""
    from mipg_helpers.analysis.owners import read_responsables
    from mipg_helpers.analysis.plan_scope import leaders_of
    from mipg_helpers.sources.unit_aliases import aliases_beside

    year, found = vigencia + 1, {}
    order = [info.politica for info in space.catalog.politicas(vigencia)]
    with open_book(space) as book:
        planned = {entidad_id for entidad_id, other in book.plans() if other == year}
        for entidad_id in (name for name in ids if name in planned):
            plan = book.plan(entidad_id, year)
            if not plan.acciones:
                continue
            present = {accion.politica for accion in plan.acciones}
            owners = read_responsables(space.store.responsables(entidad_id), entidad_id, year)
            unit = aliases_beside(book.path).unit
            politicas = tuple(politica for politica in order if politica in present)
            found[entidad_id] = Scopes(politicas, leaders_of(plan, owners, unit))
    return found


def check_scope(space: Workspace, entidad: str, vigencia: int, *, alcance: str, corte: str) -> None:
    """Check that the plan of an entidad has this scope and this cut-off; without a plan, the form.

    Raises
    ------
    ParameterError, ReferenceDataError
        If it does not.
    """
    from mipg_helpers.analysis.plan_cuts import cut_offs
    from mipg_helpers.analysis.plan_scope import read_alcance
    from mipg_helpers.errors import ParameterError, listed

    scope = read_alcance(alcance, (), space.catalog, vigencia)
    entidad_id = space.store.find_entidad(entidad, vigencia)
    scopes = find_scopes(space, [entidad_id], vigencia).get(entidad_id)
    if scopes is None:
        return
    if scope.tipo == "lider" and scope.clave not in scopes.lideres:
        problem = f"en el plan no hay un líder '{scope.clave}'"
        raise ParameterError("parámetro 'alcance'", problem, listed(scopes.lideres))
    with open_book(space) as book:
        days = [str(day) for day in cut_offs(book.plan(entidad_id, vigencia + 1))]
    if corte and corte not in days:
        raise ParameterError(
            "parámetro 'corte'", f"'{corte}' no es un corte del plan", listed(days)
        )


class PlanDigests:
    """Digests of what reports may say of the plans; those of one entidad at a time in memory."""

    def __init__(self, space: Workspace) -> None:
        self._space = space
        self._planned: dict[int, frozenset[str]] = {}
        self._last: tuple[tuple[str, int], dict[str, str]] = (("", 0), {})

    def of(self, entidad_id: str, vigencia: int, politica: str = "") -> str:
        """Digest the plan that answers `vigencia`, or its actions of one politica.

        Empty where there is no such plan.
        """
        if vigencia not in self._planned:
            with open_book(self._space) as book:
                plans = book.plans()
            self._planned[vigencia] = frozenset(e for e, year in plans if year == vigencia + 1)
        if entidad_id not in self._planned[vigencia]:
            return ""
        if self._last[0] != (entidad_id, vigencia):
            self._last = (entidad_id, vigencia), self._digests(entidad_id, vigencia + 1)
        digests = self._last[1]
        return digests.get(politica, digests[MATCHES])

    def _digests(self, entidad_id: str, year: int) -> dict[str, str]:
        """Digest the whole plan ("") and the actions that serve each politica, in one reading."""
        from mipg_helpers.reporting.keys_data import digest
        from mipg_helpers.sources.unit_aliases import UNITS_FILE

        with open_book(self._space) as book:
            plan, said = book.plan(entidad_id, year), book.said(entidad_id, year)
            aliases = book.path.parent / UNITS_FILE
            names = aliases.read_text("utf-8", "replace") if aliases.is_file() else ""
            matches = book.matches()
        by_action: dict[str, list[str]] = defaultdict(list)
        for one in said:
            by_action[one.key.accion_id] += [
                *one.key, one.valor, one.resultado, one.origen.archivo, str(one.momento),
            ]  # fmt: skip
        of_action = {name: digest(parts) for name, parts in by_action.items()}
        # The cut-off of every report is the last one of the whole plan with progress.
        reported = [
            a.corte for one in plan.acciones for a in one.avances if a.avance_pct is not None
        ]
        days = f"{plan.cortes} {max(reported, default=None)}"
        pairs = [
            f"{texto} {name} {attends}"
            for (texto, name), attends in sorted(matches.items())
            if name in of_action
        ]
        serving: dict[str, list[str]] = defaultdict(list)
        for accion in plan.acciones:
            for politica in {accion.politica, *accion.otras_politicas} - {""}:
                serving[politica].append(of_action[accion.accion_id])
        found = {politica: digest([days, *pairs, *parts]) for politica, parts in serving.items()}
        found |= {"": digest([days, names, *pairs, *of_action.values()])}
        # What a person said of a pair may bring an action to a politica that had none.
        return found | {MATCHES: digest(pairs) if pairs else ""}


def last_day(planned: PlanInputs, loaded: date) -> date:
    """Name the day of a report: the last on which the data or the plan changed."""
    return max([loaded, *(change.momento.date() for change in planned.changes)])


def _files(said: Iterable[Said]) -> tuple[PlanFile, ...]:
    """List the files that said something of a plan, each once, in the order they came."""
    from mipg_helpers.analysis.follow_up_profile import PlanFile
    from mipg_helpers.store.plan_book_reading import HERE

    found: dict[tuple[str, str], PlanFile] = {}
    for one in said:
        origin = one.origen
        if origin.archivo and one.momento is not None:
            day = one.momento.astimezone(HERE).date()
            file = PlanFile(origin.archivo, origin.sha256, day, _content(origin))
            found.setdefault((origin.archivo, origin.sha256), file)
    return tuple(found.values())


def _content(origin: Origin) -> str:
    if origin.clase != "recibido":
        return CLASSES[origin.clase]
    role = ROLES.get(origin.rol, CLASSES["recibido"])
    return f"{role}: {origin.destinatario}" if origin.rol == "lider" else role
