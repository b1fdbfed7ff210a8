"""Proofs of a whole build."""

import pytest
from site_builders import page, write_site

from mipg_helpers.site import checks
from mipg_helpers.site.checks import check_site, lost_anchors
from mipg_helpers.site.privacy import Rules

OWN = Rules(own=("contacto@villa.gov.co",))


def problems(folder, files, **options):
    options = {"pages": files, "rules_of": lambda _: OWN} | options
    return check_site(folder, files, **options)


def test_sound_site_has_no_problems(tmp_path):
    links = '<a href="dos.html#contenido">dos</a> <a href="https://www.gov.co/">fuera</a>'
    files = write_site(tmp_path, uno=page(links, "Uno"), dos=page("", "Dos"))
    assert problems(tmp_path, files) == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('<a href="Dos.html">x</a>', "uno.html: enlaza 'Dos.html', que no existe"),
        ('<a href="#nada">x</a>', "enlaza '#nada', y ese lugar no existe"),
        ('<a href="dos.html#nada">x</a>', "enlaza 'dos.html#nada', y ese lugar no existe"),
        ('<a href="../uno.html">x</a>', "que no existe"),
        ('<a href="datos/a.csv">x</a>', "enlaza 'datos/a.csv', que no existe"),
        ('<a href="http://www.gov.co">x</a>', "está fuera del sitio"),
        ('<a href="javascript:x()">x</a>', "está fuera del sitio"),
        ('<a href="//otro.co/a">x</a>', "está fuera del sitio"),
        ('<a href="mailto:ana@x.co">x</a>', "está fuera del sitio"),
        ('<a href="https://10.0.0.1/a">x</a>', "enlaza una dirección interna"),
        ('<img alt="" src="https://www.gov.co/a.png">', "carga 'https://www.gov.co/a.png'"),
        ('<script src="a.js"></script>', "carga 'a.js', que no existe"),
        ("<p>ana@x.gov.co</p>", "muestra correo electrónico"),
        ("<p>300<b>1234567</b></p>", "muestra número de teléfono"),
    ],
)
def test_problem_is_named_with_its_file(tmp_path, body, said):
    files = write_site(tmp_path, uno=page(body, "Uno"), dos=page("", "Dos"))
    (found,) = problems(tmp_path, files)
    assert found.startswith("uno.html: ")
    assert said in found


def test_contact_of_the_institution_may_be_linked(tmp_path):
    body = '<a href="mailto:contacto@villa.gov.co">contacto@villa.gov.co</a>'
    assert problems(tmp_path, write_site(tmp_path, uno=page(body))) == []


def test_internal_build_may_carry_data_and_links(tmp_path):
    files = write_site(tmp_path, uno=page('<a href="http://intranet/a">ana@x.gov.co</a>'))
    assert problems(tmp_path, files, rules_of=lambda _: Rules(interna=True)) == []


def test_pages_are_called_differently(tmp_path):
    files = write_site(tmp_path, uno=page(), dos=page())
    assert problems(tmp_path, files) == ["uno.html: tiene el mismo título que dos.html"]


def test_page_has_a_limit_of_weight(tmp_path, monkeypatch):
    monkeypatch.setattr(checks, "MOST_PAGE_BYTES", 1000)
    files = write_site(tmp_path, uno=page("palabra " * 200))
    assert problems(tmp_path, files) == ["uno.html: pesa 1 kB; lo más son 1 kB"]


def test_everything_wrong_is_said_at_once(tmp_path):
    files = write_site(tmp_path, uno=page('<a href="a">x</a>', "U"), dos=page("<p>", "D"))
    assert len(problems(tmp_path, files)) == 2


def test_report_may_have_the_title_and_the_style_of_another(tmp_path):
    own = page("<p style='color:red'>x</p>")
    files = write_site(tmp_path, uno=own, dos=own)
    assert problems(tmp_path, files, reports=files) == []


def test_only_what_is_new_is_read(tmp_path):
    files = write_site(tmp_path, uno=page("<p>", "U"), dos=page("", "D"))
    assert problems(tmp_path, files, pages={"dos.html"}) == []


def test_place_that_others_may_link_is_missed(tmp_path):
    write_site(tmp_path / "antes", uno=page('<p id="a">x</p>'))
    write_site(tmp_path / "ahora", uno=page('<p id="b">x</p>'))
    assert lost_anchors(tmp_path / "antes", tmp_path / "ahora", ["uno.html"])
    assert not lost_anchors(tmp_path / "antes", tmp_path / "antes", ["uno.html"])


@pytest.mark.parametrize(
    ("path", "text", "n_problems"),
    [
        ("datos/acciones.csv", "accion\nEscriba a ana@x.gov.co\n", 1),
        ("datos/puntajes.csv", "puntos\n66.6666666667\n3001234567\n", 0),
        ("buscar/fab-0.js", 'mipgBuscar.fichas("ab-0","Llame al 3001234567");', 1),
        ("buscar/p0-a.js", 'mipgBuscar.palabras("0-a","acta 3001234567");', 0),
        ("documentos/compras/lista.csv", "telefono\nTel. 3001234567\n", 0),
    ],
)
def test_data_and_search_show_no_person(tmp_path, path, text, n_problems):
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_text(text)
    assert len(problems(tmp_path, {path})) == n_problems
