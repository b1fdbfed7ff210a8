from dataclasses import replace
from datetime import date

import pytest

from mipg_helpers.analysis.data_quality import FileQuality, FindingRow, QualityProfile
from mipg_helpers.presentation import sections_calidad as sections

EVIL = '<img src=x onerror="alert(1)"> =HYPERLINK("http://x") ana@example.org'
FOUND = FindingRow(EVIL, EVIL, 3, EVIL, EVIL, "duplicado", "aviso", EVIL, EVIL)
PROFILE = QualityProfile(
    entidad_id="",
    nombre_entidad="",
    vigencia=0,
    fecha_cargue=date(2026, 6, 22),
    es_ficticio=True,
    files=(FileQuality(EVIL, 2, "metas", (2025,), 5, 0, 1),),
    findings=(FOUND,),
    n_all=7,
    csv_file="hallazgos.csv",
    version="1",
)
EVERY = (
    sections.cover, sections.key_figures, sections.describe_summary, sections.table_kinds,
    sections.table_findings, sections.table_files, sections.describe_method,
)  # fmt: skip


def html(displayed):
    return displayed._repr_mimebundle_()["text/html"]


@pytest.mark.parametrize("show", EVERY, ids=lambda show: show.__name__)
@pytest.mark.parametrize("profile", [PROFILE, replace(PROFILE, findings=(), files=())])
def test_hostile_text_of_a_file_is_never_markup(show, profile):
    page = html(show(profile))
    assert "<img" not in page
    assert "ana@example.org" not in page


def test_long_list_says_how_many_and_where_all_of_them_are():
    (table,) = sections.table_findings(replace(PROFILE, findings=(FOUND,) * 250)).blocks
    assert len(table["rows"]) == sections.MOST_FINDINGS
    assert "Se muestran 100 de 250 hallazgos" in table["note"]
    assert "«hallazgos.csv»" in table["note"]


def test_errors_are_what_is_said_first():
    error = replace(FOUND, tipo="fecha", gravedad="error", accion="escriba la fecha")
    said = html(sections.describe_summary(replace(PROFILE, findings=(FOUND, FOUND, error))))
    assert "«fecha», 1 vez en 1 archivo. Qué hacer: escriba la fecha." in said


def test_place_names_only_what_is_known():
    known = replace(FOUND, archivo="a.xlsx", hoja="", fila=None, columna="B")
    assert sections.place_of(known) == "a.xlsx, columna B"


def test_choice_says_how_many_there_are():
    assert "1 hallazgo elegido. El cargue dejó 7" in html(
        sections.describe_choice(PROFILE, [FOUND])
    )
    assert "No hay hallazgos" in html(sections.describe_choice(PROFILE, []))


def test_cells_of_a_finding_are_those_of_the_columns():
    cells = dict(zip(sections.COLUMNS, sections.cells_of(FOUND), strict=True))
    assert cells["Fila"] == "3"
    assert cells["Qué se encontró y qué se hizo"].startswith("Aviso. ")
    assert "ana@example.org" not in str(cells)
