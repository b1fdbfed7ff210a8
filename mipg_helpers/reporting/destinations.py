"""Where the reports of an order go: a folder of this machine, or one of remote storage."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from mipg_helpers.reporting.batch import remove_leftovers
from mipg_helpers.reporting.jobs import run_job
from mipg_helpers.reporting.locks import folder_lock
from mipg_helpers.reporting.remote import is_remote
from mipg_helpers.reporting.written import Written, WrittenHere

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from mipg_helpers.reporting.executors import RunOne


class Destination(Protocol):
    """A place for reports."""

    @property
    def folder(self) -> Path:
        """Give the folder that holds the manifest and names the targets of the jobs."""

    @property
    def written(self) -> Written:
        """Tell of the documents that are there."""

    @property
    def run(self) -> RunOne:
        """Give the way of making one report for this place."""

    @property
    def shared(self) -> Path | None:
        """Give the folder that every worker must see; None where none needs to."""

    def shown(self, folder: Path) -> str:
        """Name `folder`, or one inside it, as the operator knows it."""

    def look(self) -> None:
        """Make sure that the manifest in `folder` is the last one."""

    def hold(self) -> AbstractContextManager[None]:
        """Keep every other batch out, and leave all in order at the end."""


class Here:
    """A folder of this machine."""

    def __init__(self, folder: Path) -> None:
        self.folder = self.shared = folder
        self.written = WrittenHere(folder)
        self.run = run_job

    def shown(self, folder: Path) -> str:
        return str(folder)

    def look(self) -> None:
        pass

    @contextmanager
    def hold(self) -> Iterator[None]:
        with folder_lock(self.folder):
            remove_leftovers(self.folder)
            yield
            remove_leftovers(self.folder)  # of workers that died


def open_destination(text: str) -> Destination:
    """Take the text of ``--salida``."""
    if not is_remote(text):
        return Here(Path(text))
    from mipg_helpers.reporting.remote_outputs import RemoteOutputs

    return RemoteOutputs(text)
