"""Tables of a comparison: scores, spread, common gaps, rises, one politica closely, sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import blocks, formats, rows_comparar
from mipg_helpers.presentation.alt_text import one_line
from mipg_helpers.presentation.tables_sources import KINDS, SHORT_HASH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.analysis.comparison_profile import (
        CommonGap,
        Comparison,
        Detalle,
        Distribution,
        Mejoras,
    )
    from mipg_helpers.presentation.blocks import Align, Block

#: Politicas beside each other in one table of scores.
MOST_POLITICAS = 5
#: Rows of the table of common gaps; the workbook has them all.
MOST_GAPS = 15
#: Of more entidades that share the widest rise only the number is told.
MOST_TIED = 3


def score_tables(comparison: Comparison) -> list[Block]:
    """Write the scores of the rows that a page shows, a few politicas per table."""
    politicas = comparison.politicas
    n_tables = -(-len(politicas) // MOST_POLITICAS)
    size = -(-len(politicas) // n_tables) if n_tables else 0
    return [
        _score_table(comparison, range(start, min(start + size, len(politicas))))
        for start in range(0, len(politicas), size or 1)
    ]


def _score_table(comparison: Comparison, columns: range) -> Block:
    shown = rows_comparar.shown_rows(comparison)
    names = [comparison.politicas[at] for at in columns]
    codes = [item.codigo for item in names]
    which = f"{codes[0]} a {codes[-1]}" if len(codes) > 1 and all(codes) else names[0].nombre_corto
    return blocks.table(
        caption=f"Puntajes oficiales por entidad, {which}, vigencia {comparison.vigencia}",
        columns=[
            ("Entidad", "left"),
            ("Puesto", "right"),
            *((one_line(item.nombre_corto or item.nombre), "right") for item in names),
        ],
        rows=[
            [
                rows_comparar.own_name(one_line(one.fila.nombre), es_propia=one.fila.es_propia),
                one.place,
                *(formats.score_text(one.fila.scores[at]) for at in columns),
            ]
            for one in shown
        ],
        note=_notes(
            "Puntos.",
            rows_comparar.order_text(comparison),
            "►: la entidad de este informe." if any(one.fila.es_propia for one in shown) else "",
            rows_comparar.how_many(comparison),
        ),
        widths=[4.2, 1.1, *([1.7] * len(names))],
    )


def distribution_table(comparison: Comparison) -> Block:
    """Write the numbers of the chart of the spread."""
    return blocks.table(
        caption=(
            f"Distribución de los puntajes {rows_comparar.of_set(comparison)}, vigencia "
            f"{comparison.vigencia}"
        ),
        columns=[
            ("Política", "left"),
            ("Entidad (oficial)", "right"),
            ("Puesto", "right"),
            ("Mediana", "right"),
            ("Promedio", "right"),
            ("Mitad central", "right"),
            ("Más bajo y más alto", "right"),
            ("Con puntaje", "right"),
        ],
        rows=[_distribution_row(row) for row in comparison.distribuciones],
        note=(
            "Puntos. Mediana, promedio, mitad central (cuartiles 1 y 3) y puesto son cálculo "
            "propio. El puesto 1 es el más alto; los empates comparten puesto. No se describen "
            f"menos de {formats.plural(comparison.yardstick.minimo_grupo, 'entidad', 'entidades')}."
        ),
        widths=[3.4, 1.3, 1.4, 1.3, 1.3, 1.8, 1.9, 1.2],
    )


def _distribution_row(row: Distribution) -> list[str]:
    return [
        one_line(row.politica.nombre),
        formats.score_text(row.own),
        rows_comparar.place_of(row.posicion, row.n),
        formats.group_points(row.mediana_puntos, as_read=False),
        formats.group_points(row.media_puntos, as_read=False),
        _between(row.q1_puntos, row.q3_puntos, as_read=False),
        _between(row.minimo_puntos, row.maximo_puntos, as_read=True),
        formats.integer(row.n),
    ]


def _between(low: float | None, high: float | None, *, as_read: bool) -> str:
    if low is None or high is None:
        return formats.NO_FIGURE
    ends = (formats.group_points(value, as_read=as_read) for value in (low, high))
    return " a ".join(ends)


def gaps_table(
    gaps: Sequence[CommonGap], caption: str, *, names_politica: bool = True, note: str = ""
) -> Block:
    """Write how many of the set are below the reference, in the order given."""
    return blocks.table(
        caption=caption,
        columns=[
            ("Política o subíndice" if names_politica else "Subíndice", "left"),
            *_politica_column(names_politica=names_politica),
            ("Referencia", "right"),
            ("Por debajo", "right"),
            ("Parte del conjunto", "right"),
            ("Brecha mediana", "right"),
            ("Entidad (oficial)", "right"),
        ],
        rows=[_gap_row(gap, names_politica=names_politica) for gap in gaps],
        note=_notes(
            "Puntos. Todo es cálculo propio, salvo el puntaje de la entidad. La brecha mediana es "
            "la de quienes están por debajo.",
            note,
        ),
        widths=[4, *([2.6] if names_politica else []), 1.5, 1.5, 1.5, 1.4, 1.4],
    )


def _politica_column(*, names_politica: bool) -> list[tuple[str, Align]]:
    return [("De la política", "left")] if names_politica else []


def _gap_row(gap: CommonGap, *, names_politica: bool) -> list[str]:
    own = formats.NO_FIGURE if gap.own is None else formats.score_text(gap.own)
    if gap.debajo_pct is None or gap.referencia_puntos is None:
        figures = [formats.motivo_short(gap.motivo), *([formats.NO_FIGURE] * 3)]
    else:
        figures = [
            formats.points(gap.referencia_puntos),
            f"{formats.integer(gap.n_debajo or 0)} de {formats.integer(gap.n)}",
            formats.percent(gap.debajo_pct),
            formats.group_points(gap.brecha_mediana_puntos, as_read=False),
        ]
    whole = "toda la política" if gap.nivel == "politica" else one_line(gap.nombre_politica)
    name = one_line(f"{gap.codigo} {gap.nombre}".strip())
    return [name, *([whole] if names_politica else []), *figures, own]


def mejoras_table(comparison: Comparison) -> Block | None:
    """Name who rose most in each politica; None where nobody can be compared, or nobody rose."""
    compared = [item for item in comparison.mejoras if item.mejoras]
    if not compared:
        return None
    return blocks.table(
        caption=f"Quién mejoró más en cada política, hasta la vigencia {comparison.vigencia}",
        columns=[
            ("Política", "left"),
            ("Entidad que más subió", "left"),
            ("Desde", "right"),
            ("Antes", "right"),
            ("Ahora", "right"),
            ("Cambio", "right"),
            ("Subieron", "right"),
            ("Cambio de la entidad", "right"),
        ],
        rows=[row for item in compared for row in _mejoras_rows(item)],
        note=(
            "Puntos. «Antes» y «ahora» son oficiales; los cambios son cálculo propio. Los empates "
            "en el primer lugar se muestran todos, o se cuentan. Un cambio no dice a qué se debe."
        ),
        widths=[2.6, 3.6, 1.1, 1.2, 1.2, 1.2, 1.4, 1.5],
    )


def _mejoras_rows(item: Mejoras) -> list[list[str]]:
    first = [mejora for mejora in item.mejoras if mejora.posicion == 1]
    rise = formats.signed_points(first[0].cambio_puntos, 2)
    counted = f"{formats.integer(item.n_suben)} de {formats.integer(item.n)}"
    own = item.own_cambio_puntos
    ends = [counted, formats.NO_FIGURE if own is None else formats.signed_points(own, 2)]
    name, desde = one_line(item.politica.nombre), str(item.desde)
    if item.n_primeros > MOST_TIED:
        tied = f"{formats.integer(item.n_primeros)} entidades empatadas"
        return [[name, tied, desde, formats.NO_FIGURE, formats.NO_FIGURE, rise, *ends]]
    return [
        [
            name,
            rows_comparar.own_name(one_line(mejora.nombre), es_propia=mejora.es_propia),
            desde,
            formats.official_points(mejora.desde_puntos),
            formats.official_points(mejora.hasta_puntos),
            rise,
            *ends,
        ]
        for mejora in first
    ]


def detalle_table(comparison: Comparison, detalle: Detalle) -> Block | None:
    """Rank the entidades of the set in one politica; None where nobody has a score."""
    if not detalle.ranking:
        return None
    total = len(detalle.ranking)
    own = next((at for at, (_, fila, _) in enumerate(detalle.ranking) if fila.es_propia), None)
    wanted = rows_comparar.chosen(total, total, own)
    return blocks.table(
        caption=f"Puestos en {one_line(detalle.politica.nombre)}, vigencia {comparison.vigencia}",
        columns=[
            ("Entidad", "left"),
            ("Lugar", "left"),
            ("Puesto", "right"),
            ("Puntaje (oficial)", "right"),
        ],
        rows=[
            [
                rows_comparar.own_name(one_line(fila.nombre), es_propia=fila.es_propia),
                one_line(fila.lugar) or formats.NO_FIGURE,
                formats.integer(place),
                formats.score_text(score),
            ]
            for place, fila, score in (detalle.ranking[at] for at in sorted(wanted))
        ],
        note=_notes(
            "Puntos. El puesto es cálculo propio; los empates lo comparten.",
            rows_comparar.some_of(comparison, len(wanted), total),
        ),
        widths=[4, 3, 1, 1.4],
    )


def sources_table(comparison: Comparison) -> Block | None:
    """List the files that the scores were read from; None when none is known."""
    if not comparison.sources:
        return None
    return blocks.table(
        caption="Archivos de los que se leyeron los puntajes",
        columns=[
            ("Archivo", "left"),
            ("Contenido", "left"),
            ("Cargado el", "left"),
            ("Huella SHA-256", "left"),
        ],
        rows=[
            [
                one_line(file.archivo),
                (
                    f"{KINDS.get(file.tipo, file.tipo)} "
                    f"{formats.enumerated([str(year) for year in sorted(file.vigencias)])}"
                ),
                formats.short_date(file.fecha_cargue),
                [blocks.code(file.sha256[:SHORT_HASH])],
            ]
            for file in comparison.sources
        ],
        note=f"De cada huella, los primeros {SHORT_HASH} caracteres.",
        widths=[4, 4, 1.6, 2],
    )


def _notes(*texts: str) -> str:
    return " ".join(text for text in texts if text)
