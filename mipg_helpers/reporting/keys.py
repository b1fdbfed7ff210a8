"""The key of a job: it changes exactly when the report would say something else.

A key is the hash of the notebook, the package's code, the versions of the libraries, the
reference tables, the parameters, the date printed on the report, and this job's slice of the
data (`keys_data`). Its parts are kept apart, so that a change can be named. Formats are no part
of it: each document is compared with the key it was made for.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from mipg_helpers.reporting.keys_code import (
    code_fingerprint,
    library_versions,
    notebook_fingerprint,
    shows_only_its_slice,
)
from mipg_helpers.reporting.keys_data import DataSlices, EntidadSlice, digest
from mipg_helpers.reporting.profiles import report_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from mipg_helpers.analysis.profile import PriorityRule
    from mipg_helpers.reporting.jobs import Job
    from mipg_helpers.reporting.settings import Workspace

#: What each part of a key is called when it explains a decision.
PARTS = {
    "cuaderno": "el cuaderno",
    "codigo": "el programa",
    "versiones": "las versiones de las bibliotecas",
    "referencia": "las tablas de referencia",
    "parametros": "los parámetros",
    "fecha": "la fecha del informe",
    "cargue": "los datos cargados",
    "entidad": "los datos de la entidad",
    "puntajes": "los puntajes de la entidad",
    "grupo": "los puntajes del grupo",
    "otras_politicas": "el puntaje o la prioridad de otra política",
    "subindices": "los subíndices publicados",
    "recomendaciones": "las recomendaciones",
    "responsables": "los responsables",
    "metas": "las metas",
    "fuentes": "los archivos de origen",
    "avisos": "los avisos del cargue",
}


@dataclass(frozen=True, slots=True)
class JobKey:
    """The key of a job, the digest of all it is given, and the parts the key is made of.

    Equal `inputs` mean an equal key, which is then not worked out: `parts` is empty.
    """

    inputs: str
    key: str = ""
    parts: str = ""  # JSON: part to digest


class KeyMaker:
    """Work out the keys of the jobs of one load of data."""

    def __init__(self, space: Workspace) -> None:
        self.space = space
        self._common = {
            "codigo": digest([code_fingerprint()]),
            "versiones": digest(f"{name} {v}" for name, v in library_versions().items()),
            "referencia": digest([space.catalog.fingerprint]),
        }
        self._slices: dict[tuple[int, PriorityRule], DataSlices] = {}

    def keys(
        self, jobs: Iterable[Job], known: Callable[[str], str] = lambda _: ""
    ) -> Iterator[tuple[Job, JobKey]]:
        """Pair each job with its key.

        Parameters
        ----------
        jobs
            Of one vigencia or of several in turn.
        known
            Gives the `inputs` of the last run of a job, by its name: where they are still the
            same the key itself is not worked out.
        """
        for (vigencia, rule), same in groupby(jobs, lambda job: (job.vigencia, self._rule(job))):
            grouped: dict[str, list[Job]] = {}
            for job in same:
                grouped.setdefault(job.entidad_id, []).append(job)
            for data in self._data(vigencia, rule).of(list(grouped)):
                for job in grouped[data.entidad_id]:
                    yield job, self._key(job, data, known(job.name))

    def _key(self, job: Job, data: EntidadSlice, known: str) -> JobKey:
        given = dict(job.parameters)
        parts = {
            "cuaderno": digest([notebook_fingerprint(job.notebook)]),
            **self._common,
            "parametros": digest(f"{name}={value!r}" for name, value in job.parameters),
            "fecha": str(report_date(self.space, str(given.get("fecha_informe", "")))),
        }
        narrow = shows_only_its_slice(job.notebook, "politica" if job.politica else "entidad")
        if not narrow:
            parts["cargue"] = self._load()
        inputs = digest([*parts.values(), data.inputs if narrow else ""])
        if inputs == known:
            return JobKey(inputs)
        if narrow:
            parts |= data.shown(job.politica)
        text = json.dumps(parts, separators=(",", ":"))
        return JobKey(inputs, digest([text]), text)

    def _load(self) -> str:
        """Digest the whole load: for a notebook with code of its own, which may read anything."""
        info = self.space.store.info()
        return digest([str(info.fecha_cargue), *(file.sha256 for file in info.files)])

    def _data(self, vigencia: int, rule: PriorityRule) -> DataSlices:
        if (vigencia, rule) not in self._slices:
            self._slices = {(vigencia, rule): DataSlices(self.space, vigencia, rule)}
        return self._slices[vigencia, rule]

    def _rule(self, job: Job) -> PriorityRule:
        from mipg_helpers.analysis.priorities import rule_from

        given = dict(job.parameters)
        names = ("minimo_grupo", "umbral_alta")
        return rule_from(self.space.catalog, **{n: given[n] for n in names if n in given})
