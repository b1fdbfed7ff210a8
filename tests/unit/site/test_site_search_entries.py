"""What can be found of an entidad is what its pages print."""

import site_builders as made

from mipg_helpers.site.pages import print_entidad
from mipg_helpers.site.search_entries import TITLE, entidad_entries


def test_every_kind_is_there():
    kinds = {entry.kind for entry in entidad_entries(made.entidad_site())}
    assert kinds == {"politica", "recomendacion", "accion"}


def test_every_entry_leads_to_a_place_that_exists():
    site = made.entidad_site("entidades/0001/")
    pages = print_entidad(made.frame(is_single=False), site)
    for entry in entidad_entries(site):
        path, _, anchor = entry.href.partition("#")
        assert not anchor or made.parsed(pages[path]).get_element_by_id(anchor) is not None


def test_a_long_text_is_named_by_its_start_and_found_whole():
    for entry in entidad_entries(made.entidad_site()):
        assert len(entry.title) <= TITLE + 1
        assert not entry.title.endswith("…") or entry.text
