"""The page of one dimension: its result and its politicas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import blocks, cover, narrative, narrative_result
from mipg_helpers.site import site_blocks
from mipg_helpers.site.pages_home import READ_TILES
from mipg_helpers.site.pages_shared import page_of, politica_tiles, politicas_link
from mipg_helpers.site.render import render_blocks

if TYPE_CHECKING:
    from mipg_helpers.presentation.blocks import Block
    from mipg_helpers.site.model import DimensionSite, EntidadSite
    from mipg_helpers.site.render import Frame


def dimension_page(frame: Frame, site: EntidadSite, item: DimensionSite) -> tuple[str, bytes]:
    """Print the page of a dimension."""
    result, profile = item.result, site.profile
    name = item.path.removeprefix(site.entry.prefix)
    title = f"{result.dimension} {result.nombre}"
    page = page_of(frame, site, name, title, politicas_link(site))
    figures = [
        cover.score_figure(result.score, profile.vigencia),
        cover.change_figure(result.change),
        cover.position_figure(result.peers),
        cover.distance_figure(result.gaps, result.peers),
    ]
    said: list[Block] = [
        blocks.key_figures(figures),
        blocks.paragraph(_sentence(site, item)),
        blocks.heading(2, "Sus políticas"),
        blocks.paragraph(READ_TILES),
        site_blocks.tiles([("", "", politica_tiles(site, item.politicas, page))]),
    ]
    return page.path, render_blocks(
        frame, page, said, kicker=f"{profile.entidad.nombre} · Dimensión"
    )


def _sentence(site: EntidadSite, item: DimensionSite) -> str:
    result, profile = item.result, site.profile
    if result.score.puntos is None:
        return (
            "Esta dimensión no tiene puntaje en los archivos cargados; sus políticas sí pueden "
            "tenerlo."
        )
    return narrative.sentences(
        [
            narrative_result.score_sentence(
                f"la dimensión de {result.nombre}", result.score, profile.vigencia
            ),
            narrative_result.change_sentence(result.change),
            narrative_result.standing_sentences(
                result.score, result.peers, result.gaps, profile.method.rule.minimo_grupo
            ),
        ]
    )
