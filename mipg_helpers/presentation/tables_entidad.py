"""Tables of the institutional report: every politica side by side, most urgent first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import blocks, formats, narrative, tables_columns
from mipg_helpers.presentation.tables_plan import TO_APPOINT

if TYPE_CHECKING:
    from mipg_helpers.analysis.profile import EntidadProfile, PoliticaResult
    from mipg_helpers.presentation.blocks import Block

_ORDER = ("alta", "media", "baja", "sin_brecha", "sin_dato")


def ranking_table(profile: EntidadProfile) -> Block | None:
    """Rank the politicas with a score by priority; None when no politica has one."""
    rows = sorted((row for row in profile.politicas if row.score.puntos is not None), key=_urgency)
    if not rows:
        return None
    written = tables_columns.written(rows, tables_columns.RANKING)
    levels = [narrative.capital(formats.LEVELS[row.priority.nivel]) for row in rows]
    cells = [
        [f"{row.politica.codigo} {row.politica.nombre}".strip() for row in rows],
        [formats.score_text(row.score) for row in rows],
        *(column for _, column in written),
        levels,
        [formats.integer(row.n_recomendaciones) for row in rows],
    ]
    return blocks.table(
        caption=f"Brechas, cambios y prioridad de las políticas, vigencia {profile.vigencia}",
        columns=[
            ("Política", "left"),
            ("Puntaje oficial", "right"),
            *((label, "right") for label, _ in written),
            ("Prioridad", "left"),
            ("Recomendaciones", "right"),
        ],
        rows=[list(row) for row in zip(*cells, strict=True)],
        note=_note(profile),
        widths=[4.4, 1.4, *([1.5] * len(written)), 1.5, 2.3],
    )


def owners_table(profile: EntidadProfile) -> Block | None:
    """Name who leads and who is in charge of each politica; None when nobody is known."""
    rows = [row for row in profile.politicas if row.case != "fuera_de_meci"]
    if not any(row.lider or row.responsable for row in rows):
        return None
    return blocks.table(
        caption="Quién responde por cada política",
        columns=[
            ("Política", "left"),
            ("Líder", "left"),
            ("Responsable", "left"),
        ],
        rows=[
            [
                row.politica.nombre,
                row.lider or _nobody(row.responsable),
                row.responsable or _nobody(row.lider),
            ]
            for row in rows
        ],
        widths=[4, 3, 3],
    )


def _nobody(other: str) -> str:
    """Ask for an appointment only where the other post is not named either."""
    return formats.NO_FIGURE if other else TO_APPOINT


def _urgency(row: PoliticaResult) -> tuple[int, float]:
    return _ORDER.index(row.priority.nivel), -(row.priority.puntos or 0.0)


def _note(profile: EntidadProfile) -> str:
    without = [
        f"{row.politica.nombre} ({formats.motivo_short(row.score.motivo)})"
        for row in profile.politicas
        if row.score.puntos is None
    ]
    lead = "Puntos. Brechas, cambios y prioridad son cálculo propio."
    if not without or profile.entidad.es_meci:
        return lead
    return f"{lead} Sin puntaje: {'; '.join(without)}."
