"""From the book of plans to the reports of seguimiento: of a politica, a leader, a committee."""

import re

import pytest
from builders import NOTEBOOKS
from follow_up_builders import actions, keep_plan
from lxml import html

from mipg_helpers.analysis.reconcile import text_id
from mipg_helpers.errors import ParameterError
from mipg_helpers.reporting.catalogue import read_report_kinds, select_kinds
from mipg_helpers.reporting.jobs import plan_jobs, run_job
from mipg_helpers.reporting.keys import KeyMaker
from mipg_helpers.reporting.parameters import check_parameters, read_parameters
from mipg_helpers.reporting.profiles import load_follow_up, load_profile
from mipg_helpers.store.plan_book import PlanBook

MAIN, VIGENCIA = "0001", 2025
HOSTILE = (
    '=HYPERLINK("http://malo","ver")<script>alert(1)</script> [x](javascript:alert(1)) C:\\a\\b'
)
PLAN = actions(
    f"""
id               | politica         | dependencia | accion | avances
00000000000000a1 | gobierno_digital | Sistemas | Publicar datos | 2026-09-30=60,https://x.gov.co/a.pdf
00000000000000a2 | gobierno_digital | Sistemas | {HOSTILE} | 2026-09-30=20,javascript:alert(1)
00000000000000a3 | integridad       | Talento | Divulgar |
"""
)
KINDS = ("seguimiento", "seguimiento_politica", "seguimiento_lider")


@pytest.fixture
def planned(tmp_path, monkeypatch):
    """Give the sample entidad a plan, in a folder of its own."""
    folder = tmp_path / "plan"
    monkeypatch.setenv("MIPG_PLAN", str(folder))
    keep_plan(folder, PLAN, entidad=MAIN)
    return folder


def jobs(space, folder, *, entidad=MAIN, names=(), **options):
    kinds = select_kinds(read_report_kinds(NOTEBOOKS), names)
    return plan_jobs(
        space, kinds, entidades=[entidad], vigencia=VIGENCIA, outputs=folder, **options
    )


def stems(found):
    return sorted(job.stem for job in found if job.informe in KINDS)


def words(path):
    return re.sub(r"\s+", " ", html.fromstring(path.read_bytes()).text_content())


def test_entidad_with_a_plan_gets_a_report_per_politica_leader_and_committee(
    sample_space, planned, tmp_path
):
    found = jobs(sample_space, tmp_path, names=KINDS)
    leaders = [stem for stem in stems(found) if stem.startswith("seguimiento_lider-")]
    assert {"seguimiento", "gobierno_digital-seguimiento_politica"} <= set(stems(found))
    assert "integridad-seguimiento_politica" in stems(found)
    assert len(leaders) == 2
    assert len(stems(found)) == 5


def test_batch_follows_the_plan_for_the_committee_and_each_leader(sample_space, planned, tmp_path):
    found = stems(jobs(sample_space, tmp_path))
    assert found[0] == "seguimiento"
    assert [stem.partition("-")[0] for stem in found[1:]] == ["seguimiento_lider"] * 2


def test_entidad_without_a_plan_gets_none(sample_space, planned, tmp_path):
    assert stems(jobs(sample_space, tmp_path, entidad="0002")) == []


def test_committee_report_of_an_entidad_without_a_plan_says_how_to_make_one(
    sample_space, planned, tmp_path
):
    (job,) = jobs(sample_space, tmp_path, entidad="0002", names=["seguimiento"])
    result = run_job(job)
    assert result.ok, result.error
    assert "mipg plan" in words(result.outputs[0][0])


def test_every_kind_of_report_is_written_in_both_formats(sample_space, planned, tmp_path):
    found = jobs(sample_space, tmp_path, names=KINDS)
    results = [run_job(job) for job in found]
    assert [result.error for result in results] == [""] * 5
    assert all(len(result.outputs) == 2 for result in results)
    assert not [aviso for result in results for aviso in result.avisos]


def test_typed_texts_stay_texts(sample_space, planned, tmp_path):
    (job,) = jobs(sample_space, tmp_path, names=["seguimiento"])
    (path, _), _ = run_job(job).outputs
    page = path.read_bytes()
    assert "=HYPERLINK(" in words(path)
    assert b"<script" not in page
    assert b"javascript:" not in page
    assert not html.fromstring(page).xpath(
        "//a[contains(@href, 'malo') or contains(@href, 'x.gov')]"
    )


def test_report_of_a_politica_shows_its_plan_beside_the_gaps(sample_space, planned, tmp_path):
    jobs_ = jobs(sample_space, tmp_path, names=["politica"], politicas=["gobierno_digital"])
    result = run_job(jobs_[0])
    assert result.ok, result.error
    assert "Avance del plan de 2026" in words(result.outputs[0][0])


def keys_of(space, folder):
    return {job.stem: key.key for job, key in KeyMaker(space).keys(jobs(space, folder))}


def test_change_of_the_plan_makes_only_the_reports_that_show_it(sample_space, planned, tmp_path):
    before = keys_of(sample_space, tmp_path)
    keep_plan(
        planned,
        actions(
            "id | politica | dependencia | accion | avances\n"
            "00000000000000a3 | integridad | Talento Humano | Divulgar | 2026-09-30=10"
        ),
        day="2026-10-09",
        entidad=MAIN,
    )
    after = keys_of(sample_space, tmp_path)
    changed = {stem for stem in before if before[stem] != after[stem]}
    assert changed == {"integridad", *stems(jobs(sample_space, tmp_path))}


def test_other_entidades_are_not_touched_by_a_plan(sample_space, planned, tmp_path):
    made = KeyMaker(sample_space).keys(jobs(sample_space, tmp_path, entidad="0002"))
    assert all('"plan"' not in key.parts for _, key in made)


def test_profile_of_a_politica_without_actions_has_no_plan(sample_space, planned):
    assert load_profile(MAIN, VIGENCIA, "transparencia", workspace=sample_space).plan is None


@pytest.mark.parametrize("asked", [{"alcance": "lider:nadie"}, {"corte": "2026-05-05"}])
def test_scope_and_cut_off_must_be_of_the_plan(sample_space, planned, asked):
    with pytest.raises(ParameterError):
        load_follow_up(MAIN, VIGENCIA, **asked, workspace=sample_space)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"alcance": "lider:nadie"}, "no hay un líder 'nadie'"),
        ({"alcance": "politica:gobierno_dijital"}, "gobierno_digital"),
        ({"corte": "2026-05-05"}, "no es un corte del plan"),
        ({"corte": "ayer"}, "no es una fecha"),
        ({"amarillo_desde": 5.0}, "mayor que verde_desde"),
        ({"dias_por_vencer": -1}, "un entero desde 0"),
    ],
)
def test_wrong_parameter_is_refused_before_anything_runs(sample_space, planned, asked, message):
    declared = read_parameters(NOTEBOOKS / "seguimiento.ipynb")
    with pytest.raises(ParameterError, match=message):
        check_parameters({"entidad": MAIN, **asked}, declared, sample_space, place="informe")


def test_defaults_of_the_light_are_those_of_the_reference_tables(sample_space):
    declared = read_parameters(NOTEBOOKS / "seguimiento.ipynb")
    rules = sample_space.catalog.plan_rules()
    names = ("verde_desde", "amarillo_desde", "dias_por_vencer")
    assert [declared[n].default for n in names] == [getattr(rules, n) for n in names]


def test_a_then_b_then_a_gives_the_same_bytes(sample_space, planned, tmp_path):
    made = [
        run_job(jobs(sample_space, tmp_path / str(i), entidad=name, names=["seguimiento"])[0])
        for i, name in enumerate([MAIN, "0002", MAIN])
    ]
    digests = [[digest for _, digest in result.outputs] for result in made]
    assert digests[0] == digests[2] != digests[1]


def test_report_bears_the_day_of_the_last_change(sample_space, planned):
    found = load_follow_up(MAIN, VIGENCIA, workspace=sample_space)
    loaded = sample_space.store.info().fecha_cargue
    assert str(found.fecha_informe) == max("2026-10-02", str(loaded))


def test_confirmed_pair_shows_in_the_politica_of_the_recommendation(
    sample_space, planned, tmp_path
):
    before = keys_of(sample_space, tmp_path)
    profile = load_profile(MAIN, VIGENCIA, "transparencia", workspace=sample_space)
    text = profile.recomendaciones[0]
    with PlanBook(planned) as book, book.writing():
        book.add_matches({(text_id(text.texto), "00000000000000a1"): True}, "c.xlsx", "")
    after = keys_of(sample_space, tmp_path)
    assert before["transparencia"] != after["transparencia"]
    found = load_profile(MAIN, VIGENCIA, "transparencia", workspace=sample_space)
    assert text.recomendacion_ids[0] in found.plan.acciones[0].accion.recomendacion_ids
