"""Notebooks and documents made by hand, for the tests of the renderers; all figures invented."""

from __future__ import annotations

import base64
import struct
import zlib

from mipg_helpers.presentation import blocks as b
from mipg_helpers.reporting.document import document_from_notebook

IDENTITY = {
    "informe": "politica",
    "entidad_id": "0001",
    "politica": "gobierno_digital",
    "vigencia": "2025",
    "run_id": "0001-2025-gobierno_digital",
    "fecha": "2026-06-22",
}

SVG = """<?xml version="1.0" encoding="utf-8"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
  viewBox="0 0 480 170" width="480pt" height="170pt">
 <defs>
  <style type="text/css">*{stroke-linejoin: round; stroke-linecap: butt}</style>
  <clipPath id="p3f2"><rect x="150" y="10" width="320" height="130"/></clipPath>
 </defs>
 <g id="axes_1" clip-path="url(#p3f2)">
  <rect id="bar" x="150" y="20" width="196.123456" height="24" style="fill: #0b4a6f"/>
  <rect x="150" y="60" width="224" height="24" style="fill: #7c8fa0"/>
  <rect x="150" y="100" width="296" height="24" style="fill: #c9d3dc"/>
 </g>
 <g style="fill: #17212b">
  <text x="140" y="37" style="font: 12px 'DejaVu Sans', sans-serif; text-anchor: end">Entidad</text>
  <text x="140" y="77" style="font: 12px 'DejaVu Sans'; text-anchor: end">Media del grupo</text>
  <text x="140" y="117" style="font: 12px 'DejaVu Sans'; text-anchor: end">Mejor del grupo</text>
  <text x="352" y="37" style="font: bold 12px 'DejaVu Sans'">61,3</text>
 </g>
</svg>"""


def _png(side=8):
    """Build a grey square, as a notebook keeps it."""
    rows = (b"\0" + b"\x80" * side) * side
    size = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", size), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    parts = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"".join(parts)).decode()


PNG = _png()

#: Text typed by people that must come out as text.
HOSTILE = (
    "#let x = 1", "$x$ y $ 5.000", "<script>alert(1)</script>", "=cmd|' /C calc'!A0", "]] }}",
    "{{ 7*7 }} {% raw %}", "a\u202egnirts\u202c b", "Buen trabajo 😀👍🏽", "\\input{x} \x00\x07",
    "&lt;b&gt; & \"comillas\" 'simples'", "Palabra" * 40, "漢字 ☃",
    "*no* _es_ `markup` @ref <etiqueta>",
)  # fmt: skip


def notebook(*cells, **metadata):
    return {"cells": list(cells), "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def markdown(source, *tags):
    return {"cell_type": "markdown", "metadata": {"tags": list(tags)}, "source": source}


def code(*outputs, tags=(), source="secreto = 1"):
    return {
        "cell_type": "code",
        "execution_count": 1,
        "metadata": {"tags": list(tags)},
        "source": source,
        "outputs": list(outputs),
    }


def shown(data, **metadata):
    return {"output_type": "display_data", "data": data, "metadata": metadata}


def own(*blocks):
    return shown({b.MIME: {"blocks": list(blocks)}, "text/html": "<p>no</p>", "text/plain": "no"})


def stream(text, name="stdout"):
    return {"output_type": "stream", "name": name, "text": text}


def failure():
    return {
        "output_type": "error",
        "ename": "KeyError",
        "evalue": "'x'",
        "traceback": ["Traceback (most recent call last)", "KeyError: 'x'"],
    }


def document_with(*blocks, **cover):
    """Build the normalised document of a notebook that displays these blocks under a cover."""
    head = {"title": "Gobierno Digital", "subtitle": "", "identity": IDENTITY, "facts": [], **cover}
    return document_from_notebook(notebook(code(own(b.cover(**head), *blocks))))


def text_document(*blocks):
    """Build the document of a notebook without a cover."""
    return document_from_notebook(notebook(code(own(*blocks))), name="borrador")


def wide_table(n_columns, n_rows=4, caption="Plan de mejoramiento propuesto"):
    return b.table(
        caption=caption,
        columns=[(f"Campo {j + 1}", "left") for j in range(n_columns)],
        rows=[[f"Valor {i + 1}.{j + 1}" for j in range(n_columns)] for i in range(n_rows)],
    )


def chart(caption="Puntaje frente al grupo par", alt="Entidad: 61,3 puntos; media: 70,1."):
    return b.figure(svg=SVG, caption=caption, alt=alt, note="Fuente: resultados oficiales.")


def chart_table():
    return b.table(
        caption="Datos del gráfico",
        columns=[("Serie", "left"), ("Puntos", "right")],
        rows=[["Entidad", "61,3"], ["Media del grupo", "70,1"], ["Mejor del grupo", "92,5"]],
    )


def report():
    """Build a document with every kind of block a real report has."""
    return document_from_notebook(notebook(*report_cells()))


def report_cells():
    return [
        markdown("# Informe de política de gestión y desempeño"),
        code(tags=["parameters"], source='entidad = "0001"'),
        code(own(_cover(), _strip()), stream("cargando…"), stream("aviso interno", "stderr")),
        markdown("## Qué dicen los resultados"),
        code(own(b.paragraph(LEAD), b.callout("warning", "Diez puntos por debajo", BODY))),
        markdown(
            "## Frente al grupo par\n\nCada barra es un puntaje oficial, de 0 a 100 *puntos*."
        ),
        code(own(chart(), chart_table())),
        markdown("### Subíndices"),
        code(own(_indices(), b.callout("info", "", "Cálculo propio: brechas y posiciones."))),
        markdown("## Recomendaciones oficiales"),
        code(own(b.bullet_list([RECOMMENDATION] * 4, ordered=True))),
        markdown("## Plan de mejoramiento propuesto"),
        code(own(_plan(), wide_table(11, caption="Plan completo, columnas de la entidad"))),
        markdown("## Método y fuentes"),
        code(
            own(b.paragraph([b.text("Consulte "), b.link("https://example.gov.co/mipg", "MIPG")]))
        ),
    ]


LEAD = (
    "La entidad obtuvo 61,3 puntos en Gobierno Digital en la vigencia 2025, 8,8 puntos menos que "
    "el promedio de su grupo par (70,1; 48 entidades) y 4,2 puntos más que en 2024. Ocupa el "
    "puesto 37 de 48. La mayor distancia está en seguridad y privacidad de la información."
)
BODY = "La meta institucional para 2025 es de 72,0 puntos; faltan 10,7 puntos."
RECOMMENDATION = (
    "Definir y aprobar el Plan Estratégico de Tecnologías de la Información (PETI) con proyectos, "
    "presupuesto y responsables, y publicarlo en la sede electrónica de la entidad."
)


def _cover():
    return b.cover(
        title="Gobierno Digital",
        subtitle="Alcaldía de Villa Ficticia, Boyacá · resultados de la vigencia 2025",
        identity=IDENTITY,
        facts=[
            ("Entidad", "Alcaldía de Villa Ficticia, Boyacá"),
            ("Vigencia medida", "2025"),
            ("Dimensión", "Gestión para Resultados con Valores"),
            ("Grupo par", "ALCALDÍA GRUPO 4 (48 entidades)"),
            ("Responsable", "Oficina de Tecnologías de la Información"),
            ("Fecha del informe", "22 de junio de 2026"),
        ],
        notice="Datos ficticios: este informe es un ejemplo y no describe a ninguna entidad real.",
    )


def _strip():
    items = [
        ("Puntaje oficial", "61,3", "puntos de 100", ""),
        ("Cambio frente a 2024", "+4,2", "puntos; vigencias comparables", "ok"),
        ("Posición", "37 de 48", "en su grupo par", "warning"),
        ("Distancia a la meta", "10,7", "puntos por debajo de 72,0", "danger"),
    ]
    keys = ("label", "value", "detail", "tone")
    return b.key_figures([dict(zip(keys, item, strict=True)) for item in items])


def _indices():
    names = (
        "Seguridad y privacidad de la información", "Servicios y procesos inteligentes",
        "Decisiones basadas en datos", "Cultura y apropiación", "Arquitectura empresarial",
        "Servicios ciudadanos digitales", "Estado abierto", "Gobernanza de tecnologías",
    )  # fmt: skip
    rows = [
        [name, f"{48 + i * 4},{i}", f"{66 + i * 2},5", f"−{18 - 2 * i},{(5 - i) % 10}", "Alta"]
        for i, name in enumerate(names)
    ]
    return b.table(
        caption="Subíndices, del más bajo al más alto",
        columns=[
            ("Subíndice", "left"), ("Puntaje", "right"), ("Media del grupo", "right"),
            ("Diferencia", "right"), ("Prioridad", "left"),
        ],
        rows=rows,
        note="Puntaje: oficial. Diferencia y prioridad: cálculo propio.",
    )  # fmt: skip


def _plan():
    row = [
        "GD-01", RECOMMENDATION, "PETI aprobado y publicado", "Oficina de TI", "30/09/2026",
        [b.strong("Alta")],
    ]  # fmt: skip
    return b.table(
        caption="Acciones propuestas",
        columns=[
            ("Código", "left"), ("Acción", "left"), ("Producto", "left"), ("Responsable", "left"),
            ("Fecha final", "left"), ("Prioridad", "left"),
        ],
        rows=[row] * 22,
        widths=[1, 5, 3, 2.4, 1.7, 1.5],
    )  # fmt: skip
