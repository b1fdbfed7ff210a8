"""Standard output and error of a report: two memory files shared with the parent.

What Python prints and what C code or a subprocess writes to the descriptors is appended to the
same file, so its order is true, and nothing is lost when the process dies. `Marks` tells the
parent how far each file was written whenever something else happens.
"""

from __future__ import annotations

import io
import os
import threading
from typing import TYPE_CHECKING, Any

from mipg_helpers.reporting.engine import wire

if TYPE_CHECKING:
    import socket

#: Parts of a Jupyter message that outputs are made of.
KEPT = ("msg_type", "content", "metadata")


class Marks:
    """Keep the order of both streams and of everything displayed."""

    def __init__(self, channel: socket.socket, stdout: int, stderr: int) -> None:
        self._channel, self._stdout, self._stderr = channel, stdout, stderr
        self._current, self._lock = "", threading.RLock()

    def writing(self, name: str) -> None:
        """Note that `name` is about to be written; a change of stream is told to the parent."""
        if self._current != name:
            with self._lock:
                if self._current:
                    self._tell("mark")
                self._current = name

    def deliver(self, message: dict[str, Any]) -> None:
        """Hand a Jupyter message to the parent, after what was printed before it."""
        slim = {name: message[name] for name in KEPT if name in message}
        slim["header"] = {"msg_type": message["msg_type"]}
        slim["parent_header"] = {"msg_id": message["parent_header"].get("msg_id", "")}
        self._tell("message", message=slim)

    def answer(self, content: dict[str, Any]) -> None:
        """Tell the parent that a cell has ended."""
        self._tell("reply", content=content)
        self._current = ""

    def _tell(self, kind: str, **more: Any) -> None:
        """Send an event with how far each stream was written, and which one was last in use."""
        with self._lock:
            places = {
                "last": self._current or "stdout",
                "stdout": os.fstat(self._stdout).st_size,
                "stderr": os.fstat(self._stderr).st_size,
            }
            wire.send(self._channel, {"kind": kind, **places, **more})


class MarkedStream(io.TextIOWrapper):
    """Text onto a descriptor, written through at once."""

    def __init__(self, name: str, descriptor: int, marks: Marks) -> None:
        raw = io.FileIO(descriptor, "w", closefd=False)
        super().__init__(
            io.BufferedWriter(raw),
            encoding="UTF-8",  # as a kernel spells it
            errors="backslashreplace",
            newline="\n",
            write_through=True,
        )
        self._stream_name, self._marks = name, marks

    def write(self, text: str) -> int:
        self._marks.writing(self._stream_name)
        written = super().write(text)
        super().flush()
        return written

    def isatty(self) -> bool:
        return False
