"""Plan workbooks made for a test, and changed as people change them."""

from __future__ import annotations

import subprocess
import tempfile
import zipfile
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mipg_helpers.analysis.plan import Accion, Avance
from mipg_helpers.plan_workbook.model import WorkbookContent
from mipg_helpers.plan_workbook.read import read_sheets
from mipg_helpers.plan_workbook.write import write_workbook
from mipg_helpers.reference import load_catalog
from mipg_helpers.sources.workbook import read_workbook

if TYPE_CHECKING:
    from openpyxl import Workbook

    from mipg_helpers.plan_workbook.model import Returned
    from mipg_helpers.sources.model import Sheet

CATALOG = load_catalog()
CORTES = (date(2026, 9, 30), date(2026, 12, 31))
A, B, C = ("a" * 16, "b" * 16, "c" * 16)
POLITICAS = (
    ("gobierno_digital", "Gobierno Digital"),
    ("seguridad_digital", "Seguridad Digital"),
)


def accion(accion_id: str = A, **more: Any) -> Accion:
    """Build an action that lacks nothing."""
    values: dict[str, Any] = {
        "accion_id": accion_id,
        "tipo_plan": "mejoramiento",
        "politica": "gobierno_digital",
        "otras_politicas": ("transparencia",),
        "recomendacion_ids": ("r1", "r2"),
        "hallazgo": "Publicar los conjuntos de datos abiertos de la entidad.",
        "metodo_causa": "ishikawa",
        "causa": "No hay inventario de datos.",
        "accion": "Publicar el inventario de datos abiertos",
        "producto": "Inventario publicado",
        "indicador": "Inventarios publicados",
        "unidad": "documento",
        "meta": "1",
        "responsable": "Jefe de la Oficina de Sistemas",
        "dependencia": "Oficina de Sistemas",
        "fecha_inicio": date(2026, 7, 1),
        "fecha_fin": date(2026, 10, 31),
        "peso": 12.5,
        "prioridad": "alta",
        "estado": "en_ejecucion",
        "fecha_estado": date(2026, 7, 15),
        "avances": (Avance(CORTES[0], 45.0, "Se levantó la mitad", "https://sitio.gov.co/acta"),),
    }
    return Accion(**values | more)


def content(*acciones: Accion, **more: Any) -> WorkbookContent:
    """Build the content of a leader's workbook of two politicas."""
    base = WorkbookContent(
        entidad_id="0001",
        entidad="Alcaldía de Prueba",
        vigencia=2025,
        vigencia_plan=2026,
        rol="lider",
        destinatario="Oficina de Sistemas",
        cortes=CORTES,
        politicas=POLITICAS,
        acciones=acciones or (accion(A), accion(B), accion(C, politica="seguridad_digital")),
        envio_id="0123456789abcdef",
        fecha=date(2026, 7, 1),
        notes=("Las fechas son propuestas.",),
        sources=("Resultados de Función Pública, vigencia 2025.",),
    )
    return replace(base, **more)


def written(folder: Path, sent: WorkbookContent | None = None) -> Path:
    """Write a workbook into `folder`."""
    path = folder / "plan.xlsx"
    write_workbook(sent or content(), path)
    return path


def opened(folder: Path, sent: WorkbookContent | None = None) -> Workbook:
    """Write a workbook and open it as openpyxl sees it."""
    from openpyxl import load_workbook

    return load_workbook(written(folder, sent))


@lru_cache(maxsize=32)
def _read(sent: WorkbookContent) -> list[Sheet]:
    with tempfile.TemporaryDirectory() as folder:
        return read_workbook(written(Path(folder), sent))


def sent_sheets(sent: WorkbookContent | None = None) -> list[Sheet]:
    """Give the sheets of a workbook as they come back untouched, free to be changed."""
    sheets = _read(sent or content())
    return [replace(sheet, cells=[list(row) for row in sheet.cells]) for sheet in sheets]


def sheet_of(sheets: list[Sheet], hoja: str = "Gobierno Digital") -> Sheet:
    return next(sheet for sheet in sheets if sheet.hoja == hoja)


def place_of(sheet: Sheet, header: str, accion_id: str = A) -> tuple[int, int]:
    """Find the 0-based row of an action and the column of a header."""
    top = next(n for n, row in enumerate(sheet.cells) if row[0] == "Id")
    row = next(n for n, row in enumerate(sheet.cells) if row[0] == accion_id)
    return row, sheet.cells[top].index(header)


def typed(
    sheets: list[Sheet],
    header: str,
    value: object,
    accion_id: str = A,
    hoja: str = "Gobierno Digital",
) -> list[Sheet]:
    """Type a value into the cell of the first row with that id."""
    sheet = sheet_of(sheets, hoja)
    row, column = place_of(sheet, header, accion_id)
    sheet.cells[row][column] = value
    return sheets


def returned(sheets: list[Sheet]) -> Returned:
    return read_sheets(sheets, CATALOG)


def kinds(back: Returned) -> list[str]:
    """Name the kinds of findings, in order."""
    return [finding.tipo for finding in back.findings]


def through_libreoffice(path: Path, folder: Path, *formats: str) -> Path:
    """Save a workbook through LibreOffice in each format in turn."""
    for number, ending in enumerate(formats):
        target = folder / f"paso{number}"
        with tempfile.TemporaryDirectory() as profile:
            subprocess.run(
                [
                    "soffice",
                    f"-env:UserInstallation=file://{profile}",
                    "--headless",
                    "--convert-to",
                    ending,
                    "--outdir",
                    str(target),
                    str(path),
                ],
                check=True,
                capture_output=True,
                timeout=120,
            )
        path = target / f"{path.stem}.{ending}"
    return path


def package_parts(path: Path) -> dict[str, str]:
    """Give every part of a package as text."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name).decode("utf-8") for name in package.namelist()}
