"""Paragraphs about two versions of the model and what the entidad has yet to adopt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.errors import listed
from mipg_helpers.presentation import formats, narrative

if TYPE_CHECKING:
    from mipg_helpers.analysis.model_changes import (
        Cambio,
        ModeloProfile,
        PoliticaModelo,
    )

CHANGES: dict[Cambio, str] = {
    "nueva": "es nueva en el modelo",
    "retirada": "ya no está en el modelo",
    "renombrada": "cambió de nombre",
    "de_otra_dimension": "cambió de dimensión",
    "recodificada": "cambió de código en los resultados",
}
NOT_PUBLISHED = (
    "Los códigos son los de los archivos de resultados. Donde no están confirmados no se comparan."
)
NO_TABLE = (
    "No se cargó la tabla de líderes y responsables de la entidad: no se sabe quién responde por "
    "cada política."
)
COMMITTEE_BLANKS = (
    "Acto del Comité Institucional de Gestión y Desempeño y de su secretaría técnica.",
    "Acto que crea el comité departamental, distrital o municipal, si la entidad debe tenerlo.",
    "Acto que reparte las políticas entre líderes y responsables.",
)


def summary(profile: ModeloProfile) -> list[str]:
    """Say which versions are compared, what changed and what is missing."""
    before, now = profile.modelo_anterior, profile.modelo
    if before == now:
        both = f"{profile.vigencia_anterior} y {profile.vigencia}"
        lead = f"Las vigencias {both} usan la misma versión: {now.nombre}."
    else:
        lead = (
            f"La vigencia {profile.vigencia_anterior} se midió con el {before.nombre} y la "
            f"{profile.vigencia} con el {now.nombre}."
        )
    n = len(profile.changed)
    changed = narrative.counted(n, "una política cambió", "políticas cambiaron")
    none = "Ninguna política cambió de nombre, de dimensión ni de código."
    said = f"{narrative.capital(changed)}." if n else none
    return [f"{lead} {said}", *_missing(profile)]


def _missing(profile: ModeloProfile) -> list[str]:
    if not profile.hay_tabla:
        return [NO_TABLE]
    leaders, units = len(profile.without_leader), len(profile.without_unit)
    if not leaders and not units:
        return ["Todas las políticas exigibles tienen líder y responsable."]
    parts = [
        formats.plural(leaders, "política no tiene líder", "políticas no tienen líder"),
        formats.plural(units, "política no tiene responsable", "políticas no tienen responsable"),
    ]
    return [" y ".join(part for part, n in zip(parts, (leaders, units), strict=True) if n) + "."]


def change_text(item: PoliticaModelo) -> str:
    """Say in words what changed of a politica."""
    return narrative.capital("; ".join(CHANGES[name] for name in item.cambios))


def pending(profile: ModeloProfile) -> list[str]:
    """List what has to be adopted, each as one decision."""
    tasks = [
        f"Adoptar la política {item.ahora.nombre} y encargarla a una dependencia."
        for item in profile.changed
        if item.ahora and "nueva" in item.cambios
    ]
    renamed = [item.ahora.nombre for item in profile.changed if item.ahora and item.antes
               and "renombrada" in item.cambios]  # fmt: skip
    if renamed:
        tasks.append(f"Actualizar en los actos internos el nombre de: {listed(renamed)}.")
    retired = [item.antes.nombre for item in profile.changed if item.antes and not item.ahora]
    if retired:
        tasks.append(f"Revisar qué pasa con lo que ya no está en el modelo: {listed(retired)}.")
    if profile.without_leader:
        names = [item.politica.nombre for item in profile.without_leader]
        tasks.append(f"Designar líder para: {listed(names)}.")
    if profile.without_unit:
        names = [item.politica.nombre for item in profile.without_unit]
        tasks.append(f"Designar responsable para: {listed(names)}.")
    if profile.hay_tabla and profile.dimensions_without_leader:
        names = list(profile.dimensions_without_leader)
        tasks.append(f"Ninguna política de estas dimensiones tiene líder: {listed(names)}.")
    return tasks
