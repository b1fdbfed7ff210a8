"""Small comparisons from drawn tables, for the tests of analysis, presentation and lab."""

from __future__ import annotations

from datetime import date

from analysis_builders import drawn, entidades, indices

from mipg_helpers.analysis.comparison import ComparisonInputs, compare_entidades
from mipg_helpers.analysis.comparison_profile import Comparison, SetChoice, Yardstick
from mipg_helpers.analysis.comparison_scores import build_table
from mipg_helpers.reference import load_catalog

CATALOG = load_catalog()
TODAY = date(2026, 7, 1)

#: Five alcaldías of one group and departamento, and one of another; A is the own entidad.
SIX = """
entidad | vigencia | grupo | departamento | orden      | nombre
A       | 2025     | G     | Norte        | territorio | ALCALDÍA A
B       | 2025     | G     | Norte        | territorio | ALCALDÍA B
C       | 2025     | G     | Norte        | territorio | ALCALDÍA C
D       | 2025     | G     | Sur          | territorio | ALCALDÍA D
E       | 2025     | G     | Sur          | territorio | ALCALDÍA E
F       | 2025     | H     | Sur          | nacion     | MINISTERIO F
"""

SCORES = """
entidad | vigencia | indice           | puntos
A       | 2025     | gobierno_digital | 50
B       | 2025     | gobierno_digital | 60
C       | 2025     | gobierno_digital | 70
D       | 2025     | gobierno_digital | 80
E       | 2025     | gobierno_digital | 90
F       | 2025     | gobierno_digital | 100
"""


def everyone(text: str, extra: str = "") -> str:
    """Add lines to a drawn table."""
    return f"{text.rstrip()}\n{extra.strip()}\n"


def inputs(scores: str, people: str = SIX, vigencia: int = 2025) -> ComparisonInputs:
    """Draw the inputs of a comparison; every drawn vigencia before it is an earlier one.

    The drawing of entidades may also have a column ``sector``.
    """
    frame, rows = indices(scores), entidades(people)
    rows["sector"] = [row.get("sector", "") for row in drawn(people)]
    years = sorted({int(year) for year in (*frame["vigencia"], *rows["vigencia"])})
    return ComparisonInputs(
        rows,
        build_table(frame, rows, vigencia, CATALOG),
        {year: build_table(frame, rows, year, CATALOG) for year in years if year < vigencia},
        tuple(years),
    )


def compare(
    scores: str = SCORES,
    people: str = SIX,
    *,
    vigencia: int = 2025,
    conjunto: str = "grupo_par",
    valor: str = "",
    lista: tuple[str, ...] = (),
    referencia: str = "puntos",
    puntos: float = 75.0,
    minimo: int = 3,
    detalle: str = "",
    entidad_id: str = "A",
) -> Comparison:
    """Compare drawn entidades."""
    return compare_entidades(
        inputs(scores, people, vigencia),
        entidad_id=entidad_id,
        choice=SetChoice(conjunto, valor, lista),
        yardstick=Yardstick(referencia, puntos, minimo),
        catalog=CATALOG,
        fecha_informe=TODAY,
        politica_detalle=detalle,
    )


def many(n: int) -> Comparison:
    """Compare `n` entidades of one group; the own one stands in the middle."""
    names = [f"N{at:04d}" for at in range(n)]
    people = ["entidad | vigencia | grupo"] + [f"{name} | 2025 | G" for name in names]
    scores = ["entidad | vigencia | indice | puntos"] + [
        f"{name} | 2025 | gobierno_digital | {100 - 90 * at / n:.2f}"
        for at, name in enumerate(names)
    ]
    return compare("\n".join(scores), "\n".join(people), entidad_id=names[n // 2])
