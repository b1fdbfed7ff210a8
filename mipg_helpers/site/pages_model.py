"""What MIPG is, in plain words, and how the figures of the site are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.analysis.follow_up_profile import LightRule
from mipg_helpers.analysis.priorities import rule_from
from mipg_helpers.presentation import blocks, formats, narrative_method, progress_formats
from mipg_helpers.presentation.sections import prose
from mipg_helpers.site import site_blocks
from mipg_helpers.site.model import HOME, METODOLOGIA, QUE_ES, Link, Page, politica_path
from mipg_helpers.site.render import render_blocks

if TYPE_CHECKING:
    from mipg_helpers.presentation.blocks import Block
    from mipg_helpers.site.content import SiteContent
    from mipg_helpers.site.render import Frame

COMPONENTS = (
    ("Institucionalidad", "quiénes deciden y responden: comités, líderes y oficinas."),
    ("Operación", "las dimensiones y las políticas con las que trabaja la entidad."),
    ("Medición", "la evaluación anual de los resultados, con el formulario FURAG."),
)
OBJECTIVES = (
    "Contar con buenos líderes y servidores, que trabajen con integridad.",
    "Trabajar de manera ágil y sencilla.",
    "Decidir con información, con control y con evaluación, y mejorar siempre.",
    "Lograr que la ciudadanía participe de verdad en lo público.",
    "Coordinarse con las demás entidades del Estado.",
)
WORDS = (
    ("FURAG", "formulario con el que cada entidad reporta, una vez al año, lo que hizo."),
    ("Índice de Desempeño Institucional (IDI)", "el puntaje general de la entidad, de 0 a 100."),
    ("Vigencia", "el año que se mide; los resultados se publican al año siguiente."),
    ("Grupo par", "las entidades parecidas con las que se compara cada una."),
    ("Brecha", "los puntos que faltan para llegar a una referencia, que siempre se nombra."),
    ("Recomendación", "texto oficial de Función Pública sobre lo que conviene mejorar."),
    ("Plan de mejoramiento", "las acciones con las que la entidad responde a sus resultados."),
    ("Corte", "la fecha en la que se mira el avance del plan."),
)


def model_page(frame: Frame, content: SiteContent) -> tuple[str, bytes]:
    """Print what MIPG is: idea, objectives, components, dimensions, politicas, words."""
    page = Page(QUE_ES, "¿Qué es MIPG?", (Link("Inicio", HOME),), None, "El modelo, explicado.")
    modelo = content.catalog.modelo(content.vigencia)
    said: list[Block] = [
        blocks.heading(2, "La idea"),
        blocks.paragraph(
            "El Modelo Integrado de Planeación y Gestión (MIPG) reúne en un solo marco la manera "
            "en que una entidad pública planea, trabaja, sigue, evalúa y controla su gestión. "
            "Busca que lo que hace la entidad se note en la vida de la gente y que se haga con "
            "integridad y calidad."
        ),
        blocks.heading(2, "Para qué sirve"),
        blocks.bullet_list(OBJECTIVES, ordered=True),
        blocks.heading(2, "Cómo está hecho"),
        blocks.bullet_list(_defined(COMPONENTS)),
        *_politicas(content, page),
        blocks.heading(2, "Palabras que conviene conocer"),
        blocks.bullet_list(_defined(WORDS)),
        blocks.heading(2, "La norma"),
        blocks.paragraph(
            "El Decreto 1499 de 2017 adopta el modelo; está compilado en el Decreto 1083 de 2015. "
            f"La vigencia {content.vigencia} se mide con el {modelo.nombre}."
        ),
    ]
    lead = "La manera en que las entidades públicas de Colombia se organizan para servir mejor."
    return page.path, render_blocks(frame, page, said, lead=lead)


def method_page(frame: Frame, content: SiteContent) -> tuple[str, bytes]:
    """Print how the figures are made: what is official, what is ours, what is not compared."""
    page = Page(METODOLOGIA, "Metodología", (Link("Inicio", HOME),), None, "Cómo se hacen.")
    rule, plan = rule_from(content.catalog), content.catalog.plan_rules()
    light = LightRule(plan.verde_desde, plan.amarillo_desde, plan.dias_por_vencer)
    said: list[Block] = [
        blocks.heading(2, "Qué es oficial y qué no"),
        blocks.bullet_list(narrative_method.LIMITS),
        blocks.heading(2, "Con quién se compara"),
        blocks.paragraph(
            "Cada entidad se compara con su grupo par oficial. Si los archivos no lo traen, con "
            "las entidades de su departamento o de su mismo orden, y la página lo dice. No se "
            f"muestran promedios ni puestos de grupos con menos de {rule.minimo_grupo} entidades."
        ),
        blocks.heading(2, "Cómo se calcula la prioridad"),
        *prose([narrative_method.formula(rule), narrative_method.thresholds(rule)]),
        blocks.heading(2, "Cómo se mira el avance del plan"),
        blocks.paragraph(progress_formats.light_rule(light)),
        blocks.paragraph("Lo que nadie reportó no cuenta como cero: se dice aparte."),
        blocks.heading(2, "Qué vigencias se comparan"),
        _spans(content),
    ]
    lead = "Cómo se leen y se calculan las cifras de este sitio, y qué no se debe concluir."
    return page.path, render_blocks(frame, page, said, lead=lead)


def _defined(words: tuple[tuple[str, str], ...]) -> list[list[Block]]:
    return [[blocks.strong(f"{word}:"), blocks.text(f" {meaning}")] for word, meaning in words]


def _politicas(content: SiteContent, page: Page) -> list[Block]:
    """Say what each politica is for; in a site of one entidad its name leads to its page."""
    catalog, vigencia = content.catalog, content.vigencia
    infos = catalog.politicas(vigencia)
    dimensiones = catalog.dimensiones(vigencia)
    said: list[Block] = [
        blocks.heading(2, f"Las {len(dimensiones)} dimensiones y las {len(infos)} políticas"),
        blocks.paragraph("Cada política pertenece a una dimensión y tiene un líder nacional."),
    ]
    linked = _linked(content)
    for dimension in dimensiones:
        own = [info for info in infos if info.dimension == dimension.dimension]
        said += [
            blocks.heading(3, f"{dimension.dimension} {dimension.nombre}"),
            site_blocks.links(
                (
                    info.nombre,
                    page.href(politica_path("", info.politica)) if info.politica in linked else "",
                    info.proposito,
                )
                for info in own
            ),
        ]
    return said


def _linked(content: SiteContent) -> set[str]:
    if not content.is_single:
        return set()
    (entry,) = content.entidades
    scores = content.scores()[entry.entidad_id]
    infos = content.catalog.politicas(content.vigencia)
    return {i.politica for i in infos if scores[i.politica].motivo != "solo_meci"}


def _spans(content: SiteContent) -> Block:
    """List the spans of vigencias that may be compared among themselves."""
    catalog = content.catalog
    spans: dict[str, list[int]] = {}
    for vigencia in catalog.vigencias:
        spans.setdefault(catalog.vigencia(vigencia).tramo, []).append(vigencia)
    rows = []
    for years in spans.values():
        info = catalog.vigencia(years[0])
        rows.append([formats.enumerated([str(y) for y in years]), info.explicacion_tramo])
    return blocks.table(
        caption="Vigencias que se comparan entre sí",
        columns=[("Vigencias", "left"), ("Por qué", "left")],
        rows=rows,
    )
