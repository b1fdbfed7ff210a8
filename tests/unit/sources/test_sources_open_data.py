import numpy as np
import pandas as pd
import pytest
from workbook_builders import write_text

from mipg_helpers.errors import DataValidationError
from mipg_helpers.reference import load_catalog
from mipg_helpers.sources.detect import read_sheets
from mipg_helpers.sources.model import Declared
from mipg_helpers.sources.open_data import tidy_open_data
from mipg_helpers.sources.sigep_codes import RESTORED

FULL = (
    "CÓDIGO_SIGEP;ENTIDAD;ORDEN;SECTOR;NATURALEZA_JURÍDICA;ID_DEPARTAMENTO;DEPARTAMENTO;"
    "ID_MUNICIPIO;MUNICIPIO;VIGENCIA;ID_ÍNDICE;ÍNDICE;PUNTAJE ENTIDAD;PROMEDIO GRUPO PAR;"
    "MÁXIMO GRUPO PAR;MÍNIMO GRUPO PAR;QUINTIL GRUPO PAR;PERCENTIL GRUPO PAR"
)
ROW = (
    "1.234;ALCALDÍA DE PRUEBA;TERRITORIAL;;ALCALDÍA;15;Ejemplo;15.001;Muestra;2.021;POL06;"
    "Gobierno Digital;61,5;55,2;99,6;10,0;3;62,5"
)
SHORT = "ENTIDAD;DEPARTAMENTO;MUNICIPIO;VIGENCIA;ID_ÍNDICE;ÍNDICE;PUNTAJE ENTIDAD"


@pytest.fixture
def tidy(tmp_path):
    def from_lines(*lines, encoding="utf-8", declared=None):
        path = write_text(tmp_path / "tabla.csv", "\n".join(lines) + "\n", encoding)
        sheets, _ = read_sheets(path)
        return tidy_open_data(sheets, declared or Declared(), load_catalog())

    return from_lines


def kinds(parsed):
    """Name the findings, but for the one that ROW's marked code always gives."""
    return [finding.tipo for finding in parsed.findings if finding.tipo != RESTORED]


def test_rule_that_restores_a_code_is_stated(tidy):
    (found,) = [finding for finding in tidy(FULL, ROW).findings if finding.tipo == RESTORED]
    assert "«1.234» es 1234" in found.mensaje
    assert found.gravedad == "aviso"


def test_row_becomes_entidad_and_index(tidy):
    parsed = tidy(FULL, ROW)
    entidad, indice = parsed.entidades.iloc[0], parsed.indices.iloc[0]
    assert (entidad["entidad_id"], entidad["vigencia"], entidad["orden"]) == (
        "1234",
        2021,
        "territorio",
    )
    assert (indice["indice"], indice["codigo"], indice["puntaje_puntos"]) == (
        "gobierno_digital",
        "POL06",
        61.5,
    )
    assert (indice["fuente_fila"], indice["fuente_columna"]) == (2, "M")


def test_group_figures_are_kept_as_official(tidy):
    row = tidy(FULL, ROW).indices.iloc[0]
    columns = ["grupo_media_puntos", "grupo_maximo_puntos", "grupo_minimo_puntos"]
    assert row[[*columns, "grupo_quintil", "grupo_percentil"]].tolist() == [55.2, 99.6, 10, 3, 62.5]


@pytest.mark.parametrize("year", ["2021", "2.021", "2,021"])
def test_thousands_mark_of_the_year_is_dropped(tidy, year):
    assert tidy(FULL, ROW.replace("2.021", year)).vigencias == (2021,)


def test_table_saved_again_with_excel_reads_the_same(tidy):
    pd.testing.assert_frame_equal(
        tidy(FULL, ROW, encoding="cp1252").indices.drop(columns="fuente_sha256"),
        tidy(FULL, ROW).indices.drop(columns="fuente_sha256"),
    )


def test_names_of_the_query_interface_are_understood(tidy):
    header = (
        "c_digo_sigep,entidad,departamento,vigencia,id_ndice,ndice,puntaje_entidad,"
        "m_ximo_grupo_par,m_nimo_grupo_par"
    )
    parsed = tidy(header, "28,ALCALDÍA,Ejemplo,2021,POL06,Gobierno Digital,61.5,99.6,10.0")
    row = parsed.indices.iloc[0]
    assert (row["entidad_id"], row["puntaje_puntos"], row["grupo_maximo_puntos"]) == (
        "0028",
        61.5,
        99.6,
    )


@pytest.mark.parametrize(("nombre", "tipo"), [("", "nombre faltante"), ("A" * 501, "larguísimo")])
def test_row_without_a_name_that_could_be_one_is_an_error(tidy, nombre, tipo):
    good = "ALCALDÍA DE CHITA;Boyacá;Chita;2021;POL06;Gobierno Digital;50,0"
    parsed = tidy(SHORT, good, f"{nombre};Boyacá;Chita;2021;POL06;Gobierno Digital;50,0")
    assert len(parsed.entidades) == 1
    (error,) = [one for one in parsed.findings if one.gravedad == "error"]
    assert tipo in error.tipo
    assert error.fila == 3


def test_entidad_without_code_is_known_by_name_and_departamento(tidy):
    parsed = tidy(SHORT, "ALCALDÍA DE\u00a0CHITA;Boyacá;Chita;2021;POL06;Gobierno Digital;50,0")
    assert parsed.entidades["entidad_id"].tolist() == ["alcaldia-de-chita--boyaca"]
    assert parsed.entidades["nombre_entidad"].tolist() == ["ALCALDÍA DE CHITA"]
    assert kinds(parsed) == ["espacios en nombres"]


def test_same_name_in_two_departamentos_is_two_entidades(tidy):
    rows = [f"ALCALDÍA DE CALDAS;{d};Caldas;2021;POL06;Gobierno Digital;50,0" for d in "AB"]
    assert len(tidy(SHORT, *rows).entidades) == 2


def test_codes_are_read_with_the_numbering_of_each_row(tidy):
    rows = [
        f"ALCALDÍA;Ejemplo;Muestra;{v};{c};Gobierno Digital;50,0"
        for v, c in ((2021, "POL06"), (2023, "POL07"))
    ]
    parsed = tidy(SHORT, *rows)
    assert parsed.indices["indice"].tolist() == ["gobierno_digital"] * 2
    assert len(parsed.entidades) == 2


def test_old_sub_index_is_not_the_new_one_of_the_same_code(tidy):
    name = "Empoderamiento de los ciudadanos mediante un Estado abierto"
    parsed = tidy(SHORT, f"ALCALDÍA;Ejemplo;Muestra;2021;I18;{name};50,0")
    assert parsed.indices["indice"].tolist() == ["gd2021_estado_abierto"]
    assert parsed.indices["codigo"].tolist() == ["I18"]


def test_unregistered_index_is_set_aside(tidy):
    start = "ALCALDÍA;Ejemplo;Muestra;2021"
    parsed = tidy(SHORT, f"{start};POL06;Gobierno Digital;50,0", f"{start};I99;Inventado;40,0")
    assert kinds(parsed) == ["índice sin registrar"]
    assert len(parsed.indices) == 1


def test_code_and_name_in_conflict_are_not_loaded(tidy):
    start = "ALCALDÍA;Ejemplo;Muestra;2023"
    rows = [f"{start};POL07;Gobierno Digital;50,0", f"{start};POL06;Gobierno Digital;40,0"]
    parsed = tidy(SHORT, *rows)
    assert kinds(parsed) == ["nombre y código no concuerdan"]
    assert parsed.indices["puntaje_puntos"].tolist() == [50.0]


def test_odd_values_of_the_group_do_not_lose_the_score(tidy):
    parsed = tidy(FULL, ROW.replace(";3;", ";alto;"))
    assert kinds(parsed) == ["no es un número"]
    assert np.isnan(parsed.indices["grupo_quintil"].iloc[0])
    assert parsed.indices["puntaje_puntos"].tolist() == [61.5]


def test_blank_score_is_not_applicable(tidy):
    row = tidy(FULL, ROW.replace("61,5", "")).indices.iloc[0]
    assert np.isnan(row["puntaje_puntos"])
    assert row["motivo_vacio"] == "no_aplica"


def test_identical_row_is_loaded_once_and_told(tidy):
    parsed = tidy(FULL, ROW, ROW)
    assert len(parsed.indices) == 1
    assert kinds(parsed) == ["fila repetida"]


@pytest.mark.parametrize(
    ("municipio", "tipo", "said"),
    [
        ("Muestra", "fila duplicada", "«ALCALDÍA» tiene dos puntajes de POL07 en 2023 (filas 2 y"),
        ("Otro", "entidad ambigua", "hay dos entidades «ALCALDÍA» en el mismo departamento"),
    ],
)
def test_second_figure_of_one_key_is_refused(tidy, municipio, tipo, said):
    end = "2023;POL07;Gobierno Digital"
    rows = [f"ALCALDÍA;Ejemplo;Muestra;{end};50,0", f"ALCALDÍA;Ejemplo;{municipio};{end};40,0"]
    with pytest.raises(DataValidationError) as error:
        tidy(SHORT, *rows)
    (found,) = error.value.failures
    assert (found.tipo, found.fila, found.valor) == (tipo, 3, "ALCALDÍA")
    assert found.mensaje.startswith(said)


def test_code_with_two_names_is_told(tidy):
    parsed = tidy(
        FULL, ROW, ROW.replace("POL06;Gobierno", "POL07;Seguridad").replace("DE PR", "PR")
    )
    assert kinds(parsed) == ["código con dos nombres"]


def test_note_below_the_table_is_told(tidy):
    assert kinds(tidy(FULL, ROW, "Fuente: Función Pública" + ";" * 17)) == ["fila sin dato"]


def test_declared_vigencia_must_be_in_the_table(tidy):
    with pytest.raises(
        DataValidationError, match="declarada es 2020 y la tabla trae 2021"
    ) as error:
        tidy(FULL, ROW, declared=Declared(vigencia=2020))
    assert error.value.failures[0].accion == "corrija la declaración"


def test_every_refused_year_is_told(tidy):
    with pytest.raises(DataValidationError) as caught:
        tidy(FULL, ROW, ROW.replace("2.021", "2016"), ROW.replace("2.021", "2099"))
    assert [finding.fila for finding in caught.value.failures] == [3, 4]


@pytest.mark.real
def test_real_table_is_accepted_whole(real_data):
    sheets, _ = read_sheets(real_data / "igd_2021_entidades.csv")
    parsed = tidy_open_data(sheets, Declared(), load_catalog())
    scores = parsed.indices["puntaje_puntos"]
    assert len(parsed.entidades) == len(parsed.indices) == 2921
    assert set(parsed.indices["indice"]) == {"gobierno_digital"}
    assert (scores.min(), (scores == 10).sum(), scores.max()) == (10.0, 20, 99.6)
    assert round(scores.mean(), 2) == 61.57
    assert all(finding.gravedad == "aviso" for finding in parsed.findings)


@pytest.mark.real
def test_real_names_contained_in_others_stay_apart(real_data):
    sheets, _ = read_sheets(real_data / "igd_2021_entidades.csv")
    entidades = tidy_open_data(sheets, Declared(), load_catalog()).entidades
    caldas = entidades[entidades["nombre_entidad"].str.startswith("ALCALDÍA DE CALDAS")]
    assert sorted(caldas["entidad_id"]) == [
        "alcaldia-de-caldas--antioquia",
        "alcaldia-de-caldas-boyaca--boyaca",
    ]
