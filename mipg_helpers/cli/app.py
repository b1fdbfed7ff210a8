"""The application object, its options and its exit.

Every command takes text, hands it to the package and prints what comes back. Heavy imports
stand inside the command that needs them. A `MipgError` is printed without a traceback and
its exit code is the program's; a report that failed gives exit code 16.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from mipg_helpers.cli.screen import for_screen
from mipg_helpers.cli.spanish import SpanishGroup, usage_problem
from mipg_helpers.errors import MipgError, ParameterError
from mipg_helpers.system_errors import explain, of_a_book

USAGE_EXIT = 2
INTERRUPTED_EXIT = 130

app = typer.Typer(
    name="mipg",
    cls=SpanishGroup,
    add_completion=False,
    pretty_exceptions_enable=False,
    no_args_is_help=False,
    context_settings={"help_option_names": ["--help", "--ayuda", "-h"]},
    help="Del FURAG al plan de mejoramiento: carga los resultados de Función Pública y "
    "escribe los informes de las políticas del MIPG.\n\n"
    "Códigos de salida: 0 todo bien; 2 orden mal escrita; 10 configuración; 11 archivo; "
    "12 columnas; 13 datos; 14 código o nombre desconocido; 15 parámetros; 16 algún informe "
    "falló; 17 no se pudo escribir un documento.",
)

Entidad = Annotated[
    list[str],
    typer.Option(
        "--entidad", metavar="CÓDIGO", help="Código SIGEP o nombre exacto; se puede repetir."
    ),
]
UnaEntidad = Annotated[
    str, typer.Option("--entidad", metavar="CÓDIGO", help="Código SIGEP o nombre exacto.")
]
Vigencia = Annotated[
    str, typer.Option("--vigencia", metavar="AÑO", help="Año medido; no se asume ninguno.")
]
Datos = Annotated[
    str,
    typer.Option(
        "--datos",
        metavar="CARPETA",
        help="Carpeta de tablas cargadas; si falta, MIPG_DATOS o data/tidy.",
    ),
]
Salida = Annotated[
    str, typer.Option("--salida", metavar="CARPETA", help="Carpeta de los informes.")
]
#: The same, where remote storage is understood.
DatosRemotos = Annotated[
    str,
    typer.Option(
        "--datos",
        metavar="CARPETA",
        help="Carpeta de tablas cargadas, o su dirección (s3://…); si falta, MIPG_DATOS o "
        "data/tidy.",
    ),
]
SalidaRemota = Annotated[
    str,
    typer.Option(
        "--salida", metavar="CARPETA", help="Carpeta de los informes, o su dirección (s3://…)."
    ),
]
Cuadernos = Annotated[
    str, typer.Option("--cuadernos", metavar="CARPETA", help="Carpeta de los cuadernos.")
]
Formato = Annotated[
    str, typer.Option("--formato", metavar="LISTA", help="html, pdf o html,pdf (lo usual).")
]
Parametros = Annotated[
    list[str],
    typer.Option(
        "--parametro",
        metavar="NOMBRE=VALOR",
        help="Otro parámetro del cuaderno, por ejemplo umbral_alta=20; se puede repetir.",
    ),
]
Conservar = Annotated[
    bool,
    typer.Option("--conservar-cuaderno", help="Deja el cuaderno ejecutado junto al informe."),
]

Motor = Annotated[
    str,
    typer.Option(
        "--motor",
        metavar="MOTOR",
        help="auto (lo usual), rapido o kernel: cómo se ejecuta; el informe es igual.",
    ),
]

Todas = Annotated[
    bool, typer.Option("--todas", help="Todas las entidades cargadas de esa vigencia.")
]
Politicas = Annotated[
    list[str],
    typer.Option(
        "--politica",
        metavar="POLÍTICA",
        help="Solo esta política; se puede repetir. Sin ella, todas y el institucional.",
    ),
]
Informes = Annotated[
    list[str],
    typer.Option(
        "--informe",
        metavar="NOMBRE",
        help="Qué informe, según notebooks/informes.toml; se puede repetir. Sin ella, los de "
        "todo lote.",
    ),
]
Solo = Annotated[
    list[str],
    typer.Option(
        "--solo",
        metavar="NOMBRE",
        help="Solo este informe, con el nombre que muestra el lote, por ejemplo "
        "0001/AAAA/gobierno_digital; se puede repetir.",
    ),
]
Trabajos = Annotated[
    str,
    typer.Option(
        "--trabajos", metavar="N", help="Informes a la vez; lo usual, uno por procesador."
    ),
]
Dask = Annotated[
    str,
    typer.Option(
        "--dask",
        metavar="DIRECCIÓN",
        help="Reparte los informes en un clúster: tcp://equipo:8786, o local para probarlo aquí "
        "con --trabajos procesos.",
    ),
]
Limite = Annotated[
    str, typer.Option("--limite", metavar="N", help="Escribe como mucho N informes y termina.")
]
HastaFallar = Annotated[
    bool, typer.Option("--hasta-fallar", help="Se detiene en el primer informe que falle.")
]
Reanudar = Annotated[
    bool,
    typer.Option(
        "--reanudar",
        help="Sigue la última corrida de la carpeta, con su misma orden: lo que quedó sin hacer y "
        "lo que falló.",
    ),
]
Rehacer = Annotated[
    bool, typer.Option("--rehacer", help="Escribe todo de nuevo, aunque nada haya cambiado.")
]
Explicar = Annotated[
    bool,
    typer.Option("--explicar", help="Dice de cada informe si se haría y por qué; no escribe nada."),
]

ComoJson = Annotated[bool, typer.Option("--json", help="Escribe el resultado como JSON.")]


def main(arguments: list[str] | None = None) -> None:
    """Run ``mipg`` and end the process with the exit code of what happened."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: list[str]) -> int:
    """Run one command line and return its exit code; nothing but `SystemExit` bugs escape."""
    register()
    command = typer.main.get_command(app)
    try:
        outcome = command.main(
            args=arguments or ["--help"], prog_name="mipg", standalone_mode=False
        )
    except MipgError as error:
        typer.echo(for_screen(f"Error: {error}"), err=True)
        return error.exit_code
    except KeyboardInterrupt:
        typer.echo("Interrumpido; lo que ya estaba escrito queda completo", err=True)
        return 130
    except Exception as error:
        refused = error if isinstance(error, OSError) else of_a_book(error)
        if refused is None:
            return _usage_exit(error)
        told = explain(refused)
        typer.echo(for_screen(f"Error: {told}"), err=True)
        return told.exit_code
    if outcome == INTERRUPTED_EXIT:  # typer makes this of Ctrl-C, without a word
        typer.echo("Interrumpido; lo que ya estaba escrito queda completo", err=True)
    return outcome if isinstance(outcome, int) else 0


def register() -> None:
    """Put every command on `app`; each module does so when it is imported."""
    from mipg_helpers.cli import (  # noqa: F401
        commands,
        lab_commands,
        match_commands,
        package_commands,
        plan_commands,
        publish_commands,
        readiness_commands,
        receive_commands,
    )


def _usage_exit(error: Any) -> int:
    """Print a usage error in Spanish; anything else is a defect and keeps its traceback."""
    kind = type(error).__name__
    if kind == "Abort":
        typer.echo("Interrumpido; lo que ya estaba escrito queda completo", err=True)
        return 130
    if kind == "Exit":
        return int(error.exit_code)
    if not hasattr(error, "format_message"):
        raise error
    problem, hint = usage_problem(error)
    typer.echo(for_screen(f"Error: {problem}\nSugerencia: {hint}"), err=True)
    return USAGE_EXIT


def folder(text: str) -> Path | None:
    """Take an optional folder of this machine."""
    if "://" in text:
        raise ParameterError("carpeta", f"'{text}' es remota", "una carpeta de este equipo")
    return Path(text) if text else None
