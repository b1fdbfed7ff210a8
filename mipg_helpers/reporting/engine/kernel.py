"""ipykernel's own kernel and shell, built without sockets and threads, so that it can be forked."""

from __future__ import annotations

import asyncio
import linecache
import logging
import os
import tempfile
import threading
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import ipykernel.debugger
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from jupyter_client.session import Session
from traitlets import Any as AnyTrait
from traitlets.config import Config

if TYPE_CHECKING:
    from mipg_helpers.reporting.engine.streams import Marks

#: The debugger and the history writer would start threads, which do not survive a fork.
SINGLE_THREADED = Config({"HistoryManager": {"enabled": False}})


class PipeSession(Session):
    """A Jupyter session that hands its messages to one function; before that, to nobody."""

    #: What takes the messages: ``Marks.deliver``.
    deliver = AnyTrait(None, allow_none=True)

    def send(
        self,
        stream: object,  # noqa: ARG002  there is only one way out
        msg_or_type: dict[str, Any] | str,
        content: dict[str, Any] | None = None,
        parent: dict[str, Any] | None = None,
        ident: object = None,  # noqa: ARG002
        buffers: object = None,  # noqa: ARG002
        track: bool = False,  # noqa: ARG002
        header: dict[str, Any] | None = None,
        metadata: dict[str, Any] | None = None,
    ) -> dict[str, Any]:
        if isinstance(msg_or_type, dict):
            message = msg_or_type
        else:
            message = self.msg(msg_or_type, content, parent, header, metadata)
        # A process that the notebook forked has no part in the conversation, as in a kernel.
        if self.deliver is not None and os.getpid() == self.pid:
            self.deliver(message)
        return message


def build_kernel() -> Any:
    """Build kernel and shell once, before any fork."""
    ipykernel.debugger._is_debugpy_available = False  # noqa: SLF001  there is no public switch
    # The instance, for which widgets and comms ask.
    make: Any = IPythonKernel.instance
    kernel = make(
        session=PipeSession(key=b""),
        iopub_socket=SimpleNamespace(),
        config=SINGLE_THREADED,
        log=logging.getLogger(__name__),
    )
    # do_execute asks whether it runs in the thread of the shell channel; here there is one.
    kernel.shell_channel_thread = SimpleNamespace(parent_thread=threading.main_thread())
    # Magics that choose a display ("%matplotlib inline") ask the application for its kernel.
    application: Any = IPKernelApp.instance()
    application.kernel, application.shell = kernel, kernel.shell
    # The application of a kernel loads it too.
    kernel.shell.extension_manager.load_extension("storemagic")
    load_lazy = getattr(kernel.shell.magics_manager, "load_all_lazy_magics", None)
    if load_lazy is not None:
        load_lazy()
    _rehearse(kernel)
    return kernel


def _rehearse(kernel: Any) -> None:
    """Run and show a cell, for what IPython does only once, and take back what it left."""
    shell, known = kernel.shell, set(linecache.cache)
    names, hidden = dict(shell.user_ns), dict(shell.user_ns_hidden)
    loop = asyncio.new_event_loop()
    try:
        loop.run_until_complete(kernel.do_execute("1", silent=False, store_history=False))
    finally:
        loop.close()
    shell.user_ns["Out"].clear()
    for space, before in ((shell.user_ns, names), (shell.user_ns_hidden, hidden)):
        for name in set(space) - set(before):
            del space[name]
        space.update(before)
    for name in ("_", "__", "___"):
        setattr(shell.displayhook, name, "")
    for name in set(linecache.cache) - known:
        del linecache.cache[name]
    # Worked out of the environment at first use, and a report has its own.
    tempfile.tempdir = None


def connect(kernel: Any, loop: asyncio.AbstractEventLoop, marks: Marks) -> None:
    """Give the forked kernel its loop and its way out."""
    kernel.session.deliver, kernel.session.pid = marks.deliver, os.getpid()
    kernel.io_loop = SimpleNamespace(
        asyncio_loop=loop,
        add_callback=loop.call_soon_threadsafe,
        # `exit` ends the process after the cell, not in the loop.
        call_later=lambda *_: None,
        stop=lambda: None,
    )
    kernel.shell.init_environment()


async def execute(kernel: Any, order: dict[str, Any]) -> dict[str, Any]:
    """Run one cell as an execute request would and return its reply."""
    header = {"msg_id": order["id"], "msg_type": "execute_request"}
    parent = {"header": header, "content": {}, "metadata": {}}
    kernel.set_parent([b""], parent)
    kernel.shell.set_parent(parent)
    reply = await kernel.do_execute(
        order["source"], silent=False, store_history=True, cell_id=order["cell_id"]
    )
    names = ("status", "execution_count", "ename", "evalue", "traceback")
    return {name: reply[name] for name in names if name in reply}
