"""The pages of an entidad: semantic, strict, whole, and the same every time."""

import posixpath
import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import follow_up_builders
import profile_builders
import pytest
import site_builders as made
from profile_builders import HOSTILE

from mipg_helpers.analysis.follow_up import summarise_plan
from mipg_helpers.reference import load_catalog
from mipg_helpers.site.checks import MOST_PAGE_BYTES
from mipg_helpers.site.model import Added, Documento, Download, Link, Noticia
from mipg_helpers.site.pages import print_entidad
from mipg_helpers.site.render import static_files
from mipg_helpers.site.theme_file import read_theme

#: Pages of the whole site, which a site of one entidad always has.
SHARED = {"que-es-mipg.html", "metodologia.html", "acerca.html", "accesibilidad.html"}
MOST_BYTES = 60_000


@pytest.fixture(scope="module")
def pages():
    return print_entidad(made.frame(), made.entidad_site(plan=True))


@pytest.fixture(scope="module")
def hostile_pages():
    return print_entidad(made.frame(nombre=HOSTILE), made.entidad_site(hostile=True))


def test_every_kind_of_page_is_there(pages):
    assert {
        "index.html",
        "politicas/index.html",
        "politicas/gobierno-digital.html",
        "dimensiones/d3.html",
        "planes.html",
        "historial.html",
        "datos.html",
    } <= set(pages)


def test_every_page_has_one_title_and_says_its_language(pages):
    for path, page in pages.items():
        tree = made.parsed(page)
        assert len(tree.findall(".//h1")) == 1, path
        assert tree.get("lang") == "es-CO", path
        assert tree.findtext(".//title").strip(" ·"), path


def test_every_page_has_its_landmarks_and_a_way_to_skip(pages):
    for path, page in pages.items():
        tree = made.parsed(page)
        assert len(tree.findall(".//main")) == 1, path
        assert tree.find(".//a[@class='skip']").get("href") == "#contenido", path
        names = [nav.get("aria-label") for nav in tree.findall(".//nav")]
        assert len(names) == len(set(names)), path


def test_no_page_skips_a_level_of_heading(pages):
    for path, page in pages.items():
        levels = [int(line[1]) for line in made.headings(page)]
        assert all(b - a <= 1 for a, b in pairwise(levels)), path


def test_no_page_has_a_style_or_a_script_of_its_own(pages, hostile_pages):
    for path, page in (pages | hostile_pages).items():
        tree = made.parsed(page)
        assert not tree.findall(".//style"), path
        assert not tree.findall(".//script"), path
        attributes = {name for element in tree.iter() for name in element.attrib}
        assert not {name for name in attributes if name == "style" or name.startswith("on")}, path


def test_the_policy_lets_nothing_in_from_outside(pages):
    for page in pages.values():
        policy = made.parsed(page).find(".//meta[@http-equiv='Content-Security-Policy']")
        assert policy.get("content").startswith("default-src 'none'")
        assert "unsafe" not in policy.get("content")


def test_every_address_leads_somewhere(pages):
    site = made.entidad_site(plan=True)
    there = {*pages, *SHARED, *static_files(read_theme()), *(file.path for file in site.files)}
    for path, page in pages.items():
        ids = {element.get("id") for element in made.parsed(page).iter() if element.get("id")}
        for address in made.addresses(page):
            target, _, anchor = address.partition("#")
            if not target:
                assert anchor in ids, (path, address)
                continue
            assert posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) in there


def test_identifiers_are_unique(pages, hostile_pages):
    for path, page in (pages | hostile_pages).items():
        ids = [element.get("id") for element in made.parsed(page).iter() if element.get("id")]
        assert len(ids) == len(set(ids)), path


def test_pages_are_small(pages):
    assert {path: len(page) for path, page in pages.items() if len(page) > MOST_BYTES} == {}


def test_hostile_text_stays_text(hostile_pages):
    for path, page in hostile_pages.items():
        assert not re.search(rb"<(script|img|iframe)\b(?![^>]*escudo)", page), path
        assert made.parsed(page).find(".//main") is not None


def test_no_character_of_a_name_breaks_a_page(hostile_pages):
    for path, page in hostile_pages.items():
        assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", page.decode()), path


def test_the_same_entidad_gives_the_same_bytes_after_another(pages):
    print_entidad(made.frame(), made.entidad_site(hostile=True))
    assert print_entidad(made.frame(), made.entidad_site(plan=True)) == pages


def test_a_site_does_not_call_itself_a_report(pages):
    for path, page in pages.items():
        assert "este informe" not in made.words(page).casefold(), path


def test_the_home_leads_to_every_politica_with_its_score(pages):
    home = made.parsed(pages["index.html"])
    tiles = {
        tile.get("href"): " ".join(tile.text_content().split())
        for tile in home.findall(".//a")
        if tile.get("class", "").startswith("tile ")
    }
    assert tiles["politicas/gobierno-digital.html"].startswith("Gobierno Digital 61,3")
    assert len(tiles) == len(made.KEYS)


def test_high_priority_is_said_in_a_word(pages):
    assert "Prioridad alta" in made.words(pages["index.html"])


def test_charts_say_what_they_show_and_give_their_numbers(pages):
    page = made.parsed(pages["politicas/gobierno-digital.html"])
    drawings = page.findall(".//figure//svg")
    assert drawings
    for svg in drawings:
        assert svg.get("role") == "img"
        assert svg.findtext("desc")
    assert len(page.findall(".//details[@class='companion']//table")) == len(drawings)


def test_a_politica_says_what_it_is_for_and_who_answers(pages):
    found = made.headings(pages["politicas/gobierno-digital.html"])
    assert found[0] == "h1 Gobierno Digital"
    for title in ("Resultado", "Qué falta", "Informes", "Recomendaciones oficiales"):
        assert f"h2 {title}" in found
    assert "h2 Quién responde" in found


def test_a_report_shows_its_formats_and_weights(pages):
    said = made.words(pages["politicas/integridad.html"])
    assert "PDF de Informe de la política (118 kB)" in said


def test_what_leaders_add_is_on_the_page_of_their_politica():
    site = made.entidad_site()
    added = Added(
        (Noticia(date(2026, 7, 15), "Nuevo catálogo", "Ya está", "https://e.gov.co"),),
        (Documento("Acta", made.site_file("documentos/integridad/acta.pdf")),),
    )
    politicas = tuple(
        replace(item, added=added) if item.politica == "integridad" else item
        for item in site.politicas
    )
    printed = print_entidad(made.frame(), replace(site, politicas=politicas))
    page = printed["politicas/integridad.html"]
    assert "../documentos/integridad/acta.pdf" in made.addresses(page)
    assert "15 de julio de 2026" in made.words(page)
    assert "Nuevo catálogo" in made.words(printed["index.html"])
    assert "Nuevo catálogo" not in made.words(printed["politicas/gobierno-digital.html"])


def test_a_page_stays_light_however_long_its_actions_are():
    text = "una palabra " * 2_700
    actions = [
        follow_up_builders.action(f"{n:016x}", politica="integridad", accion=text, dependencia=text)
        for n in range(60)
    ]
    plan = replace(follow_up_builders.plan(tuple(actions)), entidad_id="0001")
    summary = summarise_plan(
        plan, politica="integridad", vigencia=2025, catalog=load_catalog(),
        light=follow_up_builders.LIGHT, fecha_informe=date(2026, 10, 5),
    )  # fmt: skip
    profile = replace(profile_builders.profile("integridad"), plan=summary)
    item = made.politica_site("integridad", profile=profile)
    site = replace(made.entidad_site(), politicas=(item,))
    page = print_entidad(made.frame(), site)[item.path]
    assert len(page) < MOST_PAGE_BYTES
    assert made.words(page).count("el texto sigue en los datos abiertos") == 60


def test_without_a_plan_nothing_tells_the_reader_to_run_a_command():
    printed = print_entidad(made.frame(), made.entidad_site())
    assert "Aún no hay un plan de mejoramiento" in made.words(printed["planes.html"])
    for page in printed.values():
        assert "mipg plan" not in made.words(page)


def test_downloads_are_listed_with_what_they_hold():
    download = Download("Puntajes", "datos/puntajes.csv", 2_400_000, "Todos los puntajes.")
    page = print_entidad(made.frame(), made.entidad_site(), [download])["datos.html"]
    assert "datos/puntajes.csv" in made.addresses(page)
    assert "Todos los puntajes. CSV de Puntajes (2,4 MB)" in made.words(page)


def test_pages_of_other_parts_are_in_the_menu():
    frame = made.frame(menu=(Link("Buscar", "buscar.html"),))
    page = print_entidad(frame, made.entidad_site())["politicas/integridad.html"]
    assert "../buscar.html" in made.addresses(page)


def test_in_a_site_of_several_the_way_back_goes_through_the_home_of_all():
    printed = print_entidad(made.frame(is_single=False), made.entidad_site("entidades/0001/"))
    page = made.parsed(printed["entidades/0001/politicas/integridad.html"])
    trail = [
        link.get("href") for link in page.findall(".//nav[@aria-label='Ruta de navegación']//a")
    ]
    assert trail == ["../../../index.html", "../index.html", "index.html"]


def test_the_menu_says_where_the_reader_is(pages):
    current = made.parsed(pages["planes.html"]).findall(".//nav//a[@aria-current='page']")
    assert {link.text_content() for link in current} == {"Planes"}


def test_history_says_what_is_missing_instead_of_a_zero(pages):
    said = made.words(pages["historial.html"])
    assert "Puntaje oficial por vigencia" in said
    assert not re.search(r"\b0 0 0\b", said)


def test_history_says_why_some_vigencias_are_not_compared():
    trend = profile_builders.with_break().trend
    site = made.entidad_site()
    broken = replace(site, profile=replace(site.profile, trend=trend))
    said = made.words(print_entidad(made.frame(), broken)["historial.html"])
    assert trend.breaks[0].explicacion in said


def test_a_politica_without_a_score_says_why_and_shows_no_gap():
    site = made.entidad_site()
    item = made.politica_site("integridad", profile=profile_builders.not_applicable())
    page = print_entidad(made.frame(), replace(site, politicas=(item,)))[item.path]
    assert "Esta política no aplica a la entidad" in made.words(page)
    assert "h2 Qué falta" not in made.headings(page)
