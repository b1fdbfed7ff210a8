"""How progress is computed, printed so that anyone can repeat it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import formats, progress_formats

if TYPE_CHECKING:
    from mipg_helpers.analysis.follow_up_profile import FollowUp

LIMITS = (
    "El avance lo reporta quien ejecuta la acción; Control Interno lo verifica.",
    "Nada de este informe es un dato oficial: todo promedio y todo semáforo es cálculo propio.",
    "Una acción sin reporte no tiene avance; eso no es un cero y no entra en los promedios.",
    "Las evidencias se revisan por su texto, sin abrir los enlaces.",
    "Este informe apoya decisiones. No certifica el cumplimiento del plan ni de la norma.",
)
MEAN = (
    "Avance de un grupo = suma de (peso × avance) ÷ suma de los pesos, solo con las acciones que "
    "reportaron al corte. El avance es acumulado; más de 100 % cuenta como 100 %."
)
FINISHED = "Una acción terminada en un corte anterior no vuelve a reportar: vale su último avance."
EXPECTED = (
    "Avance esperado de una acción = días transcurridos desde su inicio hasta el corte ÷ días de "
    "la acción, contados el primero y el último; 0 % antes de empezar y 100 % después de terminar. "
    "Supone un ritmo parejo: es una referencia, no una meta."
)
DIFFERENCE = "Diferencia = avance menos esperado, en puntos porcentuales, con las mismas acciones."
CONSERVATIVE = (
    "Promedio conservador = el mismo promedio con todas las acciones que debían reportar, "
    "contando 0 % en las que no lo hicieron."
)
EQUAL_WEIGHTS = (
    "Todas las acciones pesan igual: el plan no trae un peso para todas las de una política."
)
BY_PESO = (
    "Cada política cuenta por su número de acciones. Dentro de ella las acciones cuentan por su "
    "peso cuando todas lo tienen; si falta alguno, pesan igual."
)


def formulas(profile: FollowUp) -> list[str]:
    """Print the formulas that this report uses."""
    if not profile.hay_plan:
        return []
    return [
        MEAN,
        BY_PESO if profile.total.con_pesos else EQUAL_WEIGHTS,
        EXPECTED,
        DIFFERENCE,
        CONSERVATIVE,
        FINISHED,
        _who_counts(profile),
    ]


def _who_counts(profile: FollowUp) -> str:
    """Say which actions count and which owe a report."""
    out = [item for item in profile.acciones if not item.cuenta]
    told = "No cuentan las acciones rechazadas ni las canceladas"
    count = f" ({formats.integer(len(out))} en este informe)" if out else ""
    later = "La que empieza después del corte no debe reporte."
    due = formats.plural(profile.rule.dias_por_vencer, "día", "días")
    soon = f"Por vencer: termina en los {due} siguientes al corte."
    over = f"Vencida: terminó antes del corte y no llegó a {progress_formats.pct(100)}."
    return f"{told}{count}. {later} {soon} {over}"
