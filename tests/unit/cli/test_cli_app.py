"""What the system refuses is told in a sentence, by every command that writes."""

import pytest

from mipg_helpers.cli.app import run

SUBJECT = ("--entidad", "0001", "--vigencia", "2025")


@pytest.mark.parametrize(
    "order",
    [
        ("lote", *SUBJECT, "--politica", "integridad"),
        ("informe", *SUBJECT, "--politica", "integridad"),
        ("plan", *SUBJECT),
        ("preparar", *SUBJECT),
        ("publicar", *SUBJECT),
    ],
)
def test_a_file_where_a_folder_should_be_is_told(order, sample, tmp_path, capsys):
    place = tmp_path / "salidas"
    place.write_text("mío")
    code = run([*order, "--datos", str(sample / "tidy"), "--salida", str(place)])
    told = capsys.readouterr().err
    assert code == 10
    assert "hay un archivo donde debería haber una carpeta" in told
    assert "Traceback" not in told
    assert place.read_text() == "mío"


def test_a_load_does_not_take_the_place_of_a_file(sample, tmp_path, capsys):
    place = tmp_path / "tidy"
    place.write_text("mío")
    assert run(["cargar", str(sample / "raw" / "metas"), "--datos", str(place)]) == 10
    assert "es un archivo" in capsys.readouterr().err
    assert place.read_text() == "mío"
