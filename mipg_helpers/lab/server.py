"""The JupyterLab that ``mipg explorar`` opens: on this machine only, behind a key, without network.

The server runs in this process, so that its key stands in no list of processes. What a person
configured in Jupyter stays in force, except where it would open the server to others: that is
set here, and looked at again before anything listens.
"""

from __future__ import annotations

import importlib.util
import os
import secrets
import signal
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mipg_helpers.errors import ConfigError, ParameterError, listed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jupyter_server.serverapp import ServerApp

LOOPBACK = "127.0.0.1"
USUAL_PORT = 8888
#: How many ports after the usual one are tried when nobody asked for one.
OTHER_PORTS = 50
TOKEN_VARIABLE = "JUPYTER_TOKEN"  # noqa: S105  the name of a variable, not a key

#: Import name and package name of what the notebooks for exploring need.
PACKAGES = {
    "jupyterlab": "jupyterlab",
    "ipykernel": "ipykernel",
    "ipywidgets": "ipywidgets",
    "jupyterlab_widgets": "jupyterlab-widgets",
    "itables": "itables",
}

#: Tabs of this workbench are kept apart from those of other work in JupyterLab.
WORKSPACE = "mipg"
#: Part of JupyterLab that asks the network for news and new releases.
ANNOUNCEMENTS = "@jupyterlab/apputils-extension:announcements"


@dataclass(frozen=True, slots=True)
class LabPlace:
    """Where JupyterLab opens: the folder it shows, and the notebook inside it.

    `notebook` is a POSIX path of plain names, as stands in an address.
    """

    root: Path
    notebook: str


class LabServer:
    """A JupyterLab that is ready to start; `address` carries the key only when asked for.

    Parameters
    ----------
    port
        None: the usual one, or the first free one after it.

    Raises
    ------
    ConfigError, ParameterError
        If packages are missing, the port is taken, or Jupyter's own settings insist on an open
        server.
    """

    def __init__(self, place: LabPlace, *, port: int | None = None, open_browser: bool) -> None:
        check_packages()
        if port is not None:
            check_port(port)
        self._token = os.environ.get(TOKEN_VARIABLE) or secrets.token_hex(24)
        self._path = f"/lab/workspaces/{WORKSPACE}/tree/{place.notebook}"
        self._server = self._prepare(_options(place, port, self._path, open_browser=open_browser))
        _check_closed(self._server, self._token)

    @property
    def port(self) -> int:
        """The port on which it listens."""
        return int(self._server.port)

    def address(self, *, with_key: bool) -> str:
        """Write the address of the notebook."""
        from tornado.escape import url_escape

        key = f"?token={url_escape(self._token)}" if with_key else ""
        return f"http://{LOOPBACK}:{self.port}{self._path}{key}"

    def serve(self) -> None:
        """Serve until Ctrl-C or a signal to end; kernels end with it."""
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            if number := getattr(signal, name, None):
                signal.signal(number, self._stop)
        self._server.start()

    def _stop(self, *_: object) -> None:
        self._server.stop(from_signal=True)

    def _prepare(self, options: list[str]) -> ServerApp:
        from jupyterlab.labapp import LabApp  # type: ignore[import-untyped]  # it has no types

        key = f"--PasswordIdentityProvider.token={self._token}"
        server: ServerApp = LabApp.initialize_server(argv=[*options, key])
        # Its file with address and key is only needed by a browser that we open.
        server.no_browser_open_file = not server.open_browser
        server.web_app.settings["page_config_hook"] = _without_announcements
        return server


def _options(place: LabPlace, port: int | None, path: str, *, open_browser: bool) -> list[str]:
    """Write the settings of the server; on its command line they outrank those of any file."""
    root = place.root.absolute()
    return [
        f"--ServerApp.ip={LOOPBACK}",
        f"--ServerApp.port={USUAL_PORT if port is None else port}",
        f"--ServerApp.port_retries={OTHER_PORTS if port is None else 0}",
        "--ServerApp.sock=",
        f"--ServerApp.root_dir={root}",
        f"--FileContentsManager.preferred_dir={(root / place.notebook).parent}",
        f"--ServerApp.open_browser={open_browser}",
        # In a container everybody is root; others cannot reach the server, nor enter without key.
        "--ServerApp.allow_root=True",
        "--ServerApp.allow_remote_access=False",
        "--ServerApp.allow_origin=",
        "--ServerApp.allow_origin_pat=",
        "--ServerApp.disable_check_xsrf=False",
        "--ServerApp.identity_provider_class=jupyter_server.auth.identity.PasswordIdentityProvider",
        "--Application.log_level=WARN",
        "--KernelManager.transport_encryption=auto",
        f"--LabApp.default_url={path}",
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.handlers.announcements.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
    ]


def _without_announcements(_handler: object, page: dict[str, Any]) -> dict[str, Any]:
    """Leave out the part of JupyterLab that asks the network for news."""
    disabled = page.get("disabledExtensions", [])
    return {**page, "disabledExtensions": [*disabled, ANNOUNCEMENTS]}


def _check_closed(server: ServerApp, token: str) -> None:
    """Refuse to start a server that another machine, or somebody without key, could use."""
    provider = server.identity_provider
    is_local = server.ip == LOOPBACK and not server.sock
    if not (is_local and provider.auth_enabled and provider.token == token):
        raise ConfigError(
            "configuración de Jupyter",
            "abre el servidor a otros equipos o le quita la clave",
            hint="revise los archivos que muestra «jupyter --paths»; aquí no se abre así",
        )


def check_packages(find: Callable[[str], object] = importlib.util.find_spec) -> None:
    """Refuse when a package for exploring is missing, and say how to install it.

    Raises
    ------
    ConfigError
    """
    missing = [package for module, package in PACKAGES.items() if not find(module)]
    if missing:
        raise ConfigError(
            "orden explorar",
            f"faltan paquetes: {listed(missing)}",
            hint="instálelos con: pip install -r requirements.lock",
        )


def check_port(port: int) -> None:
    """Refuse a port on which another program listens.

    Raises
    ------
    ParameterError
    """
    with socket.socket() as probe:
        if os.name == "posix":  # there it frees the port of a server that has just ended
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError as error:
            raise ParameterError(
                "opción --puerto",
                f"el puerto {port} no se puede usar ({_why(error)})",
                "un puerto libre, o la orden sin --puerto",
            ) from None


def _why(error: OSError) -> str:
    return "no hay permiso" if isinstance(error, PermissionError) else "está ocupado"
