"""Every profile of one entidad at once, as a site or a package needs them.

The same results as one call per report, from rows that are read once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mipg_helpers.reporting.plan_data import last_day, read_plan
from mipg_helpers.reporting.profiles import IDI, gather_inputs, read_rule, report_date

if TYPE_CHECKING:
    from datetime import date

    from mipg_helpers.analysis.build import Inputs
    from mipg_helpers.analysis.follow_up import PlanInputs
    from mipg_helpers.analysis.follow_up_profile import FollowUp, LightRule
    from mipg_helpers.analysis.plans_612 import Planes612Profile
    from mipg_helpers.analysis.profile import EntidadProfile, PriorityRule, Profile
    from mipg_helpers.reporting.settings import Workspace


@dataclass(frozen=True, slots=True)
class EntidadProfiles:
    """What the reports of one entidad say; `follow_up` is None where it has no plan."""

    entidad: EntidadProfile
    politicas: tuple[Profile, ...]  # of the whole model, in official order
    follow_up: FollowUp | None
    planes_612: Planes612Profile


def load_profiles(space: Workspace, entidad_id: str, vigencia: int) -> EntidadProfiles:
    """Build the profiles of every report of an entidad, dated the day the data were loaded.

    Raises
    ------
    ConfigError, ReferenceDataError
        If nothing is loaded, the entidad has no row, or the book of plans cannot be read.
    """
    politicas = [info.politica for info in space.catalog.politicas(vigencia)]
    inputs = gather_inputs(space, entidad_id, vigencia, series=(IDI, *politicas))
    maker = _Maker(space, entidad_id, vigencia, inputs)
    return EntidadProfiles(
        maker.entidad(), tuple(map(maker.politica, politicas)), maker.follow_up(), maker.planes()
    )


class _Maker:
    """The inputs of one entidad, read once, and the profiles made of them."""

    def __init__(self, space: Workspace, entidad_id: str, vigencia: int, inputs: Inputs) -> None:
        from mipg_helpers.analysis.follow_up_profile import LightRule

        rules = space.catalog.plan_rules()
        self.space, self.entidad_id, self.vigencia = space, entidad_id, vigencia
        self.inputs = inputs
        self.planned: PlanInputs = read_plan(space, entidad_id, vigencia)
        self.rule: PriorityRule = read_rule(space, None, None)
        self.light: LightRule = LightRule(
            rules.verde_desde, rules.amarillo_desde, rules.dias_por_vencer
        )
        self.day: date = report_date(space, "")

    def entidad(self) -> EntidadProfile:
        from mipg_helpers.analysis.build import build_entidad_profile

        return build_entidad_profile(
            self.inputs,
            entidad_id=self.entidad_id,
            vigencia=self.vigencia,
            catalog=self.space.catalog,
            rule=self.rule,
            fecha_informe=self.day,
        )

    def politica(self, politica: str) -> Profile:
        from mipg_helpers.analysis.build import build_profile
        from mipg_helpers.analysis.follow_up import summarise_plan

        profile = build_profile(
            self.inputs,
            entidad_id=self.entidad_id,
            politica=politica,
            vigencia=self.vigencia,
            catalog=self.space.catalog,
            rule=self.rule,
            fecha_informe=self.day,
        )
        summary = summarise_plan(
            self.planned.plan,
            politica=politica,
            vigencia=self.vigencia,
            catalog=self.space.catalog,
            light=self.light,
            fecha_informe=self.day,
        )
        return profile if summary is None else replace(profile, plan=summary)

    def follow_up(self) -> FollowUp | None:
        from mipg_helpers.analysis.follow_up import build_follow_up

        if not self.planned.plan.acciones:
            return None
        return build_follow_up(
            self.inputs,
            self.planned,
            entidad_id=self.entidad_id,
            vigencia=self.vigencia,
            alcance="comite",
            catalog=self.space.catalog,
            rule=self.rule,
            light=self.light,
            fecha_informe=last_day(self.planned, self.day),
        )

    def planes(self) -> Planes612Profile:
        from mipg_helpers.analysis.plans_612 import build_612

        return build_612(
            self.inputs.entidades,
            self.inputs.responsables,
            self.planned.plan,
            entidad_id=self.entidad_id,
            vigencia=self.vigencia,
            catalog=self.space.catalog,
            fecha_informe=self.day,
        )
