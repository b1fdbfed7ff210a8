"""Receive returned workbooks: keep each as it came, check it, merge all of them at once.

A file that cannot be used is refused with one sentence and stops nobody else. What was merged
before is recognised by its contents and changes nothing. A dry run does everything and keeps
nothing.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from mipg_helpers.errors import MipgError
from mipg_helpers.plan_workbook.conflicts import (
    conflict_rows,
    decide,
    read_typed,
)
from mipg_helpers.plan_workbook.incoming import (
    fresh,
    incoming_files,
    mark_repeated,
    open_incoming,
)
from mipg_helpers.plan_workbook.kinds import PLAN
from mipg_helpers.plan_workbook.shown import Shown
from mipg_helpers.plan_workbook.whole_files import replace_file
from mipg_helpers.plan_workbook.write_conflicts import write_conflicts
from mipg_helpers.sources.model import Finding
from mipg_helpers.sources.quality import findings_csv
from mipg_helpers.sources.workbook import read_workbook
from mipg_helpers.store.plan_book_place import copy_path, keep_copy
from mipg_helpers.store.plan_book_records import Received

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from mipg_helpers.analysis.plan import Accion
    from mipg_helpers.plan_workbook.conflicts import Typed
    from mipg_helpers.plan_workbook.incoming import Incoming
    from mipg_helpers.plan_workbook.kinds import Kind
    from mipg_helpers.plan_workbook.model import Returned
    from mipg_helpers.reference import Catalog
    from mipg_helpers.store.plan_book import PlanBook
    from mipg_helpers.store.plan_book_records import Conflict, Said

    PlanKey = tuple[str, int]

Estado = Literal["unido", "sin_cambios", "repetido", "decisiones", "rechazado"]


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """What became of one file. `motivo` says why it was refused."""

    nombre: str
    estado: Estado
    motivo: str = ""
    destinatario: str = ""
    n_cambios: int = 0
    es_anterior: bool = False  # a later workbook was sent to the same reader
    codigo: int = 0  # exit code of its refusal


@dataclass(frozen=True, slots=True)
class PlanChanges:
    """What the files said of one plan, and its actions afterwards."""

    entidad_id: str
    vigencia_plan: int
    said: tuple[Said, ...]
    acciones: tuple[Accion, ...]


@dataclass(frozen=True, slots=True)
class Receipt:
    """The account of one receiving: files, changes, problems, and what waits for a decision."""

    archivos: tuple[ReceivedFile, ...]
    planes: tuple[PlanChanges, ...]
    problemas: tuple[Finding, ...]
    conflictos: tuple[Conflict, ...]
    es_simulacro: bool

    @property
    def exit_code(self) -> int:
        """Give 0 unless a file was refused: values that are not taken are problems to mend."""
        return next((file.codigo for file in self.archivos if file.codigo), 0)


def receive(
    book: PlanBook,
    paths: Iterable[Path],
    catalog: Catalog,
    *,
    simulate: bool = False,
    kind: Kind = PLAN,
    account: Callable[[Receipt], object] | None = None,
) -> Receipt:
    """Read every workbook, merge what they say into the plans and note everything.

    Parameters
    ----------
    paths
        Files or folders.
    simulate
        Tell what would happen; nothing is kept, not even a copy.
    kind
        What the workbooks are about: the book must be of the same kind.
    account
        Writes down what a person should see, before anything is kept for good: whoever is
        interrupted in between receives the same again, with the same account.

    Raises
    ------
    ConfigError, SourceFileError
        If somebody else is writing in the book, or a path does not exist.
    """
    incoming = [open_incoming(path, book, catalog, kind) for path in incoming_files(paths)]
    mark_repeated(incoming, book)
    if not simulate:
        for one in incoming:
            if one.sha256:  # a file that cannot even be opened has none
                keep_copy(book.folder, one.path, one.sha256)
    with book.writing(keep=not simulate):
        plans, problems = _merge_all(book, incoming, catalog, kind)
        problems += _decide_all(book, incoming, plans, catalog, kind)
        _note_files(book, incoming)
        files = tuple(_file(one, book, plans) for one in incoming)
        keys = book.plans()
        conflicts = tuple(c for key in keys for c in book.conflicts(*key))
        changes = tuple(
            PlanChanges(*key, tuple(said), book.plan(*key).acciones)
            for key, said in sorted(plans.items())
        )
        receipt = Receipt(
            archivos=files,
            planes=changes,
            problemas=(*_refusals(incoming), *_old_versions(incoming, book), *problems),
            conflictos=conflicts,
            es_simulacro=simulate,
        )
        if account is not None:
            account(receipt)
    return receipt


def write_account(
    book: PlanBook, receipt: Receipt, catalog: Catalog, kind: Kind = PLAN
) -> tuple[Path, ...]:
    """Write beside the plan the problems of this receiving and all conflicts to be decided.

    What a person wrote in the file of conflicts before stays where it still makes sense.

    Raises
    ------
    RenderError
        If a file cannot be written.
    """
    written = []
    if receipt.problemas:
        problems = book.folder / kind.problemas
        replace_file(problems, findings_csv(receipt.problemas).encode())
        written.append(problems)
    path = book.folder / kind.paper.archivo
    shown, typed = Shown(kind.form(catalog)), _typed_before(path, kind)
    rows = conflict_rows(receipt.conflictos, shown, typed, kind.paper)
    write_conflicts(rows, path, kind.paper)
    return (*written, path) if rows else tuple(written)


def _typed_before(path: Path, kind: Kind) -> Mapping[str, Typed]:
    if not path.is_file():
        return {}
    try:
        return read_typed(read_workbook(path), kind.paper)
    except MipgError:  # somebody put something else in its place
        return {}


def _merge_all(
    book: PlanBook, incoming: Sequence[Incoming], catalog: Catalog, kind: Kind
) -> tuple[dict[PlanKey, list[Said]], list[Finding]]:
    by_plan: dict[PlanKey, list[Returned]] = defaultdict(list)
    for _, returned in fresh(incoming):
        by_plan[returned.entidad_id, returned.vigencia_plan].append(returned)
    plans: dict[PlanKey, list[Said]] = defaultdict(list)
    problems: list[Finding] = []
    for key, returns in sorted(by_plan.items()):
        merged = kind.merge(
            book.cells(*key),
            returns,
            catalog,
            disputed=book.disputed(*key),
            settled=book.settled(*key),
            past=book.past(*key),
        )
        book.add_said(*key, merged.said)
        plans[key] += merged.said
        problems += [finding for returned in returns for finding in returned.findings]
        problems += merged.problems
    return plans, problems


def _decide_all(
    book: PlanBook,
    incoming: Sequence[Incoming],
    plans: dict[PlanKey, list[Said]],
    catalog: Catalog,
    kind: Kind,
) -> list[Finding]:
    """Apply the decisions of files of conflicts; a file received twice is not applied again."""
    problems: list[Finding] = []
    for one in incoming:
        if one.typed is None or one.es_repetido:
            continue
        open_ones = [c for key in book.plans() for c in book.conflicts(*key)]
        decided, wrong = decide(
            one.typed,
            open_ones,
            Shown(kind.form(catalog)),
            archivo=one.nombre,
            sha256=one.sha256,
            paper=kind.paper,
            objection=kind.objection,
        )
        problems += wrong
        for each in decided:
            key = each.conflict.entidad_id, each.conflict.vigencia_plan
            said = [each.said, *kind.follow(book.cells(*key), [each.said])]
            book.add_said(*key, said)
            plans[key] += said
    return problems


def _note_files(book: PlanBook, incoming: Sequence[Incoming]) -> None:
    """Note each file once: when it is merged, and when it is refused for a new reason."""
    refused = {(one.sha256, one.motivo) for one in book.received()}
    for one in incoming:
        if one.es_repetido or (one.sha256, one.refusal) in refused:
            continue
        if one.typed is not None and not one.typed:
            continue  # nobody decided anything in it yet
        refused.add((one.sha256, one.refusal))
        sending = one.sending
        book.add_received(
            Received(
                sha256=one.sha256,
                nombre=one.nombre,
                estado="rechazado" if one.refusal else "unido",
                copia=copy_path(book.folder, one.sha256, one.nombre),
                motivo=one.refusal,
                envio_id=sending.envio_id if sending else "",
                entidad_id=sending.entidad_id if sending else "",
                vigencia_plan=sending.vigencia_plan if sending else 0,
                rol=sending.rol if sending else "",
                destinatario=sending.destinatario if sending else "",
            )
        )


def _file(one: Incoming, book: PlanBook, plans: Mapping[PlanKey, Sequence[Said]]) -> ReceivedFile:
    said = [s for values in plans.values() for s in values if s.origen.sha256 == one.sha256]
    n_changes = sum(s.resultado == "tomado" for s in said)
    estado: Estado = "unido" if said else "sin_cambios"
    if one.refusal:
        estado = "rechazado"
    elif one.es_repetido:
        estado = "repetido"
    elif one.typed is not None:
        estado = "decisiones"
    return ReceivedFile(
        nombre=one.nombre,
        estado=estado,
        motivo=one.refusal,
        destinatario=one.sending.destinatario if one.sending else "",
        n_cambios=0 if one.es_repetido else n_changes,
        es_anterior=one.sending is not None and book.is_superseded(one.sending),
        codigo=one.exit_code,
    )


def _refusals(incoming: Iterable[Incoming]) -> Iterator[Finding]:
    for one in incoming:
        if one.refusal:
            problem, _, hint = one.refusal.partition("\nSugerencia: ")
            yield _of_file(one, "archivo rechazado", "error", problem, hint)


def _old_versions(incoming: Iterable[Incoming], book: PlanBook) -> Iterator[Finding]:
    for one, returned in fresh(incoming):
        if one.sending is not None and book.is_superseded(one.sending):
            yield _of_file(
                one,
                "versión anterior",
                "aviso",
                f"es una versión anterior, enviada el {returned.fecha:%d/%m/%Y}; "
                "se unió celda por celda",
                "use en adelante el libro más reciente",
            )


def _of_file(
    one: Incoming, tipo: str, gravedad: Literal["aviso", "error"], mensaje: str, accion: str
) -> Finding:
    return Finding(one.nombre, "", None, "", "", tipo, gravedad, mensaje, accion)
