"""The question bank of a vigencia as answers are matched with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mipg_helpers.sources.answer_splitting import SEPARATOR, OptionTexts, Piece

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

UNICA = "seleccion_unica"
#: Each option of this type asks for a figure.
NUMERIC = "seleccion_multiple_numerica"
_OPEN = frozenset({"abierta_texto", "abierta_numerica"})
_MARKS = frozenset({"x", "si", "sí", "s", "1", "verdadero", "true", "✓", "✔", "marcada"})
_NO_MARKS = frozenset({"", "no", "n", "0", "falso", "false", "-"})

#: One row of answers as read (see `answers.tidy_answers`).
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class BankPregunta:
    """What the bank says of one pregunta."""

    codigo: str
    tipo: str
    textos: OptionTexts
    clases: Mapping[int, str]

    def pieces(self, rows: Sequence[Row]) -> list[Piece]:
        """Take the rows of one answer apart: one row of a log, or the marked rows of a sheet."""
        if self.tipo in _OPEN:
            return [Piece(None, row["respuesta"]) for row in rows if row["respuesta"]]
        found = []
        for row in rows:
            if row["opcion"]:
                found += self._marked(row["opcion"], row["respuesta"])
            else:
                found += self.textos.split(row["respuesta"])
        pieces = list(dict.fromkeys(found))
        is_one_text = (
            self.tipo == UNICA and [p for p in pieces if p.numero is not None] == pieces[:1]
        )
        if is_one_text and len(pieces) > 1:
            # Only one option can be marked: a bar further on belongs to the text typed for it.
            return [Piece(pieces[0].numero, f" {SEPARATOR} ".join(p.texto for p in pieces))]
        return pieces

    def _marked(self, opcion: str, mark: str) -> list[Piece]:
        """Read the mark beside an option; where a figure is asked for, 0 and 1 are figures."""
        numero = self.textos.find(opcion)
        folded = mark.lower().strip(" .")
        if self.tipo == NUMERIC:
            return [Piece(numero, f"{opcion} {mark}")] if mark else []
        if folded in _NO_MARKS:
            return []
        return [Piece(numero, opcion if folded in _MARKS else f"{opcion} {mark}")]


Bank = dict[int, dict[str, BankPregunta]]


def read_bank(preguntas: pd.DataFrame, opciones: pd.DataFrame) -> Bank:
    """Make the tidy tables of the bank ready for matching: vigencia, then code."""
    given: dict[tuple[int, str], list[tuple[int, str, str]]] = {}
    columns = ["vigencia", "codigo_pregunta", "numero", "texto", "clase"]
    for vigencia, codigo, *option in opciones[columns].itertuples(index=False, name=None):
        given.setdefault((vigencia, codigo), []).append(tuple(option))
    bank: Bank = {}
    rows = preguntas[["vigencia", "codigo_pregunta", "tipo"]].itertuples(index=False, name=None)
    for vigencia, codigo, tipo in rows:
        options = sorted(given.get((vigencia, codigo), ()))
        textos = OptionTexts([option[:2] for option in options], all_open=tipo == NUMERIC)
        clases = {numero: clase for numero, _, clase in options}
        bank.setdefault(vigencia, {})[codigo] = BankPregunta(codigo, tipo, textos, clases)
    return bank
