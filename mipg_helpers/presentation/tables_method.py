"""Tables of the last section: the priority formula worked out, and where each figure was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import blocks, formats, narrative, narrative_method

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from mipg_helpers.analysis.profile import (
        EntidadProfile,
        Priority,
        PriorityRule,
        Profile,
        Source,
        SourceFile,
    )
    from mipg_helpers.presentation.blocks import Block

#: Enough of a sha256 to recognise a file; the whole one is in the load report.
SHORT_HASH = 12

#: Kind of source file (`mipg_helpers.sources.model.KINDS`) -> what a reader calls it.
KINDS = {
    "resultados": "Resultados oficiales",
    "tabla_abierta": "Datos abiertos oficiales",
    "transcrita": "Resultados transcritos",
    "recomendaciones": "Recomendaciones oficiales",
    "responsables": "Responsables",
    "metas": "Metas de la entidad",
}


def rule_table(priority: Priority, rule: PriorityRule) -> Block:
    """Work the priority out, component by component, so that anyone can repeat it."""
    used = {name: (points, weight) for name, points, weight in priority.componentes}
    rows = []
    for name, weight in rule.pesos:
        points, share = used.get(name, (None, None))
        rows.append(
            [
                narrative.capital(narrative_method.component(name)),
                narrative_method.weight(weight),
                "sin dato" if points is None else formats.points(points),
                formats.NO_FIGURE if share is None else narrative_method.weight(share),
                formats.NO_FIGURE
                if points is None or share is None
                else formats.points(points * share),
            ]
        )
    if priority.puntos is not None:
        rows.append(["Puntos de prioridad", "", "", "", formats.points(priority.puntos)])
    return blocks.table(
        caption=f"Cálculo de la prioridad: {formats.LEVELS[priority.nivel]}",
        columns=[
            ("Componente", "left"),
            ("Peso en la regla", "right"),
            ("Puntos", "right"),
            ("Peso usado", "right"),
            ("Aporte", "right"),
        ],
        rows=rows,
        widths=[4, 1.4, 1.2, 1.2, 1.2],
    )


def files_table(sources: Sequence[SourceFile]) -> Block | None:
    """List the files the report was made from; None when there is none."""
    if not sources:
        return None
    return blocks.table(
        caption="Archivos de origen",
        columns=[
            ("Archivo", "left"),
            ("Contenido", "left"),
            ("Vigencias", "left"),
            ("Cargado el", "left"),
            ("Huella SHA-256", "left"),
        ],
        rows=[
            [
                file.archivo,
                KINDS.get(file.tipo, file.tipo),
                formats.enumerated([str(vigencia) for vigencia in sorted(file.vigencias)]),
                formats.short_date(file.fecha_cargue),
                [blocks.code(file.sha256[:SHORT_HASH])],
            ]
            for file in sources
        ],
        note=f"De cada huella se muestran los primeros {SHORT_HASH} caracteres.",
        widths=[4, 3, 2, 1.6, 2.2],
    )


def cells_table(profile: Profile) -> Block | None:
    """Say in which cell or row of which file each figure and text was read."""
    return _cells_table(
        [
            *(
                (f"Puntaje {point.vigencia}", [point.score.source])
                for point in reversed(profile.trend.points)
            ),
            ("Subíndices", [row.score.source for row in profile.indices]),
            ("Meta", [gap.source for gap in profile.gaps]),
            ("Recomendaciones", [texto.source for texto in profile.recomendaciones]),
            ("Responsables", [profile.responsables.source]),
        ]
    )


def entidad_cells_table(profile: EntidadProfile) -> Block | None:
    """Say where the IDI, the dimensions and the politicas were read."""
    return _cells_table(
        [
            *(
                (f"IDI {point.vigencia}", [point.score.source])
                for point in reversed(profile.trend.points)
            ),
            ("Dimensiones", [row.score.source for row in profile.dimensiones]),
            ("Políticas", [row.score.source for row in profile.politicas]),
            ("Meta del IDI", [gap.source for gap in profile.gaps]),
            ("Metas de las políticas", [g.source for row in profile.politicas for g in row.gaps]),
        ]
    )


def _cells_table(given: Iterable[tuple[str, Iterable[Source | None]]]) -> Block | None:
    rows = [
        [label, archivo, hoja, place]
        for label, sources in given
        for archivo, hoja, place in _places(sources)
    ]
    if not rows:
        return None
    return blocks.table(
        caption="Dónde se leyó cada dato",
        columns=[("Dato", "left"), ("Archivo", "left"), ("Hoja", "left"), ("Celdas", "left")],
        rows=rows,
        note="Filas y columnas como las muestra Excel.",
        widths=[2, 4, 2, 3],
    )


def _places(sources: Iterable[Source | None]) -> list[tuple[str, str, str]]:
    """Group cells by file and sheet, and rows that gave the same columns together."""
    columns: dict[tuple[str, str, int], set[str]] = {}
    for source in sources:
        if source is not None:
            key = (source.archivo, source.hoja, source.fila)
            columns.setdefault(key, set()).add(source.columna)
    rows: dict[tuple[str, str, tuple[str, ...]], list[int]] = {}
    for (archivo, hoja, fila), found in columns.items():
        letters = tuple(sorted(found - {""}, key=lambda name: (len(name), name)))
        rows.setdefault((archivo, hoja, letters), []).append(fila)
    return [
        (archivo, hoja, _cells(sorted(filas), letters))
        for (archivo, hoja, letters), filas in rows.items()
    ]


def _cells(filas: Sequence[int], letters: Sequence[str]) -> str:
    rows = f"{'fila' if len(filas) == 1 else 'filas'} {_ranges(filas, str)}"
    if len(filas) == 1 and len(letters) == 1:
        return f"{letters[0]}{filas[0]}"
    if not letters:
        return rows
    noun = "columna" if len(letters) == 1 else "columnas"
    return f"{rows}, {noun} {_ranges([_number(name) for name in letters], _letter)}"


def _ranges(numbers: Sequence[int], write: Callable[[int], str]) -> str:
    """Write ascending numbers with neighbours drawn together: ``4 a 9, 12 y 15``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts: list[str] = []
    for run in runs:
        ends = [write(run[0])] if len(run) == 1 else [write(run[0]), write(run[-1])]
        parts += [" a ".join(ends)] if len(run) > 2 else ends
    return formats.enumerated(parts)


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _letter(number: int) -> str:
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
