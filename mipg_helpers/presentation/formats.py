"""How figures, dates and missing values are written for people, in Spanish of Colombia.

Rounding happens here and nowhere else, half away from zero as people and spreadsheets do.
Official scores are printed digit by digit as they were read; own calculations with one
decimal. Scores are points (*puntos*), never percent. Nothing here computes a figure.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from mipg_helpers.analysis.profile import (
        GapReference,
        Motivo,
        PeerCriterion,
        PeerStats,
        PriorityLevel,
        Score,
    )

OFICIAL = "oficial"
CALCULO_PROPIO = "cálculo propio"
#: What stands in a cell without a figure where the reason is printed nearby.
NO_FIGURE = "–"

MINUS = "−"
NBSP = "\u00a0"
MONTHS = (
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
)

#: Why a value is missing: (a full sentence, a form short enough for a table cell).
MISSING: dict[Motivo, tuple[str, str]] = {
    "": ("", ""),
    "no_aplica": (
        "No aplica a la entidad: la celda del archivo oficial está vacía.",
        "no aplica",
    ),
    "vacio": (
        "Los archivos cargados de esta vigencia no traen este dato.",
        "no cargado",
    ),
    "solo_meci": (
        "La entidad diligencia el formulario MECI: solo se le evalúa Control Interno.",
        "solo MECI",
    ),
    "error_formula": (
        "La celda del archivo oficial tiene un error o una fórmula sin calcular.",
        "celda con error",
    ),
    "sin_meta": ("No se cargó una meta institucional para este dato.", "sin meta"),
    "sin_grupo": (
        "No hay un criterio para formar el grupo de comparación de la entidad.",
        "sin grupo",
    ),
    "grupo_unico": (
        "La entidad es la única de su grupo con puntaje: no hay con quién compararla.",
        "única del grupo",
    ),
    "grupo_pequeno": (
        "El grupo tiene menos entidades con puntaje que el mínimo para compararlas.",
        "grupo pequeño",
    ),
    "sin_anterior": ("No hay una vigencia anterior cargada.", "sin anterior"),
    "no_comparable_quiebre": (
        "No es comparable: la metodología cambió entre las dos vigencias.",
        "no comparable",
    ),
    "no_comparable_redefinido": (
        "No es comparable: el índice cambió de nombre y de contenido.",
        "no comparable",
    ),
    "no_comparable_base": (
        "No es comparable: la línea base se midió con otro diseño.",
        "no comparable",
    ),
    "no_existia": (
        "La política no existía en el modelo de esa vigencia.",
        "no existía",
    ),
    "sin_subindices": (
        "Los datos de esta vigencia no traen subíndices de la política.",
        "sin subíndices",
    ),
    "sin_distribucion": (
        "La tabla oficial publica el promedio y el mejor del grupo, y no los demás puntajes.",
        "no publicado",
    ),
}

REFERENCES: dict[GapReference, str] = {
    "meta": "meta de la entidad",
    "media_grupo": "promedio del grupo",
    "mejor_grupo": "mejor del grupo",
    "vigencia_anterior": "vigencia anterior",
}

LEVELS: dict[PriorityLevel, str] = {
    "alta": "alta",
    "media": "media",
    "baja": "baja",
    "sin_brecha": "sin brecha",
    "sin_dato": "sin dato",
}

CRITERIA = {
    "grupo_par": "grupo par",
    "departamento": "departamento",
    "orden": "orden",
    "sector": "sector",
    "naturaleza_juridica": "naturaleza jurídica",
}
#: Digits enough for every number a computer keeps, with its decimals.
_ANY_NUMBER = Context(prec=400)


def points(value: float, decimals: int = 1) -> str:
    """Write an own calculation in points: ``61.25`` gives ``61,3``; never ``-0,0``."""
    return _spanish(_rounded(value, decimals))


def signed_points(value: float, decimals: int = 1) -> str:
    """Write a difference with its sign: ``+3,2``, ``−1,5``; zero after rounding has no sign."""
    rounded = _rounded(value, decimals)
    return f"+{_spanish(rounded)}" if rounded > 0 else _spanish(rounded)


def official_points(value: float) -> str:
    """Write an official figure with its own digits: ``68.4`` gives ``68,4``; ``100.0``, ``100``.

    Fifteen significant digits, as a spreadsheet shows them, so the binary noise of a cell
    (``68.39999999999999``) is not taken for a figure.
    """
    return _spanish(Decimal(f"{value:.15g}"))


def score_text(score: Score, *, unit: bool = False) -> str:
    """Write an official score, or in its place the short reason why there is none."""
    if score.puntos is None:
        return motivo_short(score.motivo)
    return with_unit(official_points(score.puntos)) if unit else official_points(score.puntos)


def with_unit(number: str) -> str:
    """Add the unit to a written number: ``61,3 puntos``, ``1 punto``."""
    return f"{number} punto" if number.lstrip("+−") == "1" else f"{number} puntos"


def percent(value: float, decimals: int = 0) -> str:
    """Write a percentage given on the scale 0 to 100: ``35 %``. Never for scores."""
    return f"{_spanish(_rounded(value, decimals))}{NBSP}%"


def integer(value: int) -> str:
    """Write a count with thousands points: ``1.234``."""
    return _spanish(Decimal(value))


def long_date(value: date) -> str:
    """Write a date in words: ``22 de junio de 2026``."""
    return f"{value.day} de {MONTHS[value.month - 1]} de {value.year}"


def short_date(value: date) -> str:
    """Write a date for a table cell, day first: ``22/06/2026``."""
    return f"{value.day:02d}/{value.month:02d}/{value.year}"


def plural(n: int, uno: str, varios: str) -> str:
    """Write a count with its noun: ``1 recomendación``, ``12 recomendaciones``."""
    return f"{integer(n)} {uno if n == 1 else varios}"


def enumerated(words: list[str] | tuple[str, ...]) -> str:
    """Join words as a sentence does: ``a, b y c``; *e* before the sound i."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {_and(words[-1])} {words[-1]}"


def motivo_text(motivo: Motivo) -> str:
    """Say in one full sentence why a value is missing; empty when it is there."""
    return MISSING[motivo][0]


def motivo_short(motivo: Motivo) -> str:
    """Say in a table cell why a value is missing; a dash when no reason was given."""
    return MISSING[motivo][1] or NO_FIGURE


def kind_label(*, oficial: bool) -> str:
    """Name the kind of a figure: read from the official file or calculated here."""
    return OFICIAL if oficial else CALCULO_PROPIO


def group_text(peers: PeerStats) -> str:
    """Name the comparison group with its criterion: ``grupo par ALCALDÍA GRUPO 4``."""
    return group_name(peers.criterio, peers.etiqueta)


def group_name(criterio: PeerCriterion, etiqueta: str) -> str:
    """Name a group so that it can follow «del»: ``departamento Boyacá``."""
    criterion, label = CRITERIA.get(criterio, ""), etiqueta.strip()
    if not criterion or label.casefold().startswith(criterion):
        return label or "grupo de comparación"
    if criterio == "naturaleza_juridica":  # «del» does not go with a feminine noun
        criterion = f"grupo de {criterion}"
    return f"{criterion} {label}".strip()


def group_points(value: float | None, *, as_read: bool) -> str:
    """Write a statistic of the group: read ones (also a best score) with their own digits."""
    if value is None:
        return NO_FIGURE
    return official_points(value) if as_read else points(value)


def group_size(n: int) -> str:
    """Write how many entidades entered; a dash where the source does not tell."""
    return integer(n) if n else NO_FIGURE


def position_text(peers: PeerStats) -> str:
    """Write the place in the group: ``12 de 85``; the short reason when there is none."""
    if peers.posicion is None:
        return motivo_short(peers.motivo)
    return f"{integer(peers.posicion)} de {integer(peers.n)}"


def _rounded(value: float, decimals: int) -> Decimal:
    # From the shortest decimal form, so that 0.25 and 2.675 round as they are written.
    step = Decimal(1).scaleb(-decimals)
    return Decimal(repr(float(value))).quantize(step, ROUND_HALF_UP, context=_ANY_NUMBER)


def _spanish(number: Decimal) -> str:
    whole, _, fraction = f"{abs(number):f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    sign = MINUS if number < 0 else ""  # a negative zero is not below zero
    return f"{sign}{grouped},{fraction}" if fraction else f"{sign}{grouped}"


def _and(word: str) -> str:
    lowered = word.casefold()
    return "e" if lowered.startswith(("i", "í", "hi")) and not lowered.startswith("hie") else "y"
