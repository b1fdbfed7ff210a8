"""The engine papermill calls: cells go to a forked report, its messages to nbclient's rules."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from papermill.engines import Engine, NBClientEngine

from mipg_helpers.reporting.engine import wire
from mipg_helpers.reporting.engine.fit import UnsuitableError, note_engine, require_fit

if TYPE_CHECKING:
    from mipg_helpers.reporting.engine.parent import Report


class ForkEngine(Engine):  # type: ignore[misc]
    """Run each notebook in a process forked from a warm one (see the package)."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,
        kernel_name: str,
        execution_timeout: int | None = None,
        memory: int | None = None,
        fallback: bool = True,
        **options: Any,
    ) -> None:
        """Execute the cells in order; stop at the first that fails.

        Parameters
        ----------
        execution_timeout
            Seconds a cell may take, in Python or in C code.
        memory
            Bytes of data a report may hold; beyond it gets a MemoryError. A kernel has no limit.
        fallback
            Run the notebook in an ordinary kernel where it cannot be run by a fork.

        Raises
        ------
        DeadKernelError, CellTimeoutError
            With the cell marked as failed and the rest as pending.
        UnsuitableError
            If the notebook needs a kernel and `fallback` is false.
        """
        from papermill.log import logger

        try:
            require_fit(nb_man.nb, kernel_name)
            _run_forked(nb_man, kernel_name, execution_timeout, memory, options)
        except UnsuitableError as reason:
            if not fallback:
                raise
            logger.warning("Se usa el kernel ordinario y no el motor rápido: %s", reason)
            note_engine(nb_man.nb, "kernel", str(reason))
            nb_man.notebook_start()  # what some cells had shown is forgotten
            NBClientEngine.execute_managed_notebook(
                nb_man, kernel_name, execution_timeout=execution_timeout, **options
            )


def _run_forked(
    nb_man: Any,
    kernel_name: str,
    timeout: int | None,
    memory: int | None,
    options: dict[str, Any],
) -> None:
    from ipykernel.ipkernel import IPythonKernel
    from papermill.clientwrap import PapermillNotebookClient
    from papermill.log import logger

    from mipg_helpers.reporting.engine.parent import fork_report

    shown = ("log_output", "stdout_file", "stderr_file")
    client = PapermillNotebookClient(
        nb_man,
        log=logger,
        kernel_name=kernel_name,
        **{name: options[name] for name in shown if name in options},
    )
    client.reset_execution_trackers()
    report = fork_report(folder=str(Path.cwd()), memory=memory)
    try:
        _run_cells(client, report, timeout)
    finally:
        report.close()
    client.nb.metadata["language_info"] = dict(IPythonKernel.language_info)
    note_engine(client.nb, "rapido")


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
            _Cell(client, report, cell, index).show_death(error)
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

        self._show_printed(message)
        if message["kind"] == "message":
            self._show(message["message"])
        elif message["kind"] == "reply":
            content = message["content"]
            self.cell["execution_count"] = content["execution_count"]
            check = run_sync(self.client._check_raise_for_error)  # noqa: SLF001  nbclient's rule
            check(self.cell, self.index, {"content": content})
            return True
        return False

    def _show(self, message: dict[str, Any]) -> None:
        """Make an output of a Jupyter message; one that awaits answers needs a kernel."""
        if message["msg_type"] == "comm_open":
            raise UnsuitableError(
                f"la celda {self.index + 1} abre un control interactivo (widget o comm)"
            )
        self.client.process_message(message, self.cell, self.index)

    def show_death(self, error: Exception) -> None:
        """Mark the cell at which a report died, for whoever opens the notebook."""
        words = str(error).splitlines()[0]
        self._add("error", ename=type(error).__name__, evalue=words, traceback=[words])

    def _show_printed(self, mark: wire.Message) -> None:
        """Add what was printed up to a mark; the stream last in use comes last."""
        last = mark.get("last", "stderr")
        for name in ("stderr" if last == "stdout" else "stdout", last):
            text = self.report.printed(name, mark.get(name))
            if text:
                self._add("stream", name=name, text=text)

    def _add(self, kind: str, **content: Any) -> None:
        """Add an output that no message of the report brought."""
        message = {
            "msg_type": kind,
            "header": {"msg_type": kind},
            "parent_header": {"msg_id": self.id},
            "metadata": {},
            "content": content,
        }
        self.client.process_message(message, self.cell, self.index)


def _last_words(code: int) -> str:
    import signal

    if code < 0:
        return f"Kernel died: signal {signal.Signals(-code).name}"
    return f"Kernel died: exit status {code}"
