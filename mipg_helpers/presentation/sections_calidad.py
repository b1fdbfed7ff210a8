"""The objects that ``notebooks/calidad.ipynb`` displays, one per cell, in its order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.analysis.data_quality import count_kinds
from mipg_helpers.presentation import blocks, formats, free_text, narrative, tables_sources
from mipg_helpers.presentation import cover as front
from mipg_helpers.presentation.display import Displayed
from mipg_helpers.presentation.sections import prose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.analysis.data_quality import (
        FileQuality,
        FindingRow,
        Gravedad,
        QualityProfile,
        State,
    )
    from mipg_helpers.presentation.blocks import Span

EVERYBODY = "Todas las entidades cargadas"
#: Rows of a table that a reader still looks through; the file of findings has all of them.
MOST_FINDINGS, MOST_FILES = 100, 40
#: Characters of a value as found; the file of findings has the whole of it.
VALUE_LENGTH = 80

GRAVITY: dict[Gravedad, str] = {"error": "Error", "aviso": "Aviso"}
STATES: dict[State, str] = {
    "cargado": "Cargado",
    "con_errores": "Cargado con errores",
    "sin_datos": "Sin datos",
    "rechazado": "Rechazado",
}
WHAT_IS_FOUND = (
    "Un aviso dice qué se entendió o se corrigió al leer, y el dato se cargó. Un error dice qué no "
    "se cargó. Los archivos de origen nunca se cambian: se corrigen donde nacieron y se vuelven a "
    "cargar."
)
WHAT_IS_NOT = (
    "Una celda vacía no es un hallazgo: significa «no aplica» y no vale cero. De un mismo hallazgo "
    "que se repite mucho en un archivo se anotan los primeros casos y cuántos más hay."
)
OF_ONE = (
    "Se muestran los hallazgos de los archivos que dieron datos a la entidad, sin los que están en "
    "una fila de otra."
)


def cover(profile: QualityProfile) -> Displayed:
    """Name the report: everything loaded, or one entidad; vigencia; date of the load."""
    facts = [
        ("Entidad", profile.nombre_entidad or EVERYBODY),
        ("Vigencia", str(profile.vigencia or "todas las cargadas")),
        ("Datos cargados el", formats.long_date(profile.fecha_cargue)),
        ("Código del informe", front.run_id(profile)),
    ]
    return Displayed(
        [
            blocks.cover(
                title="Calidad de los datos cargados",
                subtitle=profile.nombre_entidad or EVERYBODY,
                identity={
                    "informe": "calidad",
                    "entidad_id": profile.entidad_id,
                    "politica": "",
                    "vigencia": str(profile.vigencia or ""),
                    "run_id": front.run_id(profile),
                    "fecha": profile.fecha_cargue.isoformat(),
                },
                facts=facts,
                notice=front.FICTITIOUS if profile.es_ficticio else "",
            )
        ]
    )


def key_figures(profile: QualityProfile) -> Displayed:
    """Show how many files were read and refused, and how many errors and notices there are."""
    refused = sum(file.state == "rechazado" for file in profile.files)
    errors, notices = profile.count("error"), profile.count("aviso")
    n_files = sum(file.n_archivos for file in profile.files)
    figures = [
        front.figure("Archivos", formats.integer(n_files), "Leídos en el cargue."),
        front.figure("Rechazados", formats.integer(refused), "No dieron datos.", _tone(refused)),
        front.figure("Errores", formats.integer(errors), "Valores sin cargar.", _tone(errors)),
        front.figure("Avisos", formats.integer(notices), "Se cargó y conviene revisar."),
    ]
    return Displayed([blocks.key_figures(figures)])


def _tone(n: int) -> str:
    return "warning" if n else "ok"


def describe_summary(profile: QualityProfile) -> Displayed:
    """Say what to look at first."""
    if not profile.findings:
        return Displayed([blocks.callout("ok", "Sin hallazgos", "La lectura no encontró nada.")])
    scope = OF_ONE if profile.entidad_id else ""
    return Displayed(prose([free_text.harmless(_said(profile)), scope]))


def _said(profile: QualityProfile) -> str:
    notices = formats.plural(profile.count("aviso"), "aviso", "avisos")
    if not profile.count("error"):
        return f"No hay errores: de lo leído, todo se cargó. Los datos tienen {notices}."
    first = count_kinds(profile.findings)[0]
    where = formats.plural(first.n_archivos, "archivo", "archivos")
    todo = f" Qué hacer: {first.accion.rstrip('.')}." if first.accion else ""
    n = formats.plural(profile.count("error"), "error", "errores")
    return (
        f"Hay {n}, que son datos sin cargar, y {notices}. Lo primero por corregir: "
        f"«{first.tipo}», {_times(first.n)} en {where}.{todo}"
    )


def _times(n: int) -> str:
    return formats.plural(n, "vez", "veces")


def table_files(profile: QualityProfile) -> Displayed:
    """Count by file; sound ones are joined by kind when there are very many."""
    found = [file for file in profile.files if file.n_errores or file.n_avisos or not file.n_filas]
    shown = found[:MOST_FILES]
    sound = [file for file in profile.files if file not in found]
    rows = [_file_row(file) for file in shown]
    rows += [_file_row(file) for file in sound[: MOST_FILES - len(shown)]]
    table = blocks.table(
        caption="Qué se cargó y qué se encontró, por archivo",
        columns=[
            ("Archivo", "left"),
            ("Contenido", "left"),
            ("Vigencia", "left"),
            ("Datos", "right"),
            ("Errores", "right"),
            ("Avisos", "right"),
            ("Estado", "left"),
        ],
        rows=rows,
        note=_rest(len(rows), len(profile.files), "archivos", profile),
        widths=[4.2, 2.4, 1.2, 1.1, 1, 1, 1.6],
    )
    return Displayed([table])


def _file_row(file: FileQuality) -> list[str]:
    several = f" ({file.n_archivos} archivos)" if file.n_archivos > 1 else ""
    return [
        f"{free_text.harmless(file.archivo)}{several}",
        tables_sources.KINDS.get(file.tipo, narrative.capital(file.tipo) or "Sin reconocer"),
        ", ".join(map(str, file.vigencias)) or formats.NO_FIGURE,
        formats.integer(file.n_filas) if file.n_filas else formats.NO_FIGURE,
        _n(file.n_errores),
        _n(file.n_avisos),
        STATES[file.state],
    ]


def _n(n: int) -> str:
    return formats.integer(n) if n else formats.NO_FIGURE


def table_kinds(profile: QualityProfile) -> Displayed:
    """Count by kind of finding, with what to do."""
    kinds = count_kinds(profile.findings)
    if not kinds:
        return Displayed([])
    table = blocks.table(
        caption="Hallazgos por clase",
        columns=[
            ("Clase", "left"),
            ("Gravedad", "left"),
            ("Cuántos", "right"),
            ("Archivos", "right"),
            ("Qué hacer", "left"),
        ],
        rows=[
            [
                narrative.capital(free_text.harmless(kind.tipo)),
                GRAVITY[kind.gravedad],
                formats.integer(kind.n),
                formats.integer(kind.n_archivos),
                narrative.capital(free_text.harmless(kind.accion)) or formats.NO_FIGURE,
            ]
            for kind in kinds
        ],
        note="«Qué hacer» es lo del primer caso; la tabla siguiente lo dice de cada uno.",
        widths=[2.6, 1, 1, 1, 4.6],
    )
    return Displayed([table])


def table_findings(profile: QualityProfile) -> Displayed:
    """Show the findings one by one, as many as a reader looks through."""
    if not profile.findings:
        return Displayed([blocks.paragraph("No hay hallazgos.")])
    shown = profile.findings[:MOST_FINDINGS]
    table = blocks.table(
        caption="Hallazgo por hallazgo",
        columns=[
            ("Dónde", "left"),
            ("Valor encontrado", "left"),
            ("Qué se encontró y qué se hizo", "left"),
            ("Qué hacer", "left"),
        ],
        rows=[_finding_row(one) for one in shown],
        note=_rest(len(shown), len(profile.findings), "hallazgos", profile),
        row_header=False,
        widths=[3.2, 2.2, 4, 3],
    )
    return Displayed([table])


def _finding_row(one: FindingRow) -> list[list[Span]]:
    value = free_text.start_of(one.valor, VALUE_LENGTH) if one.valor else formats.NO_FIGURE
    gravity = f"{GRAVITY[one.gravedad]}. "
    return [
        [blocks.text(free_text.harmless(place_of(one)))],
        [blocks.text(free_text.harmless(value))],
        [blocks.strong(gravity), blocks.text(narrative.capital(free_text.harmless(one.mensaje)))],
        [blocks.text(narrative.capital(free_text.harmless(one.accion)) or formats.NO_FIGURE)],
    ]


#: Titles of the columns of `cells_of`, and the share of the width of each, in percent.
COLUMNS = {
    "Archivo": 17,
    "Hoja": 9,
    "Fila": 7,
    "Columna": 14,
    "Valor encontrado": 15,
    "Qué se encontró y qué se hizo": 22,
    "Qué hacer": 16,
}


def cells_of(one: FindingRow) -> tuple[str, ...]:
    """Give a finding as cells of a table on the screen, its place in cells of their own."""
    told = f"{GRAVITY[one.gravedad]}. {narrative.capital(one.mensaje)}"
    accion = narrative.capital(one.accion)
    fila = "" if one.fila is None else str(one.fila)
    texts = (one.archivo, one.hoja, fila, one.columna, one.valor, told, accion)
    return tuple(map(free_text.harmless, texts))


def describe_choice(profile: QualityProfile, chosen: Sequence[FindingRow]) -> Displayed:
    """Say how many findings were chosen, and which file has all of them."""
    if not chosen:
        return Displayed([blocks.paragraph("No hay hallazgos con esa selección.")])
    n = formats.plural(len(chosen), "hallazgo elegido", "hallazgos elegidos")
    return Displayed([blocks.paragraph(f"{n}. {_where(profile)}")])


def place_of(one: FindingRow) -> str:
    """Word the place of a finding: file, sheet, row, column."""
    parts = [
        one.archivo,
        f"hoja «{one.hoja}»" if one.hoja else "",
        f"fila {one.fila}" if one.fila is not None else "",
        f"columna {one.columna}" if one.columna else "",
    ]
    return ", ".join(filter(None, parts))


def _rest(n_shown: int, n: int, what: str, profile: QualityProfile) -> str:
    """Say how many rows are not shown, and which file has them."""
    if n_shown == n:
        return _where(profile)
    shown = f"{formats.integer(n_shown)} de {formats.integer(n)} {what}"
    return f"Se muestran {shown}. {_where(profile)}"


def _where(profile: QualityProfile) -> str:
    every = formats.plural(profile.n_all, "hallazgo", "hallazgos")
    return f"El cargue dejó {every} en «{profile.csv_file}», en la carpeta de los datos cargados."


def describe_method(profile: QualityProfile) -> Displayed:
    """Say what a finding is, what was done with the files, and the version of the program."""
    made = f"Informe hecho con MIPG Workbench {profile.version}."
    return Displayed(prose([WHAT_IS_FOUND, WHAT_IS_NOT, made]))
