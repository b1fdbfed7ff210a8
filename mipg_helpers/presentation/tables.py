"""Tables of one politica: gaps, sub-indices, who is in charge, what comes next.

Each function takes a result object and returns one table block with a caption that can stand
alone. Cells are formatted text; a missing figure gives its reason, never a 0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import blocks, formats, narrative

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from typing import TypeAlias

    from mipg_helpers.analysis.profile import (
        Change,
        Deadline,
        Gap,
        GapReference,
        IndiceResult,
        PeerStats,
        PoliticaResult,
        Profile,
    )
    from mipg_helpers.presentation.blocks import Block

    Measured: TypeAlias = IndiceResult | PoliticaResult
    #: Label, whether a row has a figure for it, how the cell is written.
    MeasuredColumn: TypeAlias = tuple[str, Callable[[Measured], bool], Callable[[Measured], str]]

OWN_NOTE = (
    "Brecha = referencia menos puntaje, en puntos; es cálculo propio. Una brecha negativa quiere "
    "decir que la entidad supera la referencia."
)

_GROUPS = {
    "grupo_par": "su grupo par",
    "departamento": "su departamento",
    "orden": "su mismo orden",
}
_NOT_GIVEN = "Sin dato en los archivos cargados"


def gaps_table(profile: Profile) -> Block:
    """Compare the score with each named reference, also with those that are missing."""
    own = formats.score_text(profile.score)
    return blocks.table(
        caption=(
            f"Brechas de {profile.politica.nombre}, vigencia {profile.vigencia} "
            f"(puntaje oficial: {own})"
        ),
        columns=[
            ("Referencia", "left"),
            ("Valor de la referencia", "right"),
            ("Brecha", "right"),
            ("Lectura", "left"),
        ],
        rows=[_gap_row(gap, profile.peers) for gap in profile.gaps],
        note=OWN_NOTE,
        widths=[4, 2, 1.5, 3],
    )


def indices_table(profile: Profile) -> Block | None:
    """Give the gaps, the change and the priority of each sub-index.

    A column that would say for every sub-index why it is empty is left out; None when only
    such columns are left or there is no sub-index with a score.
    """
    rows = [row for row in profile.indices if row.score.puntos is not None]
    written = written_columns(rows, INDICE_COLUMNS)
    if not written:
        return None
    names = [f"{row.codigo} {row.nombre}".strip() for row in rows]
    levels = [narrative.capital(formats.LEVELS[row.priority.nivel]) for row in rows]
    cells = [names, *(column for _, column in written), levels]
    with_gap = any(label.startswith("Brecha") for label, _ in written)
    return blocks.table(
        caption=(
            f"{'Brechas' if with_gap else 'Cambio'} y prioridad de los subíndices, "
            f"vigencia {profile.vigencia}"
        ),
        columns=[
            ("Subíndice", "left"),
            *((label, "right") for label, _ in written),
            ("Prioridad", "left"),
        ],
        rows=[list(row) for row in zip(*cells, strict=True)],
        note="Puntos; cálculo propio. Los subíndices sin puntaje no tienen brecha.",
        widths=[5, *([1.7] * len(written)), 1.6],
    )


def responsables_table(profile: Profile) -> Block:
    """Name posts and units in charge, never persons."""
    found = profile.responsables
    rows = [
        ("Líder de la política", found.lider or _NOT_GIVEN),
        ("Responsable", found.responsable or _NOT_GIVEN),
        ("Apoyo", found.apoyo),
        ("Cargo delegado", found.delegado_cargo),
        ("Líder nacional de la política", profile.politica.lider_nacional),
    ]
    year = f" (tabla de {found.vigencia})" if found.vigencia else ""
    return blocks.table(
        caption=f"Quién responde por la política{year}",
        columns=[("Papel", "left"), ("Dependencia o cargo", "left")],
        rows=[list(row) for row in rows if row[1]],
        widths=[2, 4],
    )


def deadlines_table(deadlines: Sequence[Deadline]) -> Block | None:
    """List what comes next, each thing once with all its dates; None when nothing does."""
    if not deadlines:
        return None
    dates: dict[tuple[str, str], list[date]] = {}
    for item in deadlines:
        dates.setdefault((item.hito, item.fuente), []).append(item.fecha)
    return blocks.table(
        caption="Próximas fechas",
        columns=[
            ("Fecha más próxima", "left"),
            ("Qué vence o se revisa", "left"),
            ("Después", "left"),
            ("Fuente", "left"),
        ],
        rows=[
            [
                formats.long_date(found[0]),
                hito,
                ", ".join(formats.short_date(day) for day in found[1:]) or formats.NO_FIGURE,
                fuente,
            ]
            for (hito, fuente), found in dates.items()
        ],
        widths=[2, 4, 2, 3],
    )


def change_cell(change: Change) -> str:
    """Write a change with the vigencia it starts from, or the short reason there is none."""
    if change.cambio_puntos is None:
        return formats.motivo_short(change.motivo)
    return formats.signed_points(change.cambio_puntos)


def gap_value(gaps: Sequence[Gap], referencia: GapReference) -> float | None:
    """Look up one gap in points."""
    found = narrative.gap_to(gaps, referencia)
    return None if found is None else found.brecha_puntos


def gap_cell(gaps: Sequence[Gap], referencia: GapReference) -> str:
    """Write one gap, or the short reason there is none."""
    found = narrative.gap_to(gaps, referencia)
    if found is None:
        return formats.NO_FIGURE
    if found.brecha_puntos is None:
        return formats.motivo_short(found.motivo)
    return formats.points(found.brecha_puntos)


def _gap_row(gap: Gap, peers: PeerStats) -> list[str]:
    value = gap.valor_referencia_puntos
    own_mean = gap.referencia == "media_grupo" and not peers.oficial
    write = formats.points if own_mean else formats.official_points
    return [
        _reference(gap, peers),
        formats.NO_FIGURE if value is None else write(value),
        formats.NO_FIGURE if gap.brecha_puntos is None else formats.points(gap.brecha_puntos),
        _reading(gap),
    ]


def _reference(gap: Gap, peers: PeerStats) -> str:
    if gap.referencia == "meta":
        year = f" ({gap.vigencia_referencia})" if gap.vigencia_referencia else ""
        return f"Meta de la entidad{year}"
    if gap.referencia == "vigencia_anterior":
        year = f" ({gap.vigencia_referencia})" if gap.vigencia_referencia else ""
        return f"Última vigencia comparable{year}"
    kind = "Promedio" if gap.referencia == "media_grupo" else "Puntaje más alto"
    marks = [formats.OFICIAL if peers.oficial else "", narrative.group_size(peers)]
    told = ", ".join(mark for mark in marks if mark)
    whose = _GROUPS.get(peers.criterio, "su grupo")
    return f"{kind} de {whose} ({told})" if told else f"{kind} de {whose}"


def _reading(gap: Gap) -> str:
    if gap.brecha_puntos is None:
        return narrative.capital(formats.motivo_short(gap.motivo))
    if narrative.is_zero(gap.brecha_puntos):
        return "Igual a la referencia"
    if gap.referencia == "vigencia_anterior":
        return "El puntaje bajó" if gap.brecha_puntos > 0 else "El puntaje subió"
    return "Por debajo" if gap.brecha_puntos > 0 else "La supera"


def written_columns(
    rows: Sequence[Measured], columns: Sequence[MeasuredColumn]
) -> list[tuple[str, list[str]]]:
    """Write the columns that hold at least one figure: label and one cell per row."""
    return [
        (label, [cell(row) for row in rows])
        for label, has, cell in columns
        if any(has(row) for row in rows)
    ]


def _gap_column(label: str, referencia: GapReference) -> MeasuredColumn:
    return (
        label,
        lambda row: gap_value(row.gaps, referencia) is not None,
        lambda row: gap_cell(row.gaps, referencia),
    )


_TARGET = _gap_column("Brecha con la meta", "meta")
_MEAN = _gap_column("Brecha con el promedio", "media_grupo")
_BEST = _gap_column("Brecha con el mejor", "mejor_grupo")
_CHANGE: MeasuredColumn = (
    "Cambio",
    lambda row: row.change.cambio_puntos is not None,
    lambda row: change_cell(row.change),
)
INDICE_COLUMNS = (_TARGET, _MEAN, _BEST, _CHANGE)
RANKING_COLUMNS = (_CHANGE, _TARGET, _MEAN)
