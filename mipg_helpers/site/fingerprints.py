"""Digests that tell which pages may have changed, without building any.

Made of the same slices of data that decide whether a report is written again. The day of load is
no part of them: what the pages take from it (next dates, cut-off of the plan) is.
"""

from __future__ import annotations

import hashlib
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from mipg_helpers.analysis.deadlines import next_deadlines
from mipg_helpers.analysis.plan_cuts import latest_cut_off
from mipg_helpers.analysis.plans_612 import MILESTONE
from mipg_helpers.analysis.priorities import rule_from
from mipg_helpers.reporting.keys_code import code_fingerprint
from mipg_helpers.reporting.keys_data import DataSlices, digest
from mipg_helpers.reporting.plan_data import PlanDigests, last_day, read_plan
from mipg_helpers.reporting.profiles import report_date
from mipg_helpers.site.news import added_digest

if TYPE_CHECKING:
    from mipg_helpers.site.content import SiteContent


class Fingerprints:
    """The digests of one site, each worked out when it is first asked for."""

    def __init__(self, content: SiteContent) -> None:
        self._content = content
        self._plans = PlanDigests(content.space)

    def of(self, entidad_id: str) -> str:
        """Digest everything the pages of an entidad are given."""
        content = self._content
        entry, reports = content.entry(entidad_id), content.reports(entidad_id)
        folder = content.added_folder(entidad_id)
        return digest(
            [
                self._common,
                entry.prefix,
                self._slices[entidad_id],
                self._plan(entidad_id),
                *(f"{file.path} {file.sha256}" for file in reports.files),
                *(repr(failed) for failed in reports.failed),
                added_digest(folder) if folder else "",
            ]
        )

    def shared(self) -> str:
        """Digest everything the pages of the whole site are given."""
        content, info = self._content, self._content.space.store.info()
        entries = (repr(entry) for entry in content.entidades)
        return digest([self._common, repr(info), *entries])

    @cached_property
    def _common(self) -> str:
        """Digest program, reference tables, theme, and what the day of load decides."""
        content = self._content
        year, day = content.vigencia + 1, report_date(content.space, "")
        catalog = content.catalog
        limits = (catalog.milestone(MILESTONE, year).fecha, catalog.plan_defaults().last_day(year))
        return digest(
            [
                code_fingerprint(),
                _own_code(),
                catalog.fingerprint,
                repr(content.tema),
                content.nombre,
                *(str((day > limit, day == limit)) for limit in limits),
                repr(next_deadlines(catalog, year, day)),
            ]
        )

    @cached_property
    def _slices(self) -> dict[str, str]:
        content = self._content
        data = DataSlices(content.space, content.vigencia, rule_from(content.catalog))
        ids = [entry.entidad_id for entry in content.entidades]
        return {part.entidad_id: part.inputs for part in data.of(ids)}

    def _plan(self, entidad_id: str) -> str:
        """Digest the plan and the cut-offs at which it is shown; "" without a plan."""
        content = self._content
        found = self._plans.of(entidad_id, content.vigencia)
        if not found:
            return ""
        planned = read_plan(content.space, entidad_id, content.vigencia)
        day = report_date(content.space, "")
        days = (day, last_day(planned, day))
        return f"{found} {[latest_cut_off(planned.plan, one) for one in days]}"


def _own_code() -> str:
    """Hash the program and the templates of the site."""
    found = hashlib.sha256()
    folder = Path(__file__).parent
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            found.update(f"{path.relative_to(folder).as_posix()}\0".encode() + path.read_bytes())
    return found.hexdigest()
