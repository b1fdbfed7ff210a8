"""The command explorar: JupyterLab on the notebook where an analyst begins."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mipg_helpers.cli.app import Datos, app, folder
from mipg_helpers.cli.commands import NOTEBOOKS
from mipg_helpers.cli.output import say
from mipg_helpers.cli.spanish import SpanishCommand
from mipg_helpers.cli.values import parse_port
from mipg_helpers.errors import ConfigError

if TYPE_CHECKING:
    from mipg_helpers.lab.server import LabServer

FIRST_NOTEBOOK = "inicio.ipynb"
#: Folders that notebooks find by name; theirs is another working folder than ours.
FOLDER_VARIABLES = ("MIPG_DATOS", "MIPG_PLAN", "MIPG_REFERENCIA", "MIPG_APORTES")


@app.command("explorar", cls=SpanishCommand)
def explorar(
    puerto: Annotated[
        str,
        typer.Option(
            "--puerto", metavar="N", help="Puerto de este equipo; si falta, uno que esté libre."
        ),
    ] = "",
    sin_navegador: Annotated[
        bool,
        typer.Option("--sin-navegador", help="No abre el navegador: solo muestra la dirección."),
    ] = False,
    datos: Datos = "",
) -> None:
    """Abre JupyterLab en el cuaderno de inicio, con los datos cargados.

    Solo se ve desde este equipo y pide una clave, que va en la dirección. No consulta la red.
    Ctrl-C lo termina; lo que no se haya guardado en los cuadernos se pierde.
    """
    from mipg_helpers.lab.server import LabPlace, LabServer

    port = parse_port(puerto) if puerto else None
    notebook = Path(NOTEBOOKS) / FIRST_NOTEBOOK
    if not notebook.is_file():
        raise ConfigError(
            f"carpeta '{NOTEBOOKS}'",
            f"no está aquí el cuaderno {FIRST_NOTEBOOK}",
            hint="vaya a la carpeta del proyecto y repita la orden",
        )
    _state_folders(folder(datos))
    place = LabPlace(Path.cwd(), notebook.as_posix())
    server = LabServer(place, port=port, open_browser=not sin_navegador)
    _announce(server)
    server.serve()
    say("JupyterLab terminó")


def _state_folders(datos: Path | None) -> None:
    """Name the folders of the data in full for the kernels, which run inside ``notebooks/``."""
    from mipg_helpers.store import default_folder

    os.environ["MIPG_DATOS"] = str(datos or default_folder())
    for name in FOLDER_VARIABLES:
        if os.environ.get(name):
            os.environ[name] = str(Path(os.environ[name]).absolute())


def _announce(server: LabServer) -> None:
    """Say where it is; the key is shown on a terminal only, never where a file may keep it."""
    shown = sys.stdout.isatty()
    say(f"JupyterLab está en {server.address(with_key=shown)}")
    if not shown:
        say("Pide una clave, que no se escribe en archivos: «jupyter server list» la muestra")
    say("Solo se ve desde este equipo; Ctrl-C lo termina")
