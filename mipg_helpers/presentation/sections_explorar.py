"""What ``notebooks/explorar.ipynb`` shows of one selection: a cover, the figures, and its views.

Each view is one function of an exploration, so that a cell, the code that the explorer shows
and the printed report come from the same line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mipg_helpers.presentation import blocks, charts, cover, formats, narrative, sections
from mipg_helpers.presentation import tables_explorar as tables
from mipg_helpers.presentation.display import Displayed, concat
from mipg_helpers.presentation.sections_what_if import describe_what_if

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mipg_helpers.analysis.exploration import Exploration

#: References at which a closed gap can be imagined; for the others, the mean of the group.
_IMAGINED = {"meta", "media_grupo", "mejor_grupo"}


@dataclass(frozen=True, slots=True)
class View:
    """One view of an exploration; `funcion` is its name in this module.

    A view that is cut to fit paper is shown whole on the screen.
    """

    clave: str
    titulo: str
    show: Callable[..., Displayed]
    es_larga: bool = False

    @property
    def funcion(self) -> str:
        return self.show.__name__

    def on_screen(self, exploration: Exploration) -> Displayed:
        """Show the view whole."""
        return self.show(exploration, whole=True) if self.es_larga else self.show(exploration)


def show_cover(exploration: Exploration) -> Displayed:
    """Name what is explored, with the group, the reference and the threshold that were chosen."""
    profile = exploration.profile
    politica = profile.politica
    return Displayed(
        [
            blocks.cover(
                title=f"{politica.nombre}: exploración de los resultados FURAG {profile.vigencia}",
                subtitle=profile.entidad.nombre,
                identity={
                    "informe": "explorar",
                    "entidad_id": profile.entidad.entidad_id,
                    "politica": politica.politica,
                    "vigencia": str(profile.vigencia),
                    "run_id": cover.run_id(exploration),
                    "fecha": profile.method.fecha_informe.isoformat(),
                },
                facts=[
                    ("Entidad", profile.entidad.nombre),
                    ("Política", f"{politica.codigo} {politica.nombre}".strip()),
                    ("Vigencia medida", str(profile.vigencia)),
                    ("Se compara con", narrative.capital(formats.group_text(profile.peers))),
                    ("Referencia", narrative.capital(tables.of_group(exploration))),
                    ("Umbral", narrative.capital(tables.threshold(exploration))),
                    ("Fecha del informe", formats.long_date(profile.method.fecha_informe)),
                    ("Código del informe", cover.run_id(exploration)),
                ],
                notice=cover.FICTITIOUS if profile.entidad.es_ficticia else "",
            )
        ]
    )


def show_figures(exploration: Exploration) -> Displayed:
    """Show the key figures, and in a sentence the distance to the reference."""
    said = Displayed([blocks.paragraph(tables.sentence(exploration))])
    return sections.key_figures(exploration.profile) + said


def show_summary(exploration: Exploration, notes: Sequence[str] = ()) -> Displayed:
    """Name the selection, say what of it could not be had, and show its figures."""
    profile = exploration.profile
    title = f"{profile.politica.nombre}, vigencia {profile.vigencia}: {profile.entidad.nombre}"
    said = [blocks.callout("warning", "Cambio en lo elegido", note) for note in notes]
    return Displayed([blocks.heading(3, title), *said]) + show_figures(exploration)


def show_trend(exploration: Exploration) -> Displayed:
    """Show the scores of every vigencia, with the breaks."""
    profile = exploration.profile
    return charts.plot_trend(profile) + sections.describe_trend(profile)


def show_position(exploration: Exploration) -> Displayed:
    """Show the place of the entidad in the chosen group."""
    profile = exploration.profile
    return charts.plot_position(profile) + sections.describe_position(profile)


def show_gaps(exploration: Exploration) -> Displayed:
    """Put politicas and sub-indices in the order of their distance to the reference."""
    found = [tables.politicas_table(exploration), tables.indices_table(exploration)]
    return Displayed([table for table in found if table])


def show_indices(exploration: Exploration) -> Displayed:
    """Show the sub-indices of the politica beside those of the group."""
    profile = exploration.profile
    return concat(
        [
            charts.plot_indices(profile, with_table=False),
            sections.table_indices(profile),
            sections.describe_indices(profile),
        ]
    )


def show_members(exploration: Exploration, *, whole: bool = False) -> Displayed:
    """List who is in the group, with their official scores; on paper the best of a long list."""
    table = tables.members_table(exploration, whole=whole)
    if table is None:
        why = formats.motivo_text(exploration.profile.peers.motivo or "sin_grupo")
        return Displayed([blocks.callout("info", "Sin lista del grupo", why)])
    return Displayed([table])


def show_what_if(exploration: Exploration) -> Displayed:
    """Show what closing the gaps of the sub-indices would mean; never a forecast."""
    chosen = exploration.referencia
    return describe_what_if(
        exploration.profile, referencia=chosen if chosen in _IMAGINED else "media_grupo"
    )


def show_recommendations(exploration: Exploration) -> Displayed:
    """List the official recommendations of the politica."""
    return sections.list_recommendations(exploration.profile)


VIEWS = (
    View("tendencia", "Resultado y tendencia", show_trend),
    View("posicion", "Posición en el grupo", show_position),
    View("brechas", "Brechas con la referencia", show_gaps),
    View("subindices", "Subíndices", show_indices),
    View("grupo", "Puntajes del grupo", show_members, es_larga=True),
    View("si", "¿Y si se cierran las brechas?", show_what_if),
    View("recomendaciones", "Recomendaciones oficiales", show_recommendations),
)


def show_all(exploration: Exploration) -> Displayed:
    """Print every view under its heading, then how it was made and from which files."""
    profile = exploration.profile
    parts = [show_cover(exploration), _titled("Resumen", show_figures(exploration))]
    parts += [_titled(view.titulo, view.show(exploration)) for view in VIEWS]
    method = sections.describe_method(profile) + sections.table_sources(profile)
    return concat([*parts, _titled("Método y fuentes", method)])


def _titled(title: str, shown: Displayed) -> Displayed:
    return Displayed([blocks.heading(2, title), *shown.blocks])
