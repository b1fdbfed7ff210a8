"""The engine papermill calls: cells go to a forked report, its messages to nbclient's rules."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from papermill.engines import Engine

from mipg_helpers.reporting.engine import wire

if TYPE_CHECKING:
    from mipg_helpers.reporting.engine.parent import Report

#: Run in the warm process before the first report.
WARMERS = ("mipg_helpers.reporting.engine.warm:warm_reports",)


class ForkEngine(Engine):  # type: ignore[misc]
    """Run each notebook in a process forked from a warm one (see the package)."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,
        kernel_name: str,
        log_output: bool = False,
        stdout_file: Any = None,
        stderr_file: Any = None,
        start_timeout: int = 60,  # noqa: ARG003  nothing is started
        execution_timeout: int | None = None,
        cwd: str | None = None,
        memory: int | None = None,
        **_: Any,
    ) -> None:
        """Execute the cells in order; stop at the first that fails.

        Parameters
        ----------
        execution_timeout
            Seconds a cell may take, in Python or in C code.
        memory
            Bytes of data a report may hold; beyond it gets a MemoryError.

        Raises
        ------
        DeadKernelError, CellTimeoutError
            With the cell marked as failed and the rest as pending.
        """
        from ipykernel.ipkernel import IPythonKernel
        from papermill.clientwrap import PapermillNotebookClient
        from papermill.log import logger

        from mipg_helpers.reporting.engine.parent import warm_process

        client = PapermillNotebookClient(
            nb_man,
            log=logger,
            log_output=log_output,
            stdout_file=stdout_file,
            stderr_file=stderr_file,
            kernel_name=kernel_name,
        )
        client.reset_execution_trackers()
        report = warm_process(WARMERS).fork(folder=cwd or str(Path.cwd()), memory=memory)
        try:
            _run_cells(client, report, execution_timeout)
            client.nb.metadata["language_info"] = dict(IPythonKernel.language_info)
            client.set_widgets_metadata()
        finally:
            report.close()


def _run_cells(client: Any, report: Report, timeout: int | None) -> None:
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    for index, cell in enumerate(client.nb.cells):
        client.nb_man.cell_start(cell, index)
        try:
            if cell.cell_type == "code" and cell.source.strip():
                _Cell(client, report, cell, index).run(timeout)
        except CellExecutionError as error:
            client.nb_man.cell_exception(cell, cell_index=index, exception=error)
            return
        except (DeadKernelError, CellTimeoutError) as error:
            client.nb_man.cell_exception(cell, cell_index=index, exception=error)
            raise
        finally:
            client.nb_man.cell_complete(cell, cell_index=index)


class _Cell:
    """One cell on its way through a report."""

    def __init__(self, client: Any, report: Report, cell: Any, index: int) -> None:
        self.client, self.report, self.cell, self.index = client, report, cell, index
        self.id = f"celda-{index}"

    def run(self, timeout: int | None) -> None:
        from nbclient.exceptions import CellTimeoutError, DeadKernelError

        self.cell["outputs"] = []
        self.client.clear_before_next_output = False
        deadline = time.monotonic() + timeout if timeout else None
        order = {"source": self.cell.source, "id": self.id, "cell_id": self.cell.get("id")}
        try:
            wire.send(self.report.channel, order)
            while (message := self.report.next(deadline)) is not None:
                if self._take(message):
                    return
        except BrokenPipeError:
            self.report.next(deadline)
        except TimeoutError:
            self._show_printed({})
            raise CellTimeoutError.error_from_timeout_and_cell(
                "Cell execution timed out", int(timeout or 0), self.cell
            ) from None
        self._show_printed({})
        raise DeadKernelError(_last_words(self.report.code or 0))

    def _take(self, message: wire.Message) -> bool:
        """Turn one message into outputs; True when the cell has ended."""
        from nbclient.util import run_sync

        if message["kind"] == "mark":
            self._show_printed(message)
        elif message["kind"] == "message":
            self.client.process_message(message["message"], self.cell, self.index)
        else:
            content = message["content"]
            self.cell["execution_count"] = content["execution_count"]
            check = run_sync(self.client._check_raise_for_error)  # noqa: SLF001  nbclient's rule
            check(self.cell, self.index, {"content": content})
        return bool(message["kind"] == "reply")

    def _show_printed(self, mark: wire.Message) -> None:
        """Add what was printed up to a mark; the stream last in use comes last."""
        last = mark.get("last", "stderr")
        for name in ("stderr" if last == "stdout" else "stdout", last):
            text = self.report.printed(name, mark.get(name))
            if text:
                stream = {
                    "msg_type": "stream",
                    "header": {"msg_type": "stream"},
                    "parent_header": {"msg_id": self.id},
                    "metadata": {},
                    "content": {"name": name, "text": text},
                }
                self.client.process_message(stream, self.cell, self.index)


def _last_words(code: int) -> str:
    import signal

    if code < 0:
        return f"Kernel died: signal {signal.Signals(-code).name}"
    return f"Kernel died: exit status {code}"
