import pytest

from mipg_helpers.errors import ReferenceDataError
from mipg_helpers.reference import load_catalog
from mipg_helpers.reference.option_classes import OptionPattern, joined_words, read_patterns
from mipg_helpers.reference.rows import Files

HEADER = "orden,ambito,como,patron,clase,fuente,nota\n"


def files_with(*rows):
    body = HEADER + "".join(f"{n},{row},prueba,\n" for n, row in enumerate(rows, 1))
    return Files({"opciones_clases.csv": body.encode()})


@pytest.mark.parametrize(
    ("opcion", "clase"),
    [
        ("Sí, y cuenta con las evidencias:", "positiva"),
        ("Publicó el informe", "positiva"),
        ("Parcialmente, y cuenta con las evidencias:", "parcial"),
        ("Lo adoptó, pero no lo divulgó", "parcial"),
        ("No", "negativa"),
        ("NO.  Explique la razón:", "negativa"),
        ("Ninguna de las anteriores", "negativa"),
        ("Ninguno de los anteriores", "negativa"),
        ("Ninguno de las anteriores", "negativa"),
        ("La entidad no cuenta con el plan", "negativa"),
        ("No aplica. Justifique la razón:", "no_aplica"),
        ("No aplica porque no tuvo procesos", "no_aplica"),
        ("Otro. ¿Cuál?:", "abierta"),
        ("Otras. ¿Cuáles?:", "abierta"),
        ("Operó conforme a su reglamento", "positiva"),
        ("Notas, normas y nombres publicados", "positiva"),
        ("", "positiva"),
    ],
)
def test_class_of_an_option_comes_from_its_words(opcion, clase):
    assert load_catalog().option_class(opcion) == clase


def test_option_of_a_question_about_causes_is_neither_met_nor_unmet():
    pregunta = "Señale las razones por las que no se hizo:"
    assert load_catalog().option_class("Falta de recursos", pregunta=pregunta) == "abierta"


@pytest.mark.parametrize("tipo", ["matricial", "seleccion_multiple_numerica"])
def test_option_that_asks_for_a_figure_is_open(tipo):
    assert load_catalog().option_class("Asesor:", tipo=tipo) == "abierta"


@pytest.mark.parametrize(
    ("como", "fits"), [("igual", False), ("empieza", False), ("termina", True), ("contiene", True)]
)
def test_pattern_is_compared_by_whole_words(como, fits):
    pattern = OptionPattern("opcion", como, joined_words("pero no"), "parcial")
    assert pattern.fits(joined_words("Lo hizo, pero NO")) is fits
    assert not pattern.fits(joined_words("Operó notas"))


def test_first_pattern_that_fits_decides():
    first, _ = read_patterns(
        files_with("opcion,empieza,no aplica,no_aplica", "opcion,empieza,no,negativa")
    )
    assert first.clase == "no_aplica"


@pytest.mark.parametrize(
    ("row", "campo"),
    [
        ("otro,igual,no,negativa", "ambito"),
        ("opcion,parece,no,negativa", "como"),
        ("opcion,igual,no,mala", "clase"),
        ("opcion,igual,,negativa", "patron"),
    ],
)
def test_row_that_cannot_be_used_names_its_place(row, campo):
    with pytest.raises(ReferenceDataError, match=f"fila 2, columna '{campo}'"):
        read_patterns(files_with(row))
