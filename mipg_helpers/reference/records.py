"""What the catalog hands out: small frozen records, one per kind of reference row.

Field names are those of the tables; texts are as a person should read them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class VigenciaInfo:
    """A registered vigencia: its model version and its span of comparable vigencias.

    Without `numeracion_confirmada` a politica of that vigencia is identified by name only.
    Without `indices_completos` the list of sub-indices is known in part: a sub-index that is
    absent from the catalog is then no fault of the file.
    """

    vigencia: int
    modelo: str
    tramo: str
    etiqueta_tramo: str
    explicacion_tramo: str
    numeracion_confirmada: bool
    prefijos_codigo: tuple[str, ...]
    indices_completos: bool
    nota: str


@dataclass(frozen=True, slots=True)
class ModeloInfo:
    """A version of the model: its manual, the month it dates from ("AAAA-MM"), its politicas."""

    modelo: str
    nombre: str
    fecha: str
    n_politicas: int
    nota: str


@dataclass(frozen=True, slots=True)
class DimensionInfo:
    dimension: str  # "D3"
    indice: str  # stable id of its score, "d3"
    nombre: str
    orden: int


@dataclass(frozen=True, slots=True)
class PoliticaInfo:
    """A politica as named, coded and placed in one vigencia."""

    politica: str
    codigo: str  # "" where the numbering of the vigencia is not confirmed
    nombre: str
    nombre_corto: str
    dimension: str
    nombre_dimension: str
    lider_nacional: str
    proposito: str  # what it is for, in plain words
    modulo_furag: str
    aplica_meci: bool
    orden: int
    confianza: str


@dataclass(frozen=True, slots=True)
class IndiceInfo:
    """A sub-index as named and coded in one vigencia."""

    indice: str
    codigo: str  # "" where not confirmed
    nombre: str
    politica: str
    dimension: str
    confianza: str
    nota: str


@dataclass(frozen=True, slots=True)
class Quiebre:
    """A change between two consecutive vigencias; of everything when `indice` is empty."""

    desde: int
    hasta: int
    indice: str
    motivo: str
    explicacion: str


@dataclass(frozen=True, slots=True)
class Comparability:
    """Whether two vigencias of one index may be compared, and the sentence that says why."""

    es_comparable: bool
    motivo: str  # a value of analysis.profile.Motivo, "" when comparable
    explicacion: str


@dataclass(frozen=True, slots=True)
class LayoutColumn:
    """A field of one kind of source file and the headers under which it has been seen."""

    campo: str
    es_obligatorio: bool
    etiqueta: str  # the spelling to show in a message
    encabezados: tuple[str, ...]
    claves: tuple[str, ...]  # the same, normalised for comparing


@dataclass(frozen=True, slots=True)
class FieldInfo:
    """A column of a tidy table, from the data dictionary."""

    tabla: str
    campo: str
    orden: int
    tipo: str  # texto, entero, decimal, logico, fecha
    unidad: str
    minimo: float | None
    maximo: float | None
    valores: tuple[str, ...]  # the allowed values; () when free
    admite_vacio: bool
    es_clave: bool
    etiqueta: str
    descripcion: str
    fuente: str


class CalendarEntry(NamedTuple):
    fecha: date
    hito: str
    fuente: str


@dataclass(frozen=True, slots=True)
class PlanDefaults:
    """Proposed dates of an action, as (month, day) inside the year of the plan."""

    inicio: tuple[int, int]
    fin: Mapping[str, tuple[int, int]]  # by priority level; "otros" for the rest
    ultimo_dia: tuple[int, int]
    fuente: str
    nota: str

    def start(self, vigencia_plan: int) -> date:
        """Propose the first day of an action."""
        return date(vigencia_plan, *self.inicio)

    def end(self, nivel: str, vigencia_plan: int) -> date:
        """Propose the last day of an action of a priority level."""
        return date(vigencia_plan, *self.fin.get(nivel, self.fin["otros"]))

    def last_day(self, vigencia_plan: int) -> date:
        """Name the day by which every action must have ended."""
        return date(vigencia_plan, *self.ultimo_dia)


@dataclass(frozen=True, slots=True)
class PriorityDefaults:
    """The priority rule as shipped: ours, configurable; no official threshold exists."""

    pesos: tuple[tuple[str, float], ...]
    umbral_alta: float
    umbral_media: float
    minimo_grupo: int
    umbrales_sensibilidad: tuple[float, ...]
    fuente: str
    nota: str


@dataclass(frozen=True, slots=True)
class Producto:
    """What a recommendation that starts with a given verb usually leaves behind."""

    raiz: str  # folded start of the verb; "*" for the default
    verbo: str
    producto: str
    indicador: str
    unidad: str
    meta: str


@dataclass(frozen=True, slots=True)
class BandaAutodiagnostico:
    nivel: int
    desde_puntos: int
    hasta_puntos: int
    etiqueta: str


@dataclass(frozen=True, slots=True)
class Plan612:
    numero: int
    plan: str
    politica: str
    nota: str


@dataclass(frozen=True, slots=True)
class PlanCampo:
    """A column of the plan: what it holds and who may write it."""

    campo: str
    orden: int
    etiqueta: str
    tipo: str  # texto, fecha, porcentaje, lista, enlace, politica, politicas, identificadores
    lista: str  # name of its list when `tipo` is lista
    escribe: str  # lider, planeacion, control_interno, sistema
    por_corte: bool  # one value per cut-off
    es_clave: bool
    es_obligatorio: bool
    ancho: int  # characters, in a workbook
    descripcion: str


@dataclass(frozen=True, slots=True)
class PlanEstado:
    """A state of an action and the states that may follow it."""

    estado: str
    etiqueta: str
    siguientes: tuple[str, ...]
    escribe: str
    cuenta_avance: bool  # counts in the progress of the plan
    es_final: bool


class Norma(NamedTuple):
    """A norm a politica rests on; of every politica when `politica` is empty."""

    politica: str
    norma: str
    asunto: str


class Opcion(NamedTuple):
    """A value of a list, as kept and as shown."""

    valor: str
    etiqueta: str


@dataclass(frozen=True, slots=True)
class PlanRules:
    """Cut-offs, traffic light and evidence rules; ours, configurable."""

    cortes: tuple[tuple[int, int], ...]  # (month, day) of a plan that starts with the results
    cortes_anuales: tuple[tuple[int, int], ...]  # of a plan of the whole year
    verde_desde: float  # percentage points of real minus expected progress
    amarillo_desde: float
    dias_por_vencer: int
    sitios_personales: tuple[str, ...]
    mismo_enlace_desde: int
    fuente: str

    def cut_offs(self, vigencia_plan: int, *, anual: bool = False) -> tuple[date, ...]:
        """List the cut-offs of the year of a plan, ascending."""
        days = self.cortes_anuales if anual else self.cortes
        return tuple(date(vigencia_plan, *day) for day in days)
