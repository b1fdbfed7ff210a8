"""The desk of a case of answers: data, books, workbooks that were sent, and what comes back."""

from __future__ import annotations

import runpy
import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from builders import ROOT
from campaign.books import NO_XML
from campaign.corpus import ENTIDAD, VIGENCIA
from campaign.judge import in_own_process, run_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

SUBJECT = ("--entidad", ENTIDAD, "--vigencia", str(VIGENCIA))
BACK, GOOD = "devueltos", "bueno.xlsx"
#: Workbooks sent to who fills them in: of the plan and of the evidence.
LEADER = "plan/plan-secretaria-de-tecnologias-de-la-informacion.xlsx"
MASTER = "plan/plan-maestro.xlsx"
CONTROL = "plan/control-interno.xlsx"
UNIT = "preparacion/preparacion-direccion-de-talento-humano.xlsx"
HEADERS = ("Id", "Código")
AVISOS = "Avisos"
#: 1-based row of the headers, and how many rows of what was sent are typed into.
TOP, TYPED = 5, 3

SIMULATOR = runpy.run_path(str(ROOT / "data" / "sample" / "simular_lideres.py"))


def prepare(mesa: Path, sample: Path | None = None) -> None:
    """Load the sample, send the workbooks of the plan and of the evidence, fill one in rightly.

    `sample` is a folder where it is loaded already.
    """
    from campaign.faults import load_sample

    if sample is None:
        mesa.mkdir(parents=True)
        done = in_own_process(lambda: load_sample(mesa) or 0, mesa.parent / "muestra.txt")
        assert done.code == 0, done.printed
    else:
        for name in ("raw", "tidy"):
            shutil.copytree(sample / name, mesa / name)
    order(mesa, "plan")
    order(mesa, "preparar")
    (mesa / BACK).mkdir()
    SIMULATOR["fill_rightly"](sent(mesa, f"plan/{SIMULATOR['RIGHT']}"), mesa / BACK / GOOD)


def order(root: Path, name: str, *more: str) -> None:
    """Give an order about a desk that must end well."""
    out = ("--salida", str(root / "salidas"))
    where = ("--datos", str(root / "tidy"))
    words = {
        "recibir": [name, str(root / BACK), *where],
        "plan": [name, *SUBJECT, *where, *out],
        "preparar": [name, *SUBJECT, *where, *out],
    }[name]
    done = in_own_process(lambda: run_order([*words, *more]), root.parent / f"{root.name}.txt")
    (root.parent / f"{root.name}.txt").unlink()
    assert done.code == 0, done.printed


def sent(root: Path, name: str) -> Path:
    return root / "salidas" / str(VIGENCIA) / ENTIDAD / name


def fill(root: Path, name: str, change: Callable[[Workbook], object], back: str = "") -> Path:
    """Change a sent workbook as its reader would, and return it, maybe under another name."""
    import openpyxl

    book = openpyxl.load_workbook(sent(root, name))
    change(book)
    target = root / BACK / (back or Path(name).name)
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)
    return target


def sheets_of(book: Workbook) -> list[Worksheet]:
    """List the sheets that hold actions or preguntas."""
    return [sheet for sheet in book if sheet.cell(TOP, 1).value in HEADERS]


def columns_of(sheet: Worksheet) -> dict[str, int]:
    """Give the columns by header, from the second on; the warnings are ours alone."""
    named = {str(cell.value): cell.column for cell in sheet[TOP] if cell.value}
    return {name: n for name, n in named.items() if n > 1 and name != AVISOS}


def put(sheet: Worksheet, row: int, header: str, value: object, *, live: bool = False) -> None:
    """Type into a cell; a formula stays a text unless it is to be `live`."""
    cell = sheet.cell(row, columns_of(sheet)[header])
    cell.value = value.translate(NO_XML) if isinstance(value, str) else value
    if isinstance(value, str) and not live:
        cell.data_type = "s"


def type_everywhere(book: Workbook, text: str) -> None:
    """Type a text into every cell of some rows, the closed ones too, and into the new row."""
    sheet = sheets_of(book)[0]
    rows = [n for n in range(TOP + 1, sheet.max_row + 1) if sheet.cell(n, 1).value]
    for row in {*rows[:TYPED], rows[-1]}:
        for header in columns_of(sheet):
            put(sheet, row, header, text, live=row == rows[1])


def rewrite(path: Path, change: Callable[[dict[str, bytes]], Iterable[tuple[str, bytes]]]) -> None:
    """Write a package again with what `change` makes of its parts."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in change(parts):
            package.writestr(name, data)


def lie(book: Workbook, facts: Mapping[str, str]) -> None:
    """Change facts of the hidden sheet and seal it again, as who knows its rule could."""
    import hashlib

    hidden = book["_control"]
    for row in hidden.iter_rows(min_row=2):
        if row[0].value == "dato" and row[1].value in facts:
            row[2].value = facts[row[1].value]
    said = [[str(cell.value or "") for cell in row] for row in hidden.iter_rows(min_row=2)]
    rows = ["\x1f".join(row).rstrip("\x1f") for row in said]
    hidden["C1"].value = hashlib.sha256("\x1e".join(rows).encode()).hexdigest()
