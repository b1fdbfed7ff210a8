"""Write the official results workbook as it comes: title rows, blank columns, marks, lost zeros."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from sample_columns import UNREGISTERED, all_ids, identity_columns, results_model
from sample_scores import scores_of, traits_of
from sample_workbook import FONT, HEADER, open_workbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from sample_columns import Column
    from sample_population import SampleEntidad
    from sample_scores import Drawn, Scores
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from mipg_helpers.reference import Catalog

NBSP = "\u00a0"
SHEETS = {"territorio": "Territorio", "nacion": "Nacion"}
#: The title of these vigencias does not say the year; fuentes.toml does.
SILENT_TITLES = frozenset({2023})
#: Number cells instead of text lose the zeros of the code, here in one file.
NUMERIC_CODES = {(2020, "territorio"): frozenset({"0003", "9017", "9018"})}
_MARKS = ("-", "N/A", "No aplica", "No Aplica")
_HEADER_ROW = 2
_BLANK_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class ResultsBook:
    """One workbook to write: the rows of an orden in a vigencia, scores by código SIGEP."""

    vigencia: int
    orden: str
    entidades: Sequence[SampleEntidad]
    scores: Mapping[str, Scores]
    columns: Sequence[Column]


def draw_results(
    entidades: Iterable[SampleEntidad], catalog: Catalog, vigencias: Sequence[int], *, seed: int
) -> Drawn:
    """Draw the scores of every entidad in every vigencia."""
    names = all_ids(catalog)
    models = {vigencia: results_model(catalog, vigencia) for vigencia in vigencias}
    drawn: Drawn = {vigencia: {} for vigencia in vigencias}
    for entidad in entidades:
        traits = traits_of(entidad, names, seed=seed)
        for vigencia, model in models.items():
            scores = scores_of(entidad, model, traits, seed=seed)
            drawn[vigencia][entidad.codigo_sigep] = scores
    return drawn


def write_results(path: Path, book: ResultsBook, *, seed: int) -> None:
    """Write one official-looking workbook: results, glossary and a hidden sheet."""
    glossary_first = book.vigencia % 2 == 0
    with open_workbook(path) as workbook:
        if glossary_first:
            _write_glossary(workbook, book)
        sheet = workbook.add_worksheet(SHEETS[book.orden])
        _write_sheet(workbook, sheet, book, seed=seed)
        if not glossary_first:
            _write_glossary(workbook, book)
        hidden = workbook.add_worksheet("Hoja1")
        hidden.write_column(0, 0, ["Tipo Formulario", "(Varios elementos)", "(en blanco)"])
        hidden.hide()
        sheet.activate()


def _write_sheet(workbook: Workbook, sheet: Worksheet, book: ResultsBook, *, seed: int) -> None:
    header = workbook.add_format(HEADER)
    identity = identity_columns(book.vigencia, book.orden)
    headers = [one.header for one in (*identity, *book.columns)]
    headers += UNREGISTERED.get(book.vigencia, ())
    _write_titles(workbook, sheet, book, len(headers))
    sheet.set_row(_HEADER_ROW, 88)
    sheet.write_row(_HEADER_ROW, 0, headers, header)
    for place in range(len(headers), len(headers) + _BLANK_COLUMNS):
        sheet.write_blank(_HEADER_ROW, place, None, header)
    # A stray space makes the readers take the blank columns for columns.
    sheet.write_string(_HEADER_ROW + 1, len(headers) + _BLANK_COLUMNS - 1, " ")
    plain = workbook.add_format(FONT)
    sheet.set_column(0, 0, 9, plain)
    sheet.set_column(1, 1, 46, plain)
    sheet.set_column(2, len(headers), 14, plain)
    sheet.freeze_panes(_HEADER_ROW + 1, 2)
    for row, entidad in enumerate(book.entidades, start=_HEADER_ROW + 1):
        rng = Random(f"{seed}|libro|{entidad.codigo_sigep}|{book.vigencia}")
        cells = [*_identity(entidad, identity, book, rng), *_scores(entidad, book, rng)]
        for place, value in enumerate(cells):
            if value is not None:
                sheet.write(row, place, value)


def _write_titles(workbook: Workbook, sheet: Worksheet, book: ResultsBook, width: int) -> None:
    style = workbook.add_format({**FONT, "bold": True, "font_size": 13})
    title = "MEDICIÓN DEL DESEMPEÑO INSTITUCIONAL – DATOS FICTICIOS"
    sheet.merge_range(0, 0, 0, width - 1, title, style)
    when = "" if book.vigencia in SILENT_TITLES else f" – Vigencia {book.vigencia}"
    sheet.merge_range(1, 0, 1, width - 1, f"Resultados {SHEETS[book.orden]}{when}", style)


def _identity(
    entidad: SampleEntidad, columns: Sequence[Column], book: ResultsBook, rng: Random
) -> list[str | int]:
    cells: list[str | int] = [getattr(entidad, column.name) for column in columns]
    if entidad.codigo_sigep in NUMERIC_CODES.get((book.vigencia, book.orden), ()):
        cells[0] = int(entidad.codigo_sigep)
    cells[1] = _soiled(entidad.nombre, rng)
    return cells


def _soiled(nombre: str, rng: Random) -> str:
    """Put a non-breaking or a double space into some names, as the published files have them."""
    draw = rng.random()
    if draw < 0.10:
        return nombre.replace(" ", NBSP, 1)
    if draw < 0.12:
        return nombre.replace(" ", "  ", 1)
    return nombre


def _scores(entidad: SampleEntidad, book: ResultsBook, rng: Random) -> list[str | float | None]:
    scores = book.scores[entidad.codigo_sigep]
    # A few entidades carry a mark where the others are simply blank.
    marked = rng.random() < 0.04 and not entidad.es_meci
    blank = rng.choice(_MARKS) if marked else None
    cells: list[str | float | None] = []
    for column in book.columns:
        value = scores[column.name]
        cells.append(blank if value is None else value)
    extra = UNREGISTERED.get(book.vigencia, ())
    return cells + [round(rng.uniform(20, 95), 1) for _ in extra]


def _write_glossary(workbook: Workbook, book: ResultsBook) -> None:
    sheet = workbook.add_worksheet("Descripcion Cuadro")
    sheet.set_column(0, 1, 60)
    lines = [
        ("Columna", "Descripción"),
        ("Código Sigep", "Código de la entidad. Datos ficticios."),
        ("Grupo par", "Grupo de entidades con el que se compara el resultado."),
        ("Tipo Formulario", "MECI: la entidad solo responde lo relativo a control interno."),
        ("Celda vacía", "El índice no aplica a la entidad."),
        *((column.header.split()[0], column.header) for column in book.columns[:8]),
    ]
    for row, line in enumerate(lines):
        sheet.write_row(row, 0, line)
