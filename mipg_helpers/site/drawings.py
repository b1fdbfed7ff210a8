"""Charts for pages whose policy allows no style inside the page.

A drawing already reduced by `mipg_helpers.reporting.svg` carries ``style="fill:#…"``; the same
words as attributes (``fill="#…"``) look alike, and the style sheet may change them in the dark.
"""

from __future__ import annotations

import re

_STYLE = re.compile(r' style="([^"]*)"')
_DECLARATION = re.compile(r"([a-z-]+):([^;]+)")


def attributes_only(svg: str) -> str:
    """Write every style of a drawing as attributes.

    Examples
    --------
    >>> attributes_only('<path d="M0 0" style="fill:none;stroke:#d9dee4"/>')
    '<path d="M0 0" fill="none" stroke="#d9dee4"/>'
    """
    return _STYLE.sub(_attributes, svg)


def _attributes(style: re.Match[str]) -> str:
    return "".join(f' {name}="{value.strip()}"' for name, value in _DECLARATION.findall(style[1]))
