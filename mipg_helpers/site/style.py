"""The one style sheet of a site: ``static/site.css`` with the colours of its theme.

Charts and tiles keep their distinctions in the dark: their colours are known, so each has a
counterpart for a dark page.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mipg_helpers.presentation.charts_theme import load_theme
from mipg_helpers.site.theme_file import DARK, LIGHT

if TYPE_CHECKING:
    from mipg_helpers.site.theme_file import Tema

SHEET = Path(__file__).parent / "static" / "site.css"

#: Colours of the charts on a dark page, by their name in the theme of the charts.
NIGHT = {
    "paper": DARK[0],
    "ink": "#e6edf3",
    "muted": "#a9b6c2",
    "grid": "#34414d",
    "own": "#6fb6ea",
    "peers": "#f0a368",
    "best": "#58c49a",
    "group": "#8a96a3",
    "band": "#1d2832",
    "hatch": "#5b6875",
    "alert": "#ff8f96",
}


def style_sheet(tema: Tema) -> str:
    """Write the style sheet with the colours of a theme before it."""
    light = {
        "principal": tema.principal,
        "sobre-principal": tema.sobre_principal,
        "acento": tema.acento,
        "enlace": tema.principal,
        "papel": LIGHT[0],
        "panel": LIGHT[1],
    }
    dark = {"enlace": tema.principal_oscuro, "papel": DARK[0], "panel": DARK[1]}
    screen = "@media screen and (prefers-color-scheme:dark)"
    night = f"{screen}{{{_root(dark)}}}\n{screen} and (forced-colors:none){{{_charts()}}}\n"
    sheet = SHEET.read_text(encoding="utf-8")
    return f"{_root(light)}\n{sheet}\n{_tiles()}\n{night}"


def _root(variables: dict[str, str]) -> str:
    return ":root{" + "".join(f"--{name}:{value};" for name, value in variables.items()) + "}"


def _tiles() -> str:
    """Shade the tiles as the charts shade their cells."""
    return "".join(
        f".tile.t{place}{{background:{shade.fill};color:{shade.ink}}}"
        for place, shade in enumerate(load_theme().shades)
    )


def _charts() -> str:
    """Draw charts in the colours of a dark page; attributes give way to any rule.

    The rules name no place: marks are drawn once and repeated, and a repeated one is nowhere.
    """
    colours = load_theme().colours
    return "".join(
        f'[{what}="{getattr(colours, name)}"]{{{what}:{night}}}'
        for name, night in NIGHT.items()
        for what in ("fill", "stroke")
    )
