"""What each finding about a plan is called, what to do about it, and who asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mipg_helpers.presentation import free_text, progress_formats

if TYPE_CHECKING:
    from mipg_helpers.analysis.follow_up_profile import (
        Columna,
        Gravedad,
        PlanFinding,
        Regla,
    )

VALUE_LENGTH = 80


class Words(NamedTuple):
    """What was found, what to do, and the question of FURAG that asks for it ("" for none)."""

    hallazgo: str
    que_hacer: str
    fuente: str = ""


#: How much a finding matters, most first.
GRAVITY: dict[Gravedad, str] = {
    "corregir": "Por corregir",
    "revisar": "Por revisar",
    "mejorar": "Por mejorar",
}

WORDS: dict[Regla, Words] = {
    "sin_evidencia": Words(
        "Reporta avance y no da evidencia",
        "Escriba el enlace o la ruta del documento que lo prueba.",
    ),
    "mismo_enlace": Words(
        "La misma evidencia sirve a varias acciones",
        "Dé a cada acción el documento que la prueba, no la carpeta de todas.",
    ),
    "enlace_inseguro": Words(
        "El enlace no es seguro",
        "Use un enlace https o la ruta de la carpeta de la entidad.",
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
        "El enlace lleva un año distinto al del plan",
        "Confirme que la evidencia es de este plan y no de otro año.",
    ),
    "dato_personal": Words(
        "Parece haber un dato personal",
        "Quítelo: el plan y sus evidencias se publican (Ley 1581 de 2012).",
    ),
    "avance_baja": Words(
        "El avance acumulado bajó frente al corte anterior",
        "Corrija el dato o explique por qué bajó.",
    ),
    "avance_mayor_100": Words(
        "El avance pasa de 100 %",
        "Escriba el avance de 0 a 100; aquí se cuenta como 100 %.",
    ),
    "terminada_sin_avance": Words(
        "Está «Terminada» sin llegar a 100 %",
        "Complete el avance o vuelva la acción a «En ejecución».",
    ),
    "terminada_sin_evidencia": Words(
        "Está «Terminada» sin ninguna evidencia",
        "Escriba la evidencia del cierre.",
    ),
    "completa_sin_terminar": Words(
        "Llegó a 100 % y su estado no es «Terminada»",
        "Cambie el estado, con su fecha, para que Control Interno la verifique.",
    ),
    "falta_campo": Words("Falta", "Complete la columna."),
    "fin_antes_de_inicio": Words("Termina antes de empezar", "Corrija las fechas."),
    "fuera_de_vigencia": Words(
        "La fecha está fuera de la vigencia del plan", "Corrija la fecha o pase la acción de plan."
    ),
    "indicador_sin_unidad": Words(
        "El indicador no dice en qué se mide", "Elija la unidad de medida.", "FURAG SYE203"
    ),
    "indicador_sin_linea_base": Words(
        "El indicador no tiene línea base",
        "Escriba de qué valor se parte; si nadie lo ha medido, mídalo.",
        "FURAG SYE203",
    ),
    "indicador_sin_meta": Words(
        "El indicador no tiene meta", "Escriba el valor que se quiere alcanzar.", "FURAG SYE203"
    ),
    "indicador_sin_formula": Words(
        "El indicador no tiene fórmula", "Escriba cómo se calcula.", "FURAG SYE203"
    ),
    "sin_metodo_causa": Words(
        "No dice con qué método se halló la causa",
        "Elija el método: lluvia de ideas, cinco porqués, Ishikawa, Pareto u otro.",
        "FURAG CIN250",
    ),
    "sin_causa": Words("No dice la causa", "Escriba por qué ocurre.", "FURAG CIN250"),
    "sin_criterio_eficacia": Words(
        "No dice cómo se sabrá que la causa desapareció",
        "Escriba el criterio de efectividad para el cierre.",
        "FURAG CIN250",
    ),
    "sin_seguimiento": Words(
        "Nadie ha reportado avance de esta política",
        "Reporte el avance de cada acción al corte.",
        "FURAG CIN250",
    ),
    "sin_verificacion": Words(
        "Está «Terminada» y Control Interno no ha dicho si fue eficaz y efectiva",
        "Pida la verificación a Control Interno.",
        "FURAG CIN251",
    ),
    "sin_origen": Words(
        "No responde a una recomendación, hallazgo o pregunta",
        "Diga a qué recomendación o brecha responde.",
        "FURAG CIN249",
    ),
    "texto_repetido": Words(
        "El mismo texto está en varias acciones",
        "Deje una sola acción y nombre en ella las demás políticas.",
    ),
    "pesos_incompletos": Words(
        "Unas acciones de la política tienen peso y otras no",
        "Dé un peso a todas o a ninguna; mientras tanto pesan igual.",
    ),
    "pesos_no_suman": Words(
        "Los pesos de la política no suman 100 %", "Ajuste los pesos de sus acciones."
    ),
    "sin_motivo": Words(
        "Está «Rechazada» o «Cancelada» sin motivo", "Escriba el motivo del estado."
    ),
    "brecha_sin_accion": Words(
        "La política tiene una brecha y ninguna acción",
        "Incluya una acción o deje constancia de por qué no.",
    ),
    "prioridad_alta_sin_accion": Words(
        "La política es de prioridad alta y no tiene acciones",
        "Incluya en el plan al menos una acción.",
    ),
}

#: Findings whose value adds nothing to the words, or must not be repeated.
_SILENT = frozenset({"avance_mayor_100", "avance_baja", "fuera_de_vigencia"})
_SOURCES: dict[str, str] = {
    "responsable": "FURAG SYE201",
    "fecha_inicio": "FURAG SYE201",
    "fecha_fin": "FURAG SYE201",
}
#: Absent columns in a sentence, with their article.
_MISSING = {
    "accion": "Falta el texto de la acción",
    "producto": "Falta el producto",
    "indicador": "Falta el indicador",
    "responsable": "Falta el responsable: ni cargo ni dependencia",
    "fecha_inicio": "Falta la fecha de inicio",
    "fecha_fin": "Falta la fecha de fin",
}


def what_was_found(finding: PlanFinding, column: Columna) -> str:
    """Say what was found, with the column and, where it helps, what stands there."""
    words = WORDS[finding.regla].hallazgo
    if finding.regla == "falta_campo":
        words = _MISSING.get(finding.campo, f"Falta «{column.etiqueta}»")
    value = _value(finding)
    told = f"{words}: {value}" if value else words
    return f"{told} (columna «{column.etiqueta}»)" if finding.campo else told


def what_to_do(finding: PlanFinding) -> str:
    """Say how to mend it, and which question of FURAG asks for it."""
    words = WORDS[finding.regla]
    source = words.fuente or (_SOURCES.get(finding.campo, "") if finding.accion_id else "")
    wanted = source if finding.regla in _ASKED_BY_COLUMN or words.fuente else ""
    return f"{words.que_hacer} Lo pregunta {wanted}." if wanted else words.que_hacer


_ASKED_BY_COLUMN = frozenset({"falta_campo", "fin_antes_de_inicio", "fuera_de_vigencia"})


def _value(finding: PlanFinding) -> str:
    text = finding.valor
    if not text or finding.regla in _SILENT:
        return ""
    if finding.regla == "pesos_no_suman":
        return f"suman {progress_formats.pct(float(text))}"
    if finding.regla in {"no_es_enlace", "mismo_enlace"}:
        return f"«{free_text.start_of(text, VALUE_LENGTH)}»"
    return text
