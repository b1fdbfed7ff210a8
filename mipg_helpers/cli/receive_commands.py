"""The command that takes in the workbooks that come back: recibir."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mipg_helpers.cli.app import ComoJson, Datos, app, folder
from mipg_helpers.cli.plan_output import print_json, print_receipt, receipt_content
from mipg_helpers.cli.readiness_output import EVIDENCE_WORDS
from mipg_helpers.cli.spanish import SpanishCommand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.plan_workbook.kinds import Kind
    from mipg_helpers.plan_workbook.receive import Receipt
    from mipg_helpers.reference import Catalog
    from mipg_helpers.store.plan_book import PlanBook

    Received = tuple[Receipt, tuple[Path, ...]]


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
    from mipg_helpers.evidence_workbook.incoming import part_by_book
    from mipg_helpers.evidence_workbook.kind import EVIDENCE
    from mipg_helpers.plan_workbook.incoming import incoming_files
    from mipg_helpers.plan_workbook.kinds import PLAN
    from mipg_helpers.reporting.settings import open_catalog
    from mipg_helpers.store import default_folder
    from mipg_helpers.store.evidence_book import EvidenceBook
    from mipg_helpers.store.plan_book import PlanBook
    from mipg_helpers.store.plan_book_place import plan_folder

    catalog = open_catalog()
    place = plan_folder(folder(datos) or default_folder())
    of_plan, of_evidence = part_by_book(incoming_files(Path(ruta) for ruta in rutas))
    content: dict[str, object] = {"evidencias": None}
    codes = []
    if of_plan:
        receipt, written = _receive(PlanBook, PLAN, place, of_plan, catalog, simulate=simular)
        codes.append(receipt.exit_code)
        content |= receipt_content(receipt, written)
        if not como_json:
            print_receipt(receipt, written, catalog)
    if of_evidence:
        receipt, written = _receive(
            EvidenceBook, EVIDENCE, place, of_evidence, catalog, simulate=simular
        )
        codes.append(receipt.exit_code)
        content["evidencias"] = receipt_content(receipt, written)
        if not como_json:
            print_receipt(receipt, written, catalog.evidence_form(), EVIDENCE_WORDS)
    if como_json:
        print_json(content)
    return next(filter(None, codes), 0)


def _receive(
    book_type: type[PlanBook],
    kind: Kind,
    place: Path,
    files: Sequence[Path],
    catalog: Catalog,
    *,
    simulate: bool,
) -> Received:
    from mipg_helpers.plan_workbook.receive import receive, write_account

    is_new = not (place / book_type.file_name).is_file()
    with book_type(place, read_only=simulate and is_new) as book:
        receipt = receive(book, files, catalog, simulate=simulate, kind=kind)
        return receipt, () if simulate else write_account(book, receipt, catalog, kind)
