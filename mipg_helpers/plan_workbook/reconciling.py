"""Set recommendations and plans side by side, and remember what a person answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mipg_helpers.analysis.recommendations import group_recommendations
from mipg_helpers.analysis.reconcile import Reconciliation, reconcile
from mipg_helpers.errors import DataValidationError, LayoutError
from mipg_helpers.plan_workbook.matches import (
    FILE,
    Answers,
    is_match_file,
    match_rows,
    read_answers,
)
from mipg_helpers.plan_workbook.write_matches import write_matches
from mipg_helpers.sources.workbook import read_workbook

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pandas as pd

    from mipg_helpers.reference import Catalog
    from mipg_helpers.sources.model import Finding
    from mipg_helpers.store.plan_book import PlanBook


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What came of setting recommendations and actions side by side."""

    result: Reconciliation
    archivo: Path
    n_decisiones: int  # new or changed ones that were read
    problemas: tuple[Finding, ...]


def reconcile_plan(
    book: PlanBook,
    recomendaciones: pd.DataFrame,
    *,
    entidad_id: str,
    vigencia: int,
    catalog: Catalog,
    target: Path,
    answered: Sequence[Path] = (),
) -> Reconciled:
    """Read answers, match again and write the workbook with what is still open.

    Parameters
    ----------
    recomendaciones
        Tidy rows of the entidad in `vigencia`.
    target
        Folder of the workbook.
    answered
        Workbooks of an earlier run with answers. Answers that are understood are kept even if
        others of the same file are not.

    Raises
    ------
    SourceFileError, LayoutError
        If a file cannot be read or is no workbook of matches; nothing is noted then.
    DataValidationError
        If there is nothing to match: no recommendations or no plan.
    """
    answers = [(path, *_answers(path)) for path in answered]
    groups = group_recommendations(recomendaciones, vigencia, catalog)
    plan = book.plan(entidad_id, vigencia + 1)
    if not groups or not plan.acciones:
        missing = "recomendaciones cargadas" if not groups else f"un plan de {vigencia + 1}"
        raise DataValidationError(
            f"entidad {entidad_id}",
            f"no tiene {missing}: no hay qué conciliar",
            hint="cargue el archivo de recomendaciones con «mipg cargar» y proponga el plan con "
            "«mipg plan»",
        )
    changed = 0
    with book.writing():
        for path, sha256, found in answers:
            changed += book.add_matches(found.decisions, path.name, sha256)
    decisions = book.matches()
    result = reconcile(groups, plan.acciones, decisions, catalog.siglas())
    names = {info.politica: info.nombre for info in catalog.politicas(vigencia)}
    names |= {option.valor: option.etiqueta for option in catalog.plan_lista("tipos")}
    target.mkdir(parents=True, exist_ok=True)
    write_matches(match_rows(result, plan.acciones, names, decisions), target / FILE)
    problems = tuple(problem for _, _, found in answers for problem in found.problems)
    return Reconciled(result, target / FILE, changed, problems)


def _answers(path: Path) -> tuple[str, Answers]:
    sheets = read_workbook(path)
    if not is_match_file(sheets):
        raise LayoutError(
            f"archivo '{path.name}'",
            "no es un libro de conciliación",
            f"el {FILE} que escribe «mipg conciliar»",
        )
    return sheets[0].sha256, read_answers(sheets)
