"""The book of plans: every value that was ever said of a plan, and the plan that results.

One SQLite file for all entidades and years of execution. Values are only added: the plan of
today, or of any day before, is what remains when they are read in order. Who writes holds the
book from the first look to the last value, so that two people who receive workbooks at the
same time cannot both build on the same plan; what was begun and not finished leaves no trace.

Which value is taken and which is disputed is decided in `mipg_helpers.plan_workbook.merge`.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Self

from mipg_helpers.store.plan_book_place import FILE, trouble
from mipg_helpers.store.plan_book_reading import HERE, PlanReader
from mipg_helpers.store.plan_book_tables import (
    ADD_MATCH,
    ADD_RECEIVED,
    ADD_SAID,
    ADD_SENDING,
    FORMAT,
    TABLES,
    moment_text,
    received_row,
    said_row,
    sending_row,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from mipg_helpers.store.plan_book_records import Received, Said, Sending

#: How long a writer waits for another one before saying so.
PATIENCE_SECONDS = 5.0

_NOWHERE = "file::memory:"


class PlanBook(PlanReader):
    """The book of plans in `folder`; made when missing, unless only reading is asked for.

    `clock` tells the moment that is noted with what is written.
    """

    #: Name of its file in the folder; other books of the same kind lie beside it.
    file_name: ClassVar[str] = FILE

    def __init__(
        self,
        folder: Path,
        *,
        read_only: bool = False,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.folder, self.path = Path(folder), Path(folder) / self.file_name
        self._clock, self._moment = clock, ""
        if not read_only:
            self.folder.mkdir(parents=True, exist_ok=True)
        exists = self.path.is_file() or not read_only
        # A reader may have to undo what a killed writer left half done; it writes nothing else.
        mode = "rw" if read_only else "rwc"
        place = f"{self.path.resolve().as_uri()}?mode={mode}" if exists else _NOWHERE
        self._base = sqlite3.connect(
            place, uri=True, isolation_level=None, timeout=PATIENCE_SECONDS
        )
        try:
            self._prepare(read_only=read_only)
        except sqlite3.DatabaseError as error:
            self._base.close()
            raise trouble(self.path, error) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._base.close()

    def today(self) -> date:
        """Tell the day in Colombia."""
        return self._clock().astimezone(HERE).date()

    def day_of(self, sending: Sending) -> date:
        """Tell the day in Colombia on which a workbook went out."""
        return sending.momento.astimezone(HERE).date() if sending.momento else self.today()

    # Writing: only inside `writing`.

    @contextmanager
    def writing(self, *, keep: bool = True) -> Iterator[None]:
        """Hold the book; what is added inside is kept all together, or not at all.

        Without `keep` it is forgotten at the end: what would happen can be seen inside.

        Raises
        ------
        ConfigError
            If somebody else is writing.
        """
        try:
            self._base.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise trouble(self.path, error) from None
        self._moment = moment_text(self._clock())
        try:
            yield
        except BaseException:
            self._base.execute("ROLLBACK")
            raise
        self._base.execute("COMMIT" if keep else "ROLLBACK")

    def add_said(self, entidad_id: str, vigencia_plan: int, said: Iterable[Said]) -> None:
        """Note values, in this order."""
        rows = (said_row(one, entidad_id, vigencia_plan, self._moment) for one in said)
        self._base.executemany(ADD_SAID, rows)

    def add_sending(self, sending: Sending) -> None:
        """Note a workbook that goes out now, showing the plan as it is now."""
        (last,) = self._base.execute("SELECT coalesce(max(valor_id), 0) FROM valores").fetchone()
        self._base.execute(ADD_SENDING, sending_row(sending, last, self._moment))

    def add_received(self, received: Received) -> None:
        """Note a file that came in."""
        self._base.execute(ADD_RECEIVED, received_row(received, self._moment))

    def add_matches(
        self, decisions: Mapping[tuple[str, str], bool], archivo: str, sha256: str
    ) -> int:
        """Note what a person decided about pairs; tell how many are new or changed."""
        known = self.matches()
        new = {pair: said for pair, said in decisions.items() if known.get(pair) is not said}
        rows = [(*pair, int(said), archivo, sha256, self._moment) for pair, said in new.items()]
        self._base.executemany(ADD_MATCH, rows)
        return len(new)

    def _prepare(self, *, read_only: bool) -> None:
        (version,) = self._base.execute("PRAGMA user_version").fetchone()
        if version == 0 and read_only:  # none yet, or of a run killed at its very start
            self._base.close()
            self._base = sqlite3.connect(_NOWHERE, uri=True, isolation_level=None)
        elif read_only and version == FORMAT:
            self._base.execute("PRAGMA query_only = ON")
        if version == 0:
            self._base.executescript(f"BEGIN;{TABLES}PRAGMA user_version = {FORMAT};COMMIT;")
        elif version != FORMAT:
            raise sqlite3.DatabaseError
