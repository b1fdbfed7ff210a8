import pytest
from ingest_builders import kinds_of, table_sheet

from mipg_helpers.errors import DataValidationError, SourceFileError
from mipg_helpers.reference import load_catalog
from mipg_helpers.sources.model import Declared
from mipg_helpers.sources.self_assessment import tidy_self_assessment

TITLE = ("AUTODIAGNÓSTICO DE GESTIÓN POLÍTICA GOBIERNO DIGITAL",)
HEADER = (
    "Componentes", "Calificación", "Categoría", "Calificación", "Actividades de Gestión",
    "Puntaje", "Observaciones",
)  # fmt: skip
STATED = {"entidad": "0001", "vigencia": 2025}


def tidy(*rows, title=TITLE, archivo="libro.xlsx", hoja="Autodiagnóstico", merged=(), **declared):
    sheet = table_sheet(title, HEADER, *rows, archivo=archivo, hoja=hoja, merged=merged)
    return tidy_self_assessment([sheet], Declared(**{**STATED, **declared}), load_catalog())


def activity(text, score=None, component=None, category=None, note=None):
    return (component, 50, category, 60, text, score, note)


def levels(parsed):
    return parsed.autodiagnosticos[["componente", "categoria"]].to_numpy().tolist()


def test_activity_is_read_with_its_score_and_cell():
    row = tidy(activity("Publicar", 80, "TIC", "Datos", "ver acta")).autodiagnosticos.loc[0]
    assert (row["politica"], row["vigencia"], row["orden"]) == ("gobierno_digital", 2025, 1)
    assert (row["actividad"], row["puntaje_puntos"]) == ("Publicar", 80)
    assert (row["observaciones"], row["fuente_fila"], row["fuente_columna"]) == ("ver acta", 3, "F")


def test_vigencia_to_come_is_read_with_the_last_model_and_it_is_told():
    parsed = tidy(activity("Publicar", 80, "TIC", "Datos"), vigencia=2030)
    assert parsed.vigencias == (2030,)
    assert "vigencia sin registrar" in kinds_of(parsed.findings)


def test_merged_and_blank_cells_take_the_one_above_and_it_is_told():
    parsed = tidy(
        activity("uno", 1, "TIC", "A"), activity("dos", 2), activity("tres", 3, None, "B"),
        merged=[(2, 0, 4, 0)],
    )  # fmt: skip
    assert levels(parsed) == [["TIC", "A"], ["TIC", "A"], ["TIC", "B"]]
    told = [one.mensaje for one in parsed.findings if one.tipo == "celda heredada"]
    assert [text.rpartition(" ")[2] for text in told] == ["2", "1"]


def test_category_does_not_pass_to_another_component():
    parsed = tidy(activity("uno", 1, "TIC", "A"), activity("dos", 2, "Otro"))
    assert levels(parsed)[1] == ["Otro", ""]


def test_blank_score_stays_blank_and_zero_stays_zero():
    parsed = tidy(activity("uno", None, "TIC", "A"), activity("dos", 0))
    assert parsed.autodiagnosticos["puntaje_puntos"].isna().tolist() == [True, False]
    assert "1 de 2 actividades" in parsed.findings[-1].mensaje


def test_scores_out_of_range_are_refused_all_at_once():
    with pytest.raises(DataValidationError, match="2 problemas") as refused:
        tidy(activity("uno", 101, "TIC", "A"), activity("dos", "alto"), activity("tres", 100))
    assert [(one.fila, one.valor) for one in refused.value.failures] == [(3, "101"), (4, "alto")]


def test_total_without_activity_is_no_row():
    parsed = tidy(activity("uno", 10, "TIC", "A"), activity(None, 10))
    assert len(parsed.autodiagnosticos) == 1
    assert "puntaje sin actividad" in kinds_of(parsed.findings)


@pytest.mark.parametrize(
    ("title", "hoja", "archivo"),
    [
        (("AUTODIAGNÓSTICO POLÍTICA DE INTEGRIDAD",), "Autodiagnóstico", "libro.xlsx"),
        (("Autodiagnóstico",), "Integridad", "libro.xlsx"),
        (("Autodiagnóstico",), "Hoja1", "autodiagnostico_integridad_2025.xlsx"),
    ],
)
def test_politica_stands_in_title_sheet_or_file(title, hoja, archivo):
    parsed = tidy(activity("uno", 10), title=title, hoja=hoja, archivo=archivo)
    assert parsed.autodiagnosticos["politica"].tolist() == ["integridad"]


def test_workbook_of_no_politica_is_refused_with_the_way_out():
    with pytest.raises(SourceFileError, match="de qué política") as refused:
        tidy(activity("uno", 10), title=("Autodiagnóstico",))
    assert "autodiagnostico_gobierno_digital.xlsx" in refused.value.hint


def test_title_and_file_of_different_politicas_are_refused():
    with pytest.raises(SourceFileError, match="políticas distintas"):
        tidy(activity("uno", 10), archivo="integridad.xlsx")


def test_workbook_without_vigencia_is_refused():
    with pytest.raises(SourceFileError, match="no dice la vigencia"):
        tidy(activity("uno", 10), vigencia=None)


def test_instructions_are_skipped():
    sheets = [
        table_sheet(("Lea con cuidado",), hoja="Instrucciones"),
        table_sheet(TITLE, HEADER, activity("uno", 10), hoja="Autodiagnóstico"),
    ]
    parsed = tidy_self_assessment(sheets, Declared(**STATED), load_catalog())
    assert parsed.skipped_sheets == ("Instrucciones",)


def test_telephone_in_the_remarks_is_hidden():
    parsed = tidy(activity("uno", 10, note="Llamar al 300 123 45 67"))
    assert parsed.autodiagnosticos.loc[0, "observaciones"] == "Llamar al (dato personal)"
    assert kinds_of(parsed.findings) == ["dato personal"]
