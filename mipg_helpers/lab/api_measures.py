"""What the reports measure, as frames: group, gaps, changes, and the plan.

Nothing is computed twice: gaps and places come from the profiles of the reports, and the group
from the same rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mipg_helpers.analysis.comparable_changes import (
    changes_between,
    check_comparable,
    last_comparable,
)
from mipg_helpers.analysis.peers import NO_GROUP, PeerGroup, find_groups
from mipg_helpers.lab import api_tables as tables
from mipg_helpers.presentation import formats
from mipg_helpers.presentation.free_text import harmless
from mipg_helpers.reference import IDI
from mipg_helpers.reporting.plan_data import open_book
from mipg_helpers.reporting.profiles import load_entidad_profile, load_profile

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from mipg_helpers.analysis.plan import Accion
    from mipg_helpers.analysis.profile import Gap, IndiceResult, PoliticaResult, Profile
    from mipg_helpers.reporting.settings import Workspace

#: How pandas must hold a column, also when no row has a value.
_DTYPES = {
    "texto": "str", "motivo": "str", "prioridad": "str", "logico": "bool", "ano": "float64",
    "entero": "float64", "fecha": "datetime64[s]",
}  # fmt: skip


def frame_of(space: Workspace, tabla: str, rows: Iterable[dict[str, Any]]) -> pd.DataFrame:
    """Make a frame of records, with the columns and kinds of its table."""
    import pandas as pd

    columns = space.catalog.consulta_tablas[tabla].columnas
    described = space.catalog.consulta_columnas
    kinds = {name: _DTYPES.get(described[name].formato, "float64") for name in columns}
    return pd.DataFrame(list(rows), columns=list(columns)).astype(kinds)


def grupo_par(
    space: Workspace, entidad_id: str, vigencia: int, politica: str | None
) -> pd.DataFrame:
    """List with whom the entidad is compared, best score first (see `Datos`)."""
    group = group_of(space, entidad_id, vigencia)
    who = space.store.entidades(vigencia)
    who = who[who["entidad_id"].isin(group.miembros)]
    scores = _scores(space, vigencia, politica)[["entidad_id", "puntaje_puntos", "motivo"]]
    members = who.merge(scores, on="entidad_id", how="left", validate="1:1")
    members["motivo"] = members["motivo"].fillna("vacio")
    members = members.assign(
        criterio=group.criterio,
        grupo=group.etiqueta,
        es_propia=members["entidad_id"] == entidad_id,
    )
    order = members.sort_values(["puntaje_puntos", "entidad_id"], ascending=[False, True])
    return tables.in_order(space, "grupo_par", order, formats.motivo_text("sin_grupo"))


def group_of(space: Workspace, entidad_id: str, vigencia: int) -> PeerGroup:
    """Find the group of the reports."""
    entidades = space.store.entidades(vigencia)
    return find_groups(entidades, entidad_id).get(vigencia, NO_GROUP)


def brechas(space: Workspace, entidad_id: str, vigencia: int, politica: str | None) -> pd.DataFrame:
    """Spread the gaps of the politicas, or of the sub-indices of one (see `Datos`)."""
    why = ""
    if politica is None:
        profile = load_entidad_profile(entidad_id, vigencia, workspace=space)
        rows = [_politica_row(row) for row in profile.politicas]
    else:
        of_one = load_profile(entidad_id, vigencia, politica, workspace=space)
        rows = [_indice_row(row, of_one) for row in of_one.indices]
        scored = of_one.score.puntos is not None
        why = formats.motivo_text("sin_subindices" if scored else of_one.score.motivo)
    who = {"vigencia": vigencia, "entidad_id": entidad_id}
    made = frame_of(space, "brechas", [who | row for row in rows])
    return tables.explained(made.astype({"vigencia": "int64", "n_grupo": "int64"}), why)


def mejoras(
    space: Workspace,
    vigencia: int,
    politica: str | None,
    *,
    desde: int | None,
    entidad_id: str | None,
) -> pd.DataFrame:
    """Measure who moved how far since a comparable vigencia (see `Datos`)."""
    indice = politica or IDI
    now = _scores(space, vigencia, politica)
    if desde is None:
        rows = space.store.indices(indices=[indice], columns=["vigencia", "puntaje_puntos"])
        scored = {int(year) for year in rows.dropna()["vigencia"]}
        desde, why = last_comparable(space.catalog, indice, vigencia, scored)
        if desde is None:
            return tables.explained(frame_of(space, "mejoras", []), why)
    check_comparable(space.catalog, indice, desde, vigencia)
    if entidad_id is not None:
        now = now[now["entidad_id"].isin(group_of(space, entidad_id, vigencia).miembros)]
    changes = changes_between(now, _scores(space, desde, politica))
    why = f"Ninguna entidad tiene puntaje en {desde} y en {vigencia}."
    return tables.in_order(space, "mejoras", changes.assign(vigencia_anterior=desde), why)


def acciones(space: Workspace, entidad_id: str, vigencia: int) -> pd.DataFrame:
    """List the actions of the plan that answers a vigencia; no row without a plan."""
    with open_book(space) as book:
        plan = book.plan(entidad_id, vigencia + 1)
    names = {item.politica: item.nombre for item in space.catalog.politicas(vigencia)}
    who = space.store.entidades(vigencia).set_index("entidad_id")["nombre_entidad"]
    fixed = {
        "entidad_id": entidad_id,
        "nombre_entidad": who.get(entidad_id, ""),
        "vigencia_plan": vigencia + 1,
    }
    rows = [fixed | _accion_row(accion, names) for accion in plan.acciones]
    made = frame_of(space, "acciones", rows).astype({"vigencia_plan": "int64"})
    why = f"No hay un plan de {vigencia + 1} de la entidad en el libro del plan."
    return tables.explained(made, why)


def _scores(space: Workspace, vigencia: int, politica: str | None) -> pd.DataFrame:
    """Read the scores of everybody in one politica, or in the IDI."""
    return tables.puntajes(
        space,
        entidad_id=None,
        vigencia=vigencia,
        politica=politica,
        nivel="politica" if politica else IDI,
    )


def _politica_row(row: PoliticaResult) -> dict[str, Any]:
    return {
        "indice": row.politica.politica,
        "codigo": row.politica.codigo,
        "nombre": row.politica.nombre,
        "nombre_dimension": row.politica.nombre_dimension,
        "lider": row.lider,
        "responsable": row.responsable,
        **_measured(row),
    }


def _indice_row(row: IndiceResult, profile: Profile) -> dict[str, Any]:
    return {
        "indice": row.indice,
        "codigo": row.codigo,
        "nombre": row.nombre,
        "nombre_dimension": profile.politica.nombre_dimension,
        "lider": profile.responsables.lider,
        "responsable": profile.responsables.responsable,
        **_measured(row),
    }


def _measured(row: PoliticaResult | IndiceResult) -> dict[str, Any]:
    gaps: dict[str, Gap] = {gap.referencia: gap for gap in row.gaps}
    peers, before = row.peers, gaps["vigencia_anterior"]
    comparable = row.change.cambio_puntos is not None
    return {
        "puntaje_puntos": row.score.puntos,
        "motivo": row.score.motivo,
        "meta_puntos": gaps["meta"].valor_referencia_puntos,
        "brecha_meta_puntos": gaps["meta"].brecha_puntos,
        "media_grupo_puntos": gaps["media_grupo"].valor_referencia_puntos,
        "brecha_media_puntos": gaps["media_grupo"].brecha_puntos,
        "mejor_grupo_puntos": gaps["mejor_grupo"].valor_referencia_puntos,
        "brecha_mejor_puntos": gaps["mejor_grupo"].brecha_puntos,
        "posicion": peers.posicion,
        "n_grupo": peers.n,
        "tipo_grupo": formats.kind_label(oficial=peers.oficial),
        "vigencia_anterior": row.change.desde if comparable else None,
        "puntaje_anterior_puntos": before.valor_referencia_puntos,
        "cambio_puntos": row.change.cambio_puntos,
        "motivo_cambio": row.change.motivo,
        "prioridad": row.priority.nivel,
        "prioridad_puntos": row.priority.puntos,
    }


def _accion_row(accion: Accion, names: dict[str, str]) -> dict[str, Any]:
    reported = [one for one in accion.avances if one.avance_pct is not None]
    last = reported[-1] if reported else None
    return {
        "accion_id": accion.accion_id,
        "politica": accion.politica,
        "nombre_politica": names.get(accion.politica, accion.politica),
        # What leaders typed may hold data of persons: an analyst sees what a report shows.
        "accion": harmless(accion.accion),
        "producto": harmless(accion.producto),
        "indicador": harmless(accion.indicador),
        "responsable_dependencia": harmless(accion.dependencia or accion.responsable),
        "fecha_inicio": accion.fecha_inicio,
        "fecha_fin": accion.fecha_fin,
        "estado": accion.estado,
        "corte": last.corte if last else None,
        "avance_pct": last.avance_pct if last else None,
    }
