"""The deck of the committee: the same profile as the institutional report, in a few slides."""

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
from mipg_helpers.presentation.tables import deadlines_table
from mipg_helpers.presentation.tables_plan import TO_APPOINT, plans_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mipg_helpers.analysis.follow_up_profile import ActionProgress, FollowUp
    from mipg_helpers.analysis.profile import DimensionResult, EntidadProfile, PoliticaResult
    from mipg_helpers.presentation.blocks import Block

#: A session sees few rows; the reports have them all.
MOST_ROWS = 8
FIGURES_PT = 22
NOTHING = ("", formats.NO_FIGURE)
CELL_LENGTH, ACTION_LENGTH, ITEM_LENGTH, NAME_LENGTH = 130, 70, 420, 110
OWN = "Puntajes: oficiales. Cambio, brechas, puesto y prioridad: cálculo propio."
OWN_PROGRESS = "Avance: lo que reportaron las dependencias. Vencimientos: cálculo propio."
_URGENT = ("alta", "media")


def committee_deck(entidad: EntidadProfile, follow_up: FollowUp | None) -> Deck:
    """Say what the committee sees: results, what asks for attention, decisions, plans, debts."""
    name = tasks.clipped(free_text.harmless(entidad.entidad.nombre), NAME_LENGTH)
    title = f"Resultados FURAG {entidad.vigencia} y decisiones para el comité"
    day = formats.long_date(entidad.method.fecha_informe)
    slides: list[Slide | None] = [
        Opening(title, name, f"Plan de mejoramiento {entidad.vigencia_plan} · {day}"),
        _figures(
            f"Cómo le fue a la entidad en {entidad.vigencia}", cover.entidad_figures(entidad), OWN
        ),
        _dimensiones(entidad),
        _urgent(entidad),
        _decisions(entidad, follow_up),
        _plans(entidad),
        _progress(follow_up),
        _late(follow_up),
        _dates(entidad),
    ]
    return Deck(
        titulo=title,
        autor=name,
        tema=f"MIPG, FURAG, vigencia {entidad.vigencia}",
        aviso=cover.FICTITIOUS.partition(":")[0] if entidad.entidad.es_ficticia else "",
        slides=tuple(part for slide in slides if slide for part in split(slide)),
    )


def _figures(title: str, block: Block, nota: str) -> Grid:
    """Show the key figures of a report, large."""
    rows = [(item["label"], item["value"], item["detail"]) for item in block["items"]]
    return Grid(
        titulo=title,
        columns=(("Cifra", "left"), ("Valor", "right"), ("Qué dice", "left")),
        rows=_cells(rows),
        widths=(4, 2.4, 5.6),
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
    title = "Políticas que piden más atención"
    rows = [row for row in entidad.politicas if row.priority.nivel in _URGENT]
    rows.sort(key=lambda r: (_URGENT.index(r.priority.nivel), -(r.priority.puntos or 0.0)))
    if not rows:
        none = "Ninguna política tiene prioridad alta ni media según la regla del informe."
        return Points(title, (none,), OWN)
    return Grid(
        titulo=title,
        columns=(
            ("Política", "left"),
            ("Puntaje oficial", "right"),
            ("Cambio", "right"),
            ("Prioridad", "left"),
            ("Líder", "left"),
        ),
        rows=_cells(_urgent_row(row) for row in rows[:MOST_ROWS]),
        widths=(4.5, 1.2, 1.1, 1.4, 4.3),
        alt=f"{title}: puntaje, cambio, prioridad y líder; la más urgente primero.",
        nota=_rest(OWN, len(rows)),
    )


def _urgent_row(row: PoliticaResult) -> tuple[str, ...]:
    return (
        f"{row.politica.codigo} {row.politica.nombre}".strip(),
        formats.score_text(row.score),
        tables_columns.change_cell(row.change),
        narrative.priority_cell(row.score, row.priority),
        row.lider or row.responsable or TO_APPOINT,
    )


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


def _plans(entidad: EntidadProfile) -> Slide | None:
    table = plans_table(entidad.acciones_prioritarias, entidad.vigencia_plan)
    if table is None:
        return None
    nota = "Acciones y fechas: propuesta (cálculo propio). Están en el informe de cada política."
    return _grid("Planes por aprobar", table, nota)


def _progress(follow_up: FollowUp | None) -> Slide:
    title = "Seguimiento del plan"
    if follow_up is None or follow_up.corte is None:
        none = "Todavía no hay un plan con acciones: no hay qué seguir."
        return Points(title, (none,))
    title = f"{title} al {formats.long_date(follow_up.corte)}"
    return _figures(title, cover_follow_up.follow_up_figures(follow_up), OWN_PROGRESS)


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


def _dates(entidad: EntidadProfile) -> Slide | None:
    table = deadlines_table(entidad.deadlines)
    return None if table is None else _grid("Próximas fechas", table, "")


def _grid(title: str, table: Block, nota: str) -> Grid:
    """Take a table of the reports, its cells cut, without the columns that say nothing."""
    rows = [[span_text(cell) for cell in row] for row in table["rows"]]
    kept = [n for n in range(len(rows[0])) if any(row[n] not in NOTHING for row in rows)]
    return Grid(
        titulo=title,
        columns=tuple((table["columns"][n]["label"], table["columns"][n]["align"]) for n in kept),
        rows=_cells([row[n] for n in kept] for row in rows[:MOST_ROWS]),
        widths=tuple(table["widths"][n] for n in kept),
        alt=f"{table['caption']}.",
        nota=_rest(nota, len(rows)),
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
