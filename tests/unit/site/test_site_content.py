"""A site of the sample: who is in it, what is copied, and which pages may have changed."""

from dataclasses import replace

import pytest
import site_builders as made
from batch_builders import draw_job, draw_key, draw_result
from follow_up_builders import SAMPLE_PLAN, keep_plan

from mipg_helpers.reporting.manifest import Manifest
from mipg_helpers.site.content import collect
from mipg_helpers.site.pages import render_shared

OTHER, MECI = "0003", "0102"


def site_of(space, tmp_path, *ids, **options):
    outputs, folder = tmp_path / "informes", tmp_path / "sitio"
    return collect(
        space, entidades=ids, vigencia=2025, outputs=outputs, site_folder=folder, **options
    )


@pytest.fixture(scope="module")
def single(sample_space, tmp_path_factory):
    return site_of(sample_space, tmp_path_factory.mktemp("uno"), "0001")


@pytest.fixture(scope="module")
def several(sample_space, tmp_path_factory):
    return site_of(sample_space, tmp_path_factory.mktemp("varios"), "0001", OTHER, MECI)


def add(tmp_path, entidad_id):
    folder = tmp_path / "sitio" / entidad_id / "compras"
    folder.mkdir(parents=True)
    (folder / "acta.pdf").write_bytes(b"%PDF")


def note(tmp_path, *results):
    with Manifest(tmp_path / "informes") as manifest:
        for result in results:
            manifest.record(result, draw_key(), 1)


def test_one_entidad_has_the_home_of_the_site(single):
    assert single.is_single
    assert single.entidades[0].home == "index.html"
    assert single.nombre == single.entidades[0].entidad.nombre


def test_several_have_a_folder_each(several):
    assert [entry.prefix for entry in several.entidades] == [
        "entidades/0001/",
        "entidades/0003/",
        "entidades/0102/",
    ]


def test_a_meci_entidad_has_only_what_it_is_assessed_on(several):
    site = several.entidad(MECI)
    assert [item.politica for item in site.politicas] == ["control_interno"]
    assert [item.result.dimension for item in site.dimensiones] == ["D7"]


def test_scores_are_those_of_the_profiles(several):
    profile = several.entidad("0001").profile
    scores = several.scores()["0001"]
    assert scores["idi"] == profile.idi
    for row in profile.politicas:
        assert scores[row.politica.politica] == row.score


def test_building_another_entidad_forgets_the_last(several):
    first = several.entidad("0001")
    assert several.entidad("0001") is first
    several.entidad(OTHER)
    assert several.entidad("0001") is not first


def test_fingerprints_stay_while_nothing_changes(sample_space, tmp_path, several):
    again = site_of(sample_space, tmp_path, "0001", OTHER, MECI)
    for entry in several.entidades:
        assert again.fingerprint(entry.entidad_id) == several.fingerprint(entry.entidad_id)
    assert again.shared_fingerprint() == several.shared_fingerprint()


def test_what_a_leader_adds_changes_only_his_entidad(sample_space, tmp_path, several):
    add(tmp_path, "0001")
    again = site_of(sample_space, tmp_path, "0001", OTHER, MECI)
    assert again.fingerprint("0001") != several.fingerprint("0001")
    assert again.fingerprint(OTHER) == several.fingerprint(OTHER)


def test_a_new_report_changes_only_its_entidad(sample_space, tmp_path, several):
    note(tmp_path, draw_result(draw_job(tmp_path / "informes")))
    again = site_of(sample_space, tmp_path, "0001", OTHER, MECI)
    assert again.fingerprint("0001") != several.fingerprint("0001")
    assert again.fingerprint(OTHER) == several.fingerprint(OTHER)


def test_a_plan_changes_only_its_entidad(sample_space, tmp_path, several, monkeypatch):
    keep_plan(tmp_path / "plan", SAMPLE_PLAN, entidad="0001")
    monkeypatch.setenv("MIPG_PLAN", str(tmp_path / "plan"))
    again = site_of(sample_space, tmp_path, "0001", OTHER, MECI)
    assert again.fingerprint("0001") != several.fingerprint("0001")
    assert again.fingerprint(OTHER) == several.fingerprint(OTHER)
    assert again.entidad("0001").follow_up is not None
    assert again.entidad("0001").politica("gobierno_digital").profile.plan is not None


def test_another_theme_changes_every_page(sample_space, tmp_path, several):
    tema = tmp_path / "tema.toml"
    tema.write_text('nombre = "Otra"', encoding="utf-8")
    again = site_of(sample_space, tmp_path, "0001", OTHER, MECI, tema=tema)
    assert again.fingerprint(MECI) != several.fingerprint(MECI)
    assert again.shared_fingerprint() != several.shared_fingerprint()


def test_files_are_the_reports_and_what_leaders_add(sample_space, tmp_path):
    outputs = tmp_path / "informes"
    result = draw_result(draw_job(outputs))
    note(tmp_path, result)
    add(tmp_path, "0001")
    content = site_of(sample_space, tmp_path, "0001")
    files = {file.path: file for file in content.files("0001")}
    assert set(files) == {"informes/integridad.html", "documentos/compras/acta.pdf"}
    assert files["informes/integridad.html"].sha256 == result.outputs[0][1]
    assert content.entidad("0001").files == content.files("0001")


def test_a_failed_report_is_named_and_not_published(sample_space, tmp_path):
    job = draw_job(tmp_path / "informes")
    note(tmp_path, draw_result(job), draw_result(job, ok=False, outputs=(), error="se cayó"))
    site = site_of(sample_space, tmp_path, "0001").entidad("0001")
    assert site.files == ()
    assert [(one.nombre, one.error) for one in site.failed] == [("0001/2025/integridad", "se cayó")]


def test_a_report_of_other_data_is_named_and_not_published(sample_space, tmp_path):
    outputs = tmp_path / "informes"
    with Manifest(outputs) as manifest:
        manifest.record(draw_result(draw_job(outputs)), draw_key(entidad="la de ayer"), 1)
    content = site_of(sample_space, tmp_path, "0001")
    assert content.reports("0001").made == ()
    [outdated] = content.reports("0001").failed
    assert outdated.error.startswith("muestra datos anteriores: cambió: los datos de la entidad;")


def test_a_document_of_an_earlier_edition_is_not_published(sample_space, tmp_path):
    outputs = tmp_path / "informes"
    job = draw_job(outputs)
    result = draw_result(job)
    old = job.target / "integridad.pdf"
    old.write_bytes(b"%PDF")
    with Manifest(outputs) as manifest:
        both = (*result.outputs, (old, "huella"))
        manifest.record(replace(result, outputs=both), draw_key("antes"), 1)
        manifest.record(result, draw_key(), 2)
    [report] = site_of(sample_space, tmp_path, "0001").reports("0001").made
    assert [file.path for file in report.files] == ["informes/integridad.html"]


def test_shared_pages_of_several_list_every_entidad(several):
    home = render_shared(several)["index.html"]
    assert {entry.home for entry in several.entidades} <= set(made.addresses(home))


def test_shared_pages_explain_the_model_in_plain_words(single):
    said = made.words(render_shared(single)["que-es-mipg.html"])
    for info in single.catalog.politicas(2025):
        assert info.nombre in said
        assert info.proposito in said


def test_the_site_of_one_links_the_model_to_its_politicas(single):
    found = made.addresses(render_shared(single)["que-es-mipg.html"])
    assert "politicas/gobierno-digital.html" in found
    assert "index.html" in found


def test_sources_are_listed_with_the_start_of_their_hash(single):
    said = made.words(render_shared(single)["acerca.html"])
    for file in single.space.store.info().files:
        assert file.archivo in said
        assert file.sha256[:12] in said


def test_the_style_sheet_loads_nothing(single):
    sheet = render_shared(single)["estatico/sitio.css"].decode()
    assert "@import" not in sheet
    assert "http" not in sheet
