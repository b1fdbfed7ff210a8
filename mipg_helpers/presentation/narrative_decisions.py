"""What a cut-off calls for: decisions proposed to the committee or to who leads a part."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from mipg_helpers.analysis.plan import NUEVA, POR_APROBAR, TERMINADA
from mipg_helpers.presentation import formats, narrative

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mipg_helpers.analysis.follow_up_profile import ActionProgress, FollowUp

#: Of a long list, the names that a sentence holds.
MOST_NAMED = 6
INTROS = {
    "comite": (
        "Estas decisiones son una propuesta para el Comité Institucional de Gestión y Desempeño. "
        "El comité decide; Control Interno verifica."
    ),
    "politica": (
        "Esto es lo que el líder de la política puede resolver antes del próximo corte, o llevar "
        "al Comité Institucional de Gestión y Desempeño."
    ),
    "lider": (
        "Esto es lo que la dependencia líder puede resolver antes del próximo corte, o llevar al "
        "Comité Institucional de Gestión y Desempeño."
    ),
}
NOTHING_TO_DECIDE = "El corte no deja decisiones pendientes: conviene mantener el ritmo."


def decisions(profile: FollowUp) -> list[str]:
    """List what the cut-off calls for, the oldest debts first."""
    return narrative.paragraphs(
        _overdue(profile),
        _not_reported(profile),
        _to_approve(profile),
        _without_actions(profile),
        _conflicts(profile),
        _to_verify(profile),
        _next_cut(profile),
    )


def _overdue(profile: FollowUp) -> str:
    late = [item for item in profile.acciones if item.es_vencida]
    if not late:
        return ""
    what = "la acción vencida" if len(late) == 1 else f"las {len(late)} acciones vencidas"
    return (
        f"Decidir sobre {what}{_by_politica(late, profile)}: nueva fecha con su motivo, apoyo o "
        "cancelación."
    )


def _not_reported(profile: FollowUp) -> str:
    owing = [item for item in profile.acciones if item.sin_reporte]
    if not owing:
        return ""
    n = Counter(item.dependencia or "sin dependencia" for item in owing)
    named = [f"{name} ({formats.integer(n[name])})" for name in sorted(n, key=lambda x: (-n[x], x))]
    what = "el reporte que falta" if len(owing) == 1 else f"los {len(owing)} reportes que faltan"
    return f"Pedir {what} a quien responde: {_some(named)}."


def _to_approve(profile: FollowUp) -> str:
    waiting = [item for item in profile.acciones if item.accion.estado in {NUEVA, POR_APROBAR}]
    if not waiting:
        return ""
    what = (
        "la acción que espera" if len(waiting) == 1 else f"las {len(waiting)} acciones que esperan"
    )
    return f"Aprobar o rechazar {what} aprobación{_by_politica(waiting, profile)}."


def _without_actions(profile: FollowUp) -> str:
    names = [f.nombre_politica for f in profile.calidad if f.regla == "prioridad_alta_sin_accion"]
    if not names:
        return ""
    what = "la política" if len(names) == 1 else "las políticas"
    return f"Incluir acciones para {what} de prioridad alta que no tienen ninguna: {_some(names)}."


def _conflicts(profile: FollowUp) -> str:
    n = profile.n_conflictos
    if not n:
        return ""
    what = "una celda en la que" if n == 1 else f"las {formats.integer(n)} celdas en las que"
    return f"Decidir qué vale en {what} dos libros recibidos dicen cosas distintas."


def _to_verify(profile: FollowUp) -> str:
    done = [
        item
        for item in profile.acciones
        if item.accion.estado == TERMINADA and not item.accion.efectividad
    ]
    if not done:
        return ""
    what = "la acción terminada" if len(done) == 1 else f"las {len(done)} acciones terminadas"
    return f"Pedir a Control Interno que verifique {what}{_by_politica(done, profile)}."


def _next_cut(profile: FollowUp) -> str:
    if profile.proximo_corte is None:
        return ""
    day = formats.long_date(profile.proximo_corte)
    return f"Reportar el avance del próximo corte: {day}."


def _by_politica(items: Iterable[ActionProgress], profile: FollowUp) -> str:
    """Count the actions of each politica, in brackets; nothing where there is one only."""
    if len(profile.politicas) < 2:
        return ""
    n = Counter(item.nombre_politica or "sin política" for item in items)
    return f" ({_some([f'{name}, {formats.integer(count)}' for name, count in n.items()])})"


def _some(names: Sequence[str]) -> str:
    shown, rest = "; ".join(names[:MOST_NAMED]), len(names) - MOST_NAMED
    return f"{shown}; y {formats.integer(rest)} más" if rest > 0 else shown
