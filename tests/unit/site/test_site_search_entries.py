"""What can be found of an entidad is what its pages print."""

from dataclasses import replace

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


def test_a_long_text_is_named_by_its_start_and_goes_on_after_it():
    site = made.entidad_site()
    said = {
        recomendacion.texto
        for item in site.politicas
        for recomendacion in item.profile.recomendaciones
    }
    for entry in entidad_entries(site):
        assert len(entry.title) <= TITLE + 1
        if entry.kind == "recomendacion" and entry.title.endswith("…"):
            assert any(text.rstrip(".").endswith(entry.text.rstrip(".")[1:]) for text in said)


def test_no_word_of_a_long_text_is_lost():
    text = "uno, dos; " * 20 + "y al final veinte"
    site = made.entidad_site()
    item = site.politicas[0]
    said = (replace(item.profile.recomendaciones[0], texto=text),)
    changed = replace(item, profile=replace(item.profile, recomendaciones=said))
    found = entidad_entries(replace(site, politicas=(changed,)))[1]
    joined = f"{found.title} {found.text}".replace("…", "").replace(";", "").replace(",", "")
    assert joined.split() == text.replace(";", "").replace(",", "").split()
