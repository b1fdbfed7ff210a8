"""Try one case as an operator would, in a process of its own, and judge what came of it."""

from __future__ import annotations

import contextlib
import csv
import io
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from campaign.corpus import ENTIDAD, SOUND, VIGENCIA, results
from campaign.payloads import PAYLOADS
from campaign.search import problems_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from campaign.corpus import Case

#: What one load may take: the largest official workbook needs a third of it.
MOST_MB = 1_500
MOST_SECONDS = 60
NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
REFUSALS = frozenset(range(10, 16))
#: What an operator never reads.
NEVER = ("Traceback (most recent", 'File "', "site-packages", "Segmentation", "Exception")


@dataclass
class Verdict:
    """What came of a case: how it ended, and everything that should not have happened."""

    label: str
    outcome: str = ""
    problems: list[str] = field(default_factory=list)
    seconds: float = 0.0
    peak_mb: float = 0.0
    reports: int = 0
    lost: int = 0


@dataclass(frozen=True)
class Ended:
    """How a process of ours ended, and what it printed."""

    code: int
    signal: int
    printed: str
    seconds: float
    peak_mb: float


def try_case(case: Case, root: Path) -> Verdict:
    """Write the inputs of a case, load them, make outputs of what was accepted, and look."""
    verdict = Verdict(case.label)
    started = time.monotonic()
    case.write(root / "raw")
    before = listing(root.parent)
    tidy = root / "tidy"
    command = ["cargar", str(root / "raw"), "--datos", str(tidy), "--detalle", "99", *case.options]
    ended = in_own_process(lambda: run_order(command), root / "cargue.txt")
    verdict.peak_mb = ended.peak_mb
    verdict.problems += faults_of(ended)
    loaded = (tidy / "cargue.json").is_file()
    verdict.outcome = _outcome(ended, root, loaded=loaded)
    if not loaded and tidy.exists():
        verdict.problems.append("half a load was left behind")
    if ended.code and not {"«", "'"} & set(ended.printed):
        verdict.problems.append(f"refused without naming the file: {ended.printed[-200:]}")
    if case.goes_on and loaded:
        make_outputs(root, verdict, whose(root / "tidy"), ["politica"])
    if listing(root.parent) != before:
        verdict.problems.append("something was written beside the folder of the case")
    verdict.problems += problems_in(root / "tidy", private="\0")
    verdict.seconds = time.monotonic() - started
    shutil.rmtree(root)
    return verdict


def run_order(command: list[str]) -> int:
    from mipg_helpers.cli.app import run

    return run(command)


def _outcome(ended: Ended, root: Path, *, loaded: bool) -> str:
    if ended.code in REFUSALS:
        return "rechazado"
    if ended.code != 0 or not loaded:
        return "mal"
    usual = usual_findings(tuple(sorted(path.name for path in (root / "raw").iterdir())))
    return "reparado" if _findings(root / "tidy") > usual else "cargado"


@cache
def usual_findings(names: tuple[str, ...]) -> int:
    """Count what a load says of sound files of these names, e.g. which indices are absent."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        sound = SOUND.get(names, results)
        sound(root / "raw")
        tidy = root / "tidy"
        ended = in_own_process(
            lambda: run_order(["cargar", str(root / "raw"), "--datos", str(tidy)]),
            root / "cargue.txt",
        )
        return _findings(tidy) if ended.code == 0 else 0


def _findings(tidy: Path) -> int:
    with (tidy / "hallazgos.csv").open(encoding="utf-8-sig", newline="") as file:
        return sum(1 for _ in csv.reader(file))


def faults_of(ended: Ended) -> list[str]:
    # An account quotes what somebody typed, also who typed the beginning of a traceback.
    printed = ended.printed.replace(PAYLOADS["rastro"], "«rastro»")
    found = [f"printed {text!r}" for text in NEVER if text in printed]
    if ended.signal:
        found.append(f"the process died of signal {ended.signal}")
    elif ended.code not in {0, *REFUSALS}:
        found.append(f"ended with code {ended.code}: {ended.printed[-300:]}")
    if ended.peak_mb > MOST_MB:
        found.append(f"took {ended.peak_mb:.0f} MB")
    if ended.seconds > MOST_SECONDS:
        found.append(f"took {ended.seconds:.0f} s")
    return found


def make_outputs(root: Path, verdict: Verdict, entidad: str, kinds: Sequence[str]) -> None:
    """Make the workbooks of the plan, reports and the site of what was taken in; search them."""
    out = root / "salidas"
    subject = ["--entidad", entidad, "--vigencia", str(VIGENCIA), "--datos", str(root / "tidy")]
    plan = ["plan", *subject, "--salida", str(out)]
    site = ["publicar", *subject, "--salida", str(out), "--sitio", str(root / "sitio")]
    give_order(plan, root, verdict)
    for kind in kinds:
        _report(kind, entidad, root, out, verdict)
    give_order([*site, "--aunque-falten"], root, verdict)
    for folder in (out, root / "sitio"):
        verdict.problems += problems_in(folder, private=str(root.parent))


def whose(tidy: Path) -> str:
    """Give the entidad with the hostile cell, or another where its row had to be left out."""
    from mipg_helpers.reporting.settings import open_workspace

    ids = open_workspace(tidy).store.entidades(VIGENCIA)["entidad_id"]
    return ENTIDAD if ENTIDAD in set(ids) else str(ids.iloc[0])


def give_order(command: list[str], root: Path, verdict: Verdict) -> None:
    ended = in_own_process(lambda: run_order(command), root / "orden.txt")
    verdict.problems += [f"{command[0]}: {fault}" for fault in faults_of(ended)]
    if ended.code:
        verdict.problems.append(f"{command[0]}: {ended.printed[-300:]}")
    verdict.peak_mb = max(verdict.peak_mb, ended.peak_mb)


def _report(kind: str, entidad: str, root: Path, out: Path, verdict: Verdict) -> None:
    """Make one report with the warm process that all cases share, as a batch would."""
    from mipg_helpers.reporting.catalogue import read_report_kinds, select_kinds
    from mipg_helpers.reporting.jobs import plan_jobs, run_job
    from mipg_helpers.reporting.settings import open_workspace

    kinds = select_kinds(read_report_kinds(NOTEBOOKS), [kind])
    jobs = plan_jobs(
        open_workspace(root / "tidy"), kinds, entidades=[entidad], vigencia=VIGENCIA, outputs=out,
        politicas=["gobierno_digital"],
    )  # fmt: skip
    for result in map(run_job, jobs):
        verdict.reports += result.ok
        verdict.lost += not result.ok
        if not result.ok or len(result.outputs) != len(jobs[0].wanted):
            verdict.problems.append(f"{kind}: {result.error} {' '.join(result.avisos)}")


def listing(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def in_own_process(work: Callable[[], int], log: Path) -> Ended:
    """Run `work` in a fork of this process; what it prints goes to `log`, also what C prints."""
    started = time.monotonic()
    pid = os.fork()
    if pid == 0:
        code = 70
        with contextlib.suppress(BaseException):
            code = _child(work, log)
        os._exit(code)
    status, usage = _wait(pid)
    printed = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
    return Ended(
        code=os.waitstatus_to_exitcode(status) if not os.WIFSIGNALED(status) else 0,
        signal=os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0,
        printed=printed,
        seconds=time.monotonic() - started,
        peak_mb=usage.ru_maxrss / 1000,
    )


def _child(work: Callable[[], int], log: Path) -> int:
    os.setpgid(0, 0)
    target = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.dup2(target, 1)
    os.dup2(target, 2)
    sys.stdout = io.TextIOWrapper(
        os.fdopen(1, "wb", closefd=False), encoding="utf-8", write_through=True
    )
    sys.stderr = sys.stdout
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_DATA, (2 * MOST_MB * 1_000_000,) * 2)
    signal.alarm(2 * MOST_SECONDS)
    try:
        return work()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    except BaseException:  # noqa: BLE001  whatever it is, it is what we look for
        traceback.print_exc()
        return 70
    finally:
        sys.stdout.flush()


def _wait(pid: int) -> tuple[int, resource.struct_rusage]:
    _, status, usage = os.wait4(pid, 0)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)  # nothing a case started outlives it
    return status, usage
