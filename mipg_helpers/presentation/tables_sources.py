"""Where every figure and text was read: file, sheet, cells, date and hash, in one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import blocks, formats

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import TypeAlias

    from mipg_helpers.analysis.profile import EntidadProfile, Profile, Source, SourceFile, Trend
    from mipg_helpers.presentation.blocks import Block

    #: What was read, and the cells it was read from.
    Cited: TypeAlias = tuple[str, list[Source]]

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
    "preguntas": "Banco de preguntas del FURAG",
    "respuestas": "Respuestas de la entidad",
    "similitud": "Preguntas parecidas entre formularios",
    "autodiagnostico": "Autodiagnóstico de la entidad",
}


def politica_sources(profile: Profile) -> Block | None:
    """List the files of the report of one politica and the cells each gave."""
    return _table(
        profile.sources,
        profile.vigencia,
        [
            *_by_vigencia("Puntaje", profile.trend),
            ("Subíndices", _known(row.score.source for row in profile.indices)),
            ("Meta", _known(gap.source for gap in profile.gaps)),
            ("Recomendaciones", [texto.source for texto in profile.recomendaciones]),
            ("Responsables", _known([profile.responsables.source])),
        ],
    )


def entidad_sources(profile: EntidadProfile) -> Block | None:
    """List the files of the institutional report and the cells each gave."""
    return _table(
        profile.sources,
        profile.vigencia,
        [
            *_by_vigencia("IDI", profile.trend),
            ("Dimensiones", _known(row.score.source for row in profile.dimensiones)),
            ("Políticas", _known(row.score.source for row in profile.politicas)),
            ("Meta del IDI", _known(gap.source for gap in profile.gaps)),
            (
                "Metas de las políticas",
                _known(gap.source for row in profile.politicas for gap in row.gaps),
            ),
        ],
    )


def _by_vigencia(what: str, trend: Trend) -> list[Cited]:
    return [
        (f"{what} {point.vigencia}", _known([point.score.source]))
        for point in reversed(trend.points)
    ]


def _known(sources: Iterable[Source | None]) -> list[Source]:
    return [source for source in sources if source is not None]


def _table(files: Sequence[SourceFile], vigencia: int, cited: Sequence[Cited]) -> Block | None:
    """Give a row to each file that is cited or speaks of the vigencia of the report."""
    read = _read_from(cited)
    listed = {file.sha256: file for file in files}
    rows = [
        [file.archivo, _content(file), read.get(file.sha256, formats.NO_FIGURE), *_loaded(file)]
        for file in files
        if file.sha256 in read or vigencia in file.vigencias
    ]
    # A cell of a file that the list does not name is still printed: no figure without its place.
    others = {s.sha256: s for _, sources in cited for s in sources if s.sha256 not in listed}
    rows += [[s.archivo, "", read[sha], "", _hash(sha)] for sha, s in others.items()]
    if not rows:
        return None
    return blocks.table(
        caption="Archivos de origen y celdas leídas",
        columns=[
            ("Archivo", "left"),
            ("Contenido", "left"),
            ("Dato: hoja y celdas", "left"),
            ("Cargado el", "left"),
            ("Huella SHA-256", "left"),
        ],
        rows=rows,
        note=(
            f"Filas y columnas como las muestra Excel; de cada huella, los primeros {SHORT_HASH} "
            "caracteres."
        ),
        widths=[4, 3.4, 4, 1.6, 2],
    )


def _content(file: SourceFile) -> str:
    years = formats.enumerated([str(vigencia) for vigencia in sorted(file.vigencias)])
    return f"{KINDS.get(file.tipo, file.tipo)} {years}".strip()


def _loaded(file: SourceFile) -> list[str | list[dict[str, object]]]:
    return [formats.short_date(file.fecha_cargue), _hash(file.sha256)]


def _hash(sha256: str) -> list[dict[str, object]]:
    return [blocks.code(sha256[:SHORT_HASH])]


def _read_from(cited: Sequence[Cited]) -> dict[str, str]:
    """Say by file (sha256) what was read in it and where."""
    told: dict[str, list[str]] = {}
    for what, sources in cited:
        by_sheet: dict[tuple[str, str], list[Source]] = {}
        for source in sources:
            by_sheet.setdefault((source.sha256, source.hoja), []).append(source)
        for (sha256, hoja), found in by_sheet.items():
            sheet = f"hoja {hoja}, " if hoja else ""  # a text table has no sheets
            told.setdefault(sha256, []).append(f"{what}: {sheet}{_places(found)}.")
    return {sha256: " ".join(sentences) for sha256, sentences in told.items()}


def _places(sources: Iterable[Source]) -> str:
    """Write cells of one sheet; rows that gave the same columns are drawn together."""
    columns: dict[int, set[str]] = {}
    for source in sources:
        columns.setdefault(source.fila, set()).add(source.columna)
    rows: dict[tuple[str, ...], list[int]] = {}
    for fila in sorted(columns):
        letters = tuple(sorted(columns[fila] - {""}, key=_number))
        rows.setdefault(letters, []).append(fila)
    return "; ".join(_cells(filas, letters) for letters, filas in rows.items())


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
