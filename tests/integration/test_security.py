"""What `SECURITY.md` promises about what leaves this machine, proved on what the commands write.

They run as somebody with a telling name, in a folder with a telling name, with keys in the
environment; then every output is opened, also what is packed inside it, and searched.
"""

import io
import json
import os
import re
import shutil
import subprocess
import sys
import time
import zipfile
from types import SimpleNamespace

import pikepdf
import pytest
from builders import ROOT
from killing_builders import started

USER, KEY = "zutano-de-prueba", "clave-que-nadie-debe-leer"
HOST = "equipo-de-prueba"
#: The commands one after the other, on a machine with a telling name, loading libraries once.
ONE_PROCESS = """
import json, platform, socket, sys
from mipg_helpers.cli.app import run
socket.gethostname = platform.node = lambda: sys.argv[1]
sys.exit(max(run(order) for order in json.loads(sys.argv[2])))
"""
#: What the sample entidad is called; no person.
ENTIDAD = "ALCALDÍA DE VILLA MUESTRA (FICTICIA)"
SUBJECT = ("--entidad", "0001", "--vigencia", "2025")
#: The workbench's own records, which are handed to nobody; `SECURITY.md` says so.
OWN_RECORDS = ("manifiesto.sqlite", ".lote.bloqueo")
PACKED = (".xlsx", ".pptx", ".zip")


@pytest.fixture(scope="module")
def made(sample, tmp_path_factory):
    """Write every kind of output once, among marks that may be in none of them."""
    home = tmp_path_factory.mktemp("inicio") / USER
    data, outputs, site = home / "datos" / "tidy", home / "salidas", home / "sitio"
    for folder in ("raw", "tidy"):
        shutil.copytree(sample / folder, data.with_name(folder))
    (home / "temporales").mkdir()
    environment = {
        "HOME": str(home), "USER": USER, "LOGNAME": USER, "TMPDIR": str(home / "temporales"),
        "AWS_SECRET_ACCESS_KEY": KEY, "AWS_SESSION_TOKEN": KEY, "JUPYTER_TOKEN": KEY,
        "MPLCONFIGDIR": _drawing_cache(),
    }  # fmt: skip
    where = ("--datos", str(data), "--salida", str(outputs))
    kept = ("--conservar-cuaderno", "--trabajos", "1")
    orders = [
        ["lote", *SUBJECT, "--politica", "integridad", *kept, *where],
        ["plan", *SUBJECT, *where],
        ["preparar", *SUBJECT, *where],
        ["paquete", *SUBJECT, "--comite", "--aunque-falten", *where],
        ["publicar", *SUBJECT, "--aunque-falten", "--sitio", str(site), *where],
    ]
    done = subprocess.run(
        [sys.executable, "-c", ONE_PROCESS, HOST, json.dumps(orders)],
        cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    files = [path for folder in (outputs, site) for path in folder.rglob("*") if path.is_file()]
    return SimpleNamespace(
        home=home,
        temporary=home / "temporales",
        files=[path for path in files if not path.name.startswith(OWN_RECORDS)],
    )


def _drawing_cache():
    import matplotlib as mpl

    return mpl.get_cachedir()


def contents(name, data):
    """Give the bytes of a file as a reader may find them, with those of all that is in it."""
    if name.endswith(PACKED):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for part in package.namelist():
                yield part.encode()
                yield from contents(part, package.read(part))
    elif name.endswith(".pdf"):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for thing in pdf.objects:
                yield repr(thing).encode()
                if isinstance(thing, pikepdf.Stream):
                    with_filters = thing.get("/Subtype") == "/Image"
                    yield thing.read_raw_bytes() if with_filters else thing.read_bytes()
    else:
        yield data


def test_every_kind_of_output_is_looked_at(made):
    kinds = {path.suffix for path in made.files}
    assert {".html", ".pdf", ".ipynb", ".xlsx", ".pptx", ".zip", ".csv", ".js"} <= kinds


def test_search_sees_what_is_packed_in_a_packed_file():
    inner, outer = io.BytesIO(), io.BytesIO()
    for target, name, data in ((inner, "a.txt", KEY.encode()), (outer, "b.xlsx", None)):
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr(name, inner.getvalue() if data is None else data)
    assert KEY.encode() in contents("c.zip", outer.getvalue())


def test_no_output_tells_of_the_machine_its_user_or_his_keys(made):
    secret = [USER, KEY, str(ROOT), str(made.home.parent), sys.prefix, HOST]
    marks = re.compile(b"|".join(re.escape(text.encode()) for text in secret))
    found = {
        f"{path.name}: {seen[0].decode()}"
        for path in made.files
        for data in contents(path.name, path.read_bytes())
        if (seen := marks.search(data))
    }
    assert found == set()


def test_kept_notebook_names_its_files_without_their_place(made):
    (notebook,) = (path for path in made.files if path.suffix == ".ipynb")
    text = notebook.read_text(encoding="utf-8")
    assert '"input_path": "politica.ipynb"' in text
    assert '"output_path": "integridad.ipynb"' in text


def test_office_files_name_no_person(made):
    authors = set()
    for path in made.files:
        if path.suffix in {".xlsx", ".pptx"}:
            with zipfile.ZipFile(path) as package:
                core = package.read("docProps/core.xml").decode()
            authors |= set(re.findall(r"<(?:dc:creator|cp:lastModifiedBy)>([^<]+)<", core))
    assert authors <= {ENTIDAD}


def test_pdfs_name_no_person(made):
    for path in made.files:
        if path.suffix == ".pdf":
            with pikepdf.open(path) as pdf:
                assert str(pdf.docinfo.get("/Author", "")) in {"", ENTIDAD}


def test_nothing_temporary_is_left(made):
    assert list(made.temporary.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="rights of another kind")
def test_only_their_owner_reads_temporary_files_of_a_batch(sample, tmp_path):
    temporary, outputs = tmp_path / "temporales", tmp_path / "salidas"
    temporary.mkdir()
    order = ["lote", *SUBJECT, "--politica", "integridad", "--formato", "html"]
    order += ["--datos", str(sample / "tidy"), "--salida", str(outputs)]
    seen, open_to_all = set(), set()
    with started(order, temporary) as process:
        while process.poll() is None:
            for path in (*temporary.iterdir(), *outputs.glob("2025/0001/.en-curso-*")):
                try:
                    mode = path.stat().st_mode
                except FileNotFoundError:
                    continue
                seen.add(path.name)
                if mode & 0o077:
                    open_to_all.add(f"{path.name} {mode:o}")
            time.sleep(0.01)
    assert process.returncode == 0
    assert seen
    assert open_to_all == set()
