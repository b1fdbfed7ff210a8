"""Tables of plans: actions in the columns that may be published, and the plans of Decreto 612.

Left out on purpose: who is responsible by name, what was reported, links to evidence and what
Planeación and Control Interno observed; those stay inside the entidad.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation.formats import LEVELS
from mipg_helpers.presentation.free_text import harmless
from mipg_helpers.presentation.progress_formats import light
from mipg_helpers.presentation.sections_612 import PUBLICATION
from mipg_helpers.site.downloads_model import OWN, REPORTED, Column, Table, planned, tidy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mipg_helpers.analysis.follow_up_profile import ActionProgress
    from mipg_helpers.analysis.profile import ProposedAction
    from mipg_helpers.reference import Catalog
    from mipg_helpers.site.downloads_model import Value
    from mipg_helpers.site.model import EntidadSite

IN_PLAN, PROPOSED = "en el plan", "propuesta, sin aprobar"
#: What is published of an action, besides who it belongs to and how it goes.
TEXTS = ("accion", "producto", "indicador", "unidad", "linea_base", "meta", "dependencia")


def actions_table(site: EntidadSite, catalog: Catalog) -> Table:
    """List the actions of the plan that runs; where there is none, those that are proposed."""
    columns = (
        *_who(catalog),
        Column("vigencia_plan", "Vigencia del plan", "entero", "año", "Año en que se ejecuta"),
        planned(catalog, "accion_id"),
        Column("situacion", "Situación", "texto", "", f"«{IN_PLAN}» o «{PROPOSED}»"),
        planned(catalog, "tipo_plan"),
        planned(catalog, "politica"),
        Column("nombre_politica", "Nombre de la política", "texto", "", "Nombre en la vigencia"),
        *(planned(catalog, campo) for campo in TEXTS),
        planned(catalog, "fecha_inicio"),
        planned(catalog, "fecha_fin"),
        planned(catalog, "prioridad"),
        planned(catalog, "estado"),
        Column("corte", "Corte", "fecha", "", "Fecha a la que se mira el avance"),
        Column(
            "avance_pct", "Avance", "decimal", "%",
            "Avance acumulado al corte; vacío cuando nadie lo ha reportado, que no es 0", REPORTED,
        ),
        Column(
            "esperado_pct", "Avance esperado", "decimal", "%",
            "Parte del plazo de la acción que ha pasado al corte", OWN,
        ),
        Column("semaforo", "Semáforo", "texto", "", "Compara el avance con el esperado", OWN),
    )  # fmt: skip
    title = f"Acciones del plan de mejoramiento {site.profile.vigencia_plan}"
    said = "El avance es lo que reportó cada dependencia; nadie lo verifica aquí."
    return Table("acciones", title, said, columns, _action_rows(site, catalog))


def plans_612_table(site: EntidadSite, catalog: Catalog) -> Table:
    """List the twelve plans of Decreto 612 and whether they were published."""
    planes, entidad = site.planes_612, site.profile.entidad
    columns = (
        *_who(catalog),
        Column("vigencia_plan", "Vigencia del plan", "entero", "año", "Año en que se ejecuta"),
        Column("numero", "Número", "entero", "", "Lugar del plan en el Decreto 612 de 2018"),
        Column("plan", "Plan", "texto", "", "Nombre del plan en el decreto"),
        Column("nombre_politica", "Política", "texto", "", "La que se propone para el plan", OWN),
        Column("dependencia", "Dependencia", "texto", "", "Dependencia que responde", REPORTED),
        Column(
            "publicacion", "Publicación", "texto", "",
            "Sin dato quiere decir que la entidad no la ha reportado aquí", REPORTED,
        ),
        Column("fecha_publicacion", "Publicado el", "fecha", "", "Como se reportó", REPORTED),
        Column("plazo", "Plazo", "fecha", "", planes.fuente_limite),
        Column("n_actividades", "Actividades", "entero", "acciones", "En el plan", OWN),
    )  # fmt: skip
    rows = [
        (
            entidad.entidad_id, entidad.nombre, planes.vigencia_plan, item.numero, item.plan,
            item.nombre_politica, harmless(item.dependencia), PUBLICATION[item.publicacion],
            item.fecha_publicacion, planes.limite, len(item.actividades),
        )
        for item in planes.planes
    ]  # fmt: skip
    title = f"Planes institucionales del Decreto 612 de 2018, {planes.vigencia_plan}"
    said = "La publicación de cada plan es lo que la entidad reportó; nadie la verifica aquí."
    return Table("planes-612", title, said, columns, rows)


def _action_rows(site: EntidadSite, catalog: Catalog) -> list[Sequence[Value]]:
    before = (
        site.profile.entidad.entidad_id,
        site.profile.entidad.nombre,
        site.profile.vigencia_plan,
    )
    if site.follow_up is not None and site.follow_up.hay_plan:
        tipos = {item.valor: item.etiqueta for item in catalog.plan_lista("tipos")}
        corte = site.follow_up.corte
        return [(*before, *_running(item, tipos, corte)) for item in site.follow_up.acciones]
    found = [accion for item in site.politicas for accion in item.profile.acciones]
    return [(*before, *_proposed(accion)) for accion in found]


def _running(item: ActionProgress, tipos: Mapping[str, str], corte: Value) -> Sequence[Value]:
    accion = item.accion
    return (
        accion.accion_id, IN_PLAN, tipos.get(accion.tipo_plan, ""), accion.politica,
        item.nombre_politica, *(harmless(getattr(accion, campo)) for campo in TEXTS[:-1]),
        harmless(item.dependencia), accion.fecha_inicio, accion.fecha_fin,
        _level(accion.prioridad), item.etiqueta_estado, corte, item.avance_pct,
        item.esperado_pct, light(item.luz),
    )  # fmt: skip


def _proposed(accion: ProposedAction) -> Sequence[Value]:
    """Say of a proposal what a plan says; the post that would answer for it stays out."""
    texts = (accion.accion, accion.producto, accion.indicador, accion.unidad)
    return (
        accion.accion_id, PROPOSED, "", accion.politica, accion.nombre_politica,
        *map(harmless, (*texts, accion.linea_base, accion.meta)), harmless(accion.responsable),
        accion.fecha_inicio, accion.fecha_fin, _level(accion.prioridad), "", None, None, None, "",
    )  # fmt: skip


def _level(prioridad: str) -> str:
    return next((text for level, text in LEVELS.items() if level == prioridad), "")


def _who(catalog: Catalog) -> tuple[Column, ...]:
    return tuple(tidy(catalog, "entidades", campo) for campo in ("entidad_id", "nombre_entidad"))
