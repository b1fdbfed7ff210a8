"""The slice of the tidy data that each report shows, as short digests.

For every entidad one digest of all that its reports are given (`EntidadSlice.inputs`): when it
is the same nothing else needs to be looked at. When it is not, each report has digests of what
it prints, by subject, so that a change of one politica makes only the reports that show it.

Left out on purpose: the sha256 and the day of load of a source file. A report that is not
written again says truly from which edition of the file its figures were read, and the same
figures stand in the new edition.
"""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mipg_helpers.analysis.gaps import read_targets
from mipg_helpers.analysis.profile import Score
from mipg_helpers.analysis.recommendations import fold_text
from mipg_helpers.analysis.scores import OwnScores, meci_indices
from mipg_helpers.analysis.subject import Subject, measure
from mipg_helpers.reference import IDI
from mipg_helpers.reporting.keys_peers import PeerScores, compared_indices

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import numpy as np
    import pandas as pd

    from mipg_helpers.analysis.profile import PriorityRule
    from mipg_helpers.reporting.keys_peers import GroupScores
    from mipg_helpers.reporting.settings import Workspace

#: Entidades whose own rows are in memory at the same time.
CHUNK = 500

_GROUP_COLUMNS = [
    "grupo_media_puntos",
    "grupo_maximo_puntos",
    "grupo_minimo_puntos",
    "grupo_quintil",
    "grupo_percentil",
]
_PLACE = ["fuente_archivo", "fuente_hoja", "fuente_fila"]
#: Hashed of every own score: what it says and where it was read.
_SCORE = [
    "vigencia", "indice", "codigo", "puntaje_puntos", "motivo_vacio",
    *_GROUP_COLUMNS, *_PLACE, "fuente_columna",
]  # fmt: skip


class DataSlices:
    """The slices of many entidades in one vigencia.

    Each table is read once, the scores of peers once per vigencia; own scores come in chunks,
    so that memory does not grow with the number of entidades.
    """

    def __init__(self, space: Workspace, vigencia: int, rule: PriorityRule) -> None:
        self.space, self.vigencia, self.rule = space, vigencia, rule
        self.catalog = space.catalog
        self.politicas = [item.politica for item in self.catalog.politicas(vigencia)]
        self.meci_scope = meci_indices(self.catalog, vigencia)
        store = space.store
        entidades = store.entidades()
        entidades = entidades[entidades["vigencia"] <= vigencia]
        shown = [name for name in entidades.columns if not name.startswith("fuente_")]
        self.peers = {
            int(year): PeerScores(space, entidades, int(year), self._compared(int(year)))
            for year in sorted(entidades["vigencia"].unique())
        }
        self.entidades = _by_entidad(entidades, shown)
        self.none = Rows.none(entidades)
        recomendaciones = store.recomendaciones(vigencia=vigencia)
        self.recomendaciones = _by_entidad(recomendaciones, _without_hash(recomendaciones))
        responsables, metas = store.responsables(), store.metas()
        self.responsables = _by_entidad(responsables, _without_hash(responsables))
        self.metas = _by_entidad(metas, _without_hash(metas))
        self.files = _files(space, vigencia)
        self.findings = _findings(store.hallazgos())

    def of(self, entidad_ids: Sequence[str]) -> Iterator[EntidadSlice]:
        """Give the slice of each entidad, in the order asked."""
        for start in range(0, len(entidad_ids), CHUNK):
            chunk = entidad_ids[start : start + CHUNK]
            rows = self.space.store.indices(entidad_ids=set(chunk))
            own, none = _by_entidad(rows, _SCORE), Rows.none(rows)
            read = _told(rows, ["fuente_sha256"])
            places = _told(rows, ["fuente_archivo", "fuente_fila"])
            for name in chunk:
                slice_ = EntidadSlice(self, name, own.get(name, none))
                slice_.files_read = {sha for (sha,) in read.get(name, ())}
                slice_.rows_read = places.get(name, set())
                yield slice_

    def _compared(self, year: int) -> list[str]:
        if year == self.vigencia:
            return compared_indices(self.space, year)
        return [IDI, *self.politicas]


class Rows:
    """Rows of one entidad in a tidy table, each with the hash of what it says.

    The rows themselves are cut out of the table only when somebody looks at them.
    """

    def __init__(
        self, table: pd.DataFrame, at: np.ndarray, hashes: np.ndarray, years: np.ndarray
    ) -> None:
        self._table, self._at = table, at
        self.hashes, self.years = hashes, years

    @classmethod
    def none(cls, like: pd.DataFrame) -> Rows:
        import numpy as np

        empty = np.empty(0, dtype="int64")
        return cls(like, empty, np.empty(0, dtype="uint64"), empty)

    @cached_property
    def frame(self) -> pd.DataFrame:
        return self._table.iloc[self._at]

    def digest(self, chosen: np.ndarray | pd.Series | None = None) -> str:
        """Hash the chosen rows, whatever their order."""
        import numpy as np

        hashes = self.hashes if chosen is None else self.hashes[np.asarray(chosen, dtype=bool)]
        return digest([np.sort(hashes).tobytes()])


class EntidadSlice:
    """What the reports of one entidad show."""

    def __init__(self, data: DataSlices, entidad_id: str, own: Rows) -> None:
        self.data, self.entidad_id, self.own = data, entidad_id, own
        self.files_read: set[str] = set()
        self.rows_read: set[tuple[Any, ...]] = set()
        none = data.none
        self.entidad = data.entidades.get(entidad_id, none)
        self.recomendaciones = data.recomendaciones.get(entidad_id, none)
        self.responsables = data.responsables.get(entidad_id, none)
        self.metas = data.metas.get(entidad_id, none)
        self.groups: dict[int, GroupScores] = {
            int(year): data.peers[int(year)].of(entidad_id) for year in self.entidad.years
        }

    @cached_property
    def inputs(self) -> str:
        """Digest of everything that any report of this entidad is given."""
        tables = (self.entidad, self.recomendaciones, self.responsables, self.metas)
        return digest(
            [
                self.own.digest(self.own.years <= self.data.vigencia),
                *(table.digest() for table in tables),
                *(f"{year}:{group.whole.hex()}" for year, group in self.groups.items()),
                self._sources,
                self._notices,
            ]
        )

    def shown(self, politica: str) -> dict[str, str]:
        """Digests of what one report prints, by subject; "" names the institutional one."""
        if not politica:
            return self._shown_institutional()
        catalog, vigencia = self.data.catalog, self.data.vigencia
        indices = {politica, *(i.indice for i in catalog.span_indices(vigencia, politica))}
        rows, recomendaciones = self.own.frame, self.recomendaciones
        return {
            **self._common,
            "puntajes": self._own(rows["indice"].isin(indices)),
            "grupo": self._group(indices, trend=politica),
            "otras_politicas": self._overview,
            "recomendaciones": recomendaciones.digest(self._serves(politica)),
            "responsables": self._owners(politica),
            "metas": self.metas.digest(self._about(self.metas, "indice", indices)),
        }

    def _shown_institutional(self) -> dict[str, str]:
        catalog, vigencia, rows = self.data.catalog, self.data.vigencia, self.own.frame
        dimensiones = [item.indice for item in catalog.dimensiones(vigencia)]
        indices = {IDI, *dimensiones, *self.data.politicas}
        # Of sub-indices the report only counts how many there are.
        counted = rows[(rows["vigencia"] == vigencia) & (rows["nivel"] == "indice")]
        return {
            **self._common,
            "puntajes": self._own(rows["indice"].isin(indices)),
            "grupo": self._group(indices, trend=IDI),
            "subindices": digest(sorted((counted["codigo"] + counted["indice"]).tolist())),
            "recomendaciones": self.recomendaciones.digest(),
            "responsables": self.responsables.digest(),
            "metas": self.metas.digest(self._about(self.metas, "indice", indices)),
        }

    @cached_property
    def _common(self) -> dict[str, str]:
        rows = self.own.frame
        now = rows["vigencia"] == self.data.vigencia
        scored = now & rows["puntaje_puntos"].notna()
        informative = bool((scored & ~rows["indice"].isin(self.data.meci_scope)).any())
        earlier = sorted(set(rows.loc[rows["vigencia"] < self.data.vigencia, "vigencia"]))
        return {
            "entidad": digest([self.entidad.digest(), str(informative), str(earlier)]),
            "fuentes": self._sources,
            "avisos": self._notices,
        }

    def _own(self, chosen: pd.Series) -> str:
        return self.own.digest(chosen & (self.own.frame["vigencia"] <= self.data.vigencia))

    def _group(self, indices: Iterable[str], *, trend: str) -> str:
        """Digest the distributions shown: of `indices` now, and of the trend before."""
        parts: list[str | bytes] = []
        for year, group in self.groups.items():
            for indice in sorted(indices) if year == self.data.vigencia else [trend]:
                parts += [f"{year}:{indice}:", group.digest(indice)]
        return digest(parts)

    @cached_property
    def _overview(self) -> str:
        """Digest score and level of priority of every politica: all that is shown of the others.

        Computed by the analysis itself, because a level depends on group, change and target.
        """
        subject = self._subject()
        parts = []
        for politica in self.data.politicas:
            item = measure(subject, politica)
            parts.append(f"{politica}:{item.score.puntos!r}:{item.score.motivo}:")
            parts.append(item.priority.nivel)
        return digest(parts)

    def _subject(self) -> Subject:
        data = self.data
        now = self.groups.get(data.vigencia)
        return Subject(
            self.entidad_id,
            data.vigencia,
            data.catalog,
            data.rule,
            self._own_scores(),
            {year: group.group for year, group in self.groups.items()},
            now.scores if now else {},
            read_targets(self.metas.frame, self.entidad_id, data.vigencia)
            if len(self.metas.hashes)
            else {},
        )

    def _own_scores(self) -> OwnScores:
        """Collect the scores of the politicas, without their provenance."""
        rows = self.own.frame
        rows = rows[(rows["nivel"] == "politica") & (rows["vigencia"] <= self.data.vigencia)]
        entidad = self.entidad.frame
        meci = {
            int(year): meci_indices(self.data.catalog, int(year))
            for year in (entidad.loc[entidad["es_meci"], "vigencia"] if self.groups else ())
        }
        scores: dict[tuple[int, str], Score] = {}
        published: dict[tuple[int, str], Mapping[str, float | None]] = {}
        columns = ["vigencia", "indice", "puntaje_puntos", "motivo_vacio", *_GROUP_COLUMNS]
        for year, indice, puntos, motivo, *group in rows[columns].itertuples(index=False):
            key = (int(year), str(indice))
            given = None if puntos != puntos else float(puntos)  # noqa: PLR0124  NaN alone differs
            score = Score(given, "" if given is not None else (motivo or "no_aplica"))
            outside = key[0] in meci and key[1] not in meci[key[0]]
            scores[key] = Score(None, "solo_meci") if outside else score
            published[key] = {
                name: None if value != value else value  # noqa: PLR0124
                for name, value in zip(_GROUP_COLUMNS, group, strict=True)
            }
        return OwnScores(scores, {}, published, meci)

    def _serves(self, politica: str) -> np.ndarray:
        """Mark the recommendations whose text serves `politica`, under whichever politica."""
        import numpy as np

        rows = self.recomendaciones.frame
        if not len(self.recomendaciones.hashes):
            return np.zeros(0, dtype=bool)
        texts = rows["texto"].map(fold_text)
        return texts.isin(set(texts[rows["politica"] == politica])).to_numpy()

    def _owners(self, politica: str) -> str:
        rows = self.responsables.frame
        if not len(self.responsables.hashes):
            return ""
        tables = sorted(set(rows["vigencia"]))
        return digest([self.responsables.digest(rows["politica"] == politica), str(tables)])

    def _about(self, rows: Rows, column: str, values: set[str]) -> np.ndarray | None:
        return rows.frame[column].isin(values).to_numpy() if len(rows.hashes) else None

    @cached_property
    def _sources(self) -> str:
        """Digest name, kind and vigencias of the files that gave this entidad something."""
        used = set(self.files_read)
        for table in (self.recomendaciones, self.responsables, self.metas):
            if len(table.hashes):
                used |= set(table.frame["fuente_sha256"].unique())
        return digest(sorted(self.data.files[sha] for sha in used if sha in self.data.files))

    @cached_property
    def _notices(self) -> str:
        """Digest the loader's sentences about rows of this entidad."""
        found = {place for row in self.rows_read for place in self.data.findings.get(row, ())}
        return digest([text for _, text in sorted(found)])


def digest(parts: Iterable[str | bytes]) -> str:
    """Hash parts in their order, each apart from the next, into 16 hexadecimal digits."""
    state = hashlib.blake2b(digest_size=8)
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        state.update(len(content).to_bytes(8, "little") + content)
    return state.hexdigest()


def _by_entidad(frame: pd.DataFrame, hashed: list[str]) -> dict[str, Rows]:
    """Cut a table by entidad; one pass hashes all rows."""
    import pandas as pd

    hashes = pd.util.hash_pandas_object(frame[hashed], index=False).to_numpy()
    places: dict[Any, Any] = frame.groupby("entidad_id", sort=False).indices
    years = frame["vigencia"].to_numpy()
    return {str(name): Rows(frame, at, hashes[at], years[at]) for name, at in places.items()}


def _told(rows: pd.DataFrame, columns: list[str]) -> dict[str, set[tuple[Any, ...]]]:
    """Collect by entidad the different values of `columns`."""
    found: dict[str, set[tuple[Any, ...]]] = {}
    for name, *values in rows[["entidad_id", *columns]].drop_duplicates().itertuples(index=False):
        found.setdefault(name, set()).add(tuple(values))
    return found


def _without_hash(frame: pd.DataFrame) -> list[str]:
    return [name for name in frame.columns if name != "fuente_sha256"]


def _files(space: Workspace, vigencia: int) -> dict[str, str]:
    """Describe the files that a report of `vigencia` may name, by sha256."""
    return {
        file.sha256: f"{file.archivo}:{file.tipo}:{file.vigencias}"
        for file in space.store.info().files
        if file.tipo in {"responsables", "metas"}
        or not file.vigencias
        or min(file.vigencias) <= vigencia
    }


def _findings(hallazgos: pd.DataFrame) -> dict[tuple[str, float], list[tuple[int, str]]]:
    """Index the loader's sentences by file and row."""
    found: dict[tuple[str, float], list[tuple[int, str]]] = {}
    rows = hallazgos[hallazgos["fila"].notna()]
    columns = zip(rows["archivo"], rows["fila"], rows["mensaje"], strict=True)
    for place, (archivo, fila, mensaje) in enumerate(columns):
        found.setdefault((archivo, fila), []).append((place, mensaje))
    return found
