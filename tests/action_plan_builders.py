"""Entity-wide action plans made for a test, with every trap seen in real ones."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from mipg_helpers.reference import load_catalog
from mipg_helpers.sources.action_plan_layout import find_action_tables
from mipg_helpers.sources.action_plans import read_action_plan
from mipg_helpers.sources.model import Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from mipg_helpers.sources.action_plan_layout import ActionTable
    from mipg_helpers.sources.plan_model import ParsedPlan

YEAR = 2025
ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}
Row = dict[str, object]


def headers(quarters: Sequence[int] = (1, 2, 3, 4)) -> dict[str, str]:
    """Give the headers of the flat table in their order, by a short key."""
    found = {
        "centro": "Cód centro gestor",
        "bpin": "Cód BPIN",
        "bp": "Cód BP",
        "proyecto": "Nombre BP",
        "codigo": "Cód Actividad",
        "actividad": "Nombre Actividad",
        "peso": "Ponderación de Actividad",
    }
    for q in quarters:
        found[f"av{q}"] = f"% de Avance Actividad\nTrimestre {ROMAN[q]}"
        found[f"ex{q}"] = f"Explicación Actividad Trim {ROMAN[q]}"
    found |= {
        "meta": "Meta PD",
        "nombre_meta": "Denominación Meta PD",
        "cod_producto": "Cód Producto MGA",
        "producto": "Nombre Producto MGA",
        "programacion": "Programación PI Año 1",
        "cantidad": "Cantidad Programada Producto",
        "peso_producto": "Ponderación producto",
    }
    for q in quarters:
        found[f"ej{q}"] = f"Ejecución Fisica Trimestre {ROMAN[q]}"
        found[f"xp{q}"] = f"Explicación Producto Trim {ROMAN[q]}"
        found[f"ap{q}"] = "% de Avance Producto"
    return found | {
        "avance_proyecto": "% Avance Proyecto",
        "comuna": "Comuna",
        "inicial": "Presupuesto Inicial",
        "pagos": "Pagos",
        "inicio": "Fecha Inicio",
        "fin": "Fecha Fin",
        "organismo": "Nombre Centro Gestor",
        "oficina": "Subdirección / Subsecretaria",
    }


def activity(n: int = 1, **changes: object) -> Row:
    """Make one clean activity of the flat table; `changes` replace its cells."""
    return {
        "centro": 4112.0,
        "bpin": 2024760010327.0 + n,
        "bp": "BP26005266",
        "proyecto": "Fortalecimiento de prueba",
        "codigo": f"BP260052661010{100 + n}",
        "actividad": f"Realizar la actividad {n}",
        "peso": 0.25,
        "av1": 0.16,
        "ex1": f"\nSe hizo lo previsto en la actividad {n}\n",
        "meta": 63020010001.0,
        "nombre_meta": "Estrategia implementada",
        "cod_producto": 4599019.0,
        "producto": "Documentos de planeación",
        "programacion": 1.0,
        "cantidad": 3.4,
        "peso_producto": 1.0,
        "ej1": 0.0,
        "xp1": "Sin novedad en el producto",
        "ap1": 0.0715,
        "avance_proyecto": 0.07,
        "comuna": 99.0,
        "inicial": "$ -",
        "pagos": 12305600.0,
        "inicio": dt.date(YEAR, 1, 20),
        "fin": dt.date(YEAR, 12, 31),
        "organismo": "Secretaría de Gobierno",
        "oficina": "Oficina de Comunicaciones",
    } | changes


def activities(n: int, **changes: Sequence[object]) -> list[Row]:
    """Make `n` activities; each change gives one value per activity."""
    return [
        activity(i + 1, **{key: values[i] for key, values in changes.items()}) for i in range(n)
    ]


def flat_sheet(
    rows: Sequence[Row],
    *,
    above: int = 8,
    quarters: Sequence[int] = (1, 2, 3, 4),
    named: Mapping[str, str] | None = None,
    below: Sequence[Sequence[object]] = (),
    hoja: str = "MEDE01",
    archivo: str = "cuadro.xlsx",
) -> Sheet:
    """Lay activities out under the header, below some blank rows; `named` renames headers."""
    header = headers(quarters) | (named or {})
    cells: list[list[object]] = [[None] * len(header) for _ in range(above)]
    cells.append(list(header.values()))
    cells += [[row.get(key) for key in header] for row in rows]
    cells += [[*row, *[None] * (len(header) - len(row))] for row in below]
    return Sheet(archivo, "b" * 64, hoja, cells)


LEVEL_HEADERS = (
    "Código organismo",
    "Código general",
    "Clase",
    (
        "Identificación de la dimensión, línea estratégica, programa, indicador "
        "y proyectos de inversión"
    ),
    "Clasificación (BP)",
    "Meta de producto del proyecto (Descripción)",
    "Indicador de producto del proyecto (Descripción)",
    "Valor de la meta de producto del proyecto",
    "Ponderación producto\n (%)",
    "% de ejecución física de los productos del proyecto\n",
    "Presupuesto inicial\n(Pesos)",
    "Día / Mes / Año (Inicio)",
    "Día / Mes / Año (Finali-zación)",
    "Explicación del avance o retraso",
    "Organismo responsable\n(Reparto administrativo)",
)


def product(code: str, *, name: str = "Elaborar un documento", **changes: object) -> list[object]:
    """Make the row of a product in a table by levels."""
    cells: dict[str, object] = {
        "indicador": "Documentos elaborados",
        "meta": 1.0,
        "peso": 0.5,
        "avance": 0.2,
        "dinero": 700000.0,
        "inicio": dt.date(YEAR, 3, 22),
        "fin": dt.date(YEAR, 12, 31),
        "reporte": "Se elaboró la primera parte",
        "organismo": "Secretaría de Gobierno ",
    }
    return [None, None, None, None, code, name, *(cells | changes).values()]


def level(clase: str, name: str, code: object = None) -> list[object]:
    """Make a row of a level above the products."""
    return [None, 54.0, clase, name, code]


def level_sheet(
    *rows: Sequence[object],
    hoja: str = "4112 Gobierno",
    title: Sequence[object] = (
        "ORGANISMO",
        "SECRETARÍA DE GOBIERNO",
        "Fecha de reporte:",
        None,
        dt.date(YEAR, 6, 30),
        "Vigencia:",
        float(YEAR),
    ),
    merged: Sequence[tuple[int, int, int, int]] = (),
) -> Sheet:
    """Lay rows of several levels out under a header of two merged rows (5 and 6)."""
    width = len(LEVEL_HEADERS)
    given = [[], [], title, [], LEVEL_HEADERS, [], *rows]
    cells = [[*row, *[None] * (width - len(row))] for row in given]
    spans = [(4, column, 5, column) for column in range(width)]
    return Sheet("organismos.xlsx", "c" * 64, hoja, cells, merged=(*spans, *merged))


def table_of(sheet: Sheet) -> ActionTable:
    """Find the one table of a sheet."""
    ((table,), _) = find_action_tables([sheet], load_catalog())
    return table


def read(*sheets: Sheet, vigencia_plan: int | None = YEAR, confirm: bool = False) -> ParsedPlan:
    """Read a plan of these sheets."""
    return read_action_plan(
        sheets,
        entidad_id="0001",
        catalog=load_catalog(),
        vigencia_plan=vigencia_plan,
        confirm_shifted=confirm,
    )


def values(plan: ParsedPlan, campo: str, corte: str = "") -> list[str]:
    """Give the text of a field for each row, "" where it is missing."""
    return [
        next(
            (v for k, v in row.cells.items() if (k.campo, k.corte) == (campo, corte)),
            "",
        )
        for row in plan.rows
    ]


def tipos(plan: ParsedPlan) -> list[str]:
    """Give the kinds of the findings, in order."""
    return [finding.tipo for finding in plan.findings]


def shifted_activities(n: int) -> list[Row]:
    """Make activities whose amount, code and name of the product stand one header too early."""
    return [
        activity(i, cod_producto=float(i), producto=4599000.0 + i, programacion=f"Servicio de {i}")
        for i in range(1, n + 1)
    ]


def write_action_book(path: Path) -> Path:
    """Write a workbook with the traps of a whole file: sheets, merges, formulas, errors."""
    import openpyxl

    book = openpyxl.Workbook()
    glossary = book.worksheets[0]
    glossary.title = "Descripcion Cuadro"
    glossary.append(["Descripción del Cuadro 1S Seguimiento al Plan de Acción"])
    glossary.append(["K", "Cód Actividad", "Código de la actividad"])
    glossary.append(["L", "Nombre Actividad", "Nombre de la actividad"])
    summary = book.create_sheet("Organismo")
    for row in ([None], ["SEGUIMIENTO AL PLAN DE ACCIÓN"], [f"II TRIMESTRE {YEAR}"]):
        summary.append(row)
    summary.merge_cells("A2:F2")
    sheet = book.create_sheet("MEDE01")
    header = headers()
    for _ in range(9):
        sheet.append([])
    sheet.append([None, None, "=SUM(C12:C99)"])
    sheet.append(list(header.values()))
    sheet.cell(10, 1).value = None
    for row in traps():
        sheet.append([row.get(key) for key in header])
    sheet.cell(11, len(header)).value = '="Subdirección"'
    sheet.cell(200, 1).number_format = "0.00"
    hidden = book.create_sheet("DAP Cuadro 4F")
    hidden.append(["ORGANISMO:", "PLANEACIÓN"])
    hidden.sheet_state = "hidden"
    book.save(path)
    return path


def traps() -> list[Row]:
    """Make activities that hold the slips of real files, one or two in each."""
    rows = activities(
        9,
        av1=["11.00%", "117.35%", "95,24%", "#N/A", "N/A", "-", 0.68, None, "mucho"],
        inicio=[
            dt.date(YEAR, 1, 20), "1/15/2025", "1/3/0205", "28/5/0205", "01/21/2025\n",
            "02/27/20225", "N/A", "-\n\n", "NA",
        ],
        fin=[
            "31/11/2025", "3011/2025", "31/1272025", "12/31/2025", "31//12/2025", "12/31/25",
            dt.date(YEAR, 12, 31), "N/A", None,
        ],
    )  # fmt: skip
    rows[7] |= {"codigo": rows[6]["codigo"]}
    rows[8] |= {"comuna": "COMUNA 17", "bpin": "51032024BP26004729", "cantidad": "3936.9"}
    rows[5] |= {"cantidad": "=1+2", "ex1": "⏎⏎x"}
    return rows
