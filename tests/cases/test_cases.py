"""Compute the cases drawn in the ``.toml`` files of this folder (see README.md there)."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from analysis_builders import drawn, entidad_profile, inputs, number, profile, rule

TABLES = ("entidades", "recomendaciones", "responsables", "metas")


def _cases():
    for path in sorted(Path(__file__).parent.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["caso"]:
            yield pytest.param(case, id=f"{path.stem}: {case['situacion']}")


def _or_reason(value, motivo):
    return value if value is not None else motivo or None


def _gap(reference):
    def answer(found):
        gap = next(gap for gap in found.gaps if gap.referencia == reference)
        return _or_reason(gap.brecha_puntos, gap.motivo)

    return answer


def _peers(field):
    return lambda found: _or_reason(getattr(found.peers, field), found.peers.motivo)


def _change(found):
    change = found.trend.change
    return _or_reason(change.cambio_puntos, change.motivo)


def _score(score):
    return _or_reason(score.puntos, score.motivo)


def _indice(found, indice):
    return next(item for item in found.indices if item.indice == indice)


def _politica(found, politica):
    return next(item for item in found.politicas if item.politica.politica == politica)


def _dimension(found, dimension):
    return next(item for item in found.dimensiones if item.dimension == dimension)


#: Question -> answer taken from the profile.
QUESTIONS = {
    "caso": lambda found: found.case,
    "puntaje": lambda found: _score(found.score),
    "idi": lambda found: _score(found.idi),
    "criterio del grupo": lambda found: found.peers.criterio,
    "nombre del grupo": lambda found: found.peers.etiqueta,
    "entidades con puntaje": lambda found: found.peers.n,
    "media del grupo": _peers("media_puntos"),
    "mejor del grupo": _peers("mejor_puntos"),
    "mediana del grupo": _peers("mediana_puntos"),
    "posición": _peers("posicion"),
    "percentil": _peers("percentil"),
    "quintil": _peers("quintil"),
    "cifras oficiales del grupo": lambda found: "sí" if found.peers.oficial else "no",
    "brecha con la meta": _gap("meta"),
    "brecha con la media": _gap("media_grupo"),
    "brecha con el mejor": _gap("mejor_grupo"),
    "brecha con la vigencia anterior": _gap("vigencia_anterior"),
    "cambio": _change,
    "cambio desde": lambda found: found.trend.change.desde,
    "vigencias de la serie": lambda found: [point.vigencia for point in found.trend.points],
    "quiebres": lambda found: [f"{item.desde}-{item.hasta}" for item in found.trend.breaks],
    "prioridad": lambda found: found.priority.nivel,
    "puntos de prioridad": lambda found: found.priority.puntos,
    "índices, el peor primero": lambda found: [item.indice for item in found.indices],
    "políticas evaluadas": lambda found: [
        item.politica.politica for item in found.politicas if item.case == "evaluada"
    ],
    "recomendaciones leídas": lambda found: found.n_recomendaciones_leidas,
    "textos distintos": lambda found: len(found.recomendaciones),
    "acciones propuestas": lambda found: len(found.acciones),
    "responsable": lambda found: found.responsables.responsable,
    "políticas sin responsable": lambda found: len(found.politicas_sin_responsable),
}
#: Questions about one index, politica or dimension: "puntaje de i48".
ABOUT = {
    "puntaje de": lambda found, name: _score(_find(found, name).score),
    "cambio de": lambda found, name: _or_reason(
        _find(found, name).change.cambio_puntos, _find(found, name).change.motivo
    ),
    "prioridad de": lambda found, name: _find(found, name).priority.nivel,
}


def _find(found, name):
    if name.startswith("D"):
        return _dimension(found, name)
    if any(item.politica.politica == name for item in found.politicas):
        return _politica(found, name)
    return _indice(found, name)


def _answer(found, question):
    for start, about in ABOUT.items():
        if question.startswith(f"{start} "):
            return about(found, question.removeprefix(f"{start} "))
    return QUESTIONS[question](found)


def _matches(answer, expected):
    if answer is None or answer == []:
        return expected == "ninguno"
    if isinstance(answer, list):
        return [str(item) for item in answer] == expected.split()
    if isinstance(answer, (int, float)):
        try:
            return answer == pytest.approx(number(expected), abs=0.005)
        except ValueError:
            return False
    return answer == expected


def _build(case):
    data = inputs(case["puntajes"], **{name: case[name] for name in TABLES if name in case})
    politica, vigencia = case["informe"].split()
    changes = {"vigencia": int(vigencia), "rule": rule(minimo_grupo=case.get("minimo_grupo", 3))}
    if politica == "institucional":
        return entidad_profile(data, **changes)
    return profile(data, politica, **changes)


@pytest.mark.parametrize("case", list(_cases()))
def test_situation_gives_the_expected_figures(case):
    found = _build(case)
    rows = drawn(f"pregunta | respuesta\n{case['espera']}")
    answers = {row["pregunta"]: _answer(found, row["pregunta"]) for row in rows}
    wrong = {
        row["pregunta"]: f"se esperaba {row['respuesta']}, se obtuvo {answers[row['pregunta']]}"
        for row in rows
        if not _matches(answers[row["pregunta"]], row["respuesta"])
    }
    assert not wrong
