"""Commands that write what others rely on, killed at any moment: load, books, packages, site.

After each kill, everything that has its final name is as it was before or as it will be, the
books of SQLite are sound, and the same command ends well with what an undisturbed one gives.
"""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from builders import ROOT, mipg_here, run_mipg
from killing_builders import kill_at

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from pathlib import Path

    from campaign.faults import Scene

ENTIDAD, VIGENCIA = "0001", "2025"
SUBJECT = ("--entidad", ENTIDAD, "--vigencia", VIGENCIA)
#: Columns of the books that tell the moment of writing.
MOMENTS = {"momento", "valor_id"}
#: What a killed command may leave until the next one; never after it.
HIDDEN = (".en-curso-", ".nuevo-", ".anterior-", ".llega-")
SITE_RECORD = "publicacion.json"
UNIT = "preparacion-direccion-de-talento-humano.xlsx"


@dataclass(frozen=True)
class Writer:
    """A command, and what stands on the desk before it."""

    name: str
    words: tuple[str, ...]
    prepare: Callable[[Desk], None]


class Desk:
    """Data, books, outputs and a site, always in the same place, so that bytes can be compared."""

    def __init__(self, root: Path, scene: Scene) -> None:
        self.folder, self._former, self.scene = root / "escritorio", root / "antes", scene
        for folder in (self.folder, self._former):
            shutil.rmtree(folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        for name in ("raw", "tidy"):
            shutil.copytree(scene.sample / name, self.folder / name)
        shutil.copytree(root / "sin_fallas", self.folder / "salidas")

    def command(self, *words: str) -> list[str]:
        return [word.replace("{d}", str(self.folder)) for word in words]

    def run(self, *words: str) -> None:
        done = mipg_here(*self.command(*words))
        assert done.returncode == 0, done.stdout + done.stderr

    def keep(self) -> None:
        """Remember the desk as it is now."""
        shutil.copytree(self.folder, self._former, copy_function=shutil.copy2)

    def restore(self) -> None:
        shutil.rmtree(self.folder)
        shutil.copytree(self._former, self.folder, copy_function=shutil.copy2)

    def things(self) -> dict[str, str]:
        """Give the state of everything that is whole or not: folders, books, single files."""
        found = {name: _tree(self.folder / name) for name in ("tidy", "sitio")}
        packages = self.folder / "salidas" / VIGENCIA / ENTIDAD / "paquetes"
        found |= {f"paquete {path.name}": _tree(path) for path in _visible(packages)}
        for name in ("plan", "preparacion"):
            folder = self.folder / "salidas" / VIGENCIA / ENTIDAD / name
            found |= {f"{name}/{path.name}": _file(path) for path in _visible(folder)}
        for path in _visible(self.folder / "plan"):
            if path.suffix == ".sqlite":
                found[path.name] = said_in(path)
            elif path.is_file() and not path.name.endswith("-journal"):
                found[path.name] = _file(path)
        received = _visible(self.folder / "plan" / "recibidos")
        return found | {path.name: _file(path) for path in received}

    def left(self) -> list[str]:
        """Name what is neither the former state nor the new one."""
        return sorted(
            path.name
            for path in self.folder.rglob("*")
            if path.name.startswith(HIDDEN) or any(word in path.name for word in HIDDEN[:2])
        )


def _visible(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return [path for path in sorted(folder.iterdir()) if not path.name.startswith(".")]


def _file(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _tree(folder: Path) -> str:
    """Hash a folder with all that is in it; "" when it is not there."""
    if not folder.is_dir():
        return ""
    # The record of a site says when each file was written.
    files = sorted(p for p in folder.rglob("*") if p.is_file() and p.name != SITE_RECORD)
    said = "\n".join(f"{path.relative_to(folder).as_posix()} {_file(path)}" for path in files)
    return hashlib.sha256(said.encode()).hexdigest()


def said_in(path: Path) -> str:
    """Hash what a book says, but for the moments at which it was written."""
    with closing(sqlite3.connect(path)) as base:
        if base.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            return "broken"
        names = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        said = []
        for (table,) in base.execute(names).fetchall():
            rows = base.execute(f"SELECT * FROM {table}")  # noqa: S608  a name of its own
            keep = [n for n, column in enumerate(rows.description) if column[0] not in MOMENTS]
            told = sorted(repr([row[n] for n in keep]) for row in rows)
            said += [table, *told] if told else []
    # A book without a word says as much as none.
    return hashlib.sha256("\n".join(said).encode()).hexdigest() if said else ""


# --- what stands on the desk before each command ---------------------------------------------


def _less_to_load(desk: Desk) -> None:
    shutil.rmtree(desk.folder / "raw" / "metas")


def _nothing(_: Desk) -> None:
    pass


def _returned(desk: Desk) -> None:
    """Send both kinds of workbooks out and let them come back filled in."""
    import runpy

    from evidence_builders import CUMPLE, ENLACE, LINK, fill_in

    desk.run(*PLAN)
    desk.run(*PREPARAR)
    books, back = desk.folder / "salidas" / VIGENCIA / ENTIDAD, desk.folder / "devueltos"
    simulator = runpy.run_path(str(ROOT / "data" / "sample" / "simular_lideres.py"))
    simulator["main"]([str(books / "plan"), str(back), "--primera"])
    typed = {("GTH200.1", CUMPLE): "Sí", ("GTH200.1", ENLACE): LINK}
    fill_in(books / "preparacion" / UNIT, back / UNIT, typed)


def _packed_before(desk: Desk) -> None:
    desk.run(*PAQUETE)
    desk.run(*PLAN)


def _published_before(desk: Desk) -> None:
    desk.run(*PUBLICAR)
    place = desk.folder / "aportes" / ENTIDAD / "compras"
    place.mkdir(parents=True)
    news = "fecha,titulo\n2026-05-04,Se publicó el plan\n"
    (place / "noticias.csv").write_text(news, encoding="utf-8")


DATA, OUT = ("--datos", "{d}/tidy"), ("--salida", "{d}/salidas")
CARGAR = ("cargar", "{d}/raw", *DATA)
PLAN = ("plan", *SUBJECT, *DATA, *OUT)
PREPARAR = ("preparar", *SUBJECT, *DATA, *OUT)
RECIBIR = ("recibir", "{d}/devueltos", *DATA)
PAQUETE = ("paquete", *SUBJECT, *DATA, *OUT, "--aunque-falten")
PUBLICAR = ("publicar", *SUBJECT, *DATA, *OUT, "--sitio", "{d}/sitio", "--aunque-falten")
WRITERS = (
    Writer("publicar", PUBLICAR, _published_before),
    Writer("recibir", RECIBIR, _returned),
    Writer("plan", PLAN, _nothing),
    Writer("preparar", PREPARAR, _nothing),
    Writer("cargar", CARGAR, _less_to_load),
    Writer("paquete", PAQUETE, _packed_before),
)


def kill_writers(scene: Scene, times: int, rng: random.Random) -> int:
    """Kill each command in turn, as often as the others."""
    shares = [len(range(n, times, len(WRITERS))) for n in range(len(WRITERS))]
    return sum(
        _kill_writer(scene, writer, share, rng)
        for writer, share in zip(WRITERS, shares, strict=True)
        if share
    )


def _kill_writer(scene: Scene, writer: Writer, times: int, rng: random.Random) -> int:
    desk = Desk(scene.root, scene)
    writer.prepare(desk)
    desk.keep()
    former = desk.things()
    begun = time.monotonic()
    done = run_mipg(*desk.command(*writer.words))  # in a process, as those that are killed
    seconds, new = time.monotonic() - begun, desk.things()
    assert done.returncode == 0, done.stdout + done.stderr
    if new == former:
        scene.note(f"writers, {writer.name}: the command changed nothing")
    hits = 0
    for number in range(times):
        desk.restore()
        # What matters is written near the end: every other kill falls there.
        moment = seconds * (rng.uniform(0.1, 1.0) if number % 2 else rng.uniform(0.6, 1.0))
        hits += kill_at(moment, desk.command(*writer.words), scene.temporary)
        _compare(scene, f"writers, {writer.name}", desk.things(), former, new)
        done = scene.run(*desk.command(*writer.words))
        _end(scene, f"writers, {writer.name}", desk, done.returncode, new)
        scene.tally.traces += "Traceback" in done.stderr
    return hits


def _compare(
    scene: Scene, what: str, found: dict[str, str], former: dict[str, str], new: dict[str, str]
) -> None:
    for name in sorted(found.keys() | former.keys()):
        if found.get(name, "") not in {former.get(name, ""), new.get(name, "")}:
            scene.note(f"{what}: {name} is neither the former nor the new one")
            scene.tally.wrong_bytes += name in found
            scene.tally.lost += not found.get(name)


def _end(scene: Scene, what: str, desk: Desk, code: int, new: dict[str, str]) -> None:
    """Check what the same command makes of it, once nobody disturbs it."""
    if code:
        scene.note(f"{what}: the next run ended with {code}")
    found = desk.things()
    for name in sorted(found.keys() | new.keys()):
        if found.get(name, "") != new.get(name, ""):
            scene.note(f"{what}: {name} is not as in an undisturbed run")
            scene.tally.wrong_bytes += 1
    for name in desk.left():
        scene.note(f"{what}: {name} was left behind")
