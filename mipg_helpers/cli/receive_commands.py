"""The command that takes in the workbooks that come back: recibir."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from mipg_helpers.cli.app import ComoJson, Datos, app, folder
from mipg_helpers.cli.output import say
from mipg_helpers.cli.plan_output import PLAN_WORDS, print_json, print_receipt, receipt_content
from mipg_helpers.cli.readiness_output import EVIDENCE_WORDS
from mipg_helpers.cli.spanish import SpanishCommand

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mipg_helpers.cli.plan_output import Wording
    from mipg_helpers.plan_workbook.kinds import Kind
    from mipg_helpers.plan_workbook.receive import Receipt
    from mipg_helpers.reference import Catalog
    from mipg_helpers.store.plan_book import PlanBook


@app.command("recibir", cls=SpanishCommand)
def recibir(
    rutas: Annotated[
        list[str],
        typer.Argument(
            metavar="RUTAS...", help="Carpeta con los libros devueltos, o libros sueltos."
        ),
    ],
    datos: Datos = "",
    simular: Annotated[
        bool, typer.Option("--simular", help="Dice qué cambiaría; no guarda nada.")
    ] = False,
    como_json: ComoJson = False,
) -> int:
    """Lee los libros devueltos y los une al plan o a la preparación del FURAG.

    Reconoce solo los de cada uno. Guarda cada libro como llegó, revisa todo de nuevo y une celda
    por celda. Lo que dos personas dijeron distinto queda en un archivo de conflictos para que una
    persona decida; ese archivo, con las decisiones, se recibe con esta misma orden. Recibir dos
    veces lo mismo no cambia nada.
    """
    from mipg_helpers.plan_workbook.incoming import incoming_files
    from mipg_helpers.reporting.settings import open_catalog
    from mipg_helpers.store import default_folder
    from mipg_helpers.store.plan_book_place import plan_folder

    catalog = open_catalog()
    place = plan_folder(folder(datos) or default_folder())
    deliveries = _deliveries(incoming_files(Path(ruta) for ruta in rutas))
    done = [(one, *_receive(one, place, catalog, simulate=simular)) for one in deliveries]
    if como_json:
        print_json(_content((one, receipt_content(receipt, files)) for one, receipt, files in done))
    else:
        for number, (one, receipt, written) in enumerate(done):
            if number:
                say("")
            print_receipt(receipt, written, one.kind.form(catalog), one.words)
    return next((receipt.exit_code for _, receipt, _ in done if receipt.exit_code), 0)


class _Delivery(NamedTuple):
    """The files that came in for one book."""

    book: type[PlanBook]
    kind: Kind
    words: Wording
    files: Sequence[Path]


def _deliveries(files: Sequence[Path]) -> tuple[_Delivery, ...]:
    """Part the files by the book that takes them in."""
    from mipg_helpers.evidence_workbook.incoming import part_by_book
    from mipg_helpers.evidence_workbook.kind import EVIDENCE
    from mipg_helpers.plan_workbook.kinds import PLAN
    from mipg_helpers.store.evidence_book import EvidenceBook
    from mipg_helpers.store.plan_book import PlanBook

    of_plan, of_evidence = part_by_book(files)
    both = (
        _Delivery(PlanBook, PLAN, PLAN_WORDS, of_plan),
        _Delivery(EvidenceBook, EVIDENCE, EVIDENCE_WORDS, of_evidence),
    )
    return tuple(one for one in both if one.files)


def _receive(
    delivery: _Delivery, place: Path, catalog: Catalog, *, simulate: bool
) -> tuple[Receipt, tuple[Path, ...]]:
    from mipg_helpers.plan_workbook.receive import receive, write_account

    kind = delivery.kind
    is_new = not (place / delivery.book.file_name).is_file()
    with delivery.book(place, read_only=simulate and is_new) as book:
        written: list[Path] = []

        def account(receipt: Receipt) -> None:
            if not simulate:
                written.extend(write_account(book, receipt, catalog, kind))

        receipt = receive(
            book, delivery.files, catalog, simulate=simulate, kind=kind, account=account
        )
        return receipt, tuple(written)


def _content(accounts: Iterable[tuple[_Delivery, dict[str, Any]]]) -> dict[str, Any]:
    """Put the accounts together: that of the plan, and under a name of its own the evidence."""
    content: dict[str, Any] = {}
    for one, account in accounts:
        content |= account if one.words is PLAN_WORDS else {"evidencias": account}
    return content
