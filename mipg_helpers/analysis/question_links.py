"""Link the preguntas of a form with those of an earlier one, whose codes were others.

Codes change from year to year, so the texts are compared. A likeness never decides that two
preguntas are the same: it is shown with its band, and where the team of the entidad wrote its
own table, that table wins.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from mipg_helpers.analysis.readiness_profile import LinkAnterior
from mipg_helpers.analysis.rows import holds, rows_of
from mipg_helpers.reference.suggest import most_alike

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mipg_helpers.analysis.readiness_profile import Banda
    from mipg_helpers.analysis.rows import Row

#: Percent of likeness from which two texts are the same, and from which they are alike.
SAME, ALIKE = 90.0, 50.0


def band_of(similitud_pct: float) -> Banda:
    """Name the band of a likeness, 0 to 100."""
    if similitud_pct >= SAME:
        return "igual"
    return "parecida" if similitud_pct >= ALIKE else "nueva"


def earlier_vigencia(
    preguntas: pd.DataFrame, similitudes: pd.DataFrame, vigencia: int
) -> int | None:
    """Name the last vigencia before this one whose preguntas are known; None without any."""
    own = similitudes[holds(similitudes, "vigencia", vigencia)]
    known = {int(v) for v in preguntas["vigencia"]} | {int(v) for v in own["vigencia_anterior"]}
    return max((v for v in known if v < vigencia), default=None)


def link_preguntas(
    preguntas: pd.DataFrame, similitudes: pd.DataFrame, vigencia: int
) -> dict[str, LinkAnterior]:
    """Link every pregunta of a vigencia with the one most like it of the last earlier vigencia.

    Parameters
    ----------
    preguntas
        Tidy table of every vigencia, one row per (vigencia, codigo_pregunta).
    similitudes
        Tidy table, one row per (vigencia, codigo_pregunta, vigencia_anterior,
        codigo_anterior): what the team says.

    Returns
    -------
    By code, one for each pregunta of the vigencia; empty when no earlier one is known.
    """
    before = earlier_vigencia(preguntas, similitudes, vigencia)
    if before is None:
        return {}
    new = rows_of(preguntas[holds(preguntas, "vigencia", vigencia)])
    old = _Earlier(before, rows_of(preguntas[holds(preguntas, "vigencia", before)]))
    stated = _stated(similitudes, vigencia, before)
    links = dict(zip([row.codigo_pregunta for row in new], old.link(new), strict=True))
    told = {code: old.as_told(rows, links[code]) for code, rows in stated.items() if code in links}
    return links | told


@dataclass(frozen=True)
class _Earlier:
    """The preguntas of the vigencia that is compared with."""

    vigencia: int
    rows: list[Row]

    def link(self, new: list[Row]) -> list[LinkAnterior]:
        """Link by text alone, in the order of the new ones."""
        found = most_alike([row.texto for row in new], [row.texto for row in self.rows])
        return [self._linked(likeness, places) for likeness, places in found]

    def _linked(self, likeness: float, places: list[int]) -> LinkAnterior:
        banda = band_of(likeness)
        if banda == "nueva":
            return LinkAnterior(self.vigencia, "", "", likeness if self.rows else None, banda)
        first, *ties = (self.rows[place] for place in places)
        codes = tuple(row.codigo_pregunta for row in ties)
        return LinkAnterior(
            self.vigencia, first.codigo_pregunta, first.texto, likeness, banda, empates=codes
        )

    def as_told(self, rows: list[Row], ours: LinkAnterior) -> LinkAnterior:
        """Link as the team says; a likeness it left blank is ours when we mean the same one."""
        ranked = sorted(rows, key=lambda row: -_percent(row.similitud_pct, 0.0))
        first, *rest = ranked
        top = _percent(first.similitud_pct, -1.0)
        ties = tuple(
            row.codigo_anterior for row in rest if _percent(row.similitud_pct, -1.0) == top
        )
        texts = {row.codigo_pregunta: row.texto for row in self.rows}
        code = first.codigo_anterior
        agreed = ours.similitud_pct if ours.codigo == code else None
        likeness = agreed if top < 0 else top
        return LinkAnterior(
            self.vigencia,
            code,
            first.texto_anterior or texts.get(code, ""),
            likeness,
            # The team names it, so it is alike even when nobody measured how much.
            "parecida" if likeness is None else band_of(likeness),
            del_equipo=True,
            empates=ties,
        )


def _stated(similitudes: pd.DataFrame, vigencia: int, before: int) -> Mapping[str, list[Row]]:
    own = holds(similitudes, "vigencia", vigencia) & holds(similitudes, "vigencia_anterior", before)
    found: dict[str, list[Row]] = {}
    for row in rows_of(similitudes[own]):
        found.setdefault(row.codigo_pregunta, []).append(row)
    return found


def _percent(value: float, missing: float) -> float:
    return missing if pd.isna(value) else float(value)
