from datetime import date, datetime

import pytest
from plan_workbook_builders import CATALOG, POLITICAS

from mipg_helpers.plan_workbook.layout import labels_of
from mipg_helpers.plan_workbook.read_values import ValueReader
from mipg_helpers.sources.cleaning import UNCOMPUTED

CAMPOS = {campo.campo: campo for campo in CATALOG.plan_campos()}
READER = ValueReader(labels_of(CATALOG, POLITICAS), 2026)


def read(campo, value):
    return READER.read(CAMPOS[campo], value)


@pytest.mark.parametrize(
    ("campo", "value", "text"),
    [
        ("avance", 80, "80"),
        ("avance", "62,5", "62.5"),
        ("avance", "50 %", "50"),
        ("avance", "0,5 %", "0.5"),
        ("avance", 0, "0"),
        ("avance", 1, "1"),
        ("fecha_fin", datetime.fromisoformat("2026-11-30"), "2026-11-30"),
        ("fecha_fin", date(2026, 11, 30), "2026-11-30"),
        ("fecha_fin", "30/11/2026", "2026-11-30"),
        ("estado", "EN EJECUCION", "en_ejecucion"),
        ("estado", "por_aprobar", "por_aprobar"),
        ("unidad", " capacitacion ", "capacitacion"),
        ("meta", 3, "3"),
        ("meta", "N/A", "N/A"),
        ("politica", "gobierno digital", "gobierno_digital"),
        (
            "otras_politicas",
            "Gobierno Digital; seguridad digital",
            "gobierno_digital|seguridad_digital",
        ),
        ("recomendacion_ids", "r1; r2, r3", "r1|r2|r3"),
        ("evidencia", "javascript:alert(1)", "javascript:alert(1)"),
        ("causa", "  uno\r\ndos ", "uno\ndos"),
        ("causa", None, ""),
    ],
)
def test_values_are_read_as_people_type_them(campo, value, text):
    reading = read(campo, value)
    assert (reading.text, reading.problem) == (text, "")


@pytest.mark.parametrize(
    ("campo", "value", "kind", "way_out"),
    [
        ("avance", 0.5, "porcentaje ambiguo", "¿50 o 0,5?"),
        ("avance", "0,25", "porcentaje ambiguo", "¿25 o 0,25?"),
        ("avance", "mucho", "porcentaje no válido", "de 0 a 100"),
        ("avance", -5, "porcentaje no válido", "de 0 a 100"),
        ("avance", True, "porcentaje no válido", "de 0 a 100"),
        ("avance", "N/A", "porcentaje no válido", "en blanco"),
        ("fecha_fin", "3011/2026", "fecha no válida", "30/11/2026"),
        ("fecha_fin", "pronto", "fecha no válida", "día/mes/año"),
        ("fecha_fin", "-", "fecha no válida", "en blanco"),
        ("fecha_fin", 46_000, "fecha no válida", "09/12/2025"),
        ("fecha_fin", date(2062, 1, 1), "fecha no válida", "de 2024 a 2028"),
        ("unidad", "Documneto", "valor fuera de la lista", "«Documento»"),
        ("estado", "xyz", "valor fuera de la lista", "elija uno de la lista: Nueva"),
        ("otras_politicas", "Gobierno Digital; Brujería", "valor fuera de la lista", ""),
        ("meta", "#N/A", "error de fórmula", "escriba el valor"),
        ("causa", UNCOMPUTED, "error de fórmula", "escriba el valor"),
    ],
)
def test_what_is_not_certain_gives_nothing_and_says_the_way_out(campo, value, kind, way_out):
    reading = read(campo, value)
    assert (reading.text, reading.tipo) == ("", kind)
    assert way_out in reading.hint
    assert reading.problem


def test_formula_without_value_and_an_error_of_excel_are_told_apart():
    assert read("causa", UNCOMPUTED).problem == "la celda tiene una fórmula sin valor calculado"
    assert read("causa", "#N/A").problem == "la celda tiene el error de Excel «#N/A»"


def test_several_politicas_are_read_by_name():
    reading = read("otras_politicas", "Gobierno Digital; seguridad digital")
    assert reading.text == "gobierno_digital|seguridad_digital"


def test_a_percentage_over_a_hundred_is_kept_and_told():
    reading = read("avance", 120)
    assert (reading.text, reading.problem) == ("120", "")
    assert "pasa de 100" in reading.warning
