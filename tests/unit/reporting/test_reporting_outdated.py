"""Reports that show data which are no longer those loaded, and nothing but those."""

import shutil
from dataclasses import replace
from datetime import timedelta

import pytest
from batch_builders import draw_key, draw_result
from builders import NOTEBOOKS
from follow_up_builders import SAMPLE_PLAN, keep_plan

from mipg_helpers.reporting.catalogue import read_report_kinds, select_kinds
from mipg_helpers.reporting.jobs import plan_jobs
from mipg_helpers.reporting.keys import KeyMaker
from mipg_helpers.reporting.manifest import Manifest
from mipg_helpers.reporting.outdated import DataNow
from mipg_helpers.reporting.settings import Workspace
from mipg_helpers.store import Store, write_tables

MAIN, POLITICA, VIGENCIA = "0001", "gobierno_digital", 2025
TABLES = ("entidades", "indices", "recomendaciones", "responsables", "metas", "hallazgos")
CHOSEN = [POLITICA, "compras"]


@pytest.fixture(scope="module")
def other_score(sample_space, tmp_path_factory):
    """The sample of the next day, with another score of one politica."""
    tables = {name: getattr(sample_space.store, name)() for name in TABLES}
    rows = tables["indices"] = tables["indices"].copy()
    own = (rows["entidad_id"] == MAIN) & (rows["indice"] == POLITICA)
    rows.loc[own & (rows["vigencia"] == VIGENCIA), "puntaje_puntos"] = 12.3
    folder = tmp_path_factory.mktemp("otro") / "tidy"
    info = sample_space.store.info()
    write_tables(folder, tables, replace(info, fecha_cargue=info.fecha_cargue + timedelta(days=1)))
    return Workspace(Store(folder), sample_space.catalog)


def make(space, outputs, notebooks=NOTEBOOKS, **options):
    """Note the reports of an entidad as a batch would; nothing is rendered."""
    jobs = plan_jobs(
        space, select_kinds(read_report_kinds(notebooks)), entidades=[MAIN], vigencia=VIGENCIA,
        outputs=outputs, politicas=CHOSEN, **options,
    )  # fmt: skip
    with Manifest(outputs) as manifest:
        run = manifest.start_run({}, {}, planned=len(jobs), pending=len(jobs))
        for job, key in list(KeyMaker(space).keys(jobs)):
            manifest.record(draw_result(job), key, run)


def outdated(space, outputs):
    now = DataNow(space, VIGENCIA, [MAIN])
    with Manifest(outputs, read_only=True) as manifest:
        found = manifest.reports(MAIN, VIGENCIA)
    reasons = {one.nombre.rpartition("/")[2]: now.why_outdated(MAIN, one) for one in found}
    return {name: reason for name, reason in reasons.items() if reason}


def test_reports_of_today_are_not_outdated(sample_space, tmp_path):
    make(sample_space, tmp_path, parameters={"umbral_alta": "20", "fecha_informe": "2026-07-15"})
    assert outdated(sample_space, tmp_path) == {}


def test_report_of_a_score_that_changed_is_named_with_what_changed(
    sample_space, other_score, tmp_path
):
    make(sample_space, tmp_path)
    found = outdated(other_score, tmp_path)
    assert "los puntajes de la entidad" in found[POLITICA]
    assert "los puntajes de la entidad" in found["institucional"]
    # Every report of a politica shows the score of all of them, and says only this.
    assert found["compras"] == "el puntaje o la prioridad de otra política"


def test_plan_that_went_on_makes_its_reports_old(sample_space, tmp_path, monkeypatch):
    monkeypatch.setenv("MIPG_PLAN", str(tmp_path / "plan"))
    make(sample_space, tmp_path / "informes")
    assert outdated(sample_space, tmp_path / "informes") == {}
    keep_plan(tmp_path / "plan", SAMPLE_PLAN, entidad=MAIN)
    found = outdated(sample_space, tmp_path / "informes")
    assert found[POLITICA] == "el plan"
    assert "institucional" not in found


def test_notebook_that_may_read_anything_belongs_to_its_load(sample_space, other_score, tmp_path):
    notebooks = tmp_path / "cuadernos"
    shutil.copytree(NOTEBOOKS, notebooks)
    own = notebooks / "politica.ipynb"
    code = '"source": ["import math"]'
    cell = f'{{"cell_type": "code", "id": "propia", "metadata": {{}}, "outputs": [], {code}}}'
    own.write_text(own.read_text("utf-8").replace('"cells": [', f'"cells": [{cell},', 1), "utf-8")
    make(sample_space, tmp_path / "informes", notebooks)
    found = outdated(other_score, tmp_path / "informes")
    assert found["compras"] == found[POLITICA] == "los datos cargados"
    assert outdated(sample_space, tmp_path / "informes") == {}


def test_report_noted_without_its_data_is_left_alone(sample_space, tmp_path):
    make(sample_space, tmp_path)
    with Manifest(tmp_path) as manifest:
        job = plan_jobs(
            sample_space, select_kinds(read_report_kinds(NOTEBOOKS)), entidades=[MAIN],
            vigencia=VIGENCIA, outputs=tmp_path, politicas=[POLITICA],
        )[0]  # fmt: skip
        manifest.record(draw_result(job), draw_key(), 1)
    assert outdated(sample_space, tmp_path) == {}
