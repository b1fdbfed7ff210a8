"""The command that prepares the next form (FURAG) unit by unit: preparar."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mipg_helpers.cli.app import ComoJson, Datos, Salida, UnaEntidad, Vigencia, app, folder
from mipg_helpers.cli.commands import OUTPUTS
from mipg_helpers.cli.readiness_output import print_readiness, print_readiness_json
from mipg_helpers.cli.spanish import SpanishCommand
from mipg_helpers.cli.values import parse_vigencia
from mipg_helpers.errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.analysis.readiness_profile import ReadinessProfile
    from mipg_helpers.plan_workbook.draft import Draft
    from mipg_helpers.reference import Catalog

#: Folder of the workbooks inside that of an entidad.
READINESS_OUTPUT = "preparacion"


@app.command("preparar", cls=SpanishCommand)
def preparar(
    entidad: UnaEntidad,
    vigencia: Vigencia,
    salida: Salida = OUTPUTS,
    datos: Datos = "",
    al_plan: Annotated[
        list[str],
        typer.Option(
            "--al-plan",
            metavar="CÓDIGO",
            help="Lleva al plan de mejoramiento las opciones que faltan de esta pregunta o "
            "política, como acciones propuestas; se puede repetir.",
        ),
    ] = [],  # noqa: B006  typer copies it
    como_json: ComoJson = False,
) -> int:
    """Escribe los libros con que las dependencias preparan el próximo FURAG.

    Un libro por dependencia con sus preguntas, el maestro de Planeación y el de Control Interno.
    Se devuelven con «mipg recibir»; repetir la orden los escribe con lo recibido.
    """
    from mipg_helpers.evidence_workbook.dispatch import dispatch_evidence
    from mipg_helpers.reporting.jobs import safe_name
    from mipg_helpers.reporting.profiles_readiness import load_readiness
    from mipg_helpers.reporting.settings import open_workspace
    from mipg_helpers.store.evidence_book import EvidenceBook
    from mipg_helpers.store.plan_book_place import plan_folder

    year = parse_vigencia(vigencia)
    space = open_workspace(folder(datos))
    profile = load_readiness(entidad, year, workspace=space)
    _check_bank(profile)
    place = plan_folder(space.store.folder)
    target = Path(salida) / str(year) / safe_name(profile.entidad.entidad_id) / READINESS_OUTPUT
    draft = _to_plan(profile, place, space.catalog, al_plan) if al_plan else None
    with EvidenceBook(place) as book:
        done = dispatch_evidence(book, profile, target, space.catalog)
        report = print_readiness_json if como_json else print_readiness
        report(done, profile, draft, book, space.catalog)
    return 0


def _check_bank(profile: ReadinessProfile) -> None:
    if not profile.preguntas:
        problem = f"no hay preguntas del formulario de {profile.vigencia} para esta entidad"
        hint = "cargue el banco de preguntas de esa vigencia con «mipg cargar»"
        raise ParameterError("opción --vigencia", problem, hint=hint)


def _to_plan(
    profile: ReadinessProfile, place: Path, catalog: Catalog, chosen: Sequence[str]
) -> Draft:
    """Add the actions of unmet options to the plan that the entidad executes that year."""
    from mipg_helpers.evidence_workbook.candidates import draft_candidates
    from mipg_helpers.store.plan_book import PlanBook

    key = profile.entidad.entidad_id, profile.vigencia_plan
    with PlanBook(place) as book, book.writing():
        draft = draft_candidates(profile, book.plan(*key), catalog, chosen)
        book.add_said(*key, draft.said)
    return draft
