"""A file under its final name is whole, or it is what was there before."""

from pathlib import Path

import pytest

from mipg_helpers.errors import RenderError
from mipg_helpers.plan_workbook.whole_files import replace_file


def test_file_is_replaced_whole_and_others_may_read_it(tmp_path):
    path = tmp_path / "nueva" / "plan.xlsx"
    replace_file(path, b"antes")
    replace_file(path, b"ahora")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"ahora", 0o644)
    assert list(path.parent.iterdir()) == [path]


def test_file_is_of_its_owner_alone_until_it_is_whole(tmp_path, monkeypatch):
    def note(path, _mode):
        seen.append((path.stat().st_mode & 0o777, path.read_bytes()))

    seen = []
    monkeypatch.setattr(Path, "chmod", note)
    replace_file(tmp_path / "plan.xlsx", b"ahora")
    assert seen == [(0o600, b"ahora")]


def test_what_cannot_be_replaced_is_told_and_leaves_nothing_behind(tmp_path):
    path = tmp_path / "plan.xlsx"
    path.mkdir()
    with pytest.raises(RenderError, match=r"«plan\.xlsx».*no se puede escribir"):
        replace_file(path, b"ahora")
    assert list(tmp_path.iterdir()) == [path]
