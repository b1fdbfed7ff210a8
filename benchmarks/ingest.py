"""Measure loading the results workbook of a full country, side by side with pandas.

``python benchmarks/ingest.py`` makes the fictitious workbook in a temporary folder and loads it
in turn with ``load_mipg.py`` and ``load_pandas.py``, each time in a fresh process. Ours goes from
the file to tidy frames with provenance; the other only reads the cells as text.
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
from sample import make_country

WAYS = {
    "mipg": "mipg: revisión previa, lectura y tablas ordenadas",
    "pandas": "pandas.read_excel con openpyxl: celdas como texto",
}
STAGES = {"revision_previa": "revisión previa", "lectura": "lectura", "ordenado": "ordenado"}


def main() -> None:
    parser = options(__file__, "Mide el cargue del libro de todo el país", rounds=5)
    parser.add_argument("--entidades", type=int, default=5400, help="filas del libro")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "Resultados_vig2025_territorio.xlsx"
        make_country(path, chosen.entidades)
        print(f"Libro ficticio: {chosen.entidades} entidades, {path.stat().st_size >> 10} KB")
        ways = {name: in_new_process(HERE / f"load_{name}.py", path) for name in WAYS}
        medians = alternate(ways, chosen.rondas)
    rows = [
        (label, seconds(one["segundos"]), seconds(one["segundos_cpu"]), f"{one['memoria_mb']:.0f}")
        for label, one in zip(WAYS.values(), medians.values(), strict=True)
    ]
    stages = [
        (f"  de ello, {label}", seconds(medians["mipg"][stage]), "", "")
        for stage, label in STAGES.items()
    ]
    print_table(("cargar el libro", "mediana", "CPU", "MB"), [*rows, *stages])
    ratio = medians["mipg"]["segundos"] / medians["pandas"]["segundos"]
    print(f"\nmipg tarda {decimal(ratio)} veces lo que tarda pandas")
    record(chosen, {"cociente": ratio, "medianas": medians})


if __name__ == "__main__":
    main()
