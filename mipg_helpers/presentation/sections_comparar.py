"""The objects that ``notebooks/comparar.ipynb`` displays, one per cell, in its order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import (
    blocks,
    formats,
    narrative_comparar,
    rows_comparar,
    tables_comparar,
)
from mipg_helpers.presentation import cover as front
from mipg_helpers.presentation.display import Displayed
from mipg_helpers.presentation.sections import kept, load_notices, prose, written

if TYPE_CHECKING:
    from mipg_helpers.analysis.comparison_profile import Comparison, Detalle
    from mipg_helpers.presentation.blocks import Block

FICTITIOUS = (
    "DATOS FICTICIOS: las entidades y las cifras de esta comparación son inventadas y no "
    "describen a ninguna entidad real."
)


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
        why = " ".join(narrative_comparar.why_nothing(comparison))
        return Displayed([blocks.callout("warning", "Sin conjunto que comparar", why)])
    return written(narrative_comparar.conjunto(comparison))


def key_figures(comparison: Comparison) -> Displayed:
    """Show how many are compared, where the entidad stands and how much is common."""
    if not comparison.politicas:
        return Displayed([])
    rows = narrative_comparar.placed(comparison)
    n_common = len(narrative_comparar.common(comparison))
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
            formats.integer(n_common),
            "Políticas y subíndices con más de la mitad del conjunto por debajo.",
        ),
    ]
    return Displayed([blocks.key_figures(figures)])


def describe_summary(comparison: Comparison) -> Displayed:
    """Say in words what the numbers say."""
    return written(narrative_comparar.summary(comparison))


def table_gaps(comparison: Comparison) -> Displayed:
    """Show where most of the set is below the reference."""
    said = prose(narrative_comparar.gaps(comparison))
    found = narrative_comparar.common(comparison)
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
    return Displayed([*said, tables_comparar.gaps_table(found[:most], caption, note)])


def table_mejoras(comparison: Comparison) -> Displayed:
    """Show who rose most in each politica, or why nothing is comparable."""
    said = narrative_comparar.mejoras(comparison)
    if comparison.politicas and not any(item.n for item in comparison.mejoras):
        return Displayed([blocks.callout("info", "Sin cambios comparables", " ".join(said))])
    return Displayed([*prose(said), *kept([tables_comparar.mejoras_table(comparison)])])


def describe_detalle(comparison: Comparison) -> Displayed:
    """Look at one politica closely: chart, places, sub-indices; nothing where there is none."""
    from mipg_helpers.presentation.charts_comparar import plot_detalle

    detalle = comparison.detalle
    said = prose(narrative_comparar.detalle(comparison))
    if detalle is None:
        return Displayed(said)
    shown = plot_detalle(comparison)
    return Displayed([*said, *shown.blocks, *_subindices(comparison, detalle)])


def _subindices(comparison: Comparison, detalle: Detalle) -> list[Block]:
    own = detalle.politica.politica
    found = [gap for gap in comparison.brechas if gap.politica == own and gap.nivel == "indice"]
    if not found:
        return []
    caption = f"Subíndices de {detalle.politica.nombre} en el conjunto"
    lead = f"Sus subíndices, frente a {narrative_comparar.reference(comparison)}:"
    return [blocks.paragraph(lead), tables_comparar.gaps_table(found, caption)]


def table_scores(comparison: Comparison) -> Displayed:
    """Show the scores that the matrix draws, a few politicas per table."""
    if not comparison.politicas:
        return written(narrative_comparar.why_nothing(comparison))
    return Displayed(tables_comparar.score_tables(comparison))


def describe_method(comparison: Comparison) -> Displayed:
    """Say what is official and what is ours."""
    said = prose(narrative_comparar.method(comparison))
    return Displayed([blocks.bullet_list(narrative_comparar.METHOD), *said])


def table_sources(comparison: Comparison) -> Displayed:
    """Show the files that the scores were read from, and the version of the program."""
    made = load_notices([], comparison.version)[-1:]
    return Displayed([*kept([tables_comparar.sources_table(comparison)]), *made])
