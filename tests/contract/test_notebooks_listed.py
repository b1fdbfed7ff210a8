"""The folder of notebooks reads like a table of contents: each answers one question, once."""

import re

from builders import NOTEBOOKS

from mipg_helpers.reporting.catalogue import read_report_kinds

KINDS = list(read_report_kinds(NOTEBOOKS).values())
ROW = re.compile(r"^\| (.+) \| \[(.+)\]\((.+)\) \| `(.+)` \|$", re.MULTILINE)


def test_every_notebook_has_a_report():
    assert {kind.cuaderno.name for kind in KINDS} == {p.name for p in NOTEBOOKS.glob("*.ipynb")}


def test_every_notebook_answers_one_question_of_its_own():
    asked = [kind for kind in KINDS if kind.pregunta]
    names = [kind.cuaderno.name for kind in asked]
    assert sorted(names) == sorted({kind.cuaderno.name for kind in KINDS})
    assert len({kind.pregunta for kind in asked}) == len(asked)
    assert [k.pregunta for k in asked if not re.fullmatch(r"¿.+\?", k.pregunta)] == []


def test_reading_begins_at_the_first_page():
    assert KINDS[0].cuaderno.name == "inicio.ipynb"


def test_the_list_of_the_folder_is_that_of_the_reports():
    shown = ROW.findall((NOTEBOOKS / "README.md").read_text(encoding="utf-8"))
    names = [(kind.pregunta, kind.cuaderno.name, kind.informe) for kind in KINDS if kind.pregunta]
    assert [(question, name, report) for question, name, _, report in shown] == names
    assert all(name == target for _, name, target, _ in shown)
