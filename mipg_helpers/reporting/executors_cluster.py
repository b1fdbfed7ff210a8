"""Connect to a Dask cluster, or start one on this machine, and look whether it may be used."""

from __future__ import annotations

import logging
import signal
import tempfile
import threading
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from mipg_helpers.errors import ConfigError
from mipg_helpers.reporting.executors_dask import DaskBatch, no_workers, refusal
from mipg_helpers.reporting.executors_worker import Terms, differences
from mipg_helpers.system_errors import told

if TYPE_CHECKING:
    from collections.abc import Iterator

#: In place of an address: a cluster of this machine, which ends with the batch.
LOCAL = "local"

#: Dask watches itself many times a second, which costs a tenth of a processor for two workers;
#: reports of half a second need none of it.
LEAN = {
    "distributed.admin.system-monitor.interval": "5s",
    "distributed.admin.tick.interval": "1s",
    "distributed.worker.memory.monitor-interval": "2s",
    "distributed.worker.profile.enabled": False,
}

CONNECT_SECONDS = 10
#: The first look of a worker may have to copy the data.
LOOK_SECONDS = 600


@contextmanager
def dask_cluster(address: str, workers: int) -> Iterator[DaskCluster]:
    """Connect to the scheduler at `address`, or start `workers` processes here for ``local``.

    Raises
    ------
    ConfigError
        If distributed is not installed or nobody answers.
    """
    try:
        import distributed
    except ImportError:
        raise ConfigError(
            "opción --dask",
            "falta la biblioteca distributed",
            hint="instálela con: pip install -r requirements.lock",
        ) from None
    with ExitStack() as stack:
        stack.enter_context(_quiet())
        place: Any = address
        if address == LOCAL:
            place = stack.enter_context(_local_cluster(workers))
        try:
            connect: Any = distributed.Client
            client = connect(place, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError) as error:
            raise ConfigError(
                f"programador de Dask '{address}'",
                f"no responde ({error or type(error).__name__})",
                hint="revise la dirección y que 'dask scheduler' esté corriendo",
            ) from None
        yield DaskCluster(stack.enter_context(client), address)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the client's log off the screen: what it would say comes back as our own errors."""
    logger = logging.getLogger("distributed.client")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)


@contextmanager
def _local_cluster(workers: int) -> Iterator[Any]:
    import dask
    import distributed

    start: Any = distributed.LocalCluster

    with ExitStack() as stack:
        stack.enter_context(dask.config.set(LEAN))
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="mipg-dask-"))
        with _without_interrupts():
            cluster = start(
                n_workers=workers,
                threads_per_worker=1,
                dashboard_address="127.0.0.1:0",
                local_directory=folder,
                silence_logs="CRITICAL",
            )
        yield stack.enter_context(cluster)


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Let the processes started meanwhile ignore Ctrl-C: only the one that leads heeds it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


class DaskCluster:
    """A cluster we are connected to."""

    def __init__(self, client: Any, address: str) -> None:  # noqa: ANN401  distributed has no types
        self._client, self.address = client, address

    def executor(self, terms: Terms) -> DaskBatch:
        """Give the executor of one batch, once every worker is found to be like this process.

        Raises
        ------
        ConfigError
            If there are no workers, or some differ: with the list.
        """
        self._wait_for_workers()
        threads = self._client.nthreads()
        if any(n > 1 for n in threads.values()):
            raise ConfigError(
                self._place,
                "hay trabajadores con varios hilos",
                "uno por trabajador",
                hint="inícielos con: dask worker DIRECCIÓN --nthreads 1 --nworkers N",
            )
        # Each looks in the thread that makes its reports: remote data are copied in it.
        looks = {
            worker: self._client.submit(differences, terms, workers=[worker], pure=False)
            for worker in threads
        }
        refused = {worker: reasons for worker, look in looks.items() if (reasons := _seen(look))}
        if refused:
            raise refusal(self.address, refused)
        return DaskBatch(self._client, self.address, terms)

    @property
    def _place(self) -> str:
        return f"clúster de Dask '{self.address}'"

    def _wait_for_workers(self) -> None:
        try:
            self._client.wait_for_workers(1, timeout=CONNECT_SECONDS)
        except TimeoutError:
            raise no_workers(self.address) from None


def _seen(look: Any) -> tuple[str, ...]:  # noqa: ANN401  a future of distributed
    try:
        reasons: tuple[str, ...] = look.result(timeout=LOOK_SECONDS)
    except TimeoutError:
        return ("no respondió",)
    except Exception as error:  # noqa: BLE001  whatever the worker lacks comes back as its error
        return (f"no puede ejecutar este programa ({told(error)})",)
    return reasons
