"""Names an analyst types: completed with Tab, and one Spanish sentence for a wrong one."""

import copy
import pickle

import pytest
from IPython.core.completer import provisionalcompleter
from IPython.core.interactiveshell import InteractiveShell

from mipg_helpers import abrir
from mipg_helpers.errors import MipgError, ParameterError, ReferenceDataError
from mipg_helpers.lab.api_names import UnknownNameError, politica_id
from mipg_helpers.reference import load_catalog

MAIN, VIGENCIA = "0001", 2025


@pytest.fixture(scope="module")
def datos(sample):
    return abrir(sample / "tidy")


@pytest.fixture(scope="module")
def completed(datos):
    """Complete a line as a notebook does."""
    shell = InteractiveShell(history_length=0)
    shell.user_ns |= {"datos": datos, "politicas": datos.politicas}

    def complete(line):
        with provisionalcompleter():
            return [one.text for one in shell.Completer.completions(line, len(line))]

    yield complete
    shell.history_manager.end_session() if shell.history_manager else None


def test_an_attribute_of_a_politica_is_its_canonical_id(datos):
    assert datos.politicas.gobierno_digital == "gobierno_digital"
    assert set(dir(datos.politicas)) == {
        item.politica for year in range(2018, 2026) for item in load_catalog().politicas(year)
    }


def test_tab_completes_politicas_tables_and_charts(completed):
    assert completed("datos.politicas.gob") == ["gobierno_digital"]
    assert completed("datos.brechas('1', 2, datos.politicas.tram") == ["tramites"]
    assert {"brechas", "politicas"} <= set(completed("datos."))
    assert "tendencia" in completed("datos.graficos.")
    assert completed("politicas['Gob") == ["Gobierno Digital"]


@pytest.mark.parametrize("text", ["gobierno_digital", "Gobierno Digital", "GOBIERNO  DIGITAL"])
def test_a_politica_is_named_by_id_or_name(text):
    assert politica_id(load_catalog(), text) == "gobierno_digital"


def test_politica_of_another_model_is_refused_with_its_vigencia():
    with pytest.raises(ReferenceDataError, match="no existía en la vigencia 2018"):
        politica_id(load_catalog(), "compras", 2018)


@pytest.mark.parametrize(
    ("ask", "kind", "sentence"),
    [
        (lambda d: d.puntaje, UnknownNameError, "datos: no existe «puntaje»"),
        (lambda d: d.politicas.gobierno_dijital, UnknownNameError, "«gobierno_digital»"),
        (lambda d: d.politicas["Gobierno Dijital"], ReferenceDataError, "«Gobierno Digital»"),
        (lambda d: d.graficos.tendensia, UnknownNameError, "¿Quiso decir «tendencia»"),
        (lambda d: d.brechas(MAIN, VIGENCIA, "integridat"), ReferenceDataError, "«integridad»"),
        (lambda d: d.brechas("villa muestra", VIGENCIA), ReferenceDataError, "¿Quiso decir"),
        (lambda d: d.brechas(MAIN, 2031), ReferenceDataError, "2031"),
        (lambda d: d.puntajes(vigencia=2031), ReferenceDataError, "«2031» no está cargada"),
        (lambda d: d.brechas(MAIN, str(VIGENCIA)), ReferenceDataError, "es un texto; se esperaba"),
        (lambda d: d.puntajes(nivel="política"), ParameterError, "dimension, idi, indice"),
        (lambda d: d.diccionario("brecha"), ReferenceDataError, "¿Quiso decir «brechas»"),
        (lambda d: d.mejoras(VIGENCIA, desde=2021), ReferenceDataError, "no se comparan. Entre"),
        (lambda d: d.mejoras(VIGENCIA, desde=2031), ReferenceDataError, "«2031» no está cargada"),
        (
            lambda d: d.que_pasaria_si(MAIN, VIGENCIA, "gobierno_digital", ["I99"]),
            ReferenceDataError,
            "no está «I99»",
        ),
    ],
)  # fmt: skip
def test_a_wrong_name_is_one_spanish_sentence_with_the_near_ones(datos, ask, kind, sentence):
    with pytest.raises(kind, match=sentence):
        ask(datos)


def test_a_code_written_as_a_number_finds_its_entidad(datos):
    assert datos.entidad(1) == MAIN


def test_what_jupyter_asks_for_is_quietly_missing(datos):
    for one in (datos, datos.politicas, datos.graficos):
        assert not hasattr(one, "_ipython_display_")
        assert not hasattr(one, "_repr_png_")


def test_a_copy_of_the_politicas_still_knows_them(datos):
    assert copy.copy(datos.politicas).integridad == "integridad"


def test_unknown_name_survives_pickling():
    error = UnknownNameError("datos", "no existe «x»", hint="¿Quiso decir «y»?")
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_a_notebook_shows_the_message_without_a_traceback(capsys):
    shell = InteractiveShell(history_length=0)
    shell.user_ns["error"] = MipgError("datos", "no existe «x»", hint="¿Quiso decir «y»?")
    shell.run_cell("raise error")
    assert capsys.readouterr().out == "datos: no existe «x»\nSugerencia: ¿Quiso decir «y»?\n"
