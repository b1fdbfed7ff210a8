"""What ``notebooks/inicio.ipynb`` calls first: what is loaded, what is missing, where to go.

It runs whatever the state of the data is: what stops every other notebook is told here, with
the command that mends it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import mipg_helpers
from mipg_helpers.analysis.home import COUNTED, HomeProfile, Missing, Page
from mipg_helpers.errors import MipgError

if TYPE_CHECKING:
    from mipg_helpers.analysis.home import Commands, LoadedFile, LoadedVigencia
    from mipg_helpers.reference import Catalog
    from mipg_helpers.store import Store, StoreInfo

THIS_NOTEBOOK = "inicio.ipynb"
IDI = "idi"
#: Tables that speak of everybody, not of one entidad.
OF_ALL = frozenset({"preguntas"})


def load_home(
    entidad: str = "",
    vigencia: int = 0,
    *,
    folder: Path | None = None,
    notebooks: Path = Path(),
) -> HomeProfile:
    """Describe the load, the notebooks, and what `entidad` lacks in `vigencia`.

    Parameters
    ----------
    entidad
        SIGEP code or exact name; empty: everything that is loaded.
    vigencia
        Year measured; 0: the last one loaded.
    folder
        Folder of tidy tables; None: ``MIPG_DATOS`` or the usual places.
    notebooks
        Folder of the notebooks; commands are written as typed in the folder above it.

    Raises
    ------
    ConfigError
        If the list of notebooks cannot be read; nothing about the data raises.
    """
    from mipg_helpers.reporting.settings import open_catalog
    from mipg_helpers.store import Store, default_folder

    store = Store(folder or default_folder())
    empty = HomeProfile(
        entidad_id="",
        nombre_entidad="",
        vigencia=0,
        fecha_cargue=None,
        es_ficticio=False,
        n_entidades=0,
        n_hallazgos=0,
        vigencias=(),
        files=(),
        missing=(),
        pages=_pages(notebooks),
        version=mipg_helpers.__version__,
    )
    catalog = open_catalog()
    try:
        store.info()
    except MipgError as error:
        usual = f"mipg cargar data/raw --datos {_typed(store.folder, notebooks)}"
        return replace(empty, missing=(Missing("datos", usual, error.problem),))
    return _describe(empty, store, catalog, (entidad, vigencia), notebooks / "..")


def _describe(
    empty: HomeProfile, store: Store, catalog: Catalog, asked: tuple[str, int], project: Path
) -> HomeProfile:
    from mipg_helpers.analysis.home import find_missing

    info, entidades = store.info(), store.entidades()
    entidad_id, trouble = _find(store, asked[0])
    own = entidades[entidades["entidad_id"] == entidad_id] if entidad_id else entidades
    years = _vigencias(store, entidad_id, Counter(own["vigencia"].tolist()))
    vigencia = asked[1] or max((one.vigencia for one in years), default=0)
    commands = _commands(store, entidad_id, vigencia, project)
    comparable = _comparable(years, vigencia, catalog)
    return replace(
        empty,
        entidad_id=entidad_id,
        nombre_entidad=str(own["nombre_entidad"].iloc[-1]) if entidad_id else "",
        vigencia=vigencia,
        fecha_cargue=info.fecha_cargue,
        es_ficticio=info.es_ficticio,
        n_entidades=int(entidades["entidad_id"].nunique()),
        n_hallazgos=info.counts.get("hallazgos", 0),
        vigencias=years,
        files=tuple(list_files(info)),
        missing=(
            *_stale(store, catalog, commands),
            *trouble,
            *find_missing(years, vigencia, comparable=comparable, commands=commands),
        ),
    )


def _find(store: Store, entidad: str) -> tuple[str, tuple[Missing, ...]]:
    """Name the entidad; one that is not loaded is told as missing, and all are described."""
    try:
        return (store.find_entidad(entidad) if entidad else ""), ()
    except MipgError as error:
        return "", (Missing("entidad", "", str(error)),)


def _stale(store: Store, catalog: Catalog, commands: Commands) -> tuple[Missing, ...]:
    try:
        store.check(catalog)
    except MipgError as error:
        return (Missing("vigentes", commands.cargar, error.problem),)
    return ()


def _commands(store: Store, entidad_id: str, vigencia: int, project: Path) -> Commands:
    from mipg_helpers.analysis.home import Commands
    from mipg_helpers.store.freshness import reload_command

    named = f"--entidad {entidad_id or 'CÓDIGO'} --vigencia {vigencia}"
    load_again = reload_command(store.folder, store.info(), start=project)
    return Commands(cargar=load_again, plan=f"mipg plan {named}")


def _vigencias(store: Store, entidad_id: str, measured: Counter[int]) -> tuple[LoadedVigencia, ...]:
    """Count what every loaded vigencia has, of the entidad or of all."""
    from mipg_helpers.analysis.home import LoadedVigencia

    counts = {
        name: store.n_by_vigencia(name, None if name in OF_ALL else entidad_id or None)
        for name in COUNTED
    }
    planned = _planned(store, entidad_id)
    return tuple(
        LoadedVigencia(
            vigencia=vigencia,
            n_entidades=n,
            n_filas={name: counts[name].get(vigencia, 0) for name in COUNTED},
            n_planes=planned[vigencia + 1],
        )
        for vigencia, n in sorted(measured.items())
    )


def _planned(store: Store, entidad_id: str) -> Counter[int]:
    """Count the entidades with a plan, by its year; none where the book cannot be read."""
    from mipg_helpers.store.plan_book import PlanBook
    from mipg_helpers.store.plan_book_place import plan_folder

    try:
        with PlanBook(plan_folder(store.folder), read_only=True) as book:
            return Counter(year for name, year in book.plans() if entidad_id in ("", name))
    except MipgError:
        return Counter()


def _comparable(
    years: tuple[LoadedVigencia, ...], vigencia: int, catalog: Catalog
) -> tuple[int, ...]:
    known = set(catalog.vigencias)
    earlier = [one.vigencia for one in years if one.vigencia < vigencia]
    return tuple(
        year
        for year in earlier
        if {year, vigencia} <= known and catalog.comparability(IDI, year, vigencia).es_comparable
    )


def list_files(info: StoreInfo) -> list[LoadedFile]:
    """List the files of the load with the rows that each gave, beside its entidades."""
    from mipg_helpers.analysis.home import LoadedFile

    return [
        LoadedFile(
            archivo=file.archivo,
            tipo=file.tipo,
            vigencias=tuple(file.vigencias),
            n_filas=sum(n for table, n in file.filas.items() if table != "entidades"),
        )
        for file in info.files
    ]


def _pages(notebooks: Path) -> tuple[Page, ...]:
    """List the notebooks by the question that each answers, in reading order."""
    from mipg_helpers.reporting.catalogue import read_report_kinds

    return tuple(
        Page(kind.pregunta, kind.cuaderno.name, kind.informe, kind.titulo)
        for kind in read_report_kinds(notebooks).values()
        if kind.pregunta and kind.cuaderno.name != THIS_NOTEBOOK
    )


def _typed(folder: Path, notebooks: Path) -> str:
    from mipg_helpers.store.sidecar import relative_path

    return relative_path(folder, notebooks / "..")
