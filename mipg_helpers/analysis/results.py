"""The results of every level of the model, from the measurements of each index."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mipg_helpers.analysis.owners import NOBODY
from mipg_helpers.analysis.profile import (
    DimensionResult,
    IndiceResult,
    Politica,
    PoliticaResult,
    RecomendacionGroup,
    Responsables,
)
from mipg_helpers.analysis.scores import report_case
from mipg_helpers.analysis.subject import Subject, measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mipg_helpers.reference.records import IndiceInfo, Norma, PoliticaInfo


def name_politica(info: PoliticaInfo, normas: Iterable[Norma] = ()) -> Politica:
    """Copy from the catalog how a politica is named and coded in its vigencia."""
    return Politica(
        info.politica,
        info.codigo,
        info.nombre,
        info.nombre_corto,
        info.dimension,
        info.nombre_dimension,
        info.lider_nacional,
        info.proposito,
        tuple((item.norma, item.asunto) for item in normas),
    )


def indice_results(subject: Subject, politica: str) -> tuple[IndiceResult, ...]:
    """Measure the sub-indices of a politica: lowest score first, those without score last.

    Ties and those without score keep the official order. Empty for a politica without
    sub-indices in that vigencia.
    """
    results = [_indice_result(subject, info) for info in subindices(subject, politica)]
    return tuple(
        sorted(results, key=lambda item: (item.score.puntos is None, item.score.puntos or 0.0))
    )


def subindices(subject: Subject, politica: str) -> tuple[IndiceInfo, ...]:
    """List the sub-indices of a politica by code: those registered and those the file brought.

    Where the list of a vigencia is not complete, a file may bring a sub-index that the catalog
    knows from another vigencia of the same span; it bears the code of the file.
    """
    catalog, vigencia = subject.catalog, subject.vigencia
    infos = list(catalog.indices(vigencia, politica))
    registered = {info.indice for info in infos}
    for info in catalog.span_indices(vigencia, politica):
        codigo = subject.own.codes.get((vigencia, info.indice))
        if info.indice not in registered and codigo is not None:
            infos.append(replace(info, codigo=codigo))
    return tuple(sorted(infos, key=lambda info: (info.codigo or info.indice.upper(), info.indice)))


def politica_results(
    subject: Subject,
    groups: Sequence[RecomendacionGroup],
    owners: Mapping[str, Responsables],
) -> tuple[PoliticaResult, ...]:
    """Measure every politica of the model of that vigencia, in official order.

    Parameters
    ----------
    groups
        Recommendations of the entidad, each text once; a politica counts those that serve it.
    """
    return tuple(
        _politica_result(subject, info, groups, owners.get(info.politica, NOBODY))
        for info in subject.catalog.politicas(subject.vigencia)
    )


def dimension_results(subject: Subject) -> tuple[DimensionResult, ...]:
    """Measure every dimension by its own published figure, in official order."""
    results = []
    for info in subject.catalog.dimensiones(subject.vigencia):
        item = measure(subject, info.indice)
        results.append(
            DimensionResult(
                info.dimension, info.nombre, item.score, item.peers, item.gaps, item.change
            )
        )
    return tuple(results)


def _indice_result(subject: Subject, info: IndiceInfo) -> IndiceResult:
    item = measure(subject, info.indice)
    return IndiceResult(
        info.indice,
        info.codigo,
        info.nombre,
        item.score,
        item.peers,
        item.gaps,
        item.change,
        item.priority,
        info.nota,
    )


def _politica_result(
    subject: Subject,
    info: PoliticaInfo,
    groups: Sequence[RecomendacionGroup],
    responsables: Responsables,
) -> PoliticaResult:
    item = measure(subject, info.politica)
    return PoliticaResult(
        name_politica(info, subject.catalog.normas(info.politica)),
        report_case(item.score),
        item.score,
        item.peers,
        item.gaps,
        item.change,
        item.priority,
        sum(info.politica in group.politicas for group in groups),
        len(subindices(subject, info.politica)),
        responsables.lider,
        responsables.responsable,
    )
