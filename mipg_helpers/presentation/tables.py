"""Tables of one politica: gaps, sub-indices, who is in charge, what comes next.

Each function takes a result object and returns one table block with a caption that can stand
alone. Cells are formatted text; a missing figure gives its reason, never a 0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import blocks, formats, narrative, tables_columns

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from mipg_helpers.analysis.profile import (
        Deadline,
        Gap,
        IndiceResult,
        PeerStats,
        Profile,
    )
    from mipg_helpers.presentation.blocks import Block

OWN_NOTE = (
    "Brecha = referencia menos puntaje, en puntos; es cálculo propio. Una brecha negativa quiere "
    "decir que la entidad supera la referencia."
)

_GROUPS = {
    "grupo_par": "su grupo par",
    "departamento": "su departamento",
    "orden": "su mismo orden",
    "sector": "su sector",
    "naturaleza_juridica": "su misma naturaleza jurídica",
}
_NOT_GIVEN = "Sin dato en los archivos cargados"
#: A vigencia on the other side of a break is named, but it is not a comparable one.
_BREAKS = {"no_comparable_quiebre", "no_comparable_redefinido", "no_comparable_base"}


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
    """Give score, group, gap, change and priority of each sub-index; None without sub-indices.

    A column that would say for every sub-index why it is empty is left out. A sub-index
    without score keeps its row, with the reason instead of a figure.
    """
    rows = profile.indices
    if not any(row.score.puntos is not None for row in rows):
        return None  # the chart has already said why
    written = tables_columns.written(rows, tables_columns.INDICE)
    levels = [narrative.priority_cell(row.score, row.priority) for row in rows]
    cells = [
        [f"{row.codigo} {row.nombre}".strip() for row in rows],
        [formats.score_text(row.score) for row in rows],
        *(column for _, column in written),
        levels,
    ]
    return blocks.table(
        caption=f"Subíndices de {profile.politica.nombre}, vigencia {profile.vigencia}",
        columns=[
            ("Subíndice", "left"),
            ("Puntaje oficial", "right"),
            *((label, "right") for label, _ in written),
            ("Prioridad", "left"),
        ],
        rows=[list(row) for row in zip(*cells, strict=True)],
        note=_indices_note(rows),
        widths=[5, 1.5, *([1.6] * len(written)), 1.6],
    )


def politicas_table(profile: Profile) -> Block:
    """List the score and the priority of every politica of the entidad, in official order."""
    return blocks.table(
        caption=(
            "Puntaje oficial y prioridad (cálculo propio) de las políticas, "
            f"vigencia {profile.vigencia}"
        ),
        columns=[
            ("Política", "left"),
            ("Puntaje oficial", "right"),
            ("Prioridad", "left"),
        ],
        rows=[
            [
                f"{row.politica.codigo} {row.politica.nombre}".strip(),
                formats.score_text(row.score),
                narrative.priority_cell(row.score, row.priority),
            ]
            for row in profile.politicas
        ],
        widths=[7, 1.7, 1.7],
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
            ("Próxima", "left"),
            ("Qué vence o se revisa", "left"),
            ("Después", "left"),
            ("Fuente", "left"),
        ],
        rows=[
            [
                formats.short_date(found[0]),
                hito,
                ", ".join(formats.short_date(day) for day in found[1:]) or formats.NO_FIGURE,
                fuente,
            ]
            for (hito, fuente), found in dates.items()
        ],
        widths=[1.6, 5.4, 1.7, 3.4],
    )


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
        name = "Vigencia anterior" if gap.motivo in _BREAKS else "Última vigencia comparable"
        return f"{name}{year}"
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


def _indices_note(rows: Sequence[IndiceResult]) -> str:
    sizes = sorted({row.peers.n for row in rows if row.peers.media_puntos is not None})
    lead = "Puntos. Brecha, cambio y prioridad son cálculo propio."
    if not sizes or sizes == [0]:
        return lead
    many = f"de {sizes[0]} a {sizes[-1]}" if len(sizes) > 1 else str(sizes[0])
    kind = "oficiales" if any(row.peers.oficial for row in rows) else "cálculo propio"
    return f"{lead} Datos del grupo: {kind}, {many} entidades con puntaje."
