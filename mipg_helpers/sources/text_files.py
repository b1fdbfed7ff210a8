"""Read delimited text: the exports of open data and what Excel saves as CSV.

The encoding is decided by a fixed ladder (byte-order mark, strict UTF-8, Windows-1252), never
by guessing statistics, and the separator by the header. All cells stay text; a cell that
looks like a formula is text like any other.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from typing import TYPE_CHECKING, Literal

from mipg_helpers.errors import SourceFileError
from mipg_helpers.sources.cleaning import one_line
from mipg_helpers.sources.file_kinds import describe_head, looks_like_text, read_head
from mipg_helpers.sources.findings import finding_at, quoted
from mipg_helpers.sources.model import Sheet
from mipg_helpers.sources.workbook import file_sha256

if TYPE_CHECKING:
    from pathlib import Path

    from mipg_helpers.sources.model import Finding

#: In order of preference when two separators explain the file equally well.
SEPARATORS = (";", "\t", ",", "|")
SEPARATOR_NAMES = {";": "punto y coma", "\t": "tabulación", ",": "coma", "|": "barra"}
MAX_TEXT_BYTES = 200_000_000
#: Further unequal rows are told in one finding.
MAX_REPORTED_ROWS = 20

_SNIFFED_ROWS = 20
_SNIFFED_CHARACTERS = 1 << 18
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAVE_AS = "ábralo en Excel o LibreOffice y guárdelo como CSV UTF-8 (delimitado por comas)"

# UTF-8 read as Windows-1252: "Ã³" for ó, "Ã‘" for Ñ, "Â°", "â€œ"; and the replacement mark.
_CP1252_HIGH = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_MOJIBAKE = re.compile(rf"Ã[\u0080-\u00bf{_CP1252_HIGH}]|Â[\u00a0-\u00bf]|â€|ï»¿|\ufffd")
# MS-DOS pages read as Windows-1252: "C¢digo" for Código, "A¤o" for Año.
_DOS_LETTERS = re.compile(r"[^\W\d_][¢¡¤£][^\W\d_]")


def read_text_table(path: Path) -> tuple[Sheet, list[Finding]]:
    """Read a delimited text file into one sheet of text cells.

    Returns
    -------
    The sheet, with an empty sheet name, one row per record (blank lines are blank rows, so
    row numbers are those a spreadsheet shows) and all rows equally wide; and the findings:
    encoding other than UTF-8, rows shorter than the header, and rows longer than it, which
    are emptied because their values may stand under the wrong header.

    Raises
    ------
    SourceFileError
        If the file is not text, its accents came out wrong, it has no separator or a
        quotation mark is never closed.

    Notes
    -----
    Windows-1252 is tried last because nearly any bytes pass for it; hence the check of the
    accents afterwards.
    """
    place = f"«{path.name}»"
    data = _read_bytes(path, place)
    text, encoding = _decode(data, place)
    _check_accents(text, encoding, place)
    separator, text = _declared_separator(text)
    separator = separator or _sniff_separator(text, place)
    rows = _split_rows(text, separator, place)
    sheet = Sheet(path.name, file_sha256(path), "", rows)
    findings = _encoding_findings(sheet, encoding)
    findings += _level_rows(sheet)
    return sheet, findings


def _read_bytes(path: Path, place: str) -> bytes:
    head = read_head(path)
    found = describe_head(head)
    if found:
        raise SourceFileError(
            place,
            f"parece {found}",
            "un archivo CSV o un libro .xlsx",
            "revise que sea el archivo correcto y, si lo es, expórtelo como CSV o .xlsx",
        )
    if b"\x00" not in head and not looks_like_text(head):
        raise _damaged_text(place, "contiene bytes de control: no es texto")
    if path.stat().st_size > MAX_TEXT_BYTES:
        raise SourceFileError(
            place,
            f"pesa más de {MAX_TEXT_BYTES // 1_000_000} MB",
            "una tabla de resultados",
            "divida el archivo o exporte solo las columnas que necesita",
        )
    return path.read_bytes()


def _decode(data: bytes, place: str) -> tuple[str, str]:
    """Decode by the ladder; the name of the encoding is told back."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), encoding
            except UnicodeDecodeError:
                raise _damaged_text(place, f"no es {encoding.upper()}, como anuncia") from None
    if b"\x00" in data:
        raise _damaged_text(place, "contiene bytes nulos: no es texto")
    for encoding in ("utf-8", "cp1252"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise _damaged_text(place, "no está en UTF-8 ni en Windows-1252")


def _damaged_text(place: str, problem: str) -> SourceFileError:
    return SourceFileError(place, problem, "un archivo de texto CSV", _SAVE_AS)


def _check_accents(text: str, encoding: str, place: str) -> None:
    damage = _MOJIBAKE.search(text)
    if damage is None and encoding == "cp1252":
        damage = _DOS_LETTERS.search(text)
    if damage is None:
        return
    line = text.count("\n", 0, damage.start()) + 1
    around = one_line(text[max(0, damage.start() - 15) : damage.end() + 15])
    raise SourceFileError(
        f"{place}, línea {line}",
        f"las tildes y eñes están dañadas ({quoted(around)})",
        "texto legible",
        "descárguelo de nuevo y no lo guarde con otra codificación; al abrirlo elija UTF-8",
    )


def _declared_separator(text: str) -> tuple[str, str]:
    """Honour Excel's first line ``sep=;``, leaving a blank line in its place."""
    match = re.match(r"sep=(.)\r?\n", text, re.IGNORECASE)
    return (match[1], "\n" + text[match.end() :]) if match else ("", text)


def _sniff_separator(text: str, place: str) -> str:
    """Choose the separator that cuts most of the first rows into equally many cells."""
    sample = text[:_SNIFFED_CHARACTERS]

    def score(separator: str) -> tuple[int, int]:
        reader = csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
        widths = Counter(len(row) for row, _ in zip(reader, range(_SNIFFED_ROWS), strict=False))
        return max(((count, width) for width, count in widths.items() if width > 1), default=(0, 0))

    try:
        scores = {separator: score(separator) for separator in SEPARATORS}
    except csv.Error as error:
        raise _broken_quotes(place, 0, error) from None
    best = max(SEPARATORS, key=lambda separator: scores[separator])
    if scores[best] == (0, 0):
        raise SourceFileError(
            place,
            "no encuentro columnas: ninguna fila tiene separador",
            "punto y coma, coma, tabulación o barra entre columnas",
            _SAVE_AS,
        )
    return best


def _split_rows(text: str, separator: str, place: str) -> list[list[object]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[list[object]] = []
    try:
        rows.extend([cell or None for cell in row] for row in reader)
    except csv.Error as error:
        raise _broken_quotes(place, len(rows) + 1, error) from None
    return rows


def _broken_quotes(place: str, row: int, error: csv.Error) -> SourceFileError:
    is_long = "field larger" in str(error)
    problem = "una celda es larguísima" if is_long else "las comillas no cierran donde deben"
    return SourceFileError(
        f"{place}, fila {row}" if row else place,
        problem,
        "comillas dobles que abren y cierran cada celda con separadores",
        "revise las comillas de esa fila o guarde el archivo de nuevo desde Excel",
    )


def _encoding_findings(sheet: Sheet, encoding: str) -> list[Finding]:
    if encoding == "utf-8":
        return []
    name = {"cp1252": "Windows-1252 (Latin-1)"}.get(encoding, encoding.upper())
    mensaje = f"el texto no está en UTF-8: se leyó como {name}"
    accion = "revise que tildes y eñes se vean bien en los nombres"
    return [finding_at(sheet, "codificación", mensaje, gravedad="aviso", accion=accion)]


def _level_rows(sheet: Sheet) -> list[Finding]:
    """Make all rows as wide as the header; report those that were not.

    A row with more cells than the header is emptied: a separator inside an unquoted text
    has moved its values under other headers, and loading them would be a guess.
    """
    width = _header_width(sheet.cells)
    long_rows, short_rows = [], []
    for number, row in enumerate(sheet.cells, start=1):
        if any(cell is not None and str(cell).strip() for cell in row[width:]):
            long_rows.append((number, list(row)))
            row.clear()
        elif 0 < len(row) < width:
            short_rows.append(number)
        del row[width:]
        row.extend([None] * (width - len(row)))
    _check_not_shifted(sheet, len(long_rows), width)
    return [
        *(_long_row(sheet, number, row, width) for number, row in long_rows[:MAX_REPORTED_ROWS]),
        *_summary(sheet, [number for number, _ in long_rows[MAX_REPORTED_ROWS:]], "más"),
        *_summary(sheet, short_rows, "menos"),
    ]


def _header_width(rows: list[list[object]]) -> int:
    """Count the cells of the header: the first row filled about as much as most rows."""
    widths = Counter(filter(lambda width: width > 1, map(_filled_width, rows)))
    usual = widths.most_common(1)[0][0] if widths else 1
    for row in rows[:_SNIFFED_ROWS]:
        n_filled = sum(cell is not None for cell in row)
        if n_filled > 1 and n_filled >= 0.6 * usual:
            return _filled_width(row)
    return usual


def _filled_width(row: list[object]) -> int:
    return max((j for j, cell in enumerate(row, start=1) if cell is not None), default=0)


def _check_not_shifted(sheet: Sheet, n_long: int, width: int) -> None:
    n_rows = sum(1 for row in sheet.cells if any(row)) + n_long
    if 2 * n_long >= n_rows:
        raise SourceFileError(
            f"«{sheet.archivo}»",
            f"{n_long} de {n_rows} filas tienen más celdas que el encabezado, que tiene {width}",
            "tantas celdas por fila como columnas",
            "si los decimales llevan coma, exporte con punto y coma o con comillas",
        )


def _long_row(sheet: Sheet, number: int, row: list[object], width: int) -> Finding:
    return finding_at(
        sheet,
        "fila desigual",
        f"la fila tiene {len(row)} celdas y el encabezado {width}; no se cargó",
        row=number,
        value=" | ".join(str(cell or "") for cell in row),
        accion="ponga entre comillas los textos que contienen el separador",
    )


def _summary(sheet: Sheet, numbers: list[int], how: Literal["más", "menos"]) -> list[Finding]:
    if not numbers:
        return []
    verb = "no se cargaron" if how == "más" else "lo que falta se tomó como vacío"
    return [
        finding_at(
            sheet,
            "fila desigual",
            f"filas con {how} celdas que el encabezado ({len(numbers)}); {verb}",
            row=numbers[0],
            gravedad="error" if how == "más" else "aviso",
            accion="revise esas filas, a partir de la indicada",
        )
    ]
