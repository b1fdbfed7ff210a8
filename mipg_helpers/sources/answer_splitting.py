"""Tell which options of a pregunta an answer names; options of a log are joined by " | ".

An option is recognised by its whole text, without case, accents or a closing mark, and an option
that asks for a text ("Otro. ¿Cuál?:") also by its beginning. Likeness decides nothing: what is no
option stays as it was written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mipg_helpers.reference.labels import fold
from mipg_helpers.sources.cleaning import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SEPARATOR = "|"
_CLOSING = " .:;"


class Piece(NamedTuple):
    """One thing that was answered: the number of its option, None when it is none of them."""

    numero: int | None
    texto: str


class OptionTexts:
    """The options of one pregunta, ready to be looked up.

    Parameters
    ----------
    opciones
        Number and text of each, in the order of the form; texts may repeat.
    all_open
        Every option asks for something, as where each wants a figure.
    """

    def __init__(self, opciones: Sequence[tuple[int, str]], *, all_open: bool = False) -> None:
        self._numbers: dict[str, list[int]] = {}
        self._open: list[tuple[str, int]] = []
        for numero, texto in opciones:
            self._numbers.setdefault(_key(texto), []).append(numero)
            if all_open or texto.rstrip().endswith(":"):
                self._open.append((fold(texto).rstrip(_CLOSING), numero))
        # The longest beginning first: "Sí. Indique:" must not hide "Sí. Indique cuáles:".
        self._open.sort(key=lambda item: -len(item[0]))
        self._most_bars = max((texto.count(SEPARATOR) for _, texto in opciones), default=0)

    def split(self, answer: str) -> list[Piece]:
        """Take an answer apart.

        The parts between bars are joined again where together they are an option, so an option
        may hold bars itself. A repeated option takes its numbers one after the other.
        """
        used: set[int] = set()
        parts = [one_line(part) for part in answer.split(SEPARATOR)]
        pieces, place = [], 0
        while place < len(parts):
            numero, n_parts = self._longest(parts, place, used)
            texto = f" {SEPARATOR} ".join(parts[place : place + n_parts])
            if numero is not None:
                used.add(numero)
            if texto:
                pieces.append(Piece(numero, texto))
            place += n_parts
        return pieces

    def _longest(self, parts: Sequence[str], place: int, used: set[int]) -> tuple[int | None, int]:
        for n_parts in range(min(self._most_bars + 1, len(parts) - place), 0, -1):
            for joined in _joinings(parts[place : place + n_parts]):
                numero = self.find(joined, used)
                if numero is not None:
                    return numero, n_parts
        return None, 1

    def find(self, texto: str, used: set[int] | None = None) -> int | None:
        """Name the option that a text is, preferring one that is not used yet."""
        taken = used or set()
        numbers = self._numbers.get(_key(texto), [])
        free = [numero for numero in numbers if numero not in taken]
        if numbers:
            return free[0] if free else numbers[0]
        folded = fold(texto)
        return next((n for start, n in self._open if _begins(folded, start)), None)


def _joinings(parts: Sequence[str]) -> Iterator[str]:
    """Join parts as they may have stood, with and without spaces around the bar."""
    yield f" {SEPARATOR} ".join(parts)
    if len(parts) > 1:
        yield SEPARATOR.join(parts)


def _begins(folded: str, start: str) -> bool:
    """Tell whether a text begins with the words of an open option, which must be whole words."""
    rest = folded.removeprefix(start)
    return bool(start) and rest != folded and not rest[:1].isalnum()


def _key(texto: str) -> str:
    return fold(texto).rstrip(_CLOSING)
