"""Hostile and contradictory answers and plans: what leaders and units return, plans that exist.

`Case.write` gets a desk (`answers_desk`) and puts what comes back into its folder, beside one
workbook that was filled in rightly. `options` are there when a plan is read instead of received.
"""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from campaign.answers_desk import (
    BACK,
    LEADER,
    MASTER,
    UNIT,
    fill,
    lie,
    put,
    sheets_of,
    type_everywhere,
)
from campaign.answers_files import BROKEN, SPOILT, spoil
from campaign.answers_people import CONTRADICTIONS
from campaign.answers_plans import plans
from campaign.corpus import Case
from campaign.payloads import FILE_NAMES, FULL, PAYLOADS
from hostile_builders import HOSTILE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from openpyxl.workbook import Workbook

#: One attempt of each kind.
KINDS = (
    "guion", "imagen", "enlace_js", "enlace_js_oculto", "estilo", "formula", "formula_arroba",
    "formula_tab", "plantilla", "typst", "typst_texto", "markdown", "latex", "sql", "ruta",
    "ruta_propia", "rastro", "lineas", "controles", "derecha_izquierda", "correo",
)  # fmt: skip

#: What a progress or a date may be, row after row.
ADVANCES = ("1e309", "NaN", "−12", "100,0,1", "٤٢", "900", "-0", "1" * 400, "½", "#REF!", 1e300, -5)
DAYS = (
    "31/02/2026", "01/01/0205",
    "0205-01-01", "99999", "2026-13-40", "mañana", "1e309", "٣١/١٢/٢٠٢٦",
    -1, 3_000_000, 1e300, True,
)  # fmt: skip

#: Facts of the hidden sheet that somebody changed and sealed again.
LIES = {
    "rol": {"rol": "planeacion"},
    "entidad": {"entidad_id": "0102"},
    "entidad que no existe": {"entidad_id": "../../x"},
    "plan": {"vigencia_plan": "2031"},
    "envío": {"envio_id": "0" * 16},
    "nombre de la entidad": {"entidad": "<script>alert(1)</script>"},
    "destinatario": {"destinatario": "=cmd|' /C calc'!A0"},
    "año enorme": {"vigencia": "9" * 5000},
}


def answers() -> list[Case]:
    """List every case, always in the same order, each label once."""
    cases = [
        *_files(), *_names(), *_places(), *_injections(), *_numbers(), *_hidden(),
        *_contradictions(), *plans(),
    ]  # fmt: skip
    if len({case.label for case in cases}) != len(cases):
        raise ValueError("two cases have one label")
    return cases


def _files() -> Iterator[Case]:
    for name in BROKEN:
        yield Case("archivos devueltos", name, partial(_drop, HOSTILE[name]))
    for name in SPOILT:
        yield Case("libros devueltos que explotan", name, partial(spoil, name))


def _drop(write: Callable[[Path], object], root: Path) -> None:
    write(root / BACK)


def _names() -> Iterator[Case]:
    for name, text in FILE_NAMES.items():
        yield Case("nombres de archivo", name, partial(_named, text), goes_on=True)


def _named(name: str | bytes, root: Path) -> None:
    path = fill(root, LEADER, lambda book: _say(book, "Causa", "No hay inventario"))
    path.rename(root / BACK / os.fsdecode(name))


def _say(book: Workbook, header: str, value: object) -> None:
    put(sheets_of(book)[0], 6, header, value)


def _places() -> Iterator[Case]:
    for name, write in PLACES.items():
        yield Case("lugares", name, write)


def _deep(root: Path) -> None:
    fill(root, LEADER, lambda book: _say(book, "Causa", "x"), f"{'carpeta/' * 40}x.xlsx")


def _linked(root: Path) -> None:
    (root / BACK / "enlace.xlsx").symlink_to("/etc/passwd")
    (root / BACK / "perdido.xlsx").symlink_to(root / "no está.xlsx")


def _in_circles(root: Path) -> None:
    (root / BACK / "vueltas").symlink_to(root / BACK, target_is_directory=True)


def _folder_named_so(root: Path) -> None:
    (root / BACK / "carpeta.xlsx").mkdir()


def _pipe(root: Path) -> None:
    os.mkfifo(root / BACK / "tubo.xlsx")


PLACES: dict[str, Callable[[Path], object]] = {
    "cuarenta carpetas": _deep,
    "enlace a otro archivo": _linked,
    "carpeta que se contiene": _in_circles,
    "carpeta con nombre de libro": _folder_named_so,
    "tubería": _pipe,
}


def _injections() -> Iterator[Case]:
    """Type each attempt into the workbooks of a leader, of planeación and of a unit at once."""
    texts = {name: PAYLOADS[name] for name in KINDS} | FULL
    for name, text in texts.items():
        write = partial(_everywhere, text)
        yield Case("inyección en libros devueltos", name, write, goes_on=True)


def _everywhere(text: str, root: Path) -> None:
    for name in (LEADER, MASTER, UNIT):
        fill(root, name, lambda book: type_everywhere(book, text))


def _numbers() -> Iterator[Case]:
    for name, values in (("avances", ADVANCES), ("fechas", DAYS)):
        yield Case("números devueltos", name, partial(_values, values, name), goes_on=True)


def _values(values: tuple[object, ...], kind: str, root: Path) -> None:
    def change(book: Workbook) -> None:
        places = [
            (sheet, row)
            for sheet in sheets_of(book)
            for row in range(6, sheet.max_row + 1)
            if sheet.cell(row, 1).value
        ]
        for (sheet, row), value in zip(places, values, strict=False):
            for header in _headers(sheet, kind):
                put(sheet, row, header, value)

    fill(root, LEADER, change)
    fill(root, UNIT, change)


def _headers(sheet: object, kind: str) -> list[str]:
    from campaign.answers_desk import columns_of

    starts = (
        ("Avance (%)", "Línea base", "Meta") if kind == "avances" else ("Inicio", "Fin", "Fecha")
    )
    return [header for header in columns_of(sheet) if header.startswith(starts)]


def _hidden() -> Iterator[Case]:
    for name, facts in LIES.items():
        yield Case("hoja oculta", f"miente: {name}", partial(_lying, facts))
    yield Case("hoja oculta", "sin sello", _unsealed)
    yield Case("hoja oculta", "borrada", partial(fill, name=LEADER, change=_without_control))
    for name in ("guion", "formula", "controles"):
        yield Case("identificadores", name, partial(_strange_ids, PAYLOADS[name]), goes_on=True)


def _lying(facts: dict[str, str], root: Path) -> None:
    for name in (LEADER, UNIT):
        fill(root, name, lambda book: (_say_first(book), lie(book, facts)))


def _say_first(book: Workbook) -> None:
    sheet = sheets_of(book)[0]
    put(sheet, 6, "Responsable (cargo)", "Quien no debe")


def _unsealed(root: Path) -> None:
    def change(book: Workbook) -> None:
        book["_control"]["C5"].value = "<script>alert(1)</script>"

    for name in (LEADER, UNIT):
        fill(root, name, change)


def _without_control(book: Workbook) -> None:
    del book["_control"]


def _strange_ids(text: str, root: Path) -> None:
    from campaign.books import NO_XML

    def change(book: Workbook) -> None:
        for sheet in sheets_of(book):
            sheet["A6"].value = text.translate(NO_XML)
            sheet["A6"].data_type = "s"

    for name in (LEADER, UNIT):
        fill(root, name, change)


def _contradictions() -> Iterator[Case]:
    for name, write in CONTRADICTIONS.items():
        yield Case("respuestas que se contradicen", name, write, goes_on=True)
