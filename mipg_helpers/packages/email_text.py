"""The text of the e-mail that carries a package: plain words to a post, ready to be pasted.

Never a name or an address of a person: who sends it knows whom he writes to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.packages import tasks
from mipg_helpers.presentation import formats, narrative
from mipg_helpers.presentation.cover import FICTITIOUS
from mipg_helpers.presentation.free_text import harmless

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mipg_helpers.analysis.follow_up_profile import FollowUp
    from mipg_helpers.analysis.profile import EntidadProfile
    from mipg_helpers.packages.model import Leader, Missing

SIGNATURE = "Dependencia de planeación"
COMMITTEE = "Comité Institucional de Gestión y Desempeño"
LED_REPORTS = "los informes de sus políticas y de su plan, en HTML y PDF"
ALL_REPORTS = "el informe institucional y los de toda la entidad, en HTML y PDF"
NOT_PROMISED = (
    "Los puntajes son los oficiales de Función Pública. Cambios, brechas, prioridades y acciones "
    "propuestas son cálculo propio."
)


def leader_email(
    leader: Leader,
    entidad: EntidadProfile,
    follow_up: FollowUp | None,
    *,
    archivo: str,
    libro: str,
    has_reports: bool,
    missing: Sequence[Missing],
) -> str:
    """Write to the unit that leads: what comes, what to do by when, who answers."""
    name, plan = tasks.unit_name(leader.nombre), entidad.vigencia_plan
    about = f"resultados de {entidad.vigencia} y plan de mejoramiento de {plan} de sus políticas"
    lead = _leads(leader)
    content = f"los resultados de {entidad.vigencia} y lo que se propone para {plan}"
    contents = [
        "indice.html: lista todo lo que viene; se abre con doble clic, sin internet",
        "resumen.pdf y resumen.html: lo principal, con lo que se pide",
        *([f"carpeta informes: {LED_REPORTS}"] if has_reports else []),
        *([f"carpeta plan: el libro de Excel «{libro}», que ustedes llenan"] if libro else []),
    ]
    answers = tasks.who_answers(leader.politicas)
    return _letter(
        subject=f"MIPG: {about}",
        to=[name, harmless(entidad.entidad.nombre)],
        opening=[
            f"{lead}Adjunto va el archivo «{archivo}» con {content}.",
            NOT_PROMISED,
        ],
        parts=[
            ("Qué trae", _bullets(contents)),
            ("Qué hacer y para cuándo", _steps(tasks.leader_tasks(leader, follow_up, libro))),
            ("Quién responde por cada política", _bullets(answers)),
            ("Qué falta en este envío", _missing(missing)),
        ],
        closing=(
            "Si alguna de estas políticas no la lidera su dependencia, o el responsable es otro, "
            "respondan este correo para corregirlo antes del próximo corte."
        ),
        is_fictitious=entidad.entidad.es_ficticia,
    )


def committee_email(
    entidad: EntidadProfile,
    decisions: Sequence[str],
    *,
    archivo: str,
    has_reports: bool,
    missing: Sequence[Missing],
) -> str:
    """Write to the committee: what comes and what it is asked to decide."""
    vigencia, plan = entidad.vigencia, entidad.vigencia_plan
    asked = f"lo que se propone decidir sobre los planes de {plan}"
    about = f"resultados de {vigencia} y decisiones sobre los planes de {plan}"
    contents = [
        "indice.html: lista todo lo que viene; se abre con doble clic, sin internet",
        "decisiones.pdf y decisiones.html: lo que se pide decidir, los planes y lo vencido",
        "comite.pptx: la presentación para la sesión",
        *([f"carpeta informes: {ALL_REPORTS}"] if has_reports else []),
    ]
    return _letter(
        subject=f"MIPG: {about}",
        to=[COMMITTEE, harmless(entidad.entidad.nombre)],
        opening=[
            f"Adjunto va el archivo «{archivo}» con los resultados de {vigencia} y {asked}.",
            NOT_PROMISED,
        ],
        parts=[
            ("Qué trae", _bullets(contents)),
            ("Qué se propone decidir", _steps(decisions)),
            (_next_day(entidad), _bullets(_next(entidad))),
            ("Qué falta en este envío", _missing(missing)),
        ],
        closing=(
            "Las decisiones son una propuesta: el comité las ajusta y las aprueba. Control Interno "
            "verifica su cumplimiento."
        ),
        is_fictitious=entidad.entidad.es_ficticia,
    )


def _leads(leader: Leader) -> str:
    names = [p.politica.nombre for p in leader.politicas]
    if not names:
        return ""
    what = "la política" if len(names) == 1 else f"{formats.integer(len(names))} políticas"
    return f"Su dependencia lidera {what} del MIPG: {'; '.join(names)}. "


def _next(entidad: EntidadProfile) -> list[str]:
    if not entidad.deadlines:
        return []
    day = entidad.deadlines[0].fecha
    return [item.hito for item in entidad.deadlines if item.fecha == day]


def _next_day(entidad: EntidadProfile) -> str:
    days = [formats.long_date(item.fecha) for item in entidad.deadlines[:1]]
    return " ".join(["Próxima fecha:", *days])


def _letter(
    *,
    subject: str,
    to: Sequence[str],
    opening: Sequence[str],
    parts: Sequence[tuple[str, Sequence[str]]],
    closing: str,
    is_fictitious: bool,
) -> str:
    lines = [f"Asunto: {subject}", ""]
    lines += [FICTITIOUS, ""] if is_fictitious else []
    lines += ["Señores", *to, "", "Cordial saludo.", ""]
    for paragraph in opening:
        lines += [paragraph, ""]
    for title, items in parts:
        lines += [title, *items, ""] if items else []
    lines += [closing, "", "Atentamente,", "", SIGNATURE, to[-1]]
    return "\n".join(lines) + "\n"


def _bullets(items: Iterable[str]) -> list[str]:
    return [f"- {narrative.full_stop(item)}" for item in items]


def _steps(items: Iterable[str]) -> list[str]:
    return [f"{n}. {narrative.full_stop(item)}" for n, item in enumerate(items, start=1)]


def _missing(missing: Iterable[Missing]) -> list[str]:
    return [f"- {item.titulo}." for item in missing]
