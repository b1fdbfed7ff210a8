"""The sentences of a comparison about its set: who is compared, and why nothing is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import formats, narrative, rows_comparar

if TYPE_CHECKING:
    from mipg_helpers.analysis.comparison_profile import Comparison, Detalle, SetKind

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
