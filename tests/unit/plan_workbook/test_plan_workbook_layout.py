from datetime import date

import pytest
from plan_workbook_builders import CATALOG, CORTES

from mipg_helpers.plan_workbook.layout import (
    columns_for,
    labels_of,
    options_for,
    sheet_names,
    shown_value,
    writable_fields,
)

CAMPOS = {campo.campo: campo for campo in CATALOG.plan_campos()}
LABELS = labels_of(CATALOG, [("gobierno_digital", "Gobierno Digital"), ("compras", "Compras")])


def headers(rol):
    return [column.header for column in columns_for(CATALOG, rol, CORTES)]


def test_id_and_action_come_first():
    assert headers("lider")[:2] == ["Id", "Acción"]


@pytest.mark.parametrize("rol", ["lider", "planeacion", "control_interno"])
def test_no_header_stands_twice(rol):
    assert len(set(headers(rol))) == len(headers(rol))


def test_columns_of_a_cut_off_stand_together_in_order():
    cortes = [column.corte for column in columns_for(CATALOG, "lider", CORTES) if column.corte]
    assert cortes == ["2026-09-30"] * 4 + ["2026-12-31"] * 4


def test_planeacion_gets_every_column():
    fields = {column.campo.campo for column in columns_for(CATALOG, "planeacion", CORTES)}
    assert fields == set(CAMPOS)


def test_a_plan_without_cut_offs_has_no_columns_for_them():
    assert not [c for c in columns_for(CATALOG, "lider", ()) if c.campo.por_corte]


def test_each_reader_fills_only_his_columns():
    assert "accion" in writable_fields(CATALOG, "lider")
    assert "prioridad" not in writable_fields(CATALOG, "lider")
    assert "eficacia" in writable_fields(CATALOG, "control_interno")
    assert "estado" not in writable_fields(CATALOG, "control_interno")
    assert "accion_id" not in writable_fields(CATALOG, "planeacion")


def test_each_reader_chooses_only_the_states_he_may_set():
    chosen = {
        rol: [option.valor for option in options_for(CATALOG, CAMPOS["estado"], rol)]
        for rol in ("lider", "planeacion")
    }
    assert chosen["lider"] == ["nueva", "por_aprobar", "en_ejecucion", "terminada"]
    assert chosen["planeacion"] == ["aprobada", "rechazada", "cancelada"]


def test_sheet_names_never_collide_with_ours_nor_with_accents_apart():
    assert sheet_names(["Notas", "Tramites", "Trámites"]) == (
        "Notas (2)",
        "Tramites",
        "Trámites (2)",
    )


def test_long_names_are_cut_at_a_word():
    (name,) = sheet_names(["Gestión del Conocimiento y la Innovación"])
    assert name == "Gestión del Conocimiento y la"


def test_long_equal_names_stay_apart_within_the_limit():
    names = sheet_names(["x" * 40] * 12)
    assert len(set(names)) == 12
    assert max(map(len, names)) == 31


@pytest.mark.parametrize(
    ("campo", "text", "shown"),
    [
        ("fecha_fin", "2026-10-31", date(2026, 10, 31)),
        ("fecha_fin", "0205-10-31", "0205-10-31"),
        ("peso", "12.5", 12.5),
        ("peso", "nan", "nan"),
        ("unidad", "capacitacion", "Capacitación"),
        ("unidad", "desconocida", "desconocida"),
        ("politica", "gobierno_digital", "Gobierno Digital"),
        ("otras_politicas", "gobierno_digital|compras", "Gobierno Digital; Compras"),
        ("recomendacion_ids", "r1|r2", "r1; r2"),
        ("accion", "=1+1", "=1+1"),
    ],
)
def test_a_canonical_text_is_shown_as_people_read_it(campo, text, shown):
    assert shown_value(CAMPOS[campo], text, LABELS) == shown
