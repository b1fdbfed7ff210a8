import json

import pytest

from mipg_helpers.errors import SourceFileError
from mipg_helpers.sources.json_tables import read_json_table


def written(folder, content):
    path = folder / "tabla.json"
    text = content if isinstance(content, str) else json.dumps(content)
    path.write_text(text, encoding="utf-8")
    return path


def test_keys_become_the_header_and_lists_become_columns(tmp_path):
    sheet = read_json_table(written(tmp_path, [{"codigo": "A", "opciones": ["x", "y"]}]))
    assert sheet.cells == [["codigo", "Opción 1", "Opción 2", "Opción 3"], ["A", "x", "y", None]]


def test_record_without_a_key_is_blank_there(tmp_path):
    assert read_json_table(written(tmp_path, [{"a": 1}, {"b": 2}])).cells[1:] == [
        [1, None],
        [None, 2],
    ]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("{", "no es un JSON válido"),
        ("[" * 100_000, "no es un JSON válido"),
        ({"a": 1}, "no es una lista de registros"),
        ([], "no es una lista de registros"),
        ([{"a": {"b": 1}}], "el registro 1 no es un objeto plano"),
        ([{"a": ["x"] * 200}], "el registro 1 no es un objeto plano"),
        (["a"], "el registro 1 no es un objeto plano"),
    ],
)
def test_other_content_is_refused(tmp_path, content, problem):
    with pytest.raises(SourceFileError, match=problem):
        read_json_table(written(tmp_path, content))
