"""What changed in a plan, cell by cell, and the files it was read from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import blocks, formats, free_text, progress_formats
from mipg_helpers.presentation.tables_follow_up import EXCERPT, most_rows, names_several, row_note
from mipg_helpers.presentation.tables_sources import SHORT_HASH

if TYPE_CHECKING:
    from datetime import date

    from mipg_helpers.analysis.follow_up_profile import ActionChanges, CellChange, FollowUp
    from mipg_helpers.presentation.blocks import Block, Span

#: Columns whose changes a committee reads one by one; who executes reads them all.
DECIDED = frozenset(
    {"estado", "avance", "fecha_inicio", "fecha_fin", "peso", "meta", "dependencia"}
)
#: Origins of a value that are no file.
ORIGINS = {
    "propuesta": "Propuesta de este programa",
    "lectura": "Plan leído",
    "recibido": "Libro recibido",
    "decision": "Decisión de una persona",
}


def changes_table(profile: FollowUp) -> Block | None:
    """List what changed, action by action and cell by cell: before, after, who.

    New actions that say nothing more are only counted, in the sentence above the table.
    """
    changed = [item for item in profile.cambios if item.cambios]
    if not changed:
        return None
    return blocks.table(
        caption="Cambios del plan, celda por celda",
        columns=[("Acción", "left"), ("Qué cambió", "left"), ("Quién y cuándo", "left")],
        rows=[
            [_changed(item, profile), _cells(item, profile), _who(item, profile)]
            for item in changed[: most_rows(profile)]
        ],
        note=row_note("", len(changed), most_rows(profile)),
        widths=[4, 7, 2.8],
    )


def files_table(profile: FollowUp) -> Block | None:
    """List the files that said something of these actions; None when nobody knows them."""
    if not profile.archivos:
        return None
    return blocks.table(
        caption="Archivos de los que se leyó el plan",
        columns=[
            ("Archivo", "left"),
            ("Contenido", "left"),
            ("Guardado el", "left"),
            ("Huella SHA-256", "left"),
        ],
        rows=[
            [
                free_text.harmless(file.archivo),
                free_text.harmless(file.contenido),
                formats.short_date(file.fecha),
                [blocks.code(file.sha256[:SHORT_HASH])],
            ]
            for file in profile.archivos
        ],
        note=f"De cada huella, los primeros {SHORT_HASH} caracteres.",
        widths=[4, 4.4, 1.8, 2],
    )


def _changed(item: ActionChanges, profile: FollowUp) -> list[Span]:
    start = free_text.start_of(item.texto, EXCERPT)
    where = f" ({item.nombre_politica})" if names_several(profile) else ""
    return [blocks.text(f"{start}{where} "), blocks.code(item.accion_id)]


def _cells(item: ActionChanges, profile: FollowUp) -> str:
    """Write the cells that changed; for a committee those it decides about, and how many more."""
    shown = item.cambios
    if profile.alcance.tipo == "comite":
        shown = tuple(change for change in shown if change.key.campo in DECIDED)
    told = ["Acción nueva."] if item.es_nueva else []
    told += [f"{_cell(change, profile)}." for change in shown]
    rest = len(item.cambios) - len(shown)
    if rest:
        more = " más" if shown else ""
        told.append(f"{formats.plural(rest, f'celda{more}', f'celdas{more}')} de texto.")
    return " ".join(told)


def _cell(change: CellChange, profile: FollowUp) -> str:
    """Write one change: ``Avance (%) al 30/09/2026: vacío → 45 %``."""
    column = profile.columna(change.key.campo)
    when = ""
    if change.key.corte:
        year, month, day = change.key.corte.split("-")
        when = f" al {day}/{month}/{year}"
    before = progress_formats.cell_value(column, change.antes)
    after = progress_formats.cell_value(column, change.despues)
    return f"{column.etiqueta}{when}: {before} → {after}"


def _who(item: ActionChanges, profile: FollowUp) -> str:
    """Name the workbooks by whom they are of, and the days on which they were received."""
    names = ORIGINS | {file.archivo: file.contenido for file in profile.archivos}
    days: dict[str, set[date]] = {}
    for change in item.cambios:
        days.setdefault(names.get(change.origen, change.origen), set()).add(change.momento.date())
    told = [
        f"{free_text.harmless(name)} ({', '.join(map(formats.short_date, sorted(found)))})"
        for name, found in days.items()
    ]
    return "; ".join(told) or formats.NO_FIGURE
