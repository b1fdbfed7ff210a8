"""What an evidence workbook shows: rows, locks, lists, warnings; hostile text does no harm."""

import re

import pytest
from evidence_builders import (
    CARGO,
    CONTROL,
    CUMPLE,
    ENLACE,
    ESTADO,
    FECHA,
    MASTER,
    MOTIVO,
    TAREA,
    UNIDAD,
    UNIT,
    Loop,
    cell_of,
    fill_in,
    usual,
)
from openpyxl import load_workbook
from plan_workbook_builders import package_parts
from readiness_builders import CATALOG, FORM, OPTIONS, build

from mipg_helpers.evidence_workbook.avisos import Avisos
from mipg_helpers.evidence_workbook.control import is_evidence_workbook
from mipg_helpers.evidence_workbook.sending import plan_outgoing
from mipg_helpers.evidence_workbook.write import workbook_bytes
from mipg_helpers.sources.workbook import read_workbook

HOSTILE = '=HYPERLINK("http://malo.example","x")'
HOSTILE_FORM = f"""
código | tipo  | pregunta | evidencia
GTH201 |       | {HOSTILE} | si
GTH202 | única | <b>&amp;</b> ñ 😀 |
EMI08  | texto | Cuente su experiencia |
"""
HOSTILE_OPTIONS = f"""
código | n | opción | clase | marcada
GTH201 | 1 | {HOSTILE} | positiva | x
GTH201 | 2 | +1+1 | negativa |
GTH202 | 1 | @suma | positiva |
"""


@pytest.fixture(scope="module")
def loop(tmp_path_factory):
    made = Loop(tmp_path_factory.mktemp("enviado"))
    with made.book:
        made.send()
        yield made


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    made = Loop(tmp_path_factory.mktemp("hostil"), build(HOSTILE_FORM, HOSTILE_OPTIONS))
    with made.book:
        made.send()
        yield made


def opened(loop, name=UNIT):
    return load_workbook(loop.sent(name))


def test_pregunta_stands_above_its_options(loop):
    sheet = opened(loop)["Gestión Estratégica del"]
    assert [sheet.cell(row, 1).value for row in range(6, 13)] == [
        "GTH201", "GTH201.1", "GTH201.2", "GTH201.3", "GTH202", "GTH202.1", "GTH202.2",
    ]  # fmt: skip
    assert sheet.cell(6, 2).value == (
        "En la gestión del talento humano, la entidad:\n[puede cumplir varias opciones]"
    )


def test_what_was_answered_is_shown_and_locked(loop):
    book = opened(loop)
    shown = [cell_of(book, code, "Respuesta cargada") for code in ("GTH201", "GTH201.1")]
    assert [cell.value for cell in shown] == ["Respondida", "Marcada"]
    assert all(cell.protection.locked for cell in shown)


@pytest.mark.parametrize(
    ("name", "code", "header", "is_open"),
    [
        (UNIT, "GTH201.1", CUMPLE, True),
        (UNIT, "GTH201", CUMPLE, False),
        (UNIT, "GTH201", ENLACE, True),
        (UNIT, "GTH201.1", CARGO, True),
        (UNIT, "GTH201.1", ESTADO, False),
        (UNIT, "GTH201.1", MOTIVO, False),
        (MASTER, "GTH201.1", ESTADO, True),
        (MASTER, "GTH201.1", ENLACE, False),
        (MASTER, "GTH201", UNIDAD, True),
        (MASTER, "GTH201.1", UNIDAD, False),
        (CONTROL, "GTH201.1", MOTIVO, True),
        (CONTROL, "GTH201", UNIDAD, False),
    ],
)
def test_each_reader_fills_in_only_what_is_his(loop, name, code, header, is_open):
    book = opened(loop, name)
    assert cell_of(book, code, header).protection.locked is not is_open
    assert all(sheet.protection.sheet for sheet in book)


def test_only_planeacion_and_control_interno_see_the_units(loop):
    with pytest.raises(LookupError):
        cell_of(opened(loop), "GTH201", UNIDAD)
    assert cell_of(opened(loop, MASTER), "GTH201", UNIDAD).value == "Talento Humano"


def test_lists_and_dates_are_checked_in_spanish(loop):
    rules = opened(loop)["Gestión Estratégica del"].data_validations.dataValidation
    assert {rule.type for rule in rules if rule.type} == {"list", "date"}
    (offered,) = [list(column) for column in opened(loop)["Listas"].iter_cols(values_only=True)]
    assert offered == ["cumple", "Sí", "Parcial", "No"]


def test_cover_says_what_it_is_and_what_it_is_not(loop):
    sheet = opened(loop)["Instrucciones"]
    told = " ".join(str(cell.value) for row in sheet for cell in row if cell.value)
    assert "Preparación del FURAG 2025: libro de la dependencia" in told
    assert "No es el formulario oficial ni calcula un puntaje" in told


def test_warnings_say_what_waits(loop, tmp_path):
    typed = {
        ("GTH201.1", CUMPLE): "Parcial",
        ("GTH201.2", ENLACE): "https://a.co/1",
    }
    loop.receive(fill_in(loop.sent(), tmp_path / "lleno.xlsx", typed))
    loop.send()
    sheet = load_workbook(loop.sent(), data_only=True)["Gestión Estratégica del"]
    assert [sheet.cell(row, 3).value for row in (7, 8)] == [
        "Falta decir qué queda por hacer.",
        "Evidencia por revisar.",
    ]


def test_equal_contents_give_equal_bytes():
    once, again = (plan_outgoing(usual(), {}, Loop.DAY)[0].content for _ in range(2))
    assert workbook_bytes(once, CATALOG) == workbook_bytes(again, CATALOG)


def test_hostile_text_is_shown_and_never_computed(hostile):
    book = opened(hostile, MASTER)
    assert cell_of(book, "GTH201.1", "Pregunta y opciones").value == HOSTILE
    assert cell_of(book, "GTH201.1", "Pregunta y opciones").data_type == "s"
    parts = package_parts(hostile.sent(MASTER))
    sheets = [text for name, text in parts.items() if name.startswith("xl/worksheets/sheet")]
    formulas = [found for text in sheets for found in re.findall(r"<f>(.*?)</f>", text)]
    assert all(formula.startswith("TRIM(IF(") for formula in formulas)
    assert not any("malo.example" in text for name, text in parts.items() if "rels" in name)


def test_hostile_text_comes_back_unchanged(hostile):
    receipt = hostile.receive(*(hostile.sent(name) for name in (MASTER, CONTROL)))
    assert {file.estado for file in receipt.archivos} == {"sin_cambios"}
    assert receipt.problemas == ()


def test_hostile_text_of_a_unit_is_kept_as_text(hostile, tmp_path):
    typed = {("GTH201.1", TAREA): f"'{HOSTILE}"}
    hostile.receive(fill_in(hostile.sent(), tmp_path / "malo.xlsx", typed))
    hostile.send()
    cell = cell_of(opened(hostile), "GTH201.1", TAREA)
    assert (cell.value, cell.data_type) == (f"'{HOSTILE}", "s")


def test_preguntas_of_no_politica_have_a_sheet(hostile):
    sheet = opened(hostile, MASTER)["Módulos sin política"]
    assert sheet.cell(6, 1).value == "EMI08"
    assert not cell_of(opened(hostile, MASTER), "EMI08", FECHA).value


def test_workbook_is_known_by_its_hidden_sheet(loop):
    sheets = read_workbook(loop.sent())
    assert is_evidence_workbook(sheets)
    assert not is_evidence_workbook([one for one in sheets if one.hoja != "_control"])
    assert opened(loop)["_control"].sheet_state == "veryHidden"


def test_evidence_is_asked_only_of_options_that_can_be_met(tmp_path):
    form = FORM.replace("código | tipo  | pregunta", "código | tipo | pregunta | evidencia", 1)
    form = form.replace("la entidad:", "la entidad: | si").replace("vacantes?", "vacantes? |")
    made = Loop(tmp_path, build(form, OPTIONS))
    with made.book:
        made.send()
        sheet = opened(made)["Gestión Estratégica del"]
    asked = ["Falta la evidencia" in sheet.cell(row, 3).value for row in (7, 8, 9)]
    assert asked == [True, True, False]


def test_review_is_shown_to_a_unit_once_there_is_one(tmp_path):
    made = Loop(tmp_path)

    def is_hidden():
        cell = cell_of(opened(made), "GTH201.1", ESTADO)
        return cell.parent.column_dimensions[cell.column_letter].hidden

    with made.book:
        made.send()
        assert is_hidden()
        made.take({("GTH201.1", ENLACE): "https://a.co/1"})
        made.send()
        made.take({("GTH201.1", ESTADO): "Aprobada"}, MASTER)
        made.send()
        assert not is_hidden()


@pytest.mark.parametrize(
    ("own", "whole", "told"),
    [
        ({}, {}, "Falta la evidencia."),
        ({"enlace": "https://a.co/1"}, {}, "Evidencia por revisar."),
        ({}, {"enlace": "https://a.co/1"}, ""),
        ({"enlace": "https://a.co/1", "estado": "Aprobada"}, {}, ""),
        (
            {"enlace": "https://a.co/1", "estado": "Rechazada"},
            {},
            "Evidencia rechazada: corríjala. Falta el motivo del rechazo.",
        ),
    ],
)
def test_warning_of_what_is_said_to_be_met(own, whole, told):
    assert Avisos({}).text({"cumple": "Sí", **own}, whole, exige=True) == told
