"""Paragraphs about recommendations, proposed actions and who is in charge.

What we propose is called a proposal everywhere; no sentence promises a higher score.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import formats, narrative

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.analysis.profile import (
        EntidadProfile,
        Profile,
        ProposedAction,
    )

NO_PROMISE = (
    "Cumplir una acción no garantiza un puntaje mayor: la entidad reporta sus propias respuestas y "
    "los pesos de las preguntas no son públicos."
)
PROPOSAL = (
    "Es una propuesta. El líder de la política la ajusta, el Comité Institucional de Gestión y "
    "Desempeño la aprueba y Control Interno la verifica."
)


def recommendations(profile: Profile) -> list[str]:
    """Introduce the list of official texts: how many were read and how many are distinct."""
    distinct, read = len(profile.recomendaciones), profile.n_recomendaciones_leidas
    if distinct == 0:
        return [no_recommendations(profile)]
    one = distinct == 1
    lead = (
        "Función Pública hizo una recomendación"
        if one
        else f"Función Pública hizo {formats.integer(distinct)} recomendaciones distintas"
    )
    repeats = (
        f" El archivo trae {formats.integer(read)} filas: los textos iguales se muestran una vez."
        if read > distinct
        else ""
    )
    limits = "El texto es el oficial; no trae fecha, prioridad ni responsable."
    return [f"{lead} a la entidad en esta política.{repeats} {limits}"]


def no_recommendations(profile: Profile | EntidadProfile) -> str:
    """Say whether the file brings none, or no file was loaded."""
    loaded = any(
        file.tipo == "recomendaciones" and profile.vigencia in file.vigencias
        for file in profile.sources
    )
    if loaded:
        what = " para esta política" if hasattr(profile, "politica") else ""
        return f"El archivo de recomendaciones de la entidad no trae ninguna{what}."
    return f"No se cargó el archivo de recomendaciones de la entidad para {profile.vigencia}."


def plan(profile: Profile) -> list[str]:
    """Introduce the proposed plan: where the actions come from, their dates, what they are not."""
    acciones = profile.acciones
    if not acciones:
        return [_no_plan(profile)]
    count = narrative.counted(len(acciones), "una acción", "acciones")
    lead = (
        f"La tabla propone {count} para el plan de mejoramiento de {profile.vigencia_plan}, a "
        f"partir de las recomendaciones oficiales. {_dates(acciones)}"
    )
    owner = (
        ""
        if all(accion.responsable for accion in acciones)
        else "Las acciones sin responsable necesitan uno antes de aprobar el plan."
    )
    return [narrative.sentences([lead, owner]), f"{PROPOSAL} {NO_PROMISE}"]


def who_and_when(profile: Profile) -> str:
    """Say who answers for the politica and when the last proposed action ends."""
    found = profile.responsables
    owner = found.responsable or found.lider
    who = f"Responde por la política: {owner}." if owner else no_owner_known(profile)
    if not profile.acciones:
        return who
    end = max(accion.fecha_fin for accion in profile.acciones)
    last = f"La última de las acciones propuestas termina el {formats.long_date(end)}."
    if len(profile.acciones) == 1:
        last = f"La acción propuesta termina el {formats.long_date(end)}."
    return f"{who} {last}"


def no_owner_known(profile: Profile) -> str:
    """Say that the loaded table names nobody, or that there is no table."""
    loaded = any(file.tipo == "responsables" for file in profile.sources)
    if loaded:
        return "La tabla de responsables no nombra a nadie para esta política."
    return "No se cargó una tabla de responsables."


def no_owner(profile: Profile) -> str:
    """Say that nobody is in charge of the politica; empty when somebody is."""
    found = profile.responsables
    if profile.case != "evaluada" or found.responsable or found.lider:
        return ""
    return (
        "Los archivos cargados no dicen qué dependencia responde por esta política. "
        "Conviene que el comité la designe antes de aprobar el plan."
    )


def inherited_owner(profile: Profile) -> str:
    """Warn that the owner stood in a cell that several rows share; empty otherwise."""
    if not profile.responsables.es_heredado:
        return ""
    return (
        "En el archivo, la celda del responsable está en blanco o combinada con la de arriba. Se "
        "tomó el valor de la fila anterior: confírmelo."
    )


def _no_plan(profile: Profile) -> str:
    if profile.case == "fuera_de_meci":
        return "No se proponen acciones: esta política no se le evalúa a la entidad."
    if profile.case == "no_aplica" and not profile.recomendaciones:
        return "No se proponen acciones: esta política no aplica a la entidad."
    if profile.recomendaciones and profile.plan is not None:
        return (
            f"Las recomendaciones ya tienen acciones en el plan de {profile.vigencia_plan}: su "
            "avance está en la sección siguiente."
        )
    if profile.recomendaciones:
        return "No se proponen acciones para esta política."
    return (
        "No se proponen acciones: sin recomendaciones oficiales cargadas, la entidad decide qué "
        "mejora incluye en su plan."
    )


def _dates(acciones: Sequence[ProposedAction]) -> str:
    start = min(accion.fecha_inicio for accion in acciones)
    end = max(accion.fecha_fin for accion in acciones)
    return f"Las fechas propuestas van del {formats.long_date(start)} al {formats.long_date(end)}."
