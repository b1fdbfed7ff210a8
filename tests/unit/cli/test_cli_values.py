import pytest

from mipg_helpers.cli.app import folder
from mipg_helpers.cli.values import (
    parse_count,
    parse_dask,
    parse_formats,
    parse_parameters,
    parse_port,
    parse_vigencia,
)
from mipg_helpers.errors import ParameterError


def test_vigencia_is_four_digits():
    assert parse_vigencia("2025") == 2025


@pytest.mark.parametrize("text", ["", "25", "2.025", "dos mil", "٢٠٢٥", "20255"])
def test_other_vigencias_are_refused(text):
    with pytest.raises(ParameterError, match=r"opción --vigencia: .* no es un año"):
        parse_vigencia(text)


@pytest.mark.parametrize("text", ["pdf,html", "html, pdf", "html,pdf,"])
def test_formats_come_in_house_order(text):
    assert parse_formats(text) == ("html", "pdf")


@pytest.mark.parametrize("text", ["", "docx", "html,docx"])
def test_unknown_format_is_refused(text):
    with pytest.raises(ParameterError, match="opción --formato"):
        parse_formats(text)


@pytest.mark.parametrize("text", ["80", "65536", "8888x", "", "-8888"])
def test_port_needs_no_special_rights(text):
    assert parse_port("8888") == 8888
    with pytest.raises(ParameterError, match="un entero de 1024 a 65535"):
        parse_port(text)


@pytest.mark.parametrize("text", ["0", "-1", "x", ""])
def test_count_starts_at_one(text):
    with pytest.raises(ParameterError, match="un entero desde 1"):
        parse_count(text, "--trabajos")


def test_parameters_are_pairs():
    assert parse_parameters(["umbral_alta=20", "fecha_informe = 2026-07-01"]) == {
        "umbral_alta": "20",
        "fecha_informe": "2026-07-01",
    }


@pytest.mark.parametrize("pairs", [["x"], ["=3"], ["a=1", "a=2"]])
def test_wrong_pairs_are_refused(pairs):
    with pytest.raises(ParameterError, match="opción --parametro"):
        parse_parameters(pairs)


@pytest.mark.parametrize("text", ["", "local", "tcp://10.0.0.1:8786", "tls://equipo:8786"])
def test_scheduler_is_an_address_or_local(text):
    assert parse_dask(text) == text


@pytest.mark.parametrize(
    "text",
    ["10.0.0.1:8786", "tcp://equipo", "http://equipo:80", "Local", "tcp://ana:clave@equipo:80"],
)
def test_other_schedulers_are_refused(text):
    with pytest.raises(ParameterError, match="opción --dask"):
        parse_dask(text)


def test_remote_folder_is_refused_where_it_is_not_understood():
    with pytest.raises(ParameterError, match="'s3://cubo' es remota"):
        folder("s3://cubo")
