"""What a part of the campaign counts, and the table that all of them make."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

HEADER = (
    "Parte", "Casos", "Rechazados", "Reparados", "Cargados", "Fallas provocadas", "Informes",
    "Perdidos", "Con otros bytes", "Escapes", "Rastros", "Memoria (MB)", "Minutos",
)  # fmt: skip


@dataclass
class Tally:
    """The figures of one part.

    `escapes`: outputs with live markup, formulas, paths of the machine or files out of place;
    `traces`: tracebacks and dead processes; `problems` names each, with its case; `notes` are
    figures that have no column.
    """

    name: str
    tried: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    faults: int = 0
    reports: int = 0
    lost: int = 0
    wrong_bytes: int = 0
    escapes: int = 0
    traces: int = 0
    peak_mb: float = 0.0
    seconds: float = 0.0
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.outcomes = Counter(self.outcomes)  # as kept figures give it, it is an ordinary dict

    @property
    def is_clean(self) -> bool:
        return not (self.problems or self.lost or self.wrong_bytes or self.escapes or self.traces)

    def row(self) -> tuple[str, ...]:
        counts = (
            self.tried, self.outcomes["rechazado"], self.outcomes["reparado"],
            self.outcomes["cargado"], self.faults, self.reports, self.lost, self.wrong_bytes,
            self.escapes, self.traces, round(self.peak_mb),
        )  # fmt: skip
        return (self.name, *map(_number, counts), f"{self.seconds / 60:.1f}".replace(".", ","))


def total(parts: Sequence[Tally]) -> Tally:
    """Add the parts up; memory is the most that any of them took."""
    whole = Tally("Total", peak_mb=max((part.peak_mb for part in parts), default=0.0))
    for part in parts:
        whole.outcomes += part.outcomes
        whole.problems += part.problems
        whole.notes += part.notes
        for name in (
            "tried",
            "faults",
            "reports",
            "lost",
            "wrong_bytes",
            "escapes",
            "traces",
            "seconds",
        ):
            setattr(whole, name, getattr(whole, name) + getattr(part, name))
    return whole


def table(parts: Sequence[Tally]) -> str:
    """Write the figures as a table of Markdown, the total last."""
    rows: Iterable[Sequence[str]] = (part.row() for part in (*parts, total(parts)))
    lines = [HEADER, ("---", *("---:",) * (len(HEADER) - 1)), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")
