"""What people write in TOML: read as they save it, refused with the place and in Spanish."""

import pytest

from mipg_helpers.errors import ConfigError, ReferenceDataError
from mipg_helpers.toml_files import parse_toml, read_toml


def test_file_may_begin_with_the_mark_of_an_editor(tmp_path):
    path = tmp_path / "a.toml"
    path.write_text("vigencia = 2025\n", encoding="utf-8-sig")
    assert read_toml(path, "a.toml") == {"vigencia": 2025}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a = 1\nb = 0001\n", "no está bien escrito en TOML en la línea 2, columna 6"),
        ("a = 1\na = 2\n", "en la línea 2, columna"),
        ("[a", "no está bien escrito en TOML al final"),
        ("a = " + "9" * 5_000, "un número o unos corchetes fuera de toda medida"),
        ("a = " + "[" * 50_000, "un número o unos corchetes fuera de toda medida"),
    ],
)
def test_what_is_no_toml_is_refused_in_spanish_with_its_place(text, problem):
    with pytest.raises(ConfigError) as refused:
        parse_toml(text, "«a.toml»")
    told = str(refused.value)
    assert told.startswith("«a.toml»: ")
    assert problem in told
    assert "Sugerencia: " in told
    assert not {"Expected", "Invalid", "Exceeds", "recursion", "(at"} & set(told.split())


def test_refusal_is_of_the_kind_that_its_reader_gives():
    with pytest.raises(ReferenceDataError):
        parse_toml("[a", "a.toml", ReferenceDataError)


def test_file_that_is_not_there_or_no_text_is_refused(tmp_path):
    with pytest.raises(ConfigError, match=r"a\.toml: no se puede leer \(no existe\)"):
        read_toml(tmp_path / "a.toml", "a.toml")
    (tmp_path / "a.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="no está en UTF-8"):
        read_toml(tmp_path / "a.toml", "a.toml")
