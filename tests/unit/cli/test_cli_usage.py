"""Wrong calls get one Spanish message and exit code 2; help pages hold no English."""

import re

import pytest

from mipg_helpers.cli.app import run

ENGLISH = re.compile(
    r"\b(usage|options?|commands?|arguments?|missing|invalid|such|required|default|show this|"
    r"unexpected|did you mean|try|text|help message)\b",
    re.IGNORECASE,
)
COMMANDS = ["cargar", "informe", "lote", "diagnostico", "plan", "recibir", "explorar"]


@pytest.mark.parametrize("arguments", [[], ["--help"], ["--ayuda"], *([c, "-h"] for c in COMMANDS)])
def test_help_is_spanish(arguments, capsys):
    assert run(arguments) == 0
    page = capsys.readouterr().out.replace("--help", "")
    assert page.startswith("Uso: mipg")
    assert not ENGLISH.search(page)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["lotte"], "no existe la orden 'lotte'\nSugerencia: ¿quiso decir 'lote'?"),
        (["lote", "--vigensia", "2025"], "opción desconocida '--vigensia'\nSugerencia: ¿quiso"),
        (["informe", "--vigencia", "2025"], "falta '--entidad'"),
        (["informe", "--entidad"], "la opción '--entidad' necesita un valor"),
        (["diagnostico", "sobra"], "sobran palabras o falta un guion"),
    ],
)
def test_wrong_call_is_explained(arguments, message, capsys):
    assert run(arguments) == 2
    shown = capsys.readouterr().err
    assert message in shown
    assert not ENGLISH.search(shown.replace("--help", ""))
