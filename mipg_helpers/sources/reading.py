"""Read one source file from bytes to tidy rows, or say why it cannot be read.

A refusal is a result like any other: one bad file never stops the others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from mipg_helpers.errors import MipgError, SourceFileError
from mipg_helpers.sources.detect import describe_kind, detect_kind, read_sheets
from mipg_helpers.sources.file_kinds import named
from mipg_helpers.sources.findings import finding_at
from mipg_helpers.sources.model import KINDS, Declared, Finding, Parsed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from mipg_helpers.reference import Catalog
    from mipg_helpers.sources.model import Sheet

    Reader = Callable[[Sequence[Sheet], Declared, Catalog], Parsed]

REFUSED = "archivo rechazado"
WRONG_FILE = "archivo equivocado"
OTHER_YEAR = "otra vigencia en el nombre"

#: "vig2024", "vigencia 2024" decide in a file name; otherwise a year that stands alone in it.
_NAMED_VIGENCIA = re.compile(r"vig(?:encia)?[\s._-]*(20\d\d)(?!\d)", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


@dataclass(slots=True)
class ReadFile:
    """What came of one file: its tidy rows, or the error that refused it."""

    path: Path
    declared: Declared
    sha256: str = ""
    tipo: str = ""
    parsed: Parsed | None = None
    error: MipgError | None = None
    findings: list[Finding] = field(default_factory=list)


def read_file(
    path: Path, declared: Declared, catalog: Catalog, *, vigencia_del_nombre: bool = False
) -> ReadFile:
    """Read a file with the reader of its kind.

    Parameters
    ----------
    declared
        What is stated about the file.
    vigencia_del_nombre
        The operator confirms that the year in the file's name is the vigencia measured; it
        is used only where the file does not say it.
    """
    result = ReadFile(path, declared, tipo=declared.tipo)
    try:
        _refuse_pdf(path)
        sheets, result.findings = read_sheets(path)
        result.sha256 = sheets[0].sha256
        result.tipo = _kind(path, sheets, declared, catalog)
        result.parsed = _tidy(result, sheets, catalog, vigencia_del_nombre=vigencia_del_nombre)
    except MipgError as error:
        result.error = error
        result.findings += refusal_findings(path, error)
        return result
    result.findings += [*result.parsed.findings, *_year_findings(result, sheets)]
    return result


def year_in_name(path: Path) -> int | None:
    """Read the year that a file name states, None when it states none or several."""
    found = set(_NAMED_VIGENCIA.findall(path.stem)) or set(_YEAR.findall(path.stem))
    return int(found.pop()) if len(found) == 1 else None


def refusal_findings(path: Path, error: MipgError) -> list[Finding]:
    """Write the refusal of a file as findings: what it is about, then each failure."""
    place = f"{error.place}: " if error.place else f"«{named(path)}»: "
    expected = f"; se esperaba {error.expected}" if error.expected else ""
    whole = Finding(
        archivo=named(path),
        hoja="",
        fila=None,
        columna="",
        valor="",
        tipo=REFUSED,
        gravedad="error",
        mensaje=f"{place}{error.problem}{expected}",
        accion=error.hint or "el archivo no se cargó",
    )
    return [whole, *getattr(error, "failures", ())]


def _refuse_pdf(path: Path) -> None:
    """Say what to do with what comes as PDF: old recommendations, and the filled form."""
    if path.suffix.lower() == ".pdf":
        raise SourceFileError(
            f"«{named(path)}»",
            "es un PDF y no se lee",
            "un libro de Excel o una tabla de texto",
            "copie las recomendaciones a un libro con las columnas «Política», «Recomendación» y "
            "«Política relacionada», e indique la vigencia; del formulario FURAG diligenciado, "
            "cargue el registro de respuestas o un libro con las columnas «Código» y «Respuesta»",
        )


def _kind(path: Path, sheets: Sequence[Sheet], declared: Declared, catalog: Catalog) -> str:
    kind = declared.tipo or detect_kind(sheets, catalog)
    if not kind:
        raise SourceFileError(
            f"«{path.name}»",
            "no reconozco qué tabla trae",
            f"una de estas: {', '.join(KINDS)}",
            "revise que sea el archivo correcto; si lo es, indique el tipo con --tipo o en "
            "fuentes.toml",
        )
    return kind


def _tidy(
    result: ReadFile, sheets: Sequence[Sheet], catalog: Catalog, *, vigencia_del_nombre: bool
) -> Parsed:
    reader = reader_of(result.tipo)
    year = year_in_name(result.path)
    try:
        return reader(sheets, result.declared, catalog)
    except MipgError as error:
        if vigencia_del_nombre and result.declared.vigencia is None and year is not None:
            named = replace(result.declared, vigencia=year)
            return reader(sheets, named, catalog)
        raise _explained(error, result, sheets, catalog) from None


def _explained(
    error: MipgError, result: ReadFile, sheets: Sequence[Sheet], catalog: Catalog
) -> MipgError:
    """Say that a file is of another kind than declared, when that is why it was refused."""
    if not result.declared.tipo or detect_kind(sheets, catalog) in ("", result.declared.tipo):
        return error
    return SourceFileError(
        f"«{result.path.name}»",
        f"el archivo parece {describe_kind(sheets, catalog)} y se declaró «{result.tipo}»",
        hint="corrija el tipo en fuentes.toml o con --tipo",
    )


def _year_findings(result: ReadFile, sheets: Sequence[Sheet]) -> list[Finding]:
    year = year_in_name(result.path)
    vigencias = result.parsed.vigencias if result.parsed else ()
    if year is None or not vigencias or year in vigencias:
        return []
    listed = ", ".join(map(str, vigencias))
    return [
        finding_at(
            sheets[0],
            OTHER_YEAR,
            f"el nombre del archivo dice {year} y su contenido es de {listed}",
            gravedad="aviso",
            accion="se usó el contenido; revise que sea el archivo correcto",
        )
    ]


def reader_of(kind: str) -> Reader:
    """Give the function that tidies a kind of file; each is imported when first needed."""
    if kind == "resultados":
        from mipg_helpers.sources.results import tidy_results as reader
    elif kind == "tabla_abierta":
        from mipg_helpers.sources.open_data import tidy_open_data as reader
    elif kind == "transcrita":
        from mipg_helpers.sources.transcribed import tidy_transcribed as reader
    elif kind == "recomendaciones":
        from mipg_helpers.sources.recommendations import tidy_recommendations as reader
    elif kind == "responsables":
        from mipg_helpers.sources.leaders import tidy_leaders as reader
    elif kind == "preguntas":
        from mipg_helpers.sources.question_bank import tidy_questions as reader
    elif kind == "respuestas":
        from mipg_helpers.sources.answers import tidy_answers as reader
    elif kind == "similitud":
        from mipg_helpers.sources.likeness import tidy_likeness as reader
    elif kind == "autodiagnostico":
        from mipg_helpers.sources.self_assessment import tidy_self_assessment as reader
    else:
        from mipg_helpers.sources.targets import tidy_targets as reader
    return reader
