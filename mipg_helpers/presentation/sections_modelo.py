"""The objects that ``notebooks/modelo.ipynb`` displays, one per cell, in its order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import blocks, formats, narrative_modelo, tables
from mipg_helpers.presentation import cover as front
from mipg_helpers.presentation.display import Displayed
from mipg_helpers.presentation.sections import kept, load_notices, prose, written

if TYPE_CHECKING:
    from mipg_helpers.analysis.model_changes import Encargo, ModeloProfile
    from mipg_helpers.presentation.blocks import Block
    from mipg_helpers.reference.records import PoliticaInfo

BLANK = "Por diligenciar"
TO_APPOINT = "Por designar"
NOT_REQUIRED = "No exigible (MECI)"


def cover(profile: ModeloProfile) -> Displayed:
    """Name the report: entidad, both vigencias, versions of the model, date."""
    entidad = profile.entidad
    facts = [
        ("Entidad", entidad.nombre),
        ("Código SIGEP", entidad.codigo_sigep or front.NOT_GIVEN),
        ("Vigencias comparadas", f"{profile.vigencia_anterior} y {profile.vigencia}"),
        ("Versión anterior", profile.modelo_anterior.nombre),
        ("Versión de la vigencia", profile.modelo.nombre),
        ("Fecha del informe", formats.long_date(profile.fecha_informe)),
        ("Código del informe", front.run_id(profile)),
    ]
    identity = {
        "informe": "modelo",
        "entidad_id": entidad.entidad_id,
        "politica": "",
        "vigencia": str(profile.vigencia),
        "run_id": front.run_id(profile),
        "fecha": profile.fecha_informe.isoformat(),
    }
    return Displayed(
        [
            blocks.cover(
                title=f"Adecuación de la entidad al modelo {profile.vigencia_plan}",
                subtitle=entidad.nombre,
                identity=identity,
                facts=facts,
                notice=front.FICTITIOUS if entidad.es_ficticia else "",
            )
        ]
    )


def describe_summary(profile: ModeloProfile) -> Displayed:
    """Say what changed and what is missing."""
    return written(narrative_modelo.summary(profile))


def table_changes(profile: ModeloProfile) -> Displayed:
    """Show the politicas that changed, before and now."""
    if not profile.changed:
        why = "Las políticas tienen el mismo nombre, la misma dimensión y el mismo código."
        return Displayed([blocks.callout("ok", "Sin cambios en las políticas", why)])
    table = blocks.table(
        caption=f"Políticas que cambiaron entre {profile.vigencia_anterior} y {profile.vigencia}",
        columns=[("Política", "left"), ("Antes", "left"), ("Ahora", "left"), ("Cambio", "left")],
        rows=[
            [
                (item.ahora or item.antes).nombre,  # type: ignore[union-attr]  # one of both exists
                _placed(item.antes),
                _placed(item.ahora),
                narrative_modelo.change_text(item),
            ]
            for item in profile.changed
        ],
        note=narrative_modelo.NOT_PUBLISHED,
        widths=[3, 2.4, 2.4, 3],
    )
    return Displayed([table])


def table_dimensiones(profile: ModeloProfile) -> Displayed:
    """Show the dimensions of both versions."""
    table = blocks.table(
        caption="Dimensiones del modelo",
        columns=[
            ("Código", "left"),
            (f"En {profile.vigencia_anterior}", "left"),
            (f"En {profile.vigencia}", "left"),
        ],
        rows=[
            [item.dimension, item.antes or formats.NO_FIGURE, item.ahora or formats.NO_FIGURE]
            for item in profile.dimensiones
        ],
        widths=[1, 4, 4],
    )
    return Displayed([table])


def table_owners(profile: ModeloProfile) -> Displayed:
    """Show who leads and who is responsible for every politica of the model."""
    missing = [
        blocks.callout("warning", "Dimensiones sin líder", "; ".join(names) + ".")
        for names in [profile.dimensions_without_leader]
        if names and profile.hay_tabla
    ]
    table = blocks.table(
        caption=f"Políticas de {profile.vigencia} y quién responde por ellas",
        columns=[
            ("Política", "left"),
            ("Dimensión", "left"),
            ("Líder", "left"),
            ("Responsable", "left"),
        ],
        rows=[
            [
                f"{item.politica.codigo} {item.politica.nombre}".strip(),
                item.politica.nombre_dimension,
                _who(item, item.responsables.lider),
                _who(item, item.responsables.responsable),
            ]
            for item in profile.encargos
        ],
        widths=[3, 2.6, 2.6, 2.6],
    )
    return Displayed([*missing, table])


def list_pending(profile: ModeloProfile) -> Displayed:
    """List what has to be adopted; the acts themselves are blanks."""
    tasks = narrative_modelo.pending(profile)
    listed = (
        blocks.bullet_list(tasks, ordered=True)
        if tasks
        else blocks.paragraph("Los datos cargados no muestran nada pendiente de adoptar.")
    )
    blanks = [
        blocks.callout("warning", BLANK, blank) for blank in narrative_modelo.COMMITTEE_BLANKS
    ]
    return Displayed([listed, *blanks])


def table_deadlines(profile: ModeloProfile) -> Displayed:
    """Show the next dates."""
    return Displayed(kept([tables.deadlines_table(profile.deadlines)]))


def describe_method(profile: ModeloProfile) -> Displayed:
    """Say where the versions come from."""
    notes = [
        f"{info.nombre} ({info.fecha}): {info.n_politicas} políticas."
        for info in dict.fromkeys([profile.modelo_anterior, profile.modelo])
    ]
    extra = [profile.modelo.nota] if profile.modelo.nota else []
    return Displayed([*prose([*notes, *extra]), *load_notices([], profile.version)])


def _placed(info: PoliticaInfo | None) -> list[Block] | str:
    if info is None:
        return formats.NO_FIGURE
    return f"{info.codigo} {info.nombre} ({info.dimension})".strip()


def _who(item: Encargo, post: str) -> str:
    if not item.exigible:
        return NOT_REQUIRED
    return post or TO_APPOINT
