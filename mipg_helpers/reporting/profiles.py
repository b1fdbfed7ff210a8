"""What a notebook calls first: the frozen profile of one report, from the tidy tables.

Reads only the slice that the report needs; computes nothing itself.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from mipg_helpers.errors import ParameterError
from mipg_helpers.reporting.settings import Workspace, open_workspace

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from mipg_helpers.analysis.build import Inputs
    from mipg_helpers.analysis.follow_up_profile import FollowUp
    from mipg_helpers.analysis.model_changes import ModeloProfile
    from mipg_helpers.analysis.profile import (
        EntidadProfile,
        PeerCriterion,
        PriorityRule,
        Profile,
        SourceFile,
    )

IDI = "idi"


def load_profile(
    entidad: str,
    vigencia: int,
    politica: str,
    *,
    grupo: PeerCriterion = "grupo_par",
    minimo_grupo: int | None = None,
    umbral_alta: float | None = None,
    fecha_informe: str = "",
    workspace: Workspace | None = None,
) -> Profile:
    """Build everything the report of one politica says.

    Parameters
    ----------
    entidad
        SIGEP code with its zeros, or the exact name.
    vigencia
        Year measured.
    politica
        Canonical id (``gobierno_digital``).
    grupo
        Who is compared: the group of the reports, or ``departamento``, ``sector`` or
        ``naturaleza_juridica`` of the entidad.
    minimo_grupo, umbral_alta
        Smallest group whose statistics are shown; threshold of high priority in points.
        None: the value of the reference tables.
    fecha_informe
        ISO date printed on the report; empty: the date the data were loaded.

    Raises
    ------
    ConfigError, ReferenceDataError, ParameterError
        If nothing is loaded, or entidad, vigencia or politica are not in what is loaded.
    """
    from mipg_helpers.analysis.build import build_profile

    space = workspace or open_workspace()
    entidad_id = space.store.find_entidad(entidad, vigencia)
    space.catalog.politica(politica, vigencia)
    inputs = gather_inputs(space, entidad_id, vigencia, series=(politica,))
    profile = build_profile(
        inputs,
        entidad_id=entidad_id,
        politica=politica,
        vigencia=vigencia,
        catalog=space.catalog,
        rule=read_rule(space, minimo_grupo, umbral_alta),
        fecha_informe=report_date(space, fecha_informe),
        grupo=grupo,
    )
    return with_plan(profile, space)


def with_plan(profile: Profile, space: Workspace) -> Profile:
    """Put the running plan of the politica beside its gaps; the same profile without one."""
    from mipg_helpers.analysis.follow_up import summarise_plan
    from mipg_helpers.analysis.follow_up_profile import LightRule
    from mipg_helpers.analysis.reconcile import with_matches
    from mipg_helpers.reporting.plan_data import open_book

    with open_book(space) as book:
        plan = with_matches(
            book.plan(profile.entidad.entidad_id, profile.vigencia_plan),
            profile.recomendaciones,
            book.matches(),
        )
    rules = space.catalog.plan_rules()
    summary = summarise_plan(
        plan,
        politica=profile.politica.politica,
        vigencia=profile.vigencia,
        catalog=space.catalog,
        light=LightRule(rules.verde_desde, rules.amarillo_desde, rules.dias_por_vencer),
        fecha_informe=profile.method.fecha_informe,
    )
    return profile if summary is None else replace(profile, plan=summary)


def load_entidad_profile(
    entidad: str,
    vigencia: int,
    *,
    minimo_grupo: int | None = None,
    umbral_alta: float | None = None,
    fecha_informe: str = "",
    workspace: Workspace | None = None,
) -> EntidadProfile:
    """Build everything the institutional report of one entidad says (see `load_profile`)."""
    from mipg_helpers.analysis.build import build_entidad_profile

    space = workspace or open_workspace()
    entidad_id = space.store.find_entidad(entidad, vigencia)
    inputs = gather_inputs(space, entidad_id, vigencia, series=(IDI,))
    return build_entidad_profile(
        inputs,
        entidad_id=entidad_id,
        vigencia=vigencia,
        catalog=space.catalog,
        rule=read_rule(space, minimo_grupo, umbral_alta),
        fecha_informe=report_date(space, fecha_informe),
    )


def load_modelo_profile(
    entidad: str,
    vigencia: int,
    *,
    vigencia_anterior: int = 0,
    fecha_informe: str = "",
    workspace: Workspace | None = None,
) -> ModeloProfile:
    """Build everything the report on two versions of the model says (see `compare_models`)."""
    from mipg_helpers.analysis.model_changes import compare_models

    space = workspace or open_workspace()
    entidad_id = space.store.find_entidad(entidad, vigencia)
    return compare_models(
        space.store.entidades(vigencia),
        space.store.responsables(entidad_id),
        entidad_id=entidad_id,
        vigencia=vigencia,
        vigencia_anterior=vigencia_anterior,
        catalog=space.catalog,
        fecha_informe=report_date(space, fecha_informe),
    )


def load_follow_up(
    entidad: str,
    vigencia: int,
    alcance: str = "comite",
    *,
    corte: str = "",
    verde_desde: float | None = None,
    amarillo_desde: float | None = None,
    dias_por_vencer: int | None = None,
    minimo_grupo: int | None = None,
    umbral_alta: float | None = None,
    fecha_informe: str = "",
    workspace: Workspace | None = None,
) -> FollowUp:
    """Build everything the report of seguimiento says.

    Parameters
    ----------
    vigencia
        Year measured; the plan is that of the next one.
    alcance
        ``comite``, ``politica:<id>`` or ``lider:<slug of the unit>``.
    corte
        ISO date of one of the cut-offs of the plan; empty: the last one with progress.
    verde_desde, amarillo_desde, dias_por_vencer
        Rule of the traffic light; None: the value of the reference tables.
    minimo_grupo, umbral_alta
        Those of the priorities that the plan answers (see `load_profile`).
    fecha_informe
        ISO date printed on the report; empty: the last day the data or the plan changed.

    Raises
    ------
    ConfigError, ReferenceDataError, ParameterError
        As `load_profile`; also if scope or cut-off are not of this plan.
    """
    from mipg_helpers.analysis.follow_up import build_follow_up
    from mipg_helpers.analysis.follow_up_profile import LightRule
    from mipg_helpers.reporting.plan_data import last_day, read_plan

    space = workspace or open_workspace()
    entidad_id = space.store.find_entidad(entidad, vigencia)
    rules = space.catalog.plan_rules()
    planned = read_plan(space, entidad_id, vigencia)
    day = report_date(space, fecha_informe)
    return build_follow_up(
        gather_inputs(space, entidad_id, vigencia, series=(IDI,)),
        planned,
        entidad_id=entidad_id,
        vigencia=vigencia,
        alcance=alcance,
        catalog=space.catalog,
        rule=read_rule(space, minimo_grupo, umbral_alta),
        light=LightRule(
            rules.verde_desde if verde_desde is None else verde_desde,
            rules.amarillo_desde if amarillo_desde is None else amarillo_desde,
            rules.dias_por_vencer if dias_por_vencer is None else dias_por_vencer,
        ),
        fecha_informe=day if fecha_informe else last_day(planned, day),
        corte=date.fromisoformat(corte) if corte else None,
    )


def report_date(space: Workspace, text: str) -> date:
    """Read the report's date; without one, the day the data were loaded.

    Never today's date: the same data and parameters must give the same bytes.
    """
    if not text:
        return space.store.info().fecha_cargue
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ParameterError(
            "parámetro 'fecha_informe'", f"'{text}' no es una fecha", "AAAA-MM-DD"
        ) from None


def read_rule(
    space: Workspace, minimo_grupo: int | None, umbral_alta: float | None
) -> PriorityRule:
    """Give the priority rule, with what was asked in place of the reference tables."""
    from mipg_helpers.analysis.priorities import rule_from

    asked = {"minimo_grupo": minimo_grupo, "umbral_alta": umbral_alta}
    return rule_from(space.catalog, **{k: v for k, v in asked.items() if v is not None})


def gather_inputs(
    space: Workspace, entidad_id: str, vigencia: int, series: Iterable[str]
) -> Inputs:
    """Gather the rows of the entidad, of its possible peers this vigencia, and of the series."""
    import pandas as pd

    from mipg_helpers.analysis.build import Inputs
    from mipg_helpers.analysis.peers import SCORE_COLUMNS

    store = space.store
    own, entidades = store.indices(entidad_id=entidad_id), store.entidades()
    others = [int(year) for year in entidades["vigencia"].unique() if year != vigencia]
    # Of the peers only scores are compared: every report reads them for the whole country.
    now = store.indices(
        vigencias=[vigencia], indices=_compared(space, vigencia, series), columns=SCORE_COLUMNS
    )
    before = store.indices(vigencias=others, indices=[*series], columns=SCORE_COLUMNS)
    return Inputs(
        entidades=entidades,
        indices=own,
        peer_scores=pd.concat([now, before], ignore_index=True),
        recomendaciones=store.recomendaciones(entidad_id=entidad_id, vigencia=vigencia),
        responsables=store.responsables(entidad_id),
        metas=store.metas(entidad_id),
        sources=_sources(space, own),
        avisos=_avisos(space, own),
    )


def _compared(space: Workspace, vigencia: int, series: Iterable[str]) -> list[str]:
    """Name the indices shown against peers: all politicas, dimensions, IDI, and sub-indices."""
    catalog, series = space.catalog, tuple(series)
    politicas = [item.politica for item in catalog.politicas(vigencia)]
    dimensiones = [item.indice for item in catalog.dimensiones(vigencia)]
    subindices = [
        item.indice for politica in series for item in catalog.span_indices(vigencia, politica)
    ]
    return list(dict.fromkeys([IDI, *dimensiones, *politicas, *subindices, *series]))


def _sources(space: Workspace, own: pd.DataFrame) -> tuple[SourceFile, ...]:
    """List the files that gave this entidad a figure, a text or a responsible."""
    from mipg_helpers.analysis.profile import SourceFile

    info = space.store.info()
    entidad_ids = own["entidad_id"].unique()
    used = set(own["fuente_sha256"])
    for entidad_id in entidad_ids:
        for table in (
            space.store.recomendaciones(entidad_id=entidad_id),
            space.store.responsables(entidad_id),
            space.store.metas(entidad_id),
        ):
            used |= set(table["fuente_sha256"])
    return tuple(
        SourceFile(file.archivo, file.sha256, file.tipo, tuple(file.vigencias), info.fecha_cargue)
        for file in info.files
        if file.sha256 in used
    )


def _avisos(space: Workspace, own: pd.DataFrame) -> tuple[str, ...]:
    """Keep the loader's findings that speak of a row of this entidad, each once, in order."""
    rows = set(zip(own["fuente_archivo"], own["fuente_fila"], strict=True))
    findings = space.store.hallazgos()
    about = [
        (archivo, fila) in rows
        for archivo, fila in zip(findings["archivo"], findings["fila"], strict=True)
    ]
    return tuple(dict.fromkeys(findings.loc[about, "mensaje"]))
