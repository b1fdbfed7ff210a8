"""What a package asks of its reader, by when, and who answers: said once for summary and e-mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.analysis.owners import unit_in_charge
from mipg_helpers.analysis.plan import NUEVA, POR_APROBAR
from mipg_helpers.presentation import formats, free_text, narrative
from mipg_helpers.presentation.tables_plan import TO_APPOINT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from mipg_helpers.analysis.follow_up_profile import FollowUp
    from mipg_helpers.analysis.profile import Profile
    from mipg_helpers.packages.model import Leader

#: Enough of the name of a unit to know which one it is.
UNIT_LENGTH = 90
NO_BOOK = "El libro de Excel del plan no viene en este envío."


def unit_name(text: str) -> str:
    """Write the name of a unit as it may be sent: no data of persons, one line, not endless."""
    return clipped(free_text.harmless(text), UNIT_LENGTH)


def clipped(text: str, most: int) -> str:
    """Cut a text at a word; one endless word is cut where it must be."""
    if len(text) <= most:
        return text
    short = narrative.excerpt(text, most)
    return short if len(short) > most // 2 else f"{text[: most - 1]}…"


def urgent(leader: Leader) -> list[Profile]:
    """List his politicas of high priority, the most urgent first."""
    found = [p for p in leader.politicas if p.priority.nivel == "alta"]
    return sorted(found, key=lambda p: -(p.priority.puntos or 0.0))


def due_day(follow_up: FollowUp) -> date | None:
    """Name the day by which a workbook is to come back: the next cut-off, else the next date."""
    if follow_up.proximo_corte is not None:
        return follow_up.proximo_corte
    return follow_up.deadlines[0].fecha if follow_up.deadlines else None


def leader_tasks(leader: Leader, follow_up: FollowUp | None, libro: str) -> list[str]:
    """List what is asked of a leader; `libro` is the name of his workbook, "" without one."""
    first = [p.politica.nombre for p in urgent(leader)]
    start = f" Conviene empezar por {formats.enumerated(first)} (prioridad alta)." if first else ""
    asked = ["Leer el resumen."]
    if leader.politicas:
        many = len(leader.politicas) > 1
        each = "de cada política" if many else "de la política"
        asked = [f"Leer el resumen y el informe {each}.{start if many else ''}"]
    if follow_up is None:
        asked.append(
            "Revisar las acciones que propone cada informe y decir a la dependencia de planeación "
            "cuáles entran en el plan de mejoramiento."
        )
        return asked
    return [*asked, *_about_the_plan(follow_up, libro)]


def who_answers(politicas: Sequence[Profile]) -> list[str]:
    """Say of each politica which unit answers for it, and which one helps; never a person."""
    return [f"{p.politica.nombre}: {in_charge(p)}" for p in politicas]


def in_charge(profile: Profile) -> str:
    """Name the unit that answers for a politica, and the one that helps."""
    owner = profile.responsables
    unit = unit_name(unit_in_charge(owner)) or TO_APPOINT
    helps = unit_name(owner.apoyo)
    return f"{unit}. Apoyo: {helps}" if helps else unit


def _about_the_plan(follow_up: FollowUp, libro: str) -> list[str]:
    place = f"el libro de Excel «{libro}»" if libro else "el libro de Excel del plan"
    waiting = sum(i.accion.estado in {NUEVA, POR_APROBAR} for i in follow_up.acciones)
    review = (
        f"Revisar en {place} {_waiting(waiting)}: completar lo que falte, ajustar las fechas y "
        "decir cuáles quedan."
    )
    cut, day = follow_up.proximo_corte, due_day(follow_up)
    report = (
        f"Registrar {'' if waiting else f'en {place} '}el avance y el enlace de la evidencia "
        f"de cada acción al corte del {formats.long_date(cut)}."
        if cut
        else ""
    )
    when = f"a más tardar el {formats.long_date(day)}" if day else "en la fecha que ella fije"
    back = "Devolver el libro, sin cambiarle el nombre, a la dependencia de planeación"
    back = f"{back}: la revisión, apenas esté; el avance, {when}." if waiting else f"{back} {when}."
    absent = "" if libro else f"{NO_BOOK} Pedirlo a la dependencia de planeación."
    return narrative.paragraphs(absent, review if waiting else "", report, back)


def _waiting(n: int) -> str:
    if n == 1:
        return "la acción que espera aprobación"
    return f"las {formats.integer(n)} acciones que esperan aprobación"
