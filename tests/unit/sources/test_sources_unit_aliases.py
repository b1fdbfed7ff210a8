import pytest
from workbook_builders import write_text

from mipg_helpers.errors import LayoutError, ReferenceDataError
from mipg_helpers.sources.unit_aliases import UnitAliases, aliases_beside, read_aliases

PLANEACION = "Secretaría de Planeación"


def table(folder, *rows):
    return write_text(folder / "dependencias.csv", "\n".join(["alias,dependencia", *rows]) + "\n")


def test_alias_is_replaced_whatever_its_case_and_accents(tmp_path):
    aliases = read_aliases(table(tmp_path, f"Planeación Distrital,{PLANEACION}"))
    assert aliases.unit("PLANEACION  DISTRITAL") == PLANEACION


def test_unit_without_alias_stays(tmp_path):
    assert read_aliases(table(tmp_path, "A,B")).unit(PLANEACION) == PLANEACION


def test_no_table_beside_the_file_means_no_alias(tmp_path):
    assert aliases_beside(tmp_path / "plan.xlsx") == UnitAliases()


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        (["A,B", "a,C"], "está con dos dependencias"),
        (["A,"], "falta una celda"),
        (["A,B", "B,C"], "es alias y también dependencia"),
    ],
)
def test_contradictory_aliases_are_refused(tmp_path, rows, problem):
    with pytest.raises(ReferenceDataError, match=problem):
        read_aliases(table(tmp_path, *rows))


def test_other_columns_are_refused(tmp_path):
    with pytest.raises(LayoutError, match="columnas esperadas"):
        read_aliases(write_text(tmp_path / "d.csv", "uno,dos\nA,B\n"))


@pytest.mark.parametrize(
    ("one", "other", "asked"),
    [
        (PLANEACION, "Secretaría de Planeación Distrital", True),
        (PLANEACION, "SECRETARIA DE PLANEACION", True),
        (PLANEACION, "Secretaría de Hacienda", False),
        ("Oficina Asesora Jurídica", "Oficina Asesora de Informática", False),
    ],
)
def test_only_units_that_are_alike_are_asked(one, other, asked):
    assert UnitAliases().alike([one, other]) == ([tuple(sorted([one, other]))] if asked else [])


def test_settled_units_are_not_asked_again(tmp_path):
    aliases = read_aliases(table(tmp_path, f"Secretaría de Planeación Distrital,{PLANEACION}"))
    assert aliases.alike([PLANEACION, "Secretaría de Planeación Distrital"]) == []
