"""What ``notebooks/preparacion_furag.ipynb`` calls first: the preparation for the next FURAG.

Reads the form, the answers of one entidad and its book of evidence; computes nothing itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from mipg_helpers.reporting.profiles import report_date
from mipg_helpers.reporting.settings import Workspace, open_workspace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    import pandas as pd

    from mipg_helpers.analysis.profile import SourceFile
    from mipg_helpers.analysis.readiness import ReadinessInputs
    from mipg_helpers.analysis.readiness_profile import Evidencia, ReadinessProfile, Reporte


class _Kept(NamedTuple):
    """What the book of evidence says; `last_day` is the last one on which it changed."""

    evidencias: tuple[Evidencia, ...]
    reportes: Mapping[tuple[str, int], Reporte]
    asignaciones: Mapping[str, str]
    last_day: date | None


def load_readiness(
    entidad: str,
    vigencia: int,
    *,
    politica: str = "",
    unidad: str = "",
    fecha_informe: str = "",
    workspace: Workspace | None = None,
) -> ReadinessProfile:
    """Build everything the report on the preparation says.

    Parameters
    ----------
    entidad
        SIGEP code with its zeros, or the exact name.
    vigencia
        Year of the form and of the answers.
    politica
        Canonical id; empty: all of them.
    unidad
        Name of a unit, or its slug; empty: all of them.
    fecha_informe
        ISO date printed on the report; empty: the last day the data or the evidence changed.

    Raises
    ------
    ConfigError, ReferenceDataError, ParameterError
        If nothing is loaded, or entidad, politica or unidad are not in what is loaded.
    """
    from mipg_helpers.analysis.readiness import build_readiness

    space = workspace or open_workspace()
    entidad_id = space.store.find_entidad(entidad)
    kept = _read_book(space, entidad_id, vigencia)
    day = report_date(space, fecha_informe)
    return build_readiness(
        _gather(space, entidad_id, vigencia, kept),
        entidad_id=entidad_id,
        vigencia=vigencia,
        catalog=space.catalog,
        fecha_informe=day if fecha_informe else max(day, kept.last_day or day),
        politica=politica,
        unidad=unidad,
    )


def find_units(space: Workspace, entidad_id: str, vigencia: int) -> tuple[str, ...]:
    """List the slugs of the units with preguntas assigned, sorted."""
    profile = load_readiness(entidad_id, vigencia, workspace=space)
    return tuple(group.clave for group in profile.unidades if group.clave)


def evidence_digest(space: Workspace, entidad_id: str, vigencia: int) -> str:
    """Digest what a report may say of the book of evidence; empty where there is none."""
    from mipg_helpers.reporting.keys_data import digest

    kept = _read_book(space, entidad_id, vigencia)
    return digest(map(repr, kept)) if any(kept) else ""


def _read_book(space: Workspace, entidad_id: str, vigencia: int) -> _Kept:
    from mipg_helpers.store.evidence_book import EvidenceBook
    from mipg_helpers.store.plan_book_place import plan_folder

    with EvidenceBook(plan_folder(space.store.folder), read_only=True) as book:
        days = [change.momento.date() for change in book.changes(entidad_id, vigencia + 1)]
        return _Kept(
            book.records(entidad_id, vigencia),
            cast("Mapping[tuple[str, int], Reporte]", book.reported(entidad_id, vigencia)),
            book.assignments(entidad_id, vigencia),
            max(days, default=None),
        )


def _gather(space: Workspace, entidad_id: str, vigencia: int, kept: _Kept) -> ReadinessInputs:
    from mipg_helpers.analysis.readiness import ReadinessInputs
    from mipg_helpers.sources.unit_aliases import aliases_beside
    from mipg_helpers.store.plan_book_place import plan_folder

    store = space.store
    preguntas, similitudes = store.preguntas(), store.similitudes(vigencia)
    respuestas = store.respuestas(entidad_id, vigencia)
    levels, owners = store.autodiagnosticos(entidad_id), store.responsables(entidad_id)
    current = preguntas[preguntas["vigencia"] == vigencia]
    used = (current, similitudes, respuestas, levels, owners)
    return ReadinessInputs(
        entidades=store.entidades(),
        preguntas=preguntas,
        opciones=store.opciones(vigencia),
        respuestas=respuestas,
        similitudes=similitudes,
        autodiagnosticos=levels,
        responsables=owners,
        evidencias=kept.evidencias,
        reportes=kept.reportes,
        asignaciones=kept.asignaciones,
        unit=aliases_beside(plan_folder(store.folder) / "_").unit,
        sources=_sources(space, used),
        avisos=_avisos(space, (respuestas, levels)),
    )


def _sources(space: Workspace, tables: Iterable[pd.DataFrame]) -> tuple[SourceFile, ...]:
    """List the files that the report was made from."""
    from mipg_helpers.analysis.profile import SourceFile

    used = {sha for table in tables for sha in table["fuente_sha256"].unique()}
    info = space.store.info()
    return tuple(
        SourceFile(file.archivo, file.sha256, file.tipo, tuple(file.vigencias), info.fecha_cargue)
        for file in info.files
        if file.sha256 in used
    )


def _avisos(space: Workspace, tables: Iterable[pd.DataFrame]) -> tuple[str, ...]:
    """Keep the loader's findings about the files that the entidad itself filled in."""
    files = {name for table in tables for name in table["fuente_archivo"].unique()}
    findings = space.store.hallazgos()
    return tuple(dict.fromkeys(findings.loc[findings["archivo"].isin(files), "mensaje"]))
