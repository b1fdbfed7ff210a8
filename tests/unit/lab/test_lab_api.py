"""The API of an analyst: small, stable, documented, and its examples run."""

import doctest
import inspect
from pathlib import Path

import pandas as pd
import pytest
from report_builders import assert_golden

from mipg_helpers import abrir
from mipg_helpers.lab import api, api_charts
from mipg_helpers.lab.api import Datos
from mipg_helpers.lab.api_charts import Graficos
from mipg_helpers.presentation.display import Displayed

MAIN, VIGENCIA = "0001", 2025
MOST_NAMES = 18


@pytest.fixture(scope="module")
def datos(sample):
    return abrir(sample / "tidy")


def public(kind):
    return [name for name in vars(kind) if not name.startswith("_")]


def signature(function):
    """Write a signature as an analyst calls it."""
    return (
        str(inspect.signature(function)).replace("'", "").replace("self, ", "").replace("self", "")
    )


def ask(datos):
    """Ask for every table of the dictionary once."""
    return {
        "puntajes": datos.puntajes(vigencia=VIGENCIA),
        "matriz": datos.matriz(VIGENCIA),
        "entidades": datos.entidades(),
        "recomendaciones": datos.recomendaciones(entidad=MAIN, vigencia=VIGENCIA),
        "responsables": datos.responsables(MAIN),
        "metas": datos.metas(MAIN),
        "acciones": datos.acciones(MAIN, VIGENCIA),
        "hallazgos": datos.hallazgos(),
        "grupo_par": datos.grupo_par(MAIN, VIGENCIA, "gobierno_digital"),
        "brechas": datos.brechas(MAIN, VIGENCIA, "gobierno_digital"),
        "mejoras": datos.mejoras(VIGENCIA, "gobierno_digital"),
        "buscar": datos.buscar("villa"),
    }


@pytest.fixture(scope="module")
def asked(datos):
    return ask(datos)


def test_names_and_signatures_are_the_promised_ones():
    lines = [f"abrir{signature(abrir)}", "datos.politicas", "datos.graficos"]
    for place, kind in (("datos", Datos), ("datos.graficos", Graficos)):
        lines += [f"{place}.{name}{signature(getattr(kind, name))}" for name in public(kind)]
    assert_golden("api.txt", "\n".join(lines) + "\n")


def test_the_api_stays_small(datos):
    assert len([name for name in dir(datos) if not name.startswith("_")]) <= MOST_NAMES


@pytest.mark.parametrize("kind", [Datos, Graficos], ids=lambda kind: kind.__name__)
def test_every_name_has_a_docstring_with_an_example(kind):
    bare = [name for name in public(kind) if ">>> " not in (getattr(kind, name).__doc__ or "")]
    assert bare == []


def test_every_table_states_its_rows_its_key_and_its_units():
    for name in public(Datos):
        method = getattr(Datos, name)
        if method.__annotations__["return"] == "pd.DataFrame":
            assert "una fila por" in method.__doc__, name
            assert "lave" in method.__doc__, name
            assert "nidad" in method.__doc__, name
            assert "acío" in method.__doc__, name


@pytest.mark.parametrize("module", [api, api_charts], ids=lambda module: module.__name__)
def test_examples_run(module, datos):
    globs = {"datos": datos, "vigencia": VIGENCIA}
    for example in doctest.DocTestFinder().find(module, extraglobs=globs):
        runner = doctest.DocTestRunner(verbose=False)
        runner.run(example)
        assert runner.failures == 0, example.name


def test_every_table_has_the_columns_of_the_dictionary(asked, sample_space):
    tables = sample_space.catalog.consulta_tablas
    assert set(asked) == set(tables)
    for name, frame in asked.items():
        columns = list(frame)[: len(tables[name].columnas)]
        assert columns == list(tables[name].columnas), name


def test_the_key_of_every_table_is_unique(asked, sample_space):
    for name, known in sample_space.catalog.consulta_tablas.items():
        if known.clave:
            assert not asked[name].duplicated(list(known.clave)).any(), name


def test_tables_count_their_rows_from_zero(asked):
    for name, frame in asked.items():
        assert list(frame.index) == list(range(len(frame))), name


def test_what_is_done_with_a_table_does_not_reach_the_next(datos):
    first = ask(datos)
    kept = {name: frame.copy() for name, frame in first.items()}
    for frame in first.values():
        del frame["entidad_id" if "entidad_id" in frame else "valor"]
    for name, frame in ask(datos).items():
        pd.testing.assert_frame_equal(frame, kept[name])


def test_a_then_b_then_a_gives_the_same_table(datos):
    first, _, again = (datos.brechas(name, VIGENCIA) for name in (MAIN, "0102", MAIN))
    pd.testing.assert_frame_equal(first, again)


def test_entidad_and_politica_go_by_name_too(datos):
    by_name = datos.brechas(
        "Alcaldía de Villa Muestra (ficticia)", VIGENCIA, datos.politicas["Gobierno Digital"]
    )
    pd.testing.assert_frame_equal(by_name, datos.brechas(MAIN, VIGENCIA, "Gobierno Digital"))


@pytest.mark.parametrize("name", public(Graficos))
def test_every_chart_of_a_meci_entidad_shows_itself_or_says_why_not(datos, name):
    extra = ("control_interno",) if name == "subindices" else ()
    shown = getattr(datos.graficos, name)("0102", VIGENCIA, *extra)
    assert isinstance(shown, Displayed)
    assert shown.blocks[0]["type"] in {"figure", "callout"}


def test_it_says_what_is_loaded_and_that_it_is_fictitious(datos):
    text = datos._repr_mimebundle_()["text/plain"]
    assert text.startswith("Datos ficticios.")
    assert "465 entidades, vigencias 2018" in text
    assert "datos.brechas(entidad, vigencia)" in text


def test_importing_the_api_loads_no_drawing_library(python):
    loaded = python(
        "import sys, mipg_helpers.lab.api; print(*(n.split('.')[0] for n in sys.modules))"
    )
    assert not {"matplotlib", "ipywidgets", "typst"} & set(loaded.split())


def test_the_package_offers_it_without_importing_it(python):
    said = python(
        "import sys, mipg_helpers as m; print('abrir' in dir(m), 'pandas' in sys.modules)"
    )
    assert said.split() == ["True", "False"]


def test_an_unknown_name_of_the_package_is_an_ordinary_error(python):
    assert Path(inspect.getfile(abrir)).name == "opening.py"
    assert python("import mipg_helpers as m; print(hasattr(m, 'cerrar'))").strip() == "False"
