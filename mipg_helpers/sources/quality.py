"""The data-quality table of a load, and the file of its findings."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import astuple, fields
from typing import TYPE_CHECKING, Any

from mipg_helpers.sources.file_kinds import named
from mipg_helpers.sources.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd

    from mipg_helpers.sources.reading import ReadFile

FINDINGS_FILE = "hallazgos.csv"

#: Kinds of finding that the table counts by name.
UNRESOLVED = frozenset(
    {
        "nombre no reconocido",
        "código ambiguo",
        "nombre y código no concuerdan",
        "entidad ambigua",
        "entidad sin resultados cargados",
    }
)
REPEATED = frozenset(
    {
        "duplicado",
        "fila duplicada",
        "columna duplicada",
        "archivo repetido",
        "clave rota",
        "valores distintos entre archivos",
    }
)

COLUMNS = (
    "archivo",
    "tipo",
    "vigencias",
    "entidades",
    "indices",
    "filas",
    "en_blanco",
    "sin_resolver",
    "duplicados",
    "avisos",
    "errores",
    "estado",
)
#: Official files come by the thousand; more of one kind than this are shown in one line.
MOST_OF_A_KIND = 20

# What a spreadsheet would take as a formula when it opens the file.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# What no program shows, and some obey or stop at.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def quality_table(
    files: Sequence[ReadFile],
    tables: Mapping[str, pd.DataFrame],
    later: Sequence[Finding],
) -> pd.DataFrame:
    """Count, per file, what was loaded and what was found.

    Parameters
    ----------
    files
        Every file of the load, refused ones included.
    tables
        The tidy tables as they are written.
    later
        Findings made while joining the files.

    Returns
    -------
    One row per file in the order given: ``archivo``, ``tipo``, ``vigencias``; ``entidades``
    and ``indices`` (distinct); ``filas`` loaded into any table but ``entidades``;
    ``en_blanco`` (scores that are missing in the file); ``sin_resolver`` (labels and names),
    ``duplicados``, ``avisos``, ``errores`` (findings); ``estado``.
    """
    import pandas as pd

    counts = _row_counts(tables)
    by_name: dict[str, list[Finding]] = {}
    for finding in later:
        by_name.setdefault(finding.archivo, []).append(finding)
    rows = []
    for file in files:
        found = [*file.findings, *by_name.get(named(file.path), ())]
        loaded = counts.get(file.sha256, {}) if file.parsed is not None else {}
        rows.append(_quality_row(file, found, loaded))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def summarise_quality(quality: pd.DataFrame, most: int = MOST_OF_A_KIND) -> pd.DataFrame:
    """Join the sound files of a kind and vigencia in one line when there are very many.

    Files that were refused keep their own line.
    """
    import pandas as pd

    kind = ["tipo", "vigencias", "estado"]
    size = quality.groupby(kind)["archivo"].transform("size")
    joined = (size > most) & (quality["estado"] != "rechazado")
    if not joined.any():
        return quality
    numbers = quality.columns.difference([*kind, "archivo"], sort=False)
    groups = quality[joined].groupby(kind, sort=False)
    lines = groups[list(numbers)].sum().reset_index()
    lines["archivo"] = [f"{n} archivos" for n in groups.size()]
    return pd.concat([lines[list(COLUMNS)], quality[~joined]], ignore_index=True)


def findings_frame(findings: Iterable[Finding]) -> pd.DataFrame:
    """Make the table ``hallazgos``: one row per finding, in order."""
    import pandas as pd

    names = [field.name for field in fields(Finding)]
    return pd.DataFrame([astuple(finding) for finding in findings], columns=names)


def findings_csv(findings: Iterable[Finding]) -> str:
    """Write the findings for a spreadsheet: semicolons, byte-order mark, no live formula."""
    sink = io.StringIO()
    writer = csv.writer(sink, delimiter=";", lineterminator="\r\n")
    writer.writerow([field.name for field in fields(Finding)])
    writer.writerows([map(_neutral, astuple(finding)) for finding in findings])
    return "\ufeff" + sink.getvalue()


def _neutral(value: object) -> str:
    text = "" if value is None else _CONTROL.sub("\N{REPLACEMENT CHARACTER}", str(value))
    return f"'{text}" if text.startswith(_FORMULA) else text


def _quality_row(
    file: ReadFile, findings: Sequence[Finding], loaded: Mapping[str, int]
) -> dict[str, object]:
    severities = Counter(finding.gravedad for finding in findings)
    vigencias = file.parsed.vigencias if file.parsed is not None else ()
    return {
        "archivo": named(file.path),
        "tipo": file.tipo or "sin reconocer",
        "vigencias": ", ".join(map(str, vigencias)),
        "entidades": loaded.get("entidades", 0),
        "indices": loaded.get("indices", 0),
        "filas": loaded.get("filas", 0),
        "en_blanco": loaded.get("en_blanco", 0),
        "sin_resolver": sum(finding.tipo in UNRESOLVED for finding in findings),
        "duplicados": sum(finding.tipo in REPEATED for finding in findings),
        "avisos": severities["aviso"],
        "errores": severities["error"],
        "estado": _state(file, loaded, severities["error"]),
    }


def _state(file: ReadFile, loaded: Mapping[str, int], n_errors: int) -> str:
    if file.error is not None:
        return "rechazado"
    if not loaded.get("filas"):
        return "sin filas"
    return "cargado con errores" if n_errors else "cargado"


def _row_counts(tables: Mapping[str, pd.DataFrame]) -> dict[str, dict[str, int]]:
    """Count rows, entidades, indices and blanks by file."""
    counts: dict[str, Counter[str]] = {}
    for name, table in tables.items():
        if name in ("entidades", "hallazgos") or table.empty:
            continue
        groups = table.groupby("fuente_sha256")
        found: dict[str, pd.Series[Any]] = {"filas": groups.size()}
        if "entidad_id" in table:
            found["entidades"] = groups["entidad_id"].nunique()
        if "indice" in table:
            found["indices"] = groups["indice"].nunique()
        if name == "indices":
            found["en_blanco"] = (
                table["puntaje_puntos"].isna().groupby(table["fuente_sha256"]).sum()
            )
        for what, numbers in found.items():
            for sha256, number in numbers.items():
                counts.setdefault(str(sha256), Counter())[what] += int(number)
    return {sha256: dict(found) for sha256, found in counts.items()}
