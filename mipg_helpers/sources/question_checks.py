"""What to tell about a question bank: its counts, and what the file cut, repeats or lacks."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from mipg_helpers.errors import listed
from mipg_helpers.reference.labels import fold
from mipg_helpers.sources.findings import capped
from mipg_helpers.sources.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mipg_helpers.sources.located import Table
    from mipg_helpers.sources.question_rows import PreguntaRow

COUNTED = "conteo de preguntas"
CUT = "opciones cortadas"
REPEATED_OPTION = "opciones repetidas"
REPEATED = "duplicado"
MISSING = "preguntas que faltan"
NO_POLITICA = "módulo sin política"

#: Codes named in one message.
_MOST_CODES = 30

_RUNNING = re.compile(r"[0-9]{1,6}")


def drop_repeated(rows: Sequence[PreguntaRow]) -> tuple[list[PreguntaRow], list[Finding]]:
    """Leave a pregunta once that stands alike in two sheets of one file.

    Two readings that differ stay both: the contract of the table refuses them with their rows.
    """
    first: dict[tuple[int, str], PreguntaRow] = {}
    kept, again = [], []
    for row in rows:
        known = first.setdefault((row.vigencia, row.codigo), row)
        if known is not row and known.content == row.content:
            again.append(row)
        else:
            kept.append(row)
    if not again:
        return kept, []
    mensaje = f"preguntas que el archivo repite iguales ({len(again)}); se cargaron una vez"
    found = _told(again[0], REPEATED, mensaje, "no hace falta corregir nada")
    return kept, [found]


def bank_findings(rows: Sequence[PreguntaRow], table: Table) -> Iterator[Finding]:
    """Tell how many preguntas of each type there are, and what is odd about them."""
    if not rows:
        yield table.finding(
            COUNTED,
            "la tabla tiene encabezado y ninguna pregunta",
            gravedad="aviso",
            accion="revise que el archivo esté completo",
        )
        return
    yield _counts(rows)
    yield from _gaps_in_numbers(rows)
    yield from _without_politica(rows)
    yield from _cut(rows)
    yield from capped(list(_repeated_options(rows)))


def _counts(rows: Sequence[PreguntaRow]) -> Finding:
    tipos = Counter(row.tipo_leido for row in rows)
    shown = ", ".join(f"{tipo}: {n}" for tipo, n in tipos.most_common())
    without = sum(not row.opciones for row in rows)
    modulos = len({row.modulo for row in rows})
    return _told(
        rows[0],
        COUNTED,
        f"preguntas leídas: {len(rows)} (módulos: {modulos}; {shown}); sin opciones: {without}",
        "compare estas cuentas con las del formulario",
    )


def _gaps_in_numbers(rows: Sequence[PreguntaRow]) -> Iterator[Finding]:
    """Report the holes of a running number, which say that rows were left out."""
    numbers = {int(row.numero) for row in rows if _RUNNING.fullmatch(row.numero)}
    if len(numbers) < len(rows):
        return  # no running number, or one per module
    if max(numbers) > 2 * len(numbers):
        return  # more would lack than there are; and 1e9 in one cell must not fill the memory
    lacking = sorted(set(range(1, max(numbers) + 1)) - numbers)
    if lacking and len(lacking) < len(numbers):
        shown = ", ".join(map(str, lacking[:_MOST_CODES]))
        yield _told(
            rows[0],
            MISSING,
            f"el archivo trae {len(numbers)} de {max(numbers)} preguntas según su numeración; "
            f"faltan {len(lacking)}: {shown}{'…' if len(lacking) > _MOST_CODES else ''}",
            "revise si el archivo está incompleto",
        )


def _without_politica(rows: Sequence[PreguntaRow]) -> Iterator[Finding]:
    found = Counter(row.modulo for row in rows if not row.politica)
    if found:
        shown = ", ".join(f"{modulo} ({n})" for modulo, n in sorted(found.items()))
        yield _told(
            rows[0],
            NO_POLITICA,
            f"módulos que no corresponden a una política: {shown}; se cargaron sin política",
            "revise que ninguno sea un error de escritura del código",
        )


def _cut(rows: Sequence[PreguntaRow]) -> Iterator[Finding]:
    cut = [row for row in rows if row.es_cortada]
    if cut:
        most = max(len(row.opciones) for row in cut)
        yield _told(
            cut[0],
            CUT,
            f"preguntas que llenan las {most} columnas de opciones del archivo y pueden tener más "
            f"({len(cut)}): {listed((row.codigo for row in cut), most=_MOST_CODES)}",
            "compare con el formulario; si faltan opciones, lo que se calcule con ellas es parcial",
        )


def _repeated_options(rows: Sequence[PreguntaRow]) -> Iterator[Finding]:
    for row in rows:
        times = Counter(fold(item.texto) for item in row.opciones)
        again = [text for text, n in times.items() if n > 1]
        if again:
            yield _told(
                row,
                REPEATED_OPTION,
                f"opciones que {row.codigo} repite: {len(again)}, entre sus {len(row.opciones)}; "
                "se cargaron todas con su número",
                "revise la pregunta en el formulario",
            )


def _told(row: PreguntaRow, tipo: str, mensaje: str, accion: str) -> Finding:
    return Finding(
        archivo=str(row.fuente["fuente_archivo"]),
        hoja=str(row.fuente["fuente_hoja"]),
        fila=int(str(row.fuente["fuente_fila"])),
        columna="",
        valor=row.codigo,
        tipo=tipo,
        gravedad="aviso",
        mensaje=mensaje,
        accion=accion,
    )
