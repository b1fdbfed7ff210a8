"""``mipg explorar`` starts a server that only this machine and only who has the key can use."""

import os
import signal
import socket

import psutil
import pytest
from builders import run_mipg
from lab_server_builders import KEY, running_lab

#: What somebody may have in his Jupyter settings, and must not open this server.
OPEN_SETTINGS = """
c.ServerApp.ip = "0.0.0.0"
c.ServerApp.allow_origin = "*"
c.ServerApp.disable_check_xsrf = True
c.IdentityProvider.token = ""
c.PasswordIdentityProvider.token = ""
"""


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    folder = tmp_path_factory.mktemp("laboratorio")
    (folder / "jupyter_config_dir").mkdir()
    settings = folder / "jupyter_config_dir" / "jupyter_server_config.py"
    settings.write_text(OPEN_SETTINGS, encoding="utf-8")
    with running_lab(folder, folder / "tidy") as lab:
        yield lab


def listening(process):
    family = [process, *process.children(recursive=True)]
    found = [c for p in family for c in p.net_connections("inet") if c.status == "LISTEN"]
    return {connection.laddr.ip for connection in found}


def test_server_listens_on_loopback_only(lab):
    assert listening(psutil.Process(lab.process.pid)) == {"127.0.0.1"}


@pytest.mark.parametrize("key", ["", "otra"])
@pytest.mark.parametrize("path", ["/api/contents", "/api/kernels", "/api/terminals"])
def test_request_without_the_key_is_refused(lab, path, key):
    assert lab.ask(path, key=key)[0] == 403


def test_request_with_the_key_is_answered(lab):
    status, found = lab.ask("/api/contents/notebooks")
    assert status == 200
    assert "inicio.ipynb" in {item["name"] for item in found["content"]}


def test_page_without_the_key_is_that_of_the_key(lab):
    _, page = lab.ask_text("/lab", key="")
    assert 'name="password"' in page
    assert "jupyter-config-data" not in page


def test_page_asks_nobody_for_news(lab):
    _, page = lab.ask_text("/lab")
    assert '"@jupyterlab/apputils-extension:announcements"' in page
    assert '"news": {"disabled": true}' in page


def test_key_is_written_nowhere_and_stands_in_no_list_of_processes(lab):
    assert KEY not in lab.said() + lab.log()
    assert "inicio.ipynb" in lab.said()
    assert KEY not in " ".join(psutil.Process(lab.process.pid).cmdline())


def test_kernels_find_the_data_by_their_whole_path(lab):
    environment = psutil.Process(started_kernel(lab)).environ()
    assert environment["MIPG_DATOS"] == str(lab.folder / "tidy")


def started_kernel(lab):
    before = set(psutil.Process(lab.process.pid).children())
    status, _ = lab.ask("/api/kernels", method="POST")
    assert status == 201
    (new,) = set(psutil.Process(lab.process.pid).children()) - before
    return new.pid


@pytest.mark.skipif(os.name != "posix", reason="las señales son de POSIX")
def test_ctrl_c_ends_the_server_and_its_kernels(lab):
    kernel = started_kernel(lab)
    assert lab.end(signal.SIGINT) == 0
    assert not psutil.pid_exists(kernel)
    assert lab.said().endswith("JupyterLab terminó\n")
    left = {path.name.partition("-")[0] for path in (lab.folder / "jupyter_runtime").iterdir()}
    assert not {"kernel", "jpserver"} & left


def test_port_that_is_taken_is_told():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = run_mipg("explorar", "--sin-navegador", "--puerto", str(port))
    assert done.returncode == 15
    assert f"el puerto {port} no se puede usar (está ocupado)" in done.stderr


def test_folder_without_notebooks_is_told(tmp_path):
    done = run_mipg("explorar", cwd=tmp_path)
    assert done.returncode == 10
    assert "vaya a la carpeta del proyecto" in done.stderr
