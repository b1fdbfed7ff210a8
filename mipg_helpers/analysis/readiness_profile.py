"""The frozen result objects of the preparation for the next FURAG.

Like `mipg_helpers.analysis.profile`: no formatted text, no rounded number. The coverage is our
own calculation over what the entidad answered ("cálculo propio"): options met over options
possible. It is no result of the measurement and is never called one. What nobody answered is
``None``, never 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

    from mipg_helpers.analysis.profile import Deadline, Entidad, Source, SourceFile

#: What an option says of the entidad; read from ``reference/opciones_clases.csv``.
Clase = Literal["positiva", "parcial", "negativa", "no_aplica", "abierta"]

#: How a pregunta is covered. ``opciones``: each positive option counts. ``una_opcion``: only one
#: can be marked, so one is possible. ``solo_respuesta``: numbers, texts, matrices and choices
#: that describe without being met or unmet; it is only known whether they were answered.
ReglaCobertura = Literal["opciones", "una_opcion", "solo_respuesta"]

#: Where a pregunta stands. ``no_aplica`` leaves it out of the coverage; ``contradictoria`` was
#: answered with options that exclude each other, as a negative and a positive one;
#: ``por_revisar`` has only answers that are no option of the bank, or several where one is
#: possible. Both wait for a person.
EstadoPregunta = Literal[
    "respondida", "sin_responder", "no_aplica", "contradictoria", "por_revisar"
]

#: Where an option stands. ``anulada``: marked, but a negative option voids it. ``alternativa``:
#: another positive option of a pregunta of one option, which is met already. ``marcada`` and
#: ``sin_marcar``: options that are not counted.
EstadoOpcion = Literal[
    "cumplida", "faltante", "anulada", "alternativa", "marcada", "sin_marcar", "sin_responder",
    "no_aplica",
]  # fmt: skip

#: What the workbook of a unit says of an option since the answers; empty when nothing.
Reporte = Literal["", "si", "parcial", "no"]

EstadoEvidencia = Literal["pendiente", "aprobada", "rechazada"]
#: The evidence of a whole pregunta: one rejected link counts more than an approved one.
#: ``sin_revisar``: the answers carry a link that nobody has taken to the book of evidence.
EvidenciaPregunta = Literal[
    "no_exigida", "sin_evidencia", "sin_revisar", "pendiente", "aprobada", "rechazada"
]

#: Likeness of two texts: from 90 the same, from 50 alike, below 50 a new pregunta.
Banda = Literal["igual", "parecida", "nueva"]

ReglaHallazgo = Literal[
    # Answers.
    "contradiccion",
    "varias_en_unica",
    "respuesta_sin_opcion",
    "codigo_sin_banco",
    # Evidence.
    "sin_evidencia",
    "mismo_enlace",
    "enlace_inseguro",
    "sitio_personal",
    "no_es_enlace",
    "fecha_fuera",
    "dato_personal",
]
Gravedad = Literal["corregir", "revisar", "mejorar"]

#: What the reader must know before he uses a figure; presentation words each of them.
Supuesto = Literal[
    "opciones_conocidas",  # some preguntas are cut: there may be more options than the file has
    "solo_respondidas",  # the coverage speaks of the preguntas answered
    "parcial_no_cuenta",  # a partial option was marked; it is not counted as met
    "varias_positivas",  # a pregunta of one option has several positive ones, in no known order
    "solo_meci",  # MECI form: only the preguntas of Control Interno
    "evidencia_por_texto",  # the bank does not say which preguntas demand evidence
]


@dataclass(frozen=True, slots=True)
class Evidencia:
    """One record of the book of evidence: posts and units, never persons.

    `numero_opcion` is 0 when it is about the whole pregunta; `fecha` is that of the evidence.
    The `unidad` of a record of the whole pregunta is the one a person assigned it to.
    """

    codigo_pregunta: str
    numero_opcion: int = 0
    unidad: str = ""
    responsable_cargo: str = ""
    enlace: str = ""
    fecha: date | None = None
    estado: EstadoEvidencia = "pendiente"
    motivo: str = ""
    tarea: str = ""
    entregable: str = ""


@dataclass(frozen=True, slots=True)
class OpcionResult:
    """One option; `peso_pct` is 100 over the options possible, None where it is not counted."""

    numero: int
    texto: str
    clase: Clase
    estado: EstadoOpcion
    peso_pct: float | None
    exige_evidencia: bool
    reporte: Reporte = ""


@dataclass(frozen=True, slots=True)
class LinkAnterior:
    """The pregunta of an earlier vigencia most like this one.

    `codigo` is empty and `similitud_pct` None when nothing is alike. `del_equipo`: the table of
    the entidad's team says so, which wins over our comparison of texts. `empates`: other codes
    with the same likeness.
    """

    vigencia: int
    codigo: str
    texto: str
    similitud_pct: float | None
    banda: Banda
    del_equipo: bool = False
    empates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PreguntaResult:
    """One pregunta of the bank, with what the entidad answered.

    `cobertura_pct` is 0 to 100; 0 also where a negative option voids the others. None where it
    cannot be said: not answered, does not apply, to be reviewed, or a pregunta that is only
    answered. `cubiertas` and `posibles` count options; both are 0 where the coverage is None.
    `sin_opcion` are answers that are no option of the bank. `por_lograr` counts what is possible
    and not met by the answers, answered or not; `logradas` what units report as met since of that.
    """

    codigo_pregunta: str
    modulo: str
    politica: str  # "" where the module is of no politica
    nombre_politica: str
    texto: str
    tipo: str
    regla: ReglaCobertura
    estado: EstadoPregunta
    opciones: tuple[OpcionResult, ...]
    cubiertas: int
    posibles: int
    cobertura_pct: float | None
    por_lograr: int
    logradas: int
    es_cortada: bool
    exige_evidencia: bool
    evidencia: EvidenciaPregunta
    enlaces: tuple[str, ...]  # as answered, before anyone reviewed them
    registros: tuple[Evidencia, ...]  # of the book of evidence
    unidad: str  # "" where nobody was assigned
    sin_opcion: tuple[str, ...]
    anterior: LinkAnterior | None
    source: Source
    source_respuesta: Source | None

    def opciones_en(self, *estados: EstadoOpcion) -> tuple[OpcionResult, ...]:
        """List the options in one of some states, in their order."""
        return tuple(opcion for opcion in self.opciones if opcion.estado in estados)


@dataclass(frozen=True, slots=True)
class GrupoCobertura:
    """The coverage of several preguntas: of a politica, a unit or all.

    `cobertura_pct`: options met over options possible, of the preguntas with coverage; None
    without any. `respondidas_pct`: those answered over those that apply; None when none does.
    """

    clave: str
    nombre: str
    n_preguntas: int
    n_respondidas: int  # also the contradictory ones and those to be reviewed
    n_sin_responder: int
    n_no_aplica: int
    n_por_revisar: int  # contradictory ones included
    n_con_cobertura: int
    n_solo_respuesta: int
    n_cortadas: int
    cubiertas: int
    posibles: int
    cobertura_pct: float | None
    respondidas_pct: float | None
    por_lograr: int
    logradas: int
    n_exigen_evidencia: int  # of those answered that apply
    n_sin_evidencia: int
    n_sin_revisar: int
    n_pendientes: int
    n_aprobadas: int
    n_rechazadas: int


@dataclass(frozen=True, slots=True)
class AccionCandidata:
    """An unmet option as a candidate action of the plan; a person decides whether it is worth it.

    `numero_opcion` is 0 where one of several options would do. `entregable` and `indicador` are
    proposed from the words of the option; dates inside the year of the plan.
    """

    accion_id: str
    codigo_pregunta: str
    numero_opcion: int
    politica: str
    nombre_politica: str
    pregunta: str
    opcion: str
    tarea: str
    entregable: str
    exige_evidencia: bool
    indicador: str
    unidad_medida: str
    meta: str
    unidad: str
    apoyo: str
    fecha_inicio: date
    fecha_fin: date
    reporte: Reporte = ""


@dataclass(frozen=True, slots=True)
class HallazgoPreparacion:
    """Something to mend in an answer or its evidence; `valor` is never a personal datum."""

    regla: ReglaHallazgo
    gravedad: Gravedad
    codigo_pregunta: str
    politica: str
    unidad: str
    valor: str = ""
    otras: tuple[str, ...] = ()  # codes of other preguntas concerned


@dataclass(frozen=True, slots=True)
class NivelAutodiagnostico:
    """Activities of a self-assessment: of a component, or of the whole workbook.

    `media_puntos`: mean of the activities with a value, points 0 to 100; blanks never enter.
    `nivel` is that of the published bands, 1 to 5. Both None when nothing was filled in.
    """

    nombre: str
    n_actividades: int
    n_calificadas: int
    calificadas_pct: float
    media_puntos: float | None
    nivel: int | None
    etiqueta: str
    por_nivel: tuple[tuple[str, int], ...]  # label of each level and its activities


@dataclass(frozen=True, slots=True)
class AutodiagnosticoResult:
    politica: str
    nombre_politica: str
    vigencia: int
    total: NivelAutodiagnostico
    componentes: tuple[NivelAutodiagnostico, ...]


@dataclass(frozen=True, slots=True)
class ReadinessProfile:
    """Everything the report on the preparation says, in the scope asked for.

    Without a bank of that vigencia there are no preguntas; without answers all of them are
    ``sin_responder``. `politica` and `unidad` are empty for the whole entidad.
    """

    entidad: Entidad
    vigencia: int  # of the bank and of the answers
    vigencia_plan: int
    politica: str
    nombre_politica: str
    unidad: str
    n_banco: int  # preguntas of the bank, whatever the scope
    n_fuera_de_meci: int
    tiene_respuestas: bool  # any of the entidad in that vigencia, whatever the scope
    vigencia_anterior: int | None  # of the bank whose codes are linked
    preguntas: tuple[PreguntaResult, ...]  # by official order of the politica, then by code
    total: GrupoCobertura
    politicas: tuple[GrupoCobertura, ...]  # official order; modules of no politica last
    unidades: tuple[GrupoCobertura, ...]  # by name; those without unit last
    politicas_sin_preguntas: tuple[str, ...]  # names: the bank has no module of theirs
    acciones: tuple[AccionCandidata, ...]
    hallazgos: tuple[HallazgoPreparacion, ...]
    autodiagnosticos: tuple[AutodiagnosticoResult, ...]
    supuestos: tuple[Supuesto, ...]
    deadlines: tuple[Deadline, ...]
    avisos: tuple[str, ...]
    sources: tuple[SourceFile, ...]
    version: str
    fecha_informe: date

    @property
    def hay_banco(self) -> bool:
        """Tell whether the bank of the vigencia was loaded."""
        return self.n_banco > 0
