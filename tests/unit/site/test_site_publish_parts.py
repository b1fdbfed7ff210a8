"""What the search finds went through the rules of what is held back."""

from dataclasses import replace

import site_builders as made

from mipg_helpers.site.privacy import RETAINED, Rules
from mipg_helpers.site.publish_parts import reviewed_entries


def named(nombre):
    site = made.entidad_site()
    entidad = replace(site.entry.entidad, nombre=nombre)
    return replace(site, entry=replace(site.entry, entidad=entidad))


def names_found(nombre, rules):
    return {entry.entidad for entry in reviewed_entries(named(nombre), rules)}


def test_datum_in_the_name_of_an_entidad_is_held_back():
    (found,) = names_found("Alcaldía, escriba a ana@ejemplo.gov.co", Rules())
    assert "ana" not in found
    assert names_found("Alcaldía del Ing. Pedro Gómez", Rules()) == {f"Alcaldía del {RETAINED}"}


def test_internal_site_names_persons():
    nombre = "Alcaldía del Ing. Pedro Gómez"
    assert names_found(nombre, Rules(interna=True)) == {nombre}
