"""Compute the plans drawn in ``seguimiento/*.toml`` (see the README.md there)."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from analysis_builders import drawn, number
from follow_up_builders import actions, follow_up


def _cases():
    for path in sorted((Path(__file__).parent / "seguimiento").glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["caso"]:
            yield pytest.param(case, id=case["situacion"])


def _ids(found, flag):
    return " ".join(item.accion.accion_id for item in found.acciones if getattr(item, flag))


#: Question about the whole -> answer taken from the follow-up.
QUESTIONS = {
    "avance": lambda found: found.total.avance_pct,
    "esperado": lambda found: found.total.esperado_pct,
    "diferencia": lambda found: found.total.diferencia_puntos,
    "avance conservador": lambda found: found.total.conservador_pct,
    "luz": lambda found: found.total.luz,
    "acciones": lambda found: found.total.n_acciones,
    "acciones que cuentan": lambda found: found.total.n_cuentan,
    "sin reporte": lambda found: found.total.n_sin_reporte,
    "vencidas": lambda found: _ids(found, "es_vencida"),
    "por vencer": lambda found: _ids(found, "es_por_vencer"),
}
#: Question about one action or group.
FIELDS = {
    "avance": "avance_pct",
    "esperado": "esperado_pct",
    "diferencia": "diferencia_puntos",
    "anterior": "anterior_pct",
    "luz": "luz",
}


def _answer(found, question):
    about, _, name = question.partition(" de ")
    if not name:
        return QUESTIONS[question](found)
    if about == "hallazgos":
        return " ".join(f.regla for f in found.calidad if f.accion_id == name)
    named = {item.accion.accion_id: item for item in found.acciones}
    named |= {group.clave: group for group in (*found.politicas, *found.dimensiones)}
    return getattr(named[name], FIELDS[about])


def _matches(answer, expected):
    if answer is None:
        return expected == "ninguno"
    if isinstance(answer, (int, float)):
        return answer == pytest.approx(number(expected), abs=0.005)
    return answer == expected


@pytest.mark.parametrize("case", list(_cases()))
def test_plan_gives_the_expected_figures(case):
    owners = {"owners": case["responsables"]} if "responsables" in case else {}
    found = follow_up(actions(case["acciones"]), case["alcance"], case["corte"], **owners)
    answers = {row["pregunta"]: _answer(found, row["pregunta"]) for row in drawn(case["espera"])}
    wrong = {
        row["pregunta"]: f"se esperaba {row['respuesta']}, se obtuvo {answers[row['pregunta']]}"
        for row in drawn(case["espera"])
        if not _matches(answers[row["pregunta"]], row["respuesta"])
    }
    assert not wrong
