"""The objects that ``notebooks/inicio.ipynb`` displays, one per cell, in its order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mipg_helpers.presentation import blocks, formats, narrative, tables_sources
from mipg_helpers.presentation import cover as front
from mipg_helpers.presentation.display import Displayed

if TYPE_CHECKING:
    from collections.abc import Callable

    from mipg_helpers.analysis.home import HomeProfile, Lack, LoadedVigencia, Missing
    from mipg_helpers.presentation.blocks import Align, Block, Span

NOTHING = "Todavía no hay datos"
EVERYBODY = "Todas las entidades cargadas"
#: More files than this are counted by kind; calidad.ipynb lists each.
MOST_FILES = 12

#: Without these nothing else can be looked at as asked.
URGENT: tuple[Lack, ...] = ("datos", "vigentes", "entidad", "vigencia")

#: What is lacking, what stays empty without it, and what to do before the command.
LACKS: dict[Lack, tuple[str, str, str]] = {
    "datos": (
        "Los resultados",
        "Ningún cuaderno puede mostrar nada.",
        "Ponga en data/raw los archivos como llegaron (o ensaye con «make reports») y cárguelos:",
    ),
    "vigentes": (
        "Un cargue al día",
        "Los demás cuadernos no se abren hasta repetirlo.",
        "Repita el cargue:",
    ),
    "entidad": (
        "La entidad pedida",
        "Se muestra todo lo cargado.",
        "Corrija el parámetro «entidad» y ejecute de nuevo.",
    ),
    "vigencia": (
        "Los resultados de esa vigencia",
        "No hay informes de ella.",
        "Agregue sus archivos a los que ya cargó y repita el cargue:",
    ),
    "anterior": (
        "Una vigencia anterior comparable",
        "No se muestran cambios ni tendencia.",
        "Agregue los resultados de la vigencia anterior y repita el cargue:",
    ),
    "recomendaciones": (
        "Las recomendaciones oficiales",
        "El plan de mejoramiento no propone acciones.",
        "Agregue el archivo de recomendaciones de la entidad y repita el cargue:",
    ),
    "responsables": (
        "Los líderes de cada política",
        "El plan queda sin responsables.",
        "Agregue el cuadro de líderes de la entidad y repita el cargue:",
    ),
    "metas": (
        "Las metas institucionales",
        "Las brechas se miden solo frente al grupo.",
        "Agregue el cuadro de metas de la entidad y repita el cargue:",
    ),
    "plan": (
        "El plan de mejoramiento",
        "No hay seguimiento.",
        "Escriba los libros del plan, uno por líder, y envíelos:",
    ),
    "preguntas": (
        "El banco de preguntas del FURAG",
        "No se puede preparar el próximo FURAG.",
        "Agregue el libro de preguntas de Función Pública y repita el cargue:",
    ),
    "respuestas": (
        "Las respuestas de la entidad",
        "La preparación no dice qué falta cumplir.",
        "Agregue las hojas de respuestas por módulo y repita el cargue:",
    ),
}

#: Tables that are counted by vigencia, as a reader calls them.
HEADS = {
    "recomendaciones": "Recomendaciones",
    "responsables": "Líderes",
    "metas": "Metas",
    "preguntas": "Preguntas",
    "respuestas": "Respuestas",
}


def cover(profile: HomeProfile) -> Displayed:
    """Name what is described, and when it was loaded; where nothing can be used, what to do."""
    loaded = profile.fecha_cargue is not None
    subject = profile.nombre_entidad or (EVERYBODY if loaded else NOTHING)
    return Displayed(
        [
            blocks.cover(
                title="Qué hay cargado, qué falta y por dónde seguir",
                subtitle=subject,
                identity={
                    "informe": "inicio",
                    "entidad_id": profile.entidad_id,
                    "politica": "",
                    "vigencia": str(profile.vigencia or ""),
                    "run_id": front.run_id(profile),
                    "fecha": profile.fecha_cargue.isoformat() if profile.fecha_cargue else "",
                },
                facts=_facts(profile),
                notice=front.FICTITIOUS if profile.es_ficticio else "",
            ),
            *_urgent(profile),
        ]
    )


def _urgent(profile: HomeProfile) -> list[Block]:
    """Say what to do first where the other notebooks could not be used as asked."""
    urgent = next((one for one in profile.missing if one.que in URGENT), None)
    if urgent is None:
        return []
    name, effect, remedy = LACKS[urgent.que]
    command = [blocks.code(urgent.orden)] if urgent.orden else []
    said = [blocks.text(f"{effect} {remedy} "), *command]
    title = narrative.capital(urgent.problema) or f"Falta: {name}"
    return [blocks.callout("warning", title, said)]


def _facts(profile: HomeProfile) -> list[tuple[str, str]]:
    if profile.fecha_cargue is None:
        return []
    return [
        ("Vigencia", str(profile.vigencia or "ninguna")),
        ("Datos cargados el", formats.long_date(profile.fecha_cargue)),
    ]


def list_pages(profile: HomeProfile) -> Displayed:
    """List the notebooks by the question that each answers; the name opens it in JupyterLab."""
    return Displayed(
        [
            blocks.table(
                caption="Los cuadernos, por pregunta",
                columns=[("Si quiere saber…", "left"), ("Abra", "left"), ("Informe", "left")],
                rows=[
                    [
                        page.pregunta,
                        [blocks.link(page.cuaderno, page.cuaderno)],
                        [blocks.code(page.informe)],
                    ]
                    for page in profile.pages
                ],
                note="Cada cuaderno se escribe también como página y PDF, con el nombre de su "
                "informe: mipg informe --entidad CÓDIGO --vigencia AÑO --informe NOMBRE.",
                widths=[4, 2.6, 2.3],
            )
        ]
    )


def key_figures(profile: HomeProfile) -> Displayed:
    """Show how much is loaded."""
    if not profile.vigencias:
        return Displayed([blocks.paragraph(f"{NOTHING}.")])
    first, last = profile.vigencias[0].vigencia, profile.vigencias[-1].vigencia
    span = str(last) if first == last else f"De {first} a {last}."
    return Displayed(
        [
            blocks.key_figures(
                [
                    front.figure("Vigencias", formats.integer(len(profile.vigencias)), span),
                    front.figure(
                        "Entidades", formats.integer(profile.n_entidades), "Con resultados."
                    ),
                    front.figure(
                        "Archivos", formats.integer(len(profile.files)), "Leídos en el cargue."
                    ),
                    front.figure(
                        "Hallazgos",
                        formats.integer(profile.n_hallazgos),
                        "Los explica calidad.ipynb.",
                    ),
                ]
            )
        ]
    )


def table_vigencias(profile: HomeProfile) -> Displayed:
    """Count by vigencia what is loaded, of everybody or of the entidad; only what there is."""
    if not profile.vigencias:
        return Displayed([])
    of_one = bool(profile.entidad_id)
    columns = [
        column for column in _columns(of_one=of_one) if any(map(column.n, profile.vigencias))
    ]
    return Displayed(
        [
            blocks.table(
                caption=f"Datos por vigencia: {profile.nombre_entidad or EVERYBODY}",
                columns=[("Vigencia", "left"), *((column.head, "right") for column in columns)],
                rows=[
                    [str(one.vigencia), *(_count(column.n(one)) for column in columns)]
                    for one in reversed(profile.vigencias)
                ],
                note="«–»: no hay. Los planes son los del año siguiente a la vigencia.",
            )
        ]
    )


class _Column(NamedTuple):
    """A column of counts: its head, and what it counts of a vigencia."""

    head: str
    n: Callable[[LoadedVigencia], int]


def _columns(*, of_one: bool) -> list[_Column]:
    counted = [_Column(head, _rows_of(name)) for name, head in HEADS.items()]
    planned = _Column("Plan" if of_one else "Planes", lambda one: one.n_planes)
    measured = [] if of_one else [_Column("Entidades", lambda one: one.n_entidades)]
    return [*measured, *counted, planned]


def _rows_of(table: str) -> Callable[[LoadedVigencia], int]:
    return lambda one: one.n_filas.get(table, 0)


def _count(n: int) -> str:
    return formats.integer(n) if n else formats.NO_FIGURE


def list_missing(profile: HomeProfile) -> Displayed:
    """Say what is not there, what it is for, and the command that mends it."""
    if not profile.missing:
        said = f"Nada: los informes de la vigencia {profile.vigencia} salen completos."
        return Displayed([blocks.callout("ok", "No falta nada", said)])
    return Displayed(
        [
            blocks.table(
                caption=f"Lo que falta para la vigencia {profile.vigencia}"
                if profile.vigencia
                else "Lo que falta",
                columns=[("Falta", "left"), ("Mientras tanto", "left"), ("Qué hacer", "left")],
                rows=[_missing(one) for one in profile.missing],
                note="Las órdenes se escriben en la carpeta del proyecto; después, ejecute de "
                "nuevo este cuaderno.",
                widths=[2, 2.6, 4.4],
            )
        ]
    )


def _missing(one: Missing) -> list[list[Span]]:
    name, effect, remedy = LACKS[one.que]
    told = f"{name}: {one.problema}" if one.problema else name
    command = [blocks.text(" "), blocks.code(one.orden)] if one.orden else []
    return [[blocks.text(told)], [blocks.text(effect)], [blocks.text(remedy), *command]]


def table_files(profile: HomeProfile) -> Displayed:
    """List the files of the load; when they are very many, count them by kind and vigencia."""
    if not profile.files:
        return Displayed([blocks.paragraph("Ninguno.")])
    many = len(profile.files) > MOST_FILES
    return Displayed([_by_kind(profile) if many else _each(profile)])


def _each(profile: HomeProfile) -> Block:
    return blocks.table(
        caption="Archivos del cargue",
        columns=[("Archivo", "left"), ("Contenido", "left"), ("Vigencia", "left"), _ROWS],
        rows=[
            [file.archivo, _kind(file.tipo), _years(file.vigencias), _count(file.n_filas)]
            for file in profile.files
        ],
        note=NO_ROWS,
        widths=[5, 2, 1.4, 1.2],
    )


def _by_kind(profile: HomeProfile) -> Block:
    kinds = list(dict.fromkeys((file.tipo, file.vigencias) for file in profile.files))
    groups = {kind: [f for f in profile.files if (f.tipo, f.vigencias) == kind] for kind in kinds}
    return blocks.table(
        caption="Archivos del cargue, por contenido",
        columns=[("Contenido", "left"), ("Vigencia", "left"), ("Archivos", "right"), _ROWS],
        rows=[
            [
                _kind(tipo),
                _years(vigencias),
                formats.integer(len(files)),
                _count(sum(file.n_filas for file in files)),
            ]
            for (tipo, vigencias), files in groups.items()
        ],
        note=NO_ROWS,
    )


_ROWS: tuple[str, Align] = ("Datos", "right")
NO_ROWS = "«–»: el archivo fue rechazado o no trae datos; calidad.ipynb dice por qué."


def _kind(tipo: str) -> str:
    return tables_sources.KINDS.get(
        tipo, narrative.capital(tipo.replace("_", " ")) or "Sin reconocer"
    )


def _years(vigencias: tuple[int, ...]) -> str:
    return ", ".join(map(str, vigencias)) or formats.NO_FIGURE
