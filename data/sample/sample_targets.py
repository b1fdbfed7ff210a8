"""Write the institutional targets of the main sample, per dimension and politica."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sample_workbook import FONT, HEADER, open_workbook

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sample_population import SampleEntidad

    from mipg_helpers.reference import Catalog

COLUMNS = ("Código", "Nivel", "Índice", "Línea base", "Meta", "Vigencia")
#: Politicas for which no target was set.
WITHOUT = frozenset({"mejora_normativa", "estadistica", "fortalecimiento"})
_STEP = 5.0


def write_targets(
    path: Path,
    entidad: SampleEntidad,
    before: Mapping[str, float | None],
    catalog: Catalog,
    vigencia: int,
) -> None:
    """Write targets for `vigencia`; `before` holds the scores of the year before, by id."""
    with open_workbook(path) as workbook:
        sheet = workbook.add_worksheet("Metas")
        header = workbook.add_format(HEADER)
        sheet.set_column(2, 2, 60, workbook.add_format(FONT))
        sheet.write_string(0, 0, "METAS INSTITUCIONALES – DATOS FICTICIOS")
        sheet.write_row(1, 0, ["Entidad:", entidad.nombre])
        sheet.write_row(3, 0, COLUMNS, header)
        for row, (codigo, nivel, name, nombre) in enumerate(_lines(catalog, vigencia), start=4):
            base = before[name]
            if base is None:
                continue
            sheet.write_row(row, 0, [codigo, nivel, nombre])
            sheet.write(row, 3, _written(base, row))
            sheet.write(row, 4, _written(_target(base), row))
            sheet.write_number(row, 5, vigencia)


def _lines(catalog: Catalog, vigencia: int) -> list[tuple[str, str, str, str]]:
    """List (code, level, id, name) of what has a target."""
    idi = ("IDI", "IDI", "idi", "Índice de Desempeño Institucional")
    dimensiones = [
        (one.dimension, "Dimensión", one.indice, one.nombre)
        for one in catalog.dimensiones(vigencia)
    ]
    politicas = [
        (one.codigo, "Política", one.politica, one.nombre)
        for one in catalog.politicas(vigencia)
        if one.politica not in WITHOUT
    ]
    return [idi, *dimensiones, *politicas]


def _target(base: float) -> float:
    """Set the next half step of five points, as plans usually do."""
    return min(100.0, (base // _STEP + 2) * _STEP)


def _written(value: float, row: int) -> str | float:
    """Write a number, or in some rows a text with the percent sign that plans wrongly add."""
    return f"{value:.1f}".replace(".", ",") + " %" if row % 3 == 0 else round(value, 1)
