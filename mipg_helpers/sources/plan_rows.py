"""Read the rows of a plan: one action per row, every cell canonical or kept as it came.

What cannot be decided is told with its cell and kept under its header. A row without action is
told and not loaded. Ids come from the entidad's own ids or, where there are none, from the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.reference.plan_cells import SEPARATOR
from mipg_helpers.sources.cleaning import cell_text, one_line
from mipg_helpers.sources.findings import column_name, quoted
from mipg_helpers.sources.headers import header_key
from mipg_helpers.sources.personal_data import HIDDEN, personal_kind
from mipg_helpers.sources.plan_cell_reading import (
    EMAIL,
    CellReading,
    column_reader,
    holds_mail,
    raw_text,
)
from mipg_helpers.sources.plan_columns import CORTE, ID, NUMERO, PERSONAL
from mipg_helpers.sources.plan_draft import DraftRow, extra_names, finished
from mipg_helpers.sources.plan_header import ACCION
from mipg_helpers.sources.plan_ids import name_actions
from mipg_helpers.sources.plan_politicas import PoliticaReader
from mipg_helpers.sources.plan_problems import Problems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mipg_helpers.sources.plan_cell_reading import ColumnReader
    from mipg_helpers.sources.plan_columns import KnownColumns
    from mipg_helpers.sources.plan_draft import PlanContext
    from mipg_helpers.sources.plan_header import HeaderColumn, PlanTable
    from mipg_helpers.sources.plan_model import MappedColumn, PlanMapping, PlanRow

#: Fields that serve to read a row and are no column of the plan.
READER_ONLY = frozenset({ID, NUMERO, CORTE})
#: Texts in the column of actions that are none: nothing, and the word beside a sum.
_NO_ACTION = frozenset({"", "total", "totales", "subtotal", "total general"})
#: A page header printed again repeats at least so many cells.
_REPEATED_CELLS = 3


class PlanRows:
    """Reads the rows of one table; afterwards, `problems` and `decisions` tell what was odd."""

    def __init__(
        self, table: PlanTable, mapping: PlanMapping, known: KnownColumns, context: PlanContext
    ) -> None:
        self.table, self.context = table, context
        self.problems = Problems(table)
        self.decisions: list[str] = []
        self._known = known
        self._politicas = PoliticaReader(known.catalog, context.vigencia_plan)
        by_letter = {column.letra: column for column in table.columns}
        self._columns = [
            (by_letter[c.columna], c) for c in mapping.columns if c.columna in by_letter
        ]
        self._readers = dict(self._prepare())
        self._names = extra_names(mapping)
        self._hidden = {c.position for c, mapped in self._columns if mapped.campo == PERSONAL}
        self._n_counted = 0

    def read(self) -> tuple[PlanRow, ...]:
        """Read every row that holds an action."""
        drafts = [draft for row in self.table.rows if (draft := self._action(row)) is not None]
        if self._n_counted:
            self.decisions.append(f"filas vacías, solo con su número: {self._n_counted}")
        self._tell_inherited([draft.row for draft in drafts])
        ids = name_actions(drafts, self.context, self.problems)
        return tuple(
            finished(draft, accion_id) for draft, accion_id in zip(drafts, ids, strict=True)
        )

    def _action(self, row: int) -> DraftRow | None:
        """Read a row; None, once it has been told, when it holds no action."""
        if self._is_header_again(row):
            self.decisions.append(f"fila {row + 1}: repite los encabezados y no se leyó")
            return None
        if self._only_counts(row):
            self._n_counted += 1
            return None
        draft = None if self._is_title(row) else self._draft(row)
        if draft is None or header_key(draft.get(ACCION)) in _NO_ACTION:
            self._tell_without_action(row)
            return None
        return draft

    def _prepare(self) -> Iterator[tuple[str, ColumnReader]]:
        for column, mapped in self._columns:
            if mapped.is_read:
                tipo = self._known.types[mapped.campo]
                values = self.table.values(column.position)
                reader = column_reader(mapped.campo, tipo, column, values, self._known.catalog)
                name = column_name(column.position, column.encabezado)
                if mapped.corte and mapped.como == "exacta":
                    self.decisions.append(f"columna {name}: se leyó con corte {mapped.corte}")
                self.decisions += [reader.decision] if reader.decision else []
                yield mapped.columna, reader

    def _draft(self, row: int) -> DraftRow:
        draft = DraftRow(row)
        late = []
        for column, mapped in self._columns:
            value = self.table.value(row, column.position)
            if not mapped.is_read:
                self._keep(draft, column, mapped, value)
            elif mapped.campo in self._known.by_corte and not mapped.corte:
                late.append((column, mapped, value))
            else:
                self._put(draft, column, mapped, value, mapped.corte)
        for column, mapped, value in late:
            self._put_at_corte(draft, column, mapped, value)
        self._settle_politica(draft)
        self._settle_tipo(draft)
        return draft

    def _keep(
        self, draft: DraftRow, column: HeaderColumn, mapped: MappedColumn, value: object
    ) -> None:
        """Keep the text of a column without field under its header, unless it is personal."""
        text = raw_text(value)
        if mapped.campo == PERSONAL or not text:
            return
        if holds_mail(text):
            problem = f"la celda parece contener un {EMAIL}; no se cargó ni se guarda"
            found = CellReading(tipo="dato personal", problem=problem, gravedad="aviso")
            self.problems.add(draft.row, column, found, group=(mapped.columna,))
        else:
            draft.extra[self._names[mapped.columna]] = text

    def _put(
        self, draft: DraftRow, column: HeaderColumn, mapped: MappedColumn, value: object, corte: str
    ) -> None:
        reading = self._readers[mapped.columna].read(value)
        self._tell(draft, column, mapped, reading)
        campo, text = mapped.campo, reading.text
        if campo in READER_ONLY:
            self._note(draft, mapped, text)
        elif text:
            unit = self._unit(draft, mapped, text) if campo == "dependencia" else text
            draft.put(campo, corte, unit, mapped.columna)

    def _note(self, draft: DraftRow, mapped: MappedColumn, text: str) -> None:
        """Keep aside what serves to read the row and is no column of the plan."""
        if mapped.campo == ID:
            draft.own_id, draft.id_letter = one_line(text), mapped.columna
        elif mapped.campo == CORTE:
            draft.corte = text
        if text:
            draft.extra[self._names[mapped.columna]] = text

    def _put_at_corte(
        self, draft: DraftRow, column: HeaderColumn, mapped: MappedColumn, value: object
    ) -> None:
        """Read a cell that is worth something at one day only: that of the row or of the title."""
        corte = draft.corte or self.context.corte
        if corte:
            self._put(draft, column, mapped, value, corte)
        elif text := raw_text(value):
            draft.extra[self._names[mapped.columna]] = text
            self.problems.add(
                draft.row,
                column,
                CellReading(
                    tipo="sin corte",
                    problem="el archivo no dice a qué corte vale la columna; no se cargó y quedó "
                    "aparte con su encabezado",
                    hint="escriba el corte de la columna en plan_columnas.toml",
                ),
                group=(mapped.columna,),
            )

    def _tell(
        self, draft: DraftRow, column: HeaderColumn, mapped: MappedColumn, reading: CellReading
    ) -> None:
        if not reading.problem:
            return
        if reading.shown:
            draft.extra[self._names[mapped.columna]] = reading.shown
        self.problems.add(draft.row, column, reading, group=(mapped.columna, reading.problem))

    def _unit(self, draft: DraftRow, mapped: MappedColumn, text: str) -> str:
        unit = self.context.aliases.unit(text)
        if unit != text:
            draft.extra[self._names[mapped.columna]] = text
        return unit

    def _settle_politica(self, draft: DraftRow) -> None:
        """Put the politica of the row in canonical form, or say why it has none."""
        text, letter = (
            draft.texts.pop(("politica", ""), ""),
            draft.letters.pop(("politica", ""), ""),
        )
        question = draft.get("codigo_pregunta") or draft.own_id
        reading = self._politicas.read(text, question)
        column = next((c for c, mapped in self._columns if mapped.columna == letter), None)
        if reading.politica:
            source = letter or draft.letters.get(("codigo_pregunta", ""), draft.id_letter)
            draft.put("politica", "", reading.politica, source)
            if reading.otras:
                draft.put("otras_politicas", "", SEPARATOR.join(reading.otras), letter)
        if not draft.get("codigo_pregunta") and self._politicas.of_question(draft.own_id):
            draft.put("codigo_pregunta", "", draft.own_id, draft.id_letter)
        if text and not reading.politica:
            draft.extra[self._names[letter]] = text
            found = CellReading("", reading.tipo, reading.problem, reading.hint, "error", text)
            self.problems.add(draft.row, column, found, group=(letter, text))
        elif self._politicas.contradicts(reading, question):
            self._tell_other_question(draft, column, question, text)

    def _tell_other_question(
        self, draft: DraftRow, column: HeaderColumn | None, question: str, text: str
    ) -> None:
        problem = f"{quoted(text)} no es la política de la pregunta {quoted(question)}"
        found = CellReading(
            tipo="nombre y código no concuerdan",
            problem=f"{problem}; se usó el nombre",
            hint="revise cuál de los dos es",
            gravedad="aviso",
            shown=text,
        )
        self.problems.add(draft.row, column, found, group=(text, question))

    def _settle_tipo(self, draft: DraftRow) -> None:
        if not draft.get("tipo_plan") and self.context.tipo_plan:
            draft.put("tipo_plan", "", self.context.tipo_plan, "")

    def _only_counts(self, row: int) -> bool:
        """Tell whether a row of the entidad's template holds nothing but its number."""
        texts = ((m.campo, raw_text(self.table.value(row, c.position))) for c, m in self._columns)
        return all(
            not text or (campo in {ID, NUMERO} and not any(map(str.isalpha, text)))
            for campo, text in texts
        )

    def _is_header_again(self, row: int) -> bool:
        """Tell whether a row prints the header once more, as tables of several pages do."""
        if not any(self._repeats(row, c) for c, mapped in self._columns if mapped.campo == ACCION):
            return False
        return sum(self._repeats(row, column) for column in self.table.columns) >= _REPEATED_CELLS

    def _repeats(self, row: int, column: HeaderColumn) -> bool:
        cell = self.table.value(row, column.position)
        return header_key(cell) == header_key(column.texts[-1])

    def _is_title(self, row: int) -> bool:
        """Tell whether a row only names the actions below it: one wide cell, or a politica."""
        filled = [
            (j, text) for j, c in enumerate(self.table.sheet.cells[row]) if (text := raw_text(c))
        ]
        if len(filled) != 1:
            return False
        position, text = filled[0]
        return self.table.is_wide(row, position) or bool(self._politicas.read(text, "").politica)

    def _tell_without_action(self, row: int) -> None:
        cells = enumerate(self.table.sheet.cells[row])
        filled = [(j, text) for j, cell in cells if (text := one_line(cell_text(cell)))]
        texts = [HIDDEN if j in self._hidden or personal_kind(t) else t for j, t in filled]
        self.problems.add(
            row,
            None,
            CellReading(
                tipo="fila sin acción",
                problem=f"la fila no tiene acción y no se cargó: {quoted(' | '.join(texts))}",
                hint="no hace falta corregir nada si es un título, un total o una firma",
                gravedad="aviso",
                shown=" | ".join(texts),
            ),
            group=(row,),
        )

    def _tell_inherited(self, rows: list[int]) -> None:
        for column, mapped in self._columns:
            covered = [
                row for row in rows if self.table.merged_from(row, column.position) is not None
            ]
            if covered and mapped.campo != PERSONAL:
                name = column_name(column.position, column.encabezado)
                self.decisions.append(
                    f"columna {name}: filas con el valor de su celda combinada: {len(covered)}"
                )
