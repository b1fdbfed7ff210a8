from ingest_builders import indices_of, store_info

from mipg_helpers.reference import load_catalog
from mipg_helpers.sources.changes import compare_loads, compare_tables
from mipg_helpers.store import Store, write_tables

KEY = ["entidad_id", "vigencia", "indice"]
COMPARED = ["puntaje_puntos", "motivo_vacio"]
OLD = [("0001", 2024, "idi", 61.3), ("0001", 2024, "d1", None), ("0002", 2024, "idi", 50.0)]


def compare(*rows):
    return compare_tables(indices_of(*OLD), indices_of(*rows), KEY, COMPARED)


def test_equal_tables_in_another_order_are_equal():
    assert compare(*reversed(OLD)).is_equal


def test_added_removed_and_changed_rows_are_counted():
    change = compare(("0001", 2024, "idi", 64.0), OLD[1], ("0003", 2024, "idi", 50.0))
    assert (change.agregados, change.quitados, change.cambiados) == (1, 1, 1)


def test_changed_value_is_shown_as_before_and_now():
    change = compare(("0001", 2024, "idi", 64.0), *OLD[1:])
    assert change.examples == ("0001, 2024, idi: 61,3 → 64",)


def test_score_that_appears_is_a_change():
    change = compare(OLD[0], ("0001", 2024, "d1", 40.0), OLD[2])
    assert change.examples == ("0001, 2024, d1: sin dato → 40; «no_aplica» → «»",)


def test_first_load_has_nothing_to_compare_with(tmp_path):
    changes = compare_loads(Store(tmp_path), {"indices": indices_of(*OLD)}, load_catalog())
    assert changes.lines() == ["Cambios: no hay un cargue anterior con qué comparar"]


def test_lines_name_the_former_load_and_each_table(tmp_path):
    write_tables(tmp_path / "tidy", {"indices": indices_of(*OLD)}, store_info())
    now = {"indices": indices_of(*OLD[1:])}
    lines = compare_loads(Store(tmp_path / "tidy"), now, load_catalog()).lines()
    assert lines == [
        "Cambios desde el cargue del 2026-06-26:",
        "  indices: 0 filas agregadas, 1 quitadas, 0 cambiadas",
    ]


def test_nothing_changed_is_said(tmp_path):
    write_tables(tmp_path / "tidy", {"indices": indices_of(*OLD)}, store_info())
    now = {"indices": indices_of(*OLD)}
    lines = compare_loads(Store(tmp_path / "tidy"), now, load_catalog()).lines()
    assert lines == ["Cambios desde el cargue del 2026-06-26: ninguno"]
