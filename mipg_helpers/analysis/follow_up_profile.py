"""The frozen result objects of the follow-up of a plan: what a report of seguimiento says.

Like `mipg_helpers.analysis.profile`: no formatted text, no rounded number. Everything here is our
own calculation over what leaders reported, and is labelled "cálculo propio" when printed.
Progress is percent, 0 to 100; what nobody reported is ``None``, never 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date, datetime

    from mipg_helpers.analysis.plan import Accion, CellKey
    from mipg_helpers.analysis.profile import Deadline, Entidad, SourceFile

#: Of what a report speaks: the whole plan, one politica, or the politicas of one leader.
Cobertura = Literal["comite", "politica", "lider"]

#: Where an action or a group stands. The first three compare progress with the expected one.
Luz = Literal[
    "verde",
    "amarillo",
    "rojo",
    "sin_reporte",  # it should have reported at the cut-off and did not
    "sin_iniciar",  # it starts after the cut-off
    "sin_fechas",  # progress was reported, but start or end are missing: nothing to expect
    "no_cuenta",  # rejected or cancelled
]

#: What the checks of evidence and of quality look for; presentation words each of them.
Regla = Literal[
    # Evidence.
    "sin_evidencia",
    "mismo_enlace",
    "enlace_inseguro",
    "sitio_personal",
    "no_es_enlace",
    "fecha_fuera",
    "dato_personal",
    # Progress.
    "avance_baja",
    "avance_mayor_100",
    "terminada_sin_avance",
    "terminada_sin_evidencia",
    "completa_sin_terminar",
    # Quality.
    "falta_campo",
    "fin_antes_de_inicio",
    "fuera_de_vigencia",
    "indicador_sin_unidad",
    "indicador_sin_linea_base",
    "indicador_sin_meta",
    "indicador_sin_formula",
    "sin_metodo_causa",
    "sin_causa",
    "sin_criterio_eficacia",
    "sin_seguimiento",
    "sin_origen",
    "texto_repetido",
    "pesos_incompletos",
    "pesos_no_suman",
    "sin_motivo",
    "sin_verificacion",
    # Of a politica, not of an action.
    "brecha_sin_accion",
    "prioridad_alta_sin_accion",
]

#: How much a finding matters: it must be mended, it should be, or it is good to know.
Gravedad = Literal["corregir", "revisar", "mejorar"]


@dataclass(frozen=True, slots=True)
class Alcance:
    """What part of the plan a report follows; `clave` is the politica or the slug of the leader."""

    tipo: Cobertura
    clave: str = ""
    nombre: str = ""

    @property
    def texto(self) -> str:
        """Write it as the parameter of the notebook does: ``politica:gobierno_digital``."""
        return f"{self.tipo}:{self.clave}" if self.clave else self.tipo


@dataclass(frozen=True, slots=True)
class LightRule:
    """Thresholds of the traffic light, percentage points of real minus expected progress."""

    verde_desde: float
    amarillo_desde: float
    dias_por_vencer: int


@dataclass(frozen=True, slots=True)
class ActionProgress:
    """One action at the cut-off.

    `avance_pct` is the one of this cut-off (or the last one of a finished action), at most
    100; `leido_pct` is the same as it was reported. `anterior_pct` is the last one reported
    before, at `corte_anterior`. `dias_para_fin` is negative after the last day.
    """

    accion: Accion
    nombre_politica: str
    dimension: str
    nombre_dimension: str
    lider: str
    dependencia: str
    etiqueta_estado: str
    peso_relativo: float
    cuenta: bool
    es_exigible: bool
    avance_pct: float | None
    leido_pct: float | None
    corte_avance: date | None
    anterior_pct: float | None
    corte_anterior: date | None
    esperado_pct: float | None
    diferencia_puntos: float | None
    luz: Luz
    es_vencida: bool
    es_por_vencer: bool
    dias_para_fin: int | None
    sin_evidencia: bool

    @property
    def sin_reporte(self) -> bool:
        return self.cuenta and self.es_exigible and self.avance_pct is None


@dataclass(frozen=True, slots=True)
class GroupProgress:
    """Progress of several actions: of a politica, a dimension, a unit, a leader or all.

    `avance_pct` is the weighted mean of the actions that reported, `esperado_pct` that of the
    same actions. `conservador_pct` counts those that should have reported and did not as 0;
    it is shown only under that name. None where no action enters.
    """

    clave: str
    nombre: str
    n_acciones: int
    n_cuentan: int
    n_exigibles: int
    n_reportadas: int
    n_vencidas: int
    n_comparables: int  # reported, and with dates to expect something
    avance_pct: float | None
    esperado_pct: float | None
    diferencia_puntos: float | None
    conservador_pct: float | None
    luz: Luz
    con_pesos: bool  # at least one politica is weighted by `peso`

    @property
    def n_sin_reporte(self) -> int:
        return self.n_exigibles - self.n_reportadas


@dataclass(frozen=True, slots=True)
class PlanFinding:
    """Something to mend in a plan: which action, which column, which rule.

    `accion_id` is empty for findings about a politica; `texto` is the text of the action;
    `valor` what stands there (never a personal datum); `otras` the other actions concerned.
    """

    regla: Regla
    gravedad: Gravedad
    politica: str
    nombre_politica: str
    accion_id: str = ""
    texto: str = ""
    campo: str = ""
    corte: date | None = None
    valor: str = ""
    otras: tuple[str, ...] = ()

    @classmethod
    def about(
        cls,
        item: ActionProgress,
        regla: Regla,
        gravedad: Gravedad,
        campo: str,
        *,
        corte: date | None = None,
        valor: str = "",
        otras: tuple[str, ...] = (),
    ) -> PlanFinding:
        """Name an action, the column and what stands there."""
        accion = item.accion
        return cls(
            regla, gravedad, accion.politica, item.nombre_politica, accion.accion_id,
            accion.accion, campo, corte, valor, otras,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that changed: canonical texts, "" where it was or became empty.

    `origen` is the file that said it, or the kind of origin where there is none.
    """

    key: CellKey
    antes: str
    despues: str
    origen: str
    momento: datetime


@dataclass(frozen=True, slots=True)
class ActionChanges:
    """What changed in one action; a new one lists no cells."""

    accion_id: str
    politica: str
    nombre_politica: str
    texto: str
    es_nueva: bool
    cambios: tuple[CellChange, ...]


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A file that gave something to the plan."""

    archivo: str
    sha256: str
    fecha: date
    contenido: str  # whose workbook it was


@dataclass(frozen=True, slots=True)
class Columna:
    """How a column of the plan is called, and its values when it has a list of them."""

    campo: str
    etiqueta: str
    tipo: str
    opciones: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class StateCount:
    estado: str
    etiqueta: str
    n: int


@dataclass(frozen=True, slots=True)
class PlanSummary:
    """What the report of one politica says of its running plan."""

    vigencia_plan: int
    corte: date | None
    total: GroupProgress
    acciones: tuple[ActionProgress, ...]
    rule: LightRule


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Everything the report of seguimiento says; `corte` is None when there is no plan."""

    entidad: Entidad
    vigencia: int  # measured
    vigencia_plan: int
    alcance: Alcance
    corte: date | None
    corte_anterior: date | None
    proximo_corte: date | None
    n_plan: int  # actions of the whole plan, whatever the scope
    acciones: tuple[ActionProgress, ...]  # those of the scope, by politica and number
    total: GroupProgress
    politicas: tuple[GroupProgress, ...]
    dimensiones: tuple[GroupProgress, ...]
    dependencias: tuple[GroupProgress, ...]
    lideres: tuple[GroupProgress, ...]
    estados: tuple[StateCount, ...]
    cambios: tuple[ActionChanges, ...]
    n_conflictos: int  # cells of which different values were said and nobody decided
    evidencias: tuple[PlanFinding, ...]
    calidad: tuple[PlanFinding, ...]
    columnas: tuple[Columna, ...]
    rule: LightRule
    deadlines: tuple[Deadline, ...]
    avisos: tuple[str, ...]
    sources: tuple[SourceFile, ...]
    archivos: tuple[PlanFile, ...]
    version: str
    fecha_informe: date

    @property
    def hay_plan(self) -> bool:
        """Tell whether there is any action to follow in the scope."""
        return bool(self.acciones)

    def columna(self, campo: str) -> Columna:
        """Find how a column is called; one that is not known keeps its identifier."""
        known = (columna for columna in self.columnas if columna.campo == campo)
        return next(known, Columna(campo, campo, "texto"))
