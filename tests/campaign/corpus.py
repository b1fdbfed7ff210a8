"""The hostile corpus: several hundred folders of inputs, each written when it is tried.

A case is a small load as an operator would start it. Most hold one sound results workbook and
one thing that is wrong, so that what is accepted goes on to a report, a workbook and a site.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from campaign.bombs import BOMBS
from campaign.books import write_book
from campaign.payloads import FILE_NAMES, FULL, NUMBERS, PAYLOADS, SPELLINGS, VIGENCIAS
from hostile_builders import DECLARED, HOSTILE
from workbook_builders import long_table, official_header, official_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

Write = Callable[[Path], object]

VIGENCIA = 2025
ENTIDAD = "0001"
BOOK = f"Resultados_vig{VIGENCIA}_territorio.xlsx"
TITLES = [[f"Resultados vigencia {VIGENCIA}"], ["Función Pública"]]
LEADERS_HEADER = [
    "Dimensión", "Política", "Líder (dependencia)", "Responsable (dependencia)", "Apoyo",
    "Vigencia",
]  # fmt: skip
ENCODINGS = ("utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16")
LINE_ENDS = {"lf": "\n", "crlf": "\r\n", "cr": "\r", "mezcla": "\r\n|\n|\r"}


@dataclass(frozen=True, slots=True)
class Case:
    """One folder of inputs.

    `goes_on`: if the load is accepted, the outputs of ENTIDAD are made and searched.
    `options`: what the operator states about a single file, as options of ``mipg cargar``.
    """

    family: str
    name: str
    write: Write
    goes_on: bool = False
    options: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return f"{self.family}/{self.name}"


def corpus() -> list[Case]:
    """List every case, always in the same order, each label once."""
    cases = [
        *_files(), *_bombs(), *_numbers(), *_vigencias(), *_encodings(), *_spellings(),
        *_injections(), *_contradictions(), *_names(),
    ]  # fmt: skip
    labels = [case.label for case in cases]
    if len(set(labels)) != len(labels):
        raise ValueError("two cases have one label")
    return cases


# --- results with one thing in them ---------------------------------------------------------


def results(folder: Path, *, cell: tuple[int, object] | None = None, more: str = "") -> None:
    """Write a sound results workbook of six entidades, but for one cell of the first of them.

    `cell` is (column from 0, value); `more` the header of an additional column that repeats it.
    """
    header: list[object] = list(official_header(VIGENCIA))
    rows = official_rows(VIGENCIA, 6)
    if cell is not None:
        rows[0][cell[0]] = cell[1]
    if more:
        header.append(more)
        rows[0].append(more)
    book = {"Territorio": [*TITLES, header, *rows]}
    folder.mkdir(parents=True, exist_ok=True)
    write_book(folder / BOOK, book)


def declare(folder: Path, *entries: tuple[str, str]) -> None:
    """Say of each (file, kind) that it belongs to ENTIDAD and VIGENCIA."""
    folder.joinpath("fuentes.toml").write_text(
        "".join(
            f"[[fuente]]\narchivo = '{name}'\ntipo = '{kind}'\nentidad = '{ENTIDAD}'\n"
            f"vigencia = {VIGENCIA}\n"
            for name, kind in entries
        ),
        encoding="utf-8",
    )


def with_recommendation(folder: Path, text: str, politica: str = "Gobierno Digital") -> None:
    results(folder)
    rows = [
        ["Entidad: ALCALDÍA DE PRUEBA 1"],
        [f"Vigencia {VIGENCIA}"],
        ["Política", "Recomendación", "Política relacionada"],
        [politica, text, "POL07 Gobierno Digital"],
        ["Integridad", "Actualizar el código de integridad.", "POL02 Integridad"],
    ]
    write_book(folder / "ALCALDIA DE PRUEBA 1.xlsx", {"Recomendaciones": rows})
    declare(folder, ("ALCALDIA DE PRUEBA 1.xlsx", "recomendaciones"))


def with_leader(folder: Path, unit: str, politica: str = "Gobierno Digital") -> None:
    results(folder)
    rows = [
        ["LÍDERES"],
        LEADERS_HEADER,
        ["", politica, unit, unit, "", VIGENCIA],
        ["", "Integridad", "Secretaría General", "Secretaría General", "", VIGENCIA],
        ["", "Compras y Contratación Pública", "Oficina de Compras", "", "", VIGENCIA],
    ]
    write_book(folder / "lideres.xlsx", {"Líderes": rows})
    declare(folder, ("lideres.xlsx", "responsables"))


def with_target(folder: Path, value: object) -> None:
    results(folder)
    rows = [["Índice", "Línea base", "Meta"], ["Gobierno Digital", 50, value]]
    write_book(folder / "metas.xlsx", {"Metas": rows})
    declare(folder, ("metas.xlsx", "metas"))


def _write_table(table: str, encoding: str, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "tabla.csv").write_bytes(table.encode(encoding))


#: The files of a case -> what writes the same files with nothing wrong in them.
SOUND: dict[tuple[str, ...], Write] = {
    (BOOK, "fuentes.toml", "lideres.xlsx"): partial(with_leader, unit="Oficina de Sistemas"),
    (BOOK, "fuentes.toml", "metas.xlsx"): partial(with_target, value=70),
    ("ALCALDIA DE PRUEBA 1.xlsx", BOOK, "fuentes.toml"): partial(
        with_recommendation, text="Publicar los datos."
    ),
    ("tabla.csv",): partial(_write_table, long_table(n_rows=6), "utf-8"),
}


# --- families -------------------------------------------------------------------------------


def _files() -> Iterator[Case]:
    for name, write in HOSTILE.items():
        stated = DECLARED.get(name)
        given = {}
        if stated is not None:
            given = {
                "--tipo": stated.tipo,
                "--vigencia": stated.vigencia,
                "--entidad": stated.entidad,
            }
        options = tuple(text for key, value in given.items() if value for text in (key, str(value)))
        yield Case("archivos", name, partial(_write_file, write), options=options)


def _write_file(write: Callable[[Path], Path], folder: Path) -> None:
    folder.mkdir(parents=True)
    write(folder)


def _bombs() -> Iterator[Case]:
    for name, write in BOMBS.items():
        yield Case("bombas", name, partial(_write_bomb, write, f"{name}.xlsx"))


def _write_bomb(write: Callable[[], bytes], name: str, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / name).write_bytes(write())


def _numbers() -> Iterator[Case]:
    column = official_header(VIGENCIA).index("POL07 Índice de Gobierno Digital")
    for text in NUMBERS:
        write = partial(results, cell=(column, text))
        yield Case("números", _shown(text), write, goes_on=True)
        yield Case("metas", _shown(text), partial(with_target, value=text), goes_on=True)


def _vigencias() -> Iterator[Case]:
    for text in VIGENCIAS:
        table = long_table(vigencia=text, n_rows=6)
        yield Case("vigencias", _shown(text), partial(_write_table, table, "utf-8"))


def _encodings() -> Iterator[Case]:
    table = long_table(nombre="ALCALDÍA DE PRUEBA Ñ", n_rows=6)
    for encoding in ENCODINGS:
        for name, end in LINE_ENDS.items():
            ends = end.split("|")
            lines = table.rstrip("\n").split("\n")
            text = "".join(line + ends[n % len(ends)] for n, line in enumerate(lines))
            write = partial(_write_table, text, encoding)
            yield Case("codificaciones", f"{encoding} {name}", write)


def _spellings() -> Iterator[Case]:
    for name, text in SPELLINGS.items():
        leader = partial(with_leader, unit="Oficina de Sistemas", politica=text)
        yield Case("nombres en líderes", name, leader, goes_on=True)
        recommendation = partial(with_recommendation, text="Publicar los datos.", politica=text)
        yield Case("nombres en recomendaciones", name, recommendation, goes_on=True)
        for form in ("NFC", "NFD"):
            write = partial(results, cell=(1, unicodedata.normalize(form, f"ALCALDÍA {text}")))
            yield Case(f"entidades {form}", name, write, goes_on=True)


def _injections() -> Iterator[Case]:
    for name, text in PAYLOADS.items():
        for field, write in _written_into(text).items():
            yield Case(f"inyección en {field}", name, write, goes_on=True)
    for name, text in FULL.items():
        for field, write in _written_into(text).items():
            yield Case("celdas llenas", f"{field}, {name}", write, goes_on=True)


def _written_into(text: str) -> dict[str, Write]:
    """Name the fields that take any text, each with what writes it there."""
    columns = {"entidad": 1, "departamento": 3, "grupo par": 5}
    return {
        **{name: partial(results, cell=(n, text)) for name, n in columns.items()},
        "recomendación": partial(with_recommendation, text=text),
        "líder": partial(with_leader, unit=text),
        "encabezado": partial(results, more=text),
    }


def _contradictions() -> Iterator[Case]:
    yield Case("contradicciones", "dos veces el mismo libro", _same_twice, goes_on=True)
    yield Case("contradicciones", "dos puntajes distintos", _two_scores)
    yield Case("contradicciones", "dos líderes de una política", _two_leaders, goes_on=True)
    yield Case("contradicciones", "dos metas de una política", _two_targets, goes_on=True)
    yield Case("contradicciones", "recomendaciones de otra entidad", _of_another, goes_on=True)
    yield Case("contradicciones", "entidad que no existe", _of_nobody, goes_on=True)


def _same_twice(folder: Path) -> None:
    results(folder)
    (book,) = folder.glob("*.xlsx")
    (folder / "copia.xlsx").write_bytes(book.read_bytes())


def _two_scores(folder: Path) -> None:
    results(folder)
    results(folder / "otra", cell=(len(official_header(VIGENCIA)) - 1, 1.5))


def _two_leaders(folder: Path) -> None:
    with_leader(folder, "Oficina de Sistemas")
    rows = [LEADERS_HEADER, ["", "Gobierno Digital", "Secretaría General", "", "", VIGENCIA]]
    write_book(folder / "otros.xlsx", {"Líderes": rows})
    declare(folder, ("lideres.xlsx", "responsables"), ("otros.xlsx", "responsables"))


def _two_targets(folder: Path) -> None:
    with_target(folder, 70)
    write_book(folder / "m2.xlsx", {"Metas": [["Índice", "Meta"], ["Gobierno Digital", 80]]})
    declare(folder, ("metas.xlsx", "metas"), ("m2.xlsx", "metas"))


def _of_another(folder: Path) -> None:
    with_recommendation(folder, "Publicar los datos.")
    text = folder.joinpath("fuentes.toml").read_text(encoding="utf-8")
    folder.joinpath("fuentes.toml").write_text(text.replace("0001", "0002"), encoding="utf-8")


def _of_nobody(folder: Path) -> None:
    with_leader(folder, "Oficina de Sistemas")
    text = folder.joinpath("fuentes.toml").read_text(encoding="utf-8")
    folder.joinpath("fuentes.toml").write_text(text.replace("0001", "7777"), encoding="utf-8")


def _names() -> Iterator[Case]:
    for name, text in FILE_NAMES.items():
        yield Case("nombres de archivo", name, partial(_named, text), goes_on=True)


def _named(name: str | bytes, folder: Path) -> None:
    results(folder)
    (folder / BOOK).rename(folder / os.fsdecode(name))


def _shown(text: str) -> str:
    """Name a value so that it can be printed and told apart."""
    shown = text.encode("unicode_escape").decode()
    return shown if len(shown) <= 24 else f"{shown[:16]}… ({len(text)})"
