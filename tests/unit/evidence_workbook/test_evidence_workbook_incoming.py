"""Workbooks of the plan and of the evidence that come in together are told apart."""

import shutil

import pytest
from evidence_builders import CUMPLE, Loop
from plan_workbook_builders import written
from readiness_builders import CATALOG

from mipg_helpers.evidence_workbook.incoming import part_by_book
from mipg_helpers.evidence_workbook.kind import EVIDENCE
from mipg_helpers.plan_workbook.receive import write_account


@pytest.fixture(scope="module")
def loop(tmp_path_factory):
    made = Loop(tmp_path_factory.mktemp("enviado"))
    with made.book:
        made.send()
        yield made


def test_each_workbook_goes_to_its_book_whatever_its_name(loop, tmp_path):
    plan = written(tmp_path)
    evidence = tmp_path / "plan-de-mejoramiento.xlsx"
    shutil.copy(loop.sent(), evidence)
    assert part_by_book([evidence, plan]) == ((plan,), (evidence,))


def test_decisions_about_evidence_go_to_the_evidence(loop):
    both = (loop.fill({("GTH201.1", CUMPLE): said}) for said in ("Sí", "No"))
    (path,) = write_account(loop.book, loop.receive(*both), CATALOG, EVIDENCE)
    assert part_by_book([path]) == ((), (path,))


def test_what_cannot_be_read_is_left_to_the_plan_to_refuse(tmp_path):
    broken = tmp_path / "roto.xlsx"
    broken.write_bytes(b"PK\x03\x04 no es un libro")
    assert part_by_book([broken]) == ((broken,), ())


def test_evidence_workbook_of_another_folder_is_refused_with_its_form(loop, tmp_path):
    other = Loop(tmp_path)
    with other.book:
        (file,) = other.receive(loop.sent()).archivos
    assert file.estado == "rechazado"
    assert "preparación del FURAG 2025, que no salió de aquí" in file.motivo
    assert "«mipg preparar»" in file.motivo
