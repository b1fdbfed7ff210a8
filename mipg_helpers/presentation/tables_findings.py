"""What must be mended in a plan, as a table: what was found, in which actions, what to do.

Equal findings share a row, so that a hundred actions without base line are one line to read.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from mipg_helpers.presentation import blocks, finding_texts, formats, free_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.analysis.follow_up_profile import FollowUp, Gravedad, PlanFinding
    from mipg_helpers.presentation.blocks import Block, Span

    Row = tuple[Gravedad, str, str]

EXCERPT = {"comite": 40, "politica": 60, "lider": 60}
#: Actions named in a row: all that a leader has to mend, a few for a committee.
MOST_NAMED = {"comite": 3, "politica": 12, "lider": 12}
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
        note="Cálculo propio. El código es el identificador de la acción en el libro del plan.",
        widths=[4, 1.2, 5.2, 3.8],
    )


def _places(findings: Sequence[PlanFinding], profile: FollowUp) -> list[Span]:
    most = MOST_NAMED[profile.alcance.tipo]
    names_politica = len(profile.politicas) > 1
    texts = {item.accion.accion_id: item.accion.accion for item in profile.acciones}
    spans: list[Span] = []
    named = [(one, accion_id) for one in findings for accion_id in (one.accion_id, *one.otras)]
    for finding, accion_id in named[:most]:
        if spans:
            spans.append(blocks.text("; "))
        start = free_text.start_of(texts.get(accion_id, ""), EXCERPT[profile.alcance.tipo])
        spans += _place(finding, accion_id, start, names_politica=names_politica)
    rest = len(named) - most
    if rest > 0:
        spans.append(blocks.text(f"; y {formats.integer(rest)} más"))
    return spans


def _place(finding: PlanFinding, accion_id: str, start: str, *, names_politica: bool) -> list[Span]:
    politica = finding.nombre_politica or "Sin política"
    if not accion_id:
        return [blocks.text(politica)]
    when = f", corte {formats.short_date(finding.corte)}" if finding.corte else ""
    lead = f"{politica}: «{start}»" if names_politica else f"«{start}»"
    return [blocks.text(f"{lead}{when} "), blocks.code(accion_id)]
