"""Plans as six entidades lay them out, with their column names verbatim, and ways to read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook_builders import write_sheets, write_text

from mipg_helpers.reference import load_catalog
from mipg_helpers.sources.plans import read_plan

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from mipg_helpers.sources.plan_model import ParsedPlan, PlanRow

YEAR = 2026

CALI = (
    "#",
    "Código",
    "Tema a Priorizar",
    "Tarea a Realizar",
    "Fecha Inicio",
    "Fecha Final",
    "Entregable",
    "Responsable",
)
CALI_ROWS = (
    (
        "1",
        "GTH201",
        "Plan de talento",
        "Adoptar el plan",
        "01/07/2026",
        "30/09/2026",
        "Plan",
        "Jefe",
    ),
    (
        "2",
        "INT203",
        "Integridad",
        "Divulgar el código",
        "15/07/2026",
        "30/10/2026",
        "Acta",
        "Asesor",
    ),
)

ESTRATEGOV = (
    "Codigo",
    "Dimension",
    "Politica",
    "Accion",
    "Objetivo",
    "Unidad medida",
    "Fecha inicio",
    "Fecha fin",
    "Responsable",
    "linea_base",
    "meta",
    "valor_realizado",
    "porcentaje_realizado",
    "rezago",
    "vigencia",
    "oficina",
    "Fecha",
    "Tarea realizada",
    "Impacto al KPI",
    "evidencia_pdf",
)
ESTRATEGOV_ROWS = (
    (
        "GDI201",
        "Gestión con valores",
        "Gobierno Digital",
        "Publicar datos abiertos",
        "Abrir datos",
        "Porcentaje",
        "01/02/2026",
        "30/11/2026",
        "Profesional",
        "10",
        "50",
        "25",
        "50%",
        "0",
        "2026",
        "Oficina de Informática",
        "30/06/2026",
        "Se publicaron dos conjuntos",
        "Alto",
        "https://ejemplo.gov.co/datos",
    ),
)

SIIEAP = (
    "N°",
    "Hallazgo",
    "Causa",
    "Acción de mejora",
    "Meta",
    "Indicador de seguimiento",
    "Responsable",
    "Fecha de inicio",
    "Fecha de terminación",
    "Estado",
)
SIIEAP_ROWS = (
    ("1", "Sin inventario", "Falta de guía", "Levantar el inventario", "1", "Inventario", "Jefe",
     "01/07/2026", "30/09/2026", "Abierto"),
)  # fmt: skip

MININTERIOR = (
    "Tipo de Auditoría",
    "Temática",
    "Vigencia",
    "No. Control",
    "Hallazgo",
    "Meta",
    "Descripción del Hallazgo",
    "Acción de Mejora",
    "Actividades/Descripción",
    "Actividades/Unidad de Medida",
    "Cantidades",
    "Unidad de Medida",
    "Fecha Inicial",
    "Fecha de Terminación",
    "Dependencia Responsable",
    "# hallazgos",
    "Seguimiento corte",
    "Avance Físico (%)",
    "Estado",
    "Estado hallazgo",
)
MININTERIOR_ROWS = (
    ("Interna", "Gestión Documental", "2025", "C-01", "H1", "Tablas al día",
     "Tablas sin actualizar", "Actualizar las tablas", "Revisar las series", "Documento", "2",
     "Documentos", "01/07/2026", "30/09/2026", "Archivo Central", "1", "30/09/2026", "80%",
     "En proceso", "Abierto"),
)  # fmt: skip

ACC = (
    "id",
    "política",
    "responsable",
    "prioridad",
    "estado",
    "descripción",
    "código",
    "soporte",
    "validada",
    "fin",
    "meta julio",
    "avance julio",
    "meta agosto",
    "avance agosto",
    "enunciado",
    "categoría",
)
ACC_ROWS = (
    ("A-1", "Integridad", "Subdirector", "alta", "Programada", "Actualizar el código", "INT203",
     "Código", "no", "2026-10-30", 0.5, 0.25, 1, 0.5, "La entidad divulgó", "parcial"),
    ("A-2", "Gobierno Digital", "Jefe", "media", "En ejecución", "Publicar datos", "GDI201",
     "Datos", "no", "2026-11-30", 0.2, 0.2, 1, 0.9, "La entidad publicó", "incumplimiento"),
)  # fmt: skip

GACHANCIPA = (
    "id",
    "politica",
    "dimension",
    "dependencia",
    "inicio",
    "fin",
    "prioridad",
    "pregunta",
    "pagina",
    "situacion",
    "accion",
    "entregable",
    "evidencia",
)
GACHANCIPA_ROWS = (
    ("GCI205", "POL18", "Gestión del Conocimiento, la Innovación", "Secretaría General",
     "2026-10-09", "2026-10-14", "1", "La entidad investigó:", "95", "Opción de incumplimiento",
     "Implementar la actividad", "Soporte documental", "Acto administrativo"),
)  # fmt: skip

#: Just enough columns to be a plan.
SMALL = ("Política", "Acción", "Fecha inicio", "Fecha fin", "Dependencia", "Estado")


_SMALL_ROW = {
    "politica": "Integridad",
    "accion": "Divulgar el código",
    "inicio": "01/07/2026",
    "fin": "30/09/2026",
    "dependencia": "Secretaría General",
    "estado": "Aprobada",
}


def small_row(**cells: object) -> tuple[object, ...]:
    """Make a row for `SMALL`, sound but for the cells given."""
    assert cells.keys() <= _SMALL_ROW.keys()
    return tuple({**_SMALL_ROW, **cells}.values())


def book(folder: Path, *rows: Sequence[object], name: str = "plan.xlsx", **written) -> Path:
    """Write the rows on one sheet of a workbook."""
    return write_sheets(folder / name, {"Plan": rows}, **written)


def plan_of(path: Path, **stated) -> ParsedPlan:
    """Read a plan of a made-up entidad."""
    known = {"entidad_id": "0001", "vigencia_plan": YEAR, "catalog": load_catalog(), **stated}
    return read_plan(path, **known)


def read_rows(folder: Path, *rows: Sequence[object], **stated) -> ParsedPlan:
    return plan_of(book(folder, *rows), **stated)


def read_csv(folder: Path, text: str, **stated) -> ParsedPlan:
    return plan_of(write_text(folder / "plan.csv", text), **stated)


def said(row: PlanRow) -> dict[str, str]:
    """Show the cells of a row by field, and by field and cut-off where there is one."""
    return {f"{k.campo} {k.corte}".strip(): value for k, value in row.cells.items()}


def kinds(parsed: ParsedPlan) -> list[str]:
    """Name the kinds of the findings, in order."""
    return [finding.tipo for finding in parsed.findings]


def only(parsed: ParsedPlan, tipo: str):
    """Give the one finding of a kind."""
    (found,) = [finding for finding in parsed.findings if finding.tipo == tipo]
    return found
