"""One report: the forked process, from its isolation to its end."""

from __future__ import annotations

import asyncio
import ctypes
import gc
import os
import random
import resource
import signal
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from mipg_helpers.reporting.engine import wire
from mipg_helpers.reporting.engine.kernel import connect, execute
from mipg_helpers.reporting.engine.streams import MarkedStream, Marks

if TYPE_CHECKING:
    import socket

STDIN, STDOUT, STDERR = 0, 1, 2
PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None)


def run_child(
    kernel: Any, request: dict[str, Any], channel: socket.socket, files: list[int]
) -> NoReturn:
    """Serve the cells of one report and end the process."""
    status = 1
    try:
        _isolate(request, files)
        _serve(kernel, channel, files)
        status = 0
    except BaseException:  # noqa: BLE001  whatever happens, the fork ends here
        os.write(STDERR, traceback.format_exc().encode("utf-8", "replace"))
    finally:
        os._exit(status)


def _isolate(request: dict[str, Any], files: list[int]) -> None:
    """Give the report its own group, limits, folder, environment, randomness and streams."""
    os.setsid()
    _LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    _prefer_for_the_kill()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    null = os.open(os.devnull, os.O_RDONLY)
    for source, target in zip((null, *files), (STDIN, STDOUT, STDERR), strict=True):
        os.dup2(source, target)
    _set_environment(request["environment"])
    os.chdir(request["folder"])
    if request["memory"]:
        resource.setrlimit(resource.RLIMIT_DATA, (request["memory"], request["memory"]))
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()


def _set_environment(wanted: dict[str, str]) -> None:
    """Make the environment as wanted; what is so already is not written again."""
    for name in set(os.environ) - set(wanted):
        del os.environ[name]
    os.environ.update(dict(wanted.items() - os.environ.items()))


def _prefer_for_the_kill() -> None:
    """When memory runs out, a report must die and not the batch."""
    try:
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    except OSError:
        return


def _serve(kernel: Any, channel: socket.socket, files: list[int]) -> None:
    # Python's streams do not follow a notebook that points descriptors 1 and 2 elsewhere.
    marks = Marks(channel, *files)
    sys.stdout, sys.stderr = (
        MarkedStream(name, file, marks)
        for name, file in zip(("stdout", "stderr"), files, strict=True)
    )
    gc.enable()
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    connect(kernel, loop, marks)
    while (order := wire.receive(channel)) is not None:
        marks.answer(loop.run_until_complete(execute(kernel, order)))
        if kernel.shell.exit_now:
            return
