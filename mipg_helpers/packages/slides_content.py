"""The deck of the committee: the same profile as the institutional report, in a few slides.

Seven for a usual entidad: opening, result and progress, dimensions, what asks for attention with
the plans to approve, decisions on one or two, and what is overdue. All else is in the reports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.packages import tasks
from mipg_helpers.packages.slides_model import Bars, Deck, Grid, Opening, Points, Slide, split
from mipg_helpers.presentation import (
    alt_text,
    charts_figure,
    cover,
    cover_follow_up,
    formats,
    free_text,
    narrative,
    narrative_committee,
    narrative_decisions,
    progress_formats,
    tables_columns,
)
from mipg_helpers.presentation.display_text import span_text
from mipg_helpers.presentation.tables_plan import TO_APPOINT, plans_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mipg_helpers.analysis.follow_up_profile import ActionProgress, FollowUp
    from mipg_helpers.analysis.profile import DimensionResult, EntidadProfile, PoliticaResult
    from mipg_helpers.presentation.blocks import Align

#: A session sees few rows; the reports have them all.
MOST_ROWS = 8
FIGURES_PT = 18
LEFT: Align = "left"
NO_PLAN = "Todavía no hay un plan con acciones: no hay qué seguir."
CELL_LENGTH, ACTION_LENGTH, ITEM_LENGTH, NAME_LENGTH = 130, 70, 420, 110
OWN = "Puntajes: oficiales. Cambio, brechas, puesto y prioridad: cálculo propio."
OWN_PLANS = "Planes: propuesta."
OWN_PROGRESS = "Avance: lo que reportaron las dependencias. Vencimientos: cálculo propio."
_URGENT = ("alta", "media")


def committee_deck(entidad: EntidadProfile, follow_up: FollowUp | None) -> Deck:
    """Say what the committee sees: results, what asks for attention, decisions, plans, debts."""
    name = tasks.clipped(free_text.harmless(entidad.entidad.nombre), NAME_LENGTH)
    title = f"Resultados FURAG {entidad.vigencia} y decisiones para el comité"
    day = formats.long_date(entidad.method.fecha_informe)
    slides: list[Slide | None] = [
        Opening(title, name, f"Plan de mejoramiento {entidad.vigencia_plan} · {day}"),
        _figures(entidad, follow_up),
        _dimensiones(entidad),
        _urgent(entidad),
        _decisions(entidad, follow_up),
        _late(follow_up),
    ]
    return Deck(
        titulo=title,
        autor=name,
        tema=f"MIPG, FURAG, vigencia {entidad.vigencia}",
        aviso=cover.FICTITIOUS.partition(":")[0] if entidad.entidad.es_ficticia else "",
        slides=tuple(part for slide in slides if slide for part in split(slide)),
    )


def _figures(entidad: EntidadProfile, follow_up: FollowUp | None) -> Grid:
    """Show the key figures of the result and of the plan, large."""
    title, nota = f"Resultado de {entidad.vigencia}", OWN
    items = list(cover.entidad_figures(entidad)["items"])
    if follow_up is None or follow_up.corte is None:
        title += " y plan de mejoramiento"
        items.append({"label": "Avance del plan", "value": formats.NO_FIGURE, "detail": NO_PLAN})
    else:
        title += f" y plan al {formats.long_date(follow_up.corte)}"
        nota += f" {OWN_PROGRESS}"
        items += cover_follow_up.follow_up_figures(follow_up)["items"]
    return Grid(
        titulo=title,
        columns=(("Cifra", "left"), ("Valor", "right"), ("Qué dice", "left")),
        rows=_cells((item["label"], item["value"], item["detail"]) for item in items),
        widths=(3.8, 2, 6.2),
        alt=f"{title}: cifras principales, una por fila.",
        nota=nota,
        size=FIGURES_PT,
    )


def _dimensiones(entidad: EntidadProfile) -> Slide | None:
    """Draw every dimension; one without score has no bar, and its name says why."""
    rows = entidad.dimensiones
    scored = [row for row in rows if row.score.puntos is not None]
    if not scored:
        return None
    own = ("Entidad (oficial)", [r.score.puntos for r in rows], [_own(r) for r in rows])
    kind = "oficial" if scored[0].peers.oficial else "cálculo propio"
    group = (
        f"Promedio del grupo ({kind})",
        [r.peers.media_puntos for r in rows],
        [formats.group_points(r.peers.media_puntos, as_read=r.peers.oficial) for r in rows],
    )
    series = [own, *([group] if any(group[1]) else [])]
    return Bars(
        titulo="Puntaje de las dimensiones frente al grupo",
        categories=tuple(_dimension(row) for row in rows),
        series=tuple((name, tuple(values), tuple(texts)) for name, values, texts in series),
        alt=alt_text.describe_dimensiones(entidad),
        nota=f"Puntos de 0 a 100. {charts_figure.source_line(scored[0].peers)}",
    )


def _own(row: DimensionResult) -> str:
    return formats.score_text(row.score)


def _dimension(row: DimensionResult) -> str:
    name = f"{row.dimension} {row.nombre}"
    if row.score.puntos is None:
        return f"{name} ({formats.motivo_short(row.score.motivo)})"
    return name


def _urgent(entidad: EntidadProfile) -> Slide:
    """List the politicas of high and middle priority, each with the plan to be approved."""
    title = "Políticas que piden más atención"
    rows = [row for row in entidad.politicas if row.priority.nivel in _URGENT]
    rows.sort(key=lambda r: (_URGENT.index(r.priority.nivel), -(r.priority.puntos or 0.0)))
    if not rows:
        none = "Ninguna política tiene prioridad alta ni media según la regla del informe."
        return Points(title, (none,), OWN)
    plans = _plans(entidad)
    return Grid(
        titulo=f"{title} y planes por aprobar" if plans else title,
        columns=(
            ("Política", "left"),
            ("Puntaje oficial", "right"),
            ("Cambio", "right"),
            ("Prioridad", "left"),
            ("Líder", "left"),
            *([("Plan por aprobar", LEFT)] if plans else []),
        ),
        rows=_cells(_urgent_row(row, plans) for row in rows[:MOST_ROWS]),
        widths=(3, 1.5, 1.4, 1.6, 3.4, *([3] if plans else [])),
        alt=f"{title}: puntaje, cambio, prioridad, líder y plan; la más urgente primero.",
        nota=_rest(f"{OWN} {OWN_PLANS}" if plans else OWN, len(rows)),
    )


def _urgent_row(row: PoliticaResult, plans: Mapping[str, str]) -> tuple[str, ...]:
    name = row.politica.nombre_corto or row.politica.nombre
    cells = (
        f"{row.politica.codigo} {name}".strip(),
        formats.score_text(row.score),
        tables_columns.change_cell(row.change),
        narrative.priority_cell(row.score, row.priority),
        row.lider or row.responsable or TO_APPOINT,
    )
    return (*cells, plans.get(row.politica.nombre, formats.NO_FIGURE)) if plans else cells


def _plans(entidad: EntidadProfile) -> dict[str, str]:
    """Sum up by politica what the committee has to approve: how many actions, and their time."""
    table = plans_table(entidad.acciones_prioritarias, entidad.vigencia_plan)
    found = {}
    for row in table["rows"] if table else ():
        name, _, n, _, period = map(span_text, row)
        found[name] = f"{n} {'acción' if n == '1' else 'acciones'}: {period}"
    return found


def _decisions(entidad: EntidadProfile, follow_up: FollowUp | None) -> Points:
    items = narrative_committee.decisions(entidad)
    if follow_up is not None:
        items += narrative_decisions.decisions(follow_up)
    return Points(
        titulo="Decisiones que se proponen al comité",
        items=tuple(tasks.clipped(free_text.harmless(item), ITEM_LENGTH) for item in items),
        nota="Propuesta: el comité la ajusta y la aprueba; Control Interno verifica.",
        numbered=True,
    )


def _late(follow_up: FollowUp | None) -> Slide | None:
    """List what is overdue; the figures before say when nothing is."""
    late = [i for i in follow_up.acciones if i.es_vencida or i.es_por_vencer] if follow_up else []
    if not late:
        return None
    late.sort(key=lambda item: item.dias_para_fin or 0)
    return Grid(
        titulo="Acciones vencidas y por vencer",
        columns=(
            ("Acción", "left"),
            ("Política", "left"),
            ("Responde", "left"),
            ("Situación", "left"),
        ),
        rows=_cells(_late_row(item) for item in late[:MOST_ROWS]),
        widths=(5, 3.2, 3.2, 2.4),
        alt="Acciones vencidas, la más antigua primero, y luego las que terminan pronto.",
        nota=_rest(OWN_PROGRESS, len(late)),
    )


def _late_row(item: ActionProgress) -> tuple[str, ...]:
    days = progress_formats.short_days(item.dias_para_fin or 0)
    return (
        free_text.start_of(item.accion.accion, ACTION_LENGTH),
        item.nombre_politica or "Sin política",
        item.dependencia or "Sin nombre en el plan",
        f"{'Vencida' if item.es_vencida else 'Vence'} {days}",
    )


def _cells(rows: Iterable[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(tasks.clipped(free_text.harmless(cell), CELL_LENGTH) for cell in row) for row in rows
    )


def _rest(nota: str, n: int) -> str:
    """Add to a note how many rows are not shown."""
    if n <= MOST_ROWS:
        return nota
    rest = formats.plural(n - MOST_ROWS, "fila más", "filas más")
    return f"{nota} Hay {rest} en el informe.".strip()
