"""Faults in the middle: kill, fill the disk, take things away, turn the clock, do it all at once.

Every fault ends the same way: what has its final name is whole, the manifest is sound, and
resuming gives the bytes of a batch that nobody disturbed. Each kind gives how many of its faults
hit: to kill what had ended already, or to fill a disk after the last write, disturbs nobody.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from builders import ROOT, run_mipg
from campaign.faults_dask import lose_cluster
from campaign.faults_writers import kill_writers
from campaign.tally import Tally
from killing_builders import (
    POLITICAS,
    documents,
    end_of,
    finished,
    has_begun,
    is_sound,
    kill_at,
    kill_within,
    order,
    started,
    wait_until_gone,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SEED, LATEST = 20260822, 4.0
#: How often each kind of fault is provoked, in the long form and in the short one.
TIMES = {
    "leader": (110, 2),
    "worker": (24, 1),
    "engine": (24, 1),
    "disk": (12, 1),
    "read_only": (3, 1),
    "inputs": (6, 1),
    "cells": (12, 1),
    "clock": (3, 1),
    "together": (8, 1),
    "dask": (6, 1),
    "writers": (30, 6),
}
#: What a cell may do that no report should.
BAD_CELLS = {
    "raise": "raise RuntimeError('no')",
    "exit": "import os; os._exit(3)",
    "crash": "import ctypes; ctypes.string_at(0)",
    "kill": "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
    "memory": "bytearray(10**13)",
    "print": "print('x' * 100_000_000)",
}
RESUME_CODES = {0, 2, 10, 15, 16}


@dataclass
class Scene:
    """A folder of the campaign with the sample loaded and the documents of an undisturbed batch."""

    root: Path
    tally: Tally
    tell: Callable[[str], object]
    #: How a batch is run that nobody disturbs: in a process of its own, or in this one.
    run: Callable[..., subprocess.CompletedProcess[str]] = run_mipg
    politicas: Sequence[str] = POLITICAS

    def __post_init__(self) -> None:
        self.temporary = self.root / "temporales"
        self.temporary.mkdir(parents=True)
        self.sample = self.root / "muestra"
        load_sample(self.sample)
        whole = self.root / "sin_fallas"
        done = self.run(*self.order(whole))
        assert done.returncode == 0, done.stderr
        self.reference = documents(whole)
        self.kilobytes = sum(path.stat().st_size for path in whole.rglob("*")) / 1024
        self._folders = 0

    def order(self, outputs: Path, *more: str) -> list[str]:
        return order(self.sample, outputs, *more, politicas=self.politicas)

    def outputs(self) -> Path:
        self._folders += 1
        return self.root / f"salidas_{self._folders}"

    def look(self, outputs: Path, what: str, *, at_the_end: bool = False) -> None:
        """Check what a fault left: whole files only, a sound manifest; at the end every report."""
        found = documents(outputs) if outputs.exists() else {}
        final = {name: sha for name, sha in found.items() if is_final(name)}
        wrong = [name for name, sha in final.items() if self.reference.get(name) != sha]
        wrong += [name for name in found if is_trace(name) and not is_notebook(outputs / name)]
        self.tally.wrong_bytes += len(wrong)
        problems = [f"{name} is not whole" for name in wrong]
        if outputs.exists() and not is_sound(outputs):
            problems.append("the manifest is broken")
        if at_the_end:
            lost = self.reference.keys() - found.keys()
            self.tally.lost += len(lost)
            self.tally.reports += len(self.reference)
            problems += [f"{name} is lost" for name in lost]
            more = {name for name in found.keys() - self.reference.keys() if not is_trace(name)}
            problems += [f"{name} was left behind" for name in more]
        for problem in problems:
            self.note(f"{what}: {problem}")

    def note(self, problem: str) -> None:
        self.tally.problems.append(problem)
        self.tell(f"  {problem}")

    def resume(self, outputs: Path, what: str, *more: str) -> None:
        """End what was begun; the reports must be those of an undisturbed batch."""
        begun = outputs.exists() and has_begun(outputs)
        again = ["lote", "--reanudar", "--salida", str(outputs)]
        done = self.run(*(again if begun else self.order(outputs, *more)))
        if done.returncode:
            self.note(f"{what}: resuming ended with {done.returncode}: {done.stderr[-300:]}")
        if "Traceback" in done.stderr + done.stdout:
            self.tally.traces += 1
        self.look(outputs, what, at_the_end=True)
        shutil.rmtree(outputs, ignore_errors=True)


def is_final(name: str) -> bool:
    """Tell a document under its final name from what a batch keeps in private folders."""
    return name.endswith((".html", ".pdf")) and not any(
        part.startswith(".") for part in Path(name).parts
    )


def is_trace(name: str) -> bool:
    """Tell the notebook that a failed report leaves for the analyst."""
    return name.endswith(".ipynb") and Path(name).parent.name == "errores"


def is_notebook(path: Path) -> bool:
    try:
        return "cells" in json.loads(path.read_bytes())
    except ValueError:
        return False


def load_sample(folder: Path) -> None:
    import runpy

    from mipg_helpers.sources.ingest import ingest

    generator = runpy.run_path(str(ROOT / "data" / "sample" / "generar.py"))
    generator["generate"](folder / "raw")
    assert ingest([folder / "raw"], tidy=folder / "tidy").written


def run_faults(root: Path, *, short: bool, tell: Callable[[str], object] = print) -> Tally:
    """Provoke every kind of fault below `root` and count what came of it."""
    tally = Tally("Fallas a mitad de camino")
    begun = time.monotonic()
    scene = Scene(root, tally, tell)
    for name, provoke in KINDS.items():
        times = TIMES[name][short]
        tell(f"  {name}: {times}")
        rng = random.Random(f"{SEED} {name}")  # noqa: S311  moments, not secrets
        hits = provoke(scene, times, rng)
        tally.faults += hits
        tell(f"    {hits} hit")
    tally.seconds = time.monotonic() - begun
    return tally


# --- processes ------------------------------------------------------------------------------


def kill_leaders(scene: Scene, times: int, rng: random.Random) -> int:
    """Kill the batch itself, again and again, each time resuming where it was."""
    outputs, done, hits = scene.outputs(), {}, 0
    for _ in range(times):
        begun = outputs.exists() and has_begun(outputs)
        again = ["lote", "--reanudar", "--salida", str(outputs)]
        command = again if begun else scene.order(outputs)
        hits += kill_at(rng.uniform(0.2, LATEST), command, scene.temporary)
        scene.look(outputs, "leader")
        runs, ended = finished(outputs) if outputs.exists() else ({}, False)
        if not done.items() <= runs.items():
            scene.note("leader: a finished report was made again")
        done = runs
        if ended:
            scene.resume(outputs, "leader")
            outputs, done = scene.outputs(), {}
    scene.resume(outputs, "leader")
    return hits


def kill_members(role: str) -> Callable[[Scene, int, random.Random], int]:
    """Kill a worker, or the process that reports are forked from; the batch itself goes on."""

    def provoke(scene: Scene, times: int, rng: random.Random) -> int:
        hits = 0
        for _ in range(times):
            outputs = scene.outputs()
            command = scene.order(outputs)
            ended = kill_within(role, rng.uniform(1.0, LATEST), command, scene.temporary)
            hits += ended.hit
            if ended.code not in {0, 16}:
                scene.note(f"{role}: the batch ended with {ended.code}")
            scene.look(outputs, role)
            scene.resume(outputs, role)
        return hits

    return provoke


# --- disk -----------------------------------------------------------------------------------


def fill_disk(scene: Scene, times: int, rng: random.Random) -> int:
    """Run on a small filesystem that fills up at another place each time; then enlarge it."""
    whole = scene.kilobytes
    sizes = [rng.uniform(0.05, 0.95) * whole for _ in range(times)]
    return sum(_on_small_disk(scene, "disk", {"kilobytes": max(size, 64)}) for size in sizes)


def make_read_only(scene: Scene, times: int, rng: random.Random) -> int:
    """Make the folder of outputs read-only while the batch runs; then writable again."""
    moments = [rng.uniform(0.5, LATEST - 1) for _ in range(times)]
    return sum(_on_small_disk(scene, "read_only", {"read_only_at": one}) for one in moments)


def _on_small_disk(scene: Scene, what: str, fault: dict[str, float]) -> bool:
    """Do it in a mount namespace of its own, which only this machine's owner may make."""
    place = scene.outputs()
    request = {"place": str(place), "command": scene.order(place / "salidas"), **fault}
    inside = [sys.executable, str(Path(__file__).with_name("small_disk.py")), json.dumps(request)]
    namespace = ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-r", "-m"]
    done = subprocess.run(
        [*namespace, *inside], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        scene.note(f"{what}: could not be provoked here: {done.stderr[-300:]}")
        return False
    told = json.loads(done.stdout.splitlines()[-1])
    for problem in told["problems"]:
        scene.note(f"{what}: {problem}")
    scene.tally.traces += told["traces"]
    copied = place.with_name(f"{place.name}_copia")
    scene.look(copied / "durante", what)
    scene.look(copied / "final", what, at_the_end=True)
    shutil.rmtree(copied)
    return bool(told["hit"])


# --- inputs, clock, company -----------------------------------------------------------------


def take_inputs_away(scene: Scene, times: int, rng: random.Random) -> int:
    """Replace or remove the loaded data while the batch runs; then bring them back."""
    tidy, hits = scene.sample / "tidy", 0
    for number in range(times):
        outputs = scene.outputs()
        with started(scene.order(outputs), scene.temporary) as process:
            time.sleep(rng.uniform(0.5, LATEST))
            hits += process.poll() is None
            away = tidy.with_name("tidy.aparte")
            tidy.rename(away)
            if number % 2:  # something else stands there
                shutil.copytree(away / "indices", tidy / "indices", dirs_exist_ok=True)
            end_of(process)
        shutil.rmtree(tidy, ignore_errors=True)
        away.rename(tidy)
        wait_until_gone(scene.temporary)
        if process.returncode not in RESUME_CODES:
            scene.note(f"inputs: the batch ended with {process.returncode}")
        scene.look(outputs, "inputs")
        scene.resume(outputs, "inputs")
    return hits


def set_clock_back(scene: Scene, times: int, rng: random.Random) -> int:
    """Let everything a batch left come from the future, as after a clock that was set back."""
    hits = 0
    for _ in range(times):
        outputs = scene.outputs()
        kill_at(rng.uniform(2.0, LATEST), scene.order(outputs), scene.temporary)
        hits += outputs.exists()
        later = time.time() + rng.uniform(3600, 400 * 86400)
        for path in (outputs, *outputs.rglob("*")) if outputs.exists() else ():
            os.utime(path, (later, later))
        scene.resume(outputs, "clock")
    return hits


def all_at_once(scene: Scene, times: int, rng: random.Random) -> int:
    """Start two batches and a publication on one folder; those that meet count as one fault."""
    hits = 0
    for _ in range(times):
        outputs = scene.outputs()
        site = ["publicar", "--entidad", "0001", "--vigencia", "2025", "--aunque-falten"]
        site += ["--datos", str(scene.sample / "tidy"), "--salida", str(outputs)]
        site += ["--sitio", str(scene.root / "sitio")]
        commands = [scene.order(outputs), scene.order(outputs), site]
        running = []
        for command in commands:
            running.append(started(command, scene.temporary))
            time.sleep(rng.uniform(0.0, 2.0))
        hits += sum(process.poll() is None for process in running) > 1
        codes = [end_of(process) for process in running]
        wait_until_gone(scene.temporary)
        if codes[0] != 0 and codes[1] != 0:
            scene.note(f"together: no batch ended well: {codes}")
        if codes[2] not in {0, 10, 16, 17}:
            scene.note(f"together: the publication ended with {codes[2]}")
        scene.resume(outputs, "together")
    return hits


def spoil_cells(scene: Scene, times: int, rng: random.Random) -> int:
    """Let the notebook do something terrible for one politica, another thing each time."""
    for number in range(times):
        name, cell = list(BAD_CELLS.items())[number % len(BAD_CELLS)]
        spoil_cell(scene, name, cell, rng.choice(scene.politicas))
    return times


def spoil_cell(scene: Scene, name: str, cell: str, politica: str) -> None:
    """Give the report of one politica a bad cell: the others do not notice, and it comes back."""
    outputs, what = scene.outputs(), f"cells, {name}"
    folder = outputs.with_name(f"{outputs.name}_cuadernos")
    shutil.copytree(ROOT / "notebooks", folder)
    add_cell(folder / "politica.ipynb", f"if politica == {politica!r}:\n    {cell}")
    done = scene.run(*scene.order(outputs, "--cuadernos", str(folder)))
    told = done.stdout + done.stderr
    if name == "print" and done.returncode == 0:
        politica = ""  # a hundred megabytes are thrown away, and the report is made
    elif done.returncode != 16 or f"0001/2025/{politica}" not in told:
        scene.note(f"{what}: ended with {done.returncode}: {told[-300:]}")
    scene.tally.traces += "Traceback" in told
    made = {Path(file).stem for file in documents(outputs) if file.endswith(".html")}
    missing = set(scene.politicas) - made - {politica}
    if missing:
        scene.note(f"{what}: a bad report took others along: {sorted(missing)}")
    shutil.rmtree(outputs / "2025" / "0001" / "errores", ignore_errors=True)
    scene.look(outputs, what)
    again = scene.run(*scene.order(outputs))
    if again.returncode:
        told = (again.stdout + again.stderr)[-300:]
        scene.note(f"{what}: the next batch ended with {again.returncode}: {told}")
    scene.look(outputs, what, at_the_end=True)
    shutil.rmtree(folder)


def add_cell(notebook: Path, source: str) -> None:
    """Put a cell after the parameters."""
    book = json.loads(notebook.read_text(encoding="utf-8"))
    tagged = [
        n for n, c in enumerate(book["cells"]) if "parameters" in c["metadata"].get("tags", ())
    ]
    cell = {
        "cell_type": "code",
        "execution_count": None,
        "id": "maldad",
        "metadata": {},
        "outputs": [],
    }
    book["cells"].insert(tagged[0] + 1, {**cell, "source": source})
    notebook.write_text(json.dumps(book), encoding="utf-8")


KINDS = {
    "leader": kill_leaders,
    "worker": kill_members("worker"),
    "engine": kill_members("engine"),
    "disk": fill_disk,
    "read_only": make_read_only,
    "inputs": take_inputs_away,
    "cells": spoil_cells,
    "clock": set_clock_back,
    "together": all_at_once,
    "dask": lose_cluster,
    "writers": kill_writers,
}
