"""Sentences of the report of seguimiento: what moved, what did not, what to decide.

Progress is what leaders reported; whatever is computed from it is our own calculation. Who did not
report is counted beside every mean, never inside it as a zero.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from mipg_helpers.presentation import formats, narrative, progress_formats

if TYPE_CHECKING:
    from mipg_helpers.analysis.follow_up_profile import (
        FollowUp,
        GroupProgress,
    )


NO_PLAN = (
    "La carpeta del plan no tiene acciones de esta entidad. La orden «mipg plan» propone una por "
    "cada recomendación oficial y escribe un libro de Excel para cada líder; «mipg recibir» une "
    "los libros que vuelven. Con el plan guardado, este informe muestra el avance a cada corte."
)


def no_plan(profile: FollowUp) -> tuple[str, str]:
    """Say why there is nothing to follow and how a plan is made; empty when there is one."""
    if profile.hay_plan:
        return "", ""
    if profile.n_plan:
        return "Sin acciones en el plan", _elsewhere(profile)
    return f"No hay un plan de {profile.vigencia_plan} para seguir", NO_PLAN


def _elsewhere(profile: FollowUp) -> str:
    count = formats.plural(profile.n_plan, "acción", "acciones")
    return (
        f"El plan de {profile.vigencia_plan} de la entidad tiene {count}, pero ninguna de "
        f"«{profile.alcance.nombre}». Si debe tenerlas, inclúyalas en el libro de Planeación."
    )


def summary(profile: FollowUp) -> list[str]:
    """Say in one paragraph what the numbers say."""
    if not profile.hay_plan:
        return []
    total = profile.total
    said = [_progress(profile, total), _missing(total), _late(profile), _found(profile)]
    return [narrative.sentences(said)]


def lights(profile: FollowUp) -> list[str]:
    """Count the actions of each light and print the rule."""
    if not profile.hay_plan:
        return []
    n = Counter(item.luz for item in profile.acciones)
    told = [
        f"{progress_formats.light(luz).lower()}, {formats.integer(n[luz])}"
        for luz in progress_formats.LIGHTS
        if n[luz]
    ]
    counts = f"Acciones por semáforo: {'; '.join(told)}."
    return [counts, progress_formats.light_rule(profile.rule)]


def changes(profile: FollowUp) -> str:
    """Introduce the list of changes: since when, how many."""
    if not profile.hay_plan:
        return ""
    since = (
        f"desde el corte del {formats.long_date(profile.corte_anterior)}"
        if profile.corte_anterior
        else "desde que se escribió el plan: es su primer corte"
    )
    if not profile.cambios:
        return f"No hay cambios {since}."
    n_new = sum(item.es_nueva for item in profile.cambios)
    cells = sum(len(item.cambios) for item in profile.cambios)
    n = sum(bool(item.cambios) for item in profile.cambios)
    actions = narrative.counted(n, "una acción", "acciones")
    verb = "Cambió" if cells == 1 else "Cambiaron"
    told = f"{verb} {formats.plural(cells, 'celda', 'celdas')} de {actions} {since}."
    if cells == 0:
        told = f"No cambió ninguna celda de las acciones que ya estaban {since}."
    new = formats.plural(n_new, "acción nueva", "acciones nuevas")
    return f"{told} Hay {new}." if n_new else told


def units(profile: FollowUp) -> str:
    """Say who answers when it is one unit only; a table says it otherwise."""
    if len(profile.dependencias) == 1 and profile.dependencias[0].nombre:
        return f"Todas las acciones son de la misma dependencia: {profile.dependencias[0].nombre}."
    return ""


def _progress(profile: FollowUp, total: GroupProgress) -> str:
    day = formats.long_date(profile.corte) if profile.corte else ""
    if total.avance_pct is None:
        what = "ninguna acción del plan debía tener avance todavía"
        if total.n_exigibles:
            what = "ninguna acción tiene avance reportado"
        return f"Al {day}, {what}."
    who = (
        "la acción que reportó lleva un avance"
        if total.n_reportadas == 1
        else f"las {formats.integer(total.n_reportadas)} acciones que reportaron llevan un avance "
        "promedio"
    )
    told = f"Al {day}, {who} de {progress_formats.pct(total.avance_pct)} (cálculo propio)"
    if total.diferencia_puntos is None or total.esperado_pct is None:
        return f"{told}."
    expected = progress_formats.pct(total.esperado_pct)
    if total.n_comparables == total.n_reportadas:
        return f"{told}; por el tiempo transcurrido se esperaba {expected}. {_side(total)}"
    dated = (
        "Solo una acción tiene fechas para comparar: de ella"
        if total.n_comparables == 1
        else f"Solo {formats.integer(total.n_comparables)} tienen fechas para comparar: de ellas"
    )
    return f"{told}. {dated} se esperaba {expected}. {_side(total)}"


def _side(total: GroupProgress) -> str:
    light = progress_formats.light(total.luz).lower()
    value = total.diferencia_puntos or 0.0
    if narrative.is_zero(value):
        return f"Va como se esperaba: semáforo en {light}."
    points = formats.points(abs(value)).removesuffix(",0")
    unit = "punto porcentual" if points == "1" else "puntos porcentuales"
    side = "por encima" if value > 0 else "por debajo"
    return f"Va {points} {unit} {side}: semáforo en {light}."


def _missing(total: GroupProgress) -> str:
    if not total.n_exigibles or not total.n_sin_reporte:
        return "Todas las acciones que debían reportar lo hicieron." if total.n_exigibles else ""
    n, due = formats.integer(total.n_sin_reporte), formats.integer(total.n_exigibles)
    told = f"No tienen reporte {n} de las {due} acciones que debían darlo"
    if total.n_sin_reporte == total.n_exigibles:
        return f"{told}." if total.n_exigibles > 1 else "La única que debía darlo no reportó."
    low = progress_formats.pct(total.conservador_pct)
    return f"{told}; contadas sin avance, el promedio conservador sería {low}."


def _late(profile: FollowUp) -> str:
    overdue = sum(item.es_vencida for item in profile.acciones)
    soon = sum(item.es_por_vencer for item in profile.acciones)
    days = formats.plural(profile.rule.dias_por_vencer, "día", "días")
    told = []
    if overdue:
        told.append("una acción está vencida" if overdue == 1 else f"{overdue} están vencidas")
    if soon:
        verb = "una vence" if soon == 1 else f"{soon} vencen"
        told.append(f"{verb} en los {days} siguientes al corte")
    if not told:
        return f"No hay acciones vencidas ni que venzan en los {days} siguientes al corte."
    return narrative.capital(f"{formats.enumerated(told)}.")


def _found(profile: FollowUp) -> str:
    """Count what must be mended; what would only be better is in its section."""
    n = sum(f.gravedad == "corregir" for f in (*profile.evidencias, *profile.calidad))
    if not n:
        return ""
    return (
        f"La revisión del plan y de sus evidencias deja "
        f"{formats.plural(n, 'asunto', 'asuntos')} por corregir."
    )
