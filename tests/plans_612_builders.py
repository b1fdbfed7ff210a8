"""The twelve plans of an entidad, as proposed and as reported."""

from dataclasses import replace
from datetime import date

import analysis_builders as made

from mipg_helpers.analysis.owners import NOBODY
from mipg_helpers.analysis.plan import Plan
from mipg_helpers.analysis.plans_612 import build_612, propose_612
from mipg_helpers.reference import load_catalog

CATALOG = load_catalog()
OWNER = {"compras": replace(NOBODY, responsable="Unidad de Contratación", lider="Hacienda")}
PROPOSED = propose_612(CATALOG, "0001", 2026, OWNER)
IN_TIME, LATE = date(2026, 1, 30), date(2026, 2, 15)


def build(*acciones, today=date(2026, 7, 1)):
    plan = Plan("0001", 2026, acciones, ()) if acciones else None
    entidades = made.entidades("entidad | vigencia\n0001 | 2025")
    return build_612(
        entidades, made.responsables("entidad | vigencia | politica"), plan, entidad_id="0001",
        vigencia=2025, catalog=CATALOG, fecha_informe=today,
    )  # fmt: skip


def published(numero, **changes):
    return replace(PROPOSED[numero - 1], **changes)
