"""Turn the files of the improvement plan into typed lists: columns, states, lists, rules.

They drive the workbook that goes out, the readers, the merge and the follow-up, so a column
or a state is added here and nowhere else.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from mipg_helpers.errors import ReferenceDataError
from mipg_helpers.reference.labels import fold, normalise_label
from mipg_helpers.reference.records import Norma, Opcion, PlanCampo, PlanEstado, PlanRules

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mipg_helpers.reference.rows import Files, Row

TIPOS = frozenset(
    ["texto", "fecha", "porcentaje", "lista", "enlace", "politica", "politicas", "identificadores"]
)
ROLES = frozenset(["lider", "planeacion", "control_interno", "sistema"])
#: Name of the list whose values are the states, which have a table of their own.
ESTADOS = "estados"
# Any common year: it only proves that the day exists every year.
_COMMON_YEAR = 1


@dataclass(frozen=True, slots=True)
class PlanTables:
    campos: tuple[PlanCampo, ...]
    estados: tuple[PlanEstado, ...]
    listas: Mapping[str, tuple[Opcion, ...]]
    rules: PlanRules
    siglas: Mapping[str, str]  # folded abbreviation -> what it stands for
    normas: tuple[Norma, ...]
    alias: Mapping[str, Mapping[str, str]]  # list -> normalised spelling -> value


def read_plan_tables(files: Files) -> PlanTables:
    """Read columns, states and lists of the plan, and check that they fit together."""
    estados = _estados(files)
    listas = read_listas(files, "plan_listas.csv") | {
        ESTADOS: tuple(Opcion(e.estado, e.etiqueta) for e in estados)
    }
    return PlanTables(
        campos=read_campos(files, listas, "plan_campos.csv"),
        estados=estados,
        listas=listas,
        rules=_rules(files.settings("plan.toml")),
        normas=tuple(
            Norma(row["politica"], row.required("norma"), row.required("asunto"))
            for row in files.table(
                "normas.csv", "politica norma asunto confianza fuente nota", "politica norma"
            )
        ),
        siglas={
            fold(row.required("sigla")): row.required("significado")
            for row in files.table("siglas.csv", "sigla significado fuente nota", "sigla")
        },
        alias=_alias(files, listas),
    )


def read_campos(files: Files, listas: Mapping[str, object], name: str) -> tuple[PlanCampo, ...]:
    """Read a table of columns, in their order."""
    columns = (
        "campo orden etiqueta tipo lista escribe por_corte es_clave obligatorio ancho "
        "descripcion fuente nota"
    )
    rows = files.table(name, columns, "campo")
    return tuple(sorted((_campo(row, listas) for row in rows), key=lambda campo: campo.orden))


def _campo(row: Row, listas: Mapping[str, object]) -> PlanCampo:
    _one_of(row, "tipo", TIPOS)
    _one_of(row, "escribe", ROLES)
    if (row["tipo"] == "lista") != (row["lista"] in listas):
        raise row.error("lista", f"no hay una lista «{row['lista']}»", ", ".join(sorted(listas)))
    return PlanCampo(
        campo=row.required("campo"),
        orden=row.integer("orden"),
        etiqueta=row.required("etiqueta"),
        tipo=row["tipo"],
        lista=row["lista"],
        escribe=row["escribe"],
        por_corte=row.flag("por_corte"),
        es_clave=row.flag("es_clave"),
        es_obligatorio=row.flag("obligatorio"),
        ancho=row.integer("ancho"),
        descripcion=row.required("descripcion"),
    )


def _estados(files: Files) -> tuple[PlanEstado, ...]:
    columns = "estado etiqueta orden siguientes escribe cuenta_avance es_final fuente nota"
    rows = files.table("plan_estados.csv", columns, "estado")
    known = {row["estado"] for row in rows}
    for row in rows:
        _one_of(row, "escribe", ROLES)
        for following in row.parts("siguientes"):
            if following not in known:
                raise row.error("siguientes", f"'{following}' no es un estado")
    return tuple(
        PlanEstado(
            estado=row.required("estado"),
            etiqueta=row.required("etiqueta"),
            siguientes=row.parts("siguientes"),
            escribe=row["escribe"],
            cuenta_avance=row.flag("cuenta_avance"),
            es_final=row.flag("es_final"),
        )
        for row in sorted(rows, key=lambda row: row.integer("orden"))
    )


def read_listas(files: Files, name: str) -> dict[str, tuple[Opcion, ...]]:
    """Read a table of lists: by name, values in their order."""
    rows = files.table(name, "lista valor etiqueta orden fuente nota", "lista valor")
    found: dict[str, list[Opcion]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.integer("orden")):
        found[row.required("lista")].append(Opcion(row.required("valor"), row.required("etiqueta")))
    return {name: tuple(options) for name, options in found.items()}


def _alias(files: Files, listas: Mapping[str, tuple[Opcion, ...]]) -> dict[str, Mapping[str, str]]:
    """Gather every spelling of the values of each list; their own names come first."""
    found = {
        lista: {normalise_label(text): option.valor for option in options for text in option}
        for lista, options in listas.items()
    }
    for row in files.table("plan_alias.csv", "lista alias valor fuente nota", "lista alias"):
        spellings = found.get(row["lista"])
        if spellings is None:
            raise row.error("lista", f"no hay una lista «{row['lista']}»", ", ".join(sorted(found)))
        if row["valor"] not in spellings.values():
            raise row.error("valor", f"'{row['valor']}' no está en la lista «{row['lista']}»")
        known = spellings.setdefault(normalise_label(row.required("alias")), row["valor"])
        if known != row["valor"]:
            raise row.error("alias", f"'{row['alias']}' ya es el valor '{known}'")
    return dict(found)


def _rules(settings: Mapping[str, Any]) -> PlanRules:
    place = "plan.toml"
    for section in ("cortes", "semaforo", "evidencia"):
        if section not in settings:
            raise ReferenceDataError(place, f"falta la sección [{section}]")
    cortes, light, evidence = (settings[key] for key in ("cortes", "semaforo", "evidencia"))
    if light["amarillo_desde"] > light["verde_desde"]:
        raise ReferenceDataError(place, "no se cumple amarillo_desde <= verde_desde")
    return PlanRules(
        cortes=tuple(_day(place, day) for day in cortes["dias"]),
        cortes_anuales=tuple(_day(place, day) for day in cortes["anuales"]),
        verde_desde=float(light["verde_desde"]),
        amarillo_desde=float(light["amarillo_desde"]),
        dias_por_vencer=int(light["dias_por_vencer"]),
        sitios_personales=tuple(evidence["sitios_personales"]),
        mismo_enlace_desde=int(evidence["mismo_enlace_desde"]),
        fuente=settings["fuente"],
    )


def _day(place: str, text: str) -> tuple[int, int]:
    month, _, day = text.partition("-")
    try:
        date(_COMMON_YEAR, int(month), int(day))
    except ValueError:
        raise ReferenceDataError(place, f"'{text}' no es un día", "mes-día") from None
    return int(month), int(day)


def _one_of(row: Row, column: str, allowed: frozenset[str]) -> None:
    if row[column] not in allowed:
        raise row.error(column, f"'{row[column]}' no existe", ", ".join(sorted(allowed)))
