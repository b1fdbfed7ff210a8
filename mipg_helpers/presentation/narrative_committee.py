"""What the institutional report proposes that the committee decides; never more than a proposal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import formats, narrative

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.analysis.profile import EntidadProfile, PoliticaResult, PriorityLevel

INTRO = (
    "Estas decisiones son una propuesta para el Comité Institucional de Gestión y Desempeño. "
    "El comité las ajusta y las aprueba; Control Interno verifica su cumplimiento."
)
#: Enough names to act on; the table of politicas has them all.
MOST_NAMED = 8


def decisions(profile: EntidadProfile) -> list[str]:
    """List the decisions that the data call for, most urgent first."""
    return narrative.paragraphs(
        _approve(profile), _appoint(profile), _set_targets(profile), _share(profile), _meet(profile)
    )


def _approve(profile: EntidadProfile) -> str:
    for level in ("alta", "media"):
        rows = _of_level(profile.politicas, level)
        if rows:
            # Without official recommendations there is no proposal yet that could be approved.
            verb = "Aprobar" if profile.acciones_prioritarias else "Formular"
            return _plans(verb, rows, level, profile.vigencia_plan)
    return ""


def _plans(
    verb: str, rows: Sequence[PoliticaResult], level: PriorityLevel, vigencia_plan: int
) -> str:
    names = _names([row.politica.nombre for row in rows])
    if len(rows) == 1:
        return (
            f"{verb} el plan de mejoramiento de {vigencia_plan} de la política de prioridad "
            f"{formats.LEVELS[level]}: {names}."
        )
    return (
        f"{verb} los planes de mejoramiento de {vigencia_plan} de las "
        f"{formats.integer(len(rows))} políticas de prioridad {formats.LEVELS[level]}: {names}."
    )


def _appoint(profile: EntidadProfile) -> str:
    names = profile.politicas_sin_responsable
    if not names:
        return ""
    if not narrative.has_owners(profile):
        return (
            "Confirmar la dependencia responsable de cada política evaluada: los archivos "
            "cargados no la dicen."
        )
    what = "la política que no lo tiene" if len(names) == 1 else "las políticas que no lo tienen"
    return f"Designar la dependencia responsable de {what}: {_names(names)}."


def _set_targets(profile: EntidadProfile) -> str:
    rows = [row for row in profile.politicas if row.case == "evaluada"]
    without = [row for row in rows if _has_no_target(row)]
    if not without:
        return ""
    if len(without) == len(rows) > 1:
        return "Fijar una meta para cada política: no hay ninguna en los archivos cargados."
    names = _names([row.politica.nombre for row in without])
    if len(without) == 1:
        return f"Fijar una meta para la política que no la tiene: {names}."
    return f"Fijar una meta para las {len(without)} políticas que no la tienen: {names}."


def _share(profile: EntidadProfile) -> str:
    found = len(profile.recomendaciones_compartidas)
    if not found:
        return ""
    if found == 1:
        return "Acordar quién coordina la recomendación que sirve a varias políticas."
    count = f"{formats.integer(found)} recomendaciones que sirven a varias políticas"
    return f"Acordar quién coordina las {count}."


def _meet(profile: EntidadProfile) -> str:
    if not profile.deadlines:
        return "Acordar las fechas de seguimiento de los planes de mejoramiento."
    first = formats.long_date(profile.deadlines[0].fecha)
    lead = "Acordar el seguimiento de los planes de mejoramiento."
    return f"{lead} La próxima fecha del calendario es el {first}."


def _of_level(rows: Sequence[PoliticaResult], level: str) -> list[PoliticaResult]:
    found = [row for row in rows if row.priority.nivel == level]
    return sorted(found, key=lambda row: -(row.priority.puntos or 0.0))


def _has_no_target(row: PoliticaResult) -> bool:
    gap = narrative.gap_to(row.gaps, "meta")
    return gap is None or gap.valor_referencia_puntos is None


def _names(names: Sequence[str]) -> str:
    """Join names that hold commas and "y" themselves."""
    shown = "; ".join(names[:MOST_NAMED])
    rest = len(names) - MOST_NAMED
    return f"{shown}; y {formats.integer(rest)} más" if rest > 0 else shown
