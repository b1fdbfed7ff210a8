"""What the explorer asks for: a profile, its group, and a reference, from rows read once.

`Explorer` keeps what it read last, because most changes of a selection (another reference,
another threshold, the way back) need nothing new of the disk. It keeps nothing else: the same
selection always gives the same exploration, whatever was asked in between.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mipg_helpers.reporting.profiles import gather_inputs, read_rule, report_date, with_plan
from mipg_helpers.reporting.settings import open_workspace

if TYPE_CHECKING:
    from mipg_helpers.analysis.exploration import Exploration, MemberList
    from mipg_helpers.analysis.inputs import Inputs
    from mipg_helpers.analysis.profile import PeerCriterion, Profile
    from mipg_helpers.reporting.settings import Workspace


@dataclass(frozen=True, slots=True)
class Selection:
    """What is explored; `entidad` is an entidad_id, the other names are canonical."""

    entidad: str
    vigencia: int
    politica: str
    grupo: PeerCriterion = "grupo_par"
    referencia: str = "media_grupo"
    umbral: float = 5.0


def load_exploration(
    entidad: str,
    vigencia: int,
    politica: str,
    *,
    grupo: PeerCriterion = "grupo_par",
    referencia: str = "media_grupo",
    umbral: float = 5.0,
    workspace: Workspace | None = None,
) -> Exploration:
    """Build everything the explorer shows of one selection.

    Parameters
    ----------
    entidad
        SIGEP code with its zeros, or the exact name.
    grupo
        Who is compared (see `mipg_helpers.reporting.profiles.load_profile`).
    referencia
        What the scores are measured against, of `mipg_helpers.analysis.exploration.REFERENCES`.
    umbral
        Points below the reference from which a gap is pointed out; above 0, up to 100.

    Raises
    ------
    ConfigError, ReferenceDataError, ParameterError
        As `load_profile`; also if there is no such reference or the threshold is out of range.
    """
    space = workspace or open_workspace()
    entidad_id = space.store.find_entidad(entidad, vigencia)
    space.catalog.politica(politica, vigencia)
    return Explorer(space).explore(
        Selection(entidad_id, vigencia, politica, grupo, referencia, umbral)
    )


class Explorer:
    """Explorations of one load of data."""

    def __init__(self, space: Workspace) -> None:
        self.space = space
        self._read: tuple[tuple[str, int, str], Inputs] | None = None
        self._built: tuple[tuple[str, int, str, str], Profile, MemberList] | None = None

    def explore(self, asked: Selection) -> Exploration:
        """Build the exploration of a selection (see `load_exploration`)."""
        from mipg_helpers.analysis.exploration import explore

        profile, grupo = self._profile(asked)
        return explore(profile, grupo, referencia=asked.referencia, umbral_puntos=asked.umbral)

    def _profile(self, asked: Selection) -> tuple[Profile, MemberList]:
        from mipg_helpers.analysis.build import build_profile
        from mipg_helpers.analysis.exploration import list_members

        key = (asked.entidad, asked.vigencia, asked.politica, asked.grupo)
        if self._built is None or self._built[0] != key:
            space, inputs = self.space, self._inputs(asked)
            profile = build_profile(
                inputs,
                entidad_id=asked.entidad,
                politica=asked.politica,
                vigencia=asked.vigencia,
                catalog=space.catalog,
                rule=read_rule(space, None, None),
                fecha_informe=report_date(space, ""),
                grupo=asked.grupo,
            )
            members = list_members(
                inputs,
                entidad_id=asked.entidad,
                indice=asked.politica,
                vigencia=asked.vigencia,
                catalog=space.catalog,
                grupo=asked.grupo,
            )
            self._built = key, with_plan(profile, space), members
        return self._built[1], self._built[2]

    def _inputs(self, asked: Selection) -> Inputs:
        key = (asked.entidad, asked.vigencia, asked.politica)
        if self._read is None or self._read[0] != key:
            inputs = gather_inputs(self.space, asked.entidad, asked.vigencia, (asked.politica,))
            self._read = key, inputs
        return self._read[1]
