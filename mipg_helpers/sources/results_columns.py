"""Which column of the official results workbook holds what.

Columns are matched by code and name together, through the catalog of the vigencia; their
order and number are free. A column that nobody can place is kept aside and told, a column
that contradicts itself or comes twice is reason to refuse the file.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mipg_helpers.errors import listed
from mipg_helpers.reference import IDI_NAME, LabelError
from mipg_helpers.reference.labels import split_label
from mipg_helpers.reference.names import CONFLICT
from mipg_helpers.reference.suggest import did_you_mean
from mipg_helpers.sources.cleaning import cell_text, column_letter
from mipg_helpers.sources.findings import column_name, finding_at, quoted
from mipg_helpers.sources.measures import classify_label, is_coded, is_sub_index_code

if TYPE_CHECKING:
    from mipg_helpers.reference import Catalog
    from mipg_helpers.sources.located import Table
    from mipg_helpers.sources.measures import Measure
    from mipg_helpers.sources.model import Finding, Severity


@dataclass(frozen=True, slots=True)
class ScoreColumn:
    """A column of scores: its 0-based position, its header as found, what it measures."""

    position: int
    header: str
    measure: Measure


@dataclass(slots=True)
class ColumnMap:
    """The score columns of a sheet, what was noticed, and what forbids loading the file."""

    scores: list[ScoreColumn] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    refusals: list[Finding] = field(default_factory=list)


def map_columns(table: Table, vigencia: int, catalog: Catalog) -> ColumnMap:
    """Place every column of a results sheet.

    Parameters
    ----------
    table
        The sheet with its header found; identification columns are already placed in it.
    vigencia
        The year measured: codes and names are those of that year.
    """
    return _Mapper(table, vigencia, catalog).run()


class _Mapper:
    def __init__(self, table: Table, vigencia: int, catalog: Catalog) -> None:
        self.table, self.vigencia, self.catalog = table, vigencia, catalog
        self.map = ColumnMap()
        self.unplaced: list[int] = []
        self.unregistered: list[int] = []
        self.unnamed: list[int] = []
        self.failed_codes: set[str] = set()

    def run(self) -> ColumnMap:
        uncoded = []
        for position, header in enumerate(self.table.header.originals):
            if self._is_identification(position):
                continue
            if not header:
                self._see_unnamed(position)
            elif is_coded(header):
                self._place_coded(position, header)
            else:
                uncoded.append((position, header))
        for position, header in uncoded:
            self._place_uncoded(position, header)
        self._check_repeated()
        self._check_counts()
        self._tell_aside()
        self.map.scores.sort(key=lambda score: score.position)
        return self.map

    def _is_identification(self, position: int) -> bool:
        label = self.table.header.labels[position]
        return any(label in column.claves for column in self.table.layout if column.campo != "idi")

    def _see_unnamed(self, position: int) -> None:
        rows = self.table.sheet.cells[self.table.header.index + 1 :]
        if any(cell_text(row[position]) for row in rows):
            self.unnamed.append(position)

    def _place_coded(self, position: int, header: str) -> None:
        try:
            found = classify_label(header, self.vigencia, self.catalog)
        except LabelError as error:
            self._see_label_error(position, header, error)
            return
        if found:
            self.map.scores.append(ScoreColumn(position, header, found[0]))
        else:
            self.unregistered.append(position)

    def _see_label_error(self, position: int, header: str, error: LabelError) -> None:
        """Refuse a file whose dimension or politica contradicts itself; else set it aside."""
        self.failed_codes.add(split_label(header).codigo)
        is_dimension = split_label(header).prefijo == "D"
        is_conflict = error.tipo == CONFLICT and not is_sub_index_code(header)
        mensaje = error.problem + (f"; se esperaba {error.expected}" if error.expected else "")
        accion = error.hint or "revise que el archivo sea de esa vigencia y el encabezado esté bien"
        if is_dimension or is_conflict:
            self.map.refusals.append(self._finding(position, error.tipo, mensaje, accion))
        else:
            mensaje += "; la columna no se cargó"
            self.map.findings.append(self._finding(position, error.tipo, mensaje, accion))

    def _place_uncoded(self, position: int, header: str) -> None:
        """Place a header without code; a name of two levels is what the coded ones left."""
        found = classify_label(header, self.vigencia, self.catalog)
        taken = {score.measure.indice for score in self.map.scores}
        free = [measure for measure in found if measure.indice not in taken]
        if len(free) == 1 or len(found) == 1:
            self.map.scores.append(ScoreColumn(position, header, (free or found)[0]))
        elif not found:
            self.unplaced.append(position)
        else:
            levels = listed(measure.nivel for measure in found)
            mensaje = f"{quoted(header)} puede ser {levels}; la columna no se cargó"
            accion = "anteponga al encabezado su código (D, POL o I con su número)"
            self.map.findings.append(self._finding(position, "nombre ambiguo", mensaje, accion))

    def _check_repeated(self) -> None:
        places: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for score in self.map.scores:
            places[score.measure.indice].append((score.position, score.header))
        for position, label in enumerate(self.table.header.labels):
            for column in self.table.layout:
                if column.campo != "idi" and label in column.claves:
                    header = self.table.header.originals[position]
                    places[column.campo].append((position, header))
        for where in places.values():
            if len(where) > 1:
                letters = " y ".join(column_letter(position) for position, _ in where)
                mensaje = f"la columna {quoted(where[0][1])} aparece {len(where)} veces ({letters})"
                accion = "deje en el archivo solo la columna que vale"
                self.map.refusals.append(
                    self._finding(where[1][0], "columna duplicada", mensaje, accion)
                )

    def _check_counts(self) -> None:
        """Compare with the model of the vigencia: every dimension, its politicas, its indices."""
        found = {score.measure.indice for score in self.map.scores}
        headers = [quoted(self.table.header.originals[p]) for p in self.unplaced]
        for dimension in self.catalog.dimensiones(self.vigencia):
            if dimension.indice not in found and dimension.dimension not in self.failed_codes:
                name = f"{dimension.dimension} {dimension.nombre}"
                mensaje = f"falta la columna de la dimensión «{name}»"
                near = did_you_mean(name, headers)
                accion = near or "revise que el encabezado conserve su código y su nombre"
                self.map.refusals.append(self._finding(None, "columna faltante", mensaje, accion))
        politicas = self.catalog.politicas(self.vigencia)
        missing = [p.nombre for p in politicas if p.politica not in found]
        self._tell_missing(missing, f"de las {len(politicas)} políticas")
        if "idi" not in found:
            self._tell_missing([IDI_NAME], "del índice general")
        if self.catalog.vigencia(self.vigencia).indices_completos:
            indices = self.catalog.indices(self.vigencia)
            missing = [f"{i.codigo} {i.nombre}" for i in indices if i.indice not in found]
            self._tell_missing(missing, f"de los {len(indices)} subíndices")

    def _tell_missing(self, names: list[str], of_what: str) -> None:
        if names:
            mensaje = (
                f"{of_what} de la vigencia {self.vigencia} falta lo siguiente ({len(names)}): "
            )
            mensaje += "; ".join(names[:10]) + (f" y {len(names) - 10} más" * (len(names) > 10))
            accion = "compruebe que el archivo esté completo; esos puntajes quedan sin dato"
            self.map.findings.append(
                self._finding(None, "columna faltante", mensaje, accion, gravedad="aviso")
            )

    def _tell_aside(self) -> None:
        is_complete = self.catalog.vigencia(self.vigencia).indices_completos
        why = (
            "que no están en el catálogo de la vigencia"
            if is_complete
            else "sin catálogo confirmado para la vigencia"
        )
        self._tell_group(
            self.unregistered,
            "índice sin registrar",
            f"subíndices {why} {self.vigencia}, que no se cargaron",
            "si su código y su nombre son oficiales, agréguelos a las tablas de referencia",
        )
        self._tell_group(
            self.unplaced,
            "columna no reconocida",
            "columnas que no se reconocen y quedaron fuera",
            "no hace falta nada si no son puntajes",
        )
        self._tell_group(
            self.unnamed,
            "columna sin nombre",
            "columnas con datos y sin encabezado, que no se cargaron",
            "póngales encabezado si contienen puntajes",
        )

    def _tell_group(self, positions: list[int], tipo: str, what: str, accion: str) -> None:
        if not positions:
            return
        originals = self.table.header.originals
        names = [column_name(position, originals[position]) for position in positions]
        shown = ", ".join(names[:10]) + (f" y {len(names) - 10} más" if len(names) > 10 else "")
        mensaje = f"{what} ({len(positions)}): {shown}"
        self.map.findings.append(
            self._finding(positions[0], tipo, mensaje, accion, gravedad="aviso")
        )

    def _finding(
        self,
        position: int | None,
        tipo: str,
        mensaje: str,
        accion: str,
        *,
        gravedad: Severity = "error",
    ) -> Finding:
        header = "" if position is None else self.table.header.originals[position]
        return finding_at(
            self.table.sheet,
            tipo,
            mensaje,
            row=self.table.header.index + 1,
            column=position,
            header=header,
            value=header,
            gravedad=gravedad,
            accion=accion,
        )
