"""Tables and sentences of an exploration: distances to the chosen reference, and the group.

Each caption names entidad, vigencia and reference, because an exploration is read away from the
controls that made it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import blocks, formats, narrative

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.analysis.exploration import Distance, Exploration, Member, Reference
    from mipg_helpers.presentation.blocks import Block, Span

#: How the reference is called inside a sentence.
REFERENCES: dict[Reference, str] = {
    "meta": "la meta de la entidad",
    "media_grupo": "el promedio del grupo",
    "mediana_grupo": "la mediana del grupo",
    "percentil_75": "el percentil 75 del grupo",
    "mejor_grupo": "el mejor puntaje del grupo",
    "vigencia_anterior": "la última vigencia comparable",
}

#: What some of them mean, for a reader who does not know statistics.
MEANINGS: dict[Reference, str] = {
    "mediana_grupo": "La mitad del grupo tiene ese puntaje o menos.",
    "percentil_75": "Tres de cada cuatro entidades del grupo tienen ese puntaje o menos.",
}

#: A mean or a median is worked out here; the others are scores as they were published.
_CALCULATED = {"media_grupo", "mediana_grupo"}

OWN = "esta entidad"

#: Of a longer group a document prints the best ones, and the entidad itself.
MOST_PRINTED = 20


def of_group(exploration: Exploration) -> str:
    """Name the reference with its group: ``el promedio del grupo par ALCALDÍA GRUPO 4``."""
    words = REFERENCES[exploration.referencia]
    if "grupo" not in words:
        return words
    return words.replace("grupo", formats.group_text(exploration.profile.peers), 1)


def threshold(exploration: Exploration) -> str:
    """Write the threshold with what it does."""
    points = formats.with_unit(formats.official_points(exploration.umbral_puntos))
    return f"se señalan las brechas de {points} o más"


def sentence(exploration: Exploration) -> str:
    """Say the distance of the politica, and how many politicas are pointed out."""
    own, profile = exploration.own, exploration.profile
    lead = f"Frente a {of_group(exploration)}".replace("a el ", "al ")
    meaning = MEANINGS.get(exploration.referencia, "")
    if own.brecha_puntos is None:
        first = f"No se mide la distancia de {profile.politica.nombre}. {_why(own)}"
    elif narrative.is_zero(own.brecha_puntos):
        first = f"{lead}, {profile.politica.nombre} está igual."
    else:
        side = "por debajo" if own.brecha_puntos > 0 else "por encima"
        amount = narrative.amount(own.brecha_puntos)
        first = f"{lead}, {profile.politica.nombre} está {amount} {side}."
    return narrative.sentences([first, meaning, _counted(exploration)])


def politicas_table(exploration: Exploration) -> Block:
    """Put the politicas in the order of their distance to the reference."""
    return _distances(exploration, exploration.politicas, "Políticas", "Política")


def indices_table(exploration: Exploration) -> Block | None:
    """Put the sub-indices in the order of their distance; None where there are none."""
    if not any(row.score.puntos is not None for row in exploration.indices):
        return None
    name = exploration.profile.politica.nombre
    return _distances(exploration, exploration.indices, f"Subíndices de {name}", "Subíndice")


def members_table(exploration: Exploration, *, whole: bool = False) -> Block | None:
    """List the entidades of the group by score; None where there is no group.

    Parameters
    ----------
    whole
        List everybody. Otherwise, of a group that is too long for paper, the best ones and the
        entidad itself.
    """
    members = exploration.grupo.members
    if not members:
        return None
    own_id = exploration.profile.entidad.entidad_id
    best = members if whole else members[:MOST_PRINTED]
    own = [one for one in members[len(best) :] if one.entidad_id == own_id]
    shown = [*best, *own]
    group = formats.group_name(exploration.grupo.criterio, exploration.grupo.etiqueta)
    return blocks.table(
        caption=(
            f"Puntajes oficiales de {exploration.profile.politica.nombre} en el {group}, vigencia "
            f"{exploration.profile.vigencia}"
        ),
        columns=[
            ("Entidad", "left"),
            ("Departamento", "left"),
            ("Puntaje oficial", "right"),
            ("Puesto", "right"),
        ],
        rows=[_member_row(one, own=one.entidad_id == own_id) for one in shown],
        note=_members_note(len(members), len(shown)),
        widths=[5, 2.5, 1.5, 1],
    )


def _distances(exploration: Exploration, rows: Sequence[Distance], what: str, header: str) -> Block:
    return blocks.table(
        caption=(
            f"{what} frente a {of_group(exploration)}, vigencia {exploration.profile.vigencia}"
        ).replace(" a el ", " al "),
        columns=[
            (header, "left"),
            ("Puntaje oficial", "right"),
            ("Referencia", "right"),
            ("Brecha", "right"),
            ("Lectura", "left"),
        ],
        rows=[_distance_row(exploration, row) for row in rows],
        note=(
            "Brecha = referencia menos puntaje, en puntos; es cálculo propio. Se señalan las de "
            f"{formats.official_points(exploration.umbral_puntos)} puntos o más, el umbral "
            "elegido; no es un semáforo oficial."
        ),
        widths=[5, 1.5, 1.5, 1.3, 2],
    )


def _distance_row(exploration: Exploration, row: Distance) -> list[str | list[Span]]:
    own_figure = exploration.referencia in _CALCULATED and not exploration.profile.peers.oficial
    write = formats.points if own_figure else formats.official_points
    value, gap = row.referencia_puntos, row.brecha_puntos
    reading = _reading(row)
    return [
        f"{row.codigo} {row.nombre}".strip(),
        formats.score_text(row.score),
        formats.NO_FIGURE if value is None else write(value),
        formats.NO_FIGURE if gap is None else formats.points(gap),
        [blocks.strong(reading)] if row.es_senalada else reading,
    ]


def _reading(row: Distance) -> str:
    gap = row.brecha_puntos
    if gap is None:
        return narrative.capital(formats.motivo_short(row.motivo))
    if row.es_senalada:
        return "Señalada"
    if narrative.is_zero(gap):
        return "Igual"
    return "Por debajo" if gap > 0 else "La supera"


def _counted(exploration: Exploration) -> str:
    compared = [row for row in exploration.politicas if row.brecha_puntos is not None]
    if len(compared) < 2:
        return ""
    marked = [row for row in compared if row.es_senalada]
    limit = formats.with_unit(formats.official_points(exploration.umbral_puntos))
    lead = f"De {formats.integer(len(compared))} políticas que se pueden comparar"
    if not marked:
        return f"{lead}, ninguna está {limit} o más por debajo."
    some = "una está" if len(marked) == 1 else f"{formats.integer(len(marked))} están"
    widest = narrative.amount(marked[0].brecha_puntos or 0.0)
    return (
        f"{lead}, {some} {limit} o más por debajo. La mayor distancia es la de "
        f"{marked[0].nombre}: {widest}."
    )


def _why(row: Distance) -> str:
    return narrative.full_stop(formats.motivo_text(row.motivo))


def _member_row(one: Member, *, own: bool) -> list[str | list[Span]]:
    cells = [
        f"{one.nombre} ({OWN})" if own else one.nombre,
        one.departamento or formats.NO_FIGURE,
        formats.official_points(one.puntos),
        formats.integer(one.posicion),
    ]
    return [[blocks.strong(cell)] for cell in cells] if own else [*cells]


def _members_note(n: int, n_shown: int) -> str:
    lead = "El puntaje es oficial; el puesto es cálculo propio y los empates lo comparten."
    if n_shown == n:
        return lead
    return (
        f"{lead} El grupo tiene {formats.integer(n)} entidades con puntaje: se muestran las "
        f"{MOST_PRINTED} más altas y la propia."
    )
