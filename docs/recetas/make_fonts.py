"""Regenerate the shipped fonts: ``python docs/recetas/make_fonts.py FOLDER_WITH_TTF``.

Source: the TTF files of Source Sans 3 (npm package ``source-sans`` 3.52.0, OFL 1.1). The
licence reserves the name "Source" for the original, so the subsets are called MIPG Sans.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from fontTools import subset

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

TARGET = Path(__file__).parents[2] / "mipg_helpers" / "presentation" / "theme" / "fonts"
STYLES = {"Regular": "Regular", "Bold": "Bold", "It": "Italic", "BoldIt": "Bold Italic"}
# Latin, Latin Extended-A, punctuation, arrows and the symbols that reports use.
PRINT = (
    "U+0020-007E,U+00A0-017F,U+02C6,U+02DA,U+02DC,U+0300-0304,U+0308,U+0327,U+2010-2027,U+2030,"
    "U+2032,U+2033,U+2039,U+203A,U+2044,U+2070-208E,U+20AC,U+2116,U+2122,U+2150-215E,U+2190-2193,"
    "U+2202,U+2206,U+220F,U+2211,U+2212,U+221A,U+221E,U+2248,U+2260,U+2264,U+2265,U+25A0,U+25A1,"
    "U+25B2,U+25B3,U+25B6,U+25BA,U+25BC,U+25BD,U+25C6,U+25CA,U+25CB,U+25CF,U+2610,U+2611,U+2713"
)
WEB = (
    "U+0020-007E,U+00A0-00FF,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+2030,U+20AC,U+2190-2193,"
    "U+2212,U+2248,U+2260,U+2264,U+2265,U+25A0,U+25B2,U+25BC,U+25C6,U+25CB,U+25CF,U+2713"
)


def rename(font: TTFont, style: str) -> None:
    """Give the subset its own family name in every name record that shows it."""
    names = {
        1: "MIPG Sans", 2: style, 3: f"MIPG Sans {style}",
        4: f"MIPG Sans {style}", 6: f"MIPGSans-{style.replace(' ', '')}",
    }  # fmt: skip
    table = font["name"]
    table.names = [r for r in table.names if r.nameID in {0, 13, 14} or r.nameID in names]
    for record in table.names:
        if record.nameID in names:
            record.string = names[record.nameID]


def make(source: Path, style: str, unicodes: str, flavour: str | None, suffix: str) -> None:
    options = subset.Options(layout_features=["kern", "liga", "tnum", "lnum", "mark", "ccmp"])
    options.flavor, options.name_IDs = flavour, ["*"]
    font = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=subset.parse_unicodes(unicodes))
    subsetter.subset(font)
    rename(font, STYLES[style])
    subset.save_font(font, str(TARGET / f"MIPGSans-{style}.{suffix}"), options)


def main() -> None:
    folder = Path(sys.argv[1])
    for style in STYLES:
        make(folder / f"SourceSans3-{style}.ttf", style, PRINT, None, "ttf")
    for style in ("Regular", "Bold"):
        make(folder / f"SourceSans3-{style}.ttf", style, WEB, "woff2", "woff2")


if __name__ == "__main__":
    main()
