"""The words of the cover: what this workbook is and what each reader does with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.evidence_workbook.avisos import (
    FALTA_EVIDENCIA,
    FALTA_MOTIVO,
    FALTA_TAREA,
    POR_REVISAR,
    RECHAZADA,
)
from mipg_helpers.plan_workbook.layout import day_text
from mipg_helpers.plan_workbook.write_texts import Cover

if TYPE_CHECKING:
    from mipg_helpers.evidence_workbook.model import EvidenceContent

    Section = tuple[str, list[tuple[str, str]]]

_TITLES = {
    "lider": "libro de la dependencia",
    "planeacion": "libro maestro de Planeación",
    "control_interno": "libro de Control Interno",
}
_REVIEW = [
    (
        "1. Revise cada evidencia",
        (
            "Abra el enlace y compruebe que prueba lo que dice la opción. Elija Aprobada o "
            "Rechazada en «Revisión de la evidencia»; al rechazar, escriba el motivo, que la "
            "dependencia leerá en su libro. En blanco es pendiente."
        ),
    ),
    (
        "2. Si la evidencia cambia",
        (
            "Cuando la dependencia cambia el enlace, la fecha o lo que dice que cumple, la "
            "revisión vuelve a quedar pendiente."
        ),
    ),
]
_TASKS = {
    "lider": [
        (
            "1. Diga si se cumple",
            (
                "Hay una hoja por política. Cada pregunta (fila azul) va seguida de sus opciones, "
                "tal como están publicadas. Elija Sí, Parcial o No en cada opción. Lo que deje en "
                "blanco queda sin decir: no cuenta como No."
            ),
        ),
        (
            "2. Escriba la evidencia",
            (
                "Para cada Sí, el enlace o la ruta del documento que lo prueba y su fecha. Si un "
                "solo documento prueba toda la pregunta, escríbalo en la fila azul."
            ),
        ),
        (
            "3. Diga qué falta",
            (
                "Para cada Parcial o No que se pueda cumplir: la tarea, el entregable y el cargo "
                "que responde. No todas las opciones valen la pena: escoja con su jefe."
            ),
        ),
        (
            "4. Lea la revisión",
            (
                "Planeación o Control Interno aprueba o rechaza cada evidencia. Si la rechaza, "
                "corrija el enlace según el motivo y devuelva el libro."
            ),
        ),
    ],
    "planeacion": [
        *_REVIEW,
        (
            "3. Reparta las preguntas",
            (
                "En «Dependencia que responde», en la fila azul, escriba la dependencia que "
                "prepara la pregunta. Al repetir «mipg preparar» la pregunta pasa a su libro."
            ),
        ),
        (
            "4. Lo demás es de lectura",
            "Lo que escriben las dependencias está bloqueado.",
        ),
    ],
    "control_interno": [
        *_REVIEW,
        (
            "3. Lo demás es de lectura",
            "Lo que escriben las dependencias y el reparto de Planeación está bloqueado.",
        ),
    ],
}
_BACK = (
    "Para devolverlo",
    (
        "Guárdelo como libro de Excel (.xlsx) y envíelo a Planeación por el mismo medio por el que "
        "lo recibió. Puede devolverlo incompleto y reenviarlo después. El nombre del archivo no "
        "importa."
    ),
)
_MARKS = (
    (FALTA_EVIDENCIA, "label", "Dijo Sí, el formulario exige evidencia y no hay enlace."),
    (FALTA_TAREA, "label", "Dijo Parcial y no hay tarea."),
    (POR_REVISAR, "label", "Hay un enlace que nadie ha revisado."),
    (RECHAZADA, "sample_alert", "La revisión rechazó el enlace; lea el motivo."),
    (FALTA_MOTIVO, "label", "Se rechazó sin decir por qué: no se recibe así."),
)
_AVISOS = "Dice en palabras lo que espera en cada fila; la calcula el libro mientras usted escribe."


def cover_for(content: EvidenceContent) -> Cover:
    """Word the cover of a workbook."""
    libro = content.libro
    title = f"Preparación del FURAG {libro.vigencia}: {_TITLES[libro.rol]}"
    tasks: Section = ("Qué debe hacer", [*_TASKS[libro.rol], _BACK])
    return Cover(title, libro.entidad, (_about(content), tasks, _rules(content)), _MARKS, _AVISOS)


def _about(content: EvidenceContent) -> Section:
    libro = content.libro
    lines = [("Para", libro.destinatario)] if libro.destinatario else []
    lines += [
        (
            "Qué es",
            "Un simulacro: lo que se responde y su evidencia, antes de abrir el formulario.",
        ),
        ("Preguntas", f"{len(content.preguntas)} del formulario de la vigencia {libro.vigencia}."),
        ("Políticas", "; ".join(name for _, name in libro.politicas)),
        ("Enviado el", day_text(libro.fecha)),
        (
            "Qué no es",
            (
                "No es el formulario oficial ni calcula un puntaje; el FURAG se responde en la "
                "plataforma de Función Pública."
            ),
        ),
    ]
    return "Sobre este libro", lines


def _rules(content: EvidenceContent) -> Section:
    example = day_text(content.libro.fecha)
    return (
        "Reglas para escribir",
        [
            ("Fechas", f"Día/mes/año, por ejemplo {example}."),
            ("En blanco", "Una celda en blanco es «sin dato»; nunca cuenta como No."),
            (
                "Evidencias",
                (
                    "Enlaces o rutas del repositorio de la entidad, no de carpetas personales, "
                    "y que se puedan abrir después de la vigencia."
                ),
            ),
            (
                "Datos personales",
                (
                    "Escriba el cargo, no el nombre. Lo que traiga correos, teléfonos o cédulas "
                    "no se recibe (Ley 1581 de 2012)."
                ),
            ),
            (
                "No cambie",
                (
                    "La columna Código, los encabezados ni las hojas: con ellos se reconoce lo que "
                    "usted escribió. Puede filtrar y ensanchar columnas."
                ),
            ),
        ],
    )
