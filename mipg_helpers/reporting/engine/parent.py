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

from mipg_helpers.reporting.engine import wire
from mipg_helpers.reporting.engine.fit import UnsuitableError

#: Run in the warm process before the first report.
WARMERS = ("mipg_helpers.reporting.engine.warm:warm_reports",)
#: What a kernel sets for the libraries it serves: figures of pyplot are shown in their cell.
KERNEL_ENVIRONMENT = {"MPLBACKEND": "module://matplotlib_inline.backend_inline"}
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
CHECK_SECONDS = 20.0


class UnfitError(UnsuitableError):
    """The warm process could not be made, is not safe to fork, or is gone."""


class Zygote:
    """The warm process of this worker; it lives until the worker ends."""

    def __init__(self, warmers: tuple[str, ...]) -> None:
        ours, theirs = socket.socketpair()
        self._errors = _memory_file("errors")
        with theirs:
            command = ["-m", "mipg_helpers.reporting.engine.zygote", str(theirs.fileno())]
            self.process = subprocess.Popen(
                [sys.executable, "-X", "frozen_modules=off", *command, *warmers],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stderr=self._errors,
                env={**KERNEL_ENVIRONMENT, **os.environ, **SINGLE_THREADED},
            )
        self.control = ours
        self._is_ready = False
        atexit.register(self.close)

    def wait(self) -> Zygote:
        """Wait until it has done its imports and first uses.

        Raises
        ------
        UnfitError
            If it could not, or is not safe to fork.
        """
        if self._is_ready:
            return self
        hello = wire.receive(self.control)
        if hello is None or hello["kind"] != "ready":
            words = self._last_words() if hello is None else f"tiene {hello['threads']} hilos"
            self.close()
            raise UnfitError(words)
        self._is_ready = True
        return self

    @property
    def is_alive(self) -> bool:
        return self.process.poll() is None

    def fork(self, *, folder: str, memory: int | None) -> Report:
        """Have a report forked, with today's environment, in `folder`, within `memory` bytes."""
        ours, theirs = socket.socketpair()
        files = {"stdout": _memory_file("stdout"), "stderr": _memory_file("stderr")}
        environment = {**KERNEL_ENVIRONMENT, **os.environ}
        request = {"environment": environment, "folder": folder, "memory": memory}
        with theirs:
            answer = self._ask(request, [theirs.fileno(), *files.values()])
        if answer is None:
            ours.close()
            for file in files.values():
                os.close(file)
            self.close()
            raise UnfitError("se cerró")
        return Report(self, answer["pid"], ours, files)

    def _ask(self, request: wire.Message, files: list[int]) -> wire.Message | None:
        """Hand over a request and wait until it is started; None when this process is gone."""
        try:
            wire.send(self.control, request)
            wire.send_files(self.control, files)
            answer = wire.receive(self.control)
            while answer is not None and answer["kind"] == "ended":
                answer = wire.receive(self.control)
        except OSError:
            return None
        return answer

    def _last_words(self) -> str:
        """Tell why it did not start: the end of its traceback."""
        size = os.fstat(self._errors).st_size
        lines = os.pread(self._errors, size, 0).decode("utf-8", "replace").split("\n")
        return next((line.strip() for line in reversed(lines) if line.strip()), "no arrancó")

    def close(self) -> None:
        if self.control.fileno() < 0:
            return
        atexit.unregister(self.close)
        self.control.close()
        try:
            self.process.wait(CLOSING_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        os.close(self._errors)


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
        """End the report, without waiting until its memory is given back, and what it held."""
        self.kill()
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


#: By process: a worker that was forked does not talk to the warm process of another.
_zygotes: dict[int, Zygote] = {}
#: Why this worker cannot have a warm process; asked once.
_unfit: list[str] = []


#: By process: a warm process that is still getting ready.
_begun: dict[int, Zygote] = {}


def begin_warming() -> None:
    """Start the warm process of this worker, which gets ready while we do something else."""
    here = os.getpid()
    found = _begun.get(here) or _zygotes.get(here)
    if not _unfit and (found is None or not found.is_alive):
        _begun[here] = Zygote(WARMERS)


def warm_process() -> Zygote:
    """Give the warm process of this worker; one that died is replaced.

    Raises
    ------
    UnfitError
        If it cannot be made, is not safe to fork, or does not show what a kernel shows.
    """
    if _unfit:
        raise UnfitError(_unfit[0])
    found = _zygotes.get(os.getpid())
    if found is None or not found.is_alive:
        if found is not None:
            found.close()
        try:
            begun = _begun.pop(os.getpid(), None) or Zygote(WARMERS)
            found = _zygotes[os.getpid()] = _checked(begun.wait())
        except UnfitError as error:
            _unfit.append(f"el proceso caliente no sirve: {error}")
            raise UnfitError(_unfit[0]) from None
    return found


def fork_report(*, folder: str, memory: int | None) -> Report:
    """Have a report forked from the warm process; one that died unnoticed is replaced."""
    try:
        return warm_process().fork(folder=folder, memory=memory)
    except UnfitError:
        return warm_process().fork(folder=folder, memory=memory)


def _checked(zygote: Zygote) -> Zygote:
    """Compare what one cell shows with what it must show, before any report depends on it."""
    report = zygote.fork(folder="/", memory=None)
    deadline = time.monotonic() + CHECK_SECONDS
    told: list[wire.Message | None] = []
    try:
        wire.send(report.channel, {"source": "print('ñ')\n1 + 1", "id": "c", "cell_id": None})
        while not told or (told[-1] and told[-1]["kind"] != "reply"):
            told.append(report.next(deadline))
    except (BrokenPipeError, TimeoutError):
        told.clear()
    shown = [item["message"]["content"]["data"] for item in told if item and "message" in item]
    status = [item["content"]["status"] for item in told if item and "content" in item]
    printed = report.printed("stdout")
    report.close()
    if (printed, shown, status) != ("ñ\n", [{"text/plain": "2"}], ["ok"]):
        zygote.close()
        raise UnfitError("la celda de prueba no mostró lo que debía")
    return zygote
