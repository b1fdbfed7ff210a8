import json
from dataclasses import replace
from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ingest_builders import entidades_of, indices_of, store_info
from pandas.testing import assert_frame_equal

from mipg_helpers.errors import ConfigError, ReferenceDataError
from mipg_helpers.store import Store, default_folder, write_tables, writing
from mipg_helpers.store.columns import column_types, conform, empty_frame
from mipg_helpers.store.sidecar import read_info, record_file

CHITA = ("0001", 2024, "ALCALDÍA DE CHITA", "Boyacá")
CALDAS = ("0002", 2024, "ALCALDÍA DE CALDAS", "Antioquia")
CALDAS_BOYACA = ("0003", 2024, "ALCALDÍA DE CALDAS BOYACÁ", "Boyacá")
BUENAVISTA = [("0004", 2024, "ALCALDÍA DE BUENAVISTA", place) for place in ("Boyacá", "Sucre")]


def loaded(folder, info=None, **tables):
    write_tables(folder / "tidy", tables, info or store_info())
    return Store(folder / "tidy")


def with_entidades(folder, *rows):
    return loaded(folder, entidades=entidades_of(*rows))


def sorted_by_key(indices):
    return indices.sort_values(["vigencia", "entidad_id", "indice"], ignore_index=True)


# Reading slices.


def test_what_is_written_is_read_back(tmp_path):
    written = indices_of(("0001", 2024, "idi", 61.3), ("0001", 2024, "tramites", None))
    assert_frame_equal(sorted_by_key(loaded(tmp_path, indices=written).indices()), written)


@settings(
    max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    rows=st.lists(
        st.tuples(
            st.text(st.characters(codec="utf-8"), min_size=1, max_size=8),
            st.integers(2018, 2025),
            st.sampled_from(["idi", "d1", "gobierno_digital"]),
            st.none() | st.floats(0, 100),
        ),
        unique_by=lambda row: row[:3],
        max_size=12,
    )
)
def test_any_rows_survive_writing_and_reading(tmp_path_factory, rows):
    store = loaded(tmp_path_factory.mktemp("propiedad"), indices=indices_of(*rows))
    assert_frame_equal(sorted_by_key(store.indices()), sorted_by_key(indices_of(*rows)))


def test_slice_of_one_entidad_is_the_same_as_filtering_everything(tmp_path):
    rows = [
        (f"{e:04d}", v, f"i{i:02d}", 50.0)
        for e in range(90)
        for v in (2023, 2024)
        for i in range(70)
    ]
    store = loaded(tmp_path, indices=indices_of(*rows))
    everything = store.indices()
    own = everything[everything["entidad_id"] == "0042"].reset_index(drop=True)
    assert_frame_equal(store.indices(entidad_id="0042"), own)


def test_slice_of_a_few_indices_holds_every_entidad(tmp_path):
    rows = [(f"{e:04d}", 2024, f"i{i:02d}", 50.0) for e in range(90) for i in range(70)]
    found = loaded(tmp_path, indices=indices_of(*rows)).indices(indices=["i07", "i69"])
    assert found.groupby("indice").size().to_dict() == {"i07": 90, "i69": 90}


def test_entidad_without_rows_gives_an_empty_frame_with_its_columns(tmp_path):
    store = loaded(tmp_path, indices=indices_of(("0001", 2024, "idi", 61.3)))
    assert dict(store.indices(entidad_id="0009").dtypes) == dict(store.indices().dtypes)


@pytest.mark.parametrize("indices", [["idi"], ["otro"]])
@pytest.mark.parametrize("vigencias", [[2024], []])
def test_few_columns_are_those_of_the_whole_rows(tmp_path, indices, vigencias):
    store = loaded(tmp_path, indices=indices_of(("0001", 2024, "idi", 61.3)))
    few = ["puntaje_puntos"]
    asked = {"vigencias": vigencias, "indices": indices}
    assert_frame_equal(store.indices(**asked, columns=few), store.indices(**asked)[few])


def test_only_the_wanted_vigencias_are_read(tmp_path):
    rows = [("0001", year, "idi", 50.0) for year in (2022, 2023, 2024)]
    found = loaded(tmp_path, indices=indices_of(*rows)).indices(vigencias=[2024, 2022])
    assert found["vigencia"].tolist() == [2022, 2024]


def test_table_that_was_not_loaded_is_empty_but_typed(tmp_path):
    metas = loaded(tmp_path, indices=indices_of(("0001", 2024, "idi", 61.3))).metas("0001")
    assert metas.empty
    assert {name: str(dtype) for name, dtype in metas.dtypes.items()} == column_types("metas")


READINESS = ["preguntas", "opciones", "respuestas", "autodiagnosticos", "similitudes"]


@pytest.mark.parametrize("table", READINESS)
def test_load_from_before_a_table_existed_reads_as_empty(tmp_path, table):
    store = loaded(tmp_path, indices=indices_of(("0001", 2024, "idi", 61.3)))
    found = getattr(store, table)()
    assert (found.empty, list(found)) == (True, list(column_types(table)))


def test_answers_of_one_entidad_and_vigencia_are_read(tmp_path):
    rows = pd.DataFrame({"entidad_id": ["0001", "0001", "0002"], "vigencia": [2024, 2025, 2025]})
    store = loaded(tmp_path, respuestas=conform(rows, "respuestas"))
    assert len(store.respuestas("0001", 2025)) == 1


def test_blank_score_is_missing_and_not_zero(tmp_path):
    store = loaded(tmp_path, indices=indices_of(("0001", 2024, "tramites", None)))
    assert store.indices()["puntaje_puntos"].isna().all()


def test_code_keeps_its_leading_zeros(tmp_path):
    assert with_entidades(tmp_path, CHITA).entidades()["codigo_sigep"].tolist() == ["0001"]


# Columns.


def test_conform_fills_absent_text_and_orders_columns():
    frame = conform(pd.DataFrame({"vigencia": [2024], "entidad_id": ["0001"]}), "responsables")
    assert list(frame) == list(column_types("responsables"))
    assert (frame.loc[0, "apoyo"], frame.loc[0, "es_heredado"]) == ("", False)


def test_conforming_a_tidy_table_changes_nothing():
    tidy = entidades_of(CHITA, CALDAS)
    assert_frame_equal(conform(tidy, "entidades"), tidy)


def test_empty_frame_has_the_dtypes_of_a_full_one():
    assert dict(empty_frame("entidades").dtypes) == dict(entidades_of(CHITA).dtypes)


# Writing.


def test_former_load_is_kept_beside_the_new_one(tmp_path):
    with_entidades(tmp_path, CHITA)
    with_entidades(tmp_path, CALDAS)
    assert Store(tmp_path / "tidy.anterior").entidades()["entidad_id"].tolist() == ["0001"]


@pytest.mark.parametrize("step", ["_write_table", "_write_text", "_take_place"])
def test_interruption_leaves_the_former_load_readable(tmp_path, monkeypatch, step):
    with_entidades(tmp_path, CHITA)

    def fail(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(writing, step, fail)
    with pytest.raises(KeyboardInterrupt):
        with_entidades(tmp_path, CALDAS)
    assert Store(tmp_path / "tidy").entidades()["entidad_id"].tolist() == ["0001"]
    assert [path.name for path in tmp_path.iterdir()] == ["tidy"]


def test_failed_second_rename_puts_the_former_load_back(tmp_path, monkeypatch):
    with_entidades(tmp_path, CHITA)
    original = type(tmp_path).rename

    def rename(path, target):
        if ".nuevo-" in path.name:
            raise OSError("disco lleno")
        return original(path, target)

    monkeypatch.setattr(type(tmp_path), "rename", rename)
    with pytest.raises(OSError, match="disco lleno"):
        with_entidades(tmp_path, CALDAS)
    assert (tmp_path / "tidy").is_dir()
    assert Store(tmp_path / "tidy").entidades()["entidad_id"].tolist() == ["0001"]


def test_load_cut_between_both_renames_is_read_from_the_former_folder(tmp_path):
    store = with_entidades(tmp_path, CHITA)
    store.folder.rename(tmp_path / "tidy.anterior")
    assert store.entidades()["entidad_id"].tolist() == ["0001"]


def test_sidecar_counts_the_rows_of_each_table(tmp_path):
    store = with_entidades(tmp_path, CHITA, CALDAS)
    assert store.info().counts == {"entidades": 2}
    assert store.info().fecha_cargue.isoformat() == "2026-06-26"


def test_two_equal_loads_write_equal_sidecars(tmp_path):
    with_entidades(tmp_path / "a", CHITA)
    with_entidades(tmp_path / "b", CHITA)
    texts = [(tmp_path / name / "tidy" / "cargue.json").read_bytes() for name in "ab"]
    assert texts[0] == texts[1]


# Missing and stale loads.


@pytest.fixture
def raw_file(tmp_path):
    path = tmp_path / "raw" / "resultados.xlsx"
    path.parent.mkdir()
    path.write_bytes(b"uno")
    return path


def store_of(raw_file, **more):
    folder = raw_file.parents[1]
    file = record_file(raw_file, folder / "tidy", tipo="resultados")
    info = store_info(files=(file,), origenes=("../raw",), **more)
    return loaded(folder, info, entidades=entidades_of(CHITA))


def check(store, fingerprint="huella"):
    store.check(SimpleNamespace(fingerprint=fingerprint))


def test_fresh_load_passes_the_check(raw_file):
    check(store_of(raw_file))


def test_folder_without_load_names_the_command(tmp_path):
    with pytest.raises(ConfigError, match=r"no hay datos cargados[\s\S]*mipg cargar data/raw"):
        Store(tmp_path / "tidy").info()


def test_sidecar_of_another_version_is_refused(tmp_path):
    store = with_entidades(tmp_path, CHITA)
    path = store.folder / "cargue.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "formato": 99}))
    with pytest.raises(ConfigError, match="no corresponde a esta versión"):
        Store(store.folder).info()


def test_changed_reference_tables_make_the_load_stale(raw_file):
    with pytest.raises(ConfigError, match="las tablas de referencia cambiaron"):
        check(store_of(raw_file), "otra")


def test_changed_source_names_file_and_command(raw_file, monkeypatch):
    store = store_of(raw_file, opciones=("--vigencia-del-nombre",))
    raw_file.write_bytes(b"dos")
    monkeypatch.chdir(raw_file.parents[1])
    wanted = r"resultados\.xlsx\nSugerencia: .*mipg cargar raw --datos tidy --vigencia-del-nombre"
    with pytest.raises(ConfigError, match=wanted):
        check(store)


def test_missing_source_makes_the_load_stale(raw_file):
    store = store_of(raw_file)
    raw_file.unlink()
    with pytest.raises(ConfigError, match=r"ya no está lo que se cargó: resultados\.xlsx"):
        check(store)


def test_touched_but_equal_source_is_fresh(raw_file):
    store = store_of(raw_file)
    raw_file.write_bytes(b"uno")
    check(store)


def test_moved_project_is_fresh(raw_file, tmp_path):
    store_of(raw_file)
    (tmp_path / "otra").mkdir()
    for name in ("raw", "tidy"):
        (tmp_path / name).rename(tmp_path / "otra" / name)
    check(Store(tmp_path / "otra" / "tidy"))


def test_recorded_file_survives_the_sidecar(raw_file):
    file = record_file(raw_file, raw_file.parents[1] / "tidy", tipo="resultados")
    known = replace(file, vigencias=(2024,), filas={"indices": 3})
    folder = raw_file.parents[1]
    write_tables(folder / "tidy", {}, store_info(files=(known,)))
    assert read_info(folder / "tidy").files == (known,)


# Where the load is.


def test_folder_of_the_environment_wins(monkeypatch):
    monkeypatch.setenv("MIPG_DATOS", "otra/carpeta")
    assert default_folder().as_posix() == "otra/carpeta"


def test_usual_folder_is_found_from_the_notebooks(tmp_path, monkeypatch):
    loaded(tmp_path / "data", entidades=entidades_of(CHITA))
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    monkeypatch.delenv("MIPG_DATOS", raising=False)
    assert default_folder().as_posix() == "../data/tidy"


# Finding an entidad.


@pytest.mark.parametrize("text", ["0001", "1", " 0001 ", "ALCALDÍA DE CHITA", "alcaldia  de chita"])
def test_entidad_is_found_by_code_or_whole_name(tmp_path, text):
    assert with_entidades(tmp_path, CHITA, CALDAS).find_entidad(text) == "0001"


def test_who_asks_by_code_waits_for_no_name(tmp_path, monkeypatch):
    monkeypatch.delattr("mipg_helpers.store.finding.fold")
    assert with_entidades(tmp_path, CHITA, CALDAS).find_entidad("0001") == "0001"


def test_name_inside_another_name_is_another_entidad(tmp_path):
    store = with_entidades(tmp_path, CALDAS_BOYACA, CALDAS)
    assert store.find_entidad("ALCALDÍA DE CALDAS") == "0002"


def test_part_of_a_name_finds_nothing_but_suggests(tmp_path):
    with pytest.raises(ReferenceDataError, match=r"no está[\s\S]*¿Quiso decir «ALCALDÍA DE CHITA»"):
        with_entidades(tmp_path, CHITA).find_entidad("ALCALDÍA DE CHIT")


def test_name_of_several_entidades_lists_codes_and_departamentos(tmp_path):
    boyaca, sucre = BUENAVISTA
    store = with_entidades(tmp_path, boyaca, ("0005", *sucre[1:]))
    wanted = r"coincide con 2 entidades: 0004 \(.*Boyacá\); 0005 \(.*Sucre\)"
    with pytest.raises(ReferenceDataError, match=wanted):
        store.find_entidad("Alcaldía de Buenavista")


def test_slug_of_an_entidad_without_code_is_found(tmp_path):
    row = ("alcaldia-de-chita--boyaca", 2021, "ALCALDÍA DE CHITA", "Boyacá")
    store = with_entidades(tmp_path, row)
    assert store.find_entidad("alcaldia-de-chita--boyaca", 2021) == row[0]


def test_entidad_that_was_not_measured_that_year_names_the_loaded_ones(tmp_path):
    store = with_entidades(tmp_path, CHITA, ("0001", 2023, *CHITA[2:]))
    with pytest.raises(ReferenceDataError, match=r"vigencia 2019; se esperaba .*2023, 2024"):
        store.find_entidad("0001", 2019)
