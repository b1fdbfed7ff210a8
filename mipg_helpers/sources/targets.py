"""Tidy the entidad's own targets: base line and target per dimension, politica or index.

Sources write "61,8 %" although scores are points; the sign is read as points and said. A
column typed as percentages in Excel holds fractions; that is recognised for the whole column
or refused, never guessed cell by cell.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from mipg_helpers.reference.names import LabelError
from mipg_helpers.sources.located import Table, locate_table, skipped_sheets
from mipg_helpers.sources.model import Parsed
from mipg_helpers.sources.row_context import RowContext, find_unregistered, model_vigencia
from mipg_helpers.sources.score_labels import read_label, resolve_score
from mipg_helpers.sources.target_values import BASE, META, TargetValues

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.reference import Catalog
    from mipg_helpers.sources.measures import Measure
    from mipg_helpers.sources.model import Declared, Finding, Sheet

KIND = "metas"
REQUIRED = (("indice", "politica", "dimension"), (META,))


def tidy_targets(sheets: Sequence[Sheet], declared: Declared, catalog: Catalog) -> Parsed:
    """Tidy a table of base lines and targets.

    Returns
    -------
    Rows of ``metas``, one per entidad, vigencia and index of any level, in the order of the
    file; a row without a target is left out. ``entidad_id`` holds what the file or the
    declaration says; ``vigencia`` is the year the target is set for.

    Raises
    ------
    SourceFileError
        If there is no header, no vigencia or no entidad.
    """
    import pandas as pd

    table, findings = locate_table(sheets, catalog.layout(KIND), REQUIRED)
    reader = _TargetRows(table, RowContext(table, declared), catalog)
    rows = reader.read()
    findings += chain(
        reader.context.findings,
        find_unregistered(table, reader.vigencias, catalog),
        reader.figures.findings,
        reader.findings,
    )
    return Parsed(
        KIND,
        tuple(sorted(reader.vigencias)),
        metas=pd.DataFrame(rows),
        findings=findings,
        skipped_sheets=skipped_sheets(sheets, table),
    )


class _TargetRows:
    def __init__(self, table: Table, context: RowContext, catalog: Catalog) -> None:
        self.table, self.context, self.catalog = table, context, catalog
        self.figures = TargetValues(table)
        self.findings: list[Finding] = []
        self.vigencias: set[int] = set()

    def read(self) -> list[dict[str, object]]:
        rows = [tidy for row in self.table.rows() if (tidy := self._read_row(row)) is not None]
        if not self.figures.n_targets:
            self.findings.append(
                self.table.finding("sin metas", "la tabla no tiene ninguna meta", gravedad="aviso")
            )
        else:
            self.context.require_vigencia(self.vigencias)
        return rows

    def _read_row(self, row: int) -> dict[str, object] | None:
        label, level = read_label(self.table, row)
        if not label or not self.table.text(row, META):
            return None  # a title, a note, or something without a target
        self.figures.n_targets += 1
        vigencia = self.context.vigencia(row)
        if vigencia is None:
            return None
        self.vigencias.add(vigencia)
        measure = self._resolve(row, label, level, model_vigencia(self.catalog, vigencia))
        meta = self.figures.read(row, META)
        if measure is None or meta is None:
            return None
        return {
            **self.context.subject(row).columns(),
            "vigencia": vigencia,
            "nivel": measure.nivel,
            "indice": measure.indice,
            "linea_base_puntos": self.figures.read(row, BASE),
            "meta_puntos": meta,
            **self.table.provenance(row),
            "fuente_columna": self.figures.letter(META),
        }

    def _resolve(self, row: int, label: str, level: str, vigencia: int) -> Measure | None:
        try:
            return resolve_score(label, level, vigencia, self.catalog)
        except LabelError as error:
            self.findings.append(
                self.table.finding(
                    error.tipo,
                    error.problem,
                    row=row,
                    campo="indice",
                    value=label,
                    accion=f"la meta no se cargó; corrija el nombre. {error.hint}".strip(),
                )
            )
            return None
