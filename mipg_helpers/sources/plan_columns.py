"""Say which column of a plan holds which field: what is certain, what is only proposed.

A header that is spelt as a known one is certain. Likeness only proposes: until a person
confirms, the column is not read into a field. Repeated headers are told apart by position.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from mipg_helpers.reference.suggest import nearest
from mipg_helpers.sources.headers import header_key
from mipg_helpers.sources.personal_data import is_personal_header
from mipg_helpers.sources.plan_cortes import read_timed_header
from mipg_helpers.sources.plan_model import MappedColumn, PlanMapping

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from mipg_helpers.reference import Catalog
    from mipg_helpers.sources.plan_header import HeaderColumn, PlanTable

KIND = "plan"
#: Fields of the reader only: what identifies a row, its number, the day of its follow-up.
ID, NUMERO, CORTE = "id_propio", "numero", "corte"
#: Known columns that are not read into a field: kept with their header, or never looked at.
UNUSED, PERSONAL = "sin_campo", "dato_personal"
#: Likeness from which a field is proposed for a column.
MIN_PROPOSAL = 70
#: What else the reader must know of a row: without politica nor question nobody answers for it.
POLITICA_FROM = ("politica", "codigo_pregunta")

#: Texts under a group of columns that only name what the group is, and those that say too little.
_NAMING = frozenset({"nombre", "descripcion", "detalle", "texto", "codigo"})
_VAGUE = frozenset({"fecha", "numero", "n°", "no", "#", "id", "tipo", "total", "estado", "plan"})
_HEADINGS = frozenset({"politica", "hallazgo", "plan", "codigo_pregunta", "prioridad", "peso"})
#: What may stand by cut-off and has no place in the model of the plan.
_GOALS = frozenset({"meta", UNUSED})
#: Headers that mean their field for certain only beside another one of the same published plan:
#: elsewhere a "descripción" may describe the finding and a "soporte" be the evidence.
_COMPANY = {
    "categoria": {"enunciado", "brecha"},
    "descripcion": {"soporte", "validada"},
    "fecha": {"tarea realizada", "impacto al kpi"},
    "situacion": {"pregunta", "pagina"},
    "soporte": {"validada"},
}


@dataclass(frozen=True)
class KnownColumns:
    """The column names that the catalog knows, and the fields that they may name."""

    catalog: Catalog
    vigencia_plan: int

    def campo(self, column: HeaderColumn) -> str:
        """Give the field of a header that is spelt as a known one, "" otherwise."""
        return self.recognise(column)[0]

    def recognise(self, column: HeaderColumn) -> tuple[str, str]:
        """Give field and cut-off (ISO text) of a header; both "" when it is not known."""
        for key in _keys(column):
            if key in self._fields:
                return self._fields[key], ""
        timed = read_timed_header(column.encabezado, self.vigencia_plan)
        campo = self._fields.get(timed.rest, "") if timed else ""
        if timed and campo in self.by_corte:
            return campo, timed.corte.isoformat()
        if timed and campo in _GOALS:
            return UNUSED, timed.corte.isoformat()
        return self._of_group(column), ""

    def spelt(self, text: str) -> str:
        """Give the field of a text that is spelt as a known header, "" otherwise."""
        return self._fields.get(header_key(text), "")

    def likely(self, column: HeaderColumn) -> str:
        """Give the field of a header that is known or only alike, "" otherwise."""
        return self.campo(column) or self.nearest(column.encabezado)[0]

    def nearest(self, header: str) -> tuple[str, float]:
        """Give the field whose known header is most like this one, and the likeness."""
        if header not in self._compared:
            found = nearest(header, self._headers)
            alike = found if found and found[1] >= MIN_PROPOSAL else None
            self._compared[header] = (self._headers[alike[0]], alike[1]) if alike else ("", 0.0)
        return self._compared[header]

    @cached_property
    def _compared(self) -> dict[str, tuple[str, float]]:
        """Keep what `nearest` found: the same headers stand in sheet after sheet."""
        return {}

    @cached_property
    def by_corte(self) -> frozenset[str]:
        """Name the fields with one value per cut-off."""
        return frozenset(c.campo for c in self.catalog.plan_campos() if c.por_corte)

    @cached_property
    def types(self) -> Mapping[str, str]:
        """Give the type of every field that may be mapped, those of the reader included."""
        own = {c.campo: c.tipo for c in self.catalog.plan_campos() if c.campo != "accion_id"}
        return {**own, ID: "texto", NUMERO: "texto", CORTE: "fecha"}

    @cached_property
    def _fields(self) -> dict[str, str]:
        layout = self.catalog.layout(KIND)
        return {header_key(name): column.campo for column in layout for name in column.encabezados}

    @cached_property
    def _headers(self) -> dict[str, str]:
        layout = self.catalog.layout(KIND)
        return {name: column.campo for column in layout for name in column.encabezados}

    def _of_group(self, column: HeaderColumn) -> str:
        """Read a column of a group by its own text and that of the group above it.

        "Indicador / Nombre" is the indicador; "Responsable / Dependencia" is the dependencia.
        What Planeación or Control Interno write under their own heading is not what leaders
        write, so "Seguimiento OCI / Avance" is left to a person.
        """
        top, bottom = (header_key(column.texts[place]) for place in (0, -1))
        group, own = self._fields.get(top, ""), self._fields.get(bottom, "")
        if len(column.texts) == 1 or not group:
            return own
        if bottom in _NAMING:
            return group
        if bottom in _VAGUE or self._writer(group) not in {"", "lider", self._writer(own)}:
            return ""
        return own

    def _writer(self, campo: str) -> str:
        return self._writers.get(campo, "")

    @cached_property
    def _writers(self) -> dict[str, str]:
        # Who keeps the plan writes what it answers to; a heading over it is only a heading.
        found = {c.campo: c.escribe for c in self.catalog.plan_campos()}
        return {campo: who for campo, who in found.items() if campo not in _HEADINGS}


def map_columns(table: PlanTable, known: KnownColumns) -> PlanMapping:
    """Propose the field of every column of a table: exact, proposed by likeness, or none."""
    certain = [_exact(column, known) for column in table.columns]
    keys = {column.key for column in table.columns}
    columns = [_open(column) if _is_alone(column, keys) else column for column in certain]
    taken = {column.campo for column in columns if column.campo}
    waiting = [
        (n, (certain[n].campo, MIN_PROPOSAL) if certain[n].campo else known.nearest(c.encabezado))
        for n, c in enumerate(columns)
        if _is_open(c)
    ]
    for n, (campo, score) in sorted(waiting, key=lambda item: -item[1][1]):
        if campo and campo in known.types and campo not in taken:
            taken.add(campo)
            columns[n] = replace(columns[n], campo=campo, como="propuesta", puntaje=score)
    return PlanMapping(tuple(_without_doubles(columns, known)))


def number_repeated(columns: Iterable[HeaderColumn]) -> dict[int, int]:
    """Count, by position, the how-manieth column with that header each one is."""
    seen: dict[str, int] = defaultdict(int)
    times = {}
    for column in columns:
        seen[column.key] += 1
        times[column.position] = seen[column.key]
    return times


class Applied(NamedTuple):
    """A confirmed mapping on a file: with its letters, and the columns gone and new in it."""

    mapping: PlanMapping
    gone: tuple[MappedColumn, ...]
    new: tuple[HeaderColumn, ...]


def apply_confirmed(table: PlanTable, confirmed: PlanMapping) -> Applied:
    """Find the columns of a confirmed mapping again by header and order of appearance.

    A column that the mapping does not know holds no field.
    """
    times = number_repeated(table.columns)
    by_header = {(header_key(c.encabezado), c.vez): c for c in confirmed.columns}
    columns, new = [], []
    for column in table.columns:
        known = by_header.pop((column.key, times[column.position]), None)
        if known is None:
            known = MappedColumn("", "", "", "sin campo", 0.0, vez=times[column.position])
            new.append(column)
        columns.append(replace(known, columna=column.letra, encabezado=column.encabezado))
    return Applied(PlanMapping(tuple(columns)), tuple(by_header.values()), tuple(new))


def doubles(mapping: PlanMapping, known: KnownColumns) -> dict[tuple[str, str], list[MappedColumn]]:
    """Gather the fields that several columns hold and that cannot be joined."""
    groups: dict[tuple[str, str], list[MappedColumn]] = defaultdict(list)
    for column in mapping.used():
        groups[column.campo, column.corte].append(column)
    return {
        key: group for key, group in groups.items() if len(group) > 1 and not joins(key[0], known)
    }


def joins(campo: str, known: KnownColumns) -> bool:
    """Tell whether the texts of several columns of this field may stand below one another."""
    return known.types[campo] == "texto" and campo not in {ID, NUMERO, "codigo_pregunta"}


def _exact(column: HeaderColumn, known: KnownColumns) -> MappedColumn:
    campo, corte = known.recognise(column)
    if campo in {UNUSED, PERSONAL} or (not campo and is_personal_header(column.encabezado)):
        kept = PERSONAL if campo != UNUSED else UNUSED
        return MappedColumn(column.letra, column.encabezado, kept, "sin campo", corte=corte)
    if campo:
        return MappedColumn(column.letra, column.encabezado, campo, "exacta", corte=corte)
    return _open(MappedColumn(column.letra, column.encabezado, "", "sin campo"))


def _open(column: MappedColumn) -> MappedColumn:
    """Leave a column without field, for the time being."""
    return replace(column, campo="", como="sin campo", puntaje=0.0, corte="")


def _is_alone(column: MappedColumn, keys: Collection[str]) -> bool:
    """Tell whether a header lacks the company in which it is certain."""
    company = _COMPANY.get(header_key(column.encabezado))
    return company is not None and company.isdisjoint(keys)


def _is_open(column: MappedColumn) -> bool:
    return column.como == "sin campo" and not column.campo


def _without_doubles(
    columns: Sequence[MappedColumn], known: KnownColumns
) -> Iterable[MappedColumn]:
    """Count repeated headers, and leave to a person the fields that several columns claim."""
    seen: dict[str, int] = defaultdict(int)
    numbered = []
    for column in columns:
        seen[header_key(column.encabezado)] += 1
        numbered.append(replace(column, vez=seen[header_key(column.encabezado)]))
    clashing = {
        c.columna for group in doubles(PlanMapping(tuple(numbered)), known).values() for c in group
    }
    for column in numbered:
        yield replace(column, como="propuesta") if column.columna in clashing else column


def _keys(column: HeaderColumn) -> Iterable[str]:
    """Write the forms in which a header of one or two rows may be known."""
    yield header_key("/".join(column.texts))
    yield header_key(" ".join(column.texts))


def field_labels(catalog: Catalog) -> dict[str, str]:
    """Name in Spanish every field that a column may hold."""
    labels = {campo.campo: campo.etiqueta for campo in catalog.plan_campos()}
    return labels | {
        ID: "Id propio de la acción",
        NUMERO: "Número de la fila",
        CORTE: "Fecha de corte",
    }


def mapping_lines(mapping: PlanMapping, catalog: Catalog) -> tuple[str, ...]:
    """Show a mapping in Spanish, a line per column, then what has no column and no field."""
    labels = field_labels(catalog)
    lines = [
        _line(column, labels[column.campo]) for column in mapping.columns if column.campo in labels
    ]
    apart = [c for c in mapping.columns if c.campo not in labels]
    lines += [_line(column, _APART.get(column.campo, "sin campo")) for column in apart]
    held = {column.campo for column in mapping.columns}
    held |= {"accion_id", "tipo_plan", "estado"}  # given by whoever reads the plan
    missing = [
        c.etiqueta for c in catalog.plan_campos() if c.es_obligatorio and c.campo not in held
    ]
    lines += [f"sin columna en el archivo: {', '.join(missing)}"] if missing else []
    return tuple(lines)


_APART = {UNUSED: "se conserva con su encabezado", PERSONAL: "dato personal: no se lee"}


def _line(column: MappedColumn, label: str) -> str:
    how = {"propuesta": f"propuesta, parecido {column.puntaje:.0f} de 100"}.get(
        column.como, column.como
    )
    corte = f", corte {column.corte}" if column.corte else ""
    shown = f"{label} ← columna {column.columna} «{column.encabezado}»"
    return f"{shown}{corte}" if column.como == "sin campo" else f"{shown} ({how}{corte})"
