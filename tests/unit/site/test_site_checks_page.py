"""What one page must be."""

import pytest
from site_builders import page

from mipg_helpers.site.checks_page import read_page


def said(content, **options):
    return read_page("a.html", content, **options).problems


def test_sound_page_has_no_problem():
    assert said(page('<h2 id="a">b</h2><p>c<br>d<wbr>e</p><svg><title>f</title></svg>')) == []


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("<p><b>a</p>", "</p> cierra antes que <b>"),
        ("</div>", "</div> no cierra nada"),
        ('<p id="contenido">a</p>', "<p> repite el id 'contenido'"),
        ('<p class="a" class="b">a</p>', "<p> repite un atributo"),
        ('<img src="a.png">', "<img src='a.png'> no tiene alt"),
        ('<a href="a"><a href="b">c</a></a>', "hay un enlace dentro de otro"),
        ("<h3>a</h3>", "<h3> viene después de <h1>"),
        ("<h1>a</h1>", "tiene 2 <h1> y debe tener uno"),
        ("<iframe></iframe>", "tiene <iframe>"),
        ('<p onclick="a()">a</p>', "<p> tiene un guion en un atributo"),
        ("<script>a()</script>", "tiene un guion dentro de la página"),
        ('<p style="color:red">a</p>', "<p> tiene un estilo dentro de la página"),
        ('<form action="https://x.co"></form>', "<form> envía lo que se escriba"),
        ('<img alt="" srcset="a.png">', "<img> pide una imagen de otra manera"),
        ("<p>Traceback (most recent call last)</p>", "contiene rastro de un error"),
        ("<p>/home/ana/plan.xlsx</p>", "contiene ruta de este equipo"),
        (r"<p>C:\Users\ana</p>", "contiene ruta de este equipo"),
        ("<p>file://servidor/a</p>", "contiene ruta de este equipo"),
    ],
)
def test_problem_of_the_body(body, problem):
    (found,) = said(page(body))
    assert found.startswith(problem)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("<!doctype html>", "", "no empieza con <!doctype html>"),
        ('lang="es-CO"', 'lang="en"', "el idioma es 'en' y no español"),
        ("<title>Página</title>", "", "debe tener un <title> con texto, y solo uno"),
        ("main", "div", "no tiene <main>"),
        ("http-equiv", "name", "no tiene Content-Security-Policy"),
        ("</html>", "", "quedó sin cerrar: html"),
    ],
)
def test_problem_of_the_frame(old, new, problem):
    assert said(page().decode().replace(old, new).encode()) == [problem]


def test_bytes_of_another_encoding():
    assert said("año".encode("latin-1")) == ["no es UTF-8"]


def test_report_brings_its_own_style():
    assert said(page("<p style='a:b'>c</p>"), is_report=True) == []
