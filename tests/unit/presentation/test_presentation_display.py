import json

import pytest
from lxml import etree

from mipg_helpers.presentation import blocks
from mipg_helpers.presentation.display import KINDS, Displayed, concat

EVIL = "<script>alert('x')</script> & \"q\""
ALL = [
    blocks.cover(
        title=EVIL,
        subtitle="s",
        identity={"vigencia": "2025"},
        facts=[("Entidad", EVIL)],
        notice="Datos ficticios",
    ),
    blocks.heading(2, EVIL),
    blocks.paragraph(
        [
            blocks.strong("a"),
            blocks.emphasis("b"),
            blocks.code("<c>"),
            blocks.link("https://www.funcionpublica.gov.co", "sitio"),
        ]
    ),
    blocks.bullet_list(["uno", "dos"], ordered=True),
    blocks.key_figures([{"label": "Puntaje", "value": "61,3", "detail": EVIL, "tone": ""}]),
    blocks.callout("warning", "", EVIL),
    blocks.table(
        caption=EVIL,
        columns=[("Política", "left"), ("Puntaje", "right")],
        rows=[[EVIL, "61,3"]],
        note="Puntos.",
    ),
    blocks.figure(svg="<svg><path d='M 0 0'/></svg>", caption=EVIL, alt=EVIL, note="n"),
]


def html_of(*found):
    return Displayed(list(found))._repr_mimebundle_()["text/html"]


def test_the_bundle_has_our_blocks_html_and_text():
    bundle = Displayed([blocks.paragraph("hola")])._repr_mimebundle_(include=None, exclude=None)
    assert set(bundle) == {blocks.MIME, "text/html", "text/plain"}
    assert bundle[blocks.MIME] == {"blocks": [blocks.paragraph("hola")]}


def test_the_bundle_survives_json():
    bundle = Displayed(ALL)._repr_mimebundle_()
    assert json.loads(json.dumps(bundle)) == bundle


def test_every_kind_of_block_can_be_shown():
    assert {block["type"] for block in ALL} == KINDS
    for block in ALL:
        bundle = Displayed([block])._repr_mimebundle_()
        assert bundle["text/plain"].strip()


def test_html_is_well_formed_and_free_text_is_escaped():
    html = html_of(*ALL)
    etree.fromstring(html)
    assert "<script" not in html


def test_html_says_its_language():
    assert html_of().startswith('<div lang="es-CO">')


def test_a_link_with_another_scheme_is_only_its_words():
    html = html_of(blocks.paragraph([blocks.link("javascript:alert(1)", "aquí")]))
    assert "javascript" not in html
    assert "aquí" in html


def test_table_headers_have_a_scope():
    html = html_of(ALL[6])
    assert html.count('scope="col"') == 2
    assert html.count('scope="row"') == 1


def test_a_table_without_row_headers_has_plain_cells():
    plain = blocks.table(caption="c", columns=[("a", "left")], rows=[["1"]], row_header=False)
    assert 'scope="row"' not in html_of(plain)


def test_a_figure_carries_its_text_alternative():
    html = html_of(blocks.figure(svg="<svg/>", caption="c", alt="61,3 puntos"))
    assert 'role="img" aria-label="61,3 puntos"' in html


def test_plain_text_holds_caption_and_cells():
    text = Displayed([ALL[6]])._repr_mimebundle_()["text/plain"]
    assert text.splitlines()[1:] == ["Política | Puntaje", f"{EVIL} | 61,3", "Puntos."]


def test_displayed_objects_join_in_order():
    one, two = Displayed([blocks.paragraph("1")]), Displayed([blocks.paragraph("2")])
    assert one + two == concat([one, two]) == Displayed([*one.blocks, *two.blocks])


def test_only_displayed_objects_join():
    with pytest.raises(TypeError):
        Displayed([]) + "otro"


def test_joining_leaves_the_parts_as_they_were():
    one = Displayed([blocks.paragraph("1")])
    concat([one, one])
    assert len(one.blocks) == 1


def test_an_unknown_block_is_refused_at_once():
    with pytest.raises(ValueError, match="unknown block types: hologram"):
        Displayed([{"type": "hologram"}])
