"""From the form and the answers of an entidad to the report on its preparation."""

import re
import shutil
from collections import Counter
from dataclasses import replace

import pandas as pd
import pytest
import readiness_builders as made
from builders import NOTEBOOKS
from lxml import html

from mipg_helpers.analysis.plan import CellKey
from mipg_helpers.errors import ParameterError
from mipg_helpers.reporting.catalogue import read_report_kinds, select_kinds
from mipg_helpers.reporting.jobs import plan_jobs, run_job
from mipg_helpers.reporting.keys import KeyMaker
from mipg_helpers.reporting.parameters import check_parameters, read_parameters
from mipg_helpers.reporting.profiles_readiness import find_units, load_readiness
from mipg_helpers.reporting.settings import Workspace
from mipg_helpers.sources.model import Declared
from mipg_helpers.sources.question_bank import tidy_questions
from mipg_helpers.sources.workbook import read_workbook
from mipg_helpers.store import Store, parquet
from mipg_helpers.store.columns import conform
from mipg_helpers.store.evidence_book import CUMPLE, EvidenceBook, row_id
from mipg_helpers.store.layout import FILES, ORDERS
from mipg_helpers.store.plan_book_records import Origin, Said

MAIN, MECI, VIGENCIA = "0001", "0102", 2025
FORM = """
código | tipo     | pregunta
GTH201 |          | En la gestión del talento humano, la entidad:
GTH202 | única    | ¿La entidad reportó las vacantes?
CIN201 |          | Sobre el control interno, la entidad:
EMI08  | numérica | Indique el consumo de agua:
"""
OPTIONS = """
código | n | opción                       | clase    | marcada
GTH201 | 1 | Identificó a sus servidores  | positiva | x
GTH201 | 2 | Definió un plan              | positiva |
GTH201 | 3 | Ninguna de las anteriores    | negativa |
GTH202 | 1 | Sí, y cuenta con las evidencias: | positiva | x
GTH202 | 2 | No                           | negativa |
CIN201 | 1 | Contó con un comité          | positiva | x
CIN201 | 2 | Contó con un plan            | positiva |
"""


@pytest.fixture(scope="module")
def form_space(sample_space, tmp_path_factory):
    """Give the sample a small form, which two of its entidades answered."""
    folder = tmp_path_factory.mktemp("formulario") / "tidy"
    shutil.copytree(sample_space.store.folder, folder)
    # A load is refused when the files it was read from are gone.
    raw = sample_space.store.folder.parent / "raw"
    (folder.parent / "raw").symlink_to(raw, target_is_directory=True)
    answers = made.respuestas(OPTIONS)
    tables = {
        "preguntas": made.preguntas(FORM),
        "opciones": made.opciones(OPTIONS),
        "respuestas": pd.concat([answers, answers.assign(entidad_id=MECI)], ignore_index=True),
        "similitudes": made.table("similitudes", []),
        "autodiagnosticos": made.table("autodiagnosticos", []),
    }
    for name, frame in tables.items():
        (folder / FILES[name]).parent.mkdir(parents=True, exist_ok=True)
        parquet.write_file(parquet.to_table(frame), folder / FILES[name], ORDERS[name])
    return Workspace(Store(folder), sample_space.catalog)


def jobs(space, folder, name, entidad=MAIN, **options):
    kinds = select_kinds(read_report_kinds(NOTEBOOKS), [name])
    return plan_jobs(
        space, kinds, entidades=[entidad], vigencia=VIGENCIA, outputs=folder,
        **{"formats": ("html",), **options},
    )  # fmt: skip


def page(job):
    done = run_job(job)
    assert done.ok, done.error
    return words(job)


def words(job):
    path = job.target / f"{job.stem}.html"
    return re.sub(r"\s+", " ", html.fromstring(path.read_bytes()).text_content())


def test_entidad_gets_its_report_in_both_formats(form_space, tmp_path):
    (job,) = jobs(form_space, tmp_path, "preparacion", formats=("html", "pdf"))
    text = page(job)
    assert {p.name for p in job.target.iterdir()} == {"preparacion.html", "preparacion.pdf"}
    assert "cumple 3 de 5 opciones posibles: una cobertura de 60 %" in text


def test_politica_gets_its_own(form_space, tmp_path):
    (job,) = jobs(form_space, tmp_path, "preparacion_politica", politicas=["talento_humano"])
    text = page(job)
    assert job.stem == "talento_humano-preparacion_politica"
    assert "GTH202" in text
    assert "CIN201" not in text


def test_each_unit_gets_its_own(form_space, tmp_path):
    found = jobs(form_space, tmp_path, "preparacion_unidad")
    slugs = find_units(form_space, MAIN, VIGENCIA)
    assert [job.stem for job in found] == [f"preparacion_unidad-{slug}" for slug in slugs]
    text = page(next(job for job in found if job.stem.endswith("talento-humano")))
    assert "GTH201" in text
    assert "CIN201" not in text


def test_meci_entidad_is_asked_for_control_interno_only(form_space, tmp_path):
    (job,) = jobs(form_space, tmp_path, "preparacion", entidad=MECI)
    text = page(job)
    assert "CIN201" in text
    assert "GTH201" not in text


def test_entidad_without_form_reads_what_to_load(form_space, tmp_path):
    kinds = select_kinds(read_report_kinds(NOTEBOOKS), ["preparacion"])
    (job,) = plan_jobs(
        form_space, kinds, entidades=[MAIN], vigencia=2024, outputs=tmp_path, formats=("html",)
    )
    assert "Sin banco de preguntas de 2024" in page(job)


def test_unknown_unit_is_refused_before_running(form_space):
    declared = read_parameters(NOTEBOOKS / "preparacion_furag.ipynb")
    asked = {"entidad": MAIN, "vigencia": VIGENCIA, "unidad": "Almacén"}
    with pytest.raises(ParameterError, match="ninguna pregunta está asignada a 'Almacén'"):
        check_parameters(asked, declared, form_space, place="informe 'preparacion_unidad'")


def test_sources_are_those_of_the_form_and_of_the_entidad(form_space):
    info = form_space.store.info()
    kinds = {file.tipo for file in load_readiness(MAIN, VIGENCIA, workspace=form_space).sources}
    assert kinds <= {file.tipo for file in info.files}
    assert "responsables" in kinds


def test_report_of_a_unit_makes_the_report_again_and_is_shown(form_space, tmp_path, monkeypatch):
    monkeypatch.setenv("MIPG_PLAN", str(tmp_path / "plan"))
    (job,) = jobs(form_space, tmp_path, "preparacion")
    before = _key(form_space, job)
    key = CellKey(row_id("GTH201", 2), CUMPLE)
    with EvidenceBook(tmp_path / "plan") as book, book.writing():
        book.add_said(MAIN, VIGENCIA + 1, [Said(key, "si", "", "tomado", Origin("recibido"))])
    after = _key(form_space, job)
    assert before.key != after.key
    assert "evidencias" in after.parts
    assert "Ya reportadas" in page(job)


def _key(space, job):
    ((_, key),) = KeyMaker(space).keys([replace(job)])
    return key


@pytest.fixture(scope="module")
def real_form(real_data):
    """Read the real bank: its preguntas and options, without answers."""
    sheets = read_workbook(real_data / "furag_2025_preguntas.xlsx")
    parsed = tidy_questions(sheets, Declared(vigencia=VIGENCIA), made.CATALOG)
    return {
        "preguntas": conform(parsed.preguntas, "preguntas"),
        "opciones": conform(parsed.opciones, "opciones"),
        "respuestas": made.table("respuestas", []),
    }


@pytest.mark.real
def test_every_pregunta_of_the_real_bank_has_a_rule_and_whole_weights(real_form):
    profile = made.profile_of(made.inputs(**real_form))
    rules = Counter(item.regla for item in profile.preguntas)
    assert rules.total() == profile.n_banco == 423
    assert rules["opciones"] > 200
    assert rules["una_opcion"] > 140
    assert made.of_code(profile, "TRA224").es_cortada
    for item in profile.preguntas:
        weights = [one.peso_pct for one in item.opciones if one.peso_pct is not None]
        assert not weights or sum(weights) == pytest.approx(100), item.codigo_pregunta


@pytest.mark.real
def test_real_bank_answered_with_all_that_can_be_met_is_covered_whole(real_form):
    kinds = real_form["preguntas"].set_index("codigo_pregunta")["tipo"]
    positive = real_form["opciones"].query("clase == 'positiva'")
    several = positive["codigo_pregunta"].map(kinds) == "seleccion_multiple"
    one_each = positive[~several].drop_duplicates("codigo_pregunta")
    chosen = pd.concat([positive[several], one_each], ignore_index=True)
    answers = conform(chosen.assign(entidad_id=made.ENTIDAD, orden=chosen["numero"]), "respuestas")
    profile = made.profile_of(made.inputs(**{**real_form, "respuestas": answers}))
    assert (profile.total.cobertura_pct, profile.acciones) == (100, ())
