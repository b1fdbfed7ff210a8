"""Recommendations and actions to match: the labelled set and small ones made by hand."""

import csv
from dataclasses import dataclass
from pathlib import Path

from mipg_helpers.analysis.plan import Accion
from mipg_helpers.analysis.profile import RecomendacionGroup, Source
from mipg_helpers.analysis.reconcile import text_id

ROOT = Path(__file__).parents[1]
TEXTS = ROOT / "data" / "sample" / "recomendaciones.csv"
LABELLED = ROOT / "tests" / "cases" / "conciliacion.csv"


def recomendacion(texto, *politicas, ids=()):
    """Make a group of one text; its id is the text's unless given."""
    politicas = politicas or ("planeacion",)
    names = ids or (f"r-{text_id(texto)}",)
    return RecomendacionGroup(
        tuple(names), texto, politicas, politicas, 1, Source("r.xlsx", "Hoja", 2, "B", "")
    )


def accion(accion_id, texto, politica="planeacion", **fields):
    return Accion(
        accion_id, fields.pop("tipo_plan", "mejoramiento"), politica, accion=texto, **fields
    )


@dataclass(frozen=True)
class LabelledSet:
    """Official-like texts, actions of plans, and which action attends to which text."""

    groups: list[RecomendacionGroup]
    acciones: list[Accion]
    truth: set[tuple[str, str]]


def labelled_set():
    with TEXTS.open(encoding="utf-8", newline="") as stream:
        texts = [(row["texto"], row["politicas"].split("|")) for row in csv.DictReader(stream)]
    with LABELLED.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter=";"))
    acciones = [
        accion(f"a{place}", row["accion"], row["politica"], producto=row["producto"])
        for place, row in enumerate(rows)
    ]
    truth = {
        (text_id(_the_text(texts, start)), acciones[place].accion_id)
        for place, row in enumerate(rows)
        for start in filter(None, row["atiende"].split("|"))
    }
    return LabelledSet(
        [recomendacion(text, *politicas) for text, politicas in texts], acciones, truth
    )


def _the_text(texts, start):
    (found,) = [text for text, _ in texts if text.startswith(start)]
    return found


def suggested(reconciliation):
    """List the suggested pairs (text, action)."""
    return {
        (item.texto_id, near.accion_id)
        for item in reconciliation.recomendaciones
        for near in item.sugerencias
    }
