"""What ``notebooks/comparar.ipynb`` shows of a comparison: a cover, the figures, and its views.

Each view is one function of a comparison, so that a cell, the code that the panel shows and the
printed report come from the same line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mipg_helpers.presentation import (
    blocks,
    charts_comparar,
    formats,
    narrative_comparar,
    narrative_comparar_findings,
    narrative_comparar_set,
    rows_comparar,
    tables_comparar,
)
from mipg_helpers.presentation import cover as front
from mipg_helpers.presentation.display import Displayed, concat
from mipg_helpers.presentation.sections import kept, load_notices, prose, written

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mipg_helpers.analysis.comparison_profile import Comparison, Detalle
    from mipg_helpers.presentation.blocks import Block

FICTITIOUS = (
    "DATOS FICTICIOS: las entidades y las cifras de esta comparación son inventadas y no "
    "describen a ninguna entidad real."
)


@dataclass(frozen=True, slots=True)
class View:
    """One view of a comparison; `funcion` is its name in this module."""

    clave: str
    titulo: str
    show: Callable[[Comparison], Displayed]

    @property
    def funcion(self) -> str:
        return self.show.__name__


def cover(comparison: Comparison) -> Displayed:
    """Name the report: entidad, set, vigencia, date."""
    entidad, code = comparison.entidad, front.run_id(comparison)
    facts = [
        ("Entidad", entidad.nombre),
        ("Código SIGEP", entidad.codigo_sigep or front.NOT_GIVEN),
        ("Conjunto", rows_comparar.set_name(comparison) or front.NOT_GIVEN),
        ("Entidades comparadas", formats.integer(comparison.conjunto.n)),
        ("Vigencia medida", str(comparison.vigencia)),
        ("Fecha del informe", formats.long_date(comparison.fecha_informe)),
        ("Código del informe", code),
    ]
    return Displayed(
        [
            blocks.cover(
                title=f"Comparación de entidades, resultados FURAG {comparison.vigencia}",
                subtitle=entidad.nombre,
                identity={
                    "informe": "comparar",
                    "entidad_id": entidad.entidad_id,
                    "politica": "",
                    "vigencia": str(comparison.vigencia),
                    "run_id": code,
                    "fecha": comparison.fecha_informe.isoformat(),
                },
                facts=facts,
                notice=FICTITIOUS if comparison.es_ficticia or entidad.es_ficticia else "",
            )
        ]
    )


def describe_conjunto(comparison: Comparison) -> Displayed:
    """Say which entidades are compared."""
    if comparison.conjunto.criterio == "ninguno":
        why = " ".join(narrative_comparar_set.why_nothing(comparison))
        return Displayed([blocks.callout("warning", "Sin conjunto que comparar", why)])
    return written(narrative_comparar_set.conjunto(comparison))


def key_figures(comparison: Comparison) -> Displayed:
    """Show how many are compared, where the entidad stands and how much is common."""
    if not comparison.politicas:
        return Displayed([])
    rows = narrative_comparar.placed(comparison)
    n_common = len(narrative_comparar_findings.common(comparison))
    is_measured = any(gap.debajo_pct is not None for gap in comparison.brechas)
    figures = [
        front.figure(
            "Entidades comparadas",
            formats.integer(comparison.conjunto.n),
            f"{rows_comparar.set_name(comparison)}.",
        ),
        front.figure(
            "Políticas en la mediana o más",
            f"{narrative_comparar.above(rows)} de {len(rows)}" if rows else "Sin comparación",
            "De las que tienen puntaje de la entidad (cálculo propio).",
        ),
        front.figure(
            "Brechas comunes",
            formats.integer(n_common) if is_measured else "Sin medir",
            "Políticas y subíndices con más de la mitad del conjunto por debajo.",
        ),
    ]
    return Displayed([blocks.key_figures(figures)])


def describe_summary(comparison: Comparison) -> Displayed:
    """Say in words what the numbers say."""
    return written(narrative_comparar.summary(comparison))


def show_matrix(comparison: Comparison) -> Displayed:
    """Draw the scores of the entidades; the figures stand in `show_scores`."""
    return charts_comparar.plot_matrix(comparison, with_table=False)


def show_spread(comparison: Comparison) -> Displayed:
    """Draw how the scores spread in each politica, with their table."""
    return charts_comparar.plot_distribution(comparison)


def show_gaps(comparison: Comparison) -> Displayed:
    """Show where most of the set is below the reference."""
    said = prose(narrative_comparar_findings.gaps(comparison))
    found = narrative_comparar_findings.common(comparison)
    if not found:
        return Displayed(said)
    most = tables_comparar.MOST_GAPS
    note = (
        f"Se muestran {most} de {formats.integer(len(found))}; el libro de Excel de la "
        "comparación las trae todas."
        if len(found) > most
        else ""
    )
    caption = f"Brechas comunes del conjunto, vigencia {comparison.vigencia}"
    return Displayed([*said, tables_comparar.gaps_table(found[:most], caption, note=note)])


def show_mejoras(comparison: Comparison) -> Displayed:
    """Show who rose most in each politica, or why nothing is comparable."""
    said = narrative_comparar_findings.mejoras(comparison)
    if comparison.politicas and not any(item.n for item in comparison.mejoras):
        return Displayed([blocks.callout("info", "Sin cambios comparables", " ".join(said))])
    return Displayed([*prose(said), *kept([tables_comparar.mejoras_table(comparison)])])


def show_detalle(comparison: Comparison) -> Displayed:
    """Look at one politica closely: chart, places, sub-indices; nothing where there is none."""
    detalle = comparison.detalle
    said = prose(narrative_comparar.detalle(comparison))
    if detalle is None:
        return Displayed(said)
    shown = charts_comparar.plot_detalle(comparison)
    return Displayed([*said, *shown.blocks, *_subindices(comparison, detalle)])


def _subindices(comparison: Comparison, detalle: Detalle) -> list[Block]:
    own = detalle.politica.politica
    found = [gap for gap in comparison.brechas if gap.politica == own and gap.nivel == "indice"]
    if not found:
        return []
    caption = f"Subíndices de {detalle.politica.nombre} en el conjunto"
    lead = f"Sus subíndices, frente a {narrative_comparar_findings.reference(comparison)}:"
    return [
        blocks.paragraph(lead),
        tables_comparar.gaps_table(found, caption, names_politica=False),
    ]


def show_scores(comparison: Comparison) -> Displayed:
    """Show the scores that the matrix draws, a few politicas per table."""
    if not comparison.politicas:
        return written(narrative_comparar_set.why_nothing(comparison))
    return Displayed(tables_comparar.score_tables(comparison))


def describe_method(comparison: Comparison) -> Displayed:
    """Say what is official and what is ours."""
    said = prose(narrative_comparar.method(comparison))
    return Displayed([blocks.bullet_list(narrative_comparar.METHOD), *said])


def table_sources(comparison: Comparison) -> Displayed:
    """Show the files that the scores were read from, and the version of the program."""
    made = load_notices([], comparison.version)[-1:]
    return Displayed([*kept([tables_comparar.sources_table(comparison)]), *made])


def show_method(comparison: Comparison) -> Displayed:
    """Say how the comparison was made and from which files."""
    return describe_method(comparison) + table_sources(comparison)


VIEWS = (
    View("brechas", "Brechas comunes", show_gaps),
    View("matriz", "Puntajes de cada entidad", show_matrix),
    View("distribucion", "Cómo se reparten los puntajes", show_spread),
    View("mejoras", "Quién mejoró más", show_mejoras),
    View("detalle", "Una política de cerca", show_detalle),
    View("puntajes", "Puntajes en tablas", show_scores),
    View("metodo", "Método y fuentes", show_method),
)


def show_summary(comparison: Comparison, notes: Sequence[str] = ()) -> Displayed:
    """Say what is compared, what of the wish could not be had, and the main figures."""
    told = [blocks.callout("warning", "Cambio en lo elegido", note) for note in notes]
    parts = [describe_conjunto]
    if comparison.politicas:
        parts += [key_figures, describe_summary]
    return Displayed(told) + concat([part(comparison) for part in parts])


def show_all(comparison: Comparison) -> Displayed:
    """Show the whole comparison as a document, each view under its heading."""
    parts = [
        cover(comparison),
        Displayed([blocks.heading(2, "Resumen")]),
        show_summary(comparison),
    ]
    shown = VIEWS if comparison.politicas else VIEWS[-1:]
    for view in shown:
        parts += [Displayed([blocks.heading(2, view.titulo)]), view.show(comparison)]
    return concat(parts)
