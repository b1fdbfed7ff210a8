"""The key of a job: it changes exactly when the report would say something else.

A key is the hash of the notebook, the package's code, the versions of the libraries, the
reference tables, the parameters, the date printed on the report, and this job's slice of the
data (`keys_data`). Its parts are kept apart, so that a change can be named. Formats are no part
of it: each document is compared with the key it was made for.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, islice
from typing import TYPE_CHECKING

from mipg_helpers.reporting.keys_code import (
    code_fingerprint,
    library_versions,
    notebook_fingerprint,
    shows_only_its_slice,
)
from mipg_helpers.reporting.keys_data import CHUNK, DataSlices, EntidadSlice, digest
from mipg_helpers.reporting.plan_data import PlanDigests
from mipg_helpers.reporting.profiles import report_date
from mipg_helpers.reporting.profiles_readiness import evidence_digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from mipg_helpers.analysis.profile import PriorityRule
    from mipg_helpers.reporting.jobs import Job
    from mipg_helpers.reporting.keys_code import Slice
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
    "plan": "el plan",
    "evidencias": "el libro de evidencias",
}


@dataclass(frozen=True, slots=True)
class JobKey:
    """The key of a job, digests of all it is given, and the parts the key is made of.

    `inputs` holds two digests, with the whole load and with only what concerns the entidad. When
    either is as before, so is the key, which is then not worked out: `parts` is empty.
    """

    inputs: str
    key: str = ""
    parts: str = ""  # JSON: part to digest


@dataclass(frozen=True, slots=True)
class _Given:
    """A job with what it is given besides data, and the `inputs` of its last run."""

    job: Job
    parts: dict[str, str]
    load: str
    known: str

    @property
    def is_known(self) -> bool:
        """Tell whether nothing at all has changed, so that no data need be looked at."""
        return self.known.partition(":")[0] == self.load


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
        self._plans = PlanDigests(space)

    def keys(
        self, jobs: Iterable[Job], known: Callable[[str], str] = lambda _: ""
    ) -> Iterator[tuple[Job, JobKey]]:
        """Pair each job with its key.

        Parameters
        ----------
        jobs
            Of one vigencia or of several in turn.
        known
            Gives the `inputs` of the last run of a job, by its name. Where the whole load is the
            same no data are read; where the slice is, the key itself is not worked out.
        """
        for (vigencia, rule), same in groupby(jobs, lambda job: (job.vigencia, self._rule(job))):
            grouped: dict[str, list[Job]] = {}
            for job in same:
                grouped.setdefault(job.entidad_id, []).append(job)
            names = iter(grouped)
            while chunk := list(islice(names, CHUNK)):
                given = {
                    name: [self._given(job, known(job.name)) for job in grouped[name]]
                    for name in chunk
                }
                yield from self._chunk(vigencia, rule, given)

    def _chunk(
        self, vigencia: int, rule: PriorityRule, given: Mapping[str, Sequence[_Given]]
    ) -> Iterator[tuple[Job, JobKey]]:
        """Pair the jobs of some entidades with their keys; data are read where something is new."""
        new = {name for name in given if not all(one.is_known for one in given[name])}
        asked = [name for name in given if name in new]
        slices = self._data(vigencia, rule).of(asked) if asked else iter(())
        for name, jobs in given.items():
            if name not in new:
                yield from ((one.job, JobKey(one.known)) for one in jobs)
                continue
            data = next(slices)
            for one in jobs:
                yield one.job, JobKey(one.known) if one.is_known else self._key(one, data)

    def _given(self, job: Job, known: str) -> _Given:
        values = dict(job.parameters)
        parts = {
            "cuaderno": digest([notebook_fingerprint(job.notebook)]),
            **self._common,
            "parametros": digest(f"{name}={value!r}" for name, value in job.parameters),
            "fecha": str(report_date(self.space, str(values.get("fecha_informe", "")))),
        }
        plan = self._plan(job)
        if plan:
            parts["plan"] = digest([plan])
        if not shows_only_its_slice(job.notebook, _slice_of(job)):
            parts |= self._evidence(job)
        return _Given(job, parts, digest([*parts.values(), self._tables]), known)

    def _key(self, given: _Given, data: EntidadSlice) -> JobKey:
        job, parts = given.job, given.parts
        narrow = shows_only_its_slice(job.notebook, _slice_of(job))
        if not narrow:
            parts["cargue"] = load_digest(self.space)
        own = digest([*parts.values(), data.inputs if narrow else ""])
        inputs = f"{given.load}:{own}"
        if own == given.known.partition(":")[2]:
            return JobKey(inputs)
        if narrow:
            parts |= data.shown("" if job.alcance else job.politica)
        text = json.dumps(parts, separators=(",", ":"))
        return JobKey(inputs, digest([text]), text)

    def _plan(self, job: Job) -> str:
        """Digest what the report may say of a plan: nothing, that of its politica, or all."""
        kind = _slice_of(job)
        if kind == "entidad" and shows_only_its_slice(job.notebook, kind):
            return ""
        narrow = kind == "politica" and shows_only_its_slice(job.notebook, kind)
        return self._plans.of(job.entidad_id, job.vigencia, job.politica if narrow else "")

    def _evidence(self, job: Job) -> dict[str, str]:
        """Digest the book of evidence, where the entidad has one."""
        found = evidence_digest(self.space, job.entidad_id, job.vigencia)
        return {"evidencias": found} if found else {}

    @cached_property
    def _tables(self) -> str:
        return self.space.store.fingerprint()

    def _data(self, vigencia: int, rule: PriorityRule) -> DataSlices:
        if (vigencia, rule) not in self._slices:
            self._slices = {(vigencia, rule): DataSlices(self.space, vigencia, rule)}
        return self._slices[vigencia, rule]

    def _rule(self, job: Job) -> PriorityRule:
        from mipg_helpers.analysis.priorities import rule_from

        given = dict(job.parameters)
        names = ("minimo_grupo", "umbral_alta")
        return rule_from(self.space.catalog, **{n: given[n] for n in names if n in given})


def load_digest(space: Workspace) -> str:
    """Digest the whole load: for a notebook with code of its own, which may read anything."""
    info = space.store.info()
    return digest([str(info.fecha_cargue), *(file.sha256 for file in info.files)])


def _slice_of(job: Job) -> Slice:
    """Name the slice of data that a report of its kind shows."""
    if job.alcance:
        return "seguimiento"
    return "politica" if job.politica else "entidad"
