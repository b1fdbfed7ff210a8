"""The two series of a trend and the runs of vigencias that may be joined; no drawing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mipg_helpers.presentation import formats
from mipg_helpers.presentation.charts_key import own_mark, peers_mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mipg_helpers.analysis.profile import Trend
    from mipg_helpers.presentation.charts_key import Mark


@dataclass(frozen=True, slots=True)
class Years:
    """Places vigencias between `low` and `high`, one equal step per calendar year."""

    first: int
    last: int
    low: float
    high: float

    def __call__(self, vigencia: float) -> float:
        share = (vigencia - self.first) / (self.last - self.first)
        return self.low + share * (self.high - self.low)

    def __iter__(self) -> Iterator[int]:
        return iter(range(self.first, self.last + 1))


@dataclass(frozen=True, slots=True)
class Series:
    """Points by vigencia, how they are written, and the runs that a line may join."""

    mark: Mark
    points: dict[int, float]
    texts: dict[int, str]
    runs: tuple[tuple[int, ...], ...]
    dashed: bool

    @property
    def last(self) -> int:
        return max(self.points)


def group_series(trend: Trend) -> Series | None:
    """Return the means of the group, official ones with their own digits; None without any."""
    means = {
        point.vigencia: point.media_grupo_puntos
        for point in trend.points
        if point.media_grupo_puntos is not None
    }
    if not means:
        return None
    read = {point.vigencia for point in trend.points if point.es_media_oficial}
    texts = {
        year: formats.group_points(value, as_read=year in read) for year, value in means.items()
    }
    return Series(peers_mark(), means, texts, joined(means, trend), dashed=True)


def own_series(trend: Trend) -> Series:
    """Return the official scores of the entidad."""
    own = {
        point.vigencia: point.score.puntos
        for point in trend.points
        if point.score.puntos is not None
    }
    texts = {year: formats.official_points(value) for year, value in own.items()}
    return Series(own_mark(), own, texts, joined(own, trend), dashed=False)


def joined(points: dict[int, float], trend: Trend) -> tuple[tuple[int, ...], ...]:
    """Split vigencias into runs: consecutive years without a break between them."""
    cut = {gap.hasta for gap in trend.breaks}
    runs: list[list[int]] = []
    for year in sorted(points):
        if runs and runs[-1][-1] == year - 1 and year not in cut:
            runs[-1].append(year)
        else:
            runs.append([year])
    return tuple(tuple(run) for run in runs)
