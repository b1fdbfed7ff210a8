"""The sentences of a comparison: which set, where the entidad stands, what is common, who rose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import formats, narrative, rows_comparar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.analysis.comparison_profile import (
        CommonGap,
        Comparison,
        Detalle,
        Distribution,
        Mejoras,
        SetKind,
    )

#: A kind of set, as the reader asks for it.
KINDS: dict[SetKind, str] = {
    "grupo_par": "grupo par",
    "departamento": "departamento",
    "sector": "sector",
    "naturaleza_juridica": "naturaleza jurídica",
    "orden": "orden",
    "lista": "lista propia",
    "todas": "todas las entidades cargadas",
}

METHOD = (
    (
        "Los puntajes son los oficiales del FURAG: se leen del archivo y nunca se recalculan. Una "
        "celda vacía quiere decir que el dato no aplica: no es un cero y no entra en las cuentas."
    ),
    (
        "Mediana, promedio, cuartiles, puestos, cambios y brechas comunes son cálculo propio. Los "
        "cuartiles se interpolan entre los puntajes vecinos."
    ),
    "De una entidad con formulario MECI solo cuenta Control Interno.",
    (
        "Un cambio se mide entre dos vigencias con la misma metodología, la misma para todo el "
        "conjunto, y nunca a través de un quiebre. No dice a qué se debe."
    ),
    (
        "Las entidades del conjunto responden formularios distintos cuando son de distinto orden o "
        "naturaleza: compare con cuidado lo que no es de un mismo grupo par."
    ),
    "Esta comparación apoya decisiones. No certifica el cumplimiento de ninguna política.",
)


def conjunto(comparison: Comparison) -> list[str]:
    """Say which entidades are compared, and what was not as asked."""
    chosen = comparison.conjunto
    if chosen.criterio == "ninguno":
        return why_nothing(comparison)
    n = formats.plural(chosen.n, "entidad", "entidades")
    verb = "Se compara" if chosen.n == 1 else "Se comparan"
    lead = f"{verb} {n}: {_whose(comparison)}, vigencia {comparison.vigencia}."
    return narrative.paragraphs(
        narrative.sentences([lead, _instead(comparison), _meci(comparison)]),
        narrative.sentences([_outside(comparison), _missing_rows(comparison)]),
        _without_scores(comparison),
    )


def _whose(comparison: Comparison) -> str:
    chosen = comparison.conjunto
    if chosen.criterio == "lista":
        return "las de la lista, con la entidad de este informe"
    if chosen.criterio == "todas":
        return "todas las que están cargadas"
    return f"las {rows_comparar.of_set(comparison)}"


def _meci(comparison: Comparison) -> str:
    chosen = comparison.conjunto
    if not chosen.n_meci:
        return ""
    if chosen.n_meci == chosen.n:
        return "Todas tienen formulario MECI: solo se les evalúa Control Interno."
    verb = "Una tiene" if chosen.n_meci == 1 else f"{formats.integer(chosen.n_meci)} tienen"
    return f"{verb} formulario MECI: solo cuenta su Control Interno."


def _instead(comparison: Comparison) -> str:
    chosen = comparison.conjunto
    if chosen.pedido == chosen.criterio:
        return ""
    return (
        f"Los archivos cargados no traen el {KINDS[chosen.pedido]} de la entidad. Por eso se "
        "compara con las de su mismo "
        f"{formats.CRITERIA[chosen.criterio]}, orden y tipo de formulario, hasta donde los "
        "archivos los traen."
    )


def _outside(comparison: Comparison) -> str:
    if comparison.conjunto.incluye_propia:
        return ""
    return (
        "La entidad de este informe no es del conjunto: su puntaje se muestra como referencia, "
        "sin puesto."
    )


def _missing_rows(comparison: Comparison) -> str:
    missing = comparison.conjunto.sin_fila
    if not missing:
        return ""
    named = narrative.quoted(missing)
    return f"De la lista no tienen datos en la vigencia {comparison.vigencia}: {named}."


def _without_scores(comparison: Comparison) -> str:
    names = [item.nombre_corto or item.nombre for item in comparison.sin_puntaje]
    # Of a set of MECI forms it was said already that nothing else is assessed.
    all_meci = comparison.conjunto.n_meci == comparison.conjunto.n
    if not names or not comparison.politicas or all_meci:
        return ""
    seen = [item.nombre_corto or item.nombre for item in comparison.politicas]
    if len(names) > len(seen):
        return f"Del conjunto solo hay puntajes en: {'; '.join(seen)}."
    return f"Ninguna entidad del conjunto tiene puntaje en: {'; '.join(names)}."


def why_nothing(comparison: Comparison) -> list[str]:
    """Say why there is nothing to compare."""
    chosen = comparison.conjunto
    if chosen.criterio == "ninguno":
        return [
            (
                f"Los archivos cargados no dicen el {KINDS[chosen.pedido]} de la entidad. Elija "
                "otro conjunto, o dé un valor o una lista propia."
            )
        ]
    return [f"Ninguna entidad del conjunto tiene puntaje de una política en {comparison.vigencia}."]


def why_no_spread(comparison: Comparison) -> list[str]:
    """Say why no distribution is shown."""
    if not comparison.distribuciones:
        return why_nothing(comparison)
    least = formats.plural(comparison.yardstick.minimo_grupo, "entidad", "entidades")
    return [f"Ninguna política tiene puntaje de al menos {least} del conjunto."]


def why_no_detalle(comparison: Comparison, detalle: Detalle) -> str:
    """Say why the politica that is looked at has no chart."""
    if detalle.own.puntos is None:
        return formats.motivo_text(detalle.own.motivo)
    if not comparison.conjunto.incluye_propia and detalle.peers.n:
        return formats.motivo_text(detalle.peers.motivo)
    least = formats.plural(comparison.yardstick.minimo_grupo, "entidad", "entidades")
    n = formats.plural(detalle.peers.n, "entidad del conjunto", "entidades del conjunto")
    verb = "tiene" if detalle.peers.n == 1 else "tienen"
    return f"Solo {n} {verb} puntaje. No se describen menos de {least}."


def summary(comparison: Comparison) -> list[str]:
    """Say in words where the entidad stands, what is common and who rose."""
    if not comparison.politicas:
        return why_nothing(comparison)
    return narrative.paragraphs(
        _standing(comparison),
        narrative.sentences([_common(comparison), _rises(comparison)]),
    )


def placed(comparison: Comparison) -> list[Distribution]:
    """List the politicas in which the entidad can be set against the median of the set."""
    return [
        row
        for row in comparison.distribuciones
        if row.own.puntos is not None and row.mediana_puntos is not None
    ]


def above(rows: Sequence[Distribution]) -> int:
    """Count those in which the entidad is at the median or above it."""
    return sum((row.own.puntos or 0.0) >= (row.mediana_puntos or 0.0) for row in rows)


def _standing(comparison: Comparison) -> str:
    rows = placed(comparison)
    if not rows:
        if all(row.mediana_puntos is None for row in comparison.distribuciones):
            return " ".join(why_no_spread(comparison))
        return "La entidad no tiene puntaje en las políticas que se comparan."
    if len(rows) == 1:
        return _only(rows[0])
    n = above(rows)
    lead = (
        f"En {'una' if n == 1 else formats.integer(n)} de {len(rows)} políticas la entidad iguala "
        "o supera la mediana del conjunto (cálculo propio)."
    )
    if n == 0:
        lead = (
            f"En las {len(rows)} políticas la entidad está por debajo de la mediana del conjunto."
        )
    ranked = [row for row in rows if row.posicion is not None]
    if not ranked:
        return lead
    best = min(ranked, key=lambda row: ((row.posicion or 0) / row.n, row.posicion or 0))
    worst = max(ranked, key=lambda row: ((row.posicion or 0) / row.n, row.posicion or 0))
    return narrative.sentences(
        [lead, f"Su mejor puesto es en {_placed(best)} y el más bajo, en {_placed(worst)}."]
    )


def _only(row: Distribution) -> str:
    points = formats.score_text(row.own, unit=True)
    median = formats.points(row.mediana_puntos or 0.0)
    place = "" if row.posicion is None else f", puesto {_place(row)}"
    return (
        f"En {row.politica.nombre} la entidad tiene {points}{place}; la mediana del conjunto es "
        f"{median} (cálculo propio)."
    )


def _placed(row: Distribution) -> str:
    return f"{row.politica.nombre} ({_place(row)})"


def _place(row: Distribution) -> str:
    return rows_comparar.place_of(row.posicion, row.n)


def reference(comparison: Comparison) -> str:
    """Name what the common gaps are measured against."""
    kind, points = comparison.yardstick.referencia, comparison.yardstick.puntos
    return {
        "todas": (
            "la mediana de todas las entidades cargadas con puntaje en la vigencia, de cualquier "
            "orden y naturaleza"
        ),
        "mejor": "el puntaje más alto del conjunto",
        "puntos": f"{formats.with_unit(formats.official_points(points))}, el valor que se eligió",
    }[kind]


def common(comparison: Comparison) -> list[CommonGap]:
    """List where most of the set is below the reference, worst first."""
    return [gap for gap in comparison.brechas if gap.es_comun]


def gaps(comparison: Comparison) -> list[str]:
    """Introduce the common gaps, or say that there are none and which is the widest spread."""
    if not comparison.politicas:
        return why_nothing(comparison)
    lead = f"La referencia es {reference(comparison)}.{_by_construction(comparison)}"
    measured = [gap for gap in comparison.brechas if gap.debajo_pct is not None]
    if not measured:
        return [lead, *why_no_spread(comparison)]
    found = common(comparison)
    if not found:
        most = measured[0]
        near = (
            f" La más extendida es {_gap_name(most)}: {formats.percent(most.debajo_pct or 0.0)} "
            "está por debajo."
            if most.debajo_pct
            else ""
        )
        return [
            (
                f"{lead} En ninguna política ni subíndice está por debajo más de la mitad del "
                f"conjunto.{near}"
            )
        ]
    politicas = sum(gap.nivel == "politica" for gap in found)
    said = [
        formats.plural(politicas, "política", "políticas") if politicas else "",
        formats.plural(len(found) - politicas, "subíndice", "subíndices")
        if len(found) > politicas
        else "",
    ]
    return [
        (
            f"{lead} Más de la mitad del conjunto está por debajo en "
            f"{formats.enumerated([text for text in said if text])}. Lo que es común se puede "
            "atender en común: con el departamento, el sector o la entidad líder de la política."
        )
    ]


def _by_construction(comparison: Comparison) -> str:
    """Warn of a share that says nothing: that of a set below its own median, or its own best."""
    if comparison.yardstick.referencia == "mejor":
        return " Por eso casi todo el conjunto está por debajo: lo que dice algo es la brecha."
    same = comparison.conjunto.criterio == comparison.yardstick.referencia
    return " Como es la del mismo conjunto, cerca de la mitad está por debajo." if same else ""


def _common(comparison: Comparison) -> str:
    found = common(comparison)
    if not found:
        return ""
    most = found[0]
    return (
        f"La brecha más común es {_gap_name(most)}: {formats.percent(most.debajo_pct or 0.0)} del "
        f"conjunto está por debajo de la referencia."
    )


def _gap_name(gap: CommonGap) -> str:
    if gap.nivel == "politica":
        return gap.nombre
    return f"«{gap.nombre}» ({gap.nombre_politica})"


def mejoras(comparison: Comparison) -> list[str]:
    """Say between which vigencias rises are measured, or why they are not."""
    if not comparison.politicas:
        return why_nothing(comparison)
    compared = [item for item in comparison.mejoras if item.n]
    if not compared:
        return _not_compared(comparison.mejoras)
    years = sorted({item.desde for item in compared if item.desde is not None})
    rose = [item for item in compared if item.mejoras]
    lead = (
        f"Cambios desde {formats.enumerated([str(year) for year in years])} hasta "
        f"{comparison.vigencia}, medidos con la misma metodología."
    )
    if not rose:
        return [f"{lead} Ninguna entidad del conjunto subió en ninguna política."]
    others = [item for item in comparison.mejoras if not item.n]
    left = "; ".join(item.politica.nombre_corto or item.politica.nombre for item in others)
    return narrative.paragraphs(
        f"{lead} Quien más subió puede contar qué hizo: es a quien conviene preguntar.",
        narrative.sentences([f"Sin comparación: {left}.", *_not_compared(others)])
        if others
        else "",
    )


def detalle(comparison: Comparison) -> list[str]:
    """Say which politica is looked at, and why that one."""
    found = comparison.detalle
    if found is None:
        return ["La entidad no tiene un puesto en el conjunto en ninguna política."]
    lead = f"Se mira de cerca {narrative.of_politica(found.politica)}"
    if found.es_pedida:
        return [f"{lead}."]
    if len(comparison.politicas) == 1:
        return [f"{lead}, la única con puntaje en el conjunto."]
    why = "es donde la entidad tiene su puesto más bajo"
    return [f"{lead}: {why}. El parámetro «politica_detalle» del cuaderno elige otra."]


def _not_compared(items: Sequence[Mejoras]) -> list[str]:
    reasons = dict.fromkeys(
        narrative.full_stop(item.explicacion or formats.motivo_text(item.motivo)) for item in items
    )
    return [reason for reason in reasons if reason] or ["No hay cambios que mostrar."]


def _rises(comparison: Comparison) -> str:
    moved = [
        item
        for item in comparison.mejoras
        if item.own_cambio_puntos is not None and item.mediana_cambio_puntos is not None
    ]
    if not moved:
        return ""
    n = sum((item.own_cambio_puntos or 0.0) > (item.mediana_cambio_puntos or 0.0) for item in moved)
    if len(moved) == 1:
        verb = "supera" if n else "no supera"
        return f"El cambio de la entidad {verb} la mediana de los cambios del conjunto."
    count = {0: "ninguna", 1: "una"}.get(n, formats.integer(n))
    return (
        f"De {len(moved)} políticas comparables, en "
        f"{count} el cambio de la entidad supera la mediana de los cambios del conjunto."
    )


def method(comparison: Comparison) -> list[str]:
    """Say how the figures were made."""
    yard = comparison.yardstick
    return narrative.paragraphs(
        f"Brecha común: más de la mitad de las entidades con puntaje está por debajo de "
        f"{reference(comparison)}. Solo se miden y se describen las políticas y los subíndices con "
        f"puntaje de {formats.plural(yard.minimo_grupo, 'entidad', 'entidades')} o más del "
        "conjunto.",
        comparison.explicacion_tramo,
    )
