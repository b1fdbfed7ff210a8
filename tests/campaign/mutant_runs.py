"""Run the tests that reach a changed function, each change in a process of its own.

The process begins as a copy of this one, where the heavy libraries are imported already and the
package is not. What a test reaches is seen once, while all of them run on the code as it is.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import numpy as np  # noqa: F401  imported once, for every process that begins here
import openpyxl  # noqa: F401
import pandas as pd  # noqa: F401
import pandera.pandas  # noqa: F401
import pyarrow.parquet  # noqa: F401
import pytest
import xlsxwriter  # noqa: F401
from lxml import etree  # noqa: F401

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from types import FrameType

    from campaign.mutations import Mutation

#: The tests of the three packages, and those neighbours that are quick and run in this process.
FOLDERS = (
    "tests/unit/sources", "tests/unit/analysis", "tests/unit/plan_workbook", "tests/cases",
    "tests/unit/evidence_workbook", "tests/integration/test_ingest.py",
    "tests/integration/test_ingest_form.py",
)  # fmt: skip
PACKAGE = "mipg_helpers"
#: Seconds of tests, as they take on sound code, that one change may ask for.
MOST_TEST_SECONDS = 15
#: A change that loops for ever is ended; cores are shared, so the limit is generous.
LEAST_SECONDS, SLOWER = 30, 12
MOST_MEMORY = 4 << 30
#: They measure time or the machine, and would call a slow moment a find.
UNSTEADY = ("about_a_second",)


@dataclass(frozen=True, slots=True)
class Run:
    """How a change ended: `killer` is the test that saw it."""

    end: str
    n_tests: int
    seconds: float
    killer: str = ""


@dataclass(eq=False)
class Reached:
    """Plugin of pytest: notes which functions of the package each test calls.

    What a fixture or the body of a test file calls counts for every test of the file, since
    only the first one sees it.
    """

    root: Path
    calls: dict[str, set[str]] = field(default_factory=dict)
    shared: dict[str, set[str]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    failed: set[str] = field(default_factory=set)

    def _watch(self, into: set[str]) -> None:
        prefix, seen = f"{self.root}/{PACKAGE}/", set()
        start = len(str(self.root)) + 1

        def trace(frame: FrameType, _event: str, _argument: object) -> None:
            code = frame.f_code
            if code not in seen:
                seen.add(code)
                if code.co_filename.startswith(prefix):
                    into.add(f"{code.co_filename[start:]}:{code.co_firstlineno}")

        sys.settrace(trace)

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(self, collector: pytest.Collector) -> Iterator[None]:
        self._watch(self.shared.setdefault(collector.nodeid.partition("::")[0], set()))
        try:
            return (yield)
        finally:
            sys.settrace(None)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> Iterator[None]:
        self._watch(self.shared.setdefault(item.nodeid.partition("::")[0], set()))
        try:
            return (yield)
        finally:
            sys.settrace(None)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[None]:
        self._watch(self.calls.setdefault(item.nodeid, set()))
        try:
            return (yield)
        finally:
            sys.settrace(None)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call":
            self.seconds[report.nodeid] = report.duration
        if report.failed:
            self.failed.add(report.nodeid)

    def steady(self) -> dict[str, dict[str, object]]:
        """Give what each passing test reaches, and how long it takes."""
        return {
            test: {
                "segundos": self.seconds[test],
                "llega": sorted(calls | self.shared[test.partition("::")[0]]),
            }
            for test, calls in self.calls.items()
            if test in self.seconds and test not in self.failed and not _is_unsteady(test)
        }


@dataclass(eq=False)
class Chosen:
    """Plugin of pytest: runs these tests only, in this order, and keeps the first that fails."""

    tests: Mapping[str, int]
    killer: str = ""

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted(
            (item for item in items if item.nodeid in self.tests),
            key=lambda item: self.tests[item.nodeid],
        )

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and not self.killer:
            self.killer = report.nodeid


def _is_unsteady(test: str) -> bool:
    return any(name in test for name in UNSTEADY)


def reach_of(copy: Path, record: Path) -> dict[str, dict[str, object]]:
    """Run every test on the code as it is, and keep what each one reaches."""

    def look() -> int:
        plugin = Reached(copy)
        pytest.main([*_OPTIONS, *FOLDERS], plugins=[plugin])
        record.write_text(json.dumps(plugin.steady()), encoding="utf-8")
        return 0

    code, told = _in_a_copy_of_this_process(copy, look, seconds=3600)
    reach = json.loads(record.read_text(encoding="utf-8")) if not code else {}
    if not reach:
        sys.exit(f"las pruebas no corren sobre el código como está:\n{told}")
    return reach


_OPTIONS = (
    "-q", "-p", "no:cacheprovider", "--no-header", "--tb=short", "-n0",
    "-W", "ignore::pytest.PytestAssertRewriteWarning",  # libraries of the plugins stand ready
)  # fmt: skip


def try_mutant(
    copy: Path, module: str, mutation: Mutation, reach: Mapping[str, dict[str, object]]
) -> Run:
    """Run the tests that reach a change until one fails."""
    tests = _tests_for(module, mutation, reach)
    if not tests:
        return Run("sin prueba", 0, 0.0)
    files = list(dict.fromkeys(test.partition("::")[0] for test in tests))
    limit = LEAST_SECONDS + SLOWER * sum(float(str(reach[test]["segundos"])) for test in tests)

    def look() -> int:
        sys.dont_write_bytecode = True
        plugin = Chosen({test: place for place, test in enumerate(tests)})
        code = pytest.main([*_OPTIONS, "-x", *files], plugins=[plugin])
        print("VIO", plugin.killer or "la recolección", flush=True)  # noqa: T201  to the parent
        return int(code)

    begun = time.monotonic()
    code, told = _in_a_copy_of_this_process(copy, look, seconds=limit)
    seconds = time.monotonic() - begun
    if code is None:
        return Run("no termina", len(tests), seconds)
    if code == 0:
        return Run("vive", len(tests), seconds)
    return Run("muere", len(tests), seconds, told.rpartition("VIO ")[2].strip())


def _tests_for(
    module: str, mutation: Mutation, reach: Mapping[str, dict[str, object]]
) -> list[str]:
    """Choose the tests that call the function: those of its own module first, then the narrowest.

    What runs once, at the import or behind a cache, is no call of a test; there every test that
    calls anything of the module is chosen.
    """
    place = f"{module}:{mutation.first_line}"
    found = [test for test, facts in reach.items() if place in facts["llega"]]
    if not found or mutation.is_run_once:
        found = [
            test
            for test, facts in reach.items()
            if any(reached.startswith(f"{module}:") for reached in facts["llega"])
        ]
    own = f"test_{Path(module).parent.name}_{Path(module).stem}.py"
    found.sort(key=lambda test: (own not in test, len(reach[test]["llega"])))
    chosen, spent = [], 0.0
    for test in found:
        seconds = float(str(reach[test]["segundos"]))
        if not chosen or spent + seconds <= MOST_TEST_SECONDS:
            chosen.append(test)
            spent += seconds
    return chosen


def _in_a_copy_of_this_process(
    copy: Path, work: Callable[[], int], *, seconds: float
) -> tuple[int | None, str]:
    """Fork, work in a copy of the tree, and give the exit code (None: ended) and what it said."""
    log = copy.with_suffix(".txt")
    child = os.fork()
    if not child:
        code = 70
        try:
            _prepare(copy, log)
            code = work()
        except BaseException:  # noqa: BLE001  told to the parent, whatever it is
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        pid, status = os.waitpid(child, os.WNOHANG)
        if pid:
            return os.waitstatus_to_exitcode(status), log.read_text(errors="replace")
        time.sleep(0.02)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None, ""


def _prepare(copy: Path, log: Path) -> None:
    os.setsid()
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    to = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(to, 1)
    os.dup2(to, 2)
    os.chdir(copy)
    os.environ["PYTHONPATH"] = str(copy)
    sys.path[:] = [str(copy), *(entry for entry in sys.path if not entry.endswith("/tests"))]
    for name in [name for name in sys.modules if name.partition(".")[0] in {PACKAGE, "campaign"}]:
        del sys.modules[name]
    # The same inputs for every change, and no time spent on making a failing one smaller.
    phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
    hypothesis.settings.register_profile(
        "mutantes", derandomize=True, database=None, deadline=None, phases=phases
    )
    hypothesis.settings.load_profile("mutantes")
