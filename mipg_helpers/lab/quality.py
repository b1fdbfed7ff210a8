"""What ``notebooks/calidad.ipynb`` calls: the findings of the load, to filter and to print."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import mipg_helpers
from mipg_helpers.analysis.data_quality import (
    QualityProfile,
    count_files,
    findings_about,
    read_findings,
)
from mipg_helpers.lab.static import Interactive
from mipg_helpers.presentation import sections_calidad

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pandas as pd
    from ipywidgets import Widget

    from mipg_helpers.lab.quality_panel import QualityPanel
    from mipg_helpers.presentation.display import Displayed
    from mipg_helpers.store import Store

FINDINGS_FILE = "hallazgos.csv"
PLACE = ["fuente_archivo", "fuente_fila"]


def load_quality(
    entidad: str = "", vigencia: int = 0, *, folder: Path | None = None
) -> QualityProfile:
    """Read what the load found, in every file or in those of one entidad.

    Parameters
    ----------
    entidad
        SIGEP code or exact name; empty: everything that is loaded.
    vigencia
        Year of the files; 0: all of them.
    folder
        Folder of tidy tables; None: ``MIPG_DATOS`` or the usual places.

    Raises
    ------
    ConfigError, ReferenceDataError
        If nothing is loaded, or the entidad is not loaded for that vigencia.
    """
    from mipg_helpers.lab.home import list_files
    from mipg_helpers.reporting.settings import open_workspace

    store = open_workspace(folder).store
    info = store.info()
    entidad_id = store.find_entidad(entidad, vigencia or None) if entidad else ""
    files = [one for one in list_files(info) if vigencia in (0, *one.vigencias)]
    all_findings = read_findings(store.hallazgos())
    if entidad_id:
        own, others = _places(store, entidad_id, vigencia)
        findings = findings_about(all_findings, own=own, others=others)
        files = [one for one in files if one.archivo in {archivo for archivo, _ in own}]
    else:
        # A file that was refused has no vigencia that is known; it is told with those of all.
        names = {one.archivo for one in files}
        findings = tuple(f for f in all_findings if not vigencia or f.archivo in names)
    return QualityProfile(
        entidad_id=entidad_id,
        nombre_entidad=_name(store, entidad_id, vigencia),
        vigencia=vigencia,
        fecha_cargue=info.fecha_cargue,
        es_ficticio=info.es_ficticio,
        files=count_files(files, findings),
        findings=findings,
        n_all=len(all_findings),
        csv_file=FINDINGS_FILE,
        version=mipg_helpers.__version__,
    )


def _name(store: Store, entidad_id: str, vigencia: int) -> str:
    if not entidad_id:
        return ""
    entidades = store.entidades(vigencia or None)
    return str(entidades.loc[entidades["entidad_id"] == entidad_id, "nombre_entidad"].iloc[-1])


def _places(
    store: Store, entidad_id: str, vigencia: int
) -> tuple[set[tuple[str, int]], set[tuple[str, int]]]:
    """Name file and row of every datum of the entidad, and of every other one."""
    own: set[tuple[str, int]] = set()
    others: set[tuple[str, int]] = set()
    for table in _tables(store, vigencia):
        is_own = table["entidad_id"] == entidad_id
        own |= _pairs(table[is_own])
        others |= _pairs(table[~is_own])
    return own, others


def _pairs(rows: pd.DataFrame) -> set[tuple[str, int]]:
    return set(rows[PLACE].drop_duplicates().itertuples(index=False, name=None))


def _tables(store: Store, vigencia: int) -> Iterator[pd.DataFrame]:
    """Give every table of data of entidades, in that vigencia or in all."""
    years = [vigencia] if vigencia else None
    yield store.indices(vigencias=years, columns=["entidad_id", *PLACE])
    others = (
        store.recomendaciones(),
        store.responsables(),
        store.metas(),
        store.respuestas(),
        store.autodiagnosticos(),
    )
    for table in others:
        yield table[table["vigencia"] == vigencia] if vigencia else table


class Hallazgos(Interactive):
    """The findings in a cell: the first of them, and the controls to choose among all."""

    def __init__(self, profile: QualityProfile) -> None:
        self.profile = profile

    def shown(self) -> Displayed:
        return sections_calidad.table_findings(self.profile)

    def panel(self) -> Widget:
        return self.controls.widget

    @cached_property
    def controls(self) -> QualityPanel:
        """The controls; built when somebody can click them."""
        from mipg_helpers.lab.quality_panel import QualityPanel

        return QualityPanel(self.profile)


def hallazgos(profile: QualityProfile) -> Hallazgos:
    """Show the findings one by one."""
    return Hallazgos(profile)
