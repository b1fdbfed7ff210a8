"""Measure writing and reading the workbooks of many leaders, beside opening them with openpyxl.

``python benchmarks/plan_workbooks.py`` writes fictitious workbooks in a temporary folder. Every
way handles all of them once per round; imports are not counted.
"""

from __future__ import annotations

import tempfile
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from measuring import alternate, decimal, options, print_table, record

from mipg_helpers.analysis.plan import Accion, Avance
from mipg_helpers.plan_workbook.model import WorkbookContent
from mipg_helpers.plan_workbook.read import read_returned
from mipg_helpers.plan_workbook.write import write_workbook
from mipg_helpers.reference import load_catalog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from measuring import Measured

VIGENCIA = 2025
#: Politicas of a leader, and actions of each.
N_POLITICAS, N_ACCIONES = 2, 20
WAYS = {
    "escribir": "mipg: escribir",
    "leer": "mipg: leer y revisar todo",
    "openpyxl": "openpyxl: abrir, sin revisar nada",
    "openpyxl_celdas": "openpyxl: abrir y recorrer las celdas",
}
RATIOS = (("openpyxl", "leer"), ("openpyxl_celdas", "leer"), ("openpyxl", "escribir"))
#: On a machine shared with others the processor time tells more than the clock.
KEYS = ("ms_libro", "cpu_ms_libro")
TEXT = "Implementar mecanismos para publicar y mantener los datos abiertos de la entidad. " * 3


def main() -> None:
    parser = options(__file__, "Mide escribir y leer los libros de los líderes", rounds=3)
    parser.add_argument("--libros", type=int, default=200, help="libros de cada vuelta")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        contents = [leader(number) for number in range(chosen.libros)]
        paths = [Path(name) / f"lider-{number}.xlsx" for number in range(chosen.libros)]
        found = alternate(ways(contents, paths), chosen.rondas)
        size = sum(path.stat().st_size for path in paths) / len(paths)
    told = [
        (WAYS[way], *(f"{decimal(one[key], 1)} ms" for key in KEYS)) for way, one in found.items()
    ]
    print_table(("por libro", "reloj", "CPU"), told)
    ratios = {f"{a} / {b}": {key: found[a][key] / found[b][key] for key in KEYS} for a, b in RATIOS}
    rows = [(name, *(decimal(one[key]) for key in KEYS)) for name, one in ratios.items()]
    print_table(("cociente", "reloj", "CPU"), rows)
    print(f"\n{N_POLITICAS * N_ACCIONES} acciones y {decimal(size / 1000, 0)} KB por libro")
    record(chosen, {"maneras": found, "cocientes": ratios, "bytes_por_libro": size})


def ways(
    contents: Sequence[WorkbookContent], paths: Sequence[Path]
) -> dict[str, Callable[[], Measured]]:
    from openpyxl import load_workbook

    catalog = load_catalog()

    def write_all() -> None:
        for content, path in zip(contents, paths, strict=True):
            write_workbook(content, path, catalog)

    def read_all() -> None:
        for path in paths:
            back = read_returned(path, catalog)
            if back.findings or back.cells != back.base:
                raise SystemExit(f"falló: {path.name} no volvió igual")

    def open_all() -> None:
        for path in paths:
            load_workbook(path)

    def visit_all() -> None:
        for path in paths:
            for sheet in load_workbook(path):
                for row in sheet.iter_rows(values_only=True):
                    list(row)

    write_workbook(contents[0], paths[0], catalog)  # what is loaded at first use is not counted
    read_returned(paths[0], catalog)
    run = dict(zip(WAYS, (write_all, read_all, open_all, visit_all), strict=True))
    return {name: timed(way, len(paths)) for name, way in run.items()}


def timed(way: Callable[[], None], n_books: int) -> Callable[[], Measured]:
    def measure() -> Measured:
        started, cpu = time.perf_counter(), time.process_time()
        way()
        wall, used = time.perf_counter() - started, time.process_time() - cpu
        return {"ms_libro": 1000 * wall / n_books, "cpu_ms_libro": 1000 * used / n_books}

    return measure


def leader(number: int) -> WorkbookContent:
    """Give the content of one leader's workbook."""
    cortes = (date(VIGENCIA + 1, 9, 30), date(VIGENCIA + 1, 12, 31))
    politicas = tuple(
        (item.politica, item.nombre)
        for item in load_catalog().politicas(VIGENCIA)[number % 10 : number % 10 + N_POLITICAS]
    )
    return WorkbookContent(
        entidad_id="0001",
        entidad="Alcaldía de Pueblo Ejemplo",
        vigencia=VIGENCIA,
        vigencia_plan=VIGENCIA + 1,
        rol="lider",
        destinatario=f"Dependencia {number}",
        cortes=cortes,
        politicas=politicas,
        acciones=tuple(
            action(f"{number:06x}{row:04x}{place:06x}", politica, cortes[0])
            for place, (politica, _) in enumerate(politicas)
            for row in range(N_ACCIONES)
        ),
        envio_id=f"{number:016x}",
        fecha=date(VIGENCIA + 1, 7, 1),
        es_ficticia=True,
    )


def action(accion_id: str, politica: str, corte: date) -> Accion:
    return Accion(
        accion_id=accion_id,
        tipo_plan="mejoramiento",
        politica=politica,
        hallazgo=f"{TEXT}{accion_id}",
        causa="No hay responsable designado",
        accion=f"{TEXT}{accion_id}",
        producto="Documento aprobado",
        indicador="Documentos aprobados",
        unidad="documento",
        meta="1",
        responsable="Jefe de oficina",
        dependencia="Oficina de Planeación",
        fecha_inicio=date(VIGENCIA + 1, 7, 1),
        fecha_fin=date(VIGENCIA + 1, 10, 31),
        prioridad="alta",
        avances=(Avance(corte, 45.0, "Se hizo la mitad", "https://ejemplo.gov.co/acta"),),
    )


if __name__ == "__main__":
    main()
