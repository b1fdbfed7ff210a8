"""Which rows of the official results workbook are entidades, and what their form says.

Below the last entidad such books carry notes and signatures; a row without a SIGEP code is
never loaded and never dropped without a word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from mipg_helpers.reference import IDI, IDI_NAME
from mipg_helpers.reference.labels import fold
from mipg_helpers.sources.cleaning import cell_text, clean_sigep, missing_reason, name_problem
from mipg_helpers.sources.findings import capped, quoted
from mipg_helpers.sources.sigep_codes import restored_codes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from mipg_helpers.reference.records import PoliticaInfo
    from mipg_helpers.sources.located import Table
    from mipg_helpers.sources.measures import Measure
    from mipg_helpers.sources.model import Finding
    from mipg_helpers.sources.points import Points
    from mipg_helpers.sources.results_columns import ScoreColumn

MECI = "meci"

_TEXT_FIELDS = (
    "sector",
    "naturaleza_juridica",
    "clasificacion_organica",
    "departamento",
    "municipio",
    "grupo_par",
    "tipo_formulario",
)
_NACION = re.compile(r"(?<![a-z])(?:nacion|orden nacional|nacional$)(?![a-z])")
_TERRITORIO = re.compile(r"(?<![a-z])territori(?:o|al)(?![a-z])")


@dataclass(slots=True)
class ResultRows:
    """The rows that are entidades: 0-based sheet rows and, beside each, its identification."""

    rows: list[int] = field(default_factory=list)
    entidades: list[dict[str, object]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def read_rows(table: Table, score_positions: Sequence[int]) -> ResultRows:
    """Read the identification of every entidad of a results sheet.

    Parameters
    ----------
    table
        The sheet with its header found.
    score_positions
        Columns that hold scores: a row with a score and no code is an error, one without
        either is a note.
    """
    found = ResultRows()
    errors: list[Finding] = []
    notes: list[Finding] = []
    for row in table.rows():
        problem = _read_row(table, row, found)
        if not problem:
            continue
        tipo, mensaje, accion = problem
        cells = table.sheet.cells[row]
        has_scores = any(not missing_reason(cell_text(cells[p])) for p in score_positions)
        if has_scores or table.text(row, "codigo_sigep"):
            value = table.text(row, "codigo_sigep") or table.text(row, "nombre_entidad")
            campo = "codigo_sigep"
            errors.append(
                table.finding(tipo, mensaje, row=row, campo=campo, value=value, accion=accion)
            )
        else:
            notes.append(_note(table, row))
    codes = {
        row: str(one["codigo_sigep"]) for row, one in zip(found.rows, found.entidades, strict=True)
    }
    found.findings = [*capped(errors), *capped(notes), *restored_codes(table, codes)]
    return found


def find_regime_doubts(
    table: Table,
    found: ResultRows,
    scores: Sequence[ScoreColumn],
    points: Sequence[Points],
    politicas: Sequence[PoliticaInfo],
) -> list[Finding]:
    """Report entidades whose scores do not fit their form.

    A MECI entidad is assessed on control interno alone: whatever else it shows is loaded but
    only informs. One with the full form has an IDI and every dimension. `politicas` are those
    of the vigencia.
    """
    if not scores:
        return []
    has_score = np.column_stack([~np.isnan(column.scores) for column in points])
    is_meci = np.array([bool(entidad["es_meci"]) for entidad in found.entidades], dtype=bool)
    outside = np.array([not _applies_to_meci(score.measure, politicas) for score in scores])
    is_idi = np.array([score.measure.nivel == IDI for score in scores], dtype=bool)
    n_other = (has_score & outside).sum(axis=1)
    lacks_idi = ~has_score[:, is_idi].any(axis=1) if is_idi.any() else np.zeros(len(is_meci), bool)
    blank = _blank_dimensions(scores, has_score)
    without = np.array([bool(names) for names in blank], dtype=bool) & ~is_meci & ~lacks_idi
    n = len(is_meci)
    no_control = is_meci & ~has_score[:, ~outside].any(axis=1)
    return [
        *_meci_findings(table, found, is_meci & (n_other > 0), n_other),
        *_empty_findings(table, found, no_control, ["puntajes de Control Interno"] * n),
        *_empty_findings(table, found, ~is_meci & lacks_idi, [IDI_NAME] * n),
        *_empty_findings(table, found, without, blank),
    ]


def read_orden(text: str) -> str:
    """Read "nacion" or "territorio" out of a sheet name, a title or a cell; "" if it says none."""
    folded = fold(text)
    is_nacion = _NACION.search(folded) is not None
    is_territorio = _TERRITORIO.search(folded) is not None
    if is_nacion == is_territorio:
        return ""
    return "nacion" if is_nacion else "territorio"


def _read_row(table: Table, row: int, found: ResultRows) -> tuple[str, str, str] | None:
    """Add the entidad of a row, or say why it is none: kind, message, remedy."""
    texto, nombre = table.text(row, "codigo_sigep"), table.text(row, "nombre_entidad")
    if table.header.originals[table.columns["codigo_sigep"]] == texto:
        return "encabezado repetido", "la fila repite el encabezado; no se cargó", "bórrela"
    try:
        codigo = clean_sigep(texto)
    except ValueError:
        mensaje = f"{quoted(texto)} no es un código Sigep; la fila no se cargó"
        return "código inválido", mensaje, "corrija el código: un número de hasta seis cifras"
    if not codigo:
        mensaje = f"la fila de {quoted(nombre)} no tiene código Sigep; no se cargó"
        return "código faltante", mensaje, "complete el código Sigep de esa entidad"
    problem = name_problem(nombre)
    if problem:
        return problem
    found.rows.append(row)
    found.entidades.append(_entidad(table, row, codigo, nombre))
    return None


def _entidad(table: Table, row: int, codigo: str, nombre: str) -> dict[str, object]:
    entidad: dict[str, object] = {campo: table.text(row, campo) for campo in _TEXT_FIELDS}
    entidad |= {
        "entidad_id": codigo,
        "codigo_sigep": codigo,
        "nombre_entidad": nombre,
        "orden": read_orden(table.text(row, "orden")),
        "es_meci": _is_meci(entidad),
    }
    return entidad


def _is_meci(entidad: Mapping[str, object]) -> bool:
    """Take the form from its column; where that is silent, from the name of the grupo par."""
    formulario = fold(str(entidad["tipo_formulario"]))
    if formulario:
        return formulario == MECI
    return MECI in re.split(r"[^a-z]+", fold(str(entidad["grupo_par"])))


def _applies_to_meci(measure: Measure, politicas: Sequence[PoliticaInfo]) -> bool:
    """Tell the scores of what a MECI form assesses: politica, dimension and sub-indices."""
    assessed = [info for info in politicas if info.aplica_meci]
    if measure.nivel == "dimension":
        return measure.dimension in {info.dimension for info in assessed}
    return measure.politica in {info.politica for info in assessed}


def _note(table: Table, row: int) -> Finding:
    text = " ".join(filter(None, (cell_text(cell) for cell in table.sheet.cells[row])))
    mensaje = "la fila no tiene código ni puntajes: se tomó como nota y no se cargó"
    accion = "nada, si es una nota o una firma"
    return table.finding(
        "fila sin entidad", mensaje, row=row, value=text, gravedad="aviso", accion=accion
    )


def _meci_findings(
    table: Table, found: ResultRows, chosen: NDArray[np.bool_], n_other: NDArray[np.int64]
) -> list[Finding]:
    return capped(
        [
            table.finding(
                "régimen MECI",
                f"{found.entidades[i]['nombre_entidad']} es de formulario MECI y trae "
                f"{n_other[i]} puntajes que no son de Control Interno",
                row=found.rows[i],
                campo="tipo_formulario",
                value=found.entidades[i]["tipo_formulario"],
                gravedad="aviso",
                accion="se cargaron, pero solo informan: se analiza únicamente Control Interno",
            )
            for i in np.flatnonzero(chosen).tolist()
        ]
    )


def _blank_dimensions(scores: Sequence[ScoreColumn], has_score: NDArray[np.bool_]) -> list[str]:
    """Name for each row the dimensions of the file that it leaves blank."""
    columns = [j for j, score in enumerate(scores) if score.measure.nivel == "dimension"]
    return [", ".join(scores[j].measure.codigo for j in columns if not row[j]) for row in has_score]


def _empty_findings(
    table: Table, found: ResultRows, chosen: NDArray[np.bool_], what: Sequence[str]
) -> list[Finding]:
    return capped(
        [
            table.finding(
                "formulario y vacíos",
                f"{found.entidades[i]['nombre_entidad']} no trae {what[i]}, aunque su formulario "
                f"({found.entidades[i]['tipo_formulario'] or 'sin indicar'}) lo incluye",
                row=found.rows[i],
                campo="tipo_formulario",
                value=found.entidades[i]["tipo_formulario"],
                gravedad="aviso",
                accion="compruebe el tipo de formulario; lo vacío se muestra como «no aplica»",
            )
            for i in np.flatnonzero(chosen).tolist()
        ]
    )
