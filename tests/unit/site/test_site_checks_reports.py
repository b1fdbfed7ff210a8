"""Whether a report is the one its place says."""

from pathlib import Path

import pytest

from mipg_helpers.site.checks_reports import check_report, identity_of
from mipg_helpers.site.model import Report, SiteFile

HEAD = (
    '<meta name="mipg:informe" content="politica"><meta name="mipg:entidad_id" content="0001">'
    '<meta name="mipg:vigencia" content="2025"><meta name="mipg:politica" content="compras">'
)


def found(folder, head=HEAD):
    (folder / "compras.html").write_text(f"<html><head>{head}</head></html>", encoding="utf-8")
    file = SiteFile("compras.html", Path("x"), "", 1)
    report = Report("0001/2025/compras", "politica", "Informe", "compras", "", 1, (file,))
    return list(check_report(folder, report, "0001", 2025))


def test_report_of_its_place(tmp_path):
    assert found(tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("0001", "0002", "entidad_id es '0002' y debía ser '0001'"),
        ("2025", "2024", "vigencia es '2024' y debía ser '2025'"),
        ("compras", "integridad", "politica es 'integridad' y debía ser 'compras'"),
    ],
)
def test_report_of_another_place(tmp_path, old, new, problem):
    assert found(tmp_path, HEAD.replace(old, new)) == [f"compras.html: {problem}"]


def test_page_that_is_no_report(tmp_path):
    assert found(tmp_path, "") == ["compras.html: no dice de qué informe se trata"]


def test_identity_is_read_from_the_head_only():
    assert (
        identity_of(f"<head>{HEAD}</head>{HEAD.replace('0001', '0002')}".encode())["entidad_id"]
        == "0001"
    )
