"""What closing gaps would mean for a politica, sub-index by sub-index, with its assumptions.

Labelled as an estimate of ours at the top, not at the foot. It says nothing of the score of the
politica or of the IDI, which nobody can compute: their weights are not public.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.analysis.what_if import close_gaps
from mipg_helpers.presentation import blocks, formats, narrative
from mipg_helpers.presentation.display import Displayed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeAlias

    from mipg_helpers.analysis.profile import Profile
    from mipg_helpers.analysis.what_if import ImaginedIndice, Standing, WhatIf
    from mipg_helpers.presentation.blocks import Block

    #: Label and how the cell of a sub-index is written; "" where it has nothing to say.
    Column: TypeAlias = tuple[str, Callable[[ImaginedIndice], str]]

LABEL = "Estimación, cálculo propio, no oficial"
NOTHING, UNKNOWN = "Sin brechas por cerrar", "Sin estimación"
ASSUMPTIONS = (
    "Cada subíndice se mira por separado, como si llegara justo a la referencia de hoy.",
    "Las demás entidades del grupo se quedan con su puntaje oficial de esta vigencia.",
    "No se estima el puntaje de la política, de la dimensión ni el IDI: sus pesos no son públicos.",
    "Cumplir una acción no garantiza un puntaje mayor: la entidad reporta sus propias respuestas.",
)

_TO = {
    "meta": "a la meta de la entidad",
    "media_grupo": "al promedio del grupo",
    "mejor_grupo": "al mejor puntaje del grupo",
}


def describe_what_if(
    profile: Profile, indices: Sequence[str] = (), referencia: str = "media_grupo"
) -> Displayed:
    """Show what it would mean to close the gaps of these sub-indices of a politica.

    Parameters
    ----------
    indices, referencia
        As in `close_gaps`: ids or codes (none: all those below the reference); ``meta``,
        ``media_grupo`` or ``mejor_grupo``.

    Raises
    ------
    ParameterError, ReferenceDataError
        If the reference or a sub-index is not known.
    """
    return show_what_if(close_gaps(profile, indices, referencia))


def show_what_if(imagined: WhatIf) -> Displayed:
    """Show label, table, sentence and assumptions; a callout with the reason without sub-index."""
    if imagined.motivo:
        return _nothing(UNKNOWN, formats.motivo_text(imagined.motivo))
    if not imagined.indices:
        return _nothing(
            NOTHING,
            f"Todos los subíndices de {imagined.politica.nombre} que tienen puntaje ya llegan "
            f"{_TO[imagined.referencia]}.",
        )
    if all(row.supuesto_puntos is None for row in imagined.indices):
        reasons = dict.fromkeys(formats.motivo_text(row.motivo) for row in imagined.indices)
        return _nothing(UNKNOWN, narrative.sentences(reasons))
    lead = (
        f"Qué significaría que los subíndices de {imagined.politica.nombre} llegaran "
        f"{_TO[imagined.referencia]}. No es un pronóstico."
    )
    return Displayed(
        [
            blocks.callout("warning", LABEL, lead),
            blocks.paragraph(_summary(imagined)),
            _table(imagined),
            blocks.bullet_list(ASSUMPTIONS),
        ]
    )


def _nothing(title: str, why: str) -> Displayed:
    return Displayed([blocks.callout("info", title, why)])


def _summary(imagined: WhatIf) -> str:
    """Tell the sub-index that would gain most; those that cannot be imagined stand in the table."""
    rows = [row for row in imagined.indices if row.por_cerrar_puntos]
    if not rows:
        return "Los subíndices elegidos ya llegan a la referencia: no hay brecha por cerrar."
    first = max(rows, key=_gain)
    more = len(rows) > 1
    lead = f"De {formats.integer(len(rows))} subíndices por debajo, más ganaría" if more else "Así,"
    return narrative.sentences([_sentence(first, lead, imagined.vigencia), _target(first)])


def _gain(row: ImaginedIndice) -> tuple[int, float]:
    places = row.hoy.posicion - row.supuesto.posicion if row.hoy and row.supuesto else 0
    return places, row.por_cerrar_puntos or 0.0


def _sentence(row: ImaginedIndice, lead: str, vigencia: int) -> str:
    missing = narrative.amount(row.por_cerrar_puntos or 0.0)
    said = f"{lead} «{_name(row)}»: le faltan {missing}"
    if row.hoy is None or row.supuesto is None:
        return (
            f"{said}. La fuente no trae los puntajes de las demás entidades: no se sabe el puesto."
        )
    there = formats.plural(row.supuesto.n_ya_estan, "entidad ya está", "entidades ya están")
    return (
        f"{said}; con los puntajes de {vigencia} pasaría {_places(row.hoy, row.supuesto)}, y "
        f"{there} ahí."
    )


def _places(today: Standing, imagined: Standing) -> str:
    n = formats.integer(today.n)
    if today.posicion == imagined.posicion:
        return f"a seguir en el puesto {formats.integer(today.posicion)} de {n}"
    before, after = formats.integer(today.posicion), formats.integer(imagined.posicion)
    return f"del puesto {before} al {after} entre {n}"


def _target(row: ImaginedIndice) -> str:
    if row.brecha_meta_puntos is None:
        return ""
    if row.brecha_meta_puntos <= 0 or narrative.is_zero(row.brecha_meta_puntos):
        return "Con eso alcanzaría la meta de la entidad."
    missing = narrative.amount(row.brecha_meta_puntos)
    return f"Para la meta de la entidad le faltarían todavía {missing}."


def _table(imagined: WhatIf) -> Block:
    written = [
        (label, [cell(row) for row in imagined.indices]) for label, cell in _columns(imagined)
    ]
    shown = [(label, cells) for label, cells in written if any(cells)]
    cells = [[cell or formats.NO_FIGURE for cell in column] for _, column in shown]
    names = [_name(row) for row in imagined.indices]
    return blocks.table(
        caption=(
            f"Si los subíndices de {imagined.politica.nombre} llegaran {_TO[imagined.referencia]}, "
            f"vigencia {imagined.vigencia}"
        ),
        columns=[("Subíndice", "left"), *((label, "right") for label, _ in shown)],
        rows=[list(row) for row in zip(names, *cells, strict=True)],
        note=_note(imagined),
        widths=[4.5, *([1.5] * len(shown))],
    )


def _columns(imagined: WhatIf) -> list[Column]:
    def reference(row: ImaginedIndice) -> str:
        if row.supuesto_puntos is None:
            return formats.motivo_short(row.motivo)
        if not row.por_cerrar_puntos:
            return "ya llega"
        mean = imagined.referencia == "media_grupo" and not imagined.peers.oficial
        return (formats.points if mean else formats.official_points)(row.supuesto_puntos)

    columns: list[Column] = [
        ("Puntaje oficial", lambda row: formats.score_text(row.score)),
        ("Si llega a", reference),
        ("Por cerrar", lambda row: _points(row.por_cerrar_puntos)),
        ("Puesto hoy", lambda row: _place(row.hoy)),
        ("Puesto si llega", lambda row: _place(row.supuesto)),
        ("Ya llegan", lambda row: formats.integer(row.supuesto.n_ya_estan) if row.supuesto else ""),
    ]
    if imagined.referencia == "meta":
        return columns
    return [*columns, ("Faltaría para la meta", lambda row: _points(row.brecha_meta_puntos))]


def _points(value: float | None) -> str:
    return "" if value is None else formats.points(value)


def _place(standing: Standing | None) -> str:
    if standing is None:
        return ""
    return f"{formats.integer(standing.posicion)} de {formats.integer(standing.n)}"


def _note(imagined: WhatIf) -> str:
    group = f"Grupo: {formats.group_text(imagined.peers)}. " if imagined.peers.n else ""
    there = "«Ya llegan» cuenta las otras entidades del grupo con ese puntaje o más."
    return f"{LABEL}. Puntos; solo el puntaje es oficial. {group}{there}"


def _name(row: ImaginedIndice) -> str:
    return f"{row.codigo} {row.nombre}".strip()
