"""The commands: cargar, informe, lote, diagnostico."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mipg_helpers.cli.app import (
    Conservar,
    Cuadernos,
    Datos,
    Entidad,
    Formato,
    Motor,
    Parametros,
    Salida,
    Vigencia,
    app,
    folder,
)
from mipg_helpers.cli.output import (
    Progress,
    print_diagnosis,
    print_ingest,
    print_ingest_json,
    print_results,
)
from mipg_helpers.cli.spanish import SpanishCommand
from mipg_helpers.cli.values import (
    parse_count,
    parse_engine,
    parse_formats,
    parse_parameters,
    parse_vigencia,
)
from mipg_helpers.errors import NotebookRunError, ParameterError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.reporting.jobs import Job, JobResult
    from mipg_helpers.reporting.settings import Workspace

RAW_FOLDER = "data/raw"
TIDY_FOLDER = "data/tidy"
NOTEBOOKS = "notebooks"
OUTPUTS = "outputs"


@app.command("cargar", cls=SpanishCommand)
def cargar(
    rutas: Annotated[
        list[str] | None,
        typer.Argument(metavar="RUTAS...", help=f"Archivos o carpetas; si falta, {RAW_FOLDER}."),
    ] = None,
    datos: Annotated[
        str,
        typer.Option(
            "--datos", metavar="CARPETA", help=f"Dónde quedan las tablas; lo usual, {TIDY_FOLDER}."
        ),
    ] = TIDY_FOLDER,
    vigencia: Annotated[
        str,
        typer.Option(
            "--vigencia", metavar="AÑO", help="Año medido, cuando los archivos no lo dicen."
        ),
    ] = "",
    entidad: Annotated[
        str,
        typer.Option(
            "--entidad", metavar="CÓDIGO", help="Entidad, cuando los archivos no la dicen."
        ),
    ] = "",
    tipo: Annotated[
        str,
        typer.Option("--tipo", metavar="TIPO", help="Tipo de archivo, cuando no se reconoce solo."),
    ] = "",
    confirmar: Annotated[
        bool,
        typer.Option(
            "--vigencia-del-nombre",
            help="Confirma que el año escrito en el nombre de cada archivo es la vigencia.",
        ),
    ] = False,
    detalle: Annotated[
        str,
        typer.Option(
            "--detalle", metavar="N", help="Cuántos hallazgos se muestran; todos van al CSV."
        ),
    ] = "10",
    como_json: Annotated[
        bool, typer.Option("--json", help="Escribe el resultado como JSON.")
    ] = False,
) -> int:
    """Lee los archivos de Función Pública y de la entidad y deja las tablas listas.

    Revisa cada libro antes de abrirlo, muestra la tabla de calidad de los datos y guarda
    todos los hallazgos en hallazgos.csv. Lo válido se carga aunque otro archivo falle.
    """
    from mipg_helpers.reporting.settings import open_catalog
    from mipg_helpers.sources.ingest import ingest
    from mipg_helpers.sources.model import KINDS, Declared

    if tipo and tipo not in KINDS:
        raise ParameterError("opción --tipo", f"'{tipo}' no existe", ", ".join(KINDS))
    declared = Declared(
        tipo=tipo, vigencia=parse_vigencia(vigencia) if vigencia else None, entidad=entidad
    )
    report = ingest(
        [Path(ruta) for ruta in rutas or [RAW_FOLDER]],
        tidy=Path(datos),
        declared=declared,
        vigencia_del_nombre=confirmar,
        catalog=open_catalog(),
    )
    if como_json:
        print_ingest_json(report, Path(datos))
    else:
        print_ingest(report, Path(datos), most=parse_count(detalle, "--detalle"))
    return report.exit_code


@app.command("informe", cls=SpanishCommand)
def informe(
    entidad: Annotated[
        str,
        typer.Option("--entidad", metavar="CÓDIGO", help="Código SIGEP o nombre exacto."),
    ],
    vigencia: Vigencia,
    politica: Annotated[
        str,
        typer.Option(
            "--politica",
            metavar="POLÍTICA",
            help="Nombre o identificador; sin ella se escribe el informe institucional.",
        ),
    ] = "",
    salida: Salida = OUTPUTS,
    datos: Datos = "",
    formato: Formato = "html,pdf",
    parametro: Parametros = [],  # noqa: B006  typer copies it
    cuadernos: Cuadernos = NOTEBOOKS,
    conservar: Conservar = False,
    motor: Motor = "auto",
) -> int:
    """Escribe un informe: el de una política o el institucional de la entidad."""
    space = _open(datos)
    year = parse_vigencia(vigencia)
    asked = [space.catalog.resolve_politica(politica, year)] if politica else []
    jobs = _plan(
        space,
        [entidad],
        year,
        asked,
        only="politica" if politica else "entidad",
        salida=salida,
        formato=formato,
        parametro=parametro,
        cuadernos=cuadernos,
        conservar=conservar,
        motor=motor,
    )
    return _run(jobs, Path(salida), workers=1)


@app.command("lote", cls=SpanishCommand)
def lote(
    vigencia: Vigencia,
    entidad: Entidad = [],  # noqa: B006  typer copies it
    todas: Annotated[
        bool, typer.Option("--todas", help="Todas las entidades cargadas de esa vigencia.")
    ] = False,
    politica: Annotated[
        list[str],
        typer.Option(
            "--politica",
            metavar="POLÍTICA",
            help="Solo esta política; se puede repetir. Sin ella, todas y el institucional.",
        ),
    ] = [],  # noqa: B006  typer copies it
    salida: Salida = OUTPUTS,
    datos: Datos = "",
    trabajos: Annotated[
        str,
        typer.Option(
            "--trabajos", metavar="N", help="Informes a la vez; lo usual, uno por procesador."
        ),
    ] = "",
    formato: Formato = "html,pdf",
    parametro: Parametros = [],  # noqa: B006  typer copies it
    cuadernos: Cuadernos = NOTEBOOKS,
    conservar: Conservar = False,
    motor: Motor = "auto",
) -> int:
    """Escribe los informes de todas las políticas de una o varias entidades.

    Un informe que falla queda anotado en manifiesto.json y no detiene a los demás.
    """
    from mipg_helpers.reporting.batch import default_workers

    space = _open(datos)
    year = parse_vigencia(vigencia)
    jobs = _plan(
        space,
        _entidades(space, entidad, year, todas=todas),
        year,
        [space.catalog.resolve_politica(text, year) for text in politica],
        only="politica" if politica else "",
        salida=salida,
        formato=formato,
        parametro=parametro,
        cuadernos=cuadernos,
        conservar=conservar,
        motor=motor,
    )
    workers = parse_count(trabajos, "--trabajos") if trabajos else default_workers()
    return _run(jobs, Path(salida), workers=workers)


@app.command("diagnostico", cls=SpanishCommand)
def diagnostico(
    datos: Datos = "",
    silencioso: Annotated[
        bool, typer.Option("--silencioso", help="Sin texto: solo el código de salida.")
    ] = False,
) -> int:
    """Revisa la instalación y los datos cargados, y dice cómo arreglar lo que falte."""
    from mipg_helpers.reporting.diagnosis import diagnose

    checks = diagnose(folder(datos))
    if not silencioso:
        print_diagnosis(checks)
    return max((check.exit_code for check in checks), default=0)


def _open(datos: str) -> Workspace:
    from mipg_helpers.reporting.settings import open_workspace

    return open_workspace(folder(datos))


def _entidades(space: Workspace, asked: Sequence[str], year: int, *, todas: bool) -> list[str]:
    if bool(asked) == todas:
        raise ParameterError("orden lote", "diga qué entidades", "--entidad CÓDIGO o --todas")
    if not todas:
        return list(asked)
    return sorted(space.store.entidades(vigencia=year)["entidad_id"])


def _plan(
    space: Workspace,
    entidades: Sequence[str],
    year: int,
    politicas: Sequence[str],
    *,
    only: str,
    salida: str,
    formato: str,
    parametro: Sequence[str],
    cuadernos: str,
    conservar: bool,
    motor: str,
) -> list[Job]:
    from mipg_helpers.reporting.catalogue import read_report_kinds
    from mipg_helpers.reporting.jobs import plan_jobs

    kinds = [kind for kind in read_report_kinds(Path(cuadernos)).values() if only in ("", kind.por)]
    parameters: dict[str, Any] = dict(parse_parameters(parametro))
    return plan_jobs(
        space,
        kinds,
        entidades=entidades,
        vigencia=year,
        outputs=Path(salida),
        politicas=politicas,
        parameters=parameters,
        formats=parse_formats(formato),
        keep_notebook=conservar,
        engine=parse_engine(motor),
    )


def _run(jobs: Sequence[Job], outputs: Path, *, workers: int) -> int:
    from mipg_helpers import __version__
    from mipg_helpers.reporting.batch import run_batch, write_manifest

    results: list[JobResult] = []
    try:
        with Progress(len(jobs)) as progress:
            for result in run_batch(jobs, workers=workers):
                results.append(result)
                progress.advance(result)
    finally:
        manifest = write_manifest(outputs, results, version=__version__)
    print_results(results, outputs, manifest)
    return 0 if all(result.ok for result in results) else NotebookRunError.exit_code
