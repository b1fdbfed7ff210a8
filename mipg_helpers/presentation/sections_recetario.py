"""What only ``notebooks/recetario.ipynb`` displays; its answers come from the analyst's API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import blocks, formats, narrative, narrative_method
from mipg_helpers.presentation import cover as front
from mipg_helpers.presentation.display import Displayed
from mipg_helpers.presentation.sections import written

if TYPE_CHECKING:
    from mipg_helpers.analysis.profile import Profile


def cover(profile: Profile) -> Displayed:
    """Name the document: entidad, vigencia and the politica that some answers are about."""
    entidad, politica = profile.entidad, profile.politica
    code, day = front.run_id(profile), profile.method.fecha_informe
    return Displayed(
        [
            blocks.cover(
                title=f"Doce preguntas sobre los resultados FURAG {profile.vigencia}",
                subtitle=entidad.nombre,
                identity={
                    "informe": "recetario",
                    "entidad_id": entidad.entidad_id,
                    "politica": politica.politica,
                    "vigencia": str(profile.vigencia),
                    "run_id": code,
                    "fecha": day.isoformat(),
                },
                facts=[
                    ("Entidad", entidad.nombre),
                    ("Política", f"{politica.codigo} {politica.nombre}".strip()),
                    ("Código SIGEP", entidad.codigo_sigep or front.NOT_GIVEN),
                    ("Grupo par", entidad.grupo_par or front.NOT_GIVEN),
                    ("Vigencia medida", str(profile.vigencia)),
                    ("Fecha del informe", formats.long_date(day)),
                    ("Código del informe", code),
                ],
                notice=front.FICTITIOUS if entidad.es_ficticia else "",
            )
        ]
    )


def describe_group(profile: Profile) -> Displayed:
    """Say with whom the entidad is compared, or why with nobody."""
    minimum = profile.method.rule.minimo_grupo
    said = narrative_method.comparison(profile.method, profile.peers, profile.entidad)
    return written(dict.fromkeys([said, narrative.suppressed(profile.peers, minimum)]))
