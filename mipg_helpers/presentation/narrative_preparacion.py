"""Paragraphs of the preparation: what the counts say, and how they were made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import formats, narrative, texts_preparacion
from mipg_helpers.presentation.texts_preparacion import ASSUMPTIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.analysis.readiness_profile import GrupoCobertura, ReadinessProfile

#: Politicas named as the least covered.
MOST_NAMED = 3

NOT_THE_RESULT = (
    "La cobertura es un cálculo propio sobre lo que la entidad respondió. No es un resultado de la "
    "medición ni lo anticipa: los pesos del formulario no son públicos."
)
LIMITS = (
    (
        "Cobertura: opciones cumplidas sobre opciones posibles. Las de varias preguntas se suman; "
        "no se promedian porcentajes. Cada opción posible de una pregunta pesa cien dividido entre "
        "las que hay."
    ),
    (
        "Cuando se pueden marcar varias opciones, cada opción positiva es una posible. «Otro. "
        "¿Cuál?» no suma ni resta. Cuando solo se marca una, hay una posible."
    ),
    (
        "Una opción negativa, como «Ninguna de las anteriores», deja la pregunta en cero. Si "
        "además se marcaron otras, alguien debe revisarla."
    ),
    "«No aplica» saca la pregunta de la cuenta. Una pregunta sin responder no es un cero.",
    (
        "De las cifras, los textos, las matrices y las preguntas que solo describen se sabe si se "
        "respondieron, nada más."
    ),
    (
        "Una acción candidata dice qué opción falta. Si vale la pena, lo deciden las personas: "
        "este programa no dice que suba un resultado."
    ),
    "Las evidencias se revisan sin abrir los enlaces. Lo que vale lo decide quien las aprueba.",
)
LINKS = (
    "Los códigos cambian de un año a otro, así que se comparan los textos sin tildes, mayúsculas "
    "ni años. Un parecido no prueba que dos preguntas sean la misma. Donde el equipo escribió su "
    "propia tabla, vale la suya."
)
LEVELS = (
    "Es lo que la entidad dijo de sí misma. El nivel es el de las cinco franjas del libro de "
    "autodiagnóstico; los espacios en blanco no entran en el promedio."
)


def no_form(profile: ReadinessProfile) -> tuple[str, str]:
    """Say what to load when there is nothing to prepare with; empty texts otherwise."""
    year = profile.vigencia
    if not profile.hay_banco:
        return (
            f"Sin banco de preguntas de {year}",
            (
                "Sin las preguntas del formulario no se puede decir qué falta. Ponga el banco en "
                "la carpeta de archivos recibidos y cárguelo con «mipg cargar»."
            ),
        )
    if not profile.preguntas:
        return (
            "Sin preguntas que mostrar",
            f"El banco de {year} no trae preguntas de lo que pide este informe.",
        )
    return "", ""


def no_answers(profile: ReadinessProfile) -> tuple[str, str]:
    """Say that the entidad has not answered; empty texts when it has."""
    if profile.tiene_respuestas or not profile.preguntas:
        return "", ""
    return (
        f"Sin respuestas de {profile.vigencia}",
        (
            "No se cargaron las respuestas de la entidad. Sin ellas no hay cobertura, que no es lo "
            "mismo que cero. Abajo están las preguntas y quién las responde."
        ),
    )


def summary(profile: ReadinessProfile) -> list[str]:
    """Say in words what the key figures say."""
    total = profile.total
    if not profile.preguntas:
        return []
    if not profile.tiene_respuestas:
        n = formats.plural(total.n_preguntas, "pregunta", "preguntas")
        return [f"El formulario trae {n} para responder.", *_outside(profile)]
    return [
        narrative.sentences([_answered(profile), _covered(total)]),
        narrative.sentences([_lowest(profile.politicas), _to_review(total)]),
        NOT_THE_RESULT,
        *_outside(profile),
    ]


def _answered(profile: ReadinessProfile) -> str:
    total = profile.total
    applying = total.n_preguntas - total.n_no_aplica
    if not applying:
        return "Ninguna pregunta aplica a la entidad."
    noun = "pregunta que le aplica" if applying == 1 else "preguntas que le aplican"
    who = "la entidad respondió"
    if profile.unidad:
        who = f"de lo que se asigna a esta dependencia, {who}"
    elif profile.politica:
        who = f"de esta política, {who}"
    counts = texts_preparacion.of(total.n_respondidas, applying)
    share = texts_preparacion.pct(total.respondidas_pct)
    return f"{narrative.capital(who)} {counts} {noun} ({share})."


def _covered(total: GrupoCobertura) -> str:
    if total.cobertura_pct is None:
        return ""
    return (
        f"De lo que respondió cumple {texts_preparacion.of(total.cubiertas, total.posibles)} "
        f"opciones posibles: una cobertura de {texts_preparacion.pct(total.cobertura_pct)}."
    )


def _lowest(politicas: Sequence[GrupoCobertura]) -> str:
    """Name the least covered politicas, where there are several to compare."""
    known = [
        (group.cobertura_pct, group)
        for group in politicas
        if group.clave and group.cobertura_pct is not None
    ]
    if len(known) < MOST_NAMED:
        return ""
    ranked = sorted(known, key=lambda pair: pair[0])
    if ranked[0][0] >= 100:
        return "Todas las políticas cumplen todas las opciones posibles de lo respondido."
    named = [
        f"{group.nombre} ({texts_preparacion.pct(value)})"
        for value, group in ranked[:MOST_NAMED]
        if value < 100
    ]
    lead = "La cobertura más baja está en" if len(named) == 1 else "Las coberturas más bajas son"
    return f"{lead} {'; '.join(named)}."


def _to_review(total: GrupoCobertura) -> str:
    n = total.n_por_revisar
    if not n:
        return ""
    who = (
        "Una respuesta se contradice o no coincide"
        if n == 1
        else (f"{formats.integer(n)} respuestas se contradicen o no coinciden")
    )
    return f"{who} con las opciones: conviene revisarlas antes de usar la cobertura."


def _outside(profile: ReadinessProfile) -> list[str]:
    said = []
    if profile.n_fuera_de_meci and profile.entidad.es_meci:
        n = formats.plural(profile.n_fuera_de_meci, "pregunta", "preguntas")
        said.append(
            f"El formulario de la entidad es MECI: se muestran las preguntas de Control Interno y "
            f"quedan fuera {n} del banco."
        )
    names = profile.politicas_sin_preguntas
    if names:
        lead = "El banco no trae preguntas propias de"
        said.append(f"{lead} {formats.enumerated(names)}.")
    return said


def units(profile: ReadinessProfile) -> str:
    """Say how preguntas come to their unit."""
    without = sum(group.n_preguntas for group in profile.unidades if not group.clave)
    said = (
        "Cada pregunta va a la dependencia responsable de su política, salvo que el libro de "
        "evidencias la asigne a otra."
    )
    if not without:
        return said
    who = (
        "Una pregunta no tiene"
        if without == 1
        else f"{formats.integer(without)} preguntas no tienen"
    )
    return f"{said} {who} dependencia: Planeación debe asignarla."


def links(profile: ReadinessProfile) -> str:
    """Say what the preguntas are compared with; empty when there is nothing."""
    if profile.vigencia_anterior is None:
        return (
            "No se cargó el banco de otra vigencia: no se puede decir qué preguntas ya venían del "
            "formulario anterior."
        )
    return f"Se compara con el formulario de {profile.vigencia_anterior}. {LINKS}"


def method(profile: ReadinessProfile) -> list[str]:
    """List the rules, then what holds for this report."""
    return [*LIMITS, *(ASSUMPTIONS[key] for key in profile.supuestos)]
