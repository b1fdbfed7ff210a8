"""Compute the cases of coverage drawn in ``cobertura/`` (see README.md there)."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
import readiness_builders as made
from analysis_builders import drawn, number

ABOUT = {
    "cobertura de": lambda item: item.cobertura_pct,
    "estado de": lambda item: item.estado,
    "cumplidas de": lambda item: item.cubiertas,
    "posibles de": lambda item: item.posibles,
    "faltan en": lambda item: " ".join(str(one.numero) for one in item.opciones_en("faltante")),
    "peso de cada opción de": lambda item: next(
        one.peso_pct for one in item.opciones if one.peso_pct is not None
    ),
}
WHOLE = {
    "cobertura": lambda found: found.total.cobertura_pct,
    "cumplidas": lambda found: found.total.cubiertas,
    "posibles": lambda found: found.total.posibles,
    "respondidas": lambda found: found.total.n_respondidas,
    "sin responder": lambda found: found.total.n_sin_responder,
    "no aplican": lambda found: found.total.n_no_aplica,
    "por revisar": lambda found: found.total.n_por_revisar,
    "porcentaje respondido": lambda found: found.total.respondidas_pct,
    "acciones candidatas": lambda found: len(found.acciones),
}


def _cases():
    for path in sorted((Path(__file__).parent / "cobertura").glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["caso"]:
            yield pytest.param(case, id=f"{path.stem}: {case['situacion']}")


def _answer(found, question):
    about, _, code = question.rpartition(" ")
    if about in ABOUT:
        return ABOUT[about](made.of_code(found, code))
    return WHOLE[question](found)


def _matches(answer, expected):
    if answer is None or answer == "":
        return expected == "ninguna"
    if isinstance(answer, str):
        return answer == expected
    return expected != "ninguna" and answer == pytest.approx(number(expected), abs=0.005)


@pytest.mark.parametrize("case", list(_cases()))
def test_answers_give_the_expected_coverage(case):
    found = made.build(case["preguntas"], case["opciones"], others=case.get("otras", ""))
    rows = drawn(f"pregunta | respuesta\n{case['espera']}")
    answers = {row["pregunta"]: _answer(found, row["pregunta"]) for row in rows}
    wrong = {
        row["pregunta"]: f"se esperaba {row['respuesta']}, se obtuvo {answers[row['pregunta']]}"
        for row in rows
        if not _matches(answers[row["pregunta"]], row["respuesta"])
    }
    assert not wrong


@pytest.mark.parametrize("case", list(_cases()))
def test_weights_of_a_pregunta_add_up_to_a_hundred(case):
    found = made.build(case["preguntas"], case["opciones"], others=case.get("otras", ""))
    for item in found.preguntas:
        weights = [one.peso_pct for one in item.opciones if one.peso_pct is not None]
        assert not weights or sum(weights) == pytest.approx(100)
