"""The commands: cargar, informe, lote, diagnostico."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mipg_helpers.cli.app import (
    Conservar,
    Cuadernos,
    Dask,
    Datos,
    DatosRemotos,
    Entidad,
    Explicar,
    Formato,
    HastaFallar,
    Informes,
    Limite,
    Motor,
    Parametros,
    Politicas,
    Reanudar,
    Rehacer,
    SalidaRemota,
    Solo,
    Todas,
    Trabajos,
    UnaEntidad,
    Vigencia,
    app,
    folder,
)
from mipg_helpers.cli.norms import USUAL, NormaPdf
from mipg_helpers.cli.output import print_diagnosis, print_ingest, print_ingest_json
from mipg_helpers.cli.running import Order, explain, make, resume
from mipg_helpers.cli.spanish import SpanishCommand
from mipg_helpers.cli.values import parse_count, parse_dask, parse_vigencia
from mipg_helpers.errors import ParameterError

RAW_FOLDER = "data/raw"
TIDY_FOLDER = "data/tidy"
NOTEBOOKS = "notebooks"
OUTPUTS = "outputs"
FORMATO = "html,pdf"


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
        tidy=folder(datos) or Path(TIDY_FOLDER),
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
    entidad: UnaEntidad,
    vigencia: Vigencia,
    politica: Annotated[
        str,
        typer.Option(
            "--politica",
            metavar="POLÍTICA",
            help="Nombre o identificador; sin ella se escribe el informe institucional.",
        ),
    ] = "",
    informe: Informes = [],  # noqa: B006  typer copies it
    salida: SalidaRemota = OUTPUTS,
    datos: DatosRemotos = "",
    formato: Formato = FORMATO,
    parametro: Parametros = [],  # noqa: B006  typer copies it
    cuadernos: Cuadernos = NOTEBOOKS,
    conservar: Conservar = False,
    motor: Motor = "auto",
    norma_pdf: NormaPdf = USUAL,
) -> int:
    """Escribe un informe: el de una política o el institucional de la entidad."""
    order = Order(
        vigencia=vigencia,
        entidades=(entidad,),
        politicas=(politica,) if politica else (),
        por="politica" if politica else "entidad",
        informes=tuple(informe),
        datos=datos,
        formato=formato,
        parametros=tuple(parametro),
        cuadernos=cuadernos,
        conservar=conservar,
        motor=motor,
        norma=norma_pdf,
        rehacer=True,
    )
    return make(order, salida, workers=1)


@app.command("lote", cls=SpanishCommand)
def lote(
    vigencia: Annotated[
        str,
        typer.Option(
            "--vigencia",
            metavar="AÑO",
            help="Año medido; no se asume ninguno. Sobra con --solo y con --reanudar.",
        ),
    ] = "",
    entidad: Entidad = [],  # noqa: B006  typer copies it
    todas: Todas = False,
    politica: Politicas = [],  # noqa: B006  typer copies it
    informe: Informes = [],  # noqa: B006  typer copies it
    solo: Solo = [],  # noqa: B006  typer copies it
    salida: SalidaRemota = OUTPUTS,
    datos: DatosRemotos = "",
    trabajos: Trabajos = "",
    dask: Dask = "",
    limite: Limite = "",
    hasta_fallar: HastaFallar = False,
    reanudar: Reanudar = False,
    rehacer: Rehacer = False,
    explicar: Explicar = False,
    formato: Formato = FORMATO,
    parametro: Parametros = [],  # noqa: B006  typer copies it
    cuadernos: Cuadernos = NOTEBOOKS,
    conservar: Conservar = False,
    motor: Motor = "auto",
    norma_pdf: NormaPdf = USUAL,
) -> int:
    """Escribe los informes de todas las políticas de una o varias entidades.

    Solo se escriben los que faltan, los que fallaron y aquellos cuyos datos, parámetros o
    programa cambiaron; --explicar dice cuáles y por qué. Si se interrumpe, la misma orden
    continúa donde iba. Un informe que falla no detiene a los demás.
    """
    if parse_dask(dask) not in {"", "local"} and trabajos:
        raise ParameterError(
            "opción --trabajos", "en un clúster los trabajadores son los que él tenga", "sin ella"
        )
    asked = Order(
        vigencia=vigencia,
        entidades=tuple(entidad),
        todas=todas,
        politicas=tuple(politica),
        informes=tuple(informe),
        solo=tuple(solo),
        datos=datos,
        formato=formato,
        parametros=tuple(parametro),
        cuadernos=cuadernos,
        conservar=conservar,
        motor=motor,
        norma=norma_pdf,
        rehacer=rehacer,
    )
    order = resume(asked, salida) if reanudar else asked
    if order is None:
        return 0
    if explicar:
        return explain(order, salida)
    return make(
        order,
        salida,
        dask=dask,
        workers=parse_count(trabajos, "--trabajos") if trabajos else None,
        limit=parse_count(limite, "--limite") if limite else None,
        stop_on_failure=hasta_fallar,
    )


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
