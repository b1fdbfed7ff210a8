from datetime import date

import pytest
from reference_builders import append_rows, copy_reference, replace_text

from mipg_helpers.errors import ReferenceDataError
from mipg_helpers.reference import load_catalog
from mipg_helpers.sources.model import KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_source_has_a_layout(kind):
    assert any(column.es_obligatorio for column in load_catalog().layout(kind))


def column(kind, campo):
    return next(item for item in load_catalog().layout(kind) if item.campo == campo)


@pytest.mark.parametrize(
    ("kind", "campo", "header"),
    [
        ("resultados", "codigo_sigep", "código sigep"),
        ("tabla_abierta", "nombre_indice", "ndice"),
        ("tabla_abierta", "grupo_maximo_puntos", "m ximo grupo par"),
        ("tabla_abierta", "naturaleza_juridica", "naturaleza juridica"),
        ("recomendaciones", "politica_relacionada", "politica relacionada"),
        ("responsables", "politica", "politicas de gestion y desempeno institucional"),
        ("responsables", "dimension", "dimensiones"),
        ("responsables", "responsable_dependencia", "responsables"),
        ("metas", "linea_base_puntos", "linea base"),
    ],
)
def test_headers_seen_in_files_are_known(kind, campo, header):
    plain = header.replace("ó", "o")
    assert plain in column(kind, campo).claves


def test_layout_shows_the_principal_spelling():
    assert column("resultados", "codigo_sigep").etiqueta == "Código Sigep"


def test_unknown_layout_is_refused_with_the_list():
    with pytest.raises(ReferenceDataError, match="no hay clase de archivo «otra»") as caught:
        load_catalog().layout("otra")
    assert "resultados" in caught.value.expected


def test_one_header_for_two_fields_is_refused(tmp_path):
    folder = copy_reference(tmp_path / "reference")
    append_rows(folder, "layouts/resultados.csv", "sector,Entidad,no,no,Prueba,")
    with pytest.raises(ReferenceDataError, match="'Entidad' ya es del campo 'nombre_entidad'"):
        load_catalog(folder)


def test_fields_of_a_table_keep_their_order():
    names = [item.campo for item in load_catalog().fields("metas")]
    assert names[:4] == ["entidad_id", "vigencia", "nivel", "indice"]


@pytest.mark.parametrize(
    ("table", "key"),
    [
        ("entidades", ["entidad_id", "vigencia"]),
        ("indices", ["entidad_id", "vigencia", "indice"]),
        ("recomendaciones", ["recomendacion_id"]),
        ("responsables", ["entidad_id", "vigencia", "politica"]),
        ("metas", ["entidad_id", "vigencia", "indice"]),
        ("hallazgos", []),
    ],
)
def test_keys_of_the_tidy_tables(table, key):
    assert [item.campo for item in load_catalog().fields(table) if item.es_clave] == key


def test_scores_run_from_0_to_100_and_may_be_missing():
    item = next(f for f in load_catalog().fields("indices") if f.campo == "puntaje_puntos")
    assert (item.tipo, item.minimo, item.maximo, item.admite_vacio) == ("decimal", 0, 100, True)


def test_allowed_values_are_listed():
    item = next(f for f in load_catalog().fields("hallazgos") if f.campo == "gravedad")
    assert item.valores == ("aviso", "error")


def test_dictionary_names_its_tables():
    assert "hallazgos" in load_catalog().tables


def test_calendar_is_sorted_and_inside_its_year():
    days = [entry.fecha for entry in load_catalog().calendar(2026)]
    assert days == sorted(days)
    assert {day.year for day in days} == {2026}


def test_calendar_unpacks_into_three():
    fecha, hito, fuente = load_catalog().calendar(2025)[0]
    assert isinstance(fecha, date)
    assert hito
    assert fuente


def test_plans_of_decreto_612_are_due_on_31_january():
    milestones = {entry.hito: entry.fecha for entry in load_catalog().calendar(2026)}
    due = next(day for text, day in milestones.items() if "Decreto 612" in text)
    assert due == date(2026, 1, 31)


def test_dates_that_move_belong_to_their_year_only():
    def forms(year):
        return [e.fecha for e in load_catalog().calendar(year) if "FURAG" in e.hito]

    assert forms(2026) == [date(2026, 3, 3), date(2026, 4, 17)]
    assert forms(2031) == []


def test_follow_up_of_plans_starts_with_its_circular():
    def follow_ups(year):
        return [e for e in load_catalog().calendar(year) if "planes de mejoramiento" in e.hito]

    assert (len(follow_ups(2025)), len(follow_ups(2026))) == (0, 4)


def test_row_of_one_year_replaces_the_yearly_one(tmp_path):
    folder = copy_reference(tmp_path / "reference")
    append_rows(folder, "calendario.csv", "planes_612,2026,2026,02-15,Plazo movido,A,Prueba,")
    found = {entry.hito: entry.fecha for entry in load_catalog(folder).calendar(2026)}
    assert found["Plazo movido"] == date(2026, 2, 15)
    assert not any("Decreto 612" in text for text in found)


@pytest.mark.parametrize("day", ["31-01", "02-30", "02-29", "enero", ""])
def test_impossible_day_is_refused(tmp_path, day):
    folder = copy_reference(tmp_path / "reference")
    append_rows(folder, "calendario.csv", f"zz,,,{day},Algo,A,Prueba,")
    with pytest.raises(ReferenceDataError, match=r"calendario.csv, fila \d+, columna 'fecha'"):
        load_catalog(folder)


@pytest.mark.parametrize(
    ("nivel", "day"),
    [
        ("alta", date(2026, 9, 30)),
        ("media", date(2026, 10, 31)),
        ("baja", date(2026, 11, 30)),
        ("sin_dato", date(2026, 11, 30)),
    ],
)
def test_proposed_end_depends_on_the_priority(nivel, day):
    assert load_catalog().plan_defaults().end(nivel, 2026) == day


def test_proposed_dates_stay_inside_the_year_of_the_plan():
    plan = load_catalog().plan_defaults()
    assert plan.start(2026) == date(2026, 7, 1)
    assert plan.last_day(2026) == date(2026, 12, 31)


def test_priority_rule_adds_up_to_one():
    rule = load_catalog().priority_rule()
    assert sum(weight for _, weight in rule.pesos) == pytest.approx(1)
    assert (rule.umbral_alta, rule.umbral_media, rule.minimo_grupo) == (15, 5, 5)


def test_priority_rule_says_that_nothing_is_official():
    assert "No hay un umbral oficial" in load_catalog().priority_rule().nota


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("prioridad.toml", "brecha_meta = 0.4", "brecha_meta = 0.5", "los pesos no suman 1"),
        ("prioridad.toml", "alta = 15.0", "alta = 4.0", "0 < media < alta"),
        ("prioridad.toml", "minimo_grupo = 5", "", "faltan las entradas minimo_grupo"),
        ("prioridad.toml", "[pesos]", "[pesos", "no está bien escrito en TOML"),
        ("plan.toml", '"07-01"', '"07-32"', "'07-32' no es un día"),
        ("plan.toml", 'otros = "11-30"', "", "faltan las entradas otros"),
    ],
)
def test_broken_settings_are_refused(tmp_path, name, old, new, message):
    folder = copy_reference(tmp_path / "reference")
    replace_text(folder, name, old, new)
    with pytest.raises(ReferenceDataError, match=message):
        load_catalog(folder)


def test_bands_are_five_levels_from_0_to_100():
    bands = load_catalog().bandas_autodiagnostico()
    assert [(b.desde_puntos, b.hasta_puntos) for b in bands] == [
        (0, 20),
        (21, 40),
        (41, 60),
        (61, 80),
        (81, 100),
    ]
    assert not any("uintil" in b.etiqueta for b in bands)


def test_twelve_plans_of_decreto_612():
    plans = load_catalog().planes_612()
    assert [plan.numero for plan in plans] == list(range(1, 13))
    assert [plan.politica for plan in plans] == [
        "gestion_documental",
        "compras",
        *["talento_humano"] * 6,
        "transparencia",
        "gobierno_digital",
        *["seguridad_digital"] * 2,
    ]


def test_names_of_the_twelve_plans():
    names = [plan.plan for plan in load_catalog().planes_612()]
    assert names[0] == "Plan Institucional de Archivos de la Entidad – PINAR"
    assert names[8] == "Plan Anticorrupción y de Atención al Ciudadano"
    assert names[11] == "Plan de Seguridad y Privacidad de la Información"
