"""Whole reports that show data which are no longer those loaded, or a plan that went on.

The key of each report holds digests of the data it shows, by subject. They are compared with
those of today. What makes a report new without other data, a notebook or a release, is left out:
such a report is still true. So is the date printed on it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from mipg_helpers.analysis.priorities import rule_from
from mipg_helpers.reporting.keys import PARTS, load_digest
from mipg_helpers.reporting.keys_data import CHUNK, DataSlices, digest
from mipg_helpers.reporting.plan_data import PlanDigests
from mipg_helpers.reporting.profiles_readiness import evidence_digest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mipg_helpers.analysis.profile import PriorityRule
    from mipg_helpers.reporting.keys_data import EntidadSlice
    from mipg_helpers.reporting.manifest import Reported
    from mipg_helpers.reporting.settings import Workspace

#: Parts of a key that are not data.
NOT_DATA = frozenset({"cuaderno", "codigo", "versiones", "referencia", "parametros", "fecha"})
#: One of these is in every key: the data of the entidad, or the whole load.
ENTIDAD, LOAD = "entidad", "cargue"
EVIDENCE = "evidencias"


class DataNow:
    """The data of today, to compare the reports of some entidades with."""

    def __init__(self, space: Workspace, vigencia: int, ids: Sequence[str]) -> None:
        self._space, self._vigencia, self._ids = space, vigencia, list(ids)
        self._plans = PlanDigests(space)
        self._data: dict[PriorityRule, DataSlices] = {}
        self._chunk: dict[tuple[PriorityRule, str], EntidadSlice] = {}

    def why_outdated(self, entidad_id: str, report: Reported) -> str:
        """Name what changed of what a report shows; "" while it says what it would say today."""
        before = json.loads(report.known.partes or "{}")
        if ENTIDAD not in before and LOAD not in before:
            return ""
        now = self._parts(entidad_id, report, before)
        compared = [name for name in PARTS if name not in NOT_DATA]
        return "; ".join(PARTS[n] for n in compared if before.get(n, "") != now.get(n, ""))

    def _parts(
        self, entidad_id: str, report: Reported, before: Mapping[str, str]
    ) -> dict[str, str]:
        """Digest what the report would be given today, as its key does."""
        is_whole = LOAD in before
        politica = "" if report.alcance else report.politica
        if is_whole:
            evidence = evidence_digest(self._space, entidad_id, self._vigencia)
            parts = {LOAD: load_digest(self._space)} | ({EVIDENCE: evidence} if evidence else {})
        else:
            parts = dict(self._slice(entidad_id, _rule(self._space, report)).shown(politica))
        if is_whole or politica or report.alcance:
            plan = self._plans.of(entidad_id, self._vigencia, "" if is_whole else politica)
            parts |= {"plan": digest([plan])} if plan else {}
        return parts

    def _slice(self, entidad_id: str, rule: PriorityRule) -> EntidadSlice:
        """Cut the data of an entidad, together with those of its neighbours in the list."""
        if (rule, entidad_id) not in self._chunk:
            if rule not in self._data:
                self._data[rule] = DataSlices(self._space, self._vigencia, rule)
            start = self._ids.index(entidad_id) // CHUNK * CHUNK
            same = [key for key in self._chunk if key[0] == rule]
            for key in same:
                del self._chunk[key]
            for one in self._data[rule].of(self._ids[start : start + CHUNK]):
                self._chunk[rule, one.entidad_id] = one
        return self._chunk[rule, entidad_id]


def _rule(space: Workspace, report: Reported) -> PriorityRule:
    given: Mapping[str, Any] = report.parametros
    names = ("minimo_grupo", "umbral_alta")
    return rule_from(space.catalog, **{n: given[n] for n in names if n in given})
