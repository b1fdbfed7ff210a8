"""The frozen result objects: everything one report says, with provenance.

Analysis builds them, presentation prints them; nobody else computes a figure. They hold
no formatted text and no rounded number. All scores are points, 0 to 100; a missing value
is ``None`` together with a `motivo` (why it is missing), never 0.

Official figures are `Score` objects and carry the cell they were read from. Everything
in `PeerStats` (unless ``oficial``), `Gap`, `Change`, `Priority` and `ProposedAction` is our own
calculation and is labelled "cálculo propio" when printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

    from mipg_helpers.analysis.follow_up_profile import PlanSummary

#: Why a value is missing. Presentation owns the sentence of each.
Motivo = Literal[
    "",  # the value is there
    "no_aplica",  # empty cell in the published file: does not apply to the entidad
    "vacio",  # no loaded file of this vigencia has such a column
    "solo_meci",  # MECI form: only Control Interno is assessed
    "error_formula",  # the cell held an Excel error or an uncomputed formula
    "sin_meta",  # no institutional target was loaded
    "sin_grupo",  # no peer criterion can be applied
    "grupo_unico",  # the entidad is alone in its group
    "grupo_pequeno",  # fewer entidades with a value than the configured minimum
    "sin_anterior",  # no earlier vigencia was loaded
    "no_comparable_quiebre",  # the methodology changed between both vigencias
    "no_comparable_redefinido",  # the index changed name and content
    "no_comparable_base",  # 2017 is a baseline of another design
    "no_existia",  # the politica did not exist in that vigencia's model
    "sin_subindices",  # no sub-index of the politica is known in that vigencia
    "sin_distribucion",  # the published statistics of the group tell no such figure
]

PeerCriterion = Literal[
    "grupo_par",
    "departamento",
    "orden",
    "ninguno",
    # Only of a set that the reader chose (`mipg_helpers.analysis.comparison_profile`).
    "sector",
    "naturaleza_juridica",
    "lista",
    "todas",
]
GapReference = Literal["meta", "media_grupo", "mejor_grupo", "vigencia_anterior"]
PriorityLevel = Literal["alta", "media", "baja", "sin_brecha", "sin_dato"]

#: What kind of report makes sense for (entidad, politica, vigencia).
#: ``evaluada``: it has an official score. ``no_aplica``: the published cell is empty.
#: ``fuera_de_meci``: MECI entidad and another politica than Control Interno.
#: ``sin_resultado``: the entidad has no row, or the file no column, for that vigencia.
ReportCase = Literal["evaluada", "no_aplica", "fuera_de_meci", "sin_resultado"]


@dataclass(frozen=True, slots=True)
class Source:
    """The cell a figure or text was read from (row and column as Excel shows them)."""

    archivo: str
    hoja: str
    fila: int
    columna: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Score:
    """An official figure: points 0 to 100 exactly as read, or None with its reason."""

    puntos: float | None
    motivo: Motivo = ""
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Entidad:
    """The entidad of the report, as identified in its vigencia. Empty text where not given."""

    entidad_id: str
    codigo_sigep: str
    nombre: str
    orden: str
    sector: str
    naturaleza_juridica: str
    departamento: str
    municipio: str
    grupo_par: str
    tipo_formulario: str
    es_meci: bool
    es_ficticia: bool


@dataclass(frozen=True, slots=True)
class Politica:
    """A politica as named and coded in the vigencia of the report."""

    politica: str  # canonical id, e.g. "gobierno_digital"
    codigo: str  # code in the results of that vigencia, "" where not confirmed
    nombre: str
    nombre_corto: str
    dimension: str  # "D3"
    nombre_dimension: str
    lider_nacional: str
    proposito: str = ""  # what it is for, in plain words
    normas: tuple[tuple[str, str], ...] = ()  # norm and its subject; a start, never all of them


@dataclass(frozen=True, slots=True)
class PeerStats:
    """How the entidad stands in its group for one index in one vigencia.

    `n` counts the entidades of the group with a value (the entidad included when it has
    one). Statistics are None, and `motivo` says why, when the group is unknown, has one
    member or fewer than the configured minimum. `posicion` 1 is the highest score; ties
    share the better place. `percentil`: share (0–100) of the *other* entidades of the
    group with a score lower than the entidad's, ties counting one half. `quintil`: 1 (lowest
    20 %) to 5. `oficial` is True only where the open-data table brought these figures; `n` is
    then 0 where the table does not tell how many entidades entered.
    """

    criterio: PeerCriterion
    etiqueta: str
    n: int
    media_puntos: float | None
    mejor_puntos: float | None
    minimo_puntos: float | None
    mediana_puntos: float | None
    posicion: int | None
    percentil: float | None
    quintil: int | None
    oficial: bool
    motivo: Motivo = ""
    #: All scores of the group, ascending, for the distribution chart; () when suppressed.
    puntajes: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """Distance to one named reference: reference minus own score, in points.

    Positive: below the reference. Zero or negative: the reference is reached.
    """

    referencia: GapReference
    valor_referencia_puntos: float | None
    brecha_puntos: float | None
    motivo: Motivo = ""
    #: For ``meta``: the vigencia the target was set for; for ``vigencia_anterior``: that vigencia.
    vigencia_referencia: int | None = None
    source: Source | None = None  # the cell of the target


@dataclass(frozen=True, slots=True)
class TrendPoint:
    vigencia: int
    score: Score
    tramo: str  # id of the comparability span
    media_grupo_puntos: float | None  # None when suppressed
    n_grupo: int  # 0 where a published mean does not tell how many entered
    nombre: str  # name of the index in that vigencia
    es_media_oficial: bool = False  # the mean was read from the open-data table


@dataclass(frozen=True, slots=True)
class Break:
    """Two vigencias of a series that must not be joined, and why (text of the reference table)."""

    desde: int
    hasta: int
    motivo: Motivo
    explicacion: str


@dataclass(frozen=True, slots=True)
class Change:
    """Change against the last comparable vigencia with a score; None with the reason otherwise."""

    hasta: int
    desde: int | None
    cambio_puntos: float | None
    motivo: Motivo = ""
    explicacion: str = ""


@dataclass(frozen=True, slots=True)
class Trend:
    """Scores by vigencia, ascending; segments are the runs of points between breaks."""

    points: tuple[TrendPoint, ...]
    breaks: tuple[Break, ...]
    change: Change


@dataclass(frozen=True, slots=True)
class Priority:
    """Own calculation: weighted points of the available components (weights add up to 1).

    `componentes`: (name, points, weight used) with names of `PriorityRule.pesos`.
    """

    nivel: PriorityLevel
    puntos: float | None
    componentes: tuple[tuple[str, float, float], ...]
    motivo: Motivo = ""


@dataclass(frozen=True, slots=True)
class PriorityRule:
    """The formula printed in every report: weights by component and thresholds in points.

    Components: ``brecha_meta``, ``brecha_media``, ``brecha_mejor``, ``descenso`` (all floored
    at 0).
    Weights of components that cannot be computed are shared among the rest in proportion.
    """

    pesos: tuple[tuple[str, float], ...]
    umbral_alta: float
    umbral_media: float
    minimo_grupo: int


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """How many items are of high priority at another threshold.

    Items: in the report of a politica its sub-indices, or the politica itself when it has none;
    in the institutional report the politicas.
    """

    umbral_alta: float
    n_alta: int


@dataclass(frozen=True, slots=True)
class IndiceResult:
    """One sub-index of the politica."""

    indice: str
    codigo: str
    nombre: str
    score: Score
    peers: PeerStats
    gaps: tuple[Gap, ...]
    change: Change
    priority: Priority
    nota: str = ""  # e.g. the redefinition of I28 in 2025


@dataclass(frozen=True, slots=True)
class PoliticaResult:
    """One politica among the 19, for the heat strip, the priority map and the entity report."""

    politica: Politica
    case: ReportCase
    score: Score
    peers: PeerStats
    gaps: tuple[Gap, ...]
    change: Change
    priority: Priority
    n_recomendaciones: int
    n_subindices: int
    lider: str
    responsable: str


@dataclass(frozen=True, slots=True)
class DimensionResult:
    dimension: str
    nombre: str
    score: Score
    peers: PeerStats
    gaps: tuple[Gap, ...]
    change: Change


@dataclass(frozen=True, slots=True)
class RecomendacionGroup:
    """One official text, once, with every politica it serves."""

    recomendacion_ids: tuple[str, ...]
    texto: str
    politicas: tuple[str, ...]  # canonical ids, this report's politica first
    nombres_politicas: tuple[str, ...]
    n_repeticiones: int
    source: Source


@dataclass(frozen=True, slots=True)
class Responsables:
    """Posts and units (never persons) in charge of the politica; empty text where unknown."""

    lider: str
    responsable: str
    apoyo: str
    delegado_cargo: str
    es_heredado: bool
    vigencia: int | None
    source: Source | None


@dataclass(frozen=True, slots=True)
class ProposedAction:
    """A proposal in the common plan columns; nothing is approved until the committee does."""

    accion_id: str
    politica: str
    nombre_politica: str
    recomendacion_ids: tuple[str, ...]
    accion: str
    producto: str
    indicador: str
    unidad: str
    linea_base: str
    meta: str
    responsable: str
    apoyo: str
    fecha_inicio: date
    fecha_fin: date
    prioridad: PriorityLevel
    otras_politicas: tuple[str, ...] = ()  # names of the other politicas the same text serves


@dataclass(frozen=True, slots=True)
class Deadline:
    fecha: date
    hito: str
    fuente: str


@dataclass(frozen=True, slots=True)
class SourceFile:
    archivo: str
    sha256: str
    tipo: str
    vigencias: tuple[int, ...]
    fecha_cargue: date


@dataclass(frozen=True, slots=True)
class Method:
    """What the report was made with, printed in its last section."""

    rule: PriorityRule
    sensitivity: tuple[Sensitivity, ...]
    criterio_pares: PeerCriterion
    version: str
    fecha_informe: date
    tramo: str
    explicacion_tramo: str


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything the report of one politica says."""

    entidad: Entidad
    vigencia: int  # measured
    vigencia_plan: int  # year in which the plan is executed
    politica: Politica
    case: ReportCase
    score: Score
    peers: PeerStats
    gaps: tuple[Gap, ...]
    trend: Trend
    indices: tuple[IndiceResult, ...]  # worst first, those without value last
    priority: Priority
    politicas: tuple[PoliticaResult, ...]  # all of the model, in official order
    recomendaciones: tuple[RecomendacionGroup, ...]
    n_recomendaciones_leidas: int  # before grouping repeats
    acciones: tuple[ProposedAction, ...]
    responsables: Responsables
    deadlines: tuple[Deadline, ...]  # next ones after fecha_informe, ascending
    avisos: tuple[str, ...]  # loader findings about this report's data, Spanish sentences
    sources: tuple[SourceFile, ...]
    method: Method
    plan: PlanSummary | None = None  # its running plan, where there is one


@dataclass(frozen=True, slots=True)
class EntidadProfile:
    """Everything the institutional report of one entidad says."""

    entidad: Entidad
    vigencia: int
    vigencia_plan: int
    idi: Score
    peers: PeerStats
    gaps: tuple[Gap, ...]
    trend: Trend
    dimensiones: tuple[DimensionResult, ...]
    politicas: tuple[PoliticaResult, ...]
    recomendaciones_compartidas: tuple[RecomendacionGroup, ...]  # texts serving several politicas
    n_recomendaciones_leidas: int
    n_recomendaciones_distintas: int
    acciones_prioritarias: tuple[ProposedAction, ...]
    politicas_sin_responsable: tuple[str, ...]  # names
    deadlines: tuple[Deadline, ...]
    avisos: tuple[str, ...]
    sources: tuple[SourceFile, ...]
    method: Method
