"""Measure making one report in every way, in turn, each time in a fresh process.

``python benchmarks/reports.py`` makes and loads the fictitious sample in a temporary folder. What
counts is the ratio of one way to another in the same run.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from measuring import (
    HERE,
    alternate,
    decimal,
    in_new_process,
    options,
    print_table,
    record,
    seconds,
)
from sample import load_sample
from webpdf import find_chromium

#: Label, and reports per process: one is not counted, and of a batch four.
WAYS = {
    "ordenes": ("HTML: órdenes papermill y nbconvert", 2),
    "ordenes_a_la_vez": ("HTML: las mismas órdenes, tantas a la vez como núcleos", 3),
    "un_proceso": ("HTML: papermill y HTMLExporter en un proceso", 3),
    "mipg_1": ("HTML: mipg, un trabajador", 24),
    "mipg_todos": ("HTML: mipg, un trabajador por núcleo", 44),
    "dask": ("HTML: mipg, Dask en esta máquina, tantos trabajadores", 44),
    "piso": ("HTML: piso", 21),
    "ordenes_pdf": ("HTML y PDF: órdenes papermill y nbconvert, con webpdf", 2),
    "mipg_1_pdf": ("HTML y PDF: mipg, un trabajador", 24),
    "mipg_todos_pdf": ("HTML y PDF: mipg, un trabajador por núcleo", 44),
    "piso_pdf": ("HTML y PDF: piso", 21),
}
NEED_CHROMIUM = {"ordenes_pdf"}
RATIOS = (
    ("ordenes", "mipg_1"),
    ("un_proceso", "mipg_1"),
    ("mipg_1", "piso"),
    ("ordenes_pdf", "mipg_1_pdf"),
    ("mipg_1_pdf", "piso_pdf"),
    ("ordenes_a_la_vez", "mipg_todos"),
    ("mipg_1", "mipg_todos"),
    ("mipg_1_pdf", "mipg_todos_pdf"),
    ("mipg_todos", "dask"),
)


def main() -> None:
    parser = options(__file__, "Mide cuánto cuesta un informe", rounds=5)
    parser.add_argument("--maneras", nargs="+", choices=WAYS, default=[*WAYS], help="solo estas")
    chosen = parser.parse_args()
    skipped = set() if find_chromium() else NEED_CHROMIUM & {*chosen.maneras}
    for way in skipped:
        print(f"NO SE MIDE «{WAYS[way][0]}»: no hay Chromium; instálelo o indique MIPG_CHROMIUM")
    with tempfile.TemporaryDirectory() as name:
        tidy = load_sample(Path(name))
        script = HERE / "make_reports.py"
        ways = {
            way: in_new_process(script, way, WAYS[way][1], tidy)
            for way in chosen.maneras
            if way not in skipped
        }
        medians = alternate(ways, chosen.rondas)
    print_table(
        ("por informe", "mediana"),
        [(WAYS[way][0], seconds(found["segundos"])) for way, found in medians.items()],
    )
    ratios = {
        f"{slow}/{fast}": medians[slow]["segundos"] / medians[fast]["segundos"]
        for slow, fast in RATIOS
        if slow in medians and fast in medians
    }
    print_table(("cociente", "veces"), [(pair, decimal(one)) for pair, one in ratios.items()])
    found = {"medianas": medians, "cocientes": ratios, "sin_medir": sorted(skipped)}
    record(chosen, found)


if __name__ == "__main__":
    main()
