"""What a published site says of itself."""

import json

import pytest

from mipg_helpers.errors import ConfigError
from mipg_helpers.site.publish_record import (
    FILE,
    Part,
    Publication,
    PublishedFile,
    read_record,
    write_record,
)

PUBLICATION = Publication(
    2025, True, ("0001/2025/compras: falló",), "ab",
    Part("h", "r", {"index.html": PublishedFile("aa", 1, 2)}),
    {"0001": Part("i", "s", {"politicas/compras.html": PublishedFile("bb", 3, 4)})},
)  # fmt: skip


def test_what_is_written_is_read(tmp_path):
    assert write_record(tmp_path, PUBLICATION) == (tmp_path / FILE).stat().st_size
    assert read_record(tmp_path) == PUBLICATION


def test_all_files_are_listed():
    assert set(PUBLICATION.archivos) == {"index.html", "politicas/compras.html"}


def test_nothing_is_published_yet(tmp_path):
    assert read_record(tmp_path) is None
    assert read_record(tmp_path / "nada") is None


def test_site_of_another_format_is_made_anew(tmp_path):
    (tmp_path / FILE).write_text('{"formato": 0}')
    assert read_record(tmp_path) is None


@pytest.mark.parametrize("text", ["", "{}", "[]", "no es JSON", json.dumps({"formato": 1})])
def test_damaged_record_keeps_the_folder_where_it_is(tmp_path, text):
    (tmp_path / FILE).write_text(text)
    with pytest.raises(ConfigError, match="no es un sitio publicado por este programa"):
        read_record(tmp_path)


def test_folder_of_somebody_is_not_moved(tmp_path):
    (tmp_path / "tesis.docx").write_text("x")
    with pytest.raises(ConfigError, match="escoja otra con --sitio"):
        read_record(tmp_path)


def test_file_is_no_site(tmp_path):
    (tmp_path / "sitio").write_text("x")
    with pytest.raises(ConfigError):
        read_record(tmp_path / "sitio")
