"""Find the columns of a returned sheet by their headers, wherever people have moved them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mipg_helpers.plan_workbook.layout import AVISOS_LABEL, ID, place_of
from mipg_helpers.reference.labels import fold
from mipg_helpers.sources.cleaning import cell_text, column_letter
from mipg_helpers.sources.findings import finding_at, quoted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mipg_helpers.plan_workbook.control import SentColumn
    from mipg_helpers.sources.model import Finding, Sheet

#: The headers stand near the top; people insert a few rows above them, not more.
_MAX_TOP = 40
#: So many of our headers in one row make it the header row.
_LEAST = 3


@dataclass(frozen=True, slots=True)
class FoundColumns:
    """Where the columns of a sheet stand, 0-based; `lost` are those that are not there."""

    top: int
    id_place: int | None
    places: Mapping[SentColumn, int]
    lost: tuple[SentColumn, ...]
    findings: tuple[Finding, ...]


def find_columns(sheet: Sheet, sent: Sequence[SentColumn]) -> FoundColumns | None:
    """Find the header row and every column that was sent; None when it is no sheet of actions."""
    known = {fold(column.header) for column in sent}
    best, n_best, headers = 0, 0, list[str]()
    for number, cells in enumerate(sheet.cells[:_MAX_TOP]):
        row = [fold(cell_text(cell)) for cell in cells]
        n_known = len(known.intersection(row))
        if n_known > n_best:
            best, n_best, headers = number, n_known, row
        if 2 * n_known > len(known):
            break
    return _Finder(sheet, sent, best, headers).find() if n_best >= _LEAST else None


class _Finder:
    def __init__(
        self, sheet: Sheet, sent: Sequence[SentColumn], top: int, headers: Sequence[str]
    ) -> None:
        self._sheet, self._top, self._headers = sheet, top, headers
        self._home = {column: place_of(number) for number, column in enumerate(sent)}
        self._by_header: dict[str, list[int]] = defaultdict(list)
        for place, header in enumerate(headers):
            self._by_header[header].append(place)
        self._findings: list[Finding] = []

    def find(self) -> FoundColumns:
        places: dict[SentColumn, int] = {}
        for column in self._home:
            place = self._named(column)
            if place is not None:
                places[column] = place
        self._tell_moved(places)
        places |= self._renamed(places)
        lost = tuple(column for column in self._home if column not in places)
        for column in lost:
            mensaje = f"falta la columna {quoted(column.header)}"
            self._tell("columna borrada", mensaje, None, "se conserva lo que decía el plan")
        self._tell_added(places)
        id_place = next((place for column, place in places.items() if column.campo == ID), None)
        data = {column: place for column, place in places.items() if column.campo != ID}
        lost = tuple(column for column in lost if column.campo != ID)
        return FoundColumns(self._top, id_place, data, lost, tuple(self._findings))

    def _named(self, column: SentColumn) -> int | None:
        """Find a column by its header; of two alike only the one in its place counts."""
        found = self._by_header.get(fold(column.header), [])
        if len(found) <= 1:
            return found[0] if found else None
        home = self._home[column]
        is_home = home in found
        taken = f"se tomó la {column_letter(home)}" if is_home else "no se tomó ninguna"
        mensaje = f"la columna {quoted(column.header)} está {len(found)} veces; {taken}"
        self._tell("columna repetida", mensaje, found[-1], "deje una sola")
        return home if is_home else None

    def _renamed(self, places: Mapping[SentColumn, int]) -> dict[SentColumn, int]:
        """Take columns whose header was changed, when everything else is in its place."""
        if any(place != self._home[column] for column, place in places.items()):
            return {}
        taken = set(places.values())
        found = {}
        for column, home in self._home.items():
            is_there = home < len(self._headers) and home not in taken
            if column in places or not is_there or fold(column.header) in self._by_header:
                continue
            if not self._headers[home]:
                continue
            mensaje = f"el encabezado decía {quoted(column.header)}; se tomó por su lugar"
            self._tell("encabezado cambiado", mensaje, home, "deje los encabezados como estaban")
            found[column] = home
        return found

    def _tell_moved(self, places: Mapping[SentColumn, int]) -> None:
        moved = [c.header for c, place in places.items() if place != self._home[c]]
        if moved:
            mensaje = f"{len(moved)} columnas no están en su lugar; se leyeron por su encabezado"
            self._tell("columnas movidas", mensaje, None, "no hace falta corregirlo")

    def _tell_added(self, places: Mapping[SentColumn, int]) -> None:
        ours = {*places.values(), *self._by_header.get(fold(AVISOS_LABEL), [])}
        known = {fold(column.header) for column in self._home}
        for place, header in enumerate(self._headers):
            if header and place not in ours and header not in known:
                mensaje = "la columna no es del libro y no se leyó"
                hint = "escriba en las columnas del libro lo que deba quedar en el plan"
                self._tell("columna agregada", mensaje, place, hint)

    def _tell(self, tipo: str, mensaje: str, place: int | None, accion: str) -> None:
        header = self._sheet.cells[self._top][place] if place is not None else ""
        self._findings.append(
            finding_at(
                self._sheet,
                tipo,
                mensaje,
                row=self._top + 1,
                column=place,
                header=header,
                gravedad="error" if tipo == "columna borrada" else "aviso",
                accion=accion,
            )
        )
