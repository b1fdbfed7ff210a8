"""From the options of an order to its reports: plan, decide, lock, run, tell.

The order is kept in the manifest as it was typed, so that an interrupted run can be resumed.
"""

from __future__ import annotations

import os
from contextlib import ExitStack
from dataclasses import asdict, dataclass, fields, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mipg_helpers.cli.app import folder
from mipg_helpers.cli.norms import parse_norma
from mipg_helpers.cli.output import Progress, print_decisions, print_plan, print_results, say
from mipg_helpers.cli.values import (
    parse_engine,
    parse_formats,
    parse_name,
    parse_parameters,
    parse_vigencia,
)
from mipg_helpers.errors import NotebookRunError, ParameterError, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mipg_helpers.reporting.destinations import Destination
    from mipg_helpers.reporting.executors import Executor
    from mipg_helpers.reporting.executors_worker import DataPlace
    from mipg_helpers.reporting.jobs import Job
    from mipg_helpers.reporting.manifest import Manifest
    from mipg_helpers.reporting.manifest_decisions import Decision
    from mipg_helpers.reporting.settings import Workspace


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for, as typed. `rehecho_desde`: the run that began making all again."""

    vigencia: str = ""
    entidades: tuple[str, ...] = ()
    todas: bool = False
    politicas: tuple[str, ...] = ()
    solo: tuple[str, ...] = ()
    por: str = ""
    informes: tuple[str, ...] = ()
    datos: str = ""
    formato: str = "html,pdf"
    parametros: tuple[str, ...] = ()
    cuadernos: str = "notebooks"
    conservar: bool = False
    motor: str = "auto"
    norma: str = ""
    rehacer: bool = False
    rehecho_desde: int = 0


def resume(asked: Order, salida: str) -> Order | None:
    """Take up the order of the last run of a folder; None when nothing of it is left to do.

    A run that came to its end with reports that failed is taken up too: they are tried again.

    Raises
    ------
    ParameterError
        If there is no run, or options typed beside ``--reanudar`` are not those of that run.
    """
    from mipg_helpers.reporting.destinations import open_destination
    from mipg_helpers.reporting.manifest import Manifest

    destination = open_destination(salida)
    destination.look()
    with Manifest(destination.folder, read_only=True) as manifest:
        last = manifest.last_run()
    if last is None:
        raise ParameterError("opción --reanudar", f"en '{salida}' no hay ninguna corrida")
    if last.fin and not last.fallidos:
        say("La última corrida terminó: no hay nada que reanudar.")
        return None
    order = _read_order(last.orden)
    differ = [
        field.name
        for field in fields(Order)
        if getattr(asked, field.name) not in (field.default, getattr(order, field.name))
    ]
    if differ:
        raise ParameterError(
            "opción --reanudar",
            f"la última corrida tenía otras opciones: {listed(differ)}",
            "la orden sin más opciones que --salida, --trabajos, --dask, --limite o --hasta-fallar",
        )
    if order.rehacer and not order.rehecho_desde:
        return replace(order, rehecho_desde=last.corrida)
    return order


def explain(order: Order, salida: str) -> int:
    """Say of each report whether it would be made and why; nothing is written."""
    from mipg_helpers.reporting.destinations import open_destination
    from mipg_helpers.reporting.manifest import Manifest

    destination = open_destination(salida)
    destination.look()
    folder, written = destination.folder, destination.written
    with Manifest(folder, read_only=True, written=written) as manifest:
        space, _ = _open(order)
        print_decisions(_decide(_jobs(order, space, folder), space, order, manifest))
    return 0


def make(
    order: Order,
    salida: str,
    *,
    workers: int | None = None,
    dask: str = "",
    limit: int | None = None,
    stop_on_failure: bool = False,
) -> int:
    """Make the reports of an order that are not yet as they should be.

    Parameters
    ----------
    salida
        A folder of this machine or the URL of a remote one.
    dask
        Address of a scheduler or ``local``; "": the processes of this machine.
    """
    from mipg_helpers.reporting.batch import make_reports
    from mipg_helpers.reporting.destinations import open_destination
    from mipg_helpers.reporting.manifest import Manifest
    from mipg_helpers.reporting.manifest_decisions import settle

    destination = open_destination(salida)
    space, data = _open(order)
    jobs = _jobs(order, space, destination.folder)
    with (
        destination.hold(),
        Manifest(destination.folder, written=destination.written) as manifest,
        ExitStack() as stack,
    ):
        plan = settle(_decide(jobs, space, order, manifest), manifest)
        print_plan(plan, salida)
        pending = [decision.job for decision in plan.pending[:limit]]
        execute = _executor(stack, pending, data, destination, workers=workers, dask=dask)
        results = make_reports(
            plan,
            manifest,
            order=asdict(order),
            execute=execute,
            limit=limit,
            stop_on_failure=stop_on_failure,
        )
        progress = stack.enter_context(Progress(len(pending), destination.shown))
        for result in results:
            progress.advance(result)
    if plan.pending:
        print_results(progress, len(plan.pending), salida, manifest.path)
    return NotebookRunError.exit_code if progress.failed else 0


def _executor(
    stack: ExitStack,
    jobs: Sequence[Job],
    data: DataPlace,
    destination: Destination,
    *,
    workers: int | None,
    dask: str,
) -> Executor:
    """Choose who runs the jobs; a cluster is asked for only when there is something to do."""
    from mipg_helpers.reporting.executors import default_workers, run_batch

    workers = min(workers or default_workers(), max(1, len(jobs)))
    if not (dask and jobs):
        return partial(run_batch, workers=workers, run=destination.run)
    from mipg_helpers.reporting.executors_cluster import dask_cluster
    from mipg_helpers.reporting.executors_worker import terms_for

    terms = terms_for(jobs, data, shared=destination.shared, run=destination.run)
    return stack.enter_context(dask_cluster(dask, workers)).executor(terms)


def _decide(
    jobs: Sequence[Job], space: Workspace, order: Order, manifest: Manifest
) -> Iterator[Decision]:
    from mipg_helpers.reporting.manifest_decisions import decide

    return decide(jobs, space, manifest, redo=order.rehacer, redone_since=order.rehecho_desde)


def _open(order: Order) -> tuple[Workspace, DataPlace]:
    """Open the tables of an order; remote ones are copied here first."""
    from mipg_helpers.reporting.executors_worker import DataPlace
    from mipg_helpers.reporting.remote import is_remote
    from mipg_helpers.reporting.settings import DATA_VARIABLE, open_workspace

    text = order.datos or os.environ.get(DATA_VARIABLE, "")
    if not is_remote(text):
        space = open_workspace(folder(order.datos))
        return space, DataPlace(space.store.folder)
    from mipg_helpers.reporting.remote_data import fetch_data

    copied, fingerprint = fetch_data(text)
    return open_workspace(copied), DataPlace(copied, text, fingerprint)


def _jobs(order: Order, space: Workspace, outputs: Path) -> list[Job]:
    """Plan an order; everything typed is checked before anything runs."""
    from mipg_helpers.reporting.catalogue import read_report_kinds, select_kinds
    from mipg_helpers.reporting.jobs import plan_jobs

    named = [parse_name(name) for name in order.solo]
    year = _vigencia(order, [vigencia for _, vigencia in named])
    only = order.por or ("politica" if order.politicas else "")
    chosen = select_kinds(read_report_kinds(Path(order.cuadernos)), order.informes)
    kinds = [kind for kind in chosen if only in ("", kind.por)]
    if not kinds:
        raise ParameterError(
            "opción --informe", f"{listed(order.informes)} no se hace por {only}", "otro informe"
        )
    parameters: dict[str, Any] = dict(parse_parameters(order.parametros))
    formats = parse_formats(order.formato)
    jobs = plan_jobs(
        space,
        kinds,
        entidades=_entidades(order, space, year, [entidad for entidad, _ in named]),
        vigencia=year,
        outputs=outputs,
        politicas=[space.catalog.resolve_politica(text, year) for text in order.politicas],
        parameters=parameters,
        formats=formats,
        keep_notebook=order.conservar,
        engine=parse_engine(order.motor),
        norma=parse_norma(order.norma, formats),
    )
    if not jobs:
        raise ParameterError(
            "orden",
            "no hay ningún informe que escribir con esas opciones",
            hint="los de seguimiento necesitan un plan con acciones: «mipg plan» lo propone",
        )
    return _named(jobs, order.solo)


def _vigencia(order: Order, named: Sequence[int]) -> int:
    years = set(named) | ({parse_vigencia(order.vigencia)} if order.vigencia else set())
    if not years:
        raise ParameterError("orden lote", "falta '--vigencia'", "el año medido")
    if len(years) > 1:
        raise ParameterError(
            "opción --solo", f"los informes son de varias vigencias: {listed(years)}", "una sola"
        )
    return years.pop()


def _entidades(order: Order, space: Workspace, year: int, named: Sequence[str]) -> list[str]:
    asked = [*order.entidades, *(named if not (order.entidades or order.todas) else [])]
    if bool(asked) == order.todas:
        raise ParameterError("orden lote", "diga qué entidades", "--entidad CÓDIGO o --todas")
    if not order.todas:
        return asked
    return sorted(space.store.entidades(vigencia=year)["entidad_id"])


def _named(jobs: list[Job], names: Sequence[str]) -> list[Job]:
    """Keep the jobs asked for by name; all without names."""
    if not names:
        return jobs
    from mipg_helpers.reference.suggest import did_you_mean

    planned = [job.name for job in jobs]
    for name in names:
        if name not in planned:
            raise ParameterError(
                "opción --solo",
                f"'{name}' no está entre los {len(planned)} informes de esta orden",
                hint=did_you_mean(name, planned),
            )
    return [job for job in jobs if job.name in set(names)]


def _read_order(kept: Mapping[str, Any]) -> Order:
    """Read an order back from the manifest: JSON knows no tuples."""
    known = {field.name for field in fields(Order)}
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in kept.items()
        if name in known
    }
    return Order(**values)
