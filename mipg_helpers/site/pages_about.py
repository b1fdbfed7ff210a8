"""Where the figures come from, and what the site does for everyone to be able to read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import mipg_helpers
from mipg_helpers.presentation import blocks, formats
from mipg_helpers.presentation.tables_sources import KINDS, SHORT_HASH
from mipg_helpers.site.model import ACCESIBILIDAD, ACERCA, HOME, Link, Page
from mipg_helpers.site.render import render_blocks

if TYPE_CHECKING:
    from mipg_helpers.presentation.blocks import Block
    from mipg_helpers.site.content import SiteContent
    from mipg_helpers.site.render import Frame

DONE = (
    "Se puede recorrer solo con el teclado y hay un enlace para saltar al contenido.",
    "Cada gráfico tiene un texto alternativo y sus mismos números en una tabla.",
    "El color nunca es lo único que dice algo: lo acompaña una palabra, un número o un signo.",
    "El contraste es de 4,5 a 1 o más; respeta el modo oscuro y el alto contraste del equipo.",
    "Se lee desde 320 píxeles de ancho, se puede ampliar y se puede imprimir.",
    "Todo se puede leer sin JavaScript y nada se carga de otros sitios.",
    "Los informes en PDF están etiquetados para lectores de pantalla.",
)
LIMITS = (
    "Los documentos que agregan las dependencias pueden no ser accesibles: pida otra versión.",
    "Los gráficos y las tablas anchas se desplazan hacia los lados en pantallas pequeñas.",
    (
        "La revisión se hace con herramientas automáticas y con el teclado; no reemplaza la prueba "
        "de personas con discapacidad."
    ),
)


def about_page(frame: Frame, content: SiteContent) -> tuple[str, bytes]:
    """Print where the figures come from, with files, dates and hashes."""
    page = Page(ACERCA, "Acerca de estas cifras", (Link("Inicio", HOME),), None, "Las fuentes.")
    info = content.space.store.info()
    said: list[Block] = [
        blocks.heading(2, "De dónde salen"),
        blocks.paragraph(
            "Los puntajes y las recomendaciones son los que publica el Departamento "
            "Administrativo de la Función Pública como resultado de la Medición del Desempeño "
            "Institucional. Aquí se leen de sus archivos y no se recalculan. Los responsables, "
            "las metas y los planes son de cada entidad."
        ),
        blocks.paragraph(
            f"Los datos se cargaron el {formats.long_date(info.fecha_cargue)} con MIPG Workbench "
            f"{mipg_helpers.__version__}."
        ),
        _files(content),
        blocks.heading(2, "Qué no dicen"),
        blocks.bullet_list(
            [
                "Miden lo que la propia entidad reportó; no son una auditoría.",
                "Un puntaje más alto no certifica que se cumpla la norma.",
                "Una celda vacía no es un cero: el dato no aplica o no se publicó.",
            ]
        ),
        blocks.heading(2, "Cómo usarlas"),
        blocks.paragraph(
            "Puede copiar y reutilizar las cifras si cita la fuente, la vigencia y si son "
            "oficiales o cálculo propio. Los conjuntos de datos.gov.co tienen licencia CC BY-SA "
            "4.0."
        ),
        blocks.heading(2, "Si encuentra un error"),
        blocks.paragraph(
            f"{_write(frame)} y diga la página, la cifra y lo que esperaba encontrar."
        ),
    ]
    return page.path, render_blocks(frame, page, said)


def accessibility_page(frame: Frame) -> tuple[str, bytes]:
    """Print the accessibility statement."""
    page = Page(ACCESIBILIDAD, "Accesibilidad", (Link("Inicio", HOME),), None, "Declaración.")
    said: list[Block] = [
        blocks.heading(2, "A qué nos comprometemos"),
        blocks.paragraph(
            "Este sitio se hizo para cumplir el nivel AA de las Pautas de Accesibilidad para el "
            "Contenido Web (WCAG) 2.1, que pide el anexo 1 de la Resolución 1519 de 2020 del "
            "Ministerio TIC."
        ),
        blocks.heading(2, "Qué encuentra aquí"),
        blocks.bullet_list(DONE),
        blocks.heading(2, "Lo que falta"),
        blocks.bullet_list(LIMITS),
        blocks.heading(2, "Si algo no se puede leer"),
        blocks.paragraph(
            f"{_write(frame)}. Diga qué página es y qué necesita: se le entregará la información "
            "en otro formato."
        ),
    ]
    lead = "Cualquier persona debe poder leer estas páginas, con cualquier equipo."
    return page.path, render_blocks(frame, page, said, lead=lead)


def _write(frame: Frame) -> str:
    where = "los canales del pie de página" if frame.tema.contacto else "sus canales de atención"
    return f"Escriba a la entidad por {where}"


def _files(content: SiteContent) -> Block:
    files = content.space.store.info().files
    return blocks.table(
        caption="Archivos cargados",
        columns=[
            ("Archivo", "left"),
            ("Contenido", "left"),
            ("Vigencias", "left"),
            ("Huella SHA-256", "left"),
        ],
        rows=[
            [
                file.archivo,
                KINDS.get(file.tipo, file.tipo),
                formats.enumerated([str(year) for year in sorted(file.vigencias)]),
                [blocks.code(file.sha256[:SHORT_HASH])],
            ]
            for file in files
        ],
        note=f"De cada huella, los primeros {SHORT_HASH} caracteres.",
    )
