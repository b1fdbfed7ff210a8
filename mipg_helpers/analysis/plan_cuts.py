"""The time of a plan: its cut-offs, what is reported at one, what should be done by then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from mipg_helpers.analysis.plan import TERMINADA

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from mipg_helpers.analysis.follow_up_profile import LightRule
    from mipg_helpers.analysis.plan import Accion, Avance, Plan

WHOLE = 100.0


@dataclass(frozen=True, slots=True)
class Cut:
    """The cut-off, the one before it, and the thresholds that judge it."""

    corte: date
    anterior: date | None
    rule: LightRule


class Reported(NamedTuple):
    """What is known of an action at the cut-off: this report and the one before."""

    now: Avance | None
    before: Avance | None


def cut_offs(plan: Plan) -> tuple[date, ...]:
    """List the cut-offs of a plan, and the other days somebody reported for, ascending."""
    reported = {avance.corte for accion in plan.acciones for avance in accion.avances}
    return tuple(sorted(reported.union(plan.cortes)))


def latest_cut_off(plan: Plan, fecha_informe: date) -> date | None:
    """Choose the last cut-off with progress; without any, the last past one or else the first."""
    days = cut_offs(plan)
    reported = [
        avance.corte
        for accion in plan.acciones
        for avance in accion.avances
        if avance.avance_pct is not None
    ]
    past = [day for day in days if day <= fecha_informe]
    if reported:
        return max(reported)
    return past[-1] if past else next(iter(days), None)


def expected_pct(inicio: date | None, fin: date | None, corte: date) -> float | None:
    """Say how much of the time of an action has passed at the end of the cut-off.

    Both the first and the last day count. None without dates, or when they are crossed.

    Examples
    --------
    >>> from datetime import date
    >>> expected_pct(date(2026, 7, 1), date(2026, 7, 10), date(2026, 7, 5))
    50.0
    """
    if inicio is None or fin is None or fin < inicio:
        return None
    days, passed = (fin - inicio).days + 1, (corte - inicio).days + 1
    return WHOLE * min(max(passed, 0), days) / days


def reported_at(accion: Accion, cut: Cut) -> Reported:
    """Find the report of the cut-off and the last one before.

    An action that ended earlier need not report again: its last report still holds.
    """
    known = [a for a in accion.avances if a.corte <= cut.corte and a.avance_pct is not None]
    if not known:
        return Reported(None, None)
    last, earlier = known[-1], known[:-1]
    if last.corte == cut.corte or accion.estado == TERMINADA:
        return Reported(last, earlier[-1] if earlier else None)
    return Reported(None, last)


def cut_at(days: Sequence[date], corte: date, rule: LightRule) -> Cut:
    """Take a cut-off with the one before it among `days`."""
    return Cut(corte, max((day for day in days if day < corte), default=None), rule)
