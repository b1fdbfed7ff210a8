"""What the system refuses is told in a sentence, whoever caught it."""

import errno
import pickle
import sqlite3
from pathlib import Path

import pytest

from mipg_helpers.system_errors import explain, of_a_book, of_words, told


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


def test_failure_of_the_system_is_told_with_who_and_place():
    error = OSError(errno.ENOSPC, "No space left on device", str(Path.cwd() / "outputs/a.html"))
    assert told(error, "0001/2025/integridad").startswith(
        "0001/2025/integridad, 'outputs/a.html': no hay espacio en el disco\nSugerencia: libere"
    )


def test_failure_that_comes_from_another_process_is_told_alike():
    error = OSError(errno.EROFS, "Read-only file system", "x/a.html")
    assert told(pickle.loads(pickle.dumps(error))) == told(error)


def test_full_book_of_another_process_is_told_alike(tmp_path):
    error = pickle.loads(pickle.dumps(full_book(tmp_path / "libro.sqlite")))
    assert "no hay espacio" in told(error)


@pytest.mark.parametrize("error", [TimeoutError("slow"), ConnectionError("gone"), KeyError("x")])
def test_any_other_failure_keeps_its_class(error):
    assert told(error, "x") == f"x: {type(error).__name__}: {error}"


def test_failure_is_told_from_a_folder_that_is_gone(tmp_path, monkeypatch):
    gone = tmp_path / "ida"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert "no hay espacio" in told(OSError(errno.ENOSPC, "x", "a.csv"))


def test_home_of_whoever_runs_it_is_not_told():
    assert "'~/salidas'" in str(explain(OSError(errno.EACCES, "", str(Path.home() / "salidas"))))


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "x", "a.csv"), OSError(errno.EIO, "x")])
def test_error_of_which_only_the_words_came_is_known_again(error):
    assert told(of_words(type(error).__name__, str(error))) == told(error)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ValueError", "[Errno 28] x"),
        ("OSError", "x"),
        ("open", "[Errno 28] x"),
        ("OSError", "[Errno 111] x"),
        ("Ninguno", ""),
    ],
)
def test_words_of_another_error_are_not_taken_for_the_system(name, value):
    assert of_words(name, value) is None
