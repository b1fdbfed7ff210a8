"""Turn the files of law, custom and layout into typed lists.

Dates without a year are written "month-day"; the year of the plan completes them.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from mipg_helpers.errors import ReferenceDataError, listed
from mipg_helpers.reference.labels import normalise_label
from mipg_helpers.reference.option_classes import read_patterns
from mipg_helpers.reference.records import (
    BandaAutodiagnostico,
    CalendarEntry,
    FieldInfo,
    LayoutColumn,
    Plan612,
    PlanDefaults,
    PriorityDefaults,
    Producto,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mipg_helpers.reference.option_classes import OptionPattern
    from mipg_helpers.reference.rows import Files, Row

LAYOUTS = "layouts/"
# Any common year: it only proves that the day exists every year.
_COMMON_YEAR = 1


@dataclass(frozen=True, slots=True)
class Lists:
    """What does not belong to the model itself."""

    layouts: Mapping[str, tuple[LayoutColumn, ...]]
    fields: Mapping[str, tuple[FieldInfo, ...]]
    calendario: tuple[Row, ...]
    productos: tuple[Producto, ...]
    bandas: tuple[BandaAutodiagnostico, ...]
    patrones: tuple[OptionPattern, ...]  # classes of the options of the form
    planes: tuple[Plan612, ...]
    plan: PlanDefaults
    priority: PriorityDefaults


def read_lists(files: Files) -> Lists:
    """Read layouts, data dictionary, calendar, products, bands, plans and rules."""
    return Lists(
        layouts={PurePosixPath(name).stem: _layout(files, name) for name in files.names(LAYOUTS)},
        fields=_fields(files),
        calendario=_calendario(files),
        productos=_productos(files),
        bandas=_bandas(files),
        patrones=read_patterns(files),
        planes=_planes(files),
        plan=_plan(files.settings("plan.toml")),
        priority=_priority(files.settings("prioridad.toml")),
    )


def calendar_of(rows: Sequence[Row], vigencia_plan: int) -> tuple[CalendarEntry, ...]:
    """List the milestones of a plan's year, by date.

    A row holds from ``desde`` to ``hasta``, without limit where empty. Where several rows of
    one ``clave`` hold, the one for the narrowest span counts.
    """
    return tuple(sorted(milestones_of(rows, vigencia_plan).values()))


def milestones_of(rows: Sequence[Row], vigencia_plan: int) -> dict[str, CalendarEntry]:
    """Map the ``clave`` of each milestone of a plan's year to its entry (see `calendar_of`)."""
    chosen: dict[str, Row] = {}
    for row in sorted(rows, key=_bounds):
        first, last = _span(row)
        if first <= vigencia_plan <= last:
            chosen[row["clave"]] = row
    return {
        clave: CalendarEntry(date(vigencia_plan, *_day(row["fecha"])), row["hito"], row["fuente"])
        for clave, row in chosen.items()
    }


def _layout(files: Files, name: str) -> tuple[LayoutColumn, ...]:
    columns = "campo encabezado obligatorio principal fuente nota"
    groups: dict[str, list[Row]] = defaultdict(list)
    taken: dict[str, str] = {}
    for row in files.table(name, columns, "campo encabezado"):
        key = normalise_label(row.required("encabezado"))
        if taken.setdefault(key, row["campo"]) != row["campo"]:
            raise row.error("encabezado", f"'{row['encabezado']}' ya es del campo '{taken[key]}'")
        groups[row.required("campo")].append(row)
    return tuple(_layout_column(rows) for rows in groups.values())


def _layout_column(rows: Sequence[Row]) -> LayoutColumn:
    shown = [row["encabezado"] for row in rows if row.flag("principal")]
    if len(shown) != 1:
        expected = "una sola fila con 'si' por campo"
        raise rows[0].error("principal", f"hay {len(shown)} encabezados principales", expected)
    if len({row.flag("obligatorio") for row in rows}) > 1:
        raise rows[0].error("obligatorio", f"el campo '{rows[0]['campo']}' dice si y no")
    headers = tuple(row["encabezado"] for row in rows)
    return LayoutColumn(
        campo=rows[0]["campo"],
        es_obligatorio=rows[0].flag("obligatorio"),
        etiqueta=shown[0],
        encabezados=headers,
        claves=tuple(dict.fromkeys(map(normalise_label, headers))),
    )


def _fields(files: Files) -> dict[str, tuple[FieldInfo, ...]]:
    columns = (
        "tabla campo orden tipo unidad minimo maximo valores admite_vacio es_clave etiqueta "
        "descripcion fuente"
    )
    tables: dict[str, list[FieldInfo]] = defaultdict(list)
    for row in files.table("campos.csv", columns, "tabla campo"):
        tables[row["tabla"]].append(_field(row))
    return {
        tabla: tuple(sorted(items, key=lambda item: item.orden)) for tabla, items in tables.items()
    }


_TYPES = ("texto", "entero", "decimal", "logico", "fecha")


def _field(row: Row) -> FieldInfo:
    if row["tipo"] not in _TYPES:
        raise row.error("tipo", f"'{row['tipo']}' no es un tipo", ", ".join(_TYPES))
    return FieldInfo(
        tabla=row["tabla"],
        campo=row.required("campo"),
        orden=row.integer("orden"),
        tipo=row["tipo"],
        unidad=row["unidad"],
        minimo=row.number("minimo"),
        maximo=row.number("maximo"),
        valores=row.parts("valores"),
        admite_vacio=row.flag("admite_vacio"),
        es_clave=row.flag("es_clave"),
        etiqueta=row.required("etiqueta"),
        descripcion=row.required("descripcion"),
        fuente=row["fuente"],
    )


def _calendario(files: Files) -> tuple[Row, ...]:
    columns = "clave desde hasta fecha hito confianza fuente nota"
    rows = files.table("calendario.csv", columns, "clave desde hasta")
    for row in rows:
        row.required("hito")
        row.number("desde")
        row.number("hasta")
        if not _is_day(row["fecha"]):
            raise row.error("fecha", f"'{row['fecha']}' no es un día", "mes-día, por ejemplo 01-31")
    return tuple(rows)


def _span(row: Row) -> tuple[float, float]:
    first, last = row.number("desde"), row.number("hasta")
    return (-math.inf if first is None else first), (math.inf if last is None else last)


def _bounds(row: Row) -> float:
    """Sort wide spans first, so that a narrower one replaces them."""
    first, last = _span(row)
    return first - last


def _productos(files: Files) -> tuple[Producto, ...]:
    columns = "raiz verbo producto indicador unidad meta fuente nota"
    return tuple(
        Producto(
            raiz=row.required("raiz"),
            verbo=row["verbo"],
            producto=row.required("producto"),
            indicador=row.required("indicador"),
            unidad=row.required("unidad"),
            meta=row.required("meta"),
        )
        for row in files.table("productos.csv", columns, "raiz")
    )


def _bandas(files: Files) -> tuple[BandaAutodiagnostico, ...]:
    columns = "nivel desde_puntos hasta_puntos etiqueta confianza fuente nota"
    return tuple(
        BandaAutodiagnostico(
            nivel=row.integer("nivel"),
            desde_puntos=row.integer("desde_puntos"),
            hasta_puntos=row.integer("hasta_puntos"),
            etiqueta=row.required("etiqueta"),
        )
        for row in files.table("bandas_autodiagnostico.csv", columns, "nivel")
    )


def _planes(files: Files) -> tuple[Plan612, ...]:
    columns = "numero plan politica confianza fuente nota"
    return tuple(
        Plan612(
            numero=row.integer("numero"),
            plan=row.required("plan"),
            politica=row.required("politica"),
            nota=row["nota"],
        )
        for row in files.table("planes_612.csv", columns, "numero")
    )


def _plan(settings: Mapping[str, Any]) -> PlanDefaults:
    name = "plan.toml"
    _require(name, settings, "fuente", "nota", "inicio", "ultimo_dia", "fin")
    _require(f"{name}, 'fin'", settings["fin"], "otros")
    days = {f"fin.{nivel}": day for nivel, day in settings["fin"].items()}
    days |= {key: settings[key] for key in ("inicio", "ultimo_dia")}
    for key, day in days.items():
        if not _is_day(str(day)):
            raise ReferenceDataError(f"{name}, '{key}'", f"'{day}' no es un día", "mes-día")
    return PlanDefaults(
        inicio=_day(settings["inicio"]),
        fin={nivel: _day(day) for nivel, day in settings["fin"].items()},
        ultimo_dia=_day(settings["ultimo_dia"]),
        fuente=settings["fuente"],
        nota=settings["nota"],
    )


def _priority(settings: Mapping[str, Any]) -> PriorityDefaults:
    name = "prioridad.toml"
    _require(name, settings, "fuente", "nota", "minimo_grupo", "pesos", "umbrales", "sensibilidad")
    limits, weights, others = (settings[key] for key in ("umbrales", "pesos", "sensibilidad"))
    _require(f"{name}, 'umbrales'", limits, "alta", "media")
    _require(f"{name}, 'sensibilidad'", others, "umbrales_alta")
    if not math.isclose(math.fsum(weights.values()), 1):
        raise ReferenceDataError(f"{name}, 'pesos'", "los pesos no suman 1")
    if not 0 < limits["media"] < limits["alta"]:
        raise ReferenceDataError(f"{name}, 'umbrales'", "no se cumple 0 < media < alta")
    return PriorityDefaults(
        pesos=tuple(weights.items()),
        umbral_alta=float(limits["alta"]),
        umbral_media=float(limits["media"]),
        minimo_grupo=int(settings["minimo_grupo"]),
        umbrales_sensibilidad=tuple(map(float, others["umbrales_alta"])),
        fuente=settings["fuente"],
        nota=settings["nota"],
    )


def _require(place: str, settings: Mapping[str, Any], *keys: str) -> None:
    missing = [key for key in keys if key not in settings]
    if missing:
        raise ReferenceDataError(place, f"faltan las entradas {listed(missing)}")


def _day(text: str) -> tuple[int, int]:
    month, day = text.split("-")
    return int(month), int(day)


def _is_day(text: str) -> bool:
    try:
        date(_COMMON_YEAR, *_day(text))
    except ValueError:
        return False
    return True
