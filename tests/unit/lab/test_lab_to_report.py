"""What goes wrong when a report is ordered is said in Spanish, and leaves nothing behind."""

import shutil
from pathlib import Path

import pytest
from builders import NOTEBOOKS

from mipg_helpers.errors import MipgError, ParameterError
from mipg_helpers.lab.to_report import Order, to_report, write_report
from mipg_helpers.reporting.profiles_exploration import Selection
from mipg_helpers.reporting.settings import Workspace
from mipg_helpers.store import Store

CHOSEN = Selection("0001", 2025, "gobierno_digital")


@pytest.fixture
def notebooks(tmp_path):
    folder = tmp_path / "notebooks"
    folder.mkdir()
    for name in ("explorar.ipynb", "informes.toml"):
        shutil.copy(NOTEBOOKS / name, folder)
    for path in NOTEBOOKS.glob("*.ipynb"):
        (folder / path.name).touch()
    return folder


def left(notebooks):
    return sorted(path for path in notebooks.parent.rglob("*") if notebooks not in path.parents)


def test_a_wrong_parameter_is_refused_before_anything_is_started(sample_space, notebooks):
    order = Order("explorar", "0001", 2025, "gobierno_digital", (("grupillo", "sector"),))
    with pytest.raises(ParameterError, match="quiso decir 'grupo'"):
        write_report(order, sample_space, notebooks)
    assert left(notebooks) == [notebooks]


def test_parameters_are_of_their_owner_alone_until_they_are_whole(
    sample_space, notebooks, monkeypatch
):
    seen = []
    monkeypatch.setattr("mipg_helpers.lab.to_report._run", list)
    monkeypatch.setattr(Path, "chmod", lambda path, _: seen.append(path.stat().st_mode & 0o777))
    to_report("explorar", CHOSEN, sample_space, notebooks)
    (kept,) = (notebooks.parent / "outputs").rglob("*.*")
    assert (seen, kept.suffix) == ([0o600], ".toml")


def test_a_report_that_cannot_be_written_says_why_and_leaves_nothing(
    sample, sample_space, notebooks
):
    tidy = notebooks / "tidy"  # their files are not beside them any more
    shutil.copytree(sample / "tidy", tidy)
    space = Workspace(Store(tidy), sample_space.catalog)
    with pytest.raises(MipgError, match=r"(?s)El informe no se escribió\. .*Sugerencia: "):
        to_report("explorar", CHOSEN, space, notebooks)
    assert left(notebooks) == [notebooks]
