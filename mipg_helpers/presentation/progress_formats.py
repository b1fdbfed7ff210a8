"""How progress, lights and the values of a plan are written for people."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from mipg_helpers.presentation import formats, free_text

if TYPE_CHECKING:
    from mipg_helpers.analysis.follow_up_profile import Columna, LightRule, Luz

#: The word of each light; the word, never the colour alone, says it.
LIGHTS: dict[Luz, str] = {
    "verde": "Verde",
    "amarillo": "Amarillo",
    "rojo": "Rojo",
    "sin_reporte": "Sin reporte",
    "sin_iniciar": "Sin iniciar",
    "sin_fechas": "Sin fechas",
    "no_cuenta": "No cuenta",
}
EMPTY = "vacío"
VALUE_LENGTH = 60


def pct(value: float | None, missing: str = formats.NO_FIGURE) -> str:
    """Write a percentage with at most one decimal: ``45 %``, ``33,3 %``; never a missing one."""
    if value is None:
        return missing
    text = formats.percent(value, 1)
    return text.replace(f",0{formats.NBSP}", formats.NBSP)


def difference(value: float | None) -> str:
    """Write real minus expected progress, in percentage points: ``−12,5``."""
    return formats.NO_FIGURE if value is None else formats.signed_points(value).removesuffix(",0")


def light(luz: Luz) -> str:
    return LIGHTS[luz]


def light_rule(rule: LightRule) -> str:
    """Print the rule of the traffic light."""
    green, yellow = (_threshold(value) for value in (rule.verde_desde, rule.amarillo_desde))
    return (
        "Semáforo (regla de este informe, no es oficial): compara el avance con lo esperado a la "
        f"fecha de corte. Verde: la diferencia es de {green} puntos porcentuales o más. Amarillo: "
        f"de {yellow} o más. Rojo: menos de {yellow}, o la acción venció sin llegar al "
        f"{pct(100)}."
    )


def short_days(days: int) -> str:
    """Write how far the last day is: ``en 5 días``, ``hoy``, ``hace 12 días``."""
    if days == 0:
        return "ese día"
    count = formats.plural(abs(days), "día", "días")
    return f"en {count}" if days > 0 else f"hace {count}"


def cell_value(column: Columna, text: str) -> str:
    """Write the canonical text of a cell as its reader knows it."""
    if not text:
        return EMPTY
    if column.tipo == "fecha":
        return formats.short_date(date.fromisoformat(text))
    if column.tipo == "porcentaje":
        return pct(float(text))
    if column.tipo == "lista":
        return dict(column.opciones).get(text, free_text.start_of(text, VALUE_LENGTH))
    if column.tipo == "identificadores":
        return formats.plural(text.count("|") + 1, "identificador", "identificadores")
    shown = free_text.start_of(text.replace("|", ", "), VALUE_LENGTH)
    return f"«{shown}»"


def _threshold(value: float) -> str:
    return formats.signed_points(value).removesuffix(",0")
