"""A real JupyterLab, started by the command line in a project folder of its own."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from builders import NOTEBOOKS, WAIT_SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

KEY = "clave-de-prueba"
ENDING_SECONDS = 30


class Lab(NamedTuple):
    """A running JupyterLab: its process, what it writes, and where it is."""

    process: subprocess.Popen[bytes]
    folder: Path
    address: str

    def url(self, path: str) -> str:
        return f"{self.address}{path}?token={KEY}"

    def said(self) -> str:
        return (self.folder / "salida.txt").read_text(encoding="utf-8")

    def log(self) -> str:
        """What the server and its kernels complained about."""
        return (self.folder / "errores.txt").read_text(encoding="utf-8")

    def ask(self, path: str, *, key: str = KEY, method: str = "GET") -> tuple[int, Any]:
        """Ask the server; returns status and content."""
        status, text = self.ask_text(path, key=key, method=method)
        return status, json.loads(text or "null") if status < 400 else None

    def ask_text(self, path: str, *, key: str = KEY, method: str = "GET") -> tuple[int, str]:
        asked = urllib.request.Request(  # noqa: S310  always our own address
            f"{self.address}{path}",
            method=method,
            headers={"Authorization": f"token {key}"} if key else {},
        )
        try:
            with urllib.request.urlopen(asked, timeout=60) as answer:  # noqa: S310
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, ""

    def end(self, number: int = signal.SIGTERM) -> int:
        """Ask it to end as a person or the system does; returns its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.wait(ENDING_SECONDS)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_lab(
    folder: Path, tidy: Path, *, environment: Mapping[str, str] | None = None
) -> Iterator[Lab]:
    """Start ``mipg explorar`` in a copy of the project's notebooks; ends it whatever happens."""
    if not (folder / "notebooks").exists():
        shutil.copytree(NOTEBOOKS, folder / "notebooks")
    port = free_port()
    own = {name: str(folder / name.lower()) for name in ("JUPYTER_CONFIG_DIR", "IPYTHONDIR")}
    own |= {"JUPYTER_RUNTIME_DIR": str(folder / "jupyter_runtime"), "JUPYTER_TOKEN": KEY}
    clean = {name: text for name, text in os.environ.items() if not name.startswith("MIPG_")}
    command = [sys.executable, "-c", "from mipg_helpers.cli import main; main()", "explorar"]
    with (folder / "salida.txt").open("wb") as out, (folder / "errores.txt").open("wb") as err:
        process = subprocess.Popen(
            [*command, "--puerto", str(port), "--sin-navegador", "--datos", str(tidy)],
            cwd=folder, env={**clean, **own, **(environment or {})}, stdout=out, stderr=err,
        )  # fmt: skip
    lab = Lab(process, folder, f"http://127.0.0.1:{port}")
    try:
        wait_until_it_answers(lab)
        yield lab
    finally:
        try:
            lab.end()
        except subprocess.TimeoutExpired:
            process.kill()
            raise


def wait_until_it_answers(lab: Lab) -> None:
    deadline = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < deadline:
        assert lab.process.poll() is None, lab.said() + lab.log()
        try:
            lab.ask("/api")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(lab.log())
