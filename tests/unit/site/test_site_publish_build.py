"""Files of a build: written, copied, taken over."""

import os

import pytest
from site_builders import inodes, sha256

from mipg_helpers.errors import RenderError
from mipg_helpers.site.model import SiteFile
from mipg_helpers.site.publish_build import Build
from mipg_helpers.site.publish_record import Part, Publication


def first(tmp_path, **pages):
    """Publish pages without further ado and describe them."""
    build = Build(tmp_path / "sitio", tmp_path / "nada", None)
    part = Part("h", "r", build.put({f"{name}.html": text for name, text in pages.items()}))
    return Publication(2025, False, (), "", part, {})


def next_build(tmp_path, before):
    return Build(tmp_path / "nuevo", tmp_path / "sitio", before)


def test_bytes_written_are_counted(tmp_path):
    build = Build(tmp_path / "sitio", tmp_path / "nada", None)
    build.put({"a.html": b"123", "b/c.html": b"45"})
    assert (build.n_bytes_written, build.changed) == (5, ["a.html", "b/c.html"])


def test_page_that_says_the_same_is_not_written_again(tmp_path):
    before = first(tmp_path, a=b"uno", b=b"dos")
    build = next_build(tmp_path, before)
    build.put({"a.html": b"uno", "b.html": b"otro"})
    old, new = inodes(tmp_path / "sitio"), inodes(tmp_path / "nuevo")
    assert (old["a.html"] == new["a.html"], old["b.html"] == new["b.html"]) == (True, False)
    assert (build.n_bytes_written, build.changed) == (4, ["b.html"])


def test_part_is_kept_whole(tmp_path):
    before = first(tmp_path, a=b"uno", b=b"dos")
    build = next_build(tmp_path, before)
    assert build.can_keep(before.compartido)
    build.keep(before.compartido)
    assert inodes(tmp_path / "nuevo") == inodes(tmp_path / "sitio")
    assert build.n_bytes_written == 0


def test_file_that_somebody_touched_is_not_kept(tmp_path):
    before = first(tmp_path, a=b"uno")
    (tmp_path / "sitio" / "a.html").write_bytes(b"dos")
    build = next_build(tmp_path, before)
    assert not build.can_keep(before.compartido)
    build.put({"a.html": b"uno"})
    assert (tmp_path / "nuevo" / "a.html").read_bytes() == b"uno"


def test_file_that_is_gone_is_named(tmp_path):
    build = next_build(tmp_path, first(tmp_path, a=b"uno", b=b"dos"))
    build.put({"a.html": b"uno"})
    assert build.removed == ["b.html"]


def document(tmp_path, content=b"informe", listed=b"informe"):
    source = tmp_path / "informe.pdf"
    source.write_bytes(content)
    return SiteFile("informes/a.pdf", source, sha256(listed), len(listed))


def test_report_is_linked_and_document_is_copied(tmp_path):
    build, file = Build(tmp_path / "sitio", tmp_path, None), document(tmp_path)
    build.copy([file], link=True)
    assert (tmp_path / "sitio" / file.path).samefile(file.source)
    build = Build(tmp_path / "otro", tmp_path, None)
    build.copy([file], link=False)
    assert not (tmp_path / "otro" / file.path).samefile(file.source)
    assert build.n_bytes_written == 7


def test_report_with_another_hash_is_refused(tmp_path):
    with pytest.raises(RenderError, match="cambió mientras se publicaba"):
        Build(tmp_path / "s", tmp_path, None).copy([document(tmp_path, b"otro")], link=True)


def test_disk_without_links_gets_copies(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError

    monkeypatch.setattr(os, "link", refuse)
    build, file = Build(tmp_path / "sitio", tmp_path, None), document(tmp_path)
    build.copy([file], link=True)
    assert (tmp_path / "sitio" / file.path).read_bytes() == b"informe"
    assert build.n_bytes_written == 7


@pytest.mark.parametrize("path", ["../a", "/a", "a/../b", ".a", "a/.b", "a\\b", "", "a//b", "ñ"])
def test_path_that_leads_elsewhere_is_refused(tmp_path, path):
    with pytest.raises(ValueError, match="not a path"):
        Build(tmp_path / "sitio", tmp_path, None).put({path: b"x"})


def test_two_parts_cannot_write_the_same_file(tmp_path):
    build = Build(tmp_path / "sitio", tmp_path, None)
    build.put({"a.html": b"x"})
    with pytest.raises(ValueError, match="two parts"):
        build.put({"a.html": b"y"})
