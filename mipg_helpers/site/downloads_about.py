"""What is said of the data that readers take: their sources, how to cite them, their licence."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from mipg_helpers.analysis.profile import SourceFile
from mipg_helpers.presentation.formats import long_date
from mipg_helpers.presentation.free_text import harmless
from mipg_helpers.site.downloads_model import About, DataSource

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mipg_helpers.site.content import SiteContent
    from mipg_helpers.site.model import EntidadSite

#: The licence is named by the catalogue of open data; we saw it in a secondary source only.
OPEN_DATA = (
    "Los conjuntos de datos.gov.co se reutilizan con licencia CC BY-SA 4.0: se cita la fuente y lo "
    "derivado lleva la misma licencia. Confirme la licencia en la página de cada conjunto."
)
UNDECIDED = "La entidad no ha indicado una licencia para sus propios datos; consúltele."
EMPTY = "Una celda vacía no es un cero: el dato no aplica, no se publicó o nadie lo reportó."
SCALE = "Los puntajes van de 0 a 100 y no son porcentajes. No todas las vigencias se comparan."
ORIGIN = (
    "Lo dice la columna «Origen» del diccionario: oficial, reportado por la entidad o cálculo "
    "propio de este sitio."
)
FICTITIOUS = "Datos ficticios: no describen a ninguna entidad real."


def about_entidad(site: EntidadSite, licencia: str) -> About:
    """Say what must be known of the data of one entidad."""
    profile = site.profile
    return _about(
        profile.entidad.nombre,
        profile.vigencia,
        profile.sources,
        licencia,
        es_ficticia=profile.entidad.es_ficticia,
    )


def about_all(content: SiteContent, licencia: str) -> About:
    """Say what must be known of the data of all the entidades of a site."""
    return _about(
        content.nombre,
        content.vigencia,
        result_files(content),
        licencia,
        es_ficticia=content.es_ficticia,
    )


def result_files(content: SiteContent) -> list[SourceFile]:
    """List the loaded files in which a score of the site was read."""
    info = content.space.store.info()
    read = {
        score.source.sha256
        for scores in content.scores().values()
        for score in scores.values()
        if score.source
    }
    return [
        SourceFile(file.archivo, file.sha256, file.tipo, tuple(file.vigencias), info.fecha_cargue)
        for file in info.files
        if file.sha256 in read
    ]


def _about(
    nombre: str, vigencia: int, files: Iterable[SourceFile], licencia: str, *, es_ficticia: bool
) -> About:
    found = sorted(files, key=lambda file: (file.archivo, file.sha256))
    newest = max((file.fecha_cargue for file in found), default=date(vigencia + 1, 1, 1))
    cite = (
        f"Función Pública, resultados de la Medición del Desempeño Institucional, vigencia "
        f"{vigencia}. Datos de {nombre}, cargados el {long_date(newest)}."
    )
    notes = [
        ("Cómo citarlos", harmless(cite)),
        ("Qué es oficial", ORIGIN),
        ("Celdas vacías", EMPTY),
        ("Escala", SCALE),
        ("Licencia de los datos abiertos", OPEN_DATA),
        ("Licencia de los datos de la entidad", harmless(licencia) or UNDECIDED),
    ]
    if es_ficticia:
        notes.insert(0, ("Atención", FICTITIOUS))
    return About(
        title=nombre,
        fecha=newest,
        sources=tuple(
            DataSource(
                harmless(file.archivo),
                file.sha256,
                ", ".join(map(str, file.vigencias)),
                file.fecha_cargue.isoformat(),
            )
            for file in found
        ),
        notes=tuple(notes),
    )
