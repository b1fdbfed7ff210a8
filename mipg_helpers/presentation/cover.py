"""The cover and the key figures: what the reader sees in the first ten seconds.

The cover also carries the machine-readable identity of the report, which is compared with
what was asked for before the report leaves the house.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from mipg_helpers.presentation import blocks, formats, narrative

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.analysis.profile import (
        Change,
        EntidadProfile,
        Gap,
        GapReference,
        PeerStats,
        Profile,
        Score,
    )
    from mipg_helpers.presentation.blocks import Block

RUN_ID_LENGTH = 10
NOT_GIVEN = "no está en los archivos cargados"
#: Reference, label, the reference after "por debajo" and after "igual"; the first known is shown.
DISTANCES: tuple[tuple[GapReference, str, str, str], ...] = (
    ("meta", "Distancia a la meta", "de la meta", "a la meta"),
    ("media_grupo", "Distancia al promedio", "del promedio del grupo", "al promedio del grupo"),
)
FICTITIOUS = (
    "DATOS FICTICIOS: la entidad y las cifras de este informe son inventadas y no describen a "
    "ninguna entidad real."
)


def run_id(profile: object) -> str:
    """Name what a report says: the same frozen profile and version give the same id, always."""
    return hashlib.sha256(repr(profile).encode()).hexdigest()[:RUN_ID_LENGTH]


def politica_cover(profile: Profile) -> Block:
    """Build the cover of the report of one politica."""
    politica = profile.politica
    plan = " y propuesta de plan de mejoramiento" if profile.acciones else ""
    return blocks.cover(
        title=f"{politica.nombre}: resultados FURAG {profile.vigencia}{plan}",
        subtitle=profile.entidad.nombre,
        identity=_identity(profile, "politica", politica.politica),
        facts=_facts(
            profile,
            ("Política", f"{politica.codigo} {politica.nombre}".strip()),
            ("Dimensión", f"{politica.dimension} {politica.nombre_dimension}".strip()),
        ),
        notice=FICTITIOUS if profile.entidad.es_ficticia else "",
    )


def declaracion_cover(profile: Profile) -> Block:
    """Build the cover of the declaration of a politica, which is a draft of its leader."""
    politica = profile.politica
    return blocks.cover(
        title=f"Declaración de la política de {politica.nombre} {profile.vigencia_plan}",
        subtitle=profile.entidad.nombre,
        identity=_identity(profile, "declaracion", politica.politica),
        facts=_facts(
            profile,
            ("Política", f"{politica.codigo} {politica.nombre}".strip()),
            ("Dimensión", f"{politica.dimension} {politica.nombre_dimension}".strip()),
        ),
        notice=FICTITIOUS if profile.entidad.es_ficticia else "",
    )


def entidad_cover(profile: EntidadProfile) -> Block:
    """Build the cover of the institutional report."""
    return blocks.cover(
        title=f"Resultados FURAG {profile.vigencia} y decisiones para el comité",
        subtitle=profile.entidad.nombre,
        identity=_identity(profile, "institucional", ""),
        facts=_facts(profile),
        notice=FICTITIOUS if profile.entidad.es_ficticia else "",
    )


def politica_figures(profile: Profile) -> Block:
    """Give score, change, place and distance to the target or else to the group."""
    return blocks.key_figures(
        [
            score_figure(profile.score, profile.vigencia),
            change_figure(profile.trend.change),
            position_figure(profile.peers),
            distance_figure(profile.gaps, profile.peers),
        ]
    )


def entidad_figures(profile: EntidadProfile) -> Block:
    """Give IDI, change, place and how many politicas are urgent; MECI: Control Interno."""
    urgent = sum(row.priority.nivel == "alta" for row in profile.politicas)
    evaluated = [row for row in profile.politicas if row.score.puntos is not None]
    count = formats.plural(len(evaluated), "política evaluada", "políticas evaluadas")
    last = figure("Políticas de prioridad alta", formats.integer(urgent), f"De {count}.")
    if profile.idi.puntos is None and len(evaluated) == 1:
        only = evaluated[0]
        return blocks.key_figures(
            [
                score_figure(only.score, profile.vigencia, only.politica.nombre),
                change_figure(only.change),
                position_figure(only.peers),
                distance_figure(only.gaps, only.peers),
            ]
        )
    return blocks.key_figures(
        [
            score_figure(profile.idi, profile.vigencia, "IDI oficial"),
            change_figure(profile.trend.change),
            position_figure(profile.peers),
            last,
        ]
    )


def score_figure(score: Score, vigencia: int, label: str = "Puntaje oficial") -> dict[str, str]:
    if score.puntos is None:
        reason = narrative.capital(formats.motivo_short(score.motivo))
        return figure(label, reason, f"Vigencia {vigencia}.")
    value = formats.official_points(score.puntos)
    return figure(label, value, f"Puntos de 100, vigencia {vigencia}.")


def change_figure(change: Change) -> dict[str, str]:
    label = "Cambio"
    if change.cambio_puntos is None:
        detail = "" if change.desde is None else f"Frente a {change.desde}."
        reason = narrative.capital(formats.motivo_short(change.motivo))
        return figure(label, reason, detail or formats.motivo_text(change.motivo))
    if narrative.is_zero(change.cambio_puntos):
        return figure(label, "0", f"Igual que en {change.desde}.")
    verb = "Subió" if change.cambio_puntos > 0 else "Bajó"
    tone = "ok" if change.cambio_puntos > 0 else "warning"
    detail = f"{verb} frente a {change.desde}, en puntos."
    return figure(label, formats.signed_points(change.cambio_puntos), detail, tone)


def position_figure(peers: PeerStats) -> dict[str, str]:
    label = "Puesto en el grupo"
    if peers.posicion is not None:
        detail = f"{narrative.capital(formats.group_text(peers))}; 1 es el puntaje más alto."
        return figure(label, formats.position_text(peers), detail)
    if peers.oficial and peers.percentil is not None:
        percentil = formats.official_points(peers.percentil)
        return figure("Percentil oficial", percentil, "En su grupo par, según la tabla oficial.")
    return figure(
        label,
        narrative.capital(formats.motivo_short(peers.motivo)),
        formats.motivo_text(peers.motivo),
    )


def distance_figure(gaps: Sequence[Gap], peers: PeerStats) -> dict[str, str]:
    """Give the distance to the target; without one, to the mean of the group."""
    for referencia, label, below, equal in DISTANCES:
        gap = narrative.gap_to(gaps, referencia)
        if gap is None or gap.brecha_puntos is None or gap.valor_referencia_puntos is None:
            continue
        own_mean = referencia == "media_grupo" and not peers.oficial
        write = formats.points if own_mean else formats.official_points
        value = write(gap.valor_referencia_puntos)
        if narrative.is_zero(gap.brecha_puntos):
            return figure(label, "0", f"Igual {equal} ({value}).", "ok")
        side, tone = ("debajo", "warning") if gap.brecha_puntos > 0 else ("encima", "ok")
        distance = formats.points(abs(gap.brecha_puntos))
        return figure(label, distance, f"Puntos por {side} {below} ({value}).", tone)
    return figure("Distancia", "Sin referencia", "No hay meta ni grupo con el cual comparar.")


def figure(label: str, value: str, detail: str, tone: str = "") -> dict[str, str]:
    return {"label": label, "value": value, "detail": detail, "tone": tone}


def _identity(profile: Profile | EntidadProfile, informe: str, politica: str) -> dict[str, str]:
    return {
        "informe": informe,
        "entidad_id": profile.entidad.entidad_id,
        "politica": politica,
        "vigencia": str(profile.vigencia),
        "run_id": run_id(profile),
        "fecha": profile.method.fecha_informe.isoformat(),
    }


def _facts(profile: Profile | EntidadProfile, *subject: tuple[str, str]) -> list[tuple[str, str]]:
    place = narrative.entidad_place(profile.entidad)
    return [
        ("Entidad", profile.entidad.nombre),
        *subject,
        *([("Lugar", place)] if place else []),
        ("Código SIGEP", profile.entidad.codigo_sigep or NOT_GIVEN),
        ("Grupo par", profile.entidad.grupo_par or NOT_GIVEN),
        ("Vigencia medida", str(profile.vigencia)),
        ("Vigencia del plan", str(profile.vigencia_plan)),
        ("Fecha del informe", formats.long_date(profile.method.fecha_informe)),
        ("Código del informe", run_id(profile)),
    ]
