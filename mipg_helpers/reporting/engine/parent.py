"""The parent's side: start a warm process, have a report forked, and follow it to its end."""

from __future__ import annotations

import atexit
import contextlib
import fcntl
import os
import select
import signal
import socket
import subprocess
import sys
import time
from typing import Any

from mipg_helpers.reporting.engine import wire

#: Libraries that would start threads at import, and so make a fork unsafe.
SINGLE_THREADED = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "NUMEXPR_NUM_THREADS": "1",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
}
#: Code of a report whose warm process vanished under it.
VANISHED = -int(signal.SIGKILL)
CLOSING_SECONDS = 2.0


class UnfitError(RuntimeError):
    """The warm process could not be made, or is not safe to fork."""


class Zygote:
    """The warm process of this worker; it lives until the worker ends."""

    def __init__(self, warmers: tuple[str, ...]) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            command = ["-m", "mipg_helpers.reporting.engine.zygote", str(theirs.fileno())]
            self.process = subprocess.Popen(
                [sys.executable, "-X", "frozen_modules=off", *command, *warmers],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                env={**os.environ, **SINGLE_THREADED},
            )
        self.control = ours
        atexit.register(self.close)
        hello = wire.receive(ours)
        if hello is None or hello["kind"] != "ready":
            self.close()
            raise UnfitError("no answer" if hello is None else f"{hello['threads']} threads")

    @property
    def is_alive(self) -> bool:
        return self.process.poll() is None

    def fork(self, *, folder: str, memory: int | None) -> Report:
        """Have a report forked, with today's environment, in `folder`, within `memory` bytes."""
        ours, theirs = socket.socketpair()
        files = {"stdout": _memory_file("stdout"), "stderr": _memory_file("stderr")}
        request = {"environment": dict(os.environ), "folder": folder, "memory": memory}
        with theirs:
            wire.send(self.control, request)
            wire.send_files(self.control, [theirs.fileno(), *files.values()])
        answer = wire.receive(self.control)
        while answer is not None and answer["kind"] == "ended":
            answer = wire.receive(self.control)
        if answer is None:
            raise UnfitError("it ended")
        return Report(self, answer["pid"], ours, files)

    def close(self) -> None:
        atexit.unregister(self.close)
        self.control.close()
        try:
            self.process.wait(CLOSING_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Report:
    """A running report. `code` is how it ended: 0, an exit status, or minus a signal."""

    def __init__(
        self, zygote: Zygote, pid: int, channel: socket.socket, files: dict[str, int]
    ) -> None:
        self.pid, self.channel, self.code = pid, channel, None
        self._zygote, self._files = zygote, files
        self._read = dict.fromkeys(files, 0)

    code: int | None

    def next(self, deadline: float | None) -> wire.Message | None:
        """Wait for the next message; None when the process has ended.

        Raises
        ------
        TimeoutError
            When `deadline` (of `time.monotonic`) passes first; the report is killed then.
        """
        sources = [self.channel, self._zygote.control]
        while True:
            left = None if deadline is None else max(0.0, deadline - time.monotonic())
            # After its end only what the report had already sent is still to be read.
            ready, _, _ = select.select(sources, [], [], 0.0 if self.code is not None else left)
            if self.channel in ready:
                message = wire.receive(self.channel)
                if message is None:
                    self._wait_for_end()
                return message
            if self._zygote.control in ready and self.code is None:
                self._note_end(wire.receive(self._zygote.control))
            elif self.code is not None:
                return None
            elif not ready:
                self.kill()
                raise TimeoutError

    def printed(self, name: str, upto: int | None = None) -> str:
        """Read what was printed to a stream since the last call."""
        end = os.fstat(self._files[name]).st_size if upto is None else upto
        start, self._read[name] = self._read[name], max(end, self._read[name])
        return os.pread(self._files[name], max(0, end - start), start).decode("utf-8", "replace")

    def kill(self) -> None:
        """End the report with every process it started."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)

    def close(self) -> None:
        """End the report and give back what it held."""
        self.kill()
        self._wait_for_end()
        self.channel.close()
        for file in self._files.values():
            os.close(file)

    def _wait_for_end(self) -> None:
        while self.code is None:
            self._note_end(wire.receive(self._zygote.control))

    def _note_end(self, event: wire.Message | None) -> None:
        if event is None:
            self.code = VANISHED
            self.kill()
        elif event["kind"] == "ended" and event["pid"] == self.pid:
            self.code = int(event["code"])


def _memory_file(name: str) -> int:
    """Make a file in memory; both sides append, so a write never overwrites another."""
    file = os.memfd_create(name)
    fcntl.fcntl(file, fcntl.F_SETFL, os.O_APPEND)
    return file


_zygotes: dict[tuple[str, ...], Zygote] = {}


def warm_process(warmers: tuple[str, ...]) -> Zygote:
    """Give the warm process of this worker; one that died is replaced."""
    found: Any = _zygotes.get(warmers)
    if found is None or not found.is_alive:
        _zygotes[warmers] = Zygote(warmers)
    return _zygotes[warmers]
