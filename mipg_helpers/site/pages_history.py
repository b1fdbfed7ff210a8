"""Results of earlier vigencias, side by side where they may be compared and only there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import blocks, charts, formats, narrative
from mipg_helpers.site import site_blocks
from mipg_helpers.site.pages_shared import main_trend, page_of
from mipg_helpers.site.render import render_blocks

if TYPE_CHECKING:
    from mipg_helpers.analysis.profile import Trend
    from mipg_helpers.presentation.blocks import Block
    from mipg_helpers.site.model import EntidadSite
    from mipg_helpers.site.render import Frame

NO_ROW = "Sin dato"


def history_page(frame: Frame, site: EntidadSite) -> tuple[str, bytes]:
    """Print the history of an entidad."""
    page = page_of(frame, site, "historial.html", "Historial")
    said = [
        blocks.heading(2, "Qué se puede comparar"),
        *_comparability(site),
        blocks.heading(2, "Resultado general"),
        *site_blocks.shown(charts.plot_trend(main_trend(site))),
        blocks.heading(2, "Puntajes por vigencia"),
        *_table(site),
    ]
    lead = "Los puntajes oficiales de cada vigencia cargada, con lo que no se debe comparar."
    return page.path, render_blocks(
        frame, page, said, kicker=site.profile.entidad.nombre, lead=lead
    )


def _comparability(site: EntidadSite) -> list[Block]:
    """Say once why some vigencias must not be compared."""
    found = [item for trend in _trends(site).values() for item in trend.breaks]
    told = dict.fromkeys(
        f"{item.desde} y {item.hasta}: {narrative.full_stop(item.explicacion)}"
        for item in found
        if item.explicacion
    )
    if not told:
        return [blocks.paragraph("Todas las vigencias cargadas se pueden comparar entre sí.")]
    return [
        blocks.paragraph("No se comparan los puntajes a un lado y otro de estos cambios:"),
        blocks.bullet_list(sorted(told)),
    ]


def _trends(site: EntidadSite) -> dict[str, Trend]:
    found = {"Índice de Desempeño Institucional (IDI)": site.profile.trend}
    found |= {item.nombre: item.profile.trend for item in site.politicas}
    return {name: trend for name, trend in found.items() if trend.points}


def _table(site: EntidadSite) -> list[Block]:
    trends = _trends(site)
    years = sorted({point.vigencia for trend in trends.values() for point in trend.points})
    if not years:
        return [blocks.paragraph("No hay puntajes cargados de la entidad.")]
    return [
        blocks.table(
            caption="Puntaje oficial por vigencia, en puntos",
            columns=[("Índice", "left"), *((str(year), "right") for year in years)],
            rows=[[name, *_scores(trend, years)] for name, trend in trends.items()],
            note=f"«{NO_ROW}»: los archivos cargados de esa vigencia no lo traen.",
        )
    ]


def _scores(trend: Trend, years: list[int]) -> list[str]:
    by_year = {point.vigencia: formats.score_text(point.score) for point in trend.points}
    return [narrative.capital(by_year.get(year, NO_ROW)) for year in years]
