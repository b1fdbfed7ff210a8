"""Measure a batch that was made already: unchanged, and with one score changed.

``python benchmarks/reruns.py``. Everything runs in this process, with one worker that is warm, so
that the start of processes counts nowhere. Which reports a change should reach is not taken from
the program: all are made once more elsewhere, and compared byte by byte.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import re
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from measuring import alternate, decimal, options, print_table, record, run_mipg, seconds
from sample import ENTIDAD, VIGENCIA, load_sample

if TYPE_CHECKING:
    from collections.abc import Callable

    from measuring import Measured

#: A result of one entidad in the workbook of the last vigencia, and who may show it: the first
#: entidades of its group, others of the same orden, one of the nation.
BOOK = f"resultados/Resultados_vig{VIGENCIA}_territorio.xlsx"
CHANGED = "gobierno_digital"
POLITICAS = (CHANGED, "integridad", "control_interno")
#: The sha256 of the workbook is printed in every report, and changes with any cell.
SHA256 = re.compile(rb"[0-9a-f]{8,64}")


def lote(tidy: Path, outputs: Path, *arguments: object) -> float:
    """Run a batch in this process and give its seconds."""
    from mipg_helpers.cli.app import run

    folders = ["--datos", tidy, "--salida", outputs, "--trabajos", "1"]
    words = ["lote", "--vigencia", VIGENCIA, *folders, *arguments]
    told = io.StringIO()
    start = time.perf_counter()
    with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
        code = run([str(word) for word in words])
    if code:
        sys.exit(told.getvalue())
    return time.perf_counter() - start


def measure_unchanged(tidy: Path, folder: Path, rounds: int) -> dict[str, Measured]:
    """Make every report of one entidad, and ask for the same again."""

    def way(formats: str, *arguments: str) -> Callable[[], Measured]:
        given = ("--entidad", ENTIDAD, "--formato", formats, *arguments)
        return lambda: {"segundos": lote(tidy, folder / formats, *given)}

    lote(tidy, folder / "calentar", "--entidad", ENTIDAD, "--politica", CHANGED)
    ways = {
        "html": way("html", "--rehacer"),
        "html_otra_vez": way("html"),
        "html_pdf": way("html,pdf", "--rehacer"),
        "html_pdf_otra_vez": way("html,pdf"),
    }
    return alternate(ways, rounds)


def measure_change(tidy: Path, folder: Path) -> dict[str, float]:
    """Change one score, load again, and see which reports run and which ones had to."""
    given = [word for politica in POLITICAS for word in ("--politica", politica)]
    given += [word for name in neighbours(tidy) for word in ("--entidad", name)]
    given += ["--formato", "html"]
    before, truth = folder / "antes", folder / "de_nuevo"
    full = lote(tidy, before, *given)
    old, moments = contents(before), written(before)
    change_score(folder / "raw" / BOOK)
    run_mipg("cargar", folder / "raw", "--datos", tidy)
    again = lote(tidy, before, *given)
    made = {name for name, moment in written(before).items() if moment != moments[name]}
    lote(tidy, truth, *given)
    changed = {name for name, content in contents(truth).items() if content != old[name]}
    return {
        "planeados": len(old),
        "segundos_completo": full,
        "hechos_otra_vez": len(made),
        "segundos": again,
        "cambian_de_verdad": len(changed),
        "de_mas": len(made - changed),
        "faltan": len(changed - made),
    }


def neighbours(tidy: Path) -> list[str]:
    """Choose entidades: the one that changes, peers of its group, and others."""
    from mipg_helpers.store import Store

    entidades = Store(tidy).entidades(VIGENCIA).set_index("entidad_id").sort_index()
    peers = entidades["grupo_par"] == entidades.loc[ENTIDAD, "grupo_par"]
    return [*dict.fromkeys([ENTIDAD, *peers[peers].index[:4], *peers[~peers].index[:4]])]


def change_score(book: Path) -> None:
    """Move the score of one politica of one entidad by one tenth of a point."""
    from openpyxl import load_workbook

    workbook = load_workbook(book)
    for sheet in workbook.worksheets:
        names: list[str] = []
        for row in sheet.iter_rows():
            texts = [str(cell.value or "").strip() for cell in row]
            if not names and any("sigep" in text.lower() for text in texts):
                names = [text.lower() for text in texts]
            elif names and ENTIDAD in texts:
                score: Any = row[next(i for i, t in enumerate(names) if "gobierno digital" in t)]
                score.value = _moved(score.value)
                workbook.save(book)
                return
    sys.exit(f"{book.name}: no se encontró el puntaje que se iba a cambiar")


def _moved(value: object) -> object:
    number = float(str(value).replace(",", "."))
    moved = number - 0.1 if number > 1 else number + 0.1
    return f"{moved:.2f}".replace(".", ",") if isinstance(value, str) else moved


def contents(outputs: Path) -> dict[str, str]:
    """Hash every document, without the hashes printed in it."""
    return {
        path.relative_to(outputs).as_posix(): hashlib.sha256(
            SHA256.sub(b"", path.read_bytes())
        ).hexdigest()
        for path in sorted(outputs.glob("*/*/*.html"))
    }


def written(outputs: Path) -> dict[str, int]:
    """Tell when each document was written."""
    paths = outputs.glob("*/*/*.html")
    return {path.relative_to(outputs).as_posix(): path.stat().st_mtime_ns for path in paths}


def main() -> None:
    parser = options(__file__, "Mide un lote que ya estaba hecho", rounds=3)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tidy = load_sample(folder)
        medians = measure_unchanged(tidy, folder, chosen.rondas)
        change = measure_change(tidy, folder)
    shares = {
        formats: 100 * medians[f"{formats}_otra_vez"]["segundos"] / medians[formats]["segundos"]
        for formats in ("html", "html_pdf")
    }
    rows = [(way, seconds(found["segundos"])) for way, found in medians.items()]
    print_table(("los 20 informes de una entidad", "mediana"), rows)
    for formats, share in shares.items():
        print(f"sin cambios, {formats}: {decimal(share)} % de la corrida completa")
    print_table(
        ("un puntaje cambiado", ""), [(key, decimal(value)) for key, value in change.items()]
    )
    record(chosen, {"medianas": medians, "porcentaje": shares, "un_puntaje": change})


if __name__ == "__main__":
    main()
