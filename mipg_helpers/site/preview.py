"""Show a built site on this machine only, as a server would send it.

Only files that are in the site are sent, by the path they have; no folder is listed, nothing
outside can be asked for, and only whoever says our own address is answered.
"""

from __future__ import annotations

import posixpath
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from mipg_helpers.site.model import HOME
from mipg_helpers.site.render import POLICY

if TYPE_CHECKING:
    from pathlib import Path

HOST = "127.0.0.1"
#: Kinds of files of a site; anything else is sent as a file to keep.
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".csv": "text/csv; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".pdf": "application/pdf",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
#: A report carries its style inside, and says so in a policy of its own.
REPORT_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "base-uri 'none'; form-action 'none'"
)


class Preview(ThreadingHTTPServer):
    """A server of one site on a free port of this machine."""

    daemon_threads = True

    def __init__(self, site: Path) -> None:
        self.site = site.resolve()
        super().__init__((HOST, 0), _Handler)

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.server_address[1]}/"


def find_file(site: Path, target: str) -> Path | None:
    """Find the file of the site that a request asks for; None when there is none to send."""
    path = target.partition("?")[0].partition("#")[0]
    if not path.startswith("/") or "%" in path or "\\" in path or "\0" in path:
        return None
    parts = path[1:].split("/")
    if not parts[-1]:
        parts[-1] = HOME
    if any(not part or part.startswith(".") for part in parts):
        return None
    found = site.joinpath(*parts)
    if not found.is_file() or not found.resolve().is_relative_to(site):
        return None
    # File systems that do not mind capitals would find what a server does not.
    return found if parts[-1] in {one.name for one in found.parent.iterdir()} else None


class _Handler(BaseHTTPRequestHandler):
    server: Preview
    server_version, sys_version = "mipg", ""

    def do_GET(self) -> None:
        self._answer(body=True)

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing; the operator looks at the page."""

    def _answer(self, *, body: bool) -> None:
        port = self.server.server_address[1]
        if self.headers.get("Host") not in {f"{HOST}:{port}", f"localhost:{port}"}:
            self._send(HTTPStatus.FORBIDDEN, b"", "text/plain", body=body)
            return
        found = find_file(self.server.site, self.path)
        if found is None:
            text = b"No existe.\n"
            self._send(HTTPStatus.NOT_FOUND, text, TYPES[".txt"], body=body)
            return
        kind = TYPES.get(posixpath.splitext(found.name)[1], "application/octet-stream")
        policy = REPORT_POLICY if found.parent.name == "informes" else POLICY
        self._send(HTTPStatus.OK, found.read_bytes(), kind, policy=policy, body=body)

    def _send(
        self, status: HTTPStatus, content: bytes, kind: str, *, policy: str = POLICY, body: bool
    ) -> None:
        self.send_response(status)
        headers = {
            "Content-Type": kind,
            "Content-Length": str(len(content)),
            "Content-Security-Policy": policy,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-store",
        }
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if body:
            self.wfile.write(content)
