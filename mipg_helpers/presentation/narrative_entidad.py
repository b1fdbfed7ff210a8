"""Paragraphs of the institutional report: the whole entidad and what its committee may decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from mipg_helpers.presentation import formats, narrative, narrative_plan, narrative_result

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mipg_helpers.analysis.profile import (
        DimensionResult,
        EntidadProfile,
        PoliticaResult,
        PriorityLevel,
        RecomendacionGroup,
    )

Row = TypeVar("Row", "DimensionResult", "PoliticaResult")

IDI_NAME = "el Índice de Desempeño Institucional (IDI)"
#: Texts that serve several politicas are many in a real file: the widest ones are shown.
MOST_SHARED = 12
#: Rises and falls named one by one.
MOST_CHANGES = 3
#: Urgent politicas are named in the summary while they are few.
FEW = 3
#: How a priority is said of a politica.
LEVELS: dict[PriorityLevel, str] = {
    "alta": "de prioridad alta",
    "media": "de prioridad media",
    "baja": "de prioridad baja",
    "sin_brecha": "sin brecha",
    "sin_dato": "sin una referencia con la cual medir la brecha",
}


def why_no_idi(profile: EntidadProfile) -> tuple[str, str]:
    """Say in a title and a text why the entidad has no IDI; both empty when it has one."""
    if profile.idi.puntos is not None:
        return "", ""
    if profile.entidad.es_meci:
        return "A la entidad solo se le evalúa Control Interno", (
            "La entidad diligencia el formulario MECI. Por eso no tiene Índice de Desempeño "
            "Institucional (IDI) y las demás políticas no se le exigen."
        )
    known = profile.idi.motivo != "vacio"  # what was not loaded has just been said
    reason = f" {formats.motivo_text(profile.idi.motivo)}" if known else ""
    return "No hay Índice de Desempeño Institucional (IDI)", (
        f"Los datos cargados no traen el IDI de la entidad en {profile.vigencia}.{reason}"
    )


def summary(profile: EntidadProfile) -> list[str]:
    """Tell the IDI, where the entidad is strong and weak, and what waits for a decision."""
    idi = narrative.sentences(
        [
            narrative_result.score_sentence(IDI_NAME, profile.idi, profile.vigencia),
            narrative_result.change_sentence(profile.trend.change),
            narrative_result.standing_sentences(
                profile.idi, profile.peers, profile.gaps, profile.method.rule.minimo_grupo
            ),
            _target(profile),
        ]
        if profile.idi.puntos is not None
        else []
    )
    return narrative.paragraphs(idi, _strong_and_weak(profile), _waiting(profile))


def dimensiones(profile: EntidadProfile) -> list[str]:
    """Tell the lowest and the highest dimension and how many stand below the group."""
    rows = scored(profile.dimensiones)
    if len(rows) < 2:
        return []
    low, high = _extremes(rows)
    if low.score.puntos == high.score.puntos:
        return [f"Las {len(rows)} dimensiones tienen el mismo puntaje."]
    lead = (
        f"La dimensión más alta es {high.nombre} ({formats.score_text(high.score)}) y la más baja, "
        f"{low.nombre} ({formats.score_text(low.score)})."
    )
    return [narrative.sentences([lead, _below_mean(rows)])]


def politicas(profile: EntidadProfile) -> list[str]:
    """Tell how many politicas there are of each priority."""
    rows = scored(profile.politicas)
    if not rows:
        return []
    if len(rows) == 1:
        return []
    counts = [
        (sum(row.priority.nivel == level for row in rows), said) for level, said in LEVELS.items()
    ]
    told = [f"{'una' if n == 1 else formats.integer(n)} {said}" for n, said in counts if n]
    lead = f"De las {len(rows)} políticas con puntaje hay {formats.enumerated(told)}."
    if len(told) == 1:
        lead = f"Las {len(rows)} políticas con puntaje están {_alike(rows[0].priority.nivel)}."
    without = len(profile.politicas) - len(rows)
    none = "Una no tiene" if without == 1 else f"Otras {formats.integer(without)} no tienen"
    missing = f"{none} puntaje; eso no es un cero." if without else ""
    if profile.entidad.es_meci:
        missing = ""
    return [narrative.sentences([lead, missing])]


def _alike(level: PriorityLevel) -> str:
    return f"en prioridad {level}" if level in ("alta", "media", "baja") else LEVELS[level]


def changes(profile: EntidadProfile) -> list[str]:
    """Name the widest rises and falls since the last comparable vigencia."""
    rows = [row for row in profile.politicas if row.change.cambio_puntos is not None]
    if not rows:
        return [_no_changes(profile)]
    if len(rows) == 1:
        points = formats.signed_points(rows[0].change.cambio_puntos or 0)
        return [f"Solo se puede comparar una política: {rows[0].politica.nombre} ({points})."]
    ups = sorted((row for row in rows if _moved(row) > 0), key=lambda row: -_moved(row))
    downs = sorted((row for row in rows if _moved(row) < 0), key=_moved)
    return [narrative.sentences([_moves(rows), _widest("subidas", ups), _widest("bajadas", downs)])]


def shared(profile: EntidadProfile) -> list[str]:
    """Introduce the texts that serve several politicas."""
    read, distinct = profile.n_recomendaciones_leidas, profile.n_recomendaciones_distintas
    if read == 0:
        return [narrative_plan.no_recommendations(profile)]
    count = formats.plural(read, "recomendación", "recomendaciones")
    repeats = f"; sin textos repetidos, {formats.integer(distinct)}" if distinct < read else ""
    lead = f"El archivo trae {count} para la entidad{repeats}."
    found = len(profile.recomendaciones_compartidas)
    if found == 0:
        return [f"{lead} Ninguna sirve a más de una política."]
    which = "Una sirve" if found == 1 else f"Entre ellas, {formats.integer(found)} sirven"
    rest = (
        f" Abajo están las {MOST_SHARED} que sirven a más políticas; las demás, en el informe de "
        "cada política."
        if found > MOST_SHARED
        else ""
    )
    return [f"{lead} {which} a varias políticas: conviene atender una sola vez cada texto.{rest}"]


def widest(profile: EntidadProfile) -> list[RecomendacionGroup]:
    """Choose the texts that serve most politicas; ties keep the official order."""
    ordered = sorted(profile.recomendaciones_compartidas, key=lambda row: -len(row.politicas))
    return ordered[:MOST_SHARED]


def no_actions(profile: EntidadProfile) -> str:
    """Say why there is no proposed action."""
    if profile.n_recomendaciones_distintas == 0:
        return "No se proponen acciones: no hay recomendaciones oficiales cargadas."
    return (
        "Ninguna política con recomendaciones es de prioridad alta o media. Las acciones que se "
        "proponen están en el informe de cada política."
    )


def owners(profile: EntidadProfile) -> str:
    """Say whether every politica has somebody in charge."""
    names = profile.politicas_sin_responsable
    if not names:
        return "Todas las políticas que se le evalúan a la entidad tienen líder o responsable."
    if not narrative.has_owners(profile):
        return "No se cargó una tabla de responsables de las políticas."
    what = "la política" if len(names) == 1 else "las políticas"
    return f"No tiene responsable {what}: {'; '.join(names)}."


def scored(rows: Iterable[Row]) -> list[Row]:
    """Keep the rows with an official score."""
    return [row for row in rows if row.score.puntos is not None]


def _target(profile: EntidadProfile) -> str:
    gap = narrative.gap_to(profile.gaps, "meta")
    if gap is None or gap.valor_referencia_puntos is None:
        return ""  # a target of the IDI as a whole is rare: its absence is not news
    return narrative_result.target_sentence(gap)


def _strong_and_weak(profile: EntidadProfile) -> str:
    rows = scored(profile.politicas)
    if not rows:
        return ""
    if len(rows) == 1:
        only = rows[0]
        return narrative.sentences(
            [
                narrative_result.score_sentence(
                    narrative.of_politica(only.politica), only.score, profile.vigencia
                ),
                narrative_result.change_sentence(only.change),
                narrative_result.standing_sentences(
                    only.score, only.peers, only.gaps, profile.method.rule.minimo_grupo
                ),
            ]
        )
    low, high = _extremes(rows)
    if low.score.puntos == high.score.puntos:
        points = formats.score_text(low.score, unit=True)
        return f"Las {len(rows)} políticas evaluadas tienen el mismo puntaje: {points}."
    best, worst = (
        f"{row.politica.nombre} ({formats.score_text(row.score)})" for row in (high, low)
    )
    lead = f"La entidad tiene puntaje en {len(rows)} políticas."
    both = f"La más alta es {best} y la más baja, {worst}."
    urgent = [row.politica.nombre for row in rows if row.priority.nivel == "alta"]
    return narrative.sentences([lead, both, _urgent_sentence(urgent)])


def _urgent_sentence(names: Sequence[str]) -> str:
    if not names:
        return "Ninguna es de prioridad alta según la regla de este informe."
    count = "una es" if len(names) == 1 else f"{formats.integer(len(names))} son"
    told = f": {'; '.join(names)}" if len(names) <= FEW else ""
    return f"Según la regla de este informe, {count} de prioridad alta{told}."


def _waiting(profile: EntidadProfile) -> str:
    n_texts, without = profile.n_recomendaciones_distintas, len(profile.politicas_sin_responsable)
    texts = (
        f"La entidad recibió {formats.plural(n_texts, 'recomendación', 'recomendaciones')} "
        f"{'oficial' if n_texts == 1 else 'oficiales'}."
        if n_texts
        else narrative_plan.no_recommendations(profile)
    )
    owner = {0: "", 1: "Una política no tiene responsable."}.get(
        without, f"{formats.integer(without)} políticas no tienen responsable."
    )
    if without and not narrative.has_owners(profile):
        owner = "No se cargó una tabla de responsables."
    return narrative.sentences([texts, owner])


def _no_changes(profile: EntidadProfile) -> str:
    reasons = dict.fromkeys(
        row.change.explicacion or formats.motivo_text(row.change.motivo)
        for row in scored(profile.politicas)
    )
    said = [narrative.full_stop(reason) for reason in reasons if reason]
    return narrative.sentences(["No hay cambios que mostrar.", *said[:1]])


def _below_mean(rows: Sequence[DimensionResult]) -> str:
    gaps = [gap for gap in (_gap(row) for row in rows) if gap is not None]
    below = sum(gap > 0 for gap in gaps)
    if not gaps:
        return ""
    if below == 0:
        return "Ninguna está por debajo del promedio del grupo."
    if below == len(gaps):
        return "Todas están por debajo del promedio del grupo."
    return f"Por debajo del promedio del grupo {_there_are(below)} de {len(gaps)}."


def _there_are(n: int) -> str:
    return "está una" if n == 1 else f"están {formats.integer(n)}"


def _extremes(rows: Sequence[Row]) -> tuple[Row, Row]:
    low = min(rows, key=lambda row: row.score.puntos or 0)
    return low, max(rows, key=lambda row: row.score.puntos or 0)


def _moved(row: PoliticaResult) -> float:
    found = row.change.cambio_puntos or 0.0
    return 0.0 if narrative.is_zero(found) else found


def _gap(row: DimensionResult) -> float | None:
    gap = narrative.gap_to(row.gaps, "media_grupo")
    return None if gap is None else gap.brecha_puntos


def _widest(what: str, rows: Sequence[PoliticaResult]) -> str:
    if not rows:
        return ""
    named = [
        f"{row.politica.nombre} ({formats.signed_points(row.change.cambio_puntos or 0)})"
        for row in rows[:MOST_CHANGES]
    ]
    if len(rows) == 1:
        return f"La {what.removesuffix('s')} es la de {named[0]}."
    lead = "Las mayores" if len(rows) > MOST_CHANGES else "Las"
    return f"{lead} {what}: {'; '.join(named)}."


def _moves(rows: Sequence[PoliticaResult]) -> str:
    moved = [_moved(row) for row in rows]
    counts = [
        (sum(value > 0 for value in moved), "subió", "subieron"),
        (sum(value < 0 for value in moved), "bajó", "bajaron"),
        (sum(value == 0 for value in moved), "no cambió", "no cambiaron"),
    ]
    said = [(n, one if n == 1 else many) for n, one, many in counts if n]
    if len(said) == 1:
        return f"Las {len(rows)} políticas comparables {said[0][1]}."
    told = [f"{'una' if n == 1 else formats.integer(n)} {verb}" for n, verb in said]
    return f"De {len(rows)} políticas comparables, {formats.enumerated(told)}."
