"""Words as the search of a site compares them: without accents, case or empty words.

``static/search.js`` reduces what a reader types in the same way; both must stay in step.
"""

from __future__ import annotations

import re
import unicodedata

_EVERYWHERE = (
    "al ante como con de del desde el en entre es esta este la las lo los mas ni no o para por "
    "que se segun si sin sobre su sus un una uno unos unas y"
)
#: Words that stand everywhere and find nothing.
EMPTY_WORDS = frozenset(_EVERYWHERE.split())
LEAST_LETTERS = 2

_ACCENTS = re.compile("[\u0300-\u036f]")
_WORD = re.compile("[a-z0-9]+")


def words_of(text: str) -> set[str]:
    """Name the words of a text that can be searched.

    Examples
    --------
    >>> sorted(words_of("Participación de la Ciudadanía, año 1"))
    ['ano', 'ciudadania', 'participacion']
    """
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", text)).lower()
    return {word for word in _WORD.findall(bare) if len(word) >= LEAST_LETTERS} - EMPTY_WORDS
