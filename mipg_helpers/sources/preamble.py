"""What the rows above a table say: whose it is and which vigencia it speaks of.

A value stands in the cell of its label ("Entidad: ALCALDÍA DE CHITA") or in the next cell
of the row. Nothing is taken from a file name here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mipg_helpers.errors import SourceFileError
from mipg_helpers.reference.labels import fold
from mipg_helpers.sources.cleaning import cell_text, clean_sigep, one_line
from mipg_helpers.sources.findings import place_of
from mipg_helpers.sources.headers import header_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from mipg_helpers.sources.located import Table
    from mipg_helpers.sources.model import Declared

#: Fields of a layout that may stand above the table instead of in a column.
FIELDS = ("nombre_entidad", "codigo_sigep", "departamento")

_LABELLED = re.compile(r"^([^:]{3,40}):\s*(.*)$", re.DOTALL)
#: "vigencia 2024", "Vigencia medida: 2024", and the label alone with the year beside it.
_VIGENCIA = re.compile(r"\bvigencia\b[^\d]{0,25}(?<!\d)(20\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Preamble:
    """Texts above a table; empty where nothing is said."""

    nombre: str = ""
    codigo: str = ""
    departamento: str = ""
    vigencias: tuple[int, ...] = ()
    #: Every text above the header, as found.
    texts: tuple[str, ...] = ()


def read_preamble(table: Table) -> Preamble:
    """Read the rows above the header of a table."""
    said = dict.fromkeys(FIELDS, "")
    labels = {
        key: column.campo
        for column in table.layout
        if column.campo in FIELDS
        for key in column.claves
    }
    vigencias: set[int] = set()
    everything: list[str] = []
    for row in table.sheet.cells[: table.header.index]:
        texts = [text for cell in row if (text := one_line(cell_text(cell)))]
        everything += texts
        vigencias.update(int(year) for year in _VIGENCIA.findall(fold(" ".join(texts))))
        for campo, value in _labelled(texts, labels):
            said[campo] = said[campo] or value
    return Preamble(
        nombre=said["nombre_entidad"],
        codigo=read_sigep(said["codigo_sigep"], place_of(table.sheet)),
        departamento=said["departamento"],
        vigencias=tuple(sorted(vigencias)),
        texts=tuple(everything),
    )


def settle_vigencia(
    found: Collection[int], declared: Declared, place: str, *, required: bool = True
) -> int | None:
    """Decide the vigencia of a table from what it says and what was declared.

    Raises
    ------
    SourceFileError
        If neither says it (and it is `required`), the file says several, or both disagree.
    """
    if declared.vigencia is not None:
        if found and declared.vigencia not in found:
            raise SourceFileError(
                place,
                f"la vigencia declarada es {declared.vigencia} y el archivo dice {_years(found)}",
                hint="corrija la declaración o el título del archivo",
            )
        return declared.vigencia
    if len(found) == 1:
        return next(iter(found))
    if found:
        raise SourceFileError(
            place,
            f"el título nombra varias vigencias: {_years(found)}",
            "una sola",
            "indique cuál es con --vigencia o en fuentes.toml",
        )
    if required:
        raise missing_vigencia(place)
    return None


def missing_vigencia(place: str) -> SourceFileError:
    return SourceFileError(
        place,
        "el archivo no dice la vigencia, y no se asume ninguna",
        "el año medido en el título, en una columna o declarado",
        "indíquela con --vigencia o en fuentes.toml; si el año está en el nombre del archivo, "
        "confírmelo con --vigencia-del-nombre",
    )


def _labelled(texts: list[str], labels: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for position, text in enumerate(texts):
        match = _LABELLED.match(text)
        label, value = (match[1], match[2]) if match else (text, "")
        campo = labels.get(header_key(label))
        if campo is None:
            continue
        if not value and position + 1 < len(texts):
            value = texts[position + 1]
        if value:
            yield campo, value


def read_sigep(text: str, place: str) -> str:
    """Read a SIGEP code, or refuse the file that holds something else in its place."""
    try:
        return clean_sigep(text)
    except ValueError:
        raise SourceFileError(
            place,
            f"el código SIGEP «{text}» no es un código",
            "un número de hasta seis cifras",
            "revise la celda; no es el NIT ni el código DANE",
        ) from None


def _years(found: Collection[int]) -> str:
    return ", ".join(map(str, sorted(found)))
