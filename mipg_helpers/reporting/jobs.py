"""One job = one report: plan them, run one, and leave either whole documents or none.

Planning is pure; running touches only a private folder until the documents are complete,
then renames them into place.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mipg_helpers.errors import MipgError
from mipg_helpers.reference.labels import slug
from mipg_helpers.reporting.norms import ARCHIVAL, archival_name
from mipg_helpers.system_errors import REASONS, told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.reporting.catalogue import ReportKind
    from mipg_helpers.reporting.execute import EngineName
    from mipg_helpers.reporting.job_files import JobFiles
    from mipg_helpers.reporting.norms import Norma, Verdict
    from mipg_helpers.reporting.plan_data import Scopes
    from mipg_helpers.reporting.settings import Workspace

Format = Literal["html", "pdf"]
FORMATS: tuple[Format, ...] = ("html", "pdf")

#: Where a job works until its documents are complete; what a killed run leaves of it is waste.
PRIVATE = ".en-curso-"
_OUT_OF_SIGHT = re.compile(rf"[\\/]{re.escape(PRIVATE)}\w+")

#: Parameter of a notebook that follows a plan, and what it holds for the whole plan.
ALCANCE, COMITE, LIDER = "alcance", "comite", "lider"
#: Parameter of a notebook that speaks of the preguntas of one unit, and of what there is one.
UNIDAD = "unidad"

#: Names taken from data become folders only in this form.
SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,80}")


@dataclass(frozen=True, slots=True)
class Job:
    """A report to make. Identity: informe + entidad_id + vigencia + politica or alcance."""

    informe: str
    notebook: Path
    entidad_id: str
    vigencia: int
    politica: str  # "" for a report of the whole entidad
    parameters: tuple[tuple[str, Any], ...]
    data_folder: Path
    target: Path
    formats: tuple[Format, ...] = FORMATS
    keep_notebook: bool = False
    engine: EngineName = "auto"
    alcance: str = ""  # what part of a plan it follows, as `Alcance.texto`
    norma: Norma = ""  # PDF standard that was asked for; "": the usual one, not checked

    @property
    def wanted(self) -> tuple[str, ...]:
        """Name the formats that it leaves behind, as the manifest calls them."""
        archival = (self.norma,) if self.norma in ARCHIVAL else ()
        return (*self.formats, *archival, *(("ipynb",) if self.keep_notebook else ()))

    def formato(self, path: Path) -> str:
        """Say as which of its formats a document was written."""
        is_archival = path.name == archival_name(self.stem, self.norma)
        return self.norma if is_archival else path.suffix[1:]

    @property
    def stem(self) -> str:
        """Name its documents; a second kind of report about a politica bears its own name too."""
        kind, _, clave = self.alcance.partition(":")
        if kind in {LIDER, UNIDAD}:
            return f"{self.informe}-{safe_name(clave)}"
        if self.politica and self.informe != "politica":
            return f"{self.politica}-{self.informe}"
        return self.politica or self.informe

    @property
    def name(self) -> str:
        """Name the job the same way everywhere: messages, manifest, ``--solo``."""
        return f"{self.entidad_id}/{self.vigencia}/{self.stem}"


@dataclass(frozen=True, slots=True)
class JobResult:
    """What came of a job; `outputs` pairs each written file with its sha256.

    `states` gives bytes and time of each file where it does not lie on a disk of this machine;
    `verdicts` pairs each format of PDF with what is known of its standard.
    """

    job: Job
    ok: bool
    seconds: float
    outputs: tuple[tuple[Path, str], ...] = ()
    error: str = ""
    avisos: tuple[str, ...] = ()
    states: tuple[tuple[int, int], ...] = ()
    verdicts: tuple[tuple[str, Verdict], ...] = ()


def plan_jobs(
    space: Workspace,
    kinds: Sequence[ReportKind],
    *,
    entidades: Sequence[str],
    vigencia: int,
    outputs: Path,
    politicas: Sequence[str] = (),
    parameters: dict[str, Any] | None = None,
    formats: tuple[Format, ...] = FORMATS,
    keep_notebook: bool = False,
    engine: EngineName = "auto",
    norma: Norma = "",
) -> list[Job]:
    """List the reports of the entidades asked for, parameters checked, in official order.

    Parameters
    ----------
    entidades
        Codes or exact names; each is resolved against what is loaded.
    politicas
        Canonical ids to keep; empty: every politica the loaded results speak of.
    parameters
        Values for parameters other than entidad, vigencia and politica.

    Raises
    ------
    ReferenceDataError, ParameterError
        If an entidad or politica is unknown, or a parameter is wrong. Nothing has run then.
    """
    for politica in politicas:
        space.catalog.politica(politica, vigencia)
    ids = _resolve(space, entidades, vigencia)
    checked = {kind.informe: _Parameters(space, kind, vigencia, parameters or {}) for kind in kinds}
    targets = {name: outputs / str(vigencia) / safe_name(name) for name in ids}
    present = _present(space, ids, vigencia) if not politicas else {}
    followed = _followed(space, kinds, ids, vigencia)
    units = _units(space, kinds, ids, vigencia)
    jobs: list[Job] = []
    for entidad_id in ids:
        for kind in kinds:
            plan = followed.get(entidad_id)
            if kind.necesita and plan is None:
                continue
            assessed = politicas or present.get(entidad_id, [])
            of_unit = units.get(entidad_id, ()) if kind.por == UNIDAD else None
            for subject in _subjects(kind, assessed, plan) if of_unit is None else of_unit:
                politica = subject if kind.por == "politica" else ""
                values = checked[kind.informe](entidad_id, subject)
                jobs.append(
                    Job(
                        informe=kind.informe,
                        notebook=kind.cuaderno,
                        entidad_id=entidad_id,
                        vigencia=vigencia,
                        politica=politica,
                        parameters=values,
                        data_folder=space.store.folder,
                        target=targets[entidad_id],
                        formats=formats,
                        keep_notebook=keep_notebook,
                        engine=engine,
                        alcance=_scope(dict(values)),
                        norma=norma,
                    )
                )
    return jobs


class _Parameters:
    """The parameters of every job of one kind: checked on the first, filled in for the others.

    Only entidad and politica (or the part of a plan) differ between them, and both were looked
    up before.
    """

    def __init__(
        self, space: Workspace, kind: ReportKind, vigencia: int, asked: dict[str, Any]
    ) -> None:
        from mipg_helpers.reporting.parameters import read_parameters

        self._space, self._kind = space, kind
        self._asked = {**asked, "vigencia": vigencia}
        self._values: dict[str, tuple[str, Any]] = {}
        self._declared = read_parameters(kind.cuaderno)

    def __call__(self, entidad_id: str, subject: str) -> tuple[tuple[str, Any], ...]:
        own = {"entidad": entidad_id, **self._about(subject)}
        if not self._values:
            self._values = self._check({**self._asked, **own})
        return tuple((n, own[n]) if n in own else pair for n, pair in self._values.items())

    def _about(self, subject: str) -> dict[str, str]:
        """Name the subject as the notebook does: a politica, or a part of the plan."""
        if ALCANCE in self._declared:
            return {ALCANCE: f"{self._kind.por}:{subject}" if subject else COMITE}
        name = UNIDAD if self._kind.por == UNIDAD else "politica"
        return {name: subject} if subject else {}

    def _check(self, asked: dict[str, Any]) -> dict[str, tuple[str, Any]]:
        from mipg_helpers.reporting.parameters import check_parameters

        declared = self._declared
        place = f"informe '{self._kind.informe}'"
        values = check_parameters(asked, declared, self._space, place=place)
        return {name: (name, value) for name, value in values.items()}


def _resolve(space: Workspace, entidades: Sequence[str], vigencia: int) -> list[str]:
    """Name each entidad by its id, once; the ids of `vigencia` need one read for all of them."""
    loaded = set(space.store.entidades(vigencia)["entidad_id"])
    found = [
        text if text in loaded else space.store.find_entidad(text, vigencia) for text in entidades
    ]
    return list(dict.fromkeys(found))


def _present(space: Workspace, ids: Sequence[str], vigencia: int) -> dict[str, list[str]]:
    """List by entidad the politicas with a result, in official order."""
    order = [info.politica for info in space.catalog.politicas(vigencia)]
    rows = space.store.indices(vigencias=[vigencia], indices=order, entidad_ids=set(ids))
    by_entidad = rows.groupby("entidad_id")["indice"].agg(set)
    return {str(name): [p for p in order if p in found] for name, found in by_entidad.items()}


def _followed(
    space: Workspace, kinds: Sequence[ReportKind], ids: Sequence[str], vigencia: int
) -> dict[str, Scopes]:
    """Say what there is to follow of each entidad with a plan, when a kind of report asks."""
    if not any(kind.necesita or kind.por == LIDER for kind in kinds):
        return {}
    from mipg_helpers.reporting.plan_data import find_scopes

    return find_scopes(space, ids, vigencia)


def _units(
    space: Workspace, kinds: Sequence[ReportKind], ids: Sequence[str], vigencia: int
) -> dict[str, tuple[str, ...]]:
    """Say which units of each entidad have preguntas, when a kind of report asks."""
    if not any(kind.por == UNIDAD for kind in kinds):
        return {}
    from mipg_helpers.reporting.profiles_readiness import find_units

    return {name: find_units(space, name, vigencia) for name in ids}


def _scope(values: dict[str, Any]) -> str:
    """Name the part of a plan, or the unit, that a report is about; "" for a whole subject."""
    unit = str(values.get(UNIDAD, ""))
    return f"{UNIDAD}:{slug(unit)}" if unit else str(values.get(ALCANCE, ""))


def _subjects(kind: ReportKind, politicas: Sequence[str], plan: Scopes | None) -> Sequence[str]:
    """List what a kind of report is made for: politicas, leaders, [""] for the whole entidad."""
    if kind.por == LIDER:
        return plan.lideres if plan else ()
    if kind.por == "politica":
        return [p for p in politicas if not kind.necesita or (plan and p in plan.politicas)]
    return [""]


def safe_name(text: str) -> str:
    """Make a folder name of an id that came from a file; other ids get a hash instead."""
    if SAFE_NAME.fullmatch(text):
        return text
    return "entidad-" + hashlib.sha256(text.encode()).hexdigest()[:12]


def run_job(job: Job) -> JobResult:
    """Make one report; a failure is returned, never raised, and leaves no half-written file."""
    start = time.monotonic()
    outputs: tuple[tuple[Path, str], ...] = ()
    made: JobFiles | None = None
    error = ""
    private: Path | None = None
    try:
        job.target.mkdir(parents=True, exist_ok=True)
        private = Path(tempfile.mkdtemp(prefix=PRIVATE, dir=job.target))
        made = _make(job, private)
        outputs = tuple(_publish(file, job.target) for file in made.paths)
    except MipgError as failure:
        error = str(failure)
    except Exception as failure:  # noqa: BLE001  one report must never stop the others
        error = _told(job, failure)
    finally:
        if private is not None:
            if error:
                _keep_failed(job, private)
            shutil.rmtree(private, ignore_errors=True)
    avisos, verdicts = (made.avisos, made.verdicts) if made else ((), ())
    seconds = time.monotonic() - start
    return JobResult(job, not error, seconds, outputs, error, avisos, verdicts=verdicts)


def _told(job: Job, failure: Exception) -> str:
    """Word a failure; what was to be in the private folder is named where it was to end."""
    if isinstance(failure, OSError) and failure.errno in REASONS and failure.filename is None:
        failure.filename = str(job.target)  # a full disk is met in a file that is open
    return _OUT_OF_SIGHT.sub("", told(failure, job.name))


def _make(job: Job, private: Path) -> JobFiles:
    from mipg_helpers.reporting.checks import check_identity
    from mipg_helpers.reporting.document import document_from_notebook
    from mipg_helpers.reporting.execute import engine_notices, run_notebook
    from mipg_helpers.reporting.job_files import write_documents

    executed = private / f"{job.stem}.ipynb"
    notebook = run_notebook(
        job.notebook,
        executed,
        dict(job.parameters),
        data_folder=job.data_folder,
        engine=job.engine,
    )
    document = document_from_notebook(notebook)
    check_identity(document, _identity(job))
    made = write_documents(job, document, private)
    if job.keep_notebook:
        made.paths.append(executed)
    made.avisos = (*engine_notices(notebook, job.notebook), *made.avisos)
    return made


def _identity(job: Job) -> dict[str, str]:
    identity = {
        "informe": job.informe,
        "entidad_id": job.entidad_id,
        "vigencia": str(job.vigencia),
    }
    own = {"politica": job.politica, "alcance": job.alcance}
    return identity | {name: value for name, value in own.items() if value}


def _publish(file: Path, target: Path) -> tuple[Path, str]:
    final = target / file.name
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    file.replace(final)
    return final, digest


def _keep_failed(job: Job, private: Path) -> None:
    """Keep the executed notebook of a failed report, error included, for the analyst."""
    executed = private / f"{job.stem}.ipynb"
    # The report failed already; this is only its trace, and a full disk may have cut it short.
    with contextlib.suppress(OSError, ValueError):
        json.loads(executed.read_bytes())
        folder = job.target / "errores"
        folder.mkdir(exist_ok=True)
        executed.replace(folder / executed.name)
