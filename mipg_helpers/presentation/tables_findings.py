"""What must be mended in a plan, as a table: what was found, in which actions, what to do.

Equal findings share a row, so that a hundred actions without base line are one line to read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from mipg_helpers.presentation import blocks, finding_texts, formats, free_text, progress_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.analysis.follow_up_profile import (
        ActionProgress,
        FollowUp,
        Gravedad,
        PlanFinding,
    )
    from mipg_helpers.presentation.blocks import Block, Span

    Row = tuple[Gravedad, str, str]

EXCERPT = {"comite": 40, "politica": 60, "lider": 60}
#: Actions named in a row.
MOST_NAMED = 20
#: So many actions are quoted; more are named by number where the report numbers them, and counted
#: by politica where it does not.
MOST_QUOTED = 3
MOST_POLITICAS = 3
CODE = "Cálculo propio. El código es el de la acción en el libro del plan."
NUMBERED = f"{CODE} El número es el de la tabla de acciones de este informe."
NOT_NUMBERED = f"{CODE} Cuando son muchas, el informe de cada líder las nombra una por una."
NOTHING = "La revisión no encontró nada por corregir."


def evidence_table(profile: FollowUp) -> Block | None:
    """List what is wrong with evidence; None when nothing is."""
    return _table(profile, profile.evidencias, "Revisión de las evidencias")


def quality_table(profile: FollowUp) -> Block | None:
    """List what the plan lacks; None when it lacks nothing."""
    return _table(profile, profile.calidad, "Revisión de la calidad del plan")


def _table(profile: FollowUp, findings: Sequence[PlanFinding], caption: str) -> Block | None:
    if not findings:
        return None
    rows: dict[Row, list[PlanFinding]] = defaultdict(list)
    for finding in findings:
        column = profile.columna(finding.campo)
        found = finding_texts.what_was_found(finding, column)
        rows[finding.gravedad, found, finding_texts.what_to_do(finding)].append(finding)
    order = list(finding_texts.GRAVITY)
    ranked = sorted(rows.items(), key=lambda row: order.index(row[0][0]))
    return blocks.table(
        caption=caption,
        columns=[
            ("Qué se encontró", "left"),
            ("Cuántas", "right"),
            ("Dónde", "left"),
            ("Qué hacer", "left"),
        ],
        rows=[
            [
                f"{finding_texts.GRAVITY[gravedad]}. {found}",
                formats.integer(sum(1 + len(one.otras) for one in same)),
                _places(same, profile),
                what_to_do,
            ]
            for (gravedad, found, what_to_do), same in ranked
        ],
        note=NUMBERED if progress_rows.is_numbered(profile) else NOT_NUMBERED,
        widths=[4, 1.2, 5.2, 3.8],
    )


def _places(findings: Sequence[PlanFinding], profile: FollowUp) -> list[Span]:
    """Name the actions: by text when they are few, by number where the report has numbers."""
    named = [(one, accion_id) for one in findings for accion_id in (one.accion_id, *one.otras)]
    by_number = len(named) > MOST_QUOTED and progress_rows.is_numbered(profile)
    if len(named) > MOST_QUOTED and not by_number:
        return [blocks.text(_by_politica(findings))]
    known = {item.accion.accion_id: (n, item) for n, item in enumerate(profile.acciones, start=1)}
    spans: list[Span] = []
    for finding, accion_id in named[:MOST_NAMED]:
        lead = finding.nombre_politica or "Sin política"
        if accion_id in known:
            lead = _lead(finding, *known[accion_id], profile, by_number=by_number)
        spans.append(blocks.text(f"; {lead}" if spans else lead))
        if accion_id:
            spans += [blocks.text(" "), blocks.code(accion_id)]
    rest = len(named) - MOST_NAMED
    if rest > 0:
        spans.append(blocks.text(f"; y {formats.integer(rest)} más"))
    return spans


def _by_politica(findings: Sequence[PlanFinding]) -> str:
    """Count the actions of each politica: the report of each leader names them."""
    n: Counter[str] = Counter()
    for finding in findings:
        n[finding.nombre_politica or "Sin política"] += 1 + len(finding.otras)
    told = [f"{name}, {formats.integer(count)}" for name, count in n.most_common(MOST_POLITICAS)]
    rest = len(n) - MOST_POLITICAS
    more = [f"y {formats.plural(rest, 'política más', 'políticas más')}"] if rest > 0 else []
    return "; ".join([*told, *more])


def _lead(
    finding: PlanFinding, number: int, item: ActionProgress, profile: FollowUp, *, by_number: bool
) -> str:
    """Write what comes before the id of an action."""
    if by_number:
        return f"acción {number}"
    start = f"«{free_text.start_of(item.accion.accion, EXCERPT[profile.alcance.tipo])}»"
    when = f", corte {formats.short_date(finding.corte)}" if finding.corte else ""
    several = len(profile.politicas) > 1
    politica = f"{item.nombre_politica or 'Sin política'}: " if several else ""
    return f"{politica}{start}{when}"
