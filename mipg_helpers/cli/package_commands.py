"""The command of the packages: paquete."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mipg_helpers.cli.app import Datos, Salida, UnaEntidad, Vigencia, app, folder
from mipg_helpers.cli.commands import OUTPUTS
from mipg_helpers.cli.output import say
from mipg_helpers.cli.spanish import SpanishCommand
from mipg_helpers.cli.values import parse_vigencia
from mipg_helpers.errors import NotebookRunError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mipg_helpers.packages.material import Material
    from mipg_helpers.packages.model import Package

#: What is missing, named on the screen; the index of the package has it all.
MOST_SHOWN = 10


@app.command("paquete", cls=SpanishCommand)
def paquete(
    entidad: UnaEntidad,
    vigencia: Vigencia,
    lider: Annotated[
        list[str],
        typer.Option(
            "--lider",
            metavar="NOMBRE",
            help="Solo esta dependencia líder; se puede repetir.",
        ),
    ] = [],  # noqa: B006  typer copies it
    comite: Annotated[
        bool,
        typer.Option("--comite", help="El paquete del comité, con la presentación."),
    ] = False,
    salida: Salida = OUTPUTS,
    datos: Datos = "",
    aunque_falten: Annotated[
        bool,
        typer.Option(
            "--aunque-falten",
            help="Arma el paquete aunque falten informes; su índice dice cuáles.",
        ),
    ] = False,
) -> int:
    """Arma lo que se envía a cada líder y al comité: carpeta, zip y texto del correo.

    Sin --lider ni --comite, uno por líder y el del comité. Solo entran informes terminados y sin
    tocar; un paquete incompleto no se escribe, salvo con --aunque-falten.
    """
    from mipg_helpers.packages.material import read_material
    from mipg_helpers.packages.writing import packages_folder, remove_leftovers
    from mipg_helpers.reporting.locks import folder_lock
    from mipg_helpers.reporting.settings import open_workspace

    year = parse_vigencia(vigencia)
    outputs = folder(salida) or Path(OUTPUTS)
    space = open_workspace(folder(datos))
    with folder_lock(outputs):  # no report changes while it is packed
        material = read_material(space, entidad, year, outputs)
        target = packages_folder(outputs, year, material.entidad_id)
        remove_leftovers(target)
        made = [
            _pack(make(), target, incomplete=aunque_falten)
            for make in _asked(material, lider, comite=comite)
        ]
    if material.n_sin_lider:
        n = material.n_sin_lider
        one, many = (
            "acción del plan no tiene líder: no va",
            "acciones del plan no tienen líder: no van",
        )
        say(f"{n} {one if n == 1 else many} en el paquete de ninguno")
    return 0 if all(made) else NotebookRunError.exit_code


def _asked(
    material: Material, lideres: list[str], *, comite: bool
) -> Iterator[Callable[[], Package]]:
    """List the packages to make, leaders first; a wrong name stops before any is made."""
    from mipg_helpers.packages.committee import committee_package
    from mipg_helpers.packages.leader import leader_package

    leaders = list({one.clave: one for one in map(material.leader, lideres)}.values())
    everything = not lideres and not comite
    if everything:
        leaders = list(material.leaders)
        if not leaders:
            say("Los archivos cargados no dicen quién lidera cada política: no hay líderes")
    yield from (lambda one=one: leader_package(material, one) for one in leaders)
    if comite or everything:
        yield lambda: committee_package(material)


def _pack(package: Package, target: Path, *, incomplete: bool) -> bool:
    """Write a package, or say why it is not written; tell whether it was."""
    from mipg_helpers.packages.index import size_text
    from mipg_helpers.packages.writing import write_package

    n = len(package.missing)
    if n and not incomplete:
        say(f"{package.para}: no se armó; {'falta' if n == 1 else 'faltan'} {n}:")
        _print_missing(package)
        return False
    place = write_package(package, target)
    size = size_text((place / package.archivo).stat().st_size)
    say(f"{package.para}: {len(package.files)} archivos en {place} (zip de {size})")
    if n:
        say(f"  Incompleto; {'falta' if n == 1 else 'faltan'} {n}:")
        _print_missing(package)
    return True


def _print_missing(package: Package) -> None:
    for item in package.missing[:MOST_SHOWN]:
        say(f"  - {item.titulo}. {item.motivo}")
    if len(package.missing) > MOST_SHOWN:
        say(f"  y {len(package.missing) - MOST_SHOWN} más")
