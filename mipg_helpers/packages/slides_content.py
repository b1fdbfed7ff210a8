"""The deck of the committee: the same profile as the institutional report, in a few slides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.packages import tasks
from mipg_helpers.packages.slides_model import Bars, Deck, Grid, Opening, Points, Slide, split
from mipg_helpers.presentation import (
    alt_text,
    charts_figure,
    cover,
    formats,
    free_text,
    narrative,
    narrative_committee,
    narrative_follow_up,
    progress_formats,
    tables_columns,
)
from mipg_helpers.presentation.display_text import span_text
from mipg_helpers.presentation.tables import deadlines_table
from mipg_helpers.presentation.tables_plan import plans_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mipg_helpers.analysis.follow_up_profile import ActionProgress, FollowUp
    from mipg_helpers.analysis.profile import DimensionResult, EntidadProfile, PoliticaResult
    from mipg_helpers.presentation.blocks import Block

#: A session sees few rows; the reports have them all.
MOST_ROWS = 10
CELL_LENGTH, ACTION_LENGTH, ITEM_LENGTH, NAME_LENGTH = 90, 70, 420, 110
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
        _figures(entidad),
        _dimensiones(entidad),
        _urgent(entidad),
        _decisions(entidad),
        _plans(entidad),
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


def _figures(entidad: EntidadProfile) -> Grid:
    items = cover.entidad_figures(entidad)["items"]
    rows = [(item["label"], item["value"], item["detail"]) for item in items]
    return Grid(
        titulo=f"Cómo le fue a la entidad en {entidad.vigencia}",
        columns=(("Cifra", "left"), ("Valor", "right"), ("Qué dice", "left")),
        rows=_cells(rows),
        widths=(3.2, 2.2, 6),
        alt=f"Cifras principales de la vigencia {entidad.vigencia}, una por fila.",
        nota=OWN,
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
        widths=(5.2, 1.6, 1.6, 1.5, 4),
        alt=f"{title}: puntaje, cambio, prioridad y líder; la más urgente primero.",
        nota=_rest(OWN, len(rows)),
    )


def _urgent_row(row: PoliticaResult) -> tuple[str, ...]:
    return (
        f"{row.politica.codigo} {row.politica.nombre}".strip(),
        formats.score_text(row.score),
        tables_columns.change_cell(row.change),
        narrative.priority_cell(row.score, row.priority),
        row.lider or row.responsable or "Por designar",
    )


def _decisions(entidad: EntidadProfile) -> Points:
    items = narrative_committee.decisions(entidad)
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


def _late(follow_up: FollowUp | None) -> Slide:
    title = "Acciones vencidas y por vencer"
    if follow_up is None or follow_up.corte is None:
        none = "Todavía no hay un plan con acciones: no hay qué seguir."
        return Points(title, (none,))
    title = f"{title} al {formats.long_date(follow_up.corte)}"
    late = [item for item in follow_up.acciones if item.es_vencida or item.es_por_vencer]
    if not late:
        said = ["Ninguna acción está vencida ni termina pronto.", *_summary(follow_up)]
        return Points(title, tuple(said), OWN_PROGRESS)
    late.sort(key=lambda item: item.dias_para_fin or 0)
    return Grid(
        titulo=title,
        columns=(
            ("Acción", "left"),
            ("Política", "left"),
            ("Responde", "left"),
            ("Situación", "left"),
        ),
        rows=_cells(_late_row(item) for item in late[:MOST_ROWS]),
        widths=(5, 3, 3.4, 2.2),
        alt="Acciones vencidas, la más antigua primero, y luego las que terminan pronto.",
        nota=_rest(OWN_PROGRESS, len(late)),
    )


def _summary(follow_up: FollowUp) -> list[str]:
    said = narrative_follow_up.summary(follow_up)
    return [tasks.clipped(free_text.harmless(text), ITEM_LENGTH) for text in said]


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
    """Take a table of the reports as it is, its cells cut."""
    rows = [[span_text(cell) for cell in row] for row in table["rows"]]
    return Grid(
        titulo=title,
        columns=tuple((column["label"], column["align"]) for column in table["columns"]),
        rows=_cells(rows[:MOST_ROWS]),
        widths=tuple(table["widths"]),
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
