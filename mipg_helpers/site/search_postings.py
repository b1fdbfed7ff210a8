"""Numbers of entries in few characters: distances between them, and runs without gaps.

Each character holds five bits and says whether the number goes on, so most distances take one
character. The number 0, which no distance can be, opens a run: the next one says how many
entries follow one after the other. ``static/search.js`` reads the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_BITS, _MORE = 5, 32
#: A run shorter than this is not worth saying.
_LEAST_RUN = 3


def encode(numbers: Sequence[int]) -> str:
    """Write ascending numbers from 0 on.

    Examples
    --------
    >>> encode([0, 5]), encode([7, 8, 9, 10, 11])
    ('BF', 'IAE')
    """
    return "".join(map(_digits, _steps(numbers)))


def decode(text: str) -> list[int]:
    """Read what `encode` wrote."""
    numbers: list[int] = []
    value = shift = 0
    last, in_run = -1, False
    for char in text:
        digit = DIGITS.index(char)
        value |= (digit & (_MORE - 1)) << shift
        shift += _BITS
        if digit & _MORE:
            continue
        if in_run:
            numbers.extend(range(last + 1, last + value + 1))
            last, in_run = last + value, False
        elif value == 0:
            in_run = True
        else:
            last += value
            numbers.append(last)
        value = shift = 0
    return numbers


def _steps(numbers: Sequence[int]) -> Iterator[int]:
    last, place = -1, 0
    while place < len(numbers):
        run = place
        while run < len(numbers) and numbers[run] == last + 1 + run - place:
            run += 1
        if run - place >= _LEAST_RUN:
            yield from (0, run - place)
            last, place = numbers[run - 1], run
        else:
            yield numbers[place] - last
            last, place = numbers[place], place + 1


def _digits(number: int) -> str:
    written = ""
    while number >= _MORE:
        written += DIGITS[number & (_MORE - 1) | _MORE]
        number >>= _BITS
    return written + DIGITS[number]
