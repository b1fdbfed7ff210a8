"""The list of what was held back."""

from site_builders import sha256

from mipg_helpers.site.privacy import Held
from mipg_helpers.site.publish_held import held_path, held_text, read_held, write_held

HELD = [
    Held("0001", "b.html", "correo electrónico", "a [dato retenido]", "se escribió"),
    Held("0001", "a.html", "enlace interno", "=1+1", "se escribió"),
]


def test_list_lies_beside_the_site(tmp_path):
    write_held(tmp_path / "sitio", held_text(HELD))
    assert [path.name for path in tmp_path.iterdir()] == ["sitio.retenido.csv"]


def test_list_of_the_site_is_read_back(tmp_path):
    content = held_text(HELD)
    write_held(tmp_path / "sitio", content)
    found = read_held(tmp_path / "sitio", sha256(content))
    assert held_text(found) == content


def test_order_makes_no_difference():
    assert held_text(HELD) == held_text(HELD[::-1])


def test_text_that_a_spreadsheet_would_compute_is_text():
    assert b",'=1+1," in held_text(HELD)


def test_list_of_another_publication_is_not_believed(tmp_path):
    site = tmp_path / "sitio"
    assert read_held(site, "") is None
    held_path(site).write_bytes(b"otra")
    assert read_held(site, sha256(held_text(HELD))) is None
