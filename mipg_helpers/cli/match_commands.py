"""The command that sets recommendations and actions side by side: conciliar."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mipg_helpers.cli.app import Datos, Salida, UnaEntidad, Vigencia, app, folder
from mipg_helpers.cli.commands import OUTPUTS
from mipg_helpers.cli.output import say
from mipg_helpers.cli.plan_commands import PLAN_OUTPUT
from mipg_helpers.cli.spanish import SpanishCommand
from mipg_helpers.cli.values import parse_vigencia
from mipg_helpers.errors import DataValidationError

if TYPE_CHECKING:
    from mipg_helpers.plan_workbook.reconciling import Reconciled


@app.command("conciliar", cls=SpanishCommand)
def conciliar(
    entidad: UnaEntidad,
    vigencia: Vigencia,
    salida: Salida = OUTPUTS,
    datos: Datos = "",
    leer: Annotated[
        list[str],
        typer.Option(
            "--leer",
            metavar="ARCHIVO",
            help="Un conciliacion.xlsx con respuestas; se puede repetir.",
        ),
    ] = [],  # noqa: B006  typer copies it
) -> int:
    """Dice qué recomendaciones atienden las acciones de los planes, y cuáles no.

    Escribe conciliacion.xlsx con las parejas por confirmar. Las respuestas se leen con --leer
    y se recuerdan; una pareja que nadie confirmó no cuenta.
    """
    from mipg_helpers.plan_workbook.reconciling import reconcile_plan
    from mipg_helpers.reporting.jobs import safe_name
    from mipg_helpers.reporting.settings import open_workspace
    from mipg_helpers.store.plan_book import PlanBook
    from mipg_helpers.store.plan_book_place import plan_folder

    year = parse_vigencia(vigencia)
    space = open_workspace(folder(datos))
    entidad_id = space.store.find_entidad(entidad, year)
    with PlanBook(plan_folder(space.store.folder)) as book:
        done = reconcile_plan(
            book,
            space.store.recomendaciones(entidad_id=entidad_id, vigencia=year),
            entidad_id=entidad_id,
            vigencia=year,
            catalog=space.catalog,
            target=Path(salida) / str(year) / safe_name(entidad_id) / PLAN_OUTPUT,
            answered=[Path(name) for name in leer],
        )
    _print(done)
    return DataValidationError.exit_code if done.problemas else 0


def _print(done: Reconciled) -> None:
    result = done.result
    if done.n_decisiones:
        say(f"Respuestas nuevas o cambiadas: {done.n_decisiones}")
    for problem in done.problemas:
        place = f"{problem.archivo}, hoja {problem.hoja}, fila {problem.fila}, {problem.columna}"
        say(f"Error: {place}: {problem.mensaje}. {problem.accion.capitalize()}.")
    say(f"Recomendaciones distintas: {len(result.recomendaciones)}")
    say(f"  atendidas por una acción: {result.count('cubierta')}")
    say(f"  con una pareja por confirmar: {result.count('por_confirmar')}")
    say(f"  sin acción: {result.count('sin_cubrir')}")
    say(f"Acciones de mejora que no responden a ninguna recomendación: {len(result.huerfanas)}")
    say(f"Acciones que sirven a varias políticas: {len(result.compartidas)}")
    say(f"Textos de acción repetidos: {len(result.repetidas)}")
    say(f"Por confirmar en {done.archivo}")
