import pytest

from mipg_helpers.errors import ConfigError
from mipg_helpers.sources.declared import merge_declared, read_declarations
from mipg_helpers.sources.model import Declared


def declarations(folder, text, *files):
    for name in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    path = folder / "fuentes.toml"
    path.write_text(text, encoding="utf-8")
    return read_declarations(path)


def refusal(folder, text):
    with pytest.raises(ConfigError) as error:
        declarations(folder, text)
    return str(error.value)


def test_file_gets_what_is_stated_about_it(tmp_path):
    text = (
        '[[fuente]]\narchivo = "a.xlsx"\ntipo = "recomendaciones"\nvigencia = 2024\n'
        'entidad = "0001"\nficticio = true\n'
    )
    stated = declarations(tmp_path, text, "a.xlsx").of(tmp_path / "a.xlsx")
    assert stated == Declared("recomendaciones", 2024, "0001", ficticio=True)


def test_file_without_statement_gets_an_empty_one(tmp_path):
    found = declarations(tmp_path, '[[fuente]]\narchivo = "a.xlsx"\n', "a.xlsx", "b.xlsx")
    assert found.of(tmp_path / "b.xlsx") == Declared()


@pytest.mark.parametrize("glob", ["rec/*/*.xlsx", "rec/**/*.xlsx", "**/b.xlsx"])
def test_glob_is_relative_to_the_file(tmp_path, glob):
    text = f'[[fuente]]\narchivo = "{glob}"\nvigencia = 2024\n'
    found = declarations(tmp_path, text, "rec/CHOCO/b.xlsx", "otra/c.xlsx")
    assert found.of(tmp_path / "rec" / "CHOCO" / "b.xlsx").vigencia == 2024
    assert found.of(tmp_path / "otra" / "c.xlsx").vigencia is None


def test_later_statement_completes_and_corrects(tmp_path):
    text = (
        '[[fuente]]\narchivo = "*.xlsx"\nvigencia = 2024\nficticio = true\n'
        '[[fuente]]\narchivo = "a.xlsx"\nvigencia = 2025\n'
    )
    stated = declarations(tmp_path, text, "a.xlsx").of(tmp_path / "a.xlsx")
    assert (stated.vigencia, stated.ficticio) == (2025, True)


def test_globs_without_files_are_listed(tmp_path):
    assert declarations(tmp_path, '[[fuente]]\narchivo = "x*.csv"\n').without_files() == ["x*.csv"]


def test_command_line_wins_over_the_file():
    merged = merge_declared((Declared(vigencia=2024, entidad="0001"), Declared(vigencia=2025)))
    assert merged == Declared(vigencia=2025, entidad="0001")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[fuente]]\narchivo = 0001\n", "línea 2, columna 12\nSugerencia: "),
        (f'[[fuente]]\narchivo = "a"\nvigencia = {2**70}\n', "un año de cuatro cifras"),
        ('[[fuente]]\nvigensia = 2024\narchivo = "a"\n', "¿Quiso decir «vigencia»"),
        ('[[fuente]]\narchivo = "a"\ntipo = "lideres"\n', "uno de resultados, tabla_abierta"),
        ('[[fuente]]\narchivo = "a"\nvigencia = "2024"\n', "un año de cuatro cifras, sin comillas"),
        ('[[fuente]]\narchivo = "a"\nvigencia = true\n', "un año de cuatro cifras, sin comillas"),
        ('[[fuente]]\narchivo = "a"\nentidad = 1\n', 'como "0001"'),
        ('[[fuente]]\narchivo = "/abs/*.csv"\n', "no es una ruta relativa"),
        ("[[fuente]]\nvigencia = 2024\n", "falta «archivo»"),
        ("[[fuentes]]\nvigencia = 2024\n", "no se reconoce fuentes"),
        ("fuente = 3\n", "no se reconoce la tabla fuente"),
        ("fuente = [3]\n", "no es una sección [[fuente]]"),
    ],
)
def test_wrong_declaration_is_refused_with_its_place(tmp_path, text, expected):
    message = refusal(tmp_path, text)
    assert message.startswith("«fuentes.toml»")
    assert expected in message


def test_declaration_in_another_encoding_is_refused(tmp_path):
    (tmp_path / "fuentes.toml").write_bytes('# años\n[[fuente]]\narchivo = "ñ"'.encode("cp1252"))
    with pytest.raises(ConfigError, match="no está en UTF-8"):
        read_declarations(tmp_path / "fuentes.toml")
