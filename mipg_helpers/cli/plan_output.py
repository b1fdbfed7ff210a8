"""What the commands of the plan print: what changed by action, problems, conflicts, files."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

import typer

from mipg_helpers.cli.output import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from mipg_helpers.plan_workbook.dispatch import Dispatch
    from mipg_helpers.plan_workbook.loaded_plans import LoadedPlan
    from mipg_helpers.plan_workbook.receive import PlanChanges, Receipt, ReceivedFile
    from mipg_helpers.plan_workbook.shown import Shown
    from mipg_helpers.reference import Catalog
    from mipg_helpers.reference.forms import Form
    from mipg_helpers.sources.model import Finding
    from mipg_helpers.sources.plan_model import PlanMapping
    from mipg_helpers.store.plan_book import PlanBook
    from mipg_helpers.store.plan_book_records import Conflict

#: Actions, problems and conflicts shown on the screen; all of them are in the files.
MOST_SHOWN = 20
_TEXT_LENGTH = 90

_FILE_STATES = {
    "unido": "unido",
    "sin_cambios": "sin cambios",
    "repetido": "ya se había recibido; no cambia nada",
    "decisiones": "decisiones sobre conflictos",
    "rechazado": "RECHAZADO",
}


def print_dispatch(done: Dispatch, book: PlanBook, catalog: Catalog) -> None:
    """Say what is new in the plan and where each workbook is."""
    new, gone = len(done.draft.nuevas), done.draft.sin_recomendacion
    say(f"Plan: {count(done.n_acciones, 'acción', 'acciones')}; {new} propuestas ahora")
    for loaded in done.loaded:
        _print_loaded(loaded)
    if gone:
        say(f"Sin recomendación en los datos de hoy ({len(gone)}); siguen en el plan:")
        _print_lines(f"{one.politica}: {_short(one.accion)}" for one in gone)
    if done.sin_lider:
        n = count(len(done.sin_lider), "acción no tiene", "acciones no tienen")
        say(f"{n} líder; solo van en el libro maestro y en el de Control Interno")
    for question in done.preguntas:
        say(f"Pregunta: {question}")
    print_conflicts(done.conflictos, catalog, PLAN_WORDS)
    say("")
    say(f"{count(len(done.archivos), 'libro', 'libros')} en {done.archivos[0].parent}:")
    for path in done.archivos:
        say(f"  {path.name}")
    for path in done.apartados:
        say(f"Alguien había escrito en un libro que estaba ahí; se dejó como {path.name}.")
        say("  Recíbalo con «mipg recibir» para no perder lo escrito.")
    say(f"El plan se guarda en {book.path}")


def print_dispatch_json(done: Dispatch, book: PlanBook, _catalog: Catalog) -> None:
    """Print the same as one JSON object, for programs."""
    print_json(
        {
            "plan": str(book.path),
            "acciones": done.n_acciones,
            "nuevas": [one.accion_id for one in done.draft.nuevas],
            "sin_recomendacion": [one.accion_id for one in done.draft.sin_recomendacion],
            "sin_lider": [one.accion_id for one in done.sin_lider],
            "leidos": [
                {
                    "archivo": one.parsed.archivo,
                    "repetido": one.es_repetido,
                    "nuevas": list(one.nuevas),
                    "retiradas": list(one.retiradas),
                    "hallazgos": len(one.parsed.findings),
                }
                for one in done.loaded
            ],
            "preguntas": list(done.preguntas),
            "conflictos": len(done.conflictos),
            "libros": [str(path) for path in done.archivos],
            "apartados": [str(path) for path in done.apartados],
        }
    )


def print_mapping(path: Path, mapping: PlanMapping, target: Path) -> None:
    """Show which field each column of a plan would fill."""
    say(f"Columnas de {path.name}:")
    for column in mapping.columns:
        field = column.campo or "sin campo"
        say(f"  {column.columna:>3} «{_short(column.encabezado)}»: {field} ({column.como})")
    say(f"Quedaron en {target}; corríjalas ahí y repita la orden sin --guardar-columnas")


class Wording(NamedTuple):
    """How the contents of a book are called; `name` words a row that has no text of its own."""

    book: Callable[[int], str]
    one: str
    many: str
    name: Callable[[str], str]
    unchanged: str


PLAN_WORDS = Wording(lambda year: f"plan {year}", "acción", "acciones", str, "plan, sin cambios")


def print_receipt(
    receipt: Receipt, written: Sequence[Path], form: Form, words: Wording = PLAN_WORDS
) -> None:
    """Say what became of each file, what changed by row, and what needs a person."""
    from mipg_helpers.plan_workbook.shown import Shown

    shown = Shown(form)
    if receipt.es_simulacro:
        say("SIMULACRO: no se guardó nada. Lo que pasaría:")
    say(f"{count(len(receipt.archivos), 'archivo', 'archivos')}:")
    for file in receipt.archivos:
        say(f"  {file.nombre}: {_state(file)}")
    for changes in receipt.planes:
        _print_changes(changes, shown, words)
    _print_problems(receipt.problemas)
    print_conflicts(receipt.conflictos, form, words)
    for path in written:
        say(f"Escrito: {path}")


def receipt_content(receipt: Receipt, written: Sequence[Path]) -> dict[str, Any]:
    """Gather the same for programs."""
    from dataclasses import asdict

    said = [
        {
            "entidad_id": plan.entidad_id,
            "vigencia_plan": plan.vigencia_plan,
            **one.key._asdict(),
            "antes": one.base,
            "valor": one.valor,
            "resultado": one.resultado,
            "motivo": one.motivo,
            "archivo": one.origen.archivo,
        }
        for plan in receipt.planes
        for one in plan.said
    ]
    conflicts = [
        {
            "entidad_id": one.entidad_id,
            "vigencia_plan": one.vigencia_plan,
            **one.key._asdict(),
            "valores": [option.valor for option in one.opciones],
        }
        for one in receipt.conflictos
    ]
    return {
        "simulacro": receipt.es_simulacro,
        "archivos": [asdict(file) for file in receipt.archivos],
        "dichos": said,
        "problemas": [asdict(problem) for problem in receipt.problemas],
        "conflictos": conflicts,
        "escritos": [str(path) for path in written],
    }


def _print_loaded(loaded: LoadedPlan) -> None:
    parsed = loaded.parsed
    if loaded.es_repetido:
        say(f"{parsed.archivo}: ya se había leído; no cambia nada")
        return
    changed = len(loaded.merged.changes)
    say(
        f"{parsed.archivo}: {count(len(parsed.rows), 'acción leída', 'acciones leídas')}, "
        f"{len(loaded.nuevas)} nuevas, {count(changed, 'celda tomada', 'celdas tomadas')}"
    )
    for decision in parsed.decisions:
        say(f"  {decision}")
    if parsed.unmapped:
        say(f"  Columnas sin campo, guardadas aparte: {', '.join(parsed.unmapped)}")
    if loaded.retiradas:
        n = count(len(loaded.retiradas), "acción ya no está", "acciones ya no están")
        say(f"  {n} en el archivo; siguen en el plan")
    _print_problems(parsed.findings)


def _print_changes(changes: PlanChanges, shown: Shown, words: Wording) -> None:
    """Print what was taken, gathered by row."""
    taken = [one for one in changes.said if one.resultado == "tomado"]
    by_action: dict[str, list[str]] = defaultdict(list)
    for one in sorted(taken, key=lambda one: shown.place(one.key)):
        now = shown.value(one.key, one.valor)
        before = f"{_short(shown.value(one.key, one.base))} → " if one.base else ""
        by_action[one.key.accion_id].append(
            f"{shown.column(one.key)}: {before}{_short(now)}  [{one.origen.archivo}]"
        )
    say("")
    say(
        f"Entidad {changes.entidad_id}, {words.book(changes.vigencia_plan)}: "
        f"{count(len(taken), 'celda cambia', 'celdas cambian')} en "
        f"{count(len(by_action), words.one, words.many)}"
    )
    changed = [accion for accion in changes.acciones if accion.accion_id in by_action]
    for accion in changed[:MOST_SHOWN]:
        say(f"- {_short(accion.accion or words.name(accion.accion_id))}")
        for line in by_action[accion.accion_id]:
            say(f"    {line}")
    if len(by_action) > MOST_SHOWN:
        say(f"  y {len(by_action) - MOST_SHOWN} {words.many} más; --json las da todas")


def _print_problems(problems: Sequence[Finding]) -> None:
    from mipg_helpers.sources.findings import describe_finding

    if not problems:
        return
    say("")
    say(f"Problemas ({len(problems)}; errores primero):")
    for finding in sorted(problems, key=lambda one: one.gravedad != "error")[:MOST_SHOWN]:
        head, *rest = describe_finding(finding).splitlines()
        value = f" Decía: «{_short(finding.valor)}»" if finding.valor else ""
        say(f"- {finding.gravedad.upper()}. {head}.{value}")
        for line in rest:
            say(f"  {line}")
    if len(problems) > MOST_SHOWN:
        say(f"  y {len(problems) - MOST_SHOWN} más")


def print_conflicts(conflicts: Sequence[Conflict], form: Form, words: Wording) -> None:
    """Say which cells wait for a decision, with each value and who said it."""
    from mipg_helpers.plan_workbook.conflicts import who_said
    from mipg_helpers.plan_workbook.shown import Shown

    if not conflicts:
        return
    shown = Shown(form)
    say("")
    say(f"Conflictos sin decidir ({len(conflicts)}); mientras tanto rige el valor A:")
    for conflict in conflicts[:MOST_SHOWN]:
        say(f"- {_short(conflict.accion)}")
        say(f"    {shown.column(conflict.key)}")
        for letter, option in zip("ABCDEFGHIJ", conflict.opciones, strict=False):
            who = (who_said(option) or words.unchanged).replace("\n", "; ")
            say(f"    {letter}: {_short(shown.value(conflict.key, option.valor))}  [{who}]")
    if len(conflicts) > MOST_SHOWN:
        say(f"  y {len(conflicts) - MOST_SHOWN} más")


def _state(file: ReceivedFile) -> str:
    text = _FILE_STATES[file.estado]
    if file.estado in {"unido", "decisiones"}:
        text += f", {count(file.n_cambios, 'celda', 'celdas')}"
    if file.es_anterior:
        text += " (versión anterior)"
    return text


def _print_lines(lines: Iterable[str]) -> None:
    every = list(lines)
    for line in every[:MOST_SHOWN]:
        say(f"  {line}")
    if len(every) > MOST_SHOWN:
        say(f"  y {len(every) - MOST_SHOWN} más")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _TEXT_LENGTH else f"{line[: _TEXT_LENGTH - 1]}…"


def count(n: int, one: str, many: str) -> str:
    """Write a number with the word for it."""
    return f"{n} {one if n == 1 else many}"


def print_json(content: dict[str, Any]) -> None:
    """Print an object for programs."""
    typer.echo(json.dumps(content, ensure_ascii=False, indent=1))
