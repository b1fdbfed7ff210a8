"""The cover and the key figures of the report of seguimiento."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import blocks, formats, progress_formats
from mipg_helpers.presentation.cover import FICTITIOUS, NOT_GIVEN, figure, run_id

if TYPE_CHECKING:
    from mipg_helpers.analysis.follow_up_profile import FollowUp, GroupProgress
    from mipg_helpers.presentation.blocks import Block

#: Name of the report, and of its subject among the facts.
REPORTS = {
    "comite": ("seguimiento", ""),
    "politica": ("seguimiento_politica", "Política"),
    "lider": ("seguimiento_lider", "Líder"),
}
TONES = {"verde": "ok", "amarillo": "warning", "rojo": "danger"}


def follow_up_cover(profile: FollowUp) -> Block:
    """Build the cover: of whom, of what part of the plan, at which cut-off."""
    scope = profile.alcance
    informe, subject = REPORTS[scope.tipo]
    at = f" al {formats.long_date(profile.corte)}" if profile.corte else ""
    lead = f"{scope.nombre}: seguimiento" if subject else "Seguimiento"
    facts = [
        ("Entidad", profile.entidad.nombre),
        *([(subject, scope.nombre)] if subject else []),
        ("Código SIGEP", profile.entidad.codigo_sigep or NOT_GIVEN),
        ("Vigencia medida", str(profile.vigencia)),
        ("Vigencia del plan", str(profile.vigencia_plan)),
        *([("Corte", formats.long_date(profile.corte))] if profile.corte else []),
        ("Fecha del informe", formats.long_date(profile.fecha_informe)),
        ("Código del informe", run_id(profile)),
    ]
    return blocks.cover(
        title=f"{lead} del plan de {profile.vigencia_plan}{at}",
        subtitle=profile.entidad.nombre,
        identity={
            "informe": informe,
            "entidad_id": profile.entidad.entidad_id,
            "politica": scope.clave if scope.tipo == "politica" else "",
            "vigencia": str(profile.vigencia),
            "alcance": scope.texto,
            "run_id": run_id(profile),
            "fecha": profile.fecha_informe.isoformat(),
        },
        facts=facts,
        notice=FICTITIOUS if profile.entidad.es_ficticia else "",
    )


def follow_up_figures(profile: FollowUp) -> Block:
    """Give progress, distance to what time says, missing reports and overdue actions."""
    total = profile.total
    return blocks.key_figures(
        [_progress(total), _difference(total), _missing(total), _overdue(profile)]
    )


def _progress(total: GroupProgress) -> dict[str, str]:
    label = "Avance de lo reportado"
    if total.avance_pct is None:
        return figure(label, "Sin reporte", "Ninguna acción tiene avance al corte.")
    count = f"Promedio de {formats.integer(total.n_reportadas)} acciones que reportaron."
    told = count if total.n_reportadas > 1 else "De la única acción que reportó."
    return figure(label, progress_formats.pct(total.avance_pct), told)


def _difference(total: GroupProgress) -> dict[str, str]:
    label = "Frente a lo esperado"
    if total.diferencia_puntos is None:
        return figure(label, "Sin dato", "No hay avance con fechas para comparar.")
    light = progress_formats.light(total.luz)
    expected = progress_formats.pct(total.esperado_pct)
    return figure(
        label,
        progress_formats.difference(total.diferencia_puntos),
        f"Puntos porcentuales; se esperaba {expected}. Semáforo: {light.lower()}.",
        TONES.get(total.luz, ""),
    )


def _missing(total: GroupProgress) -> dict[str, str]:
    label = "Acciones sin reporte"
    if not total.n_exigibles:
        return figure(label, "0", "Ninguna debía reportar al corte.")
    value = f"{formats.integer(total.n_sin_reporte)} de {formats.integer(total.n_exigibles)}"
    if not total.n_sin_reporte:
        return figure(label, value, "Todas las que debían reportar lo hicieron.", "ok")
    low = progress_formats.pct(total.conservador_pct)
    return figure(label, value, f"Contadas sin avance, el promedio sería {low}.", "warning")


def _overdue(profile: FollowUp) -> dict[str, str]:
    n = sum(item.es_vencida for item in profile.acciones)
    soon = sum(item.es_por_vencer for item in profile.acciones)
    days = formats.plural(profile.rule.dias_por_vencer, "día", "días")
    who = ("Ninguna", "Una", f"{formats.integer(soon)}")[min(soon, 2)]
    if n:
        who = ("Ninguna otra", "Otra", f"Otras {formats.integer(soon)}")[min(soon, 2)]
    verb = "vencen" if soon > 1 else "vence"
    detail = f"{who} {verb} en los {days} siguientes."
    return figure("Acciones vencidas", formats.integer(n), detail, "danger" if n else "ok")
