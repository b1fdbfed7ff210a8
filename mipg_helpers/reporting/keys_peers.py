"""The scores of every peer group, hashed and at hand, with one read per vigencia.

A report shows of its peers only how their scores are distributed, so a group and an index
give one digest: of the ascending scores that count in it. Groups are made as
`mipg_helpers.analysis.peers` makes them, all at once instead of one entidad at a time.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from mipg_helpers.analysis.peers import NO_GROUP, PeerGroup
from mipg_helpers.analysis.scores import meci_indices
from mipg_helpers.reference import IDI

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    import pandas as pd

    from mipg_helpers.analysis.profile import PeerCriterion
    from mipg_helpers.reporting.settings import Workspace

#: Columns that make two entidades of one vigencia peers, by criterion, in the order of choice.
CRITERIA: dict[str, tuple[str, ...]] = {
    "grupo_par": ("grupo_par",),
    "departamento": ("departamento", "orden", "es_meci"),
    "orden": ("orden", "orden", "es_meci"),
}
_ORDEN_LABELS = {"nacion": "nacional", "territorio": "territorial"}


@dataclass(frozen=True, slots=True)
class GroupScores:
    """One peer group in one vigencia: its members, and by index their ascending scores."""

    group: PeerGroup
    scores: Mapping[str, np.ndarray] = field(default_factory=dict)
    digests: Mapping[str, bytes] = field(default_factory=dict)

    def digest(self, indice: str) -> bytes:
        """Give the digest of one index; whether the entidad is alone belongs to it."""
        alone = bytes([min(len(self.group.miembros), 2)])
        return alone + self.digests.get(indice, b"")

    @property
    def whole(self) -> bytes:
        """Give one digest for all indices."""
        text = b"".join(name.encode() + self.digests[name] for name in sorted(self.digests))
        return hashlib.blake2b(self.digest("") + text, digest_size=16).digest()


ALONE = GroupScores(NO_GROUP)


class PeerScores:
    """The group of every entidad in one vigencia.

    Parameters
    ----------
    indices
        Which indices are compared; the rows of all entidades are read once.
    """

    def __init__(
        self, space: Workspace, entidades: pd.DataFrame, vigencia: int, indices: list[str]
    ) -> None:
        present = entidades[entidades["vigencia"] == vigencia]
        read = ["entidad_id", "indice", "puntaje_puntos"]
        rows = space.store.indices(vigencias=[vigencia], indices=indices, columns=read)
        rows = rows[rows["puntaje_puntos"].notna()]
        meci = set(present.loc[present["es_meci"], "entidad_id"])
        if meci:
            scope = meci_indices(space.catalog, vigencia)
            rows = rows[~rows["entidad_id"].isin(meci) | rows["indice"].isin(scope)]
        self._of: dict[str, GroupScores] = {}
        chosen = _criterion(present)
        for criterio, columns in CRITERIA.items():
            wanted = set(present.loc[chosen == criterio, "entidad_id"])
            if wanted:
                self._add(criterio, _labelled(present, columns), rows, wanted, meci)

    def of(self, entidad_id: str) -> GroupScores:
        """Give the group of an entidad; without members where it has none."""
        return self._of.get(entidad_id, ALONE)

    def _add(
        self,
        criterio: str,
        groups: pd.Series,
        rows: pd.DataFrame,
        wanted: set[str],
        meci: set[str],
    ) -> None:
        scores, digests = _distributions(rows, groups)
        for key, names in groups.groupby(groups).groups.items():
            members = frozenset(names)
            if members.isdisjoint(wanted):
                continue
            label = str(key).partition("\x1f")[0]
            group = PeerGroup(
                cast("PeerCriterion", criterio),
                _ORDEN_LABELS.get(label, label) if criterio == "orden" else label,
                members,
                members & meci,
            )
            found = GroupScores(group, scores.get(str(key), {}), digests.get(str(key), {}))
            self._of |= dict.fromkeys(members & wanted, found)


def compared_indices(space: Workspace, vigencia: int) -> list[str]:
    """Name every index that some report of `vigencia` compares with peers."""
    catalog = space.catalog
    politicas = [item.politica for item in catalog.politicas(vigencia)]
    dimensiones = [item.indice for item in catalog.dimensiones(vigencia)]
    return [IDI, *dimensiones, *politicas, *(i.indice for i in catalog.span_indices(vigencia))]


def _criterion(present: pd.DataFrame) -> pd.Series:
    """Name the first criterion for which an entidad has a label; "" for none."""
    import pandas as pd

    chosen = pd.Series("", index=present.index)
    for criterio in reversed(CRITERIA):
        chosen = chosen.mask(present[criterio] != "", criterio)
    return chosen


def _labelled(present: pd.DataFrame, columns: tuple[str, ...]) -> pd.Series:
    """Give each entidad with a label the name of its group, indexed by entidad_id."""
    labelled = present[present[columns[0]] != ""].set_index("entidad_id")
    name = labelled[columns[0]].astype(str)
    for column in columns[1:]:
        name = name + "\x1f" + labelled[column].astype(str)
    return name


def _distributions(
    rows: pd.DataFrame, groups: pd.Series
) -> tuple[dict[str, dict[str, np.ndarray]], dict[str, dict[str, bytes]]]:
    """Cut the scores by group and index: ascending values, and their digest."""
    import numpy as np

    scores: dict[str, dict[str, np.ndarray]] = {}
    digests: dict[str, dict[str, bytes]] = {}
    named = rows.assign(grupo=rows["entidad_id"].map(groups)).dropna(subset=["grupo"])
    for (grupo, indice), points in named.groupby(["grupo", "indice"])["puntaje_puntos"]:
        values = np.sort(points.to_numpy(dtype=float))
        scores.setdefault(str(grupo), {})[str(indice)] = values
        digests.setdefault(str(grupo), {})[str(indice)] = hashlib.blake2b(
            values.tobytes(), digest_size=16
        ).digest()
    return scores, digests
