"""Paragraphs of the report of one politica: what the numbers say, in words.

Each function gives a list of paragraphs, empty where the figure beside it already says why
there is nothing to tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import formats, narrative, narrative_plan, narrative_result

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.analysis.profile import (
        GapReference,
        IndiceResult,
        Profile,
        TrendPoint,
    )

#: From so many sub-indices on the summary names the two lowest, else only the lowest.
MANY = 5


def why_not_assessed(profile: Profile) -> tuple[str, str]:
    """Say in a title and a text why there is no score; both empty when there is one."""
    name = narrative.of_politica(profile.politica)
    vigencia = profile.vigencia
    if profile.case == "no_aplica":
        return "Esta política no aplica a la entidad", (
            f"En los resultados oficiales de la vigencia {vigencia} la celda de {name} está "
            "vacía para esta entidad. Eso quiere decir que no le aplica. No es un cero: por eso "
            "este informe no calcula brechas ni prioridad."
        )
    if profile.case == "fuera_de_meci":
        return "Esta política no se le evalúa a la entidad", (
            "La entidad diligencia el formulario MECI, que solo evalúa Control Interno. "
            f"Por eso {name} no tiene puntaje ni brechas en este informe."
        )
    if profile.case == "sin_resultado":
        return "No hay resultado de esta política", _without_result(profile)
    return "", ""


def summary(profile: Profile) -> list[str]:
    """Tell the result, what follows from it, and who has to act by when."""
    if profile.case != "evaluada":
        return [_what_follows(profile)]
    name = narrative.of_politica(profile.politica)
    result = narrative.sentences(
        [
            narrative_result.score_sentence(name, profile.score, profile.vigencia),
            narrative_result.change_sentence(profile.trend.change),
            narrative_result.standing_sentences(
                profile.score, profile.peers, profile.gaps, profile.method.rule.minimo_grupo
            ),
            narrative_result.target_sentence(narrative.gap_to(profile.gaps, "meta")),
        ]
    )
    weak = [
        _worst_sentence(profile.indices, profile.vigencia),
        _level_sentence(profile),
        _what_follows(profile),
    ]
    return narrative.paragraphs(
        result, narrative.sentences(weak), narrative_plan.who_and_when(profile)
    )


def trend(profile: Profile) -> list[str]:
    """Tell the series: how long it is, where it breaks, its extremes in the present span."""
    scored = [point for point in profile.trend.points if point.score.puntos is not None]
    if len(scored) < 2:
        return []
    present = _present_segment(profile, scored)
    before = [point for point in scored if point not in present]
    parts = [f"Hay puntaje de {len(scored)} vigencias, de {_span(scored)}.", _extremes(present)]
    if before:
        parts.append(_apart(before, present))
    return [narrative.sentences(parts)]


def indices(profile: Profile) -> list[str]:
    """Tell which sub-indices stay behind, which reached the maximum, which have no score."""
    rows = profile.indices
    scored = [row for row in rows if row.score.puntos is not None]
    if not scored:
        return []
    with_group = [row for row in scored if _gap(row, "media_grupo") is not None]
    parts = [
        _count_sentence(len(rows), len(scored)),
        _maximum_sentence(scored),
        _behind_sentence(with_group),
        _levels_sentence(scored),
    ]
    return narrative.paragraphs(narrative.sentences(parts), *_notes(rows))


def position(profile: Profile) -> list[str]:
    """Tell the place in the group, and why the group is this one."""
    if profile.score.puntos is None:
        return []
    peers = profile.peers
    why = "" if peers.oficial else narrative.why_this_group(peers, profile.entidad)
    if peers.motivo:
        return narrative.paragraphs(why)
    quintil = narrative_result.quintil_sentence(peers)
    ours = "El promedio, el puesto y el quintil" if quintil else "El promedio y el puesto"
    own = "" if peers.oficial else f"{ours} son cálculo propio sobre puntajes oficiales."
    said = [narrative_result.best_sentence(profile.gaps), quintil, own]
    return narrative.paragraphs(narrative.sentences(said), why)


def priority(profile: Profile) -> list[str]:
    """Tell the priority of the politica and the figure it comes from."""
    found, rule = profile.priority, profile.method.rule
    if found.puntos is None or profile.case != "evaluada":
        return []
    if found.nivel == "sin_brecha":
        reached = "La entidad alcanza todas las referencias disponibles: no hay brecha que cerrar."
        return [f"{reached} La tarea es mantener el resultado."]
    high, middle = (
        formats.official_points(value) for value in (rule.umbral_alta, rule.umbral_media)
    )
    level, points = formats.LEVELS[found.nivel], narrative.amount(found.puntos)
    lead = f"La prioridad de esta política es {level}: la regla de este informe le da {points}."
    scale = f"Es alta desde {high} y media desde {middle}."
    return [f"{lead} {scale} Es cálculo propio; la regla está en «Método y fuentes»."]


def politicas(profile: Profile) -> list[str]:
    """Place this politica among all those of the entidad."""
    scored = [row for row in profile.politicas if row.score.puntos is not None]
    if profile.score.puntos is None or len(scored) < 2:
        return []
    own = profile.score.puntos
    higher = sum(1 for row in scored if (row.score.puntos or 0) > own)
    lower = sum(1 for row in scored if (row.score.puntos or 0) < own)
    total = formats.integer(len(scored))
    if higher == 0 and lower == 0:
        return [f"Las {total} políticas evaluadas de la entidad tienen el mismo puntaje."]
    if higher == 0:
        return [f"Es el puntaje más alto entre las {total} políticas evaluadas de la entidad."]
    if lower == 0:
        return [f"Es el puntaje más bajo entre las {total} políticas evaluadas de la entidad."]
    have = "una tiene" if higher == 1 else f"{formats.integer(higher)} tienen"
    return [f"De las {total} políticas evaluadas de la entidad, {have} un puntaje más alto."]


def _without_result(profile: Profile) -> str:
    name = narrative.of_politica(profile.politica)
    lead = f"Los archivos cargados no traen el puntaje de {name} en la vigencia {profile.vigencia}."
    if profile.score.motivo == "error_formula":
        lead = (
            f"La celda del puntaje de {name} en la vigencia {profile.vigencia} tiene un error o "
            "una fórmula sin calcular."
        )
    return f"{lead} Sin puntaje oficial no se calculan brechas ni prioridad."


def _what_follows(profile: Profile) -> str:
    n_texts, n_actions = len(profile.recomendaciones), len(profile.acciones)
    if n_texts == 0:
        return narrative_plan.no_recommendations(profile)
    texts = narrative.counted(n_texts, "una recomendación oficial", "recomendaciones oficiales")
    if n_actions == 0:
        return f"La entidad recibió {texts} para esta política."
    actions = narrative.counted(n_actions, "una acción", "acciones")
    which = "si la" if n_actions == 1 else "cuáles"
    return (
        f"La entidad recibió {texts} para esta política. Este informe propone {actions} para el "
        f"plan de mejoramiento de {profile.vigencia_plan}; el comité decide {which} aprueba."
    )


def _level_sentence(profile: Profile) -> str:
    level = profile.priority.nivel
    if level == "sin_dato":
        return ""
    if level == "sin_brecha":
        return "No tiene brechas con las referencias disponibles."
    return f"Según la regla de este informe, la prioridad es {formats.LEVELS[level]}."


def _worst_sentence(rows: Sequence[IndiceResult], vigencia: int) -> str:
    scored = [row for row in rows if row.score.puntos is not None]
    if not scored:
        none = f"Los datos de {vigencia} no traen subíndices de esta política."
        return none if not rows else ""
    values = [row.score.puntos for row in scored if row.score.puntos is not None]
    if min(values) == narrative_result.MAXIMUM:
        return _all_at_maximum(rows, scored)
    if min(values) == max(values):
        return ""
    lead = f"De sus {len(scored)} subíndices con puntaje,"
    if len(scored) < MANY:
        return f"{lead} el más bajo es {_named(scored[0])}."
    return f"{lead} los más bajos son {_named(scored[0])} y {_named(scored[1])}."


def _notes(rows: Sequence[IndiceResult]) -> list[str]:
    """Write each note once, after the names of the sub-indices it is about."""
    about: dict[str, list[str]] = {}
    for row in rows:
        if row.nota:
            about.setdefault(narrative.full_stop(row.nota), []).append(row.nombre)
    return [
        f"{names[0] if len(names) == 1 else narrative.quoted(names)}: {note}"
        for note, names in about.items()
    ]


def _all_at_maximum(rows: Sequence[IndiceResult], scored: Sequence[IndiceResult]) -> str:
    if len(scored) == 1:
        only = "único subíndice" if len(rows) == 1 else "único subíndice con puntaje"
        return f"Su {only}, «{scored[0].nombre}», tiene 100 puntos."
    which = "" if len(rows) == len(scored) else " con puntaje"
    return f"Todos sus subíndices{which} ({len(scored)}) tienen 100 puntos."


def _named(row: IndiceResult) -> str:
    return f"«{row.nombre}» ({formats.score_text(row.score)})"


def _span(points: Sequence[TrendPoint]) -> str:
    joint = "y" if len(points) == 2 else "a"
    return f"{points[0].vigencia} {joint} {points[-1].vigencia}"


def _apart(before: Sequence[TrendPoint], present: Sequence[TrendPoint]) -> str:
    """Say what must not be compared; the note of the chart says why."""
    if not present:
        return ""
    one = len(before) == 1
    earlier = f"El de {before[0].vigencia}" if one else f"Los de {_span(before)}"
    verb = "se compara" if one else "se comparan"
    since = f"desde {present[0].vigencia}" if len(present) > 1 else f"de {present[0].vigencia}"
    return f"{earlier} no {verb} con los puntajes {since}."


def _present_segment(profile: Profile, scored: Sequence[TrendPoint]) -> list[TrendPoint]:
    start = max((item.hasta for item in profile.trend.breaks), default=0)
    return [point for point in scored if point.vigencia >= start]


def _extremes(points: Sequence[TrendPoint]) -> str:
    if len(points) < 3:
        return ""
    latest_first = points[::-1]  # of equal scores the reader wants the latest
    high = max(latest_first, key=lambda point: point.score.puntos or 0)
    low = min(latest_first, key=lambda point: point.score.puntos or 0)
    if high.score.puntos == low.score.puntos:
        return f"De {_span(points)} el puntaje es siempre {formats.score_text(high.score)}."
    return (
        f"De {_span(points)} el puntaje más alto es {formats.score_text(high.score)} "
        f"({high.vigencia}) y el más bajo {formats.score_text(low.score)} ({low.vigencia})."
    )


def _gap(row: IndiceResult, referencia: GapReference) -> float | None:
    gap = narrative.gap_to(row.gaps, referencia)
    return None if gap is None else gap.brecha_puntos


def _count_sentence(total: int, scored: int) -> str:
    if scored == total:
        return ""
    missing = total - scored
    without = "uno no tiene" if missing == 1 else f"{missing} no tienen"
    return f"De los {total} subíndices, {without} puntaje para la entidad. Eso no es un cero."


def _maximum_sentence(scored: Sequence[IndiceResult]) -> str:
    full = [row.nombre for row in scored if row.score.puntos == narrative_result.MAXIMUM]
    if not full:
        return ""
    if len(full) == len(scored) > 1:
        return "Todos los subíndices con puntaje llegan a 100 puntos."
    if len(full) == 1:
        return f"Llega a 100 puntos «{full[0]}»."
    return f"Llegan a 100 puntos: {narrative.quoted(full)}."


def _behind_sentence(rows: Sequence[IndiceResult]) -> str:
    if not rows:
        return ""
    behind = [row for row in rows if (_gap(row, "media_grupo") or 0) > 0]
    if not behind:
        return "Ningún subíndice está por debajo del promedio de su grupo."
    if len(behind) == len(rows):
        return "Todos los subíndices comparados están por debajo del promedio del grupo."
    worst = max(behind, key=lambda row: _gap(row, "media_grupo") or 0)
    some = "uno está" if len(behind) == 1 else f"{len(behind)} están"
    count = f"De {len(rows)} subíndices comparados, {some} por debajo del promedio"
    distance = narrative.amount(_gap(worst, "media_grupo") or 0)
    return f"{count} del grupo. La mayor distancia es la de «{worst.nombre}»: {distance}."


def _levels_sentence(scored: Sequence[IndiceResult]) -> str:
    high = sum(1 for row in scored if row.priority.nivel == "alta")
    if high == 0:
        return ""
    have = "un subíndice tiene" if high == 1 else f"{high} subíndices tienen"
    return f"Según la regla de este informe, {have} prioridad alta."
