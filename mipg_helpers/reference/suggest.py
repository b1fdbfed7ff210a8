"""Near matches for "¿Quiso decir …?": they help a person, they never decide anything.

No score separates a right match from a wrong one, so nothing is ever resolved by likeness.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mipg_helpers.reference.labels import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: Below this likeness (0 to 100) a suggestion confuses more than it helps.
MIN_LIKENESS = 50

_LITTLE_WORDS = frozenset(
    ["a", "al", "con", "de", "del", "el", "en", "la", "las", "los", "o", "para", "por", "se", "y"]
)
_YEAR = re.compile(r"\b20\d\d\b")
#: Points, of 100, that go to two headers which begin with the same word.
_HEAD = 10


def suggest(text: str, options: Iterable[str], n: int = 3) -> list[str]:
    """Name the `n` options most like `text`, best first, as they were given."""
    from rapidfuzz import fuzz, process

    shown = {option: fold(option) for option in sorted(set(options))}
    found = process.extract(
        fold(text), shown, scorer=fuzz.WRatio, limit=n, score_cutoff=MIN_LIKENESS
    )
    return [option for _, _, option in found]


def did_you_mean(text: str, options: Iterable[str]) -> str:
    """Write the hint of an error about an unknown name; empty when nothing is alike."""
    near = suggest(text, options)
    if not near:
        return ""
    quoted = [f"«{option}»" for option in near]
    several = " o ".join(filter(None, [", ".join(quoted[:-1]), quoted[-1]]))
    return f"¿Quiso decir {several}?"


def nearest(text: str, options: Iterable[str]) -> tuple[str, float] | None:
    """Give the header most like `text` word by word, and its likeness, 0 to 100.

    Words left out or in another order count little, so that "Fecha de inicio programada" is
    near "Fecha inicio"; parts of words do not count, and the first word, which in Spanish says
    what the thing is, counts more. None when nothing is alike.
    """
    from rapidfuzz import process

    shown = {option: _plain(option) for option in sorted(set(options))}
    found = process.extractOne(_plain(text), shown, scorer=_headed, score_cutoff=MIN_LIKENESS)
    return (found[2], float(found[1])) if found else None


def alike_pairs(names: Sequence[str], minimum: float) -> list[tuple[str, str]]:
    """Pair the names that are alike word by word, each pair once, in the order given.

    Parameters
    ----------
    minimum
        Likeness from which two names are a pair; names equal but for case and accents have 100.
    """
    from rapidfuzz import fuzz, process

    shown = [fold(name) for name in names]
    by_order = process.cdist(shown, shown, scorer=fuzz.token_sort_ratio)
    by_words = process.cdist(shown, shown, scorer=fuzz.token_set_ratio)
    pairs = ((by_order + by_words) / 2 >= minimum).nonzero()
    return [(names[one], names[other]) for one, other in zip(*pairs, strict=True) if one < other]


def most_alike(texts: Sequence[str], others: Sequence[str]) -> list[tuple[float, list[int]]]:
    """Find, for each text, the others most like it letter by letter.

    Case, accents, spaces and the year a text speaks of do not count: a form repeats its
    questions with another year.

    Returns
    -------
    One pair per text, in order: the likeness, 0 to 100, and the places of the others that
    reach it, ascending; 0 and none when there is nothing to compare with.
    """
    from rapidfuzz import fuzz, process

    if not texts or not others:
        return [(0.0, []) for _ in texts]
    likeness = process.cdist(
        [_YEAR.sub(" ", fold(text)) for text in texts],
        [_YEAR.sub(" ", fold(text)) for text in others],
        scorer=fuzz.ratio,
    )
    best = likeness.max(axis=1)
    return [
        (float(top), [int(place) for place in (row == top).nonzero()[0]])
        for top, row in zip(best, likeness, strict=True)
    ]


def _plain(text: str) -> str:
    """Leave the words that say something."""
    words = fold(text).split()
    return " ".join([word for word in words if word not in _LITTLE_WORDS] or words)


def _headed(one: str, other: str, **_: object) -> float:
    same_head = one.split()[:1] == other.split()[:1]
    return _words(one, other) * (100 - _HEAD) / 100 + _HEAD * same_head


def _words(one: str, other: str) -> float:
    from rapidfuzz import fuzz

    return (fuzz.token_sort_ratio(one, other) + fuzz.token_set_ratio(one, other)) / 2
