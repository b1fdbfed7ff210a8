"""Length-prefixed JSON messages over a stream socket, and open files that travel beside them.

JSON and never pickle: what a notebook prints is text of strangers.
"""

from __future__ import annotations

import json
import socket
import struct
from typing import Any

HEAD = struct.Struct("!I")
#: Read at most this much at a time; an output may be many megabytes.
CHUNK = 1 << 20

Message = dict[str, Any]


def send(channel: socket.socket, message: Message) -> None:
    """Write one message whole; dates and bytes as Jupyter writes them."""
    body = json.dumps(message, default=_plain, ensure_ascii=False).encode("utf-8", "replace")
    channel.sendall(HEAD.pack(len(body)) + body)


def receive(channel: socket.socket) -> Message | None:
    """Read one message; None when the other side closed, also in the middle of one."""
    head = _exactly(channel, HEAD.size)
    body = _exactly(channel, HEAD.unpack(head)[0]) if head else None
    return None if body is None else dict(json.loads(body))


def send_files(channel: socket.socket, files: list[int]) -> None:
    """Hand open file descriptors to the process at the other end."""
    socket.send_fds(channel, [b"f"], files)


def receive_files(channel: socket.socket, count: int) -> list[int]:
    """Take the file descriptors that the other end hands over."""
    return list(socket.recv_fds(channel, 1, count)[1])


def _plain(value: object) -> object:
    from jupyter_client.jsonutil import json_default

    return json_default(value)


def _exactly(channel: socket.socket, size: int) -> bytes | None:
    parts = bytearray()
    while len(parts) < size:
        try:
            part = channel.recv(min(size - len(parts), CHUNK))
        except ConnectionResetError:  # it ended without reading what we had sent
            return None
        if not part:
            return None
        parts += part
    return bytes(parts)
