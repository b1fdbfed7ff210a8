import socket
from types import SimpleNamespace

import pytest

from mipg_helpers.errors import ConfigError, ParameterError
from mipg_helpers.lab import server

KEY = "clave"


def asked(**changes):
    provider = SimpleNamespace(auth_enabled=True, token=KEY)
    return SimpleNamespace(
        **{"ip": "127.0.0.1", "sock": "", "identity_provider": provider} | changes
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"ip": "0.0.0.0"},  # noqa: S104  what must be refused
        {"sock": "/run/jupyter.sock"},
        {"identity_provider": SimpleNamespace(auth_enabled=False, token=KEY)},
        {"identity_provider": SimpleNamespace(auth_enabled=True, token="")},
    ],
)
def test_open_server_is_refused(changes):
    with pytest.raises(ConfigError, match="abre el servidor a otros equipos o le quita la clave"):
        server._check_closed(asked(**changes), KEY)


def test_closed_server_may_start():
    server._check_closed(asked(), KEY)


def test_missing_packages_are_named_with_the_command_that_installs_them():
    with pytest.raises(ConfigError) as caught:
        server.check_packages(lambda name: None if name in {"itables", "ipywidgets"} else name)
    assert "faltan paquetes: ipywidgets, itables" in str(caught.value)
    assert "pip install -r requirements.lock" in str(caught.value)


def test_packages_of_this_installation_are_enough():
    server.check_packages()


def test_free_port_is_taken_without_a_word():
    with socket.socket() as probe:
        probe.bind((server.LOOPBACK, 0))
        port = probe.getsockname()[1]
    server.check_port(port)


def test_port_of_another_program_is_refused():
    with socket.socket() as other:
        other.bind((server.LOOPBACK, 0))
        other.listen()
        with pytest.raises(ParameterError, match="está ocupado"):
            server.check_port(other.getsockname()[1])


def test_news_are_left_out_beside_what_is_left_out_already():
    page = server._without_announcements(None, {"disabledExtensions": ["otra"], "x": 1})
    assert page == {"disabledExtensions": ["otra", server.ANNOUNCEMENTS], "x": 1}
