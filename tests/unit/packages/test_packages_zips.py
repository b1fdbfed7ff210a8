import pytest
from packages_builders import parts_of

from mipg_helpers.packages.zips import unzipped, zip_bytes

FILES = [("b/uno.txt", b"uno"), ("a.txt", b"dos")]


def test_files_come_back_in_the_order_given():
    assert unzipped(zip_bytes(FILES)) == FILES


def test_same_files_give_the_same_bytes():
    assert zip_bytes(FILES) == zip_bytes(FILES)


def test_anybody_may_read_what_is_unpacked():
    import zipfile
    from io import BytesIO

    (entry, _) = zipfile.ZipFile(BytesIO(zip_bytes(FILES))).infolist()
    assert entry.external_attr >> 16 == 0o100644
    assert parts_of(zip_bytes(FILES))["a.txt"] == b"dos"


@pytest.mark.parametrize("name", ["/etc/x", "../x", "a//b", "a\\b", "c:x", "", "a/./b"])
def test_name_that_leaves_its_folder_is_refused(name):
    with pytest.raises(ValueError, match="unfit name"):
        zip_bytes([(name, b"")])


def test_name_that_comes_twice_is_refused():
    with pytest.raises(ValueError, match="unfit name"):
        zip_bytes([("a", b"1"), ("a", b"2")])
