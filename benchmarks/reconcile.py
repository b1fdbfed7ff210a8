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

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from reconcile_builders import labelled_set

from mipg_helpers.analysis import reconcile as rule
from mipg_helpers.reference import load_catalog

THRESHOLDS = (15.0, 20.0, 25.0, 30.0, 35.0, 40.0)


def main() -> None:
    given = labelled_set()
    start = time.perf_counter()
    result = rule.reconcile(given.groups, given.acciones, {}, load_catalog().siglas())
    seconds = time.perf_counter() - start
    print(f"{len(given.groups)} recomendaciones, {len(given.acciones)} acciones, {seconds:.3f} s")
    print(f"umbral en uso: {rule.MIN_SCORE:g}")
    print("umbral  sugeridas  aciertos  precisión  exhaustividad")
    pairs = {
        (item.texto_id, near.accion_id): near.puntaje
        for item in result.recomendaciones
        for near in item.sugerencias
    }
    for least in (value for value in THRESHOLDS if value >= rule.MIN_SCORE):
        found = {pair for pair, score in pairs.items() if score >= least}
        hits = len(found & given.truth)
        precision, recall = hits / max(1, len(found)), hits / len(given.truth)
        print(f"{least:6.0f}  {len(found):9}  {hits:8}  {precision:9.3f}  {recall:13.3f}")


if __name__ == "__main__":
    main()
