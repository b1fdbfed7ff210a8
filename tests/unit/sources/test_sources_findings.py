from dataclasses import replace

import pytest

from mipg_helpers.errors import DataValidationError
from mipg_helpers.sources.findings import capped, describe_finding, finding_at, place_of, refusal
from mipg_helpers.sources.model import Sheet

SHEET = Sheet("resultados.xlsx", "f" * 64, "Territorio", [])


@pytest.fixture
def found():
    return finding_at(
        SHEET,
        "fuera de escala",
        "«120» está fuera de la escala",
        row=118,
        column=5,
        header="POL03 \n Índice",
        value=120.0,
        accion="corrija la celda",
    )


def test_finding_is_told_with_place_and_remedy(found):
    assert describe_finding(found) == (
        "«resultados.xlsx», hoja «Territorio», fila 118, columna F «POL03 Índice»: "
        "«120» está fuera de la escala\nSugerencia: corrija la celda"
    )


def test_value_is_kept_as_text(found):
    assert found.valor == "120"


def test_place_names_only_what_is_known():
    assert place_of(Sheet("a.csv", "", "", []), row=3) == "«a.csv», fila 3"


def test_refusal_for_one_reason_is_placed_exactly(found):
    assert str(refusal(DataValidationError, [found])) == describe_finding(found)


def test_refusal_for_several_reasons_numbers_them(found):
    error = refusal(DataValidationError, [found, replace(found, fila=119)])
    assert "2 problemas impiden cargarlo: 1) fila 118" in error.problem
    assert "2) fila 119" in error.problem
    assert len(error.failures) == 2


def test_refusal_names_the_sheets_when_they_differ(found):
    error = refusal(DataValidationError, [found, replace(found, hoja="Nacion")])
    assert error.place == "«resultados.xlsx»"
    assert "hoja «Nacion»" in error.problem


def test_many_findings_of_a_kind_end_in_one(found):
    rows = [replace(found, fila=n) for n in range(1, 8)]
    shown = capped([*rows, replace(found, tipo="otro")], 3)
    assert [finding.fila for finding in shown] == [1, 2, 3, 4, 118]
    assert shown[3].mensaje == "otros casos de «fuera de escala» a partir de aquí (4)"
