"""Which evidence workbooks go out, under which names, and what is noted of them."""

from dataclasses import replace
from datetime import date

import pytest
from evidence_builders import BOOK, CONTROL, CUMPLE, MASTER, Loop, usual
from openpyxl import load_workbook

from mipg_helpers.evidence_workbook.sending import plan_outgoing

DAY = date(2026, 2, 1)


def of_unit(name):
    profile = usual()
    return replace(profile, preguntas=tuple(replace(p, unidad=name) for p in profile.preguntas))


@pytest.mark.parametrize("name", ["../../etc", "Maestro", "Ñandú / Æ", "x" * 300, "…"])
def test_names_of_files_are_safe_and_their_own(name):
    first, master, control = (one.archivo for one in plan_outgoing(of_unit(name), {}, DAY))
    assert (master, control) == (MASTER, CONTROL)
    assert first.startswith("preparacion-")
    assert first not in {master, control}
    assert set(first) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
    assert len(first) < 100


def test_spellings_of_one_unit_share_a_workbook():
    profile = usual()
    one, other = profile.preguntas
    both = (replace(one, unidad="Talento Humano"), replace(other, unidad="TALENTO HUMANO"))
    first, *_ = plan_outgoing(replace(profile, preguntas=both), {}, DAY)
    assert len(first.content.preguntas) == 2


def test_preguntas_of_nobody_are_only_in_the_master():
    outgoing = plan_outgoing(of_unit(""), {}, DAY)
    assert [one.archivo for one in outgoing] == [MASTER, CONTROL]


def test_sending_again_what_did_not_change_is_the_same_sending(tmp_path):
    loop = Loop(tmp_path)
    with loop.book:
        loop.send()
        before = loop.sent().read_bytes()
        done = loop.send()
        assert (loop.sent().read_bytes(), done.apartados) == (before, ())
        assert len(loop.book.sendings(*BOOK)) == 3


def test_workbook_in_which_somebody_wrote_is_moved_aside(tmp_path):
    loop = Loop(tmp_path)
    with loop.book:
        loop.send()
        loop.fill({("GTH201.1", CUMPLE): "Sí"}).replace(loop.sent())
        (aside,) = loop.send().apartados
        assert ".lleno-" in aside.name
        loop.receive(aside)
        assert loop.cell("gth201.1", "cumple") == "si"


def test_old_workbook_is_told_as_such(tmp_path):
    loop = Loop(tmp_path)
    with loop.book:
        loop.send()
        old = loop.keep()
        loop.take({("GTH201.1", CUMPLE): "Sí"})
        loop.send()
        receipt = loop.take({("GTH201.2", CUMPLE): "No"}, source=old)
        assert [one.tipo for one in receipt.problemas] == ["versión anterior"]
        assert loop.cell("gth201.2", "cumple") == "no"


def test_without_answers_the_notes_say_so(tmp_path):
    profile = replace(usual(), tiene_respuestas=False)
    loop = Loop(tmp_path, profile)
    with loop.book:
        loop.send()
        told = [row[1].value for row in load_workbook(loop.sent())["Notas"].iter_rows()]
    assert "No hay respuestas de la entidad cargadas para esta vigencia." in told
