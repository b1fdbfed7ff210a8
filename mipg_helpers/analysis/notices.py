"""What the reader must know about the data of this report, in plain sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mipg_helpers.analysis.proposals import Planner
    from mipg_helpers.analysis.subject import Subject


def notices(loaded: Iterable[str], subject: Subject, planner: Planner) -> tuple[str, ...]:
    """List the loader's sentences and those of the analysis, each once."""
    found = [*loaded]
    outside = sum(vigencia == subject.vigencia for vigencia, _ in subject.own.outside_meci)
    if outside:
        found.append(
            "El archivo trae puntajes distintos de los de Control Interno para una entidad de "
            "formulario MECI: son informativos y no se evalúan."
        )
    if planner.is_too_late:
        found.append(
            f"El informe es posterior al cierre del año del plan ({planner.vigencia_plan}): las "
            "fechas propuestas son las usuales de ese año y deben reprogramarse."
        )
    return tuple(dict.fromkeys(found))
