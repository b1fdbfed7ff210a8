"""What the system refuses is told in a sentence, by every command that writes."""

import errno
import sqlite3

import pytest

from mipg_helpers.cli.app import run
from mipg_helpers.cli.disk import explain, of_a_book

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


@pytest.mark.parametrize(
    ("code", "words"),
    [(errno.ENOSPC, "no hay espacio"), (errno.EACCES, "no hay permiso"), (errno.ELOOP, "ELOOP")],
)
def test_reason_of_the_system_is_in_spanish(code, words):
    told = str(explain(OSError(code, "english", "x/informe.html")))
    assert words in told
    assert "'x/informe.html'" in told
    assert "english" not in told


def test_an_error_without_place_names_the_disk():
    assert str(explain(OSError(errno.ENOSPC, "english"))).startswith("disco: ")


def full_book(path):
    """Write into a book that may not grow, as on a full disk; give what SQLite says."""
    base = sqlite3.connect(path)
    base.executescript("CREATE TABLE a (b); PRAGMA max_page_count = 2;")
    try:
        base.execute("INSERT INTO a VALUES (zeroblob(100000))")
    except sqlite3.OperationalError as error:
        return error
    finally:
        base.close()


def test_book_on_a_full_disk_is_told_like_any_file(tmp_path):
    assert "no hay espacio" in str(explain(of_a_book(full_book(tmp_path / "libro.sqlite"))))


def test_defect_is_not_taken_for_the_system():
    assert of_a_book(sqlite3.OperationalError("no such table")) is None
    assert of_a_book(ValueError()) is None
