"""Sentences about one score: its value, its change, its place in the group, its target.

They speak of any published index: a politica, a dimension, the IDI.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import formats, narrative

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.analysis.profile import Change, Gap, PeerStats, Score

MAXIMUM = 100


def score_sentence(name: str, score: Score, vigencia: int) -> str:
    """Say the official score of `name` (``la política de …``, ``el Índice de …``)."""
    if score.puntos is None:
        return ""
    puntos = f"{formats.with_unit(formats.official_points(score.puntos))} de 100"
    if score.puntos == MAXIMUM:
        puntos = "100 puntos, el puntaje máximo,"
    return (
        f"En la vigencia {vigencia} la entidad obtuvo {puntos} en {name}. Es el resultado oficial "
        "del FURAG."
    )


def change_sentence(change: Change) -> str:
    """Say whether the score rose, fell or stayed, or why that cannot be said."""
    if change.cambio_puntos is None:
        return _no_change_sentence(change)
    when = f"Frente a {change.desde}"
    if change.desde is not None and change.desde < change.hasta - 1:
        when += ", la última vigencia comparable con puntaje,"
    if narrative.is_zero(change.cambio_puntos):
        return f"{when} no cambió."
    verb = "subió" if change.cambio_puntos > 0 else "bajó"
    return f"{when} {verb} {narrative.amount(change.cambio_puntos)}."


def position_sentence(score: Score, peers: PeerStats) -> str:
    """Say the place in the group; empty when there is none."""
    if peers.posicion is None or score.puntos is None:
        return ""
    others = peers.puntajes.count(score.puntos) - 1
    who = narrative.group(peers)
    if others + 1 == peers.n:
        return f"{narrative.capital(who)} obtuvieron el mismo puntaje."
    if score.puntos == peers.mejor_puntos:
        return _extreme("más alto", others, who)
    if score.puntos == peers.minimo_puntos:
        return _extreme("más bajo", others, who)
    tied = f", empatada con {_others(others)}," if others > 0 else ""
    return f"Ocupa el puesto {formats.integer(peers.posicion)}{tied} entre {who}."


def mean_sentence(gap: Gap | None, peers: PeerStats, *, named: bool) -> str:
    """Compare with the mean of the group; `named` when the sentence before named the group."""
    if gap is None or peers.media_puntos is None or gap.brecha_puntos is None:
        return ""
    who = "ese grupo" if named else narrative.group(peers)
    kind = "oficial " if peers.oficial else ""
    mean = formats.official_points if peers.oficial else formats.points
    lead = f"El promedio {kind}de {who} es {formats.with_unit(mean(peers.media_puntos))}"
    if narrative.is_zero(gap.brecha_puntos):
        return f"{lead}, igual al puntaje de la entidad."
    side = "por debajo" if gap.brecha_puntos > 0 else "por encima"
    return f"{lead}: la entidad está {narrative.amount(gap.brecha_puntos)} {side}."


def official_place_sentence(peers: PeerStats) -> str:
    """Say quintile and percentile where the published table brings them."""
    if not peers.oficial:
        return ""
    places = [
        f"el quintil {peers.quintil}" if peers.quintil is not None else "",
        f"el percentil {formats.official_points(peers.percentil)}"
        if peers.percentil is not None
        else "",
    ]
    said = formats.enumerated([place for place in places if place])
    return f"La tabla oficial ubica a la entidad en {said} de su grupo par." if said else ""


def quintil_sentence(peers: PeerStats) -> str:
    """Say the quintile of our own calculation, with what 1 and 5 mean.

    Only inside the grupo par: that is what a quintile is in MIPG.
    """
    if peers.oficial or peers.quintil is None or peers.criterio != "grupo_par":
        return ""
    return (
        f"La entidad está en el quintil {peers.quintil} de su grupo par: el 1 reúne la quinta "
        "parte con los puntajes más bajos y el 5, la de los más altos."
    )


def standing_sentences(
    score: Score, peers: PeerStats, gaps: Sequence[Gap], minimo_grupo: int
) -> str:
    """Say place and mean, or why the group is not compared."""
    if peers.motivo:
        return narrative.suppressed(peers, minimo_grupo)
    position = position_sentence(score, peers)
    alike = bool(position) and peers.minimo_puntos == peers.mejor_puntos
    gap = narrative.gap_to(gaps, "media_grupo")
    mean = "" if alike else mean_sentence(gap, peers, named=bool(position))
    return narrative.sentences([position, mean, official_place_sentence(peers)])


def target_sentence(gap: Gap | None) -> str:
    """Say how far the own target is, or that none was loaded."""
    if gap is None or gap.valor_referencia_puntos is None:
        return "No se cargó una meta de la entidad para este resultado."
    target = formats.with_unit(formats.official_points(gap.valor_referencia_puntos))
    when = f" de {gap.vigencia_referencia}" if gap.vigencia_referencia else ""
    if gap.brecha_puntos is None:
        return f"La meta{when} es {target}."
    if narrative.is_zero(gap.brecha_puntos):
        return f"Ese puntaje es igual a la meta{when} ({target})."
    if gap.brecha_puntos < 0:
        return (
            f"La entidad supera en {narrative.amount(gap.brecha_puntos)} la meta{when} ({target})."
        )
    missing = narrative.amount(gap.brecha_puntos)
    return f"Le {_lack(missing)} {missing} para alcanzar la meta{when} ({target})."


def best_sentence(gaps: Sequence[Gap]) -> str:
    """Say the best score of the group, unless the entidad has it."""
    gap = narrative.gap_to(gaps, "mejor_grupo")
    if gap is None or gap.brecha_puntos is None or gap.valor_referencia_puntos is None:
        return ""
    if narrative.is_zero(gap.brecha_puntos):
        return ""
    best = formats.with_unit(formats.official_points(gap.valor_referencia_puntos))
    return f"En el grupo el puntaje más alto es {best}."


def _no_change_sentence(change: Change) -> str:
    if change.motivo == "sin_anterior":
        return change.explicacion or (
            "No se cargaron resultados de vigencias anteriores, así que no se mide un cambio."
        )
    if change.motivo in {"no_aplica", "vacio", "solo_meci", "error_formula"}:
        return ""  # there is no score now: the report has already said so
    why = narrative.full_stop(change.explicacion) or formats.motivo_text(change.motivo)
    if change.desde is None:
        return f"No se mide un cambio. {why}"
    return f"No se puede comparar con {change.desde}. {why}"


def _extreme(which: str, others: int, who: str) -> str:
    if others > 0:
        return f"Comparte con {_others(others)} el puntaje {which} entre {who}."
    return f"Tiene el puntaje {which} entre {who}."


def _others(n: int) -> str:
    return "otra entidad" if n == 1 else f"otras {formats.integer(n)} entidades"


def _lack(amount: str) -> str:
    return "falta" if amount.endswith("punto") else "faltan"
