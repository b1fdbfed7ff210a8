"""Coverage-guided inputs for the readers: ``make fuzz``.

``fuzz.py`` gives every target its share of seconds, each in a process of its own; what makes a
reader fail is kept in ``tests/campaign/found/``, where the tests try it again for ever.
``fuzz.py TARGET SECONDS`` runs one target.
"""

from __future__ import annotations

import importlib
import math
import os
import re
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

if TYPE_CHECKING:
    from collections.abc import Callable

    Target = Callable[[bytes], None]

SOURCES = HERE.parents[1] / "mipg_helpers" / "sources"
FOUND = HERE / "found"
SECONDS = 120
NAME = "entrada"
ODD = (
    "", "-", "N/A", "#N/A", "No aplica", "=1+1", "1e309", "100,0,1", "٤٢", "0205", "50 %", "\x00",
    "POL07", "I28", "D3  Gestión", "Entidad", "Código Sigep", "Vigencia", "2025", "2.021",
    "1/3/0205", "31//12/2024", "<b>", "\u202e", "Política", "Puntaje", "x" * 40_000,
)  # fmt: skip


def targets() -> dict[str, Target]:
    """Name what is tried: bytes of each part of a workbook, of a table, and cells of each kind."""
    return {
        "hoja": partial(read_part, "xl/worksheets/sheet1.xml"),
        "textos": partial(read_part, "xl/sharedStrings.xml"),
        "libro": partial(read_part, "xl/workbook.xml"),
        "paquete": partial(read_bytes, ".xlsx"),
        "tabla": partial(read_bytes, ".csv"),
        "resultados": partial(read_cells, "resultados"),
        "recomendaciones": partial(read_cells, "recomendaciones"),
        "responsables": partial(read_cells, "responsables"),
        "metas": partial(read_cells, "metas"),
        "plan": partial(read_cells, "plan"),
    }


def read_part(part: str, data: bytes) -> None:
    from campaign.bombs import results_parts
    from workbook_builders import package

    read_bytes(".xlsx", package({**results_parts(), part: data}))


def read_bytes(suffix: str, data: bytes) -> None:
    """Read a file of these bytes: tidy rows that keep their contract, or one refusal."""
    from mipg_helpers.reference import load_catalog
    from mipg_helpers.sources.model import Declared
    from mipg_helpers.sources.reading import read_file

    path = scratch() / f"{NAME}{suffix}"
    path.write_bytes(data)
    check(read_file(path, Declared(entidad="0001", vigencia=2025), load_catalog()))


def check(result: object) -> None:
    """A refusal names the file; a score is between 0 and 100 or missing."""
    if result.error is not None:
        _must(NAME in str(result.error), str(result.error))
        return
    indices = getattr(result.parsed, "indices", None)
    if indices is not None and len(indices):
        points = indices["puntaje_puntos"]
        _must(all(math.isnan(value) or 0 <= value <= 100 for value in points), "out of scale")


def _must(holds: bool, what: str) -> None:  # noqa: FBT001  one truth and its words
    if not holds:
        raise AssertionError(what)


def read_cells(kind: str, data: bytes) -> None:
    """Read a sound table of a kind with some of its cells replaced as the bytes say."""
    import atheris
    from campaign.books import parts_of
    from workbook_builders import package

    provider = atheris.FuzzedDataProvider(data)
    rows = [list(row) for row in sound_tables()[kind]]
    for _ in range(provider.ConsumeIntInRange(1, 12)):
        row = rows[provider.ConsumeIntInRange(0, len(rows) - 1)]
        place = provider.ConsumeIntInRange(0, len(row))
        value = odd_value(provider)
        if place == len(row):
            row.append(value)
        else:
            row[place] = value
    workbook = package(parts_of({"Hoja": rows}))
    if kind == "plan":
        read_plan_bytes(workbook)
    else:
        read_bytes(".xlsx", workbook)


def odd_value(provider: object) -> object:
    kind = provider.ConsumeIntInRange(0, 3)
    if kind == 0:
        return ODD[provider.ConsumeIntInRange(0, len(ODD) - 1)]
    if kind == 1:
        number = provider.ConsumeRegularFloat()
        return number if abs(number) < 1e300 else 0
    if kind == 2:
        return None
    return provider.ConsumeUnicodeNoSurrogates(60)


def sound_tables() -> dict[str, list[list[object]]]:
    from campaign.corpus import LEADERS_HEADER, TITLES
    from workbook_builders import official_header, official_rows

    return {
        "resultados": [
            *TITLES, official_header(2025, n_indices=4), *official_rows(2025, 3, n_indices=4),
        ],
        "recomendaciones": [
            ["Entidad: ALCALDÍA DE PRUEBA 1"], ["Vigencia 2025"],
            ["Política", "Recomendación", "Política relacionada"],
            ["Gobierno Digital", "Publicar los datos.", "POL07 Gobierno Digital"],
            ["Integridad", "Actualizar el código.", "POL02 Integridad"],
        ],
        "responsables": [
            ["LÍDERES"], LEADERS_HEADER,
            ["", "Gobierno Digital", "Oficina de Sistemas", "Oficina de Sistemas", "", 2025],
            ["", "Integridad", "Secretaría General", "", "", 2025],
        ],
        "metas": [
            ["Índice", "Línea base", "Meta"], ["Gobierno Digital", 50, 70], ["Integridad", 40, 60],
        ],
        "plan": [
            ["PLAN DE MEJORAMIENTO 2026"],
            ["N°", "Política", "Hallazgo", "Acción de mejora", "Responsable", "Fecha de inicio",
             "Fecha de terminación", "Avance", "Evidencia"],
            [1, "Gobierno Digital", "No se publica", "Publicar", "Oficina de Sistemas",
             "2026-02-01", "2026-06-30", "50%", "https://entidad.test/a"],
            [2, "Integridad", "Código viejo", "Actualizar el código", "Secretaría General",
             "01/03/2026", "31/12/2026", 0.2, ""],
        ],
    }  # fmt: skip


def read_plan_bytes(data: bytes) -> None:
    from mipg_helpers.errors import MipgError
    from mipg_helpers.reference import load_catalog
    from mipg_helpers.sources.plans import read_plan

    path = scratch() / f"{NAME}.xlsx"
    path.write_bytes(data)
    try:
        read_plan(path, entidad_id="0001", vigencia_plan=2026, catalog=load_catalog())
    except MipgError as error:
        _must(NAME in str(error), str(error))


def scratch() -> Path:
    """Give a folder in memory, one per process."""
    memory = Path("/dev/shm")  # noqa: S108  the folder made there is private
    base = memory if os.access(memory, os.W_OK) else Path(tempfile.gettempdir())
    folder = base / f"mipg-fuzz-{os.getpid()}"
    folder.mkdir(exist_ok=True, mode=0o700)
    return folder


def try_kept(folder: Path = FOUND) -> int:
    """Try again what was once found, and say what fails; 1 when anything does."""
    failed = 0
    for path in sorted(folder.iterdir()):
        try:
            targets()[path.name.partition("-")[0]](path.read_bytes())
        except Exception as error:  # noqa: BLE001  the others are tried too
            say(f"{path.name}: {error!r}")
            failed = 1
    return failed


def run_one(name: str, seconds: int) -> None:
    """Let libFuzzer lead; it does not come back."""
    import atheris

    with atheris.instrument_imports(include=["mipg_helpers"]):
        for path in sorted(SOURCES.glob("*.py")):
            importlib.import_module(f"mipg_helpers.sources.{path.stem}")
    target = targets()[name]
    seeds = Path(tempfile.mkdtemp(prefix="mipg-semillas-"))
    write_seeds(name, seeds)
    FOUND.mkdir(exist_ok=True)
    arguments = [
        sys.argv[0], str(seeds), f"-max_total_time={seconds}", f"-artifact_prefix={FOUND}/{name}-",
        "-rss_limit_mb=3000", "-timeout=30", "-max_len=60000", "-print_final_stats=1",
    ]  # fmt: skip
    atheris.Setup(arguments, target)
    atheris.Fuzz()


def write_seeds(name: str, folder: Path) -> None:
    """Begin with a sound input, so that the first change already reaches deep."""
    from campaign.bombs import results_parts
    from workbook_builders import SHARED_STRINGS, long_table, package

    parts = results_parts()
    sound: dict[str, object] = {
        "hoja": parts["xl/worksheets/sheet1.xml"],
        "textos": SHARED_STRINGS,
        "libro": parts["xl/workbook.xml"],
        "paquete": package(parts),
        "tabla": long_table(n_rows=3),
    }
    seed = sound.get(name, "0123456789" * 8)
    data = seed if isinstance(seed, bytes) else str(seed).encode()
    (folder / "sana").write_bytes(data)


def main() -> int:
    """Run every target one after another; 1 when anything was found."""
    each = int(os.environ.get("SEGUNDOS", SECONDS))
    found = 0
    for name in targets():
        command = [sys.executable, __file__, name, str(each)]
        done = subprocess.run(command, check=False, capture_output=True)
        told = done.stderr.decode(errors="replace")
        runs = re.search(r"number_of_executed_units:\s*(\d+)", told)
        ways = re.findall(r"cov: (\d+)", told)
        say(
            f"{name:16} {runs[1] if runs else '?':>9} entradas, "
            f"{ways[-1] if ways else '?':>6} caminos: {'ALGO' if done.returncode else 'nada'}"
        )
        if done.returncode:
            found += 1
            say(told[-3000:])
    return 1 if found else 0


def say(text: str) -> None:
    print(text, flush=True)  # noqa: T201  the command speaks to whoever runs it


if __name__ == "__main__":
    if len(sys.argv) > 1:
        run_one(sys.argv[1], int(sys.argv[2]))
    sys.exit(main())
