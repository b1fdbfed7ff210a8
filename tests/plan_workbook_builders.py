"""Plan workbooks made for a test, and changed as people change them."""

from __future__ import annotations

import subprocess
import tempfile
import zipfile
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from mipg_helpers.analysis.plan import Accion, Avance
from mipg_helpers.plan_workbook.model import WorkbookContent
from mipg_helpers.plan_workbook.read import read_returned
from mipg_helpers.plan_workbook.write import write_workbook
from mipg_helpers.reference import load_catalog

if TYPE_CHECKING:
    from pathlib import Path
    from collections.abc import Callable

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from mipg_helpers.plan_workbook.model import Returned

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


def changed(path: Path, change: Callable[[Workbook], None]) -> Path:
    """Open a workbook, change it as a person would, save it."""
    from openpyxl import load_workbook

    book = load_workbook(path)
    change(book)
    book.save(path)
    return path


def header_row(sheet: Worksheet) -> int:
    return next(row for row in range(1, 30) if sheet.cell(row, 1).value == "Id")


def place_of(sheet: Worksheet, header: str, accion_id: str = A) -> tuple[int, int]:
    """Find the row of an action and the column of a header, 1-based."""
    top = header_row(sheet)
    headers = [cell.value for cell in sheet[top]]
    rows = range(top + 1, sheet.max_row + 1)
    row = next(row for row in rows if sheet.cell(row, 1).value == accion_id)
    return row, headers.index(header) + 1


def typed(
    path: Path, header: str, value: object, accion_id: str = A, hoja: str = "Gobierno Digital"
) -> Path:
    """Type a value into the cell of an action."""

    def change(book: Workbook) -> None:
        sheet = book[hoja]
        row, column = place_of(sheet, header, accion_id)
        sheet.cell(row, column).value = value  # type: ignore[assignment]

    return changed(path, change)


def returned(path: Path) -> Returned:
    return read_returned(path, CATALOG)


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
