import pickle

import pytest

from mipg_helpers.errors import ConfigError, ParameterError
from mipg_helpers.reporting.remote import RemoteFolder, is_remote, is_safe


@pytest.fixture(params=["memory", "file"])
def remote(request, tmp_path):
    """A remote folder that writes objects, and one that writes beside and renames."""
    fresh = tmp_path.name
    return RemoteFolder(f"memory://{fresh}" if request.param == "memory" else f"file://{tmp_path}")


@pytest.fixture
def document(tmp_path_factory):
    path = tmp_path_factory.mktemp("aparte") / "a.html"
    path.write_bytes(b"<html>")
    return path


@pytest.mark.parametrize(
    ("text", "remote"),
    [("s3://cubo/salida", True), ("outputs", False), (r"C:\salida", False), ("/a/b", False)],
)
def test_url_is_told_from_a_folder(text, remote):
    assert is_remote(text) is remote


@pytest.mark.parametrize(
    ("place", "safe"),
    [
        ("2025/0001/integridad.html", True),
        ("indices/por_entidad/vigencia=2025.parquet", True),
        ("../integridad.html", False),
        ("2025/../../x", False),
        ("2025//x", False),
        (".oculto/x", False),
        ("/etc/x", False),
        ("a\nb", False),
        ("a\\b", False),
        ("", False),
    ],
)
def test_only_names_of_ours_are_written(place, safe):
    assert is_safe(place) is safe


def test_unsafe_name_is_a_defect_of_ours(remote, document):
    with pytest.raises(ValueError, match="not a name of ours"):
        remote.send(document, "../a.html")


def test_document_that_was_sent_is_whole_and_alone(remote, document):
    remote.send(document, "2025/0001/a.html")
    assert list(remote.states()) == ["2025/0001/a.html"]
    assert remote.read("2025/0001/a.html") == b"<html>"
    assert remote.state("2025/0001/a.html").n_bytes == 6


def test_listing_and_look_agree_on_the_state(remote, document):
    remote.send(document, "2025/a.html")
    assert remote.states()["2025/a.html"] == remote.state("2025/a.html")


def test_names_of_others_are_left_out_of_the_listing(remote, document):
    remote.send(document, "a.html")
    with remote._fs.open(f"{remote._root}/.a ver", "wb") as strange:
        strange.write(b"x")
    assert list(remote.states()) == ["a.html"]


def test_what_is_not_there_is_none(remote, tmp_path):
    assert remote.read("a.html") is None
    assert not remote.fetch("a.html", tmp_path / "x" / "a.html")
    assert not remote.states()


def test_exclusive_object_is_created_once(remote):
    assert remote.create("lote.bloqueo", b"1")
    assert not remote.create("lote.bloqueo", b"2")
    assert remote.read("lote.bloqueo") == b"1"
    remote.delete("lote.bloqueo")
    assert remote.create("lote.bloqueo", b"3")


def test_remote_folder_travels_to_another_process(remote):
    assert pickle.loads(pickle.dumps(remote)) == remote


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("s3://", "no es una dirección"),
        ("://cubo", "no es una dirección"),
        ("sftp://ana:clave@equipo/salida", "lleva una contraseña"),
    ],
)
def test_address_that_cannot_be_is_refused(url, problem):
    with pytest.raises(ParameterError, match=problem):
        RemoteFolder(url)


def test_unknown_storage_is_told():
    with pytest.raises(ConfigError, match="carpeta 'nada://cubo': el almacenamiento respondió"):
        RemoteFolder("nada://cubo").states()


def test_missing_library_is_told_with_the_command(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "fsspec", None)
    with pytest.raises(ConfigError, match=r"falta fsspec .*\n.*pip install -r"):
        RemoteFolder("s3://cubo/salida").states()
