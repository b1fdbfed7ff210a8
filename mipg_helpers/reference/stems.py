"""Spanish words cut to their stem, to compare what two texts speak of.

The only door to the stemmer.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from mipg_helpers.reference.labels import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Words that hold a sentence together and say nothing of its subject, folded.
_EMPTY = """
a al algun alguna ante antes aquel asi aun bajo cada como con contra cual cuales cuando cuya
cuyo de del desde donde dos durante e el ella ellas ellos en entre es esa ese eso esta este
esto estos estas etc fin ha hacia han hasta hay la las le les lo los mas me mediante menos
mi mientras muy ni no nos o otra otras otro otros para pero por porque que quien quienes se
segun ser si sin sobre solo son su sus tal tambien tan tanto todas todo todos toda tras u un
una uno unos unas y ya
"""
EMPTY_WORDS = frozenset(_EMPTY.split())
_WORD = re.compile(r"\w+")
# The stemmer knows the ending by its accent, which many texts lack.
_BARE_ENDING = re.compile(r"(?<=[cs])ion$")


def stems_of(text: str, siglas: Mapping[str, str] | None = None) -> Mapping[str, str]:
    """Map each stem of a text to the first word that gave it; empty words are left out.

    An abbreviation of `siglas` (folded) gives the stems of what it stands for as well.

    Examples
    --------
    >>> dict(stems_of("Publicar los planes"))
    {'public': 'publicar', 'plan': 'planes'}
    """
    found: dict[str, str] = {}
    for word in _WORD.findall(fold(text)):
        if word not in EMPTY_WORDS:
            found.setdefault(_stem(word), word)
        for stem in stems_of(siglas[word]) if siglas and word in siglas else ():
            found.setdefault(stem, word)
    return found


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    import snowballstemmer

    return fold(snowballstemmer.stemmer("spanish").stemWord(_BARE_ENDING.sub("ión", word)))
