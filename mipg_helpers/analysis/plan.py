"""The improvement plan as every layer speaks of it: actions, progress by cut-off, cells.

A plan is kept and merged as *cells*: one text per action and column (and cut-off, for columns
with one value per cut-off). Texts are canonical, so that equal values are equal texts: dates
ISO, percentages plain decimals ("45.5", 0 to 100 and more), lists by their value, several
values joined by "|". An empty text means that nobody has said anything; it is never 0.

`Accion` is the typed view of the cells of one action, for analysis.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from mipg_helpers.reference.plan_cells import SEPARATOR, CellKey, Cells, number_text

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "SEPARATOR",
    "Accion",
    "Avance",
    "CellKey",
    "Cells",
    "Plan",
    "accion_of",
    "cells_of",
    "number_text",
]

#: The states of an action; the reference table of states says what may follow what.
NUEVA, POR_APROBAR, APROBADA, RECHAZADA, EN_EJECUCION, TERMINADA, CANCELADA = (
    "nueva",
    "por_aprobar",
    "aprobada",
    "rechazada",
    "en_ejecucion",
    "terminada",
    "cancelada",
)


@dataclass(frozen=True, slots=True)
class Avance:
    """What was reported of an action at one cut-off; `avance_pct` is cumulative, 0 to 100."""

    corte: date
    avance_pct: float | None
    reporte: str = ""
    evidencia: str = ""
    observacion_planeacion: str = ""


@dataclass(frozen=True, slots=True)
class Accion:
    """One action of a plan. Empty text or None: not given."""

    accion_id: str
    tipo_plan: str
    politica: str
    otras_politicas: tuple[str, ...] = ()
    plan: str = ""
    recomendacion_ids: tuple[str, ...] = ()
    codigo_pregunta: str = ""
    hallazgo: str = ""
    metodo_causa: str = ""
    causa: str = ""
    accion: str = ""
    producto: str = ""
    indicador: str = ""
    formula: str = ""
    unidad: str = ""
    linea_base: str = ""
    meta: str = ""
    criterio_eficacia: str = ""
    responsable: str = ""
    dependencia: str = ""
    apoyo: str = ""
    fecha_inicio: date | None = None
    fecha_fin: date | None = None
    peso: float | None = None
    prioridad: str = ""
    estado: str = NUEVA
    fecha_estado: date | None = None
    motivo_estado: str = ""
    eficacia: str = ""
    efectividad: str = ""
    observacion_control: str = ""
    fecha_verificacion: date | None = None
    avances: tuple[Avance, ...] = ()  # ascending by cut-off; only cut-offs with something said


@dataclass(frozen=True, slots=True)
class Plan:
    """The plans of one entidad for one year of execution."""

    entidad_id: str
    vigencia_plan: int
    acciones: tuple[Accion, ...]
    cortes: tuple[date, ...]


_DATES = ("fecha_inicio", "fecha_fin", "fecha_estado", "fecha_verificacion")
_SEVERAL = ("otras_politicas", "recomendacion_ids")
_BY_CORTE = ("avance", "reporte", "evidencia", "observacion_planeacion")
_TEXTS = tuple(
    name
    for name in Accion.__dataclass_fields__
    if name not in (*_DATES, *_SEVERAL, "accion_id", "peso", "avances")
)


def accion_of(accion_id: str, cells: Mapping[CellKey, str]) -> Accion:
    """Read one action from its cells (those of other actions are not looked at by address).

    Raises
    ------
    ValueError
        If a text is not canonical: readers check before anything becomes a cell.
    """
    text = {key.campo: value for key, value in cells.items() if not key.corte}
    values: dict[str, Any] = {name: text.get(name, "") for name in _TEXTS}
    values |= {name: _date(text.get(name, "")) for name in _DATES}
    values |= {name: _several(text.get(name, "")) for name in _SEVERAL}
    values |= {"peso": _number(text.get("peso", "")), "estado": text.get("estado") or NUEVA}
    return Accion(accion_id=accion_id, **values, avances=_avances(cells))


def cells_of(accion: Accion) -> Cells:
    """Write one action as cells, the inverse of `accion_of`."""
    values: dict[str, str] = {name: getattr(accion, name) for name in _TEXTS}
    values |= {name: _iso(getattr(accion, name)) for name in _DATES}
    values |= {name: SEPARATOR.join(getattr(accion, name)) for name in _SEVERAL}
    values["peso"] = number_text(accion.peso)
    cells = {CellKey(accion.accion_id, name): value for name, value in values.items()}
    for avance in accion.avances:
        corte = avance.corte.isoformat()
        said = (
            number_text(avance.avance_pct),
            avance.reporte,
            avance.evidencia,
            avance.observacion_planeacion,
        )
        cells |= {
            CellKey(accion.accion_id, name, corte): value
            for name, value in zip(_BY_CORTE, said, strict=True)
        }
    return {key: value for key, value in cells.items() if value}


def _avances(cells: Mapping[CellKey, str]) -> tuple[Avance, ...]:
    by_corte: dict[str, dict[str, str]] = {}
    for key, value in cells.items():
        if key.corte:
            by_corte.setdefault(key.corte, {})[key.campo] = value
    return tuple(
        Avance(
            corte=date.fromisoformat(corte),
            avance_pct=_number(said.get("avance", "")),
            reporte=said.get("reporte", ""),
            evidencia=said.get("evidencia", ""),
            observacion_planeacion=said.get("observacion_planeacion", ""),
        )
        for corte, said in sorted(by_corte.items())
    )


def _several(text: str) -> tuple[str, ...]:
    return tuple(filter(None, text.split(SEPARATOR)))


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _iso(value: date | None) -> str:
    return value.isoformat() if value else ""


def _number(text: str) -> float | None:
    return float(text) if text else None
