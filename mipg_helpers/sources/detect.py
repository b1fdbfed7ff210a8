"""Decide what a file is from what it holds, never from its name.

First how to read it (workbook or delimited text), then which of the known kinds of table it
carries, by the headers that only that kind has.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mipg_helpers.sources.file_kinds import OLE2_SIGNATURE, ZIP_SIGNATURE, read_head
from mipg_helpers.sources.findings import finding_at
from mipg_helpers.sources.headers import find_header, header_key, yearless_key

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from mipg_helpers.reference import Catalog
    from mipg_helpers.sources.model import Finding, Sheet

# For each kind, the fields whose headers tell it apart; of the fields inside one item, any.
# Kinds with more of their own come first.
_MARKS: dict[str, tuple[tuple[str, ...], ...]] = {
    "tabla_abierta": (("nombre_entidad",), ("vigencia",), ("codigo_indice", "puntaje_puntos")),
    "resultados": (("nombre_entidad",), ("codigo_sigep",)),
    "recomendaciones": (("politica",), ("texto",)),
    "respuestas": (("codigo_pregunta",), ("respuesta",)),
    "preguntas": (("codigo_pregunta",), ("texto",), ("tipo",)),
    "similitud": (("codigo_pregunta",), ("similitud_pct",)),
    "autodiagnostico": (("actividad",), ("puntaje_puntos",)),
    "metas": (("meta_puntos",), ("indice", "politica", "dimension", "codigo")),
    "responsables": (("politica", "nombre"), ("lider_dependencia", "responsable_dependencia")),
    "transcrita": (("indice",),),
}
_NAMES = {
    "tabla_abierta": "una tabla de datos abiertos (una fila por entidad e índice)",
    "resultados": "un libro de resultados",
    "recomendaciones": "un libro de recomendaciones",
    "respuestas": "un archivo de respuestas del FURAG",
    "preguntas": "un banco de preguntas del FURAG",
    "similitud": "una tabla de preguntas parecidas entre dos formularios",
    "autodiagnostico": "un libro de autodiagnóstico",
    "metas": "una tabla de metas",
    "responsables": "una tabla de líderes y responsables",
    "transcrita": "una tabla transcrita (índices en filas, vigencias en columnas)",
}
#: Kinds whose headers name the year of the form ("Pregunta 2025").
_DATED = frozenset({"respuestas", "preguntas", "similitud"})
_YEAR = re.compile(r"20[0-9]{2}")
_SCORE_CODE = re.compile(r"(?:d|pol) ?0*[0-9]{1,2}\b")

_PLAN_LABELS = frozenset(
    {"accion", "accion de mejora", "actividad", "hallazgo", "tarea a realizar", "entregable"}
)

_WORKBOOK_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xltx", ".xls", ".xlsb", ".ods"})


def read_sheets(path: Path) -> tuple[list[Sheet], list[Finding]]:
    """Read a file as workbook or as delimited text, whichever it is by content.

    A file that bears the name of a workbook without being one is refused, naming what it
    seems to be; a workbook named as text is read, with a finding.

    Raises
    ------
    SourceFileError
        If the file cannot be read safely or completely.
    """
    head = read_head(path)
    is_package = head.startswith((ZIP_SIGNATURE, OLE2_SIGNATURE))
    is_named_workbook = path.suffix.lower() in _WORKBOOK_SUFFIXES
    if path.suffix.lower() == ".json":
        from mipg_helpers.sources.json_tables import read_json_table

        return [read_json_table(path)], []
    if not is_package and not is_named_workbook and not path.name.startswith("~$"):
        from mipg_helpers.sources.text_files import read_text_table

        sheet, findings = read_text_table(path)
        return [sheet], findings

    from mipg_helpers.sources.workbook import read_workbook

    sheets = read_workbook(path)
    if is_named_workbook:
        return sheets, []
    mensaje = f"la extensión «{path.suffix}» no corresponde: es un libro de Excel y así se leyó"
    accion = "cambie la extensión del archivo a .xlsx"
    return sheets, [finding_at(sheets[0], "extensión", mensaje, gravedad="aviso", accion=accion)]


def detect_kind(sheets: Sequence[Sheet], catalog: Catalog) -> str:
    """Name the kind of table that the visible sheets carry, "" when none is recognised.

    Returns
    -------
    One of `mipg_helpers.sources.model.KINDS`, or ``""``.
    """
    visible = [sheet for sheet in sheets if not sheet.hidden]
    for kind, marks in _MARKS.items():
        key = yearless_key if kind in _DATED else header_key
        keys = {column.campo: column.claves for column in catalog.layout(kind)}
        required = [[key for campo in any_of for key in keys.get(campo, ())] for any_of in marks]
        for sheet in visible:
            header = find_header(sheet, required, key=key)
            if header is not None and _confirms(kind, header.labels):
                return kind
    return ""


def describe_kind(sheets: Sequence[Sheet], catalog: Catalog) -> str:
    """Name in Spanish what a file seems to be, for the message of who expected another."""
    return _NAMES.get(detect_kind(sheets, catalog), "")


def _confirms(kind: str, labels: Sequence[str]) -> bool:
    """Ask for more where the fixed headers of a kind are also found in other tables."""
    if kind == "transcrita":
        return any(_YEAR.fullmatch(label) for label in labels)
    if kind == "resultados":
        return any(_SCORE_CODE.match(label) for label in labels)
    if kind == "responsables":
        # An action plan also names politicas and units, and is none of the known tables.
        return _PLAN_LABELS.isdisjoint(labels)
    return True
