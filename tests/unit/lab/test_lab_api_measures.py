"""Gaps, group, changes and plan as frames: the figures of the reports, not others."""

import pandas as pd
import pytest
from follow_up_builders import SAMPLE_PLAN, actions, keep_plan

from mipg_helpers import abrir
from mipg_helpers.reporting.profiles import load_entidad_profile, load_profile

MAIN, MECI, ALONE, SMALL, VIGENCIA = "0001", "0102", "9329", "0002", 2025


@pytest.fixture(scope="module")
def datos(sample):
    return abrir(sample / "tidy")


def numbers(values):
    return pd.Series(values, dtype=float).tolist()


def test_gaps_of_politicas_are_those_of_the_institutional_report(datos, sample_space):
    frame = datos.brechas(MAIN, VIGENCIA)
    profile = load_entidad_profile(MAIN, VIGENCIA, workspace=sample_space)
    for place, name in enumerate(("meta", "media", "mejor")):
        expected = [row.gaps[place].brecha_puntos for row in profile.politicas]
        assert frame[f"brecha_{name}_puntos"].fillna(-999).tolist() == numbers(
            [-999 if one is None else one for one in expected]
        )
    assert frame["prioridad"].tolist() == [row.priority.nivel for row in profile.politicas]


def test_gaps_of_sub_indices_are_those_of_the_report_of_the_politica(datos, sample_space):
    frame = datos.brechas(MAIN, VIGENCIA, "gobierno_digital")
    profile = load_profile(MAIN, VIGENCIA, "gobierno_digital", workspace=sample_space)
    assert frame["indice"].tolist() == [row.indice for row in profile.indices]
    assert frame["posicion"].tolist() == [row.peers.posicion for row in profile.indices]


@pytest.mark.parametrize("entidad", [MECI, ALONE, SMALL])
def test_what_cannot_be_measured_is_missing_and_never_zero(datos, entidad):
    frame = datos.brechas(entidad, VIGENCIA)
    assert frame.loc[frame["media_grupo_puntos"].isna(), "brecha_media_puntos"].isna().all()
    assert frame.loc[frame["puntaje_puntos"].isna(), "motivo"].ne("").all()
    assert frame.loc[frame["cambio_puntos"].isna(), "motivo_cambio"].ne("").all()


def test_a_politica_without_sub_indices_says_so(datos):
    frame = datos.brechas(MAIN, VIGENCIA, "planeacion")
    assert frame.empty
    assert "no traen subíndices" in frame.attrs["motivo"]


def test_group_holds_the_own_entidad_once_and_begins_with_the_best(datos):
    frame = datos.grupo_par(MAIN, VIGENCIA, "gobierno_digital")
    assert frame.loc[frame["es_propia"], "entidad_id"].tolist() == [MAIN]
    assert frame["puntaje_puntos"].dropna().is_monotonic_decreasing
    assert set(frame["criterio"]) == {"grupo_par"}


def test_group_of_a_meci_entidad_has_no_idi(datos):
    frame = datos.grupo_par(MECI, VIGENCIA)
    assert frame["puntaje_puntos"].isna().all()
    assert set(frame["motivo"]) == {"solo_meci"}


def test_changes_agree_with_those_of_the_report(datos):
    changes = datos.mejoras(VIGENCIA, "gobierno_digital").set_index("entidad_id")
    own = datos.brechas(MAIN, VIGENCIA).set_index("indice").loc["gobierno_digital"]
    assert changes.loc[MAIN, "cambio_puntos"] == pytest.approx(own["cambio_puntos"])
    assert changes.loc[MAIN, "vigencia_anterior"] == own["vigencia_anterior"]


def test_changes_may_start_earlier_or_stay_in_the_group(datos):
    frame = datos.mejoras(VIGENCIA, desde=2023, grupo_par_de=MAIN)
    assert set(frame["vigencia_anterior"]) == {2023}
    assert set(frame["grupo_par"]) == {"ALCALDÍA GRUPO 3"}
    assert set(frame["indice"]) == {"idi"}


def test_first_vigencia_after_a_break_has_no_changes_and_says_why(datos):
    frame = datos.mejoras(2022, "gobierno_digital")
    assert frame.empty
    assert "cambió la metodología" in frame.attrs["motivo"]


def test_actions_are_those_of_the_plan_with_their_last_report(datos, tmp_path, monkeypatch):
    monkeypatch.setenv("MIPG_PLAN", str(tmp_path))
    keep_plan(tmp_path, SAMPLE_PLAN, entidad=MAIN)
    frame = datos.acciones(MAIN, VIGENCIA).set_index("accion_id")
    assert len(frame) == len(SAMPLE_PLAN)
    for action in SAMPLE_PLAN:
        reported = [one for one in action.avances if one.avance_pct is not None]
        expected = reported[-1].avance_pct if reported else None
        found = frame.loc[action.accion_id, "avance_pct"]
        assert (None if pd.isna(found) else found) == expected


def test_progress_is_that_of_the_last_report(datos, tmp_path, monkeypatch):
    monkeypatch.setenv("MIPG_PLAN", str(tmp_path))
    plan = """
    id               | politica   | accion   | avances
    00000000000000a1 | integridad | Divulgar | 2026-09-30=20 2026-12-31=60
    """
    keep_plan(tmp_path, actions(plan), entidad=MAIN)
    row = datos.acciones(MAIN, VIGENCIA).iloc[0]
    assert (row["avance_pct"], str(row["corte"].date())) == (60.0, "2026-12-31")


def test_data_of_persons_in_a_plan_are_not_shown(datos, tmp_path, monkeypatch):
    monkeypatch.setenv("MIPG_PLAN", str(tmp_path))
    plan = """
    id               | politica   | dependencia | accion
    00000000000000a1 | integridad | Talento     | Llamar a ana@example.com
    """
    keep_plan(tmp_path, actions(plan), entidad=MAIN)
    assert "ana@example.com" not in datos.acciones(MAIN, VIGENCIA)["accion"].item()
