"""The tidy tables as analysis and reports ask for them."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from mipg_helpers.store.columns import empty_frame
from mipg_helpers.store.finding import find_entidad
from mipg_helpers.store.freshness import check_freshness
from mipg_helpers.store.layout import FILES, INDICES, indices_files
from mipg_helpers.store.sidecar import SIDECAR, StoreInfo, hash_file, read_info
from mipg_helpers.store.writing import previous_folder

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import pandas as pd

    from mipg_helpers.reference import Catalog

DATA_VARIABLE = "MIPG_DATOS"

#: Where tidy tables are looked for, from the project's folder and from ``notebooks/``.
USUAL_FOLDERS = ("data/tidy", "../data/tidy", "data/sample/tidy", "../data/sample/tidy")


def default_folder() -> Path:
    """Name the folder of tidy tables: ``MIPG_DATOS``, or the first usual one that exists."""
    stated = os.environ.get(DATA_VARIABLE)
    if stated:
        return Path(stated)
    usual = [Path(text) for text in USUAL_FOLDERS]
    return next((path for path in usual if (path / SIDECAR).is_file()), usual[0])


class Store:
    """The tidy tables of one load.

    Every method reads only the rows asked for and returns a new frame with the columns of
    its contract (``reference/campos.csv``): text as ``str`` ("" where not given), nullable
    numbers as ``float64`` with NaN. Rows come in a fixed order for the same question.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = Path(folder)
        self._info: StoreInfo | None = None

    def info(self) -> StoreInfo:
        """Tell what was loaded.

        Raises
        ------
        ConfigError
            If nothing is loaded in this folder.
        """
        if self._info is None:
            self._info = read_info(self._root())
        return self._info

    def check(self, catalog: Catalog) -> None:
        """Refuse a load that is missing or older than its files or the reference tables.

        Raises
        ------
        ConfigError
            With the command that mends it.
        """
        check_freshness(self.folder, self.info(), catalog.fingerprint)

    def fingerprint(self) -> str:
        """Hash all files of the load: equal for the same tables, whenever they were written."""
        root = self._root()
        files = sorted(path for path in root.rglob("*") if path.is_file())
        named = [f"{path.relative_to(root).as_posix()}={hash_file(path)}" for path in files]
        return hashlib.sha256("\n".join(named).encode()).hexdigest()

    def entidades(self, vigencia: int | None = None) -> pd.DataFrame:
        """Read the entidades, one row per (entidad_id, vigencia), in that vigencia or in all."""
        return self._read("entidades", vigencia=_only(vigencia))

    def indices(
        self,
        entidad_id: str | None = None,
        vigencias: Sequence[int] | None = None,
        indices: Collection[str] | None = None,
        entidad_ids: Collection[str] | None = None,
        columns: Sequence[str] | None = None,
    ) -> pd.DataFrame:
        """Read scores, one row per (entidad_id, vigencia, indice); None means any.

        Rows are sorted by vigencia, then by entidad when entidades are named or everything
        is read, else by indice.
        """
        from mipg_helpers.store import parquet

        self.info()  # a missing load is refused with its remedy, not as an empty table
        named = [entidad_id] if entidad_id is not None else entidad_ids
        few = named is not None and (indices is None or len(named) <= len(indices))
        arrangement = "por_entidad" if few or indices is None else "por_indice"
        years = None if vigencias is None else [int(vigencia) for vigencia in vigencias]
        files = indices_files(self._root(), arrangement, years)
        if not files:
            empty = empty_frame(INDICES)
            return empty if columns is None else empty[list(columns)]
        return parquet.read_files(files, {"entidad_id": named, "indice": indices}, columns)

    def recomendaciones(
        self, entidad_id: str | None = None, vigencia: int | None = None
    ) -> pd.DataFrame:
        """Read the official recommendations, in the order of their file."""
        return self._read(
            "recomendaciones",
            entidad_id=_only(entidad_id),
            vigencia=_only(vigencia),
        )

    def responsables(self, entidad_id: str | None = None) -> pd.DataFrame:
        """Read the units in charge, one row per (entidad_id, vigencia, politica)."""
        return self._read("responsables", entidad_id=_only(entidad_id))

    def metas(self, entidad_id: str | None = None) -> pd.DataFrame:
        """Read the targets of the entidad, one row per (entidad_id, vigencia, indice)."""
        return self._read("metas", entidad_id=_only(entidad_id))

    def preguntas(self, vigencia: int | None = None) -> pd.DataFrame:
        """Read the questions of the form, one row per (vigencia, codigo_pregunta), in its order."""
        return self._read("preguntas", vigencia=_only(vigencia))

    def opciones(self, vigencia: int | None = None) -> pd.DataFrame:
        """Read the options of the questions, one row per (vigencia, codigo_pregunta, numero)."""
        return self._read("opciones", vigencia=_only(vigencia))

    def respuestas(
        self, entidad_id: str | None = None, vigencia: int | None = None
    ) -> pd.DataFrame:
        """Read what an entidad answered, one row per (codigo_pregunta, orden) of a vigencia.

        A pregunta without rows has no answer: it is not an answer of zero.
        """
        return self._read("respuestas", entidad_id=_only(entidad_id), vigencia=_only(vigencia))

    def autodiagnosticos(self, entidad_id: str | None = None) -> pd.DataFrame:
        """Read the self-assessments, one row per activity of a (vigencia, politica)."""
        return self._read("autodiagnosticos", entidad_id=_only(entidad_id))

    def similitudes(self, vigencia: int | None = None) -> pd.DataFrame:
        """Read which questions of two forms are alike, as a team wrote it in its own table.

        One row per (vigencia, codigo_pregunta, vigencia_anterior, codigo_anterior); `vigencia`
        is that of the newer form.
        """
        return self._read("similitudes", vigencia=_only(vigencia))

    def hallazgos(self) -> pd.DataFrame:
        """Read what the load found, in the order in which it was found."""
        return self._read("hallazgos")

    def n_by_vigencia(self, table: str, entidad_id: str | None = None) -> dict[int, int]:
        """Count the rows of a table that has vigencias, in ascending order of these.

        Of a table about everybody (``preguntas``) name no entidad.
        """
        named = {} if entidad_id is None else {"entidad_id": [entidad_id]}
        counts = self._read(table, columns=["vigencia"], **named)["vigencia"].value_counts()
        return {int(vigencia): int(counts[vigencia]) for vigencia in sorted(counts.index)}

    def find_entidad(self, text: str, vigencia: int | None = None) -> str:
        """Name the entidad_id of a code or a whole name (see `finding.find_entidad`)."""
        columns = ["entidad_id", "vigencia", "nombre_entidad", "departamento"]
        return find_entidad(self._read("entidades", columns=columns), text, vigencia)

    def _read(
        self,
        table: str,
        columns: Sequence[str] | None = None,
        **wanted: Collection[object] | None,
    ) -> pd.DataFrame:
        from mipg_helpers.store import parquet

        self.info()  # a missing load is refused with its remedy, not as an empty table
        path = self._root() / FILES[table]
        if not path.is_file():
            return empty_frame(table)
        return parquet.read_files([path], wanted, columns)

    def _root(self) -> Path:
        # An interruption between the two renames of a load leaves only the former one.
        if not self.folder.exists() and previous_folder(self.folder).exists():
            return previous_folder(self.folder)
        return self.folder


def _only(value: object) -> list[object] | None:
    """Ask for the rows that hold one value; None: any."""
    return None if value is None else [value]
