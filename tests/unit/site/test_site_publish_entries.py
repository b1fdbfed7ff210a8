"""What the search finds, kept between publications."""

from mipg_helpers.site.publish_entries import KeptEntries
from mipg_helpers.site.search import SearchEntry

ENTRIES = [SearchEntry("accion", "0001", "Villa", "Compras", "Acción", "Texto", "a.html#b")]


def test_entries_are_kept(tmp_path):
    kept = KeptEntries(tmp_path / "sitio")
    assert kept.write("abc", ENTRIES) > 0
    assert kept.read("abc") == ENTRIES


def test_entries_that_are_lost_or_damaged_are_none(tmp_path):
    kept = KeptEntries(tmp_path / "sitio")
    assert kept.read("abc") is None
    kept.write("abc", ENTRIES)
    (kept.folder / "abc.json").write_text("[1]")
    assert kept.read("abc") is None


def test_entries_of_nobody_are_removed(tmp_path):
    kept = KeptEntries(tmp_path / "sitio")
    kept.write("abc", ENTRIES)
    kept.write("def", ENTRIES)
    kept.keep_only(["def"])
    assert [path.name for path in kept.folder.iterdir()] == ["def.json"]
