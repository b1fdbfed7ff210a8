"""The cover and the key figures of the preparation for the next FURAG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import blocks, formats, texts_preparacion
from mipg_helpers.presentation.cover import FICTITIOUS, NOT_GIVEN, figure, run_id
from mipg_helpers.reference.labels import slug

if TYPE_CHECKING:
    from mipg_helpers.analysis.readiness_profile import GrupoCobertura, ReadinessProfile
    from mipg_helpers.presentation.blocks import Block


def readiness_cover(profile: ReadinessProfile) -> Block:
    """Build the cover: of whom, of what part of the form."""
    entidad = profile.entidad
    subject = profile.nombre_politica or profile.unidad
    scope = [("Política", profile.nombre_politica), ("Dependencia", profile.unidad)]
    return blocks.cover(
        title=f"{subject}: preparación para el FURAG" if subject else "Preparación para el FURAG",
        subtitle=entidad.nombre,
        identity={
            "informe": _report(profile),
            "entidad_id": entidad.entidad_id,
            "politica": profile.politica,
            "vigencia": str(profile.vigencia),
            **({"alcance": f"unidad:{slug(profile.unidad)}"} if profile.unidad else {}),
            "run_id": run_id(profile),
            "fecha": profile.fecha_informe.isoformat(),
        },
        facts=[
            ("Entidad", entidad.nombre),
            *[(label, name) for label, name in scope if name],
            ("Código SIGEP", entidad.codigo_sigep or NOT_GIVEN),
            ("Formulario y respuestas de", str(profile.vigencia)),
            ("Fecha del informe", formats.long_date(profile.fecha_informe)),
            ("Código del informe", run_id(profile)),
        ],
        notice=FICTITIOUS if entidad.es_ficticia else "",
    )


def _report(profile: ReadinessProfile) -> str:
    if profile.unidad:
        return "preparacion_unidad"
    return "preparacion_politica" if profile.politica else "preparacion"


def readiness_figures(profile: ReadinessProfile) -> Block:
    """Give coverage, share answered, what is left to do, and approved evidence."""
    total = profile.total
    return blocks.key_figures([_coverage(total), _answered(total), _pending(total), _proofs(total)])


def _coverage(total: GrupoCobertura) -> dict[str, str]:
    label = texts_preparacion.COVERAGE
    if total.cobertura_pct is None:
        return figure(label, "Sin dato", "Ninguna pregunta respondida permite decirla.")
    options = texts_preparacion.of(total.cubiertas, total.posibles)
    in_ = formats.plural(total.n_con_cobertura, "pregunta respondida", "preguntas respondidas")
    value = texts_preparacion.pct(total.cobertura_pct)
    return figure(label, value, f"{options} opciones posibles, en {in_}.")


def _answered(total: GrupoCobertura) -> dict[str, str]:
    label = "Preguntas respondidas"
    left = total.n_sin_responder
    if not total.n_preguntas - total.n_no_aplica:
        return figure(label, "Sin dato", "Ninguna pregunta aplica.")
    value = texts_preparacion.answered(total)
    if not left:
        return figure(label, value, "No queda ninguna sin responder.", "ok")
    share = texts_preparacion.pct(total.respondidas_pct)
    return figure(label, value, f"{share}; {_left(left)} sin responder.", "warning")


def _left(n: int) -> str:
    return "queda una" if n == 1 else f"quedan {formats.integer(n)}"


def _pending(total: GrupoCobertura) -> dict[str, str]:
    label = "Opciones por lograr"
    if not total.por_lograr:
        return figure(label, "0", "Ninguna opción posible está pendiente.", "ok")
    done = total.logradas
    told = {0: "Ninguna dependencia ha reportado aún.", 1: "Una ya se reporta como cumplida."}
    many = f"{formats.integer(done)} ya se reportan como cumplidas."
    return figure(label, formats.integer(total.por_lograr), told.get(done, many))


def _proofs(total: GrupoCobertura) -> dict[str, str]:
    label = "Evidencias aprobadas"
    if not total.n_exigen_evidencia:
        return figure(label, formats.NO_FIGURE, "Nada de lo respondido exige evidencia.")
    parts = [
        f"{formats.integer(n)} {what}"
        for n, what in (
            (total.n_sin_evidencia, "sin evidencia"),
            (total.n_sin_revisar, "sin revisar"),
            (total.n_pendientes, "por aprobar"),
            (total.n_rechazadas, "con rechazo"),
        )
        if n
    ]
    value = texts_preparacion.of(total.n_aprobadas, total.n_exigen_evidencia)
    detail = f"{formats.enumerated(parts)}." if parts else "Todas están aprobadas."
    return figure(label, value, detail, "warning" if parts else "ok")
