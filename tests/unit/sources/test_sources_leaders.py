import pytest
from ingest_builders import kinds_of, table_sheet

from mipg_helpers.errors import DataValidationError, LayoutError, SourceFileError
from mipg_helpers.reference import load_catalog
from mipg_helpers.sources.leaders import tidy_leaders
from mipg_helpers.sources.model import Declared
from mipg_helpers.sources.text_files import read_text_table

TEMPLATE = (
    "Dimensión",
    "Política",
    "Líder (dependencia)",
    "Responsable (dependencia)",
    "Apoyo",
    "Delegado (cargo)",
    "Vigencia",
)
PRINTED = ("DIMENSIONES", "POLITICAS DE GESTION Y DESEMPEÑO INSTITUCIONAL", "RESPONSABLES")
SOCIAL = "Secretaría Social"


def tidy(*rows, header=TEMPLATE, merged=(), **declared):
    sheet = table_sheet(header, *rows, merged=merged)
    stated = {"entidad": "0001", **({} if header == TEMPLATE else {"vigencia": 2025}), **declared}
    return tidy_leaders([sheet], Declared(**stated), load_catalog())


def printed(*rows, merged=()):
    return tidy(*rows, header=PRINTED, merged=merged)


def template_row(politica, *units, vigencia=2025):
    lider, responsable, apoyo, delegado = (*units, "", "", "", "")[:4]
    return ("", politica, lider, responsable, apoyo, delegado, vigencia)


def only(parsed, tipo):
    return [finding for finding in parsed.findings if finding.tipo == tipo]


def column(parsed, name):
    return parsed.responsables[name].tolist()


# The template.


def test_template_row_is_read_whole():
    row = template_row("Integridad", "Secretaría General", "Talento Humano", "TIC", "Profesional")
    tidied = tidy(row).responsables.loc[0]
    names = ["lider_dependencia", "responsable_dependencia", "apoyo", "delegado_cargo"]
    assert tidied[names].tolist() == ["Secretaría General", "Talento Humano", "TIC", "Profesional"]
    assert tidied[["politica", "vigencia", "fuente_fila"]].tolist() == ["integridad", 2025, 2]


@pytest.mark.parametrize(
    "header", [("Política", "Dependencia líder"), ("Política", "Oficina"), ("Política", "Área")]
)
def test_synonyms_of_the_columns_are_read(header):
    assert len(tidy(("Integridad", SOCIAL), header=header).responsables) == 1


def test_unit_may_answer_for_several_politicas():
    rows = [template_row("Integridad", SOCIAL), template_row("Transparencia", SOCIAL)]
    assert column(tidy(*rows), "politica") == ["integridad", "transparencia"]


def test_blank_leader_in_the_template_is_nobody():
    parsed = tidy(template_row("Integridad", SOCIAL), template_row("Gobierno Digital"))
    assert column(parsed, "lider_dependencia") == [SOCIAL, ""]


def test_merged_leader_in_the_template_is_inherited_and_said():
    rows = [template_row("Integridad", SOCIAL), template_row("Gobierno Digital")]
    parsed = tidy(*rows, merged=[(1, 2, 2, 2)])
    assert column(parsed, "lider_dependencia") == [SOCIAL, SOCIAL]
    assert column(parsed, "es_heredado") == [False, True]
    assert [finding.fila for finding in only(parsed, "celda heredada")] == [3]


def test_each_politica_without_leader_or_responsable_is_warned_of():
    missing = only(tidy(template_row("Integridad", SOCIAL)), "política sin responsable")
    assert len(missing) == 18
    assert {finding.gravedad for finding in missing} == {"aviso"}
    assert "«Gobierno Digital» no tiene líder ni responsable en 2025" in "".join(
        finding.mensaje for finding in missing
    )


def test_named_politica_with_blank_units_is_warned_of_with_its_row():
    parsed = tidy(template_row("Integridad", SOCIAL), template_row("Gobierno Digital"))
    rows = {finding.valor: finding.fila for finding in only(parsed, "política sin responsable")}
    assert rows["Gobierno Digital"] == 3


def test_two_leaders_of_one_politica_are_refused():
    rows = [template_row("Integridad", SOCIAL), template_row("Integridad", "Secretaría General")]
    with pytest.raises(DataValidationError, match=r"«Integridad» \(.*fila 2 y .*fila 3"):
        tidy(*rows)


def test_two_responsables_under_one_leader_are_joined_and_said():
    rows = [
        template_row("Integridad", SOCIAL, "Bienestar"),
        template_row("Integridad", SOCIAL, "Nómina"),
    ]
    parsed = tidy(*rows)
    assert column(parsed, "responsable_dependencia") == ["Bienestar; Nómina"]
    assert len(only(parsed, "duplicado")) == 1


def test_leaders_of_two_vigencias_are_two_rows():
    rows = [template_row("Integridad", SOCIAL, vigencia=v) for v in (2024, 2025)]
    assert column(tidy(*rows), "vigencia") == [2024, 2025]


# The printed table: one column of responsables.


def test_blank_responsable_repeats_the_one_above_and_says_so():
    parsed = printed(("Talento Humano", "1. Talento Humano", SOCIAL), ("", "2. Integridad", ""))
    assert column(parsed, "responsable_dependencia") == [SOCIAL, SOCIAL]
    (said,) = [f for f in only(parsed, "celda heredada") if f.columna.startswith("C")]
    assert (said.fila, said.gravedad) == (3, "aviso")


def test_blank_after_an_unknown_politica_repeats_that_row():
    rows = [
        ("", "2. Integridad", "A"),
        ("", "Gestión Ambiental", "B"),
        ("", "Gobierno Digital", ""),
    ]
    assert column(printed(*rows), "responsable_dependencia") == ["A", "B"]


def test_printed_number_is_ignored_and_reported_once():
    parsed = printed(
        ("", "1. Talento Humano", "A"),
        ("", "1. Fortalecimiento Organizacional y Simplificación de Procesos", "B"),
        ("", "2. Gobierno Digital", "C"),
    )
    assert column(parsed, "politica") == ["talento_humano", "fortalecimiento", "gobierno_digital"]
    (told,) = only(parsed, "nombre y código no concuerdan")
    assert told.mensaje.startswith("2 políticas")


def test_dimension_cells_that_were_filled_are_said_once():
    rows = [("Talento Humano", "Talento Humano", "A"), (None, "Integridad", "B")]
    said = only(printed(*rows, merged=[(1, 0, 2, 0)]), "celda heredada")
    assert [finding.columna[0] for finding in said] == ["A"]
    assert said[0].accion.startswith("no hace falta corregir nada")


def test_lost_dimension_cell_is_no_other_dimension():
    rows = [
        ("Gestión con valores para Resultados", "5. Servicio al Ciudadano", "A"),
        ("", "6. Racionalización de Tramites", "A"),
    ]
    assert only(printed(*rows), "otra dimensión") == []


def test_row_that_lost_its_first_cell_is_put_back_and_said():
    parsed = printed(
        ("Talento Humano", "2. Integridad", "A"),
        ("6. Racionalización de Tramites", "Secretaría General", None),
    )
    assert column(parsed, "responsable_dependencia") == ["A", "Secretaría General"]
    assert [finding.fila for finding in only(parsed, "fila corrida")] == [3]


def test_support_is_split_from_the_leading_unit():
    text = "Secretaría de Hacienda con el apoyo de la Secretaria de Planeación."
    parsed = printed(("", "Integridad", text))
    assert column(parsed, "responsable_dependencia") == ["Secretaría de Hacienda"]
    assert column(parsed, "apoyo") == ["Secretaria de Planeación"]


# Personal data.


def test_personal_columns_are_dropped_and_their_values_never_kept():
    header = ("Política", "Dependencia", "Nombre del líder", "Correo electrónico")
    parsed = tidy(("Integridad", SOCIAL, "Ana Ruiz", "ana@x.gov.co"), header=header)
    assert len(only(parsed, "dato personal")) == 2
    everything = parsed.responsables.to_csv() + "".join(map(str, parsed.findings))
    assert "Ruiz" not in everything
    assert "ana@" not in everything


@pytest.mark.parametrize("value", ["ana@x.gov.co", "300 123 45 67", "CC 79.123.456", "Ana Ruiz"])
def test_personal_value_in_a_unit_cell_is_not_stored(value):
    parsed = tidy(template_row("Integridad", SOCIAL, value))
    assert column(parsed, "responsable_dependencia") == [""]
    (said,) = only(parsed, "dato personal")
    assert (said.fila, said.valor, said.gravedad) == (2, "(dato personal)", "error")


def test_inherited_personal_value_is_not_quoted_either():
    parsed = printed(("", "Integridad", "Ana Ruiz"), ("", "Gobierno Digital", ""))
    assert "Ruiz" not in "".join(map(str, parsed.findings))


# Refusals.


def test_column_that_does_not_hold_politicas_is_refused():
    rows = [template_row(text, SOCIAL) for text in ("Integridad", "Bienestar", "Nómina")]
    with pytest.raises(DataValidationError, match="se reconoció la política en 1 de 3 filas"):
        tidy(*rows)


def test_half_of_the_rows_recognised_is_enough():
    rows = [template_row(text, SOCIAL) for text in ("Integridad", "Bienestar")]
    assert column(tidy(*rows), "politica") == ["integridad"]


def test_table_without_rows_is_refused():
    with pytest.raises(DataValidationError, match="ninguna fila con política"):
        tidy(header=PRINTED)


def test_column_called_nombre_needs_codes_beside_it():
    with pytest.raises(LayoutError, match="la columna de la política"):
        tidy(("Integridad", SOCIAL), header=("Nombre", "Dependencia"))


def test_vigencia_is_never_assumed():
    with pytest.raises(SourceFileError, match="no se asume ninguna"):
        tidy(("", "Integridad", SOCIAL), header=PRINTED, vigencia=None)


def test_template_without_any_year_is_refused():
    with pytest.raises(SourceFileError, match="no se asume ninguna"):
        tidy(template_row("Integridad", SOCIAL, vigencia=""))


def test_entidad_is_never_assumed():
    with pytest.raises(SourceFileError, match="no dice de qué entidad es"):
        tidy(template_row("Integridad", SOCIAL), entidad="")


# A vigencia to come, and a real table of another version of the model.


def test_vigencia_to_come_is_read_with_the_last_model():
    parsed = tidy(template_row("Integridad", SOCIAL, vigencia=2030))
    assert column(parsed, "vigencia") == [2030]
    assert len(only(parsed, "vigencia sin registrar")) == 1


@pytest.mark.real
def test_real_table_of_the_coming_model_loads_and_tells_the_politica_without_code(real_data):
    sheet, _ = read_text_table(real_data / "politicas_lideres_v7.csv")
    parsed = tidy_leaders([sheet], Declared(vigencia=2025, entidad="0001"), load_catalog())
    assert len(parsed.responsables) == 19
    (unknown,) = only(parsed, "nombre no reconocido")
    assert (unknown.valor, unknown.fila) == ("Gestión Ambiental Institucional", 17)
    assert "otra dimensión" in kinds_of(parsed.findings)
