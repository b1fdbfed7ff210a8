"""From reports and a plan to what each leader and the committee are sent."""

import csv
import re
from io import BytesIO, StringIO

import pikepdf
import pytest
from batch_builders import draw_job
from builders import mipg_here
from document_checkers import broken_rules, pdf_text
from follow_up_builders import actions, keep_plan
from lxml import html
from packages_builders import (
    DIGITAL,
    MANAGEMENT,
    SHARED_PLAN,
    committee_jobs,
    draw_reports,
    leader_jobs,
    opened,
    parts_of,
)

from mipg_helpers.errors import ReferenceDataError
from mipg_helpers.packages.committee import committee_package
from mipg_helpers.packages.leader import leader_package
from mipg_helpers.packages.material import read_material
from mipg_helpers.packages.zips import zip_bytes
from mipg_helpers.plan_workbook.dispatch import dispatch_plan
from mipg_helpers.reporting.checks import check_reader_text
from mipg_helpers.reporting.profiles_all import load_profiles
from mipg_helpers.store.plan_book import PlanBook

MAIN, VIGENCIA = "0001", 2025
OTHERS_ACTION = "Acción reservada de quien lidera conocimiento"
LED = {
    DIGITAL: ("gobierno_digital", "seguridad_digital"),
    MANAGEMENT: (
        "talento_humano", "integridad", "fortalecimiento", "servicio_ciudadania",
        "gestion_documental", "conocimiento",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def prepared(sample_space, tmp_path_factory):
    """Give a folder of reports, workbooks and a plan in which two leaders share a text."""
    folder = tmp_path_factory.mktemp("paquetes")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MIPG_PLAN", str(folder / "plan"))
        keep_plan(folder / "plan", SHARED_PLAN, entidad=MAIN)
        found = load_profiles(sample_space, MAIN, VIGENCIA)
        with PlanBook(folder / "plan") as book:
            target = folder / "outputs" / str(VIGENCIA) / MAIN / "plan"
            dispatch_plan(book, found.politicas, target, sample_space.catalog)
        jobs = [
            job for key, own in LED.items() for job in leader_jobs(folder / "outputs", key, *own)
        ]
        draw_reports(folder / "outputs", *jobs, *committee_jobs(folder / "outputs"))
        yield folder


@pytest.fixture(scope="module")
def material(sample_space, prepared):
    return read_material(sample_space, MAIN, VIGENCIA, prepared / "outputs")


@pytest.fixture(scope="module")
def digital(material):
    return leader_package(material, material.leader(DIGITAL))


@pytest.fixture(scope="module")
def committee(material):
    return committee_package(material)


def fresh(sample_space, prepared, tmp_path, change):
    """Read the material of a copy of the outputs in which something was changed."""
    import shutil

    outputs = tmp_path / "outputs"
    shutil.copytree(prepared / "outputs", outputs)
    change(outputs, outputs / str(VIGENCIA) / MAIN)
    return read_material(sample_space, MAIN, VIGENCIA, outputs)


def reasons(package):
    return {item.titulo: item.motivo for item in package.missing}


def paths(package):
    return [file.path for file in package.files]


def file_of(package, path):
    return next(file.data for file in package.files if file.path == path)


def words(data):
    return re.sub(r"\s+", " ", html.fromstring(data).text_content())


def everything(package):
    """Join all that a reader of a package may read, also inside its workbook and PDF."""
    found = [package.correo.encode()]
    for file in package.files:
        if file.path.endswith(".xlsx"):
            found += parts_of(file.data).values()
        elif file.path == "resumen.pdf":
            found.append(pdf_text(file.data).encode())
        else:
            found.append(file.data)
    return b"\n".join(found).decode(errors="ignore")


def test_leader_gets_the_reports_of_his_politicas_and_no_other(digital):
    reports = [path for path in paths(digital) if path.startswith("informes/")]
    assert reports == [
        f"informes/{stem}.{ending}"
        for stem in (f"seguimiento_lider-{DIGITAL}", "gobierno_digital", "seguridad_digital")
        for ending in ("html", "pdf")
    ]
    assert digital.missing == ()


def test_leader_who_helps_in_a_politica_of_another_sees_none_of_its_actions(material, digital):
    text = everything(digital)
    other = material.outgoing[MANAGEMENT].content.acciones
    assert "Publicar los datos abiertos" in text
    assert OTHERS_ACTION not in text
    assert not [accion.accion_id for accion in other if accion.accion_id in text]
    assert "Conocimiento" not in digital.correo


def test_each_leader_gets_his_own_of_what_they_share(material):
    other = leader_package(material, material.leader(MANAGEMENT))
    text = everything(other)
    assert OTHERS_ACTION in text
    assert "Publicar los datos abiertos" not in text
    assert "Gobierno Digital" not in other.correo


def test_leader_is_found_without_accents_or_capitals(material):
    assert material.leader("secretaría de tecnologías de la INFORMACION").clave == DIGITAL


def test_unknown_leader_is_refused_with_near_names(material):
    with pytest.raises(ReferenceDataError, match="Secretaría de Hacienda"):
        material.leader("Secretaria de Haciendas")


def test_summary_is_one_page_and_passes_the_checkers(digital):
    pdf, page = file_of(digital, "resumen.pdf"), file_of(digital, "resumen.html")
    with pikepdf.open(BytesIO(pdf)) as document:
        assert len(document.pages) == 1
    assert broken_rules(pdf) == []
    check_reader_text(page)
    assert "DATOS FICTICIOS" in words(page)
    assert "62,4" in words(page)


def test_index_lists_every_file_with_its_hash(digital):
    table = file_of(digital, "indice.csv").decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(table), delimiter=";"))
    assert {row["archivo"]: row["sha256"] for row in rows} == {
        file.path: file.sha256 for file in digital.files if not file.path.startswith("indice")
    }


def test_same_inputs_give_the_same_package(material, digital):
    again = leader_package(material, material.leader(DIGITAL))
    one, other = ([(f.path, f.data) for f in package.files] for package in (digital, again))
    assert zip_bytes(one) == zip_bytes(other)
    assert digital.correo == again.correo


def test_report_that_was_edited_does_not_enter(sample_space, prepared, tmp_path):
    def edit(_, folder):
        (folder / "gobierno_digital.html").write_bytes(b"otra cosa")

    found = fresh(sample_space, prepared, tmp_path, edit)
    package = leader_package(found, found.leader(DIGITAL))
    assert "informes/gobierno_digital.html" not in paths(package)
    assert "informes/gobierno_digital.pdf" in paths(package)
    title = "Informe de la política: Gobierno Digital (HTML)"
    assert "se editó" in reasons(package)[title]
    assert title in words(file_of(package, "indice.html"))
    assert title in package.correo


def test_report_that_failed_does_not_enter_although_an_older_one_is_there(
    sample_space, prepared, tmp_path
):
    def fail(outputs, _):
        draw_reports(outputs, draw_job(outputs, "gobierno_digital"), ok=False)

    found = fresh(sample_space, prepared, tmp_path, fail)
    package = leader_package(found, found.leader(DIGITAL))
    assert "Falló (celda 3: falló)" in reasons(package)["Informe de la política: Gobierno Digital"]
    assert "informes/gobierno_digital.pdf" not in paths(package)


def test_leader_without_any_report_is_told_what_is_missing(material):
    package = leader_package(material, material.leader("Secretaría de Hacienda"))
    assert len(package.missing) == 2
    assert all("mipg lote" in why for why in reasons(package).values())


def test_workbook_in_which_somebody_wrote_does_not_enter(sample_space, prepared, tmp_path):
    def fill(_, folder):
        with (folder / "plan" / f"plan-{DIGITAL}.xlsx").open("ab") as book:
            book.write(b"escrito")

    found = fresh(sample_space, prepared, tmp_path, fill)
    package = leader_package(found, found.leader(DIGITAL))
    assert "mipg recibir" in reasons(package)["Libro de su plan (Excel)"]
    assert ".xlsx" not in package.correo


def test_workbook_of_a_plan_that_changed_since_does_not_enter(
    sample_space, prepared, tmp_path, monkeypatch
):
    import shutil

    shutil.copytree(prepared / "plan", tmp_path / "plan")
    monkeypatch.setenv("MIPG_PLAN", str(tmp_path / "plan"))
    changed = actions(
        "id | politica | dependencia | accion\n"
        "00000000000000a1 | gobierno_digital | Sistemas | Otro texto"
    )
    keep_plan(tmp_path / "plan", changed, entidad=MAIN, day="2030-01-02")
    found = read_material(sample_space, MAIN, VIGENCIA, prepared / "outputs")
    package = leader_package(found, found.leader(DIGITAL))
    assert "El plan cambió" in reasons(package)["Libro de su plan (Excel)"]


def test_committee_gets_decisions_slides_and_the_reports_of_all(committee):
    assert paths(committee) == [
        "indice.html",
        "indice.csv",
        "decisiones.html",
        "decisiones.pdf",
        "comite.pptx",
        "informes/institucional.html",
        "informes/institucional.pdf",
        "informes/seguimiento.html",
        "informes/seguimiento.pdf",
    ]
    assert committee.missing == ()


def test_decisions_and_slides_say_the_same(committee):
    shown = opened(file_of(committee, "comite.pptx"))
    slides = " ".join(
        shape.text_frame.text for s in shown.slides for shape in s.shapes if shape.has_text_frame
    )
    page = words(file_of(committee, "decisiones.html"))
    decision = "Designar la dependencia responsable de la política que no lo tiene"
    assert decision in slides
    assert decision in page
    assert decision in committee.correo
    assert broken_rules(file_of(committee, "decisiones.pdf")) == []


def test_slides_carry_nothing_of_this_machine(committee, prepared):
    text = b"".join(parts_of(file_of(committee, "comite.pptx")).values()).decode(errors="ignore")
    assert str(prepared) not in text
    assert "Canny" not in text


def order(prepared, sample, *more):
    return mipg_here(
        "paquete", "--entidad", MAIN, "--vigencia", VIGENCIA, "--datos", sample / "tidy",
        "--salida", prepared / "outputs", *more,
        environment={"MIPG_PLAN": str(prepared / "plan")},
    )  # fmt: skip


def test_command_writes_the_packages_asked_for(prepared, sample):
    done = order(prepared, sample, "--lider", "Secretaria de Tecnologias de la Informacion",
                 "--comite")  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    folder = prepared / "outputs" / str(VIGENCIA) / MAIN / "paquetes"
    assert sorted(path.name for path in folder.iterdir()) == ["comite", f"lider-{DIGITAL}"]
    assert (folder / "comite" / "comite-2025.zip").is_file()


def test_command_makes_no_incomplete_package_unless_told(prepared, sample):
    hacienda = ("--lider", "Secretaría de Hacienda")
    place = (
        prepared / "outputs" / str(VIGENCIA) / MAIN / "paquetes" / "lider-secretaria-de-hacienda"
    )
    refused = order(prepared, sample, *hacienda)
    assert (refused.returncode, place.exists()) == (16, False)
    assert "no se armó; faltan 2" in refused.stdout
    told = order(prepared, sample, *hacienda, "--aunque-falten")
    assert (told.returncode, place.exists()) == (0, True)
    assert "Incompleto; faltan 2" in told.stdout
