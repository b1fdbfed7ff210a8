"""The rows of a table of leaders: one unit or several per politica, blanks filled and said."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mipg_helpers.reference.labels import LabelParts, fold, split_label
from mipg_helpers.reference.names import LabelError
from mipg_helpers.sources.findings import quoted
from mipg_helpers.sources.personal_data import HIDDEN, personal_kind
from mipg_helpers.sources.row_context import RowContext, model_vigencia
from mipg_helpers.sources.unit_names import split_support

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mipg_helpers.reference import Catalog
    from mipg_helpers.sources.located import Table
    from mipg_helpers.sources.model import Finding
    from mipg_helpers.sources.subject import Subject

LIDER, RESPONSABLE, APOYO, DELEGADO = (
    "lider_dependencia",
    "responsable_dependencia",
    "apoyo",
    "delegado_cargo",
)
UNITS = (LIDER, RESPONSABLE)


@dataclass(frozen=True, slots=True)
class LeaderRow:
    """Who answers for one politica, as one row of the file says."""

    row: int
    subject: Subject
    vigencia: int
    politica: str
    label: LabelParts
    dimension: str
    lider: str
    responsable: str
    apoyo: str
    delegado: str
    es_heredado: bool

    @property
    def key(self) -> tuple[str, int, str]:
        return self.subject.texto, self.vigencia, self.politica


class LeaderRows:
    """Reads the rows of one table.

    With a column of its own for the leader, a blank cell means nobody. In a table with one
    column of responsibles a blank cell repeats the one above, as printed tables do when
    their merged cells were lost.
    """

    def __init__(self, table: Table, context: RowContext, catalog: Catalog) -> None:
        self.table, self.context, self.catalog = table, context, catalog
        self.findings: list[Finding] = []
        self.n_labels = 0
        self.vigencias: set[int] = set()
        self._politica = "politica" if "politica" in table.columns else "nombre"
        self._repeats_blanks = LIDER not in table.columns
        self._above: dict[str, int] = {}
        self._dimension = ""

    def read(self) -> list[LeaderRow]:
        read = (self._read_row(row) for row in self.table.rows())
        return [row for row in read if row is not None]

    def _read_row(self, row: int) -> LeaderRow | None:
        self._dimension = self.table.text(row, "dimension") or self._dimension
        above = self.table.merged_from(row, self._politica)
        text = self.table.text(row if above is None else above, self._politica)
        if not text:
            return None  # a title, a note or a signature
        units, heredado = self._units(row)  # also of rows left out: later blanks may repeat them
        vigencia = self.context.vigencia(row)
        if vigencia is None:
            return None
        self.n_labels += 1
        self.vigencias.add(vigencia)
        found = self._resolve(row, text, model_vigencia(self.catalog, vigencia))
        if found is None:
            return None
        politica, label = found
        return LeaderRow(
            row=row,
            subject=self.context.subject(row),
            vigencia=vigencia,
            politica=politica,
            label=label,
            dimension=self._dimension,
            lider=units[LIDER],
            responsable=units[RESPONSABLE],
            apoyo=units[APOYO],
            delegado=self._unit_text(row, DELEGADO),
            es_heredado=heredado,
        )

    def _resolve(self, row: int, text: str, vigencia: int) -> tuple[str, LabelParts] | None:
        """Find the politica by name; a code alone counts, a code beside a name is only compared."""
        label = split_label(text)
        if not label.nombre:
            label = split_label(f"{text} {self.table.text(row, 'nombre')}")
        if not label.codigo and (codigo := split_label(self.table.text(row, "codigo"))).codigo:
            label = codigo._replace(nombre=label.nombre)
        try:
            return self.catalog.resolve_politica(label.nombre or text, vigencia), label
        except LabelError as error:
            self.findings.append(
                self.table.finding(
                    error.tipo,
                    error.problem,
                    row=row,
                    campo=self._politica,
                    value=text,
                    accion=f"la fila no se cargó; revise el nombre. {error.hint}".strip(),
                )
            )
            return None

    def _units(self, row: int) -> tuple[dict[str, str], bool]:
        """Read leader and responsible, each split from its support."""
        units, supports, heredado = {}, [], False
        for campo in UNITS:
            source = self._source_row(row, campo)
            heredado = heredado or source != row
            units[campo], support = split_support(
                self._unit_text(source, campo, tell=source == row)
            )
            supports.append(support)
        supports.append(self._unit_text(row, APOYO))
        units[APOYO] = joined(supports)
        return units, heredado

    def _source_row(self, row: int, campo: str) -> int:
        """Name the row whose cell holds: this one, the merged one, or the last one above."""
        merged = self.table.merged_from(row, campo)
        blank = not self.table.text(row, campo)
        if campo not in self.table.columns or not blank:
            self._above[campo] = row
            return row
        source = merged
        if source is None and self._repeats_blanks:
            source = self._above.get(campo)
        if source is None or not self.table.text(source, campo):
            return row
        self._tell_inherited(row, source, campo, merged=merged is not None)
        return source

    def _unit_text(self, row: int, campo: str, *, tell: bool = True) -> str:
        text = self.table.text(row, campo)
        kind = personal_kind(text) if text else ""
        if not kind:
            return text
        if tell:
            self.findings.append(
                self.table.finding(
                    "dato personal",
                    f"la celda parece contener un {kind}; no se cargó ni se guarda",
                    row=row,
                    campo=campo,
                    value=HIDDEN,
                    accion="escriba la dependencia o el cargo en lugar de la persona",
                )
            )
        return ""

    def _tell_inherited(self, row: int, source: int, campo: str, *, merged: bool) -> None:
        why = "está combinada con" if merged else "está vacía y se tomó la de"
        shown = HIDDEN if personal_kind(text := self.table.text(source, campo)) else quoted(text)
        self.findings.append(
            self.table.finding(
                "celda heredada",
                f"la celda del responsable {why} la fila {source + 1}: {shown}",
                row=row,
                campo=campo,
                gravedad="aviso",
                accion="revise que sea la misma dependencia",
            )
        )


def joined(texts: Iterable[str]) -> str:
    """Join units with "; ", each once whatever its case and accents."""
    distinct = {fold(text): text for text in reversed([text for text in texts if text])}
    return "; ".join(reversed(distinct.values()))


def merge_rows(rows: list[LeaderRow]) -> list[LeaderRow]:
    """Leave one row per key: the first, with the units of all."""
    merged: dict[tuple[str, int, str], LeaderRow] = {}
    for row in rows:
        first = merged.get(row.key)
        merged[row.key] = row if first is None else _union(first, row)
    return list(merged.values())


def _union(first: LeaderRow, row: LeaderRow) -> LeaderRow:
    return replace(
        first,
        lider=joined((first.lider, row.lider)),
        responsable=joined((first.responsable, row.responsable)),
        apoyo=joined((first.apoyo, row.apoyo)),
        delegado=joined((first.delegado, row.delegado)),
        es_heredado=first.es_heredado or row.es_heredado,
    )


def realigned(table: Table, catalog: Catalog) -> tuple[Table, list[Finding]]:
    """Put back the rows whose first cell was lost, so that the others moved one to the left.

    Only where it is certain: the politica, with its list number, stands in the column of the
    dimension just before its own, and the cell at the end of the row is blank.
    """
    shifted = [row for row in table.rows() if _is_shifted(table, row, catalog)]
    if not shifted:
        return table, []
    cells = [list(row) for row in table.sheet.cells]
    for row in shifted:
        cells[row].insert(table.columns["dimension"], None)
    rows = ", ".join(str(row + 1) for row in shifted)
    said = table.finding(
        "fila corrida",
        f"en la fila {rows} falta la primera celda y las demás están una columna a la izquierda; "
        "se leyeron en su lugar",
        row=shifted[0],
        campo="dimension",
        gravedad="aviso",
        accion="revise la fila y agregue la celda que falta",
    )
    return replace(table, sheet=replace(table.sheet, cells=cells)), [said]


def _is_shifted(table: Table, row: int, catalog: Catalog) -> bool:
    places = [table.columns.get(campo, -9) for campo in ("dimension", "politica", RESPONSABLE)]
    if places != list(range(places[0], places[0] + 3)):
        return False
    moved = split_label(table.text(row, "dimension"))
    end_is_blank = not table.text(row, RESPONSABLE) and table.merged_from(row, RESPONSABLE) is None
    return (
        end_is_blank
        and moved.numero is not None
        and bool(table.text(row, "politica"))
        and _is_politica(moved.nombre, catalog)
        and not _is_politica(table.text(row, "politica"), catalog)
    )


def _is_politica(text: str, catalog: Catalog) -> bool:
    try:
        catalog.resolve_politica(text)
    except LabelError:
        return False
    return True
