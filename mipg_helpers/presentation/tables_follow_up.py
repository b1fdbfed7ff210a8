"""Tables of a plan at a cut-off: progress, what is late, what is missing.

Actions carry their id, so that a row can be found in the workbook of the plan. Typed texts go
through `free_text`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import blocks, formats, free_text, progress_formats

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from mipg_helpers.analysis.follow_up_profile import (
        ActionProgress,
        FollowUp,
        GroupProgress,
    )
    from mipg_helpers.presentation.blocks import Block, Span

#: Enough of the text of an action to recognise it.
EXCERPT = 90
#: Rows of one table: a report has two to six pages, and the workbook of the plan has them all. A
#: committee reads the first; who leads needs his own.
MOST_ROWS = {"comite": 12, "politica": 40, "lider": 40}
WITHOUT_NAME = "Sin nombre en el plan"
OWN = "Cálculo propio."


def actions_table(profile: FollowUp) -> Block | None:
    """Give progress, expected progress and light of each action; None without actions."""
    if not profile.acciones or profile.corte is None:
        return None
    return progress_table(
        profile.acciones,
        profile.corte,
        most=most_rows(profile),
        names_politica=names_several(profile),
    )


def progress_table(
    items: Sequence[ActionProgress], corte: date, *, most: int, names_politica: bool
) -> Block:
    """List actions with their progress; `most` of them, and how many more there are."""
    return blocks.table(
        caption=f"Avance de cada acción al {formats.long_date(corte)}",
        columns=[
            ("Acción", "left"),
            ("Estado y fin", "left"),
            ("Avance", "right"),
            ("Esperado", "right"),
            ("Diferencia y semáforo", "left"),
        ],
        rows=[
            [
                _action(item, numbered=number, politica=names_politica),
                _state(item),
                _progress(item),
                progress_formats.pct(item.esperado_pct if item.cuenta else None),
                _light(item),
            ]
            for number, item in enumerate(items[:most], start=1)
        ],
        note=row_note("Avance: lo reportado. Lo demás: cálculo propio.", len(items), most),
        widths=[5.8, 2.4, 1.9, 1.6, 2.5],
    )


def groups_table(groups: Sequence[GroupProgress], what: str, profile: FollowUp) -> Block | None:
    """Compare groups (`what`: ``Política``, ``Dependencia`` …); None for fewer than two."""
    if len(groups) < 2:
        return None
    return blocks.table(
        caption=f"Avance por {what.lower()} al {_cut(profile)}",
        columns=[
            (what, "left"),
            ("Acciones", "right"),
            ("Sin reporte", "right"),
            ("Avance de lo reportado", "right"),
            ("Esperado", "right"),
            ("Diferencia", "right"),
            ("Semáforo", "left"),
        ],
        rows=[_group(group) for group in groups],
        note=(
            f"{OWN} Sin reporte: de las que debían darlo. Esperado: de las mismas acciones que "
            "reportaron."
        ),
        widths=[4.6, 1.5, 1.7, 1.9, 1.6, 1.7, 1.7],
    )


def late_table(profile: FollowUp) -> Block | None:
    """List overdue actions, the oldest first, and then those that end soon."""
    late = [item for item in profile.acciones if item.es_vencida or item.es_por_vencer]
    if not late:
        return None
    late.sort(key=lambda item: item.dias_para_fin or 0)
    return blocks.table(
        caption=f"Acciones vencidas y por vencer al {_cut(profile)}",
        columns=[
            ("Acción", "left"),
            ("Responde", "left"),
            ("Termina", "left"),
            ("Avance", "right"),
            ("Situación", "left"),
        ],
        rows=[
            [
                _action(item, politica=names_several(profile)),
                item.dependencia or WITHOUT_NAME,
                formats.short_date(item.accion.fecha_fin) if item.accion.fecha_fin else "",
                _progress(item),
                _situation(item),
            ]
            for item in late[: most_rows(profile)]
        ],
        note=row_note("", len(late), most_rows(profile)),
        widths=[5.2, 3.2, 1.8, 1.7, 2.3],
    )


def missing_table(profile: FollowUp) -> Block | None:
    """List the actions without report, and those that report progress without evidence."""
    owing = [item for item in profile.acciones if item.sin_reporte or item.sin_evidencia]
    if not owing:
        return None
    return blocks.table(
        caption=f"Acciones sin reporte o sin evidencia al {_cut(profile)}",
        columns=[
            ("Acción", "left"),
            ("Responde", "left"),
            ("Falta", "left"),
            ("Último avance", "left"),
        ],
        rows=[
            [
                _action(item, politica=names_several(profile)),
                item.dependencia or WITHOUT_NAME,
                "Reporte del corte" if item.sin_reporte else "Evidencia",
                _last(item),
            ]
            for item in owing[: most_rows(profile)]
        ],
        note=row_note("", len(owing), most_rows(profile)),
        widths=[5.4, 3.4, 2.2, 2.8],
    )


def _cut(profile: FollowUp) -> str:
    return formats.long_date(profile.corte) if profile.corte else ""


def most_rows(profile: FollowUp) -> int:
    """Say how many rows a table of this report may have."""
    return MOST_ROWS[profile.alcance.tipo]


def row_note(note: str, n: int, most: int) -> str:
    """Add to a note how many rows are not shown."""
    hidden = n - most
    if hidden <= 0:
        return note
    rest = formats.plural(hidden, "fila más", "filas más")
    return f"{note} Hay {rest}; están en el libro del plan.".strip()


def names_several(profile: FollowUp) -> bool:
    """Tell whether actions must say of which politica they are."""
    return len(profile.politicas) > 1


def _action(item: ActionProgress, *, numbered: int = 0, politica: bool = True) -> list[Span]:
    """Write the text of an action, its politica and its id."""
    start = free_text.start_of(item.accion.accion, EXCERPT)
    lead = f"{numbered}. {start}" if numbered else start
    where = f" ({item.nombre_politica or 'sin política'})" if politica else ""
    return [blocks.text(f"{lead}{where} "), blocks.code(item.accion.accion_id)]


def _state(item: ActionProgress) -> str:
    end = item.accion.fecha_fin
    return f"{item.etiqueta_estado}. {formats.short_date(end) if end else 'Sin fecha de fin'}"


def _progress(item: ActionProgress) -> str:
    if item.avance_pct is None:
        return "sin reporte" if item.sin_reporte else formats.NO_FIGURE
    shown = progress_formats.pct(item.leido_pct)
    before = item.anterior_pct
    return shown if before is None else f"{shown} (antes {progress_formats.pct(before)})"


def _light(item: ActionProgress) -> str:
    """Write difference and light: ``−20 · Rojo``; the light alone where nothing is compared."""
    word = progress_formats.light(item.luz)
    if item.diferencia_puntos is None or not item.cuenta:
        return word
    return f"{progress_formats.difference(item.diferencia_puntos)} · {word}"


def _last(item: ActionProgress) -> str:
    percent, day = item.avance_pct, item.corte_avance
    if percent is None:
        percent, day = item.anterior_pct, item.corte_anterior
    if percent is None or day is None:
        return "Ninguno"
    return f"{progress_formats.pct(percent)} al {formats.short_date(day)}"


def _situation(item: ActionProgress) -> str:
    days = progress_formats.short_days(item.dias_para_fin or 0)
    return f"Vencida {days}" if item.es_vencida else f"Vence {days}"


def _group(group: GroupProgress) -> list[str]:
    return [
        group.nombre or WITHOUT_NAME,
        formats.integer(group.n_cuentan),
        f"{formats.integer(group.n_sin_reporte)} de {formats.integer(group.n_exigibles)}",
        progress_formats.pct(group.avance_pct),
        progress_formats.pct(group.esperado_pct),
        progress_formats.difference(group.diferencia_puntos),
        progress_formats.light(group.luz),
    ]
