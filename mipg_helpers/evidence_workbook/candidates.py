"""Unmet options taken to the improvement plan, as actions that a person chose.

Pure. The code of the pregunta stays with the action; an action that the plan already has is
not proposed again, whatever people made of it since.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.analysis.plan import cells_of
from mipg_helpers.analysis.readiness_actions import as_accion
from mipg_helpers.errors import ParameterError
from mipg_helpers.plan_workbook.draft import Draft
from mipg_helpers.reference.suggest import did_you_mean
from mipg_helpers.store.plan_book_records import Origin, Said

if TYPE_CHECKING:
    from collections.abc import Collection

    from mipg_helpers.analysis.plan import Plan
    from mipg_helpers.analysis.readiness_profile import ReadinessProfile
    from mipg_helpers.reference import Catalog


def draft_candidates(
    profile: ReadinessProfile, plan: Plan, catalog: Catalog, chosen: Collection[str]
) -> Draft:
    """Draft the actions of the preguntas and politicas chosen that the plan lacks.

    Parameters
    ----------
    chosen
        Codes of preguntas and ids of politicas.

    Raises
    ------
    ParameterError
        If one of them is none of the preparation.
    """
    known = {accion.accion_id for accion in plan.acciones}
    wanted = _wanted(profile, chosen)
    sources = {item.codigo_pregunta: item.source for item in profile.preguntas}
    candidates = [
        one
        for one in profile.acciones
        if one.accion_id not in known and wanted & {one.codigo_pregunta, one.politica}
    ]
    acciones = [as_accion(one, catalog) for one in candidates]
    said = []
    for accion in acciones:
        source = sources[accion.codigo_pregunta]
        origin = Origin("propuesta", source.archivo, source.sha256, source.hoja, source.fila)
        said += [
            Said(key, value, "", "tomado", origin)
            for key, value in sorted(cells_of(accion).items())
        ]
    return Draft(tuple(acciones), tuple(said), ())


def _wanted(profile: ReadinessProfile, chosen: Collection[str]) -> set[str]:
    codes = {item.codigo_pregunta for item in profile.preguntas}
    politicas = {item.politica for item in profile.preguntas} - {""}
    wanted = {text if text in politicas else text.upper() for text in chosen}
    for text in sorted(wanted - codes - politicas):
        raise ParameterError(
            "opción --al-plan",
            f"'{text}' no es una pregunta ni una política de esta preparación",
            hint=did_you_mean(text, [*codes, *politicas]),
        )
    return wanted
