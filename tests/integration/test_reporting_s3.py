"""The batch with its tables and its reports in S3: a server of its own on loopback."""

import hashlib
import json
import sqlite3
from contextlib import closing

import pytest
from builders import NOTEBOOKS, run_mipg
from cluster_builders import contents, started_s3

from mipg_helpers.reporting.manifest import FILE
from mipg_helpers.reporting.remote import RemoteFolder
from mipg_helpers.reporting.remote_outputs import LOCK

POLITICAS = ("compras", "integridad", "talento_humano")
SALIDA = "s3://cubo/informes"
DATOS = "s3://cubo/tidy"


@pytest.fixture(scope="module")
def s3(sample):
    """Give the environment of a server that holds the tables of the sample."""
    with started_s3("cubo") as environment:
        tables = RemoteFolder(DATOS)
        for path in sorted(path for path in (sample / "tidy").rglob("*") if path.is_file()):
            tables.send(path, path.relative_to(sample / "tidy").as_posix())
        yield environment


@pytest.fixture(scope="module")
def machine(s3, tmp_path_factory):
    """Give a machine: its folder, where nothing was copied yet, and its command."""
    return lambda: Machine(tmp_path_factory.mktemp("equipo"), s3)


class Machine:
    def __init__(self, folder, environment):
        self.folder = folder
        self.environment = {**environment, "XDG_CACHE_HOME": str(folder / "cache")}

    def lote(self, *options, code=0):
        politicas = [word for politica in POLITICAS for word in ("--politica", politica)]
        done = run_mipg(
            "lote", "--entidad", "0001", "--vigencia", "2025", *politicas, "--formato", "html",
            "--datos", DATOS, "--salida", SALIDA, "--cuadernos", NOTEBOOKS, *options,
            cwd=self.folder, environment=self.environment,
        )  # fmt: skip
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr


@pytest.fixture(scope="module")
def first(machine):
    """Give the machine that made the reports, on a cluster of its own."""
    one = machine()
    told = one.lote("--dask", "local", "--trabajos", "2")
    assert f"3 informes listos en:\n  {SALIDA}/2025/0001\n" in told
    return one


def stored():
    places = RemoteFolder(SALIDA).states()
    return {place: hashlib.sha256(RemoteFolder(SALIDA).read(place)).hexdigest() for place in places}


def test_documents_in_s3_are_those_of_a_local_run(first, sample_reports):
    local = contents(sample_reports)
    wanted = {f"2025/0001/{name}.html": local[f"{name}.html"] for name in POLITICAS}
    assert {place: digest for place, digest in stored().items() if place != FILE} == wanted


def test_manifest_is_complete_and_a_copy_of_it_lies_beside_the_reports(first, tmp_path):
    RemoteFolder(SALIDA).fetch(FILE, tmp_path / FILE)
    with closing(sqlite3.connect(tmp_path / FILE)) as base:
        rows = base.execute("SELECT archivo, sha256, n_bytes FROM archivos").fetchall()
    states = RemoteFolder(SALIDA).states()
    digests = stored()
    assert len(rows) == len(POLITICAS)
    assert all(digests[place] == sha256 for place, sha256, _ in rows)
    assert all(states[place].n_bytes == size for place, _, size in rows)


def test_unchanged_batch_does_nothing_here_and_on_another_machine(first, machine):
    before = RemoteFolder(SALIDA).states()
    documents = [place for place in before if place != FILE]
    for one in (first, machine()):
        assert f"3 informes están al día en {SALIDA}" in one.lote("--dask", "tcp://127.0.0.1:1")
    after = RemoteFolder(SALIDA).states()
    assert [after[place] for place in documents] == [before[place] for place in documents]


def test_damaged_object_is_made_again(first, tmp_path):
    before = stored()
    (tmp_path / "recortado").write_bytes(b"<html>")
    RemoteFolder(SALIDA).send(tmp_path / "recortado", "2025/0001/compras.html")
    told = first.lote("--trabajos", "1")
    assert "2 informes sin cambios" in told
    assert stored() | {FILE: ""} == before | {FILE: ""}


def test_folder_that_another_machine_holds_is_refused(first):
    holder = {"proceso": 7, "equipo": "otro-equipo", "desde": "hoy"}
    RemoteFolder(SALIDA).create(LOCK, json.dumps(holder).encode())
    told = first.lote(code=10)
    RemoteFolder(SALIDA).delete(LOCK)
    assert "otro lote está escribiendo aquí (el proceso 7 en el equipo otro-equipo" in told
    assert f"borre {SALIDA}/{LOCK}" in told


def test_tables_that_are_not_there_are_told(machine):
    told = machine().lote("--datos", "s3://cubo/nada", code=10)
    assert "datos en 's3://cubo/nada': no hay datos cargados: falta cargue.json" in told
