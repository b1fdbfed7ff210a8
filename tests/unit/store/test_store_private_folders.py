"""Folders in which something is made, and what becomes of those that were left behind."""

import subprocess
import sys
import threading

import pytest

from mipg_helpers.store.private_folders import holding, private_folder

PREFIX = "tidy.nuevo-"


def names(folder):
    return [path.name for path in folder.iterdir()]


def test_only_its_owner_may_look_into_it(tmp_path):
    with private_folder(tmp_path, PREFIX) as folder:
        assert folder.stat().st_mode & 0o777 == 0o700


def test_nothing_is_left_of_it(tmp_path):
    with private_folder(tmp_path, PREFIX) as folder:
        (folder / "tabla").write_text("x")
    assert names(tmp_path) == []


def test_what_took_its_place_stays(tmp_path):
    with private_folder(tmp_path, PREFIX) as folder:
        folder.rename(tmp_path / "tidy")
    assert names(tmp_path) == ["tidy"]


def test_that_of_somebody_at_work_is_left_alone(tmp_path):
    with private_folder(tmp_path, PREFIX) as one, private_folder(tmp_path, PREFIX) as other:
        assert one.exists()
        assert other.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="folders cannot be held there")
def test_that_of_a_killed_run_is_removed_by_the_next(tmp_path):
    code = (
        "import os, signal, sys; from pathlib import Path;"
        "from mipg_helpers.store.private_folders import private_folder;"
        "held = private_folder(Path(sys.argv[1]), sys.argv[2]); held.__enter__();"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", code, tmp_path, PREFIX], check=False)
    assert len(names(tmp_path)) == 1
    with private_folder(tmp_path, PREFIX) as folder:
        assert names(tmp_path) == [folder.name]


@pytest.mark.skipif(sys.platform == "win32", reason="folders cannot be held there")
def test_who_comes_second_waits(tmp_path):
    came = threading.Event()

    def second():
        with holding(tmp_path):
            came.set()

    waiting = threading.Thread(target=second)
    with holding(tmp_path):
        waiting.start()
        assert not came.wait(0.1)
    assert came.wait(5)
    waiting.join()
