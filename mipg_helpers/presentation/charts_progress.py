"""Progress of a plan against what time says, by action or, when they are many, by politica."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import alt_text, charts_progress_drawing, formats, progress_formats
from mipg_helpers.presentation import charts_figure as made
from mipg_helpers.presentation.progress_rows import MOST_ROWS, is_by_action, progress_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.analysis.follow_up_profile import FollowUp
    from mipg_helpers.presentation.blocks import Block
    from mipg_helpers.presentation.display import Displayed
    from mipg_helpers.presentation.progress_rows import ProgressRow

TITLE = "Sin gráfico de avance"


def plot_progress(profile: FollowUp, *, with_table: bool = True) -> Displayed:
    """Draw reported against expected progress, with the light of each row.

    Returns
    -------
    Figure and table: of each action up to twenty, of each politica beyond. Rows without report
    have no bar, never one of zero. Without a plan, or with nothing to compare, a callout.
    """
    rows = progress_rows(profile)
    if not any(row.avance is not None or row.esperado is not None for row in rows):
        return made.nothing_to_draw(TITLE, "Ninguna acción tiene avance reportado ni fechas.")
    return made.displayed(_figure(profile, rows), _table(profile, rows), with_table=with_table)


def _figure(profile: FollowUp, rows: Sequence[ProgressRow]) -> Block:
    what = "cada acción" if is_by_action(profile) else "cada política"
    day = formats.long_date(profile.corte) if profile.corte else ""
    with charts_progress_drawing.bars(rows) as canvas:
        return made.figure(
            canvas,
            caption=(
                f"Avance de {what} frente a lo esperado al {day}. {profile.entidad.nombre}, plan "
                f"de {profile.vigencia_plan}. Avance reportado; esperado y semáforo: cálculo "
                "propio."
            ),
            alt=_alt(rows, day, what),
            notes=(_without(rows), _left_out(profile)),
        )


def _alt(rows: Sequence[ProgressRow], day: str, what: str) -> str:
    reported = [row for row in rows if row.avance is not None]
    told = [f"Avance de {what} al {day}: {formats.plural(len(rows), 'fila', 'filas')}."]
    if reported:
        low = min(reported, key=lambda row: row.avance or 0.0)
        high = max(reported, key=lambda row: row.avance or 0.0)
        expected = progress_formats.pct(low.esperado)
        told += [
            f"Menor: {alt_text.shortened(low.name, 90)}, {low.avance_text}, esperado {expected}.",
            f"Mayor: {alt_text.shortened(high.name, 90)}, {high.avance_text}.",
        ]
    counts = {luz: sum(row.luz == luz for row in rows) for luz in progress_formats.LIGHTS}
    lights = [f"{progress_formats.light(luz).lower()} {n}" for luz, n in counts.items() if n]
    told.append(f"Semáforo: {', '.join(lights)}.")
    return alt_text.shortened(alt_text.one_line(" ".join(told)))


def _without(rows: Sequence[ProgressRow]) -> str:
    n = sum(row.avance is None for row in rows)
    if not n:
        return ""
    return f"Sin barra: {formats.plural(n, 'fila', 'filas')} sin avance reportado; no es un cero."


def _left_out(profile: FollowUp) -> str:
    n = sum(item.cuenta for item in profile.acciones) - MOST_ROWS
    if not is_by_action(profile) or n <= 0:
        return ""
    return f"Se muestran {MOST_ROWS} acciones; las demás están en la tabla."


def _table(profile: FollowUp, rows: Sequence[ProgressRow]) -> Block:
    what = "Acción" if is_by_action(profile) else "Política"
    return made.data_table(
        "Avance reportado y esperado",
        [(what, "left"), ("Avance", "right"), ("Esperado", "right"), ("Semáforo", "left")],
        [
            (row.name, row.avance_text, progress_formats.pct(row.esperado), row.luz_text)
            for row in rows
        ],
        note="Avance reportado; esperado y semáforo: cálculo propio.",
        widths=(6, 1.4, 1.4, 1.8),
    )
