import json

import pytest

from mipg_helpers.errors import ConfigError, ParameterError
from mipg_helpers.reporting.parameters import Parameter, convert, parse_parameters, read_parameters

CELL = """\
entidad = "0001"  # código SIGEP
vigencia = 2025  # año medido
umbral_alta = 15.0  # puntos
"""


def notebook(tmp_path, *cells):
    path = tmp_path / "a.ipynb"
    path.write_text(json.dumps({"cells": list(cells)}), encoding="utf-8")
    return path


def cell(source, *tags):
    return {"cell_type": "code", "source": source, "metadata": {"tags": list(tags)}}


def test_reads_name_default_and_help(tmp_path):
    path = notebook(tmp_path, cell("x = 1"), cell(CELL, "parameters"))
    assert read_parameters(path)["vigencia"] == Parameter("vigencia", 2025, "año medido")


def test_notebook_without_parameters_cell_is_refused(tmp_path):
    with pytest.raises(ConfigError, match="tiene 0 celdas con la etiqueta 'parameters'"):
        read_parameters(notebook(tmp_path, cell(CELL)))


def test_file_that_is_no_notebook_is_refused(tmp_path):
    path = tmp_path / "a.ipynb"
    path.write_text("hola", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"a\.ipynb: no se puede leer como cuaderno"):
        read_parameters(path)


@pytest.mark.parametrize("line", ["x = y", "x = f()", "import os", "x: int = 1", "a.b = 2"])
def test_parameter_must_be_a_literal(line):
    with pytest.raises(ConfigError):
        parse_parameters(line, place="a.ipynb")


@pytest.mark.parametrize(
    ("value", "default", "result"),
    [
        ("2024", 2025, 2024),
        (2024, 2025, 2024),
        ("12,5", 1.0, 12.5),
        (12, 1.0, 12.0),
        ("0001", "0002", "0001"),
        ("True", False, True),
    ],
)
def test_value_takes_the_type_of_the_default(value, default, result):
    assert convert(value, Parameter("p", default, "")) == result


@pytest.mark.parametrize(
    ("value", "default"),
    [("dos", 2025), (2025.5, 2025), (True, 2025), (1, False), (1, "0001"), ("", 2025), ("[]", 1)],
)
def test_value_of_another_type_is_refused(value, default):
    with pytest.raises(ParameterError, match=r"parámetro 'p': .* no es"):
        convert(value, Parameter("p", default, ""))
