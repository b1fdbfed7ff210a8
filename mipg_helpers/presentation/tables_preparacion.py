"""Tables of the preparation: coverage by group, preguntas, options that are missing."""

from __future__ import annotations

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
    from mipg_helpers.presentation.blocks import Block, Span

#: Rows of the longest tables: the workbooks of the units hold them all.
MOST_ACTIONS, MOST_QUESTIONS = 60, 90
#: Letters of a text that is told in full elsewhere.
EXCERPT = 110
OWN = "Cálculo propio."


def groups_table(
    groups: Sequence[GrupoCobertura], what: str, without: str, caption: str
) -> Block | None:
    """Compare groups of preguntas; None without any.

    `what` names the column, `without` the group of what belongs to none.
    """
    if not groups:
        return None
    return blocks.table(
        caption=caption,
        columns=[
            (what, "left"),
            ("Respondidas", "right"),
            ("Cobertura", "right"),
            ("Opciones", "right"),
            ("Por lograr", "right"),
            ("Ya reportadas", "right"),
            ("Por revisar", "right"),
        ],
        rows=[
            [
                group.nombre or without,
                texts_preparacion.answered(group),
                pct(group.cobertura_pct),
                of(group.cubiertas, group.posibles),
                formats.integer(group.por_lograr),
                formats.integer(group.logradas),
                formats.integer(group.n_por_revisar),
            ]
            for group in groups
        ],
        note=(
            f"{COVERAGE}: opciones cumplidas sobre posibles de lo respondido. Por lograr: opciones "
            "posibles que las respuestas no cumplen; ya reportadas: las que una dependencia dice "
            "que se cumplen desde entonces."
        ),
        widths=[4.4, 1.6, 1.5, 1.6, 1.3, 1.5, 1.3],
    )


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
    """List the candidate actions, grouped by pregunta; None without any."""
    by_code: dict[str, list[AccionCandidata]] = {}
    for item in profile.acciones:
        by_code.setdefault(item.codigo_pregunta, []).append(item)
    if not by_code:
        return None
    chosen = _most_pending(by_code) if not profile.politica and not profile.unidad else by_code
    shown = dict(list(chosen.items())[:MOST_ACTIONS])
    return blocks.table(
        caption="Opciones que faltan, como acciones candidatas",
        columns=[
            ("Pregunta", "left"),
            ("Qué falta", "left"),
            ("Entregable propuesto", "left"),
            ("Dependencia", "left"),
        ],
        rows=[
            [
                _asked(items[0]),
                [blocks.text(_missing(items))],
                _products(items),
                items[0].unidad or texts_preparacion.NO_UNIT,
            ]
            for items in shown.values()
        ],
        note=narrative.sentences(
            [
                "Propuesta: nadie la ha aprobado. El entregable sale del verbo de la opción.",
                _rest(len(by_code), len(shown), "preguntas"),
            ]
        ),
        widths=[3.4, 5, 2.4, 2],
    )


def _most_pending(
    by_code: dict[str, list[AccionCandidata]],
) -> dict[str, list[AccionCandidata]]:
    """Put the preguntas with most missing options first, and few of them: there are many."""
    ranked = sorted(by_code.items(), key=lambda pair: -len(pair[1]))
    return dict(ranked[: MOST_ACTIONS // 4])


def _asked(item: AccionCandidata) -> list[Span]:
    text = narrative.excerpt(free_text.inert(item.pregunta), EXCERPT)
    return [blocks.strong(item.codigo_pregunta), blocks.text(f" {text}")]


def _missing(items: Sequence[AccionCandidata]) -> str:
    return "; ".join(_option(item) for item in items)


def _option(item: AccionCandidata) -> str:
    told = texts_preparacion.REPORTS[item.reporte]
    proof = "con evidencia" if item.exige_evidencia else ""
    notes = ", ".join(note for note in (proof, told) if note)
    text = narrative.excerpt(free_text.inert(item.opcion), EXCERPT)
    return f"«{text}» ({notes})" if notes else f"«{text}»"


def _products(items: Sequence[AccionCandidata]) -> str:
    names = dict.fromkeys(narrative.excerpt(free_text.harmless(i.entregable), 80) for i in items)
    return "; ".join(names)


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
        free_text.inert(name),
        level.etiqueta or "Sin valor",
        formats.NO_FIGURE if level.media_puntos is None else formats.points(level.media_puntos),
        f"{share} ({pct(level.calificadas_pct)})",
        ", ".join(f"{label}: {formats.integer(n)}" for label, n in level.por_nivel if n)
        or formats.NO_FIGURE,
    ]
