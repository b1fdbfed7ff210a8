"""The command that proposes the plan and sends it out: plan."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mipg_helpers.cli.app import ComoJson, Datos, Salida, UnaEntidad, Vigencia, app, folder
from mipg_helpers.cli.commands import OUTPUTS
from mipg_helpers.cli.plan_output import (
    print_dispatch,
    print_dispatch_json,
    print_mapping,
)
from mipg_helpers.cli.spanish import SpanishCommand
from mipg_helpers.cli.values import parse_vigencia
from mipg_helpers.errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.analysis.profile import Profile
    from mipg_helpers.reference import Catalog
    from mipg_helpers.reporting.settings import Workspace

#: Folder of the workbooks inside that of an entidad.
PLAN_OUTPUT = "plan"


@app.command("plan", cls=SpanishCommand)
def plan(
    entidad: UnaEntidad,
    vigencia: Vigencia,
    salida: Salida = OUTPUTS,
    datos: Datos = "",
    leer: Annotated[
        list[str],
        typer.Option(
            "--leer",
            metavar="ARCHIVO",
            help="Un plan que la entidad ya tiene, en sus propias columnas; se puede repetir.",
        ),
    ] = [],  # noqa: B006  typer copies it
    tipo: Annotated[
        str,
        typer.Option(
            "--tipo",
            metavar="TIPO",
            help="De qué clase son los planes de --leer, cuando sus filas no lo dicen.",
        ),
    ] = "",
    guardar: Annotated[
        bool,
        typer.Option(
            "--guardar-columnas",
            help="Deja junto a cada archivo de --leer las columnas propuestas, para que una "
            "persona las confirme; no lee ni escribe nada más.",
        ),
    ] = False,
    corridas: Annotated[
        bool,
        typer.Option(
            "--columnas-corridas",
            help="Confirma que los datos de un plan de --leer están corridos de columna como "
            "dijo el mensaje.",
        ),
    ] = False,
    planes_612: Annotated[
        bool,
        typer.Option(
            "--planes-612",
            help="Propone también la publicación de los doce planes del Decreto 612.",
        ),
    ] = False,
    como_json: ComoJson = False,
) -> int:
    """Propone el plan de mejoramiento y escribe los libros de Excel que salen.

    Un libro por líder con todas sus políticas, el maestro de Planeación y el de Control
    Interno. Si el plan ya existe, agrega lo nuevo y no toca lo que las personas escribieron.
    """
    from mipg_helpers.plan_workbook.dispatch import dispatch_plan
    from mipg_helpers.reporting.jobs import safe_name
    from mipg_helpers.reporting.settings import open_workspace
    from mipg_helpers.sources.plans import read_plan
    from mipg_helpers.store.plan_book import PlanBook
    from mipg_helpers.store.plan_book_place import plan_folder

    year = parse_vigencia(vigencia)
    space = open_workspace(folder(datos))
    entidad_id = space.store.find_entidad(entidad, year)
    _check_tipo(tipo, space.catalog)
    files = [Path(name) for name in leer]
    if guardar:
        return _save_columns(files, year + 1, space.catalog)
    parsed = [
        (
            path,
            read_plan(
                path,
                entidad_id=entidad_id,
                vigencia_plan=year + 1,
                catalog=space.catalog,
                tipo_plan=tipo,
                confirm_shifted=corridas,
            ),
        )
        for path in files  # one that is refused stops before anything is written
    ]
    profiles = _profiles(space, entidad_id, year)
    target = Path(salida) / str(year) / safe_name(entidad_id) / PLAN_OUTPUT
    with PlanBook(plan_folder(space.store.folder)) as book:
        done = dispatch_plan(book, profiles, target, space.catalog, parsed, planes_612=planes_612)
        report = print_dispatch_json if como_json else print_dispatch
        report(done, book, space.catalog)
    return 0


def _check_tipo(tipo: str, catalog: Catalog) -> None:
    known = [option.valor for option in catalog.plan_lista("tipos")]
    if tipo and tipo not in known:
        raise ParameterError("opción --tipo", f"'{tipo}' no existe", ", ".join(known))


def _save_columns(files: Sequence[Path], vigencia_plan: int, catalog: Catalog) -> int:
    """Write the columns proposed for each plan beside it, for a person to confirm."""
    from mipg_helpers.sources.plan_mapping_file import MAPPING_FILE, save_mapping
    from mipg_helpers.sources.plans import propose_columns

    if not files:
        raise ParameterError("opción --guardar-columnas", "falta --leer ARCHIVO")
    for path in files:
        target = path.parent / MAPPING_FILE
        if target.exists():  # a person may have confirmed columns in it
            raise ParameterError(
                "opción --guardar-columnas",
                f"'{target}' ya existe",
                hint="corríjalo, o muévalo para que se propongan de nuevo",
            )
        mapping = propose_columns(path, vigencia_plan=vigencia_plan, catalog=catalog)
        save_mapping(mapping, target)
        print_mapping(path, mapping, target)
    return 0


def _profiles(space: Workspace, entidad_id: str, vigencia: int) -> list[Profile]:
    from mipg_helpers.reporting.profiles import load_profile

    return [
        load_profile(entidad_id, vigencia, item.politica, workspace=space)
        for item in space.catalog.politicas(vigencia)
    ]
