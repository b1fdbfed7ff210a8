"""A form, its answers and their evidence drawn as text, for the tests of the preparation.

The entidad is always 0001 and the vigencia 2025. A drawn option is marked with ``x``.
"""

from __future__ import annotations

from dataclasses import replace

import analysis_builders as made
import pandas as pd
from analysis_builders import drawn, number

from mipg_helpers.analysis.readiness import ReadinessInputs, build_readiness
from mipg_helpers.analysis.readiness_profile import Evidencia
from mipg_helpers.reference import load_catalog
from mipg_helpers.store.columns import conform

CATALOG = load_catalog()
ENTIDAD, VIGENCIA = "0001", 2025
BY_MODULE = {item.modulo_furag: item.politica for item in CATALOG.politicas(VIGENCIA)}
KINDS = {
    "": "seleccion_multiple",
    "múltiple": "seleccion_multiple",
    "única": "seleccion_unica",
    "numérica": "abierta_numerica",
    "cifras": "seleccion_multiple_numerica",
    "texto": "abierta_texto",
    "matricial": "matricial",
}
FORM = """
código | tipo  | pregunta
GTH201 |       | En la gestión del talento humano, la entidad:
GTH202 | única | ¿La entidad reportó las vacantes?
"""
OPTIONS = """
código | n | opción                       | clase    | marcada
GTH201 | 1 | Identificó a sus servidores  | positiva | x
GTH201 | 2 | Definió un plan              | positiva |
GTH201 | 3 | Ninguna de las anteriores    | negativa |
GTH202 | 1 | Sí, y cuenta con las evidencias: | positiva |
GTH202 | 2 | No                           | negativa | x
"""
FILE = {"fuente_archivo": "banco.xlsx", "fuente_sha256": "cd" * 32, "fuente_hoja": "Preguntas"}


def table(name, rows):
    """Make the tidy table of that name from dicts; what is left out is empty."""
    rows = [{**FILE, "fuente_fila": place, **row} for place, row in enumerate(rows, start=2)]
    empty = {field.campo: [] for field in CATALOG.fields(name)}
    return conform(pd.DataFrame(rows) if rows else pd.DataFrame(empty), name)


def preguntas(text, vigencia=VIGENCIA):
    """Draw the bank: ``código | tipo | pregunta | cortada | evidencia``; the last two optional."""
    return table(
        "preguntas",
        [
            {
                "vigencia": vigencia,
                "codigo_pregunta": row["código"],
                "orden": place,
                "modulo": row["código"][:3],
                "politica": BY_MODULE.get(row["código"][:3], ""),
                "texto": row.get("pregunta", "") or row["código"],
                "tipo": KINDS[row.get("tipo", "")],
                "n_opciones": 0,
                "es_cortada": row.get("cortada", "") == "sí",
                "exige_evidencia": row.get("evidencia", ""),
            }
            for place, row in enumerate(drawn(text), start=1)
        ],
    )


def opciones(text):
    """Draw the options: ``código | n | opción | clase | marcada``."""
    return table(
        "opciones",
        [
            {
                "vigencia": VIGENCIA,
                "codigo_pregunta": row["código"],
                "numero": int(row["n"]),
                "texto": row.get("opción", "") or f"Opción {row['n']}",
                "clase": row["clase"],
            }
            for row in drawn(text)
        ],
    )


def respuestas(options, others="", links=""):
    """Draw the answers: the marked options, and ``código | respuesta`` of what is no option.

    `links`: ``código | enlace``, the evidence that came with the answers.
    """
    proofs = {row["código"]: row["enlace"] for row in drawn(links)} if links else {}
    marked = [
        (row["código"], float(row["n"]), row.get("opción", ""))
        for row in drawn(options)
        if row.get("marcada")
    ]
    free = [(row["código"], float("nan"), row["respuesta"]) for row in drawn(others or "código")]
    return table(
        "respuestas",
        [
            {
                "entidad_id": ENTIDAD,
                "vigencia": VIGENCIA,
                "codigo_pregunta": code,
                "orden": place,
                "numero": numero,
                "texto": text or f"Opción {numero:.0f}",
                "evidencia": proofs.get(code, ""),
            }
            for place, (code, numero, text) in enumerate([*marked, *free], start=1)
        ],
    )


def similitudes(text):
    """Draw the team's table: ``código | anterior | similitud`` (empty: nobody measured it)."""
    return table(
        "similitudes",
        [
            {
                "vigencia": VIGENCIA,
                "codigo_pregunta": row["código"],
                "vigencia_anterior": VIGENCIA - 1,
                "codigo_anterior": row["anterior"],
                "similitud_pct": number(row["similitud"]) if row["similitud"] else float("nan"),
            }
            for row in drawn(text)
        ],
    )


def autodiagnosticos(text):
    """Draw a self-assessment: ``política | componente | puntaje``, optionally vigencia."""
    return table(
        "autodiagnosticos",
        [
            {
                "entidad_id": ENTIDAD,
                "vigencia": int(row.get("vigencia", "") or VIGENCIA),
                "politica": row["política"],
                "orden": place,
                "componente": row["componente"],
                "actividad": f"Actividad {place}",
                "puntaje_puntos": number(row["puntaje"]) if row["puntaje"] else float("nan"),
            }
            for place, row in enumerate(drawn(text), start=1)
        ],
    )


def inputs(form=FORM, options=OPTIONS, *, others="", links="", meci=False, **changes):
    """Gather the tables of a drawn form; `changes` replace some."""
    mark = "si" if meci else ""
    return replace(
        ReadinessInputs(
            entidades=made.entidades(f"entidad | vigencia | meci\n{ENTIDAD} | {VIGENCIA} | {mark}"),
            preguntas=preguntas(form),
            opciones=opciones(options),
            respuestas=respuestas(options, others, links),
            similitudes=table("similitudes", []),
            autodiagnosticos=table("autodiagnosticos", []),
            responsables=made.responsables(
                "entidad | vigencia | politica | lider | responsable | apoyo\n"
                "0001 | 2025 | talento_humano | General | Talento Humano | Planeación\n"
                "0001 | 2025 | integridad | General | Talento Humano |\n"
                "0001 | 2025 | control_interno | Control Interno | Oficina de Control |"
            ),
        ),
        **changes,
    )


def build(form=FORM, options=OPTIONS, *, politica="", unidad="", **changes):
    """Build the profile of a drawn form."""
    return profile_of(inputs(form, options, **changes), politica=politica, unidad=unidad)


def profile_of(given, *, politica="", unidad=""):
    return build_readiness(
        given,
        entidad_id=ENTIDAD,
        vigencia=VIGENCIA,
        catalog=CATALOG,
        fecha_informe=made.TODAY,
        politica=politica,
        unidad=unidad,
    )


def of_code(profile, code):
    """Find one pregunta of a profile."""
    return next(item for item in profile.preguntas if item.codigo_pregunta == code)


def record(code, numero=0, **changes):
    """Write a record of the book of evidence."""
    return Evidencia(code, numero, **changes)
