"""Measure publishing a site of 100 entidades with 19 politicas: whole, again, one entidad changed.

``python benchmarks/site_builds.py`` loads a fictitious country of that size, makes the reports of
a few politicas of one entidad as HTML, and publishes in fresh processes: first everything, then
with nothing changed, then after a piece of news of one leader, then after one score was corrected
in the official workbook, which also moves the averages of its peers.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from measuring import HERE, decimal, in_new_process, options, print_table, record, run_mipg
from openpyxl import load_workbook
from sample import VIGENCIA, make_country

POLITICAS = ("compras", "integridad", "gobierno_digital")
TITLES = {
    "completa": "todo, la primera vez",
    "igual": "sin cambios",
    "noticia": "una noticia de una entidad",
    "puntaje": "un puntaje corregido",
}


def first_entidad(tidy: Path) -> str:
    """Name the entidad whose reports are made."""
    from mipg_helpers.reporting.settings import open_workspace

    return str(open_workspace(tidy).store.entidades(VIGENCIA)["entidad_id"].iloc[0])


def add_news(folder: Path, entidad: str) -> None:
    place = folder / "aportes" / entidad / "compras"
    place.mkdir(parents=True)
    (place / "noticias.csv").write_text("fecha,titulo\n2026-05-04,Se publicó el plan\n")


def correct_score(book: Path) -> None:
    """Change the last score of the last entidad, as an erratum would."""
    workbook = load_workbook(book)
    sheet = workbook["Territorio"]
    cell = next(
        cell
        for row in reversed(list(sheet.iter_rows()))
        for cell in reversed(row)
        if isinstance(cell.value, float)
    )
    cell.value = cell.value - 1 if cell.value > 50 else cell.value + 1
    workbook.save(book)


def main() -> None:
    parser = options(__file__, "Mide publicar el sitio de muchas entidades", rounds=1)
    parser.add_argument("--entidades", type=int, default=100)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tidy, outputs = folder / "tidy", folder / "informes"
        book = folder / "raw" / f"Resultados_vig{VIGENCIA}_territorio.xlsx"
        book.parent.mkdir()
        make_country(book, chosen.entidades)
        load = ("cargar", folder / "raw", "--datos", tidy)
        run_mipg(*load)
        entidad = first_entidad(tidy)
        named = [word for politica in POLITICAS for word in ("--politica", politica)]
        run_mipg(
            "lote", "--entidad", entidad, "--vigencia", VIGENCIA, *named,
            "--formato", "html", "--datos", tidy, "--salida", outputs,
        )  # fmt: skip
        publish = in_new_process(HERE / "publish_once.py", tidy, outputs, folder / "sitio")
        found = {"completa": publish(), "igual": publish()}
        add_news(folder, entidad)
        found["noticia"] = publish()
        correct_score(book)
        run_mipg(*load)
        found["puntaje"] = publish()
    print_table(
        ("publicación", "segundos", "entidades impresas", "archivos escritos", "MB escritos"),
        [
            (
                TITLES[what],
                decimal(one["segundos"]),
                f"{one['impresas']:.0f} de {one['entidades']:.0f}",
                f"{one['cambiados']:.0f} de {one['archivos']:.0f}",
                f"{decimal(one['bytes_escritos'] / 1e6)} de {decimal(one['bytes'] / 1e6)}",
            )
            for what, one in found.items()
        ],
    )
    record(chosen, found)


if __name__ == "__main__":
    main()
