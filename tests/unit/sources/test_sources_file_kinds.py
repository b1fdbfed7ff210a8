import pytest

from mipg_helpers.errors import SourceFileError
from mipg_helpers.sources.file_kinds import describe_head, looks_like_text, read_head


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"%PDF-1.7", "un PDF"),
        (b"\xef\xbb\xbf  <!DOCTYPE html>", "una página HTML"),
        (b"<?xml version='1.0'?><html>", "una página HTML"),
        (b"<?xml version='1.0'?><a/>", "un archivo XML"),
        (b'[{"a": 1}]', "un archivo JSON"),
        (b"PAR1", "una tabla Parquet"),
        (b"Entidad;SIGEP", ""),
    ],
)
def test_file_is_named_by_its_first_bytes(head, name):
    assert describe_head(head) == name


def test_text_has_no_control_characters():
    assert looks_like_text("Política\t;\r\n".encode("cp1252"))
    assert looks_like_text("\ufeffPolítica".encode("utf-16-le"))
    assert not looks_like_text(b"\x00\x01\x02")


def test_missing_file_is_told_without_its_folder(tmp_path):
    with pytest.raises(SourceFileError, match=r"^«falta\.xlsx»: el archivo no existe"):
        read_head(tmp_path / "falta.xlsx")


def test_folder_is_no_file(tmp_path):
    with pytest.raises(SourceFileError, match="es una carpeta"):
        read_head(tmp_path)
