"""Tables of a plan at a cut-off: progress, what is late, what is missing, what changed.

Actions carry their id, so that a row can be found in the workbook of the plan. Typed texts go
through `free_text`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import blocks, formats, free_text, progress_formats
from mipg_helpers.presentation.tables_sources import SHORT_HASH

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from mipg_helpers.analysis.follow_up_profile import (
        ActionChanges,
        ActionProgress,
        CellChange,
        FollowUp,
        GroupProgress,
    )
    from mipg_helpers.presentation.blocks import Block, Span

#: Enough of the text of an action to recognise it.
EXCERPT = 90
#: Rows of one table: a report has two to six pages, and the workbook of the plan has them all. A
#: committee reads the first; who leads needs his own.
MOST_ROWS = {"comite": 15, "politica": 40, "lider": 40}
WITHOUT_NAME = "Sin nombre en el plan"
OWN = "Cálculo propio."
#: Origins of a value that are no file.
ORIGINS = {
    "propuesta": "Propuesta de este programa",
    "lectura": "Plan leído",
    "recibido": "Libro recibido",
    "decision": "Decisión de una persona",
}


def actions_table(profile: FollowUp) -> Block | None:
    """Give progress, expected progress and light of each action; None without actions."""
    items = profile.acciones
    if not items:
        return None
    return blocks.table(
        caption=f"Avance de cada acción al {_cut(profile)}",
        columns=[
            ("Acción", "left"),
            ("Estado y fin", "left"),
            ("Avance", "right"),
            ("Esperado", "right"),
            ("Diferencia y semáforo", "left"),
        ],
        rows=[
            [
                _action(item, numbered=number, politica=_names_politica(profile)),
                _state(item),
                _progress(item),
                progress_formats.pct(item.esperado_pct if item.cuenta else None),
                _light(item),
            ]
            for number, item in enumerate(items[: _most(profile)], start=1)
        ],
        note=_note("Avance: lo reportado. Lo demás: cálculo propio.", len(items), profile),
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
                _action(item, politica=_names_politica(profile)),
                item.dependencia or WITHOUT_NAME,
                formats.short_date(item.accion.fecha_fin) if item.accion.fecha_fin else "",
                _progress(item),
                _situation(item),
            ]
            for item in late[: _most(profile)]
        ],
        note=_note("", len(late), profile),
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
                _action(item, politica=_names_politica(profile)),
                item.dependencia or WITHOUT_NAME,
                "Reporte del corte" if item.sin_reporte else "Evidencia",
                _last(item),
            ]
            for item in owing[: _most(profile)]
        ],
        note=_note("", len(owing), profile),
        widths=[5.4, 3.4, 2.2, 2.8],
    )


def changes_table(profile: FollowUp) -> Block | None:
    """List what changed, action by action and cell by cell: before, after, who."""
    changed = profile.cambios
    if not changed:
        return None
    return blocks.table(
        caption="Cambios del plan, celda por celda",
        columns=[("Acción", "left"), ("Qué cambió", "left"), ("Quién y cuándo", "left")],
        rows=[
            [_changed(item, profile), _cells(item, profile), _who(item, profile)]
            for item in changed[: _most(profile)]
        ],
        note=_note("", len(changed), profile),
        widths=[4, 7, 2.8],
    )


def files_table(profile: FollowUp) -> Block | None:
    """List the files that said something of these actions; None when nobody knows them."""
    if not profile.archivos:
        return None
    return blocks.table(
        caption="Archivos de los que se leyó el plan",
        columns=[
            ("Archivo", "left"),
            ("Contenido", "left"),
            ("Guardado el", "left"),
            ("Huella SHA-256", "left"),
        ],
        rows=[
            [
                free_text.harmless(file.archivo),
                free_text.harmless(file.contenido),
                formats.short_date(file.fecha),
                [blocks.code(file.sha256[:SHORT_HASH])],
            ]
            for file in profile.archivos
        ],
        note=f"De cada huella, los primeros {SHORT_HASH} caracteres.",
        widths=[4, 4.4, 1.8, 2],
    )


def _cut(profile: FollowUp) -> str:
    return formats.long_date(profile.corte) if profile.corte else ""


def _most(profile: FollowUp) -> int:
    return MOST_ROWS[profile.alcance.tipo]


def _note(note: str, n: int, profile: FollowUp) -> str:
    hidden = n - _most(profile)
    if hidden <= 0:
        return note
    rest = formats.plural(hidden, "fila más", "filas más")
    return f"{note} Hay {rest}; están en el libro del plan.".strip()


def _names_politica(profile: FollowUp) -> bool:
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
    """Write difference and light: ``−20 · Rojo``; an action that does not count has no difference."""
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


def _changed(item: ActionChanges, profile: FollowUp) -> list[Span]:
    start = free_text.start_of(item.texto, EXCERPT)
    where = f" ({item.nombre_politica})" if _names_politica(profile) else ""
    return [blocks.text(f"{start}{where} "), blocks.code(item.accion_id)]


def _cells(item: ActionChanges, profile: FollowUp) -> str:
    told = ["Acción nueva."] if item.es_nueva else []
    told += [f"{_cell(change, profile)}." for change in item.cambios]
    return " ".join(told)


def _cell(change: CellChange, profile: FollowUp) -> str:
    """Write one change: ``Avance (%) al 30/09/2026: vacío → 45 %``."""
    column = profile.columna(change.key.campo)
    when = ""
    if change.key.corte:
        year, month, day = change.key.corte.split("-")
        when = f" al {day}/{month}/{year}"
    before = progress_formats.cell_value(column, change.antes)
    after = progress_formats.cell_value(column, change.despues)
    return f"{column.etiqueta}{when}: {before} → {after}"


def _who(item: ActionChanges, profile: FollowUp) -> str:
    """Name the workbooks by whom they are of, and the days on which they were received."""
    names = ORIGINS | {file.archivo: file.contenido for file in profile.archivos}
    days: dict[str, set[date]] = {}
    for change in item.cambios:
        days.setdefault(names.get(change.origen, change.origen), set()).add(change.momento.date())
    told = [
        f"{free_text.harmless(name)} ({', '.join(map(formats.short_date, sorted(found)))})"
        for name, found in days.items()
    ]
    return "; ".join(told) or formats.NO_FIGURE
