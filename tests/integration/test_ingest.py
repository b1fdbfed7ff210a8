"""Raw files to tidy tables, as an operator loads them: good, bad, repeated and changed files."""

from datetime import date

import pytest
from ingest_builders import kinds_of
from workbook_builders import (
    long_table,
    official_header,
    official_rows,
    results_book,
    write_sheets,
    write_text,
)

from mipg_helpers.errors import ConfigError
from mipg_helpers.reference import load_catalog
from mipg_helpers.sources.ingest import ingest
from mipg_helpers.store import Store

DAY = date(2026, 6, 26)
NAME = "ALCALDÍA DE PRUEBA 1"
RECOMMENDATIONS = [
    ("Vigencia 2025",),
    ("Entidad:", NAME),
    ("Política", "Recomendación", "Política relacionada"),
    ("Gobierno Digital", "Publicar datos abiertos.", "POL07 Gobierno Digital"),
]
LEADERS = [
    ("Código Sigep", "1"),
    ("Política", "Dependencia", "Nombre del líder", "Vigencia"),
    ("Integridad", "Secretaría Social", "Ana Ruiz", 2025),
]
TARGETS = [("Entidad:", NAME), ("Política", "Meta", "Vigencia"), ("Integridad", "70 %", 2025)]


@pytest.fixture
def raw(tmp_path):
    """Give a folder with the results of three entidades in 2025."""
    folder = tmp_path / "raw"
    folder.mkdir()
    write_results(folder / "Resultados_vig2025_territorio.xlsx")
    return folder


def write_results(path, *, n_rows=3, change=None):
    rows = official_rows(2025, n_rows)
    if change is not None:
        rows[0][-1] = change
    return results_book(path, official_header(2025), rows)


def load(raw, **more):
    return ingest([raw], tidy=raw.parent / "tidy", **{"fecha_cargue": DAY, **more})


def store_of(raw):
    return Store(raw.parent / "tidy")


def test_everything_of_an_entidad_meets_under_its_code(raw):
    write_sheets(raw / "ALCALDIA DE PRUEBA 1.xlsx", {"Recomendaciones": RECOMMENDATIONS})
    write_sheets(raw / "lideres.xlsx", {"Hoja": LEADERS})
    write_sheets(raw / "metas.xlsx", {"Hoja": TARGETS})
    report = load(raw)
    store = store_of(raw)
    found = [len(t("0001")) for t in (store.recomendaciones, store.responsables, store.metas)]
    assert (report.ok, report.exit_code, found) == (True, 0, [1, 1, 1])


def test_score_carries_its_cell(raw):
    load(raw)
    row = store_of(raw).indices("0001", indices=["control_interno"]).iloc[0]
    assert row[["puntaje_puntos", "fuente_fila", "fuente_columna", "fuente_hoja"]].tolist() == [
        50.25,
        4,
        "AH",
        "Territorio",
    ]


def test_no_personal_datum_reaches_the_tidy_folder(raw):
    write_sheets(raw / "lideres.xlsx", {"Hoja": LEADERS})
    load(raw)
    files = [path for path in store_of(raw).folder.rglob("*") if path.is_file()]
    assert not [path.name for path in files if b"Ruiz" in path.read_bytes()]
    assert "Ruiz" not in store_of(raw).hallazgos().to_csv()


def test_one_bad_file_does_not_stop_the_others(raw):
    (raw / "malo.xlsx").write_bytes(b"PK\x03\x04 no es un libro")
    report = load(raw)
    assert (report.ok, report.written, report.exit_code) == (False, True, 11)
    assert len(store_of(raw).entidades()) == 3
    assert report.quality.set_index("archivo").loc["malo.xlsx", "estado"] == "rechazado"


def test_nothing_valid_writes_nothing_and_the_former_load_stays(raw):
    load(raw)
    bad = raw.parent / "otra"
    bad.mkdir()
    (bad / "malo.xlsx").write_bytes(b"PK\x03\x04 no es un libro")
    report = ingest([bad], tidy=raw.parent / "tidy")
    assert (report.written, report.exit_code) == (False, 11)
    assert len(store_of(raw).entidades()) == 3
    assert not (raw.parent / "tidy.anterior").exists()


def test_first_load_with_nothing_valid_makes_no_folder(tmp_path):
    (tmp_path / "malo.xlsx").write_bytes(b"PK\x03\x04 no es un libro")
    ingest([tmp_path / "malo.xlsx"], tidy=tmp_path / "tidy")
    assert not (tmp_path / "tidy").exists()


def test_contradictory_files_both_lose_that_figure_and_keep_the_rest(raw):
    write_results(raw / "corregido_vig2025_territorio.xlsx", change=99.0)
    report = load(raw)
    own = store_of(raw).indices("0001")
    (told,) = [f for f in report.findings if f.tipo == "valores distintos entre archivos"]
    assert "control_interno" not in set(own["indice"])
    assert len(own) == len(official_header(2025)) - 8
    assert "«50.25» en" in told.mensaje
    assert "«99» en" in told.mensaje


def test_copy_of_a_file_is_loaded_once_and_told(raw):
    copy = raw / "copia"
    copy.mkdir()
    (source,) = raw.glob("*.xlsx")
    (copy / source.name).write_bytes(source.read_bytes())
    report = load(raw)
    assert "archivo repetido" in kinds_of(report.findings)
    assert len(store_of(raw).entidades()) == 3


def test_file_without_codes_is_recognised_by_name(raw):
    write_text(raw / "abierta.csv", long_table(codigo="", nombre=NAME))
    report = load(raw)
    assert store_of(raw).entidades(2021)["entidad_id"].tolist() == ["0001"]
    assert "entidad reconocida por nombre" in kinds_of(report.findings)


def test_recommendations_of_an_entidad_without_results_are_kept_and_told(raw):
    rows = [RECOMMENDATIONS[0], ("Entidad:", "ALCALDÍA DE OTRA"), *RECOMMENDATIONS[2:]]
    write_sheets(raw / "ALCALDIA DE OTRA.xlsx", {"Recomendaciones": rows})
    report = load(raw)
    assert store_of(raw).recomendaciones()["entidad_id"].tolist() == ["alcaldia-de-otra"]
    assert "entidad sin resultados cargados" in kinds_of(report.findings)


def test_id_of_a_recommendation_does_not_depend_on_how_the_entidad_is_named(raw, tmp_path):
    write_sheets(raw / "ALCALDIA DE PRUEBA 1.xlsx", {"Recomendaciones": RECOMMENDATIONS})
    load(raw)
    by_name = store_of(raw).recomendaciones()["recomendacion_id"].tolist()
    coded = [RECOMMENDATIONS[0], ("Código Sigep:", "0001"), *RECOMMENDATIONS[2:]]
    (raw / "ALCALDIA DE PRUEBA 1.xlsx").unlink()
    write_sheets(raw / "recomendaciones.xlsx", {"Recomendaciones": coded})
    load(raw)
    assert store_of(raw).recomendaciones()["recomendacion_id"].tolist() == by_name


def test_folder_of_many_small_files_is_loaded(raw):
    write_results(raw / "Resultados_vig2025_territorio.xlsx", n_rows=40)
    for n in range(1, 41):
        name = f"ALCALDÍA DE PRUEBA {n}"
        rows = [RECOMMENDATIONS[0], ("Entidad:", name), *RECOMMENDATIONS[2:]]
        write_sheets(raw / f"{name}.xlsx", {"Recomendaciones": rows})
    report = load(raw)
    assert store_of(raw).recomendaciones()["entidad_id"].nunique() == 40
    assert len(report.quality) == 41


def test_declarations_beside_the_files_are_used_and_recorded(raw):
    write_sheets(raw / "lideres.xlsx", {"Hoja": [("Política", "Oficina"), ("Integridad", "TIC")]})
    text = '[[fuente]]\narchivo = "lideres*"\nvigencia = 2025\nentidad = "0002"\nficticio = true\n'
    (raw / "fuentes.toml").write_text(text, encoding="utf-8")
    load(raw)
    assert store_of(raw).responsables("0002")["vigencia"].tolist() == [2025]
    assert store_of(raw).info().es_ficticio
    assert [file.archivo for file in store_of(raw).info().declaraciones] == ["fuentes.toml"]


def test_findings_are_written_for_a_spreadsheet_and_as_a_table(raw):
    write_sheets(raw / "lideres.xlsx", {"Hoja": LEADERS})
    report = load(raw)
    text = (store_of(raw).folder / "hallazgos.csv").read_text(encoding="utf-8")
    assert text.startswith("\ufeffarchivo;hoja;fila;columna;valor;tipo;gravedad;mensaje;accion")
    assert len(store_of(raw).hallazgos()) == len(report.findings) > 0


def test_loading_again_changes_nothing(raw):
    load(raw)
    assert load(raw).changes.lines() == ["Cambios desde el cargue del 2026-06-26: ninguno"]


def test_changed_score_is_shown_before_and_after(raw):
    load(raw)
    write_results(raw / "Resultados_vig2025_territorio.xlsx", change=99.0)
    lines = load(raw).changes.lines()
    assert lines[1:] == [
        "  indices: 0 filas agregadas, 0 quitadas, 1 cambiadas",
        "    0001, 2025, control_interno: 50,25 → 99",
    ]


def test_sidecar_repeats_the_options_of_the_load(raw):
    rows = [("Código Sigep", "1"), LEADERS[1][:2], LEADERS[2][:2]]
    write_sheets(raw / "lideres_2025.xlsx", {"Hoja": rows})
    assert load(raw, vigencia_del_nombre=True).ok
    assert store_of(raw).info().opciones == ("--vigencia-del-nombre",)


def test_load_is_stale_when_a_file_or_a_declaration_changes(raw):
    (raw / "fuentes.toml").write_text('[[fuente]]\narchivo = "*.xlsx"\nficticio = true\n')
    load(raw)
    store_of(raw).check(load_catalog())
    (raw / "fuentes.toml").write_text('[[fuente]]\narchivo = "*.xlsx"\n')
    with pytest.raises(ConfigError, match=r"cambió después del cargue: fuentes\.toml"):
        store_of(raw).check(load_catalog())


def test_mending_a_refused_file_makes_the_load_stale(raw):
    (raw / "malo.xlsx").write_bytes(b"PK\x03\x04 no es un libro")
    load(raw)
    write_sheets(raw / "malo.xlsx", {"Hoja": LEADERS})
    with pytest.raises(ConfigError, match=r"malo\.xlsx"):
        store_of(raw).check(load_catalog())


def test_sample_loads_whole_and_without_refusals(sample):
    info = Store(sample / "tidy").info()
    assert info.es_ficticio
    assert set(info.counts) >= {"entidades", "indices", "recomendaciones", "responsables", "metas"}
    assert all(file.filas for file in info.files)
