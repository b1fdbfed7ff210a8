import shutil

import pytest

from mipg_helpers.errors import ConfigError
from mipg_helpers.reporting import remote_data
from mipg_helpers.reporting.remote import RemoteFolder
from mipg_helpers.reporting.remote_data import fetch_data, keep_file
from mipg_helpers.reporting.settings import open_workspace
from mipg_helpers.store.freshness import COPY_MARK


@pytest.fixture
def there(sample, tmp_path, monkeypatch):
    """Tidy tables far from their sources, and an empty cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    shutil.copytree(sample / "tidy", tmp_path / "lejos" / "tidy")
    return f"file://{tmp_path}/lejos/tidy"


def test_copy_answers_like_the_load_although_its_sources_are_elsewhere(there, sample_space):
    folder, _ = fetch_data(there)
    copied = open_workspace(folder).store
    assert copied.entidades().equals(sample_space.store.entidades())
    assert copied.indices(entidad_id="0001").equals(sample_space.store.indices("0001"))


def test_copy_is_private_and_says_of_what(there):
    folder, fingerprint = fetch_data(there)
    assert folder.name == fingerprint
    assert folder.parent.stat().st_mode & 0o777 == 0o700
    assert (folder / COPY_MARK).read_text() == there + "\n"
    assert [path.name for path in folder.parent.iterdir()] == [fingerprint]


def test_copy_that_is_here_is_not_asked_for_again(there, monkeypatch):
    folder, fingerprint = fetch_data(there)
    monkeypatch.setattr(remote_data, "_look", None)
    assert fetch_data(there, fingerprint) == (folder, fingerprint)


def test_new_load_gets_a_copy_of_its_own(there, tmp_path):
    first, fingerprint = fetch_data(there)
    sidecar = tmp_path / "lejos" / "tidy" / "cargue.json"
    sidecar.write_text(sidecar.read_text().replace('"formato": 1', '"formato":  1'))
    second, _ = fetch_data(there)
    assert first != second
    shutil.rmtree(first)
    with pytest.raises(ConfigError, match="cambiaron después de empezar el lote"):
        fetch_data(there, fingerprint)


def test_load_that_changes_while_it_is_copied_is_refused(there, monkeypatch, tmp_path):
    looks = iter([("antes", ["cargue.json"]), ("despues", ["cargue.json"])])
    monkeypatch.setattr(remote_data, "_look", lambda _: next(looks))
    with pytest.raises(ConfigError, match="cambiaron mientras se copiaban"):
        fetch_data(there)
    assert not any(path.is_dir() for path in (tmp_path / "cache" / "mipg" / "datos").iterdir())


def test_place_without_a_load_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with pytest.raises(ConfigError, match=r"no hay datos cargados: falta cargue\.json"):
        fetch_data(f"file://{tmp_path}/nada")


def test_copy_older_than_the_reference_tables_is_refused_with_its_origin(there, monkeypatch):
    folder, _ = fetch_data(there)
    sidecar = folder / "cargue.json"
    sidecar.write_text(
        sidecar.read_text().replace('"huella_referencia": "', '"huella_referencia": "x')
    )
    with pytest.raises(ConfigError, match=rf"(?s)'{there}': las tablas .*copie de nuevo"):
        open_workspace(folder)


def test_file_of_another_machine_is_kept_once(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    paths = {keep_file("cuadernos/abc", "politica.ipynb", b"{}") for _ in range(2)}
    assert [path.read_bytes() for path in paths] == [b"{}"]
    assert len(list(paths.pop().parent.iterdir())) == 1


def test_remote_tables_need_the_right_mark(there):
    assert "cargue.json" in RemoteFolder(there).states()
