"""The files that come in: which they are, what they hold, and why one is refused."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mipg_helpers.errors import MipgError, SourceFileError, listed
from mipg_helpers.plan_workbook.conflicts import is_conflict_file, read_typed
from mipg_helpers.plan_workbook.kinds import PLAN
from mipg_helpers.plan_workbook.returned_changes import same
from mipg_helpers.sources.file_kinds import named
from mipg_helpers.sources.workbook import file_sha256, read_workbook
from mipg_helpers.system_errors import told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from mipg_helpers.plan_workbook.conflicts import Typed
    from mipg_helpers.plan_workbook.kinds import Kind
    from mipg_helpers.plan_workbook.model import Returned
    from mipg_helpers.reference import Catalog
    from mipg_helpers.reference.plan_cells import CellKey
    from mipg_helpers.store.plan_book import PlanBook
    from mipg_helpers.store.plan_book_records import Sending

#: Those that are no .xlsx are refused with what to do, never passed over.
ENDINGS = frozenset([".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"])


@dataclass(slots=True)
class Incoming:
    """A file on its way in: what it is, or why it is refused."""

    path: Path
    sha256: str
    returned: Returned | None = None
    sending: Sending | None = None
    typed: Mapping[str, Typed] | None = None
    refusal: str = ""
    exit_code: int = 0
    es_repetido: bool = False

    @property
    def nombre(self) -> str:
        return named(self.path)


def incoming_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """List the workbooks of files and folders, at any depth, each once, in a fixed order.

    Raises
    ------
    SourceFileError
        If a path does not exist, or there is no workbook in any of them.
    """
    paths = tuple(paths)
    found: list[Path] = []
    for path in paths:
        if not path.exists():
            raise SourceFileError(f"'{path}'", "no existe", "un libro de Excel o una carpeta")
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        found += [each for each in inside if each == path or _is_workbook(each)]
    if not found:
        raise SourceFileError(
            listed(f"'{path}'" for path in paths), "no hay libros de Excel", "libros devueltos"
        )
    return tuple(dict.fromkeys(found))


def _is_workbook(path: Path) -> bool:
    return (
        path.is_file()
        and path.suffix.lower() in ENDINGS
        and not path.name.startswith(("~$", "."))  # left by Excel while a file is open
    )


def open_incoming(path: Path, book: PlanBook, catalog: Catalog, kind: Kind = PLAN) -> Incoming:
    """Read one file; whatever goes wrong with it is its refusal."""
    incoming = Incoming(path, "")
    try:
        incoming.sha256 = file_sha256(path)
        _read(incoming, book, catalog, kind)
    except MipgError as error:
        incoming.refusal, incoming.exit_code = str(error), error.exit_code
    except Exception as error:  # noqa: BLE001  one bad file must never stop the others
        incoming.refusal = told(error, f"«{incoming.nombre}»")
        incoming.exit_code = SourceFileError.exit_code
    return incoming


def _read(incoming: Incoming, book: PlanBook, catalog: Catalog, kind: Kind) -> None:
    try:
        returned = kind.read(incoming.path, catalog)
    except MipgError:
        sheets = read_workbook(incoming.path)
        if not is_conflict_file(sheets, kind.paper):
            raise
        incoming.typed = read_typed(sheets, kind.paper)
        return
    sending = book.sending(returned.envio_id)
    if sending is None or not _is_that_of(sending, returned):
        raise SourceFileError(
            f"«{incoming.path.name}»",
            f"es un libro de «{returned.entidad}», {kind.que(returned)}, que no salió de aquí",
            f"un libro escrito por «{kind.orden}» en esta carpeta de datos",
            "recíbalo donde se escribió, o copie lo que dice en el libro que corresponde",
        )
    incoming.sending = sending
    incoming.returned = _against_book(returned, book.cells_sent(sending))


def _is_that_of(sending: Sending, returned: Returned) -> bool:
    """Tell whether a workbook is what was sent: who can rewrite its hidden sheet could lie there.

    Its role decides what its author may write, and its rows are those that he was sent.
    """
    own = (returned.entidad_id, returned.vigencia_plan, returned.rol)
    rows = {key.accion_id for key in returned.cells} - set(returned.new_rows)
    return (sending.entidad_id, sending.vigencia_plan, sending.rol) == own and rows <= set(
        sending.acciones
    )


def _against_book(returned: Returned, sent: Mapping[CellKey, str]) -> Returned:
    """Compare with what the book knows that was sent, not with what the file says of itself.

    A cell that still says what the file says was sent (a long text is cut there) is unchanged.
    """
    base = {key: sent.get(key, "") for key in returned.base}
    cells = {
        key: base[key] if key in base and same(value, returned.base[key]) else value
        for key, value in returned.cells.items()
    }
    return replace(returned, base={k: v for k, v in base.items() if v}, cells=cells)


def mark_repeated(incoming: Sequence[Incoming], book: PlanBook) -> None:
    """Mark the files that were merged before, and those that came twice in this receiving."""
    known = {one.sha256 for one in book.received() if one.estado == "unido"}
    for one in incoming:
        if one.returned is not None or one.typed is not None:
            one.es_repetido = one.sha256 in known
            known.add(one.sha256)


def fresh(incoming: Iterable[Incoming]) -> Iterator[tuple[Incoming, Returned]]:
    for one in incoming:
        if one.returned is not None and not one.es_repetido:
            yield one, one.returned
