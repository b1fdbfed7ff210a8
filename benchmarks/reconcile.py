"""How well suggested matches of recommendations and actions hit a set labelled by hand.

Run ``python benchmarks/reconcile.py``: precision and recall by threshold, and the seconds that
it takes. The set is ``tests/cases/conciliacion.csv``: fictitious texts, actions put in words of
their own. It measures the rule on that set; it promises nothing about other texts, which is why
a person confirms every suggestion.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from measuring import decimal, options, print_table, record, seconds

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from reconcile_builders import labelled_set

from mipg_helpers.analysis import reconcile as rule
from mipg_helpers.reference import load_catalog

THRESHOLDS = (25, 30, 35, 40)


def main() -> None:
    chosen = options(__file__, "Mide las parejas que se proponen").parse_args()
    given, siglas = labelled_set(), load_catalog().siglas()
    start = time.perf_counter()
    result = rule.reconcile(given.groups, given.acciones, {}, siglas)
    spent = time.perf_counter() - start
    pairs = {
        (item.texto_id, near.accion_id): near.puntaje
        for item in result.recomendaciones
        for near in item.sugerencias
    }
    found = {
        str(least): _measure({pair for pair, score in pairs.items() if score >= least}, given.truth)
        for least in THRESHOLDS
    }
    print(
        f"{len(given.groups)} recomendaciones, {len(given.acciones)} acciones, "
        f"{len(given.truth)} parejas ciertas, {seconds(spent)}; umbral en uso: "
        f"{rule.MIN_SCORE:g}"
    )
    print_table(
        ("umbral", "sugeridas", "precisión", "exhaustividad"),
        (
            (
                least,
                decimal(one["sugeridas"], 0),
                decimal(one["precision"], 3),
                decimal(one["exhaustividad"], 3),
            )
            for least, one in found.items()
        ),
    )
    record(chosen, {"segundos": spent, "umbrales": found})


def _measure(suggested: set[tuple[str, str]], truth: set[tuple[str, str]]) -> dict[str, float]:
    hits = len(suggested & truth)
    return {
        "sugeridas": float(len(suggested)),
        "precision": hits / max(1, len(suggested)),
        "exhaustividad": hits / len(truth),
    }


if __name__ == "__main__":
    main()
