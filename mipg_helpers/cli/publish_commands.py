"""The command that publishes the site: publicar."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mipg_helpers.cli.app import Datos, Salida, Todas, Vigencia, app, folder
from mipg_helpers.cli.commands import OUTPUTS
from mipg_helpers.cli.output import say
from mipg_helpers.cli.spanish import SpanishCommand
from mipg_helpers.cli.values import parse_vigencia
from mipg_helpers.errors import ParameterError

if TYPE_CHECKING:
    from mipg_helpers.reporting.settings import Workspace
    from mipg_helpers.site.publish import Published

#: Lines of each list on the console; the files hold all of them.
MOST_SHOWN = 20


@app.command("publicar", cls=SpanishCommand)
def publicar(
    vigencia: Vigencia,
    entidad: Annotated[
        list[str],
        typer.Option(
            "--entidad", metavar="CÓDIGO", help="Código SIGEP o nombre exacto; se puede repetir."
        ),
    ] = [],  # noqa: B006  typer copies it
    todas: Todas = False,
    salida: Salida = OUTPUTS,
    sitio: Annotated[
        str,
        typer.Option(
            "--sitio", metavar="CARPETA", help="Carpeta del sitio; si falta, «sitio» en --salida."
        ),
    ] = "",
    tema: Annotated[
        str,
        typer.Option("--tema", metavar="ARCHIVO", help="Nombre, colores y escudo: tema.toml."),
    ] = "",
    interna: Annotated[
        bool,
        typer.Option("--interna", help="Para la red de la entidad: no retiene datos ni enlaces."),
    ] = False,
    aunque_falten: Annotated[
        bool,
        typer.Option(
            "--aunque-falten", help="Publica aunque falten informes; el sitio dice cuáles."
        ),
    ] = False,
    previsualizar: Annotated[
        bool,
        typer.Option(
            "--previsualizar", help="Después lo muestra en este equipo, hasta que oprima Ctrl-C."
        ),
    ] = False,
    datos: Datos = "",
) -> None:
    """Publica el sitio de los resultados, los informes y los planes en una carpeta.

    Lo que no cambió desde la publicación anterior se conserva. Se revisa todo antes de
    reemplazarla; la anterior queda en <sitio>.anterior. Los documentos y noticias de los líderes
    se toman de la carpeta «aportes» junto a los datos (o MIPG_APORTES), en <entidad>/<política>/.
    """
    from mipg_helpers.reporting.settings import open_workspace
    from mipg_helpers.site.content import collect
    from mipg_helpers.site.publish import publish
    from mipg_helpers.site.publish_content import ReviewedContent, added_folder

    year = parse_vigencia(vigencia)
    space = open_workspace(folder(datos))
    outputs = folder(salida) or Path(OUTPUTS)
    content = collect(
        space,
        entidades=_entidades(space, year, entidad, todas=todas),
        vigencia=year,
        outputs=outputs,
        site_folder=added_folder(space.store.folder),
        tema=folder(tema),
    )
    done = publish(
        ReviewedContent(content, interna=interna),
        folder(sitio) or outputs / "sitio",
        though_missing=aunque_falten,
    )
    _print(done)
    if previsualizar:
        _show(done.site)


def _entidades(space: Workspace, year: int, asked: list[str], *, todas: bool) -> list[str]:
    if bool(asked) == todas:
        raise ParameterError("orden publicar", "diga --entidad o --todas, y solo una de las dos")
    if not todas:
        return asked
    found = [str(name) for name in space.store.entidades(year)["entidad_id"]]
    if not found:
        raise ParameterError("opción --vigencia", f"no hay entidades cargadas de {year}")
    return found


def _print(done: Published) -> None:
    from mipg_helpers.site.privacy import EVIDENCE
    from mipg_helpers.site.publish_content import NOT_READ

    if done.is_same:
        say(f"El sitio ya estaba al día en {done.site}: {done.n_files} archivos, sin cambios")
    else:
        say(f"Sitio publicado en {done.site}: {done.n_files} archivos, {_size(done.n_bytes)}")
        say(f"  cambiaron {len(done.changed)} y se quitaron {len(done.removed)}")
        say(f"  entidades con páginas nuevas: {len(done.printed)}; escrito: "
            f"{_size(done.n_bytes_written)}")  # fmt: skip
    if done.missing:
        say(f"Faltan informes ({len(done.missing)}):")
        _list([str(one) for one in done.missing])
    held = [one for one in done.held if one.que_se_hizo != NOT_READ]
    if held:
        say(f"No se publicó, por ser personal o interno o por su forma: {len(held)}")
        counts = Counter(f"{one.lugar}: {one.dato}, {one.que_se_hizo}" for one in held)
        _list([f"{line} ({n})" if n > 1 else line for line, n in counts.items()])
    unread = [one for one in done.held if one.que_se_hizo == NOT_READ]
    if unread:
        say(f"Documentos de los líderes publicados sin revisar su contenido ({len(unread)}): "
            "ábralos antes de subir el sitio")  # fmt: skip
        _list([f"{one.lugar}: {one.dato}" for one in unread])
    if done.held:
        say(f"  Detalle: {done.held_list}")
    if any(one.dato == EVIDENCE for one in done.held):
        say(
            "Los enlaces de evidencia del sitio público de la entidad se publican si tema.toml "
            "dice cuál es: [contacto] sede"
        )


def _list(lines: list[str]) -> None:
    for line in lines[:MOST_SHOWN]:
        say(f"  {line}")
    if len(lines) > MOST_SHOWN:
        say(f"  y {len(lines) - MOST_SHOWN} más")


def _size(n_bytes: int) -> str:
    return f"{n_bytes / 1_000_000:.1f} MB".replace(".", ",")


def _show(site: Path) -> None:
    from mipg_helpers.site.preview import Preview

    with Preview(site) as server:
        say(f"El sitio se ve en {server.address} solo desde este equipo; Ctrl-C termina")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            say("Vista previa terminada")
