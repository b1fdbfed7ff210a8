"""Tables of the preparation: coverage by group, preguntas, options that are missing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from mipg_helpers.presentation import blocks, formats, free_text, narrative, texts_preparacion
from mipg_helpers.presentation.texts_preparacion import COVERAGE, of, pct

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.analysis.readiness_profile import (
        AccionCandidata,
        AutodiagnosticoResult,
        GrupoCobertura,
        NivelAutodiagnostico,
        PreguntaResult,
        ReadinessProfile,
    )
    from mipg_helpers.presentation.blocks import Align, Block, Span

#: Rows of the longest tables: the workbooks of the units hold them all.
MOST_ACTIONS, MOST_QUESTIONS, MOST_PENDING = 120, 120, 15
#: Letters of a text that is told in full elsewhere.
EXCERPT = 110
OWN = "Cálculo propio."
GROUPS = (
    f"{COVERAGE}: opciones cumplidas sobre posibles de lo respondido. Por lograr: opciones "
    "posibles que las respuestas no cumplen. Por revisar: preguntas."
)
REPORTED = (
    "Ya reportadas: las que una dependencia dice, en su libro, que se cumplen desde entonces."
)
PROPOSED = "Propuesta: nadie la ha aprobado. El entregable sale del verbo de la opción."


def groups_table(
    groups: Sequence[GrupoCobertura], what: str, without: str, caption: str
) -> Block | None:
    """Compare groups of preguntas; None without any.

    `what` names the column, `without` the group of what belongs to none. What units report since
    the answers has a column once any of them did.
    """
    if not groups:
        return None
    reported = any(group.logradas for group in groups)
    since: list[tuple[str, Align]] = [("Ya reportadas", "right")] if reported else []
    heads: list[tuple[str, Align]] = [
        (what, "left"),
        ("Respondidas", "right"),
        ("Cobertura", "right"),
        ("Opciones", "right"),
        ("Por lograr", "right"),
        *since,
        ("Por revisar", "right"),
    ]
    return blocks.table(
        caption=caption,
        columns=heads,
        rows=[_group_row(group, without, reported=reported) for group in groups],
        note=narrative.sentences([GROUPS, REPORTED if reported else ""]),
        widths=[4.4, 1.7, 1.5, 1.7, 1.4, *([1.6] if reported else []), 1.4],
    )


def _group_row(group: GrupoCobertura, without: str, *, reported: bool) -> list[str]:
    return [
        group.nombre or without,
        texts_preparacion.answered(group),
        pct(group.cobertura_pct),
        of(group.cubiertas, group.posibles),
        formats.integer(group.por_lograr),
        *([formats.integer(group.logradas)] if reported else []),
        formats.integer(group.n_por_revisar),
    ]


def proofs_table(groups: Sequence[GrupoCobertura], what: str, without: str) -> Block | None:
    """Compare the evidence of groups of preguntas; None where nothing has to be proved."""
    shown = [group for group in groups if group.n_exigen_evidencia]
    if not shown:
        return None
    return blocks.table(
        caption="Estado de las evidencias, en preguntas",
        columns=[
            (what, "left"),
            ("Por probar", "right"),
            ("Sin evidencia", "right"),
            ("Sin revisar", "right"),
            ("Por aprobar", "right"),
            ("Rechazadas", "right"),
            ("Aprobadas", "right"),
        ],
        rows=[
            [
                group.nombre or without,
                *(
                    formats.integer(n)
                    for n in (
                        group.n_exigen_evidencia,
                        group.n_sin_evidencia,
                        group.n_sin_revisar,
                        group.n_pendientes,
                        group.n_rechazadas,
                        group.n_aprobadas,
                    )
                ),
            ]
            for group in shown
        ],
        note=(
            "Sin revisar: las respuestas traen un enlace que nadie ha llevado al libro de "
            "evidencias."
        ),
        widths=[4.4, 1.3, 1.4, 1.3, 1.3, 1.4, 1.3],
    )


def questions_table(profile: ReadinessProfile) -> Block | None:
    """List the preguntas of the scope with their state; None without any."""
    shown = profile.preguntas[:MOST_QUESTIONS]
    if not shown:
        return None
    return blocks.table(
        caption="Preguntas y su cobertura",
        columns=[
            ("Pregunta", "left"),
            ("Estado", "left"),
            ("Cobertura", "right"),
            ("Opciones", "right"),
            ("Evidencia", "left"),
        ],
        rows=[
            [
                _question(item),
                texts_preparacion.STATES[item.estado],
                pct(item.cobertura_pct),
                of(item.cubiertas, item.posibles),
                texts_preparacion.PROOFS[item.evidencia],
            ]
            for item in shown
        ],
        note=narrative.sentences(
            [
                OWN,
                _cut_note(shown),
                _rest(len(profile.preguntas), len(shown), "preguntas"),
            ]
        ),
        widths=[5.6, 1.5, 1.2, 1.3, 1.8],
    )


def _question(item: PreguntaResult) -> list[Span]:
    mark = " (opciones cortadas)" if item.es_cortada else ""
    text = narrative.excerpt(free_text.inert(item.texto), EXCERPT)
    return [blocks.strong(item.codigo_pregunta), blocks.text(f" {text}{mark}")]


def _cut_note(items: Sequence[PreguntaResult]) -> str:
    if not any(item.es_cortada for item in items):
        return ""
    return "Opciones cortadas: el banco puede no traerlas todas."


def _rest(n: int, shown: int, what: str) -> str:
    if n <= shown:
        return ""
    return (
        f"Se muestran {formats.integer(shown)} de {formats.integer(n)} {what}; los libros de las "
        "dependencias las traen todas."
    )


def actions_table(profile: ReadinessProfile) -> Block | None:
    """List the candidate actions of a politica or a unit, one by one; None without any."""
    shown = profile.acciones[:MOST_ACTIONS]
    if not shown:
        return None
    several = len({item.unidad for item in profile.acciones}) > 1
    units: list[tuple[str, Align]] = [("Dependencia", "left")] if several else []
    return blocks.table(
        caption="Opciones que faltan, como acciones candidatas",
        columns=[
            ("Pregunta", "left"),
            ("Opción que falta", "left"),
            ("Entregable propuesto", "left"),
            *units,
        ],
        rows=[
            [
                item.codigo_pregunta,
                _option(item),
                free_text.harmless(item.entregable),
                *([item.unidad or texts_preparacion.NO_UNIT] if several else []),
            ]
            for item in shown
        ],
        note=narrative.sentences(
            [PROPOSED, _rest(len(profile.acciones), len(shown), "acciones candidatas")]
        ),
        widths=[1.1, 6, 3.6, *([2.4] if several else [])],
    )


def _option(item: AccionCandidata) -> str:
    told = texts_preparacion.REPORTS[item.reporte]
    proof = "con evidencia" if item.exige_evidencia else ""
    notes = ", ".join(note for note in (proof, told) if note)
    text = f"«{free_text.inert(item.opcion)}»"
    return f"{text} ({notes})" if notes else text


def pending_table(profile: ReadinessProfile) -> Block | None:
    """List the preguntas with most options missing, for a whole entidad; None without any."""
    missing = Counter(item.codigo_pregunta for item in profile.acciones)
    if not missing:
        return None
    by_code = {item.codigo_pregunta: item for item in profile.preguntas}
    ranked = sorted(missing, key=lambda code: -missing[code])
    shown = [(by_code[code], missing[code]) for code in ranked[:MOST_PENDING]]
    return blocks.table(
        caption="Preguntas con más opciones por cumplir",
        columns=[("Pregunta", "left"), ("Faltan", "right"), ("Dependencia", "left")],
        rows=[
            [
                _question(item),
                of(n, item.posibles),
                item.unidad or texts_preparacion.NO_UNIT,
            ]
            for item, n in shown
        ],
        note=(
            f"En total, {_candidates(len(profile.acciones))} en "
            f"{formats.plural(len(missing), 'pregunta', 'preguntas')}. Una por una, con su "
            "entregable propuesto, están en el informe de cada política o dependencia y en sus "
            "libros."
        ),
        widths=[5.6, 1.6, 3.4],
    )


def _candidates(n: int) -> str:
    return formats.plural(n, "acción candidata", "acciones candidatas")


def levels_table(found: Sequence[AutodiagnosticoResult]) -> Block | None:
    """Show self-assessments as levels; None without any."""
    if not found:
        return None
    rows = [
        row
        for result in found
        for row in (
            _level_row(f"{result.nombre_politica}, {result.vigencia}", result.total),
            *(_level_row(f"— {part.nombre}", part) for part in result.componentes if part.nombre),
        )
    ]
    return blocks.table(
        caption="Autodiagnósticos de la entidad, por nivel",
        columns=[
            ("Política y componente", "left"),
            ("Nivel", "left"),
            ("Promedio", "right"),
            ("Actividades con valor", "right"),
            ("Actividades por nivel", "left"),
        ],
        rows=rows,
        note=f"{OWN} Promedio simple, en puntos, de las actividades con valor.",
        widths=[4, 1.3, 1.3, 2, 4],
    )


def _level_row(name: str, level: NivelAutodiagnostico) -> list[str]:
    share = of(level.n_calificadas, level.n_actividades)
    return [
        narrative.excerpt(free_text.harmless(name), EXCERPT),
        level.etiqueta or "Sin valor",
        formats.NO_FIGURE if level.media_puntos is None else formats.points(level.media_puntos),
        f"{share} ({pct(level.calificadas_pct)})",
        ", ".join(f"{label}: {formats.integer(n)}" for label, n in level.por_nivel if n)
        or formats.NO_FIGURE,
    ]
