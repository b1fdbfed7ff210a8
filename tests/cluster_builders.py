"""A Dask cluster as an operator starts it, an S3 server, and ways of making a report."""

from __future__ import annotations

import hashlib
import logging
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from batch_builders import draw_result
from builders import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from mipg_helpers.reporting.jobs import Job, JobResult

WAIT_SECONDS = 60


class Scheduler(NamedTuple):
    address: str
    process: subprocess.Popen[bytes]


@contextmanager
def background(
    log: Path, *arguments: object, environment: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """Run ``python -m dask ...`` until the block ends."""
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    clean = {k: v for k, v in os.environ.items() if not k.startswith("MIPG_")}
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "dask", *map(str, arguments)],
            stdout=out, stderr=out, start_new_session=True,
            env={**clean, "PYTHONPATH": paths, **(environment or {})},
        )  # fmt: skip
        try:
            yield process
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@contextmanager
def started_scheduler(folder: Path, port: int = 0) -> Iterator[Scheduler]:
    """Start a scheduler, on a free port unless told; a task may lose one worker, not two."""
    log = folder / "scheduler.log"
    few = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}
    options = ("--host", "127.0.0.1", "--port", port, "--no-dashboard")
    with background(log, "scheduler", *options, environment=few) as process:
        yield Scheduler(wait_for(lambda: _address(log)), process)


@contextmanager
def started_workers(
    folder: Path,
    address: str,
    n: int,
    environment: Mapping[str, str] | None = None,
    *,
    threads: int = 1,
) -> Iterator[None]:
    log = folder / f"workers-{time.monotonic_ns()}.log"
    options = ("--nworkers", n, "--nthreads", threads, "--local-directory", folder)
    with background(log, "worker", address, "--no-dashboard", *options, environment=environment):
        wait_for(lambda: log.read_text().count("Registered to") >= n)
        yield


def _address(log: Path) -> str:
    words = log.read_text().split()
    return next((word for word in words if word.startswith("tcp://127.0.0.1:")), "")


@contextmanager
def started_s3(bucket: str) -> Iterator[dict[str, str]]:
    """Start an S3 server on a free port with one bucket; give the environment to reach it."""
    import fsspec
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    environment = {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "prueba",
        "AWS_SECRET_ACCESS_KEY": "prueba",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    before = {name: os.environ.get(name) for name in environment}
    os.environ.update(environment)
    try:
        fsspec.filesystem("s3").mkdir(bucket)
        yield environment
    finally:
        server.stop()
        fsspec.get_filesystem_class("s3").clear_instance_cache()
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


def wait_for(look):
    """Wait until `look` gives something."""
    deadline = time.monotonic() + WAIT_SECONDS
    while not (found := look()):
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)
    return found


def run_or_die(job: Job) -> JobResult:
    """Make a report without a notebook; one politica kills its worker, one takes its time."""
    if job.politica == "veneno":
        os.kill(os.getpid(), signal.SIGKILL)
    if job.politica == "lenta":
        time.sleep(0.5)
    return draw_result(job)


def contents(outputs: Path) -> dict[str, str]:
    files = sorted(path for path in outputs.glob("*/*/*") if path.is_file())
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
