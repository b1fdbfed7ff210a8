"""What the search finds went through the rules of what is held back."""

from dataclasses import replace

import site_builders as made

from mipg_helpers.site.privacy import RETAINED, Rules
from mipg_helpers.site.publish_parts import reviewed_entries


def named(nombre):
    site = made.entidad_site()
    entidad = replace(site.entry.entidad, nombre=nombre)
    return replace(site, entry=replace(site.entry, entidad=entidad))


def test_datum_in_the_name_of_an_entidad_is_held_back():
    entries = reviewed_entries(named("Alcaldía, escriba a ana@ejemplo.gov.co"), Rules())
    assert {entry.entidad for entry in entries} == {f"Alcaldía, escriba a {RETAINED}"}


def test_internal_site_holds_nothing_back():
    nombre = "Alcaldía, escriba a ana@ejemplo.gov.co"
    entries = reviewed_entries(named(nombre), Rules(interna=True))
    assert {entry.entidad for entry in entries} == {nombre}
