"""The short form of the answers and plans, and proofs that their judge sees what it looks for."""

import sqlite3
from contextlib import closing

import pytest
from campaign.answers import answers
from campaign.answers_desk import prepare
from campaign.answers_judge import lost, said_in_books, try_answer
from campaign.judge import MOST_MB

CASES = {case.label: case for case in answers()}
#: Those that cost little: what is made of accepted answers is in the long form.
FEW = (
    "archivos devueltos/con_clave.xlsx",
    "nombres de archivo/sin_letras",
    "hoja oculta/miente: rol",
    "planes/columnas confirmadas",
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory, sample):
    folder = tmp_path_factory.mktemp("respuestas")
    prepare(folder / "mesa", sample)
    return folder / "mesa"


def test_there_are_as_many_cases_as_promised():
    assert len(CASES) >= 120


@pytest.mark.parametrize("label", FEW)
def test_hostile_answer_is_refused_and_stops_nobody_else(label, desk, tmp_path):
    verdict = try_answer(CASES[label], desk, tmp_path / "caso", outputs=False)
    assert verdict.problems == []
    assert verdict.outcome == "rechazado"
    assert verdict.peak_mb < MOST_MB


def test_judge_sees_what_a_book_lost(tmp_path):
    for name in ("plan.sqlite", "evidencias.sqlite"):
        with closing(sqlite3.connect(tmp_path / name)) as book:
            book.execute("CREATE TABLE valores (valor)")
            book.execute("INSERT INTO valores VALUES ('x')")
            book.commit()
    before = said_in_books(tmp_path)
    (tmp_path / "plan.sqlite").write_bytes(b"")
    assert lost(before, said_in_books(tmp_path)) == ["plan.sqlite valores: 1 rows are lost"]
