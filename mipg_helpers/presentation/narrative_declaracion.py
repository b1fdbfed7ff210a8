"""The texts of the declaration of a politica: what is known, and what its leader has to write.

A blank is marked as such and says what is expected in it. Nothing here is adopted until the
committee adopts it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import formats, narrative

if TYPE_CHECKING:
    from mipg_helpers.analysis.profile import Profile

DRAFT = (
    "Este documento es un borrador: reúne lo que se sabe de la política y señala lo que su líder "
    "debe escribir. Vale cuando el comité lo adopta."
)
SCOPE_BLANK = "Dependencias, procesos, sedes y grupos de valor que cubre la política en la entidad."
NORMS_BLANK = "Normas propias de la política: las del sector, las del territorio y las internas."
GUIDELINES_BLANK = (
    "Lineamientos propios de la entidad: qué se compromete a hacer, con qué principios y qué "
    "límites."
)
METHOD = (
    "Cada acción parte de una causa. Antes de aprobar el plan se escribe la causa y el método con "
    "el que se halló: lluvia de ideas, cinco porqués, Ishikawa o Pareto. El formulario FURAG "
    "pregunta por ese método, por la herramienta de seguimiento y por los criterios para cerrar "
    "las acciones."
)
METHOD_BLANK = "Método elegido, quiénes participaron y fecha del análisis."
STRATEGY_BLANK = "Cómo se pasará de la situación actual a la esperada: etapas, recursos y alianzas."
DIFFERENTIAL_BLANK = (
    "Cómo se adapta la política a la población, al territorio y a la capacidad de la entidad."
)
CLOSING = (
    "Una acción se cierra cuando se ejecutó por completo y la causa desapareció. Control Interno "
    "lo verifica."
)
ADOPTION_BLANK = "Acta del comité, fecha y número del acto que adopta la declaración."


def norms(profile: Profile) -> list[str]:
    """List the norms that the reference tables know; they are a start."""
    return [f"{norma}: {asunto}." for norma, asunto in profile.politica.normas]


def purpose(profile: Profile) -> list[str]:
    """Say what the politica is for, where it stands in the model and who leads it nationally."""
    politica = profile.politica
    place = f"Hace parte de la dimensión {politica.dimension} {politica.nombre_dimension}."
    leader = f"En el orden nacional la lidera {politica.lider_nacional}."
    return [
        politica.proposito,
        narrative.sentences([place, leader if politica.lider_nacional else ""]),
    ]


def scope(profile: Profile) -> list[str]:
    """Say to whom it applies, as the form of the entidad does."""
    who = profile.entidad.nombre
    if profile.case == "fuera_de_meci":
        only = (
            f"El formulario de {who} solo evalúa Control Interno: esta política no le es exigible."
        )
        return [f"{only} Puede adoptarla como buena práctica."]
    return [f"La política se aplica en {who} durante {profile.vigencia_plan}."]


def strategy(profile: Profile) -> list[str]:
    """Name what stays furthest behind; it is what the strategy should begin with."""
    urgent = [item.nombre for item in profile.indices if item.priority.nivel == "alta"]
    if urgent:
        many = formats.plural(len(urgent), "un asunto", "asuntos")
        begin = "Por la regla de prioridad (cálculo propio) conviene empezar por"
        return [f"{begin} {many} de prioridad alta: {'; '.join(urgent)}."]
    if profile.priority.nivel == "alta":
        return [
            "La política misma tiene prioridad alta según la regla de prioridad (cálculo propio)."
        ]
    return ["Ningún asunto de la política tiene prioridad alta según la regla (cálculo propio)."]
