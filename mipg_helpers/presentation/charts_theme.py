"""The appearance of the charts, read once from ``theme/theme.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mipg_helpers.toml_files import read_toml

FOLDER = Path(__file__).parent / "theme"


@dataclass(frozen=True, slots=True)
class Colours:
    paper: str
    ink: str
    muted: str
    grid: str
    own: str
    peers: str
    best: str
    group: str
    band: str
    hatch: str
    alert: str


@dataclass(frozen=True, slots=True)
class Shade:
    """The fill and the text colour of scores from `start` points on."""

    start: float
    fill: str
    ink: str


@dataclass(frozen=True, slots=True)
class Theme:
    """Sizes in points; `regular` and `bold` are the shipped font files."""

    family: str
    regular: Path
    bold: Path
    text: float
    small: float
    width: float
    colours: Colours
    shades: tuple[Shade, ...]

    def shade(self, puntos: float) -> Shade:
        """Return the shade of a score."""
        return [shade for shade in self.shades if shade.start <= puntos][-1]


@cache
def load_theme() -> Theme:
    """Read the shipped theme."""
    raw = read_toml(FOLDER / "theme.toml", "theme.toml")
    font = raw["font"]
    return Theme(
        family=font["family"],
        regular=FOLDER / font["regular"],
        bold=FOLDER / font["bold"],
        text=font["text"],
        small=font["small"],
        width=raw["figure"]["width"],
        colours=Colours(**raw["colour"]),
        shades=tuple(Shade(row["from"], row["fill"], row["ink"]) for row in raw["shade"]),
    )
