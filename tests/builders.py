"""What several kinds of test build: things made once per run, and command lines run."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pytest

ROOT = Path(__file__).parents[1]
NOTEBOOKS = ROOT / "notebooks"
WAIT_SECONDS = 600


def once(factory: pytest.TempPathFactory, name: str, build: Callable[[Path], object]) -> Path:
    """Build a folder once per test run, also when several test processes ask for it."""
    base = factory.getbasetemp()
    base = base.parent if base.name.startswith("popen-") else base
    folder, ready, lock = base / name, base / f"{name}.listo", base / f"{name}.turno"
    try:
        lock.mkdir()
    except FileExistsError:
        deadline = time.monotonic() + WAIT_SECONDS
        while not ready.exists():
            assert time.monotonic() < deadline, f"nobody finished {name}"
            time.sleep(0.1)
        assert ready.read_text() == "bien", f"{name} could not be built; see the other process"
        return folder
    try:
        build(folder)
    except BaseException:
        ready.write_text("mal")
        raise
    ready.write_text("bien")
    return folder


def run_mipg(
    *arguments: str | Path, cwd: Path = ROOT, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the installed command line as an operator would."""
    import os

    clean = {k: v for k, v in os.environ.items() if not k.startswith("MIPG_")}
    return subprocess.run(
        [sys.executable, "-c", "from mipg_helpers.cli import main; main()", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        env={**clean, "PYTHONUTF8": "1", **(environment or {})},
        check=False,
    )


def mipg_here(
    *arguments: str | Path, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command line in this process: the same answer, without the seconds of a new one."""
    import contextlib
    import io
    import os
    from unittest import mock

    from mipg_helpers.cli.app import run

    out, err = io.StringIO(), io.StringIO()
    clean = {k: v for k, v in os.environ.items() if not k.startswith("MIPG_")}
    with (
        mock.patch.dict(os.environ, {**clean, **(environment or {})}, clear=True),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        code = run([str(one) for one in arguments])
    return subprocess.CompletedProcess(list(arguments), code, out.getvalue(), err.getvalue())
