"""Split the cell of a responsible unit into the unit that leads and those that support.

Knows the connecting words, not the units: names are kept as written.
"""

from __future__ import annotations

import re

_SUPPORT = re.compile(
    r"[\s,;(]+(?:con\s+(?:el\s+)?apoyo\s+(?:de|del)|apoyad[oa]s?\s+por|"
    r"articulad[oa]s?\s+con|en\s+articulaci[oó]n\s+con|en\s+coordinaci[oó]n\s+con)\b\s*",
    re.IGNORECASE,
)
_EVERYBODY = re.compile(r"\s*[–—-]\s*(?=(?:todas|todos|demás|demas)\b)", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:el|la|los|las)\s+", re.IGNORECASE)


def split_support(text: str) -> tuple[str, str]:
    """Return the leading unit and the supporting ones ("" when there are none).

    Examples
    --------
    >>> split_support("Secretaría General articulado con la Secretaría de Planeación.")
    ('Secretaría General', 'Secretaría de Planeación')
    >>> split_support("Talento Humano – Todas las Dependencias")
    ('Talento Humano', 'Todas las Dependencias')
    """
    whole = _tidy(text)
    for separator in (_SUPPORT, _EVERYBODY):
        lead, *support = separator.split(whole)
        if support and lead.strip():
            return _tidy(lead), "; ".join(_ARTICLE.sub("", _tidy(unit)) for unit in support)
    return whole, ""


def _tidy(text: str) -> str:
    """Leave single spaces and drop the dot or comma that ends a cell."""
    bare = " ".join(text.split()).rstrip(" .,;")
    return bare if "(" in bare else bare.rstrip(" )")
