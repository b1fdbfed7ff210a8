"""The words of the preparation: states, findings, assumptions, and how a coverage is written.

The coverage is an own calculation. It never goes by a word that belongs to the results of the
measurement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mipg_helpers.presentation import formats

if TYPE_CHECKING:
    from mipg_helpers.analysis.readiness_profile import (
        Banda,
        EstadoPregunta,
        EvidenciaPregunta,
        Gravedad,
        GrupoCobertura,
        ReglaHallazgo,
        Reporte,
        Supuesto,
    )

COVERAGE = "Cobertura (cálculo propio)"
NO_POLITICA = "Preguntas de módulos sin política"
NO_UNIT = "Sin dependencia asignada"

STATES: dict[EstadoPregunta, str] = {
    "respondida": "Respondida",
    "sin_responder": "Sin responder",
    "no_aplica": "No aplica",
    "contradictoria": "Se contradice",
    "por_revisar": "Por revisar",
}
PROOFS: dict[EvidenciaPregunta, str] = {
    "no_exigida": "No exigida",
    "sin_evidencia": "Sin evidencia",
    "sin_revisar": "Con enlace, sin revisar",
    "pendiente": "Pendiente de aprobar",
    "aprobada": "Aprobada",
    "rechazada": "Rechazada",
}
REPORTS: dict[Reporte, str] = {
    "": "",
    "si": "la dependencia reporta que ya se cumple",
    "parcial": "la dependencia reporta que se cumple en parte",
    "no": "la dependencia reporta que aún no se cumple",
}
BANDS: dict[Banda, str] = {
    "igual": "Igual (90 % o más)",
    "parecida": "Parecida (de 50 % a menos de 90 %)",
    "nueva": "Nueva (menos de 50 %)",
}
GRAVITY: dict[Gravedad, str] = {
    "corregir": "Por corregir",
    "revisar": "Por revisar",
    "mejorar": "Por mejorar",
}


class Words(NamedTuple):
    """What was found, and what to do."""

    hallazgo: str
    que_hacer: str


FINDINGS: dict[ReglaHallazgo, Words] = {
    "contradiccion": Words(
        "Se marcaron opciones que se excluyen",
        "Decida cuál vale: una opción negativa deja la pregunta en cero.",
    ),
    "varias_en_unica": Words(
        "Se marcó más de una opción donde solo cabe una", "Deje una sola opción."
    ),
    "respuesta_sin_opcion": Words(
        "Lo respondido no es ninguna opción conocida",
        "Compare el texto con el formulario; si la pregunta está cortada, puede faltar la opción.",
    ),
    "codigo_sin_banco": Words(
        "Se respondió un código que no está en el banco de preguntas",
        "Revise la vigencia del archivo de respuestas y la del banco.",
    ),
    "sin_evidencia": Words(
        "Se respondió que se cumple y no hay evidencia",
        "Escriba el enlace o la ruta del documento que lo prueba.",
    ),
    "mismo_enlace": Words(
        "El mismo enlace sirve a varias preguntas",
        "Dé a cada pregunta el documento que la prueba, no la carpeta de todas.",
    ),
    "enlace_inseguro": Words(
        "El enlace no es seguro", "Use un enlace https o la ruta de la carpeta de la entidad."
    ),
    "sitio_personal": Words(
        "La evidencia está en el sitio o equipo de una persona",
        "Pásela a la carpeta oficial de la entidad: se pierde cuando la persona se va.",
    ),
    "no_es_enlace": Words(
        "La evidencia no es un enlace ni una ruta",
        "Diga dónde está el documento, con su nombre y su carpeta.",
    ),
    "fecha_fuera": Words(
        "La evidencia lleva un año distinto al que mide el formulario",
        "Confirme que prueba lo hecho en la vigencia y no en otro año.",
    ),
    "dato_personal": Words(
        "Parece haber un dato personal",
        "Quítelo: las evidencias se comparten (Ley 1581 de 2012).",
    ),
}

ASSUMPTIONS: dict[Supuesto, str] = {
    "solo_respondidas": (
        "La cobertura habla solo de lo respondido: una pregunta sin responder no es un cero, y por "
        "eso se dice aparte qué parte del formulario se respondió."
    ),
    "opciones_conocidas": (
        "Hay preguntas cuyas opciones llenan todas las columnas del banco y pueden tener más: su "
        "cobertura es sobre las opciones conocidas."
    ),
    "parcial_no_cuenta": (
        "Una respuesta parcial no cuenta como cumplida: el formulario no publica cuánto vale."
    ),
    "varias_positivas": (
        "Donde solo se marca una opción y varias son positivas, cualquiera de ellas cubre la "
        "pregunta, porque el banco no dice en qué orden valen."
    ),
    "solo_meci": (
        "El formulario de la entidad es MECI: solo se cuentan las preguntas de Control Interno."
    ),
    "evidencia_por_texto": (
        "El banco no dice qué preguntas exigen evidencia. Se toma de las respuestas, cuando lo "
        "dicen, y de las opciones que la piden en su texto."
    ),
}


def pct(value: float | None) -> str:
    r"""Write a percentage; 0 % and 100 % only where it is exactly that; a dash when missing.

    Examples
    --------
    >>> pct(99.8), pct(100.0), pct(None)
    ('99,8\xa0%', '100\xa0%', '–')
    """
    if value is None:
        return formats.NO_FIGURE
    if 0 < value < 0.5 or 99.5 <= value < 100:
        return formats.percent(min(max(value, 0.1), 99.9), 1)
    return formats.percent(value)


def of(part: int, whole: int) -> str:
    """Write a count of another one, never broken: ``42 de 63``; a dash of nothing."""
    if not whole:
        return formats.NO_FIGURE
    return f"{formats.integer(part)} de {formats.integer(whole)}".replace(" ", formats.NBSP)


def coverage(group: GrupoCobertura) -> str:
    """Write a coverage with its counts: ``67 % (42 de 63 opciones)``."""
    if group.cobertura_pct is None:
        return "sin dato"
    return f"{pct(group.cobertura_pct)} ({of(group.cubiertas, group.posibles)} opciones)"


def answered(group: GrupoCobertura) -> str:
    """Write how many of the preguntas that apply were answered: ``24 de 28``."""
    return of(group.n_respondidas, group.n_preguntas - group.n_no_aplica)
