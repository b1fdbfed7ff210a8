"""Go one step with a whole country and print seconds and memory: ``load_country.py PASO CARPETA``.

Each step runs in a process of its own, so that its memory is its own.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

from peak_memory import peak_mb
from sample import VIGENCIA

from mipg_helpers.reporting.settings import open_workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mipg_helpers.site.content import SiteContent
    from mipg_helpers.site.search import SearchEntry

#: Entidades whose texts are really found; those of the others are theirs under another name.
READ = 3
#: Sets that an entidad is compared with.
SETS = ("todas", "departamento", "grupo_par")


def load(folder: Path) -> int:
    """Load the workbook of the country; give how many entidades there are."""
    from mipg_helpers.cli.app import run

    with contextlib.redirect_stdout(io.StringIO()) as told:
        code = run(["cargar", str(folder / "raw"), "--datos", str(folder / "tidy")])
    if code:
        sys.exit(told.getvalue())
    return len(open_workspace(folder / "tidy").store.entidades(VIGENCIA))


def compare(folder: Path) -> int:
    """Compare an entidad with each kind of set, the widest first; give the size of that."""
    from mipg_helpers.reporting.profiles_comparison import ComparisonData, ComparisonQuestion

    space = open_workspace(folder / "tidy")
    data = ComparisonData(space)
    entidad = str(space.store.entidades(VIGENCIA)["entidad_id"].iloc[0])
    found = [data.compare(ComparisonQuestion(entidad, VIGENCIA, kind)) for kind in SETS]
    return len(found[0].filas)


def publish_shared(folder: Path) -> int:
    """Make what the site of a country shares: pages, matrices, data to take and the search."""
    from mipg_helpers.site.content import collect
    from mipg_helpers.site.publish_content import ReviewedContent
    from mipg_helpers.site.publish_parts import make_shared, site_menu

    space = open_workspace(folder / "tidy")
    ids = [str(one) for one in space.store.entidades(VIGENCIA)["entidad_id"]]
    found = collect(space, entidades=ids, vigencia=VIGENCIA, outputs=folder / "informes")
    content = ReviewedContent(found)
    made = make_shared(content, entries(content), (), site_menu(content, ()))
    for path, data in made.files.items():
        target = folder / "sitio" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return len(content.entidades)


def entries(content: SiteContent) -> Iterator[SearchEntry]:
    """Give what the search finds of a whole country."""
    from mipg_helpers.site.search_entries import entidad_entries

    read = [entidad_entries(content.entidad(one.entidad_id)) for one in content.entidades[:READ]]
    for number, entry in enumerate(content.entidades):
        for one in read[number % READ]:
            yield replace(one, entidad_id=entry.entidad_id, entidad=entry.entidad.nombre)


def main(step: str, folder: Path) -> None:
    start = time.perf_counter()
    count = {"cargar": load, "comparar": compare, "sitio": publish_shared}[step](folder)
    seconds = time.perf_counter() - start
    print(json.dumps({"entidades": count, "segundos": seconds, "memoria_mb": peak_mb()}))  # noqa: T201  read by who started it


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
