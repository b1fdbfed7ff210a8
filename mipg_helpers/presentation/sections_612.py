"""The objects that ``notebooks/planes_612.ipynb`` displays, one per cell, in its order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import blocks, formats, narrative, tables
from mipg_helpers.presentation import cover as front
from mipg_helpers.presentation.display import Displayed
from mipg_helpers.presentation.sections import kept, load_notices, prose, written

if TYPE_CHECKING:
    from datetime import date

    from mipg_helpers.analysis.plan import Accion
    from mipg_helpers.analysis.plans_612 import Planes612Profile, PlanInstitucional, Publicacion
    from mipg_helpers.presentation.blocks import Block

TO_APPOINT = "Por designar"
PUBLICATION: dict[Publicacion, str] = {
    "a_tiempo": "Publicado a tiempo",
    "tarde": "Publicado después del plazo",
    "sin_fecha": "Publicado, sin fecha",
    "pendiente": "Por publicar",
    "vencida": "Plazo vencido",
    "sin_dato": "Sin dato",
}
NO_BOOK = (
    "En el plan de la entidad no hay acciones de los planes del Decreto 612. La orden «mipg plan "
    "--planes-612» las propone y escribe los libros para que cada dependencia los llene."
)
METHOD = (
    "La publicación y el avance son lo que las dependencias reportaron en sus libros; nadie los "
    "verifica aquí. La política y la dependencia de cada plan son una propuesta que la entidad "
    "puede cambiar: el decreto solo da la lista de los doce planes."
)


def cover(profile: Planes612Profile) -> Displayed:
    """Name the report: entidad, year of the plans, date of the law."""
    entidad, code = profile.entidad, front.run_id(profile)
    return Displayed(
        [
            blocks.cover(
                title=f"Planes institucionales del Decreto 612, vigencia {profile.vigencia_plan}",
                subtitle=entidad.nombre,
                identity={
                    "informe": "planes_612",
                    "entidad_id": entidad.entidad_id,
                    "politica": "",
                    "vigencia": str(profile.vigencia),
                    "run_id": code,
                    "fecha": profile.fecha_informe.isoformat(),
                },
                facts=[
                    ("Entidad", entidad.nombre),
                    ("Código SIGEP", entidad.codigo_sigep or front.NOT_GIVEN),
                    ("Vigencia de los planes", str(profile.vigencia_plan)),
                    ("Plazo de publicación", formats.long_date(profile.limite)),
                    ("Fecha del informe", formats.long_date(profile.fecha_informe)),
                    ("Código del informe", code),
                ],
                notice=front.FICTITIOUS if entidad.es_ficticia else "",
            )
        ]
    )


def describe_summary(profile: Planes612Profile) -> Displayed:
    """Say how many plans are published, late or without data."""
    if not profile.hay_plan:
        return Displayed([blocks.callout("info", "Sin planes en el libro", NO_BOOK)])
    n = len(profile.planes)
    published = profile.count("a_tiempo", "tarde", "sin_fecha")
    overdue, pending = profile.count("vencida"), profile.count("pendiente")
    said = [
        f"Las dependencias reportan {published} de {n} planes publicados.",
        f"{_are(overdue)} con el plazo vencido." if overdue else "",
        f"{_are(pending)} por publicar." if pending else "",
        f"{_are(profile.count('sin_dato'))} sin dato." if profile.count("sin_dato") else "",
    ]
    limit = f"El plazo es el {formats.long_date(profile.limite)} ({profile.fuente_limite})."
    return written([narrative.sentences(said), limit])


def _are(n: int) -> str:
    return "Uno está" if n == 1 else f"{formats.integer(n)} están"


def table_plans(profile: Planes612Profile) -> Displayed:
    """Show the twelve plans: who answers and whether each was published."""
    table = blocks.table(
        caption=f"Los doce planes del Decreto 612, vigencia {profile.vigencia_plan}",
        columns=[
            ("N.º", "right"),
            ("Plan", "left"),
            ("Responsable", "left"),
            ("Publicación", "left"),
            ("Fecha", "left"),
            ("Actividades", "right"),
        ],
        rows=[
            [
                formats.integer(item.numero),
                item.plan,
                item.dependencia or TO_APPOINT,
                PUBLICATION[item.publicacion],
                formats.short_date(item.fecha_publicacion)
                if item.fecha_publicacion
                else formats.NO_FIGURE,
                formats.integer(len(item.actividades)) if profile.hay_plan else formats.NO_FIGURE,
            ]
            for item in profile.planes
        ],
        widths=[0.6, 4, 3, 2.2, 1.4, 1.3],
    )
    return Displayed([table])


def table_activities(profile: Planes612Profile) -> Displayed:
    """Show the activities of each plan and what was reported at every quarter."""
    tables_ = [_activities(item, profile.cortes) for item in profile.planes if item.actividades]
    if profile.otras:
        tables_.append(_rows("Actividades de otros planes", profile.otras, profile.cortes))
    if not tables_:
        why = "Ninguna dependencia ha escrito actividades de estos planes."
        return Displayed([blocks.callout("info", "Sin actividades", why)])
    return Displayed(tables_)


def _activities(item: PlanInstitucional, cortes: tuple[date, ...]) -> Block:
    return _rows(item.plan, item.actividades, cortes)


def _rows(caption: str, acciones: tuple[Accion, ...], cortes: tuple[date, ...]) -> Block:
    return blocks.table(
        caption=f"{caption}: actividades y avance por corte",
        columns=[
            ("Actividad", "left"),
            ("Responsable", "left"),
            ("Inicio y fin", "left"),
            *((formats.short_date(corte), "right") for corte in cortes),
        ],
        rows=[
            [
                accion.accion or formats.NO_FIGURE,
                accion.dependencia or TO_APPOINT,
                _dates(accion),
                *(_progress(accion, corte) for corte in cortes),
            ]
            for accion in acciones
        ],
        note="Avance acumulado que reportó la dependencia, en porcentaje; «–»: sin reporte.",
        widths=[4, 2.6, 1.9, *([1.3] * len(cortes))],
    )


def _dates(accion: Accion) -> str:
    shown = [
        formats.short_date(day) if day else formats.NO_FIGURE
        for day in (accion.fecha_inicio, accion.fecha_fin)
    ]
    return " a ".join(shown)


def _progress(accion: Accion, corte: date) -> str:
    found = [a.avance_pct for a in accion.avances if a.corte == corte and a.avance_pct is not None]
    if not found:
        return formats.NO_FIGURE
    return formats.percent(found[0], 0 if found[0].is_integer() else 1)


def table_deadlines(profile: Planes612Profile) -> Displayed:
    """Show the next dates."""
    return Displayed(kept([tables.deadlines_table(profile.deadlines)]))


def describe_method(profile: Planes612Profile) -> Displayed:
    """Say where the figures come from."""
    return Displayed([*prose([METHOD]), *load_notices([], profile.version)])
