import pytest
from workbook_builders import write_text

from mipg_helpers.errors import SourceFileError
from mipg_helpers.reference import load_catalog
from mipg_helpers.sources.detect import read_sheets
from mipg_helpers.sources.model import Declared
from mipg_helpers.sources.transcribed import tidy_transcribed

MINISTRY = Declared(entidad="0123")


@pytest.fixture
def tidy(tmp_path):
    def from_lines(*lines, declared=MINISTRY):
        sheets, _ = read_sheets(write_text(tmp_path / "tabla.csv", "\n".join(lines) + "\n"))
        return tidy_transcribed(sheets, declared, load_catalog())

    return from_lines


def found(parsed):
    return {
        (row.indice, row.vigencia): row.puntaje_puntos
        for row in parsed.indices.itertuples(index=False)
    }


def test_each_vigencia_stands_in_its_column(tidy):
    parsed = tidy("indice,2023,2024", "POL04 Gestión Presupuestal,88.00,77.27")
    assert found(parsed) == {("presupuesto", 2023): 88.0, ("presupuesto", 2024): 77.27}
    assert parsed.indices["fuente_columna"].tolist() == ["B", "C"]


def test_redefined_index_gets_the_id_of_each_vigencia(tidy):
    parsed = tidy("indice,2024,2025", "i28 (definición cambia en 2025),90,91")
    assert found(parsed) == {
        ("i28_accion_repeticion", 2024): 90.0,
        ("i28_patrimonio_publico", 2025): 91.0,
    }


@pytest.mark.parametrize(
    ("label", "indice"),
    [
        ("i66 Información y comunicación para el control", "i66"),
        ("i67 Actividades de monitoreo sistemáticas", "i67"),
        ("POL06 Fortalecimiento Organizacional", "fortalecimiento"),
        ("D2 Direccionamiento Estratégico y Planeación", "d2"),
        ("Índice de Desempeño Institucional", "idi"),
    ],
)
def test_shortened_name_is_confirmed_by_its_code(tidy, label, indice):
    assert found(tidy("indice,2025", f"{label},80")) == {(indice, 2025): 80.0}


def test_name_that_contradicts_its_code_is_not_loaded(tidy):
    parsed = tidy("indice,2025", "POL07 Gobierno Digital,80", "i24 Asignación de recursos,90")
    assert list(found(parsed)) == [("gobierno_digital", 2025)]
    (finding,) = parsed.findings
    assert (finding.tipo, finding.fila) == ("nombre y código no concuerdan", 3)
    assert "no se cargó en 2025" in finding.mensaje


def test_code_is_checked_in_every_vigencia(tidy):
    parsed = tidy("indice,2021,2023", "POL06 Fortalecimiento Organizacional,80,90")
    assert list(found(parsed)) == [("fortalecimiento", 2023)]
    assert "no se cargó en 2021" in parsed.findings[0].mensaje


def test_blank_cell_was_not_transcribed(tidy):
    parsed = tidy("indice,2024,2025", "POL07 Gobierno Digital,,81")
    assert found(parsed) == {("gobierno_digital", 2025): 81.0}


def test_mark_of_not_applicable_is_kept_without_points(tidy):
    row = tidy("indice,2024", "POL07 Gobierno Digital,N/A").indices.iloc[0]
    assert row["motivo_vacio"] == "no_aplica"


def test_bad_score_is_told_with_its_cell(tidy):
    parsed = tidy("indice,2024,2025", "POL07 Gobierno Digital,80,810")
    assert len(parsed.indices) == 1
    assert parsed.findings[0].columna == "C «2025»"


def test_code_declared_by_the_operator_identifies_the_entidad(tidy):
    parsed = tidy("indice,2025", "IDI,80", declared=Declared(entidad="123", ficticio=True))
    assert parsed.entidades["entidad_id"].tolist() == ["0123"]
    assert parsed.entidades["es_ficticia"].tolist() == [True]


def test_declared_name_identifies_the_entidad(tidy):
    parsed = tidy("indice,2025", "IDI,80", declared=Declared(entidad="Ministerio de Pruebas"))
    assert parsed.indices["entidad_id"].tolist() == ["ministerio-de-pruebas"]
    assert parsed.entidades["nombre_entidad"].tolist() == ["Ministerio de Pruebas"]


def test_column_may_name_the_entidad(tidy):
    lines = ("Entidad,indice,2025", "Ministerio de Pruebas,IDI,80")
    parsed = tidy(*lines, declared=Declared())
    assert parsed.entidades["nombre_entidad"].tolist() == ["Ministerio de Pruebas"]


def test_table_of_several_entidades_is_refused(tidy):
    lines = ("Entidad,indice,2025", "Ministerio A,IDI,80", "Ministerio B,IDI,81")
    with pytest.raises(SourceFileError, match="varias entidades: «Ministerio A», «Ministerio B»"):
        tidy(*lines, declared=Declared())


def test_table_without_any_index_is_refused(tidy):
    with pytest.raises(SourceFileError, match="ningún puntaje"):
        tidy("indice,2025", "Población,80")


@pytest.mark.real
def test_real_table_is_read_whole(real_data):
    sheets, _ = read_sheets(real_data / "minsalud_furag_2023_2025.csv")
    parsed = tidy_transcribed(sheets, MINISTRY, load_catalog())
    assert parsed.findings == []
    assert len(parsed.indices) == 13 * 3
    scores = found(parsed)
    assert scores["presupuesto", 2024] == 77.27
    assert ("i28_accion_repeticion", 2025) not in scores
