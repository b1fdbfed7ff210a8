from pathlib import Path

import pytest
from packages_builders import draw_package, parts_of

from mipg_helpers.errors import RenderError
from mipg_helpers.packages import writing
from mipg_helpers.packages.writing import FORMER, PRIVATE, remove_leftovers, write_package


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_package_is_a_folder_a_zip_and_an_email(tmp_path):
    place = write_package(draw_package(), tmp_path)
    assert names(place) == ["contenido", "correo.txt", "lider-sistemas-2025.zip"]
    assert (place / "contenido" / "informes" / "integridad.pdf").read_bytes() == b"dos"


def test_zip_holds_the_same_files_in_a_folder_of_its_own(tmp_path):
    place = write_package(draw_package(), tmp_path)
    found = parts_of((place / "lider-sistemas-2025.zip").read_bytes())
    assert found == {
        "lider-sistemas/indice.html": b"uno",
        "lider-sistemas/informes/integridad.pdf": b"dos",
    }


def test_same_package_gives_the_same_zip(tmp_path):
    zips = [
        (write_package(draw_package(), tmp_path / name) / "lider-sistemas-2025.zip").read_bytes()
        for name in ("a", "b")
    ]
    assert zips[0] == zips[1]


def test_new_package_replaces_the_former_and_leaves_nothing_of_it(tmp_path):
    write_package(draw_package(), tmp_path)
    (tmp_path / "lider-sistemas" / "contenido" / "sobra.txt").write_text("x")
    place = write_package(draw_package(text=b"nuevo"), tmp_path)
    assert names(tmp_path) == ["lider-sistemas"]
    assert names(place / "contenido") == ["indice.html", "informes"]
    assert (place / "contenido" / "indice.html").read_bytes() == b"nuevo"


def test_former_package_stays_when_the_new_one_cannot_be_written(tmp_path, monkeypatch):
    write_package(draw_package(), tmp_path)

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(RenderError, match="lider-sistemas"):
        write_package(draw_package(text=b"nuevo"), tmp_path)
    assert names(tmp_path) == ["lider-sistemas"]
    assert (tmp_path / "lider-sistemas" / "contenido" / "indice.html").read_bytes() == b"uno"


def test_package_whose_change_was_interrupted_comes_back(tmp_path):
    write_package(draw_package(), tmp_path)
    (tmp_path / "lider-sistemas").rename(tmp_path / f"{FORMER}lider-sistemas")
    (tmp_path / f"{PRIVATE}abc").mkdir()
    remove_leftovers(tmp_path)
    assert names(tmp_path) == ["lider-sistemas"]


def test_former_package_is_removed_where_the_new_one_is_in_place(tmp_path):
    write_package(draw_package(), tmp_path)
    (tmp_path / f"{FORMER}lider-sistemas").mkdir()
    remove_leftovers(tmp_path)
    assert names(tmp_path) == ["lider-sistemas"]


def test_name_that_is_no_folder_is_refused(tmp_path):
    with pytest.raises(ValueError, match="unfit name"):
        write_package(draw_package("../fuera"), tmp_path)


def test_only_its_owner_reads_half_a_package_and_everybody_a_whole_one(tmp_path, monkeypatch):
    modes, fill = [], writing._fill

    def look(new, package):
        fill(new, package)
        modes.append(new.stat().st_mode & 0o777)

    monkeypatch.setattr(writing, "_fill", look)
    place = write_package(draw_package(), tmp_path)
    assert [*modes, place.stat().st_mode & 0o777] == [0o700, 0o755]
