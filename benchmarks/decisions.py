"""Measure deciding the 100,000 reports of a country: time and memory, with nothing to be made.

``python benchmarks/decisions.py`` loads a fictitious country, notes all its reports as made, and
asks again in fresh processes, for a tenth of them and for all.
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
    run_mipg,
)
from sample import make_country


def main() -> None:
    parser = options(__file__, "Mide decidir los informes de todo el país", rounds=3)
    parser.add_argument("--entidades", type=int, default=5400)
    parser.add_argument("--informes", type=int, default=100_000)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "raw").mkdir()
        make_country(folder / "raw" / "Resultados_vig2025_territorio.xlsx", chosen.entidades)
        run_mipg("cargar", folder / "raw", "--datos", folder / "tidy")
        script, given = HERE / "decide_country.py", (folder / "tidy", folder / "informes")
        first = in_new_process(script, "fill", *given, chosen.informes)()
        print(f"  primera vez: {decimal(first['decidir'])} s", flush=True)
        ways = {
            str(count): in_new_process(script, "decide", *given, count)
            for count in (chosen.informes // 10, chosen.informes)
        }
        found = {"primera_vez": first, **alternate(ways, chosen.rondas)}
    print_table(
        ("informes", "por hacer", "decidir (s)", "memoria (MB)", "de ella, al planear"),
        [
            (
                f"{one['informes']:.0f}",
                f"{one['por_hacer']:.0f}",
                decimal(one["decidir"]),
                decimal(one["memoria_mb"], 0),
                decimal(one["memoria_al_planear_mb"], 0),
            )
            for one in found.values()
        ],
    )
    record(chosen, {"medianas": found})


if __name__ == "__main__":
    main()
