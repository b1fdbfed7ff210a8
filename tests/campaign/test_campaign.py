"""The short form of the campaign, and proofs that its judge sees what it looks for."""

import os
import sqlite3
import time
from collections import Counter
from contextlib import closing

import pytest
from campaign import fuzz, run
from campaign.corpus import corpus
from campaign.faults import is_notebook, is_trace
from campaign.faults_writers import said_in
from campaign.hostile import SHORT, chosen
from campaign.judge import MOST_MB, in_own_process, try_case
from campaign.load import check_growth
from campaign.search import problems_in
from campaign.tally import Tally, table, total

CASES = corpus()
#: Cases that found a defect are tried with every change.
ONCE_FOUND = {"inyección en entidad/rastro", "inyección en entidad/correo"}
FOUND = [case for case in CASES if case.label in ONCE_FOUND]
TRIED = FOUND + chosen([c for c in CASES if c.family not in {f.family for f in FOUND}], SHORT)


def test_corpus_is_as_large_as_promised():
    assert len(CASES) >= 250


@pytest.mark.parametrize("case", TRIED, ids=lambda case: case.label)
def test_hostile_input_is_refused_or_loaded_and_nothing_escapes(case, tmp_path):
    verdict = try_case(case, tmp_path / "caso")
    assert verdict.problems == []
    assert verdict.outcome in {"rechazado", "reparado", "cargado"}
    assert verdict.peak_mb < MOST_MB


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", "<p><script>alert(1)</script>"),
        ("a.html", "<p onclick='x()'>a"),
        ("a.html", "<a href=' java\tscript:x()'>a</a>"),
        ("a.html", "<img src=https://ejemplo.test/x.png>"),
        ("a.html", "<p style='background:url(x)'>a"),
        ("a.html", "<p>/privado/aqui/x"),
        ("a.csv", "nombre;valor\n=1+1;2"),
        ("a.csv", "nombre,valor\n@SUM(1),2"),
    ],
)
def test_search_finds_what_should_not_be_there(tmp_path, name, text):
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert list(problems_in(tmp_path, private="/privado/aqui"))


def test_search_accepts_the_same_as_words(tmp_path):
    (tmp_path / "a.html").write_text("<p>&lt;script&gt; onclick=x javascript:x", encoding="utf-8")
    (tmp_path / "a.csv").write_text("nombre;valor\n'=1+1;-2,5", encoding="utf-8")
    assert list(problems_in(tmp_path, private="/privado")) == []


def test_judge_sees_a_process_that_dies(tmp_path):
    ended = in_own_process(os.abort, tmp_path / "x.txt")
    assert ended.signal


def test_judge_sees_a_traceback(tmp_path):
    ended = in_own_process(lambda: 1 // 0, tmp_path / "x.txt")
    assert ended.code == 70
    assert "ZeroDivisionError" in ended.printed


def test_judge_sees_how_much_memory_was_taken(tmp_path):
    def take():
        taken = bytearray(b"x" * 400_000_000)
        time.sleep(0.01)
        return len(taken) - 400_000_000

    assert in_own_process(take, tmp_path / "x.txt").peak_mb > 400


def test_table_adds_up_what_was_counted():
    parts = [Tally("a", tried=2, lost=1, peak_mb=5.0), Tally("b", tried=3, peak_mb=9.0)]
    assert total(parts).tried == 5
    assert not total(parts).is_clean
    assert table(parts).splitlines()[-1].startswith("| Total | 5 | 0 |")


def test_what_was_once_found_is_read_or_refused(tmp_path):
    ended = in_own_process(fuzz.try_kept, tmp_path / "visto.txt")
    assert (ended.code, ended.signal, ended.printed) == (0, 0, "")
    assert ended.peak_mb < MOST_MB


def test_what_fails_again_is_told_by_its_name(tmp_path, monkeypatch, capsys):
    (tmp_path / "hoja-1").touch()
    (tmp_path / "tabla-1").touch()
    monkeypatch.setattr(fuzz, "targets", lambda: {"hoja": int, "tabla": len})
    assert fuzz.try_kept(tmp_path) == 1
    assert capsys.readouterr().out.startswith("hoja-1: ")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("hoja-utf16", "en la codificación «UTF-16»"),
        ("textos-cuenta-falsa", "dice tener 4294967295 textos y no los tiene"),
        ("textos-cuenta-de-miles-de-cifras", "textos y no los tiene"),
    ],
)
def test_kept_case_is_refused_for_what_is_wrong_with_it(name, words, monkeypatch):
    seen = []
    monkeypatch.setattr(fuzz, "check", seen.append)
    fuzz.targets()[name.partition("-")[0]]((fuzz.FOUND / name).read_bytes())
    assert words in str(seen[0].error)


def test_kept_bank_with_an_enormous_number_is_read(monkeypatch):
    seen = []
    monkeypatch.setattr(fuzz, "check", seen.append)
    fuzz.read_bytes(".csv", (fuzz.FOUND / "tabla-banco-numero-enorme").read_bytes())
    assert len(seen[0].parsed.preguntas) == 3


@pytest.mark.parametrize("name", fuzz.targets())
def test_every_target_of_the_fuzzer_accepts_its_first_seed(name, tmp_path):
    fuzz.write_seeds(name, tmp_path)
    fuzz.targets()[name]((tmp_path / "sana").read_bytes())


def test_part_that_runs_again_leaves_the_others_in_the_table(tmp_path, monkeypatch):
    monkeypatch.setattr(run, "RECORD", tmp_path / "a.md")
    monkeypatch.setattr(run, "FIGURES", tmp_path / "a.json")
    run.RECORD.write_text(f"antes {run.BEGIN} vieja {run.END} después", encoding="utf-8")
    run.keep("carga", Tally("Carga", tried=7, notes=["una cifra"]))
    for tried in (1, 2):
        run.keep("hostiles", Tally("Hostiles", tried=tried, outcomes=Counter(rechazado=tried)))
    run.record()
    text = run.RECORD.read_text(encoding="utf-8")
    assert text.startswith("antes ")
    assert text.endswith(" después")
    assert "| Hostiles | 2 | 2 |" in text
    assert "| Total | 9 |" in text
    assert "una cifra" in text
    assert "no se han corrido enteras: respuestas, fallas" in text


def test_figures_without_a_column_stay_with_the_total():
    assert total([Tally("a", notes=["uno"]), Tally("b", notes=["dos"])]).notes == ["uno", "dos"]


@pytest.mark.parametrize(("after", "problems"), [(109.0, 0), (111.0, 1)])
def test_memory_that_grows_is_a_problem(after, problems):
    tally = Tally("carga")
    check_growth("reports", 100.0, after, tally)
    assert len(tally.problems) == problems


def test_half_a_notebook_is_no_trace(tmp_path):
    (tmp_path / "a.ipynb").write_text('{"cells": [')
    assert is_trace("2025/0001/errores/a.ipynb")
    assert not is_notebook(tmp_path / "a.ipynb")


def test_book_is_known_by_what_it_says_and_not_by_when(tmp_path):
    for name, moment in (("a.sqlite", "1"), ("b.sqlite", "2")):
        with closing(sqlite3.connect(tmp_path / name)) as base:
            base.execute("CREATE TABLE t (valor, momento)")
            base.execute("INSERT INTO t VALUES ('x', ?)", [moment])
            base.commit()
    assert said_in(tmp_path / "a.sqlite") == said_in(tmp_path / "b.sqlite")
