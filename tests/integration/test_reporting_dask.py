"""The batch on a cluster: started as an operator does, with workers that die, differ or lack."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from threading import Timer

import pytest
from batch_builders import draw_job
from builders import NOTEBOOKS, ROOT, mipg_here
from cluster_builders import contents, run_or_die, started_scheduler, started_workers, wait_for

from mipg_helpers.errors import ConfigError
from mipg_helpers.reporting import executors_cluster, executors_dask
from mipg_helpers.reporting.executors import WINDOW
from mipg_helpers.reporting.executors_cluster import dask_cluster
from mipg_helpers.reporting.executors_dask import CHUNK, DaskBatch
from mipg_helpers.reporting.executors_worker import DataPlace, terms_for
from mipg_helpers.reporting.manifest import FILE

POLITICAS = (
    "compras", "gobierno_digital", "integridad", "planeacion", "presupuesto", "talento_humano",
)  # fmt: skip


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("dask")


@pytest.fixture(scope="module")
def scheduler(place):
    with started_scheduler(place) as started:
        yield started.address


@pytest.fixture(scope="module")
def cluster(place, scheduler):
    with started_workers(place, scheduler, 2):
        yield scheduler


def order(sample, outputs, *options):
    politicas = [word for politica in POLITICAS for word in ("--politica", politica)]
    return [
        "lote", "--entidad", "0001", "--vigencia", "2025", *politicas, "--formato", "html",
        "--datos", str(sample / "tidy"), "--salida", str(outputs), *options,
    ]  # fmt: skip


def workers_of(address):
    with dask_cluster(address, 1) as connected:
        return list(connected._client.run(os.getpid).values())


def kill_one_worker(address):
    os.kill(workers_of(address)[0], signal.SIGKILL)


def attempts(outputs):
    with closing(sqlite3.connect(outputs / FILE)) as base:
        return dict(base.execute("SELECT nombre, intentos FROM informes WHERE estado = 'listo'"))


def test_lost_worker_costs_nothing_but_time(cluster, sample, sample_reports, tmp_path):
    command = [sys.executable, "-c", "from mipg_helpers.cli import main; main()"]
    process = subprocess.Popen(
        [*command, *order(sample, tmp_path, "--dask", cluster)], cwd=ROOT,
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    wait_for(lambda: list(tmp_path.glob("2025/0001/*.html")))
    kill_one_worker(cluster)
    told, _ = process.communicate()
    assert process.returncode == 0, told
    made = contents(tmp_path)
    whole = contents(sample_reports)
    assert made == {name: whole[name] for name in made}
    assert set(attempts(tmp_path).items()) == {(f"0001/2025/{name}", 1) for name in POLITICAS}
    # Nothing is left to do, so nobody is asked.
    again = mipg_here(*order(sample, tmp_path, "--dask", "tcp://127.0.0.1:1"))
    assert "6 informes están al día" in again.stdout


def slow_jobs(outputs, *politicas):
    return [draw_job(outputs, name, notebook=NOTEBOOKS / "politica.ipynb") for name in politicas]


def run_jobs(address, sample, outputs, jobs):
    terms = terms_for(jobs, DataPlace(sample / "tidy"), shared=outputs, run=run_or_die)
    with dask_cluster(address, 2) as connected:
        yield from connected.executor(terms)(jobs)


def test_report_that_kills_its_workers_fails_alone(cluster, sample, tmp_path):
    names = ("compras", "veneno", "integridad", "lenta", "tramites")
    results = list(run_jobs(cluster, sample, tmp_path, slow_jobs(tmp_path, *names)))
    failed = {result.job.politica: result.error for result in results if not result.ok}
    assert failed == {"veneno": "0001/2025/veneno: el proceso que hacía el informe se cerró"}
    assert sorted(result.job.politica for result in results) == sorted(names)


def test_interrupt_lets_what_was_handed_out_end(cluster, sample, tmp_path):
    jobs = slow_jobs(tmp_path, *["lenta"] * 40)
    results, done = run_jobs(cluster, sample, tmp_path, jobs), 0
    with pytest.raises(KeyboardInterrupt):  # noqa: PT012 - it comes between two results
        for _ in results:
            done += 1
            if done == 1:
                Timer(0.2, os.kill, [os.getpid(), signal.SIGINT]).start()
    assert CHUNK < done <= 1 + 2 * CHUNK + 2 * WINDOW * CHUNK


def test_worker_that_differs_is_refused_with_the_list(cluster, place, sample, tmp_path):
    reference = tmp_path / "referencia"
    shutil.copytree(ROOT / "mipg_helpers" / "reference", reference)
    with (reference / "calendario.csv").open("a", encoding="utf-8") as table:
        table.write("\n")
    other = {"MIPG_REFERENCIA": str(reference)}
    with started_workers(place, cluster, 1, other):
        done = mipg_here(*order(sample, tmp_path / "salida", "--dask", cluster))
    assert done.returncode == 10
    assert "hay trabajadores que no son como este equipo" in done.stderr
    assert done.stderr.count("- tcp://") == 1
    assert "las tablas de referencia: " in done.stderr
    assert not contents(tmp_path / "salida")


def test_worker_that_comes_later_and_differs_stops_the_batch(cluster, sample, tmp_path):
    jobs = slow_jobs(tmp_path, "compras", "integridad")
    terms = terms_for(jobs, DataPlace(sample / "tidy"), shared=tmp_path, run=run_or_die)
    with dask_cluster(cluster, 1) as connected:
        batch = DaskBatch(connected._client, cluster, replace(terms, expected=(("x", "y"),)))
        with pytest.raises(ConfigError, match="un trabajador nuevo: x: no está"):
            list(batch(jobs))


def test_scheduler_that_does_not_answer_is_told(monkeypatch):
    monkeypatch.setattr(executors_cluster, "CONNECT_SECONDS", 0.3)
    pattern = r"programador de Dask 'tcp://127\.0\.0\.1:1': no responde"
    with pytest.raises(ConfigError, match=pattern), dask_cluster("tcp://127.0.0.1:1", 1):
        pass


def test_cluster_without_workers_or_with_threads_is_refused(place, sample, tmp_path, monkeypatch):
    monkeypatch.setattr(executors_cluster, "CONNECT_SECONDS", 2)
    with started_scheduler(tmp_path) as started:
        results = run_jobs(started.address, sample, tmp_path, slow_jobs(tmp_path, "compras"))
        with pytest.raises(ConfigError, match="no tiene trabajadores"):
            next(results)
        with started_workers(tmp_path, started.address, 1, threads=2):
            results = run_jobs(started.address, sample, tmp_path, slow_jobs(tmp_path, "compras"))
            with pytest.raises(ConfigError, match="con varios hilos"):
                next(results)


def test_cluster_that_lost_every_worker_is_given_up(sample, tmp_path, monkeypatch):
    monkeypatch.setattr(executors_dask, "IDLE_SECONDS", 0.2)
    monkeypatch.setattr(executors_dask, "LOOK_SECONDS", 0.2)
    with started_scheduler(tmp_path) as started:
        with started_workers(tmp_path, started.address, 1):
            jobs = slow_jobs(tmp_path, *["lenta"] * 20)
            results = run_jobs(started.address, sample, tmp_path, jobs)
            next(results)
        with pytest.raises(ConfigError, match="no tiene trabajadores"):
            list(results)


def test_missing_library_is_told_with_the_command(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    pattern = r"falta la biblioteca distributed\n.*pip install -r requirements\.lock"
    with pytest.raises(ConfigError, match=pattern), dask_cluster("local", 1):
        pass


def test_lost_scheduler_ends_the_batch_with_its_remedy(sample, tmp_path):
    with started_scheduler(tmp_path) as started, started_workers(tmp_path, started.address, 1):
        jobs = slow_jobs(tmp_path, *["lenta"] * 20)
        results = run_jobs(started.address, sample, tmp_path, jobs)
        next(results)
        started.process.kill()
        with pytest.raises(ConfigError, match=r"(?s)dejó de responder .*--reanudar"):
            list(results)
