"""What somebody must look at, and how the preguntas resemble those of the form before."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from mipg_helpers.presentation import blocks, formats, free_text, narrative, texts_preparacion
from mipg_helpers.presentation.tables_sources import KINDS, SHORT_HASH
from mipg_helpers.presentation.texts_preparacion import FINDINGS, GRAVITY

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mipg_helpers.analysis.readiness_profile import (
        Gravedad,
        HallazgoPreparacion,
        LinkAnterior,
        PreguntaResult,
        ReadinessProfile,
        ReglaHallazgo,
    )
    from mipg_helpers.presentation.blocks import Block

#: Findings of the answers; the others are of the evidence.
OF_ANSWERS: frozenset[ReglaHallazgo] = frozenset(
    ["contradiccion", "varias_en_unica", "respuesta_sin_opcion", "codigo_sin_banco"]
)
#: Codes named in a row, and values quoted.
MOST_CODES, MOST_VALUES, VALUE = 24, 3, 60
MOST_LINKS = 60


def answers_table(profile: ReadinessProfile) -> Block | None:
    """List contradictions and answers that fit no option; None without any."""
    found = [one for one in profile.hallazgos if one.regla in OF_ANSWERS]
    return _table(found, "Respuestas por revisar")


def evidence_table(profile: ReadinessProfile) -> Block | None:
    """List what is wrong with the evidence; None when nothing is."""
    found = [one for one in profile.hallazgos if one.regla not in OF_ANSWERS]
    return _table(found, "Revisión de las evidencias")


def _table(findings: Sequence[HallazgoPreparacion], caption: str) -> Block | None:
    if not findings:
        return None
    rows: dict[tuple[Gravedad, ReglaHallazgo], list[HallazgoPreparacion]] = defaultdict(list)
    for one in findings:
        rows[one.gravedad, one.regla].append(one)
    order = list(GRAVITY)
    ranked = sorted(rows.items(), key=lambda row: order.index(row[0][0]))
    return blocks.table(
        caption=caption,
        columns=[
            ("Qué se encontró", "left"),
            ("Preguntas", "right"),
            ("Dónde", "left"),
            ("Qué hacer", "left"),
        ],
        rows=[
            [
                f"{GRAVITY[gravedad]}. {FINDINGS[regla].hallazgo}{_values(regla, same)}",
                formats.integer(len(_codes(same))),
                _named(_codes(same)),
                FINDINGS[regla].que_hacer,
            ]
            for (gravedad, regla), same in ranked
        ],
        note="Cálculo propio, sin abrir los enlaces.",
        widths=[4, 1.2, 4.4, 3.6],
    )


def _codes(findings: Iterable[HallazgoPreparacion]) -> list[str]:
    return list(
        dict.fromkeys(code for one in findings for code in (one.codigo_pregunta, *one.otras))
    )


def _named(codes: Sequence[str]) -> str:
    rest = len(codes) - MOST_CODES
    more = f" y {formats.integer(rest)} más" if rest > 0 else ""
    return ", ".join(codes[:MOST_CODES]) + more


def _values(regla: ReglaHallazgo, findings: Iterable[HallazgoPreparacion]) -> str:
    """Quote some of what stands there; of contradictions there is nothing short to quote."""
    if regla in {"contradiccion", "varias_en_unica"}:
        return ""
    values = Counter(one.valor for one in findings if one.valor)
    if not values:
        return ""
    quoted = [f"«{free_text.start_of(value, VALUE)}»" for value, _ in values.most_common()]
    shown = "; ".join(dict.fromkeys(quoted[:MOST_VALUES]))
    return f": {shown}{'…' if len(quoted) > MOST_VALUES else ''}"


def bands_table(profile: ReadinessProfile) -> Block | None:
    """Count the preguntas by their likeness to those of the form before; None without one."""
    links = [item.anterior for item in profile.preguntas if item.anterior]
    if not links:
        return None
    counts = Counter(link.banda for link in links)
    told = Counter(link.banda for link in links if link.del_equipo)
    return blocks.table(
        caption=f"Preguntas frente a las de {links[0].vigencia}, por parecido del texto",
        columns=[("Parecido", "left"), ("Preguntas", "right"), ("Según el equipo", "right")],
        rows=[
            [label, formats.integer(counts[banda]), formats.integer(told[banda])]
            for banda, label in texts_preparacion.BANDS.items()
        ],
        note="Cálculo propio sobre los textos.",
        widths=[5, 2, 2],
    )


def links_table(profile: ReadinessProfile) -> Block | None:
    """List the preguntas that changed or are new; None when none did."""
    changed = [
        (item, item.anterior)
        for item in profile.preguntas
        if item.anterior and (item.anterior.banda != "igual" or item.anterior.empates)
    ]
    if not changed:
        return None
    shown = changed[:MOST_LINKS]
    rest = len(changed) - len(shown)
    return blocks.table(
        caption="Preguntas nuevas o que cambiaron",
        columns=[("Pregunta", "left"), ("Antes", "left"), ("Parecido", "right")],
        rows=[[_asked(item), _before(link), _likeness(link)] for item, link in shown],
        note=f"Y {formats.integer(rest)} más." if rest > 0 else "",
        widths=[4.6, 4.6, 1.4],
    )


def _asked(item: PreguntaResult) -> str:
    return f"{item.codigo_pregunta} {narrative.excerpt(free_text.inert(item.texto), 90)}"


def _before(link: LinkAnterior) -> str:
    if not link.codigo:
        return "No se parece a ninguna"
    text = narrative.excerpt(free_text.harmless(link.texto), 90)
    ties = (
        f" (también se parece igual a {formats.enumerated(link.empates)})" if link.empates else ""
    )
    team = ", según el equipo" if link.del_equipo else ""
    return f"{link.codigo} {text}".strip() + team + ties


def _likeness(link: LinkAnterior) -> str:
    if link.similitud_pct is None or not link.codigo:
        return formats.NO_FIGURE
    return texts_preparacion.pct(link.similitud_pct)


def files_table(profile: ReadinessProfile) -> Block | None:
    """Show the files that the report was made from; None without any."""
    if not profile.sources:
        return None
    return blocks.table(
        caption="Archivos de origen",
        columns=[
            ("Archivo", "left"),
            ("Contenido", "left"),
            ("Cargado el", "left"),
            ("Huella SHA-256", "left"),
        ],
        rows=[
            [
                file.archivo,
                KINDS.get(file.tipo, file.tipo),
                formats.short_date(file.fecha_cargue),
                [blocks.code(file.sha256[:SHORT_HASH])],
            ]
            for file in profile.sources
        ],
        note=f"De cada huella, los primeros {SHORT_HASH} caracteres.",
        widths=[4.4, 3.4, 1.6, 2],
    )
