"""Small plans drawn as text, and the follow-up they give, for the tests of progress."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from analysis_builders import drawn, inputs, number, rule

from mipg_helpers.analysis.follow_up import PlanInputs, build_follow_up
from mipg_helpers.analysis.follow_up_profile import CellChange, LightRule, PlanFile
from mipg_helpers.analysis.plan import Accion, Avance, CellKey, Plan, cells_of
from mipg_helpers.reference import load_catalog
from mipg_helpers.store.plan_book import PlanBook
from mipg_helpers.store.plan_book_records import Origin, Said

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mipg_helpers.analysis.follow_up_profile import FollowUp

VIGENCIA, PLAN_YEAR = 2025, 2026
CORTES = (date(2026, 9, 30), date(2026, 12, 31))
LIGHT = LightRule(verde_desde=-10, amarillo_desde=-25, dias_por_vencer=30)
SCORES = """
entidad | vigencia | indice           | puntos
A       | 2025     | gobierno_digital | 60
A       | 2025     | integridad       | 70
"""
#: An action with everything that a plan of improvement asks for.
WHOLE = Accion(
    accion_id="a" * 16,
    tipo_plan="mejoramiento",
    politica="gobierno_digital",
    recomendacion_ids=("r1",),
    metodo_causa="cinco_porques",
    causa="No hay inventario",
    accion="Publicar el inventario de datos",
    producto="Inventario publicado",
    indicador="Inventarios publicados",
    formula="Publicados / previstos",
    unidad="documento",
    linea_base="0",
    meta="1",
    criterio_eficacia="El inventario se consulta",
    responsable="Jefe de la Oficina de Sistemas",
    dependencia="Oficina de Sistemas",
    fecha_inicio=date(2026, 7, 1),
    fecha_fin=date(2026, 12, 31),
    estado="en_ejecucion",
)


def avances(text: str) -> tuple[Avance, ...]:
    """Read ``2026-09-30=40 2026-12-31=80``; evidence stands after a comma."""
    found = []
    for part in text.split():
        corte, _, said = part.partition("=")
        percent, _, evidencia = said.partition(",")
        pct = number(percent) if percent else None
        found.append(Avance(date.fromisoformat(corte), pct, evidencia=evidencia))
    return tuple(found)


def action(accion_id: str = "a1", **changes: object) -> Accion:
    """Take the whole action with some columns changed."""
    return replace(WHOLE, accion_id=accion_id, **changes)


def actions(text: str) -> tuple[Accion, ...]:
    """Draw actions: ``id | politica | dependencia | peso | inicio | fin | estado | avances``."""
    return tuple(_action(row) for row in drawn(text))


def plan(acciones: tuple[Accion, ...], cortes: tuple[date, ...] = CORTES) -> Plan:
    return Plan("A", PLAN_YEAR, acciones, cortes)


def follow_up(
    acciones: tuple[Accion, ...] = (WHOLE,),
    alcance: str = "comite",
    corte: str = "2026-09-30",
    *,
    scores: str = SCORES,
    owners: str = "entidad | vigencia | politica",
    changes: tuple[CellChange, ...] = (),
    light: LightRule = LIGHT,
    cortes: tuple[date, ...] = CORTES,
    conflicts: tuple[CellKey, ...] = (),
    unit: Callable[[str], str] = str,
    files: tuple[PlanFile, ...] = (),
) -> FollowUp:
    """Build the follow-up of entidad ``A``."""
    return build_follow_up(
        inputs(scores, responsables=owners),
        PlanInputs(plan(acciones, cortes), changes, conflicts, files, unit),
        entidad_id="A",
        vigencia=VIGENCIA,
        alcance=alcance,
        catalog=load_catalog(),
        rule=rule(),
        light=light,
        fecha_informe=date(2026, 10, 5),
        corte=date.fromisoformat(corte) if corte else None,
    )


def change(
    accion_id: str, campo: str, antes: str, despues: str, day: str, *, corte: str = ""
) -> CellChange:
    """Say that a cell changed at noon of a day."""
    moment = datetime.combine(date.fromisoformat(day), time(12), UTC)
    return CellChange(
        CellKey(accion_id, campo, corte),
        antes,
        despues,
        "libro.xlsx",
        moment,
    )


def rules_found(findings: object) -> list[str]:
    return [finding.regla for finding in findings]


def _action(row: dict[str, str]) -> Accion:
    names = {field.name for field in fields(Accion)}
    given = {name: text.removeprefix("-") for name, text in row.items() if name in names and text}
    given |= {
        name: None if text == "-" else date.fromisoformat(text)
        for name, column in (("fecha_inicio", "inicio"), ("fecha_fin", "fin"))
        if (text := row.get(column, ""))
    }
    if row.get("peso"):
        given["peso"] = number(row["peso"])
    else:
        given["peso"] = None
    given["avances"] = avances(row.get("avances", ""))
    given.setdefault("accion", f"Texto de {row['id']}")
    return action(row["id"], **given)


#: Typed by people who do not know who reads it.
HOSTILE = '=HYPERLINK("http://malo","ver") <script>alert(1)</script> & javascript:alert(1) C:\\a\\b'
_POLITICAS = ("gobierno_digital", "integridad", "talento_humano", "planeacion", "tramites")
_TYPED = ("Publicar el catálogo de trámites en línea, con sus requisitos y tiempos", HOSTILE)
_REPORTED = ("2026-09-30=60,https://x.gov.co/a.pdf", "", "2026-09-30=10", "2026-09-30=130,nada")
_ENDS = ("2026-12-31", "2026-09-15", "2026-10-20", "2027-02-28")
#: A plan of many actions with every kind of finding.
SAMPLE_PLAN = actions(
    "id | politica | dependencia | fin | causa | accion | avances\n"
    + "\n".join(
        f"{place:016x} | {_POLITICAS[place % 5]} | Dependencia {place % 3} | {_ENDS[place % 4]} | "
        f"{'-' if place % 6 else 'Una causa'} | {_TYPED[place % 2]} | {_REPORTED[place % 4]}"
        for place in range(45)
    )
)


def keep_plan(
    folder: Path, acciones: tuple[Accion, ...], *, day: str = "2026-10-02", entidad: str = "A"
) -> None:
    """Note actions in the book of plans of a folder, as a leader returned them that day."""
    moment = datetime.combine(date.fromisoformat(day), time(15), UTC)
    origin = Origin(
        "recibido", f"{day}.xlsx", "ab" * 32, "Plan", 5, "B", "lider", "Oficina de Sistemas"
    )
    cells = [pair for accion in acciones for pair in cells_of(accion).items()]
    with PlanBook(folder, clock=lambda: moment) as book, book.writing():
        known = book.cells(entidad, PLAN_YEAR)
        said = [
            Said(key, value, known.get(key, ""), "tomado", origin)
            for key, value in cells
            if known.get(key, "") != value
        ]
        book.add_said(entidad, PLAN_YEAR, said)
