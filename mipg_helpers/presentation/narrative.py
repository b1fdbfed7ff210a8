"""The bricks of every sentence: amounts, comparison groups, names, reasons.

Plain Spanish for a reader who does not know statistics: short sentences, active voice, the
reference and its n always named, official figures kept apart from our own. Scores are
*puntos*, never percent; fixed bands are never called quintiles; no sentence promises that an
action raises a score. Nothing here computes a figure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import formats

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mipg_helpers.analysis.profile import (
        Entidad,
        EntidadProfile,
        Gap,
        GapReference,
        PeerStats,
        Politica,
        Priority,
        Score,
    )

#: How the comparison group is named after a noun: "las 48 entidades … de su grupo par".
_GROUPS = {
    "grupo_par": "de su grupo par",
    "departamento": "de su departamento",
    "orden": "de su mismo orden",
    "sector": "de su sector",
    "naturaleza_juridica": "de su misma naturaleza jurídica",
}

_WHY_NOT_GRUPO_PAR = {
    "departamento": (
        "Los archivos cargados no traen el grupo par oficial de la entidad. Por eso se compara "
        "con las entidades de su departamento, del mismo orden y tipo de formulario."
    ),
    "orden": (
        "Los archivos cargados no traen el grupo par ni el departamento de la entidad. Por eso se "
        "compara con todas las entidades de su mismo orden y tipo de formulario."
    ),
}

#: Groups that a reader may choose although the entidad has a grupo par.
_CHOSEN = {name: _GROUPS[name] for name in ("departamento", "sector", "naturaleza_juridica")}

#: Without the orden of the entidades the group of a departamento cannot keep them apart.
_MIXED = (
    "Los archivos cargados no traen el grupo par oficial de la entidad ni su orden. Por eso se "
    "compara con todas las entidades de su departamento, nacionales y territoriales."
)

#: More names than this tire the reader: the rest is counted.
MOST_NAMES = 5


def sentences(parts: Iterable[str]) -> str:
    """Join sentences into a paragraph; empty ones are left out."""
    return " ".join(part for part in parts if part)


def paragraphs(*texts: str) -> list[str]:
    """Keep the paragraphs that say something."""
    return [text for text in texts if text]


def amount(value: float) -> str:
    """Write a difference of ours with its unit and without sign: ``8,8 puntos``."""
    return formats.with_unit(formats.points(abs(value)))


def counted(n: int, una: str, varias: str) -> str:
    """Write a count inside a sentence: ``una acción``, ``12 acciones``."""
    return una if n == 1 else f"{formats.integer(n)} {varias}"


def has_owners(profile: EntidadProfile) -> bool:
    """Tell whether the files name anybody; if not, nobody knows who is missing either."""
    return any(row.lider or row.responsable for row in profile.politicas)


def priority_cell(score: Score, priority: Priority) -> str:
    """Write the priority for a table cell; without a score, the reason why there is none."""
    if score.puntos is None:
        return capital(formats.motivo_short(score.motivo))
    return capital(formats.LEVELS[priority.nivel])


def is_zero(value: float) -> bool:
    """Tell whether a difference prints as zero; then no sentence may speak of a distance."""
    return formats.points(abs(value)) == formats.points(0)


def capital(text: str) -> str:
    """Write the first letter in upper case and leave the others as they are."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """Write the first letter in lower case, to go on inside a sentence."""
    return text[:1].lower() + text[1:]


def full_stop(text: str) -> str:
    """End a text that comes from a table with exactly one stop."""
    stripped = text.rstrip()
    return stripped if not stripped or stripped[-1] in ".!?" else f"{stripped}."


def excerpt(text: str, most: int) -> str:
    """Quote the beginning of a text, cut at a word; a short text whole, without its stop."""
    line = " ".join(text.split()).rstrip(".")
    if len(line) <= most:
        return line
    start = line[:most].rpartition(" ")[0] or line[: most - 1]  # one word may be longer
    return f"{start.rstrip(' ,;:')}…"


def quoted(names: Sequence[str], most: int = MOST_NAMES) -> str:
    """Write ``«a»; «b»``: names that hold commas stay apart; of many, how many more."""
    shown = "; ".join(f"«{name}»" for name in names[:most])
    rest = len(names) - most
    return f"{shown}; y {formats.integer(rest)} más" if rest > 0 else shown


def of_politica(politica: Politica) -> str:
    """Name a politica so that gender never matters: ``la política de Gobierno Digital``."""
    return f"la política de {politica.nombre}"


def group(peers: PeerStats) -> str:
    """Name who is compared, with n: ``las 48 entidades con puntaje de su grupo par (X)``."""
    whose = _GROUPS.get(peers.criterio, "de su grupo")
    label = f" ({peers.etiqueta})" if peers.etiqueta else ""
    if peers.n == 0:  # the published table brings a mean but does not say of how many
        return f"las entidades {whose}{label}"
    return f"las {formats.integer(peers.n)} entidades con puntaje {whose}{label}"


def group_size(peers: PeerStats) -> str:
    """Write n for a table cell or a label; empty when the source does not give it."""
    return f"n = {formats.integer(peers.n)}" if peers.n else ""


def why_this_group(peers: PeerStats, entidad: Entidad) -> str:
    """Say why the comparison is not with the official grupo par; empty when it is."""
    if peers.criterio in _CHOSEN and (
        entidad.grupo_par or peers.criterio not in _WHY_NOT_GRUPO_PAR
    ):
        return (
            f"La comparación elegida es con las entidades {_CHOSEN[peers.criterio]}, del mismo "
            "orden y tipo de formulario. No es el grupo par oficial."
        )
    if peers.criterio == "departamento" and not entidad.orden:
        return _MIXED
    return _WHY_NOT_GRUPO_PAR.get(peers.criterio, "")


def suppressed(peers: PeerStats, minimo_grupo: int) -> str:
    """Say why there is no comparison with the group; empty when there is one."""
    if peers.motivo == "grupo_unico":
        label = f" ({peers.etiqueta})" if peers.etiqueta else ""
        whose = _GROUPS.get(peers.criterio, "de su grupo")
        return f"La entidad es la única {whose}{label}: no hay con quién compararla."
    if peers.motivo == "sin_grupo":
        return (
            "Los archivos cargados no dicen con qué entidades se puede comparar: faltan el grupo "
            "par, el departamento y el orden."
        )
    if peers.motivo == "grupo_pequeno":
        return _small_group(peers, minimo_grupo)
    return formats.motivo_text(peers.motivo)


def gap_to(gaps: Sequence[Gap], referencia: GapReference) -> Gap | None:
    """Find the gap to one reference."""
    return next((gap for gap in gaps if gap.referencia == referencia), None)


def entidad_place(entidad: Entidad) -> str:
    """Write where the entidad is: ``Villa Ejemplo, Antioquia``; empty when unknown."""
    parts = dict.fromkeys((entidad.municipio, entidad.departamento))  # Bogotá, D. C. is both
    return ", ".join(part for part in parts if part)


def _small_group(peers: PeerStats, minimo_grupo: int) -> str:
    whose = _GROUPS.get(peers.criterio, "de su grupo")
    label = f" ({peers.etiqueta})" if peers.etiqueta else ""
    if peers.n == 0:
        return f"Ninguna entidad {whose}{label} tiene puntaje: no hay con quién comparar."
    one = peers.n == 1
    entidades, verb = ("1 entidad", "tiene") if one else (f"{peers.n} entidades", "tienen")
    return (
        f"Solo {entidades} {whose}{label} {verb} puntaje. Este informe no muestra promedios ni "
        f"puestos de grupos con menos de {formats.integer(minimo_grupo)} entidades."
    )
