import pytest

from mipg_helpers.errors import ConfigError
from mipg_helpers.reference import load_catalog
from mipg_helpers.sources.plan_columns import KnownColumns
from mipg_helpers.sources.plan_mapping_file import load_mapping, mapping_beside, save_mapping
from mipg_helpers.sources.plan_model import MappedColumn, PlanMapping

KNOWN = KnownColumns(load_catalog(), 2026)
HOSTILE = 'Acción "ñ" \\ \t \x7f ]]\n[[columna]]'


def saved(folder, *columns):
    path = folder / "plan_columnas.toml"
    save_mapping(PlanMapping(columns), path)
    return path


def written(folder, text):
    path = folder / "plan_columnas.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_saved_columns_come_back_confirmed(tmp_path):
    column = MappedColumn("B", "Avance", "avance", "propuesta", 80.0, "2026-06-30", 2)
    (found,) = load_mapping(saved(tmp_path, column), KNOWN).columns
    assert (found.campo, found.como, found.corte, found.vez) == (
        "avance",
        "confirmada",
        "2026-06-30",
        2,
    )


def test_header_with_any_character_comes_back(tmp_path):
    path = saved(tmp_path, MappedColumn("A", HOSTILE, "accion", "exacta"))
    assert load_mapping(path, KNOWN).columns[0].encabezado == HOSTILE


def test_column_without_field_comes_back_without_it(tmp_path):
    path = saved(tmp_path, MappedColumn("A", "Nota", "", "sin campo"))
    assert not load_mapping(path, KNOWN).columns[0].is_read


def test_proposal_is_marked_for_who_reviews_the_file(tmp_path):
    path = saved(tmp_path, MappedColumn("A", "Qué", "accion", "propuesta", 80.0))
    assert 'campo = "accion"  # propuesta: revísela' in path.read_text(encoding="utf-8")


def test_nothing_but_the_file_is_left_behind(tmp_path):
    saved(tmp_path, MappedColumn("A", "Qué", "accion", "exacta"))
    assert [path.name for path in tmp_path.iterdir()] == ["plan_columnas.toml"]


def test_columns_are_looked_for_beside_the_plan(tmp_path):
    assert mapping_beside(tmp_path / "plan.xlsx") is None
    path = written(tmp_path, "")
    assert mapping_beside(tmp_path / "plan.xlsx") == path


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[[columna]", "no está bien escrito en TOML"),
        ("", "no tiene la forma esperada"),
        ("columna = 1", "no tiene la forma esperada"),
        ('[[columna]]\nencabezado = "A"\nletra = "B"', "claves desconocidas"),
        ('[[columna]]\ncampo = "accion"', "falta 'encabezado'"),
        ("[[columna]]\nencabezado = 3", "'encabezado' no se entiende"),
        ('[[columna]]\nencabezado = "A"\ncampo = "acion"', "no es un campo.*\n.*«accion»"),
        ('[[columna]]\nencabezado = "A"\ncampo = "avance"\ncorte = "junio"', "no es un día"),
        (
            '[[columna]]\nencabezado = "A"\ncampo = "accion"\ncorte = "2026-06-30"',
            "no tiene cortes",
        ),
        ('[[columna]]\nencabezado = "A"\n[[columna]]\nencabezado = "A"', "está dos veces"),
    ],
)
def test_file_that_cannot_be_trusted_is_refused(tmp_path, text, problem):
    with pytest.raises(ConfigError, match=problem):
        load_mapping(written(tmp_path, text), KNOWN)


def test_file_that_is_no_text_is_refused(tmp_path):
    path = tmp_path / "plan_columnas.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="no está en UTF-8"):
        load_mapping(path, KNOWN)


def test_fields_named_for_the_reader_of_the_file_exist(tmp_path):
    text = saved(tmp_path, MappedColumn("A", "X", "", "sin campo")).read_text(encoding="utf-8")
    named = text.split("Campos más usados: ")[1].split(". ")[0].replace("\n#", "")
    assert set(named.replace(" ", "").split(",")) <= KNOWN.types.keys()
