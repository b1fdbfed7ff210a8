"""Run every measurement one after the other, and hold the results against what must be reached.

``python benchmarks/run_all.py``, or ``make bench``. A measurement that fails stops no other; the
exit code tells. On a busy machine the ratios hold better than the seconds, but not all of them:
close everything else first.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import Any

from measuring import HERE, decimal, options, print_table, record

#: In this order, the quick ones first; minutes on two quiet cores.
SCRIPTS = {
    "ingest": 1,
    "reruns": 1,
    "country": 2,
    "reconcile": 1,
    "comparar": 1,
    "plan_workbooks": 3,
    "decisions": 3,
    "reports": 9,
    "endurance": 7,
}


@dataclass(frozen=True, slots=True)
class Target:
    """A number of a record, at least (or at most) as large as `limit`."""

    label: str
    script: str
    path: tuple[str, ...]
    limit: float
    at_least: bool = False

    def look(self) -> tuple[float | None, bool]:
        """Give what the record says, and whether the target is reached."""
        try:
            found: Any = json.loads((HERE / f"{self.script}.json").read_text(encoding="utf-8"))
            for step in self.path:
                found = found[step]
        except (OSError, KeyError):
            return None, False
        return float(found), found >= self.limit if self.at_least else found <= self.limit


def ratio(label: str, pair: str, limit: float, *, at_least: bool = False) -> Target:
    return Target(label, "reports", ("cocientes", pair), limit, at_least)


TARGETS = (
    ratio("HTML: órdenes / un trabajador", "ordenes/mipg_1", 13, at_least=True),
    ratio("HTML: un trabajador / piso", "mipg_1/piso", 1.3),
    ratio("HTML y PDF: órdenes / un trabajador", "ordenes_pdf/mipg_1_pdf", 20, at_least=True),
    ratio("HTML y PDF: un trabajador / piso", "mipg_1_pdf/piso_pdf", 1.4),
    ratio("órdenes a la vez / todos los núcleos", "ordenes_a_la_vez/mipg_todos", 15, at_least=True),
    ratio("HTML: uno / todos los trabajadores", "mipg_1/mipg_todos", 1.75, at_least=True),
    ratio("Dask, parte del ritmo local", "mipg_todos/dask", 0.85, at_least=True),
    Target("sin cambios, % del lote HTML", "reruns", ("porcentaje", "html"), 3),
    Target("sin cambios, % del lote HTML y PDF", "reruns", ("porcentaje", "html_pdf"), 3),
    Target("un puntaje: informes hechos de más", "reruns", ("un_puntaje", "de_mas"), 0),
    Target("un puntaje: informes que faltaron", "reruns", ("un_puntaje", "faltan"), 0),
    Target(
        "decidir 100.000 informes, segundos", "decisions", ("medianas", "100000", "decidir"), 10
    ),
    Target("memoria tras 2.000 informes, % más", "endurance", ("crecimiento_pct",), 10),
    Target("comparar: la respuesta más lenta, segundos", "comparar", ("mediana_mas_lenta",), 1),
    Target("cargar: mipg / pandas", "ingest", ("cociente",), 0.5),
)


def run(script: str) -> bool:
    """Run one measurement; its table goes to the screen. No former record stands in for it."""
    (HERE / f"{script}.json").unlink(missing_ok=True)
    print(f"\n=== {script}.py, unos {SCRIPTS[script]} minutos", flush=True)
    return not subprocess.run([sys.executable, HERE / f"{script}.py"], check=False).returncode


def main() -> None:
    parser = options(__file__, "Hace todas las mediciones")
    parser.add_argument("--solo", nargs="+", choices=SCRIPTS, default=[*SCRIPTS])
    chosen = parser.parse_args()
    start = time.monotonic()
    failed = [script for script in chosen.solo if not run(script)]
    rows, found = [], {}
    for target in TARGETS:
        value, reached = target.look()
        wanted = f"{'≥' if target.at_least else '≤'} {decimal(target.limit)}"
        shown = "sin medir" if value is None else decimal(value)
        rows.append((target.label, shown, wanted, "sí" if reached else "NO"))
        found[target.label] = {"medido": value, "meta": wanted, "cumple": reached}
    print_table(("meta", "medido", "", "cumple"), rows)
    print(
        f"\n{decimal((time.monotonic() - start) / 60, 1)} minutos; fallaron: {failed or 'ninguna'}"
    )
    record(chosen, {"metas": found, "fallaron": failed})
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
