"""The warm process: imports and first uses done once, then one fork per report.

Started as ``python -m mipg_helpers.reporting.engine.zygote FD MODULE:FUNCTION ...``; FD is its
end of the control socket. It has exactly one thread, or it says so and ends: a fork of a
process with threads may hang.
"""

from __future__ import annotations

import ctypes
import gc
import importlib
import os
import select
import signal
import socket
import sys
from pathlib import Path
from typing import Any

from mipg_helpers.reporting.engine import wire
from mipg_helpers.reporting.engine.child import run_child
from mipg_helpers.reporting.engine.kernel import build_kernel

#: A request brings the report's channel, its standard output and its standard error.
FILES_OF_A_REQUEST = 3


def main(descriptor: int, warmers: list[str]) -> None:
    """Warm up, report for duty, and fork on request until the other side closes."""
    control = socket.socket(fileno=descriptor)
    # ``-m`` puts the folder of the batch first; a report looks into its own, as in a kernel.
    del sys.path[0]
    kernel = build_kernel()
    # As in a cell: pandas asks at its import whether its tables will be shown in a notebook.
    with kernel.shell.builtin_trap:
        for name in warmers:
            module, _, function = name.partition(":")
            getattr(importlib.import_module(module), function)()
    threads = len(list(Path("/proc/self/task").iterdir()))
    wire.send(control, {"kind": "ready" if threads == 1 else "unfit", "threads": threads})
    if threads == 1:
        _settle()
        _serve(control, kernel)


def _settle() -> None:
    """Leave little to copy: no garbage, nothing for the collector to look at, no free memory."""
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:  # glibc
        trim(0)
    gc.freeze()


def _serve(control: socket.socket, kernel: Any) -> None:
    ended_read, ended_write = os.pipe()
    os.set_blocking(ended_write, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(ended_write, warn_on_full_buffer=False)
    while True:
        readable, _, _ = select.select([control.fileno(), ended_read], [], [])
        if ended_read in readable:
            os.read(ended_read, 4096)
            _report_ended(control)
        if control.fileno() in readable:
            request = wire.receive(control)
            if request is None:
                return
            channel, *files = wire.receive_files(control, FILES_OF_A_REQUEST)
            pid = os.fork()
            if pid == 0:
                signal.set_wakeup_fd(-1)
                os.close(ended_read)
                os.close(ended_write)
                control.close()
                run_child(kernel, request, socket.socket(fileno=channel), files)
            for file in (channel, *files):
                os.close(file)
            wire.send(control, {"kind": "started", "pid": pid})


def _report_ended(control: socket.socket) -> None:
    """Tell how each child that ended did so; negative codes are signals."""
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return
        code = os.waitstatus_to_exitcode(status)
        wire.send(control, {"kind": "ended", "pid": pid, "code": code})


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
