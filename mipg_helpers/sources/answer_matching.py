"""Match the answers of an entidad with the question bank of the same vigencia.

Each answer becomes the options it names. What does not fit is told and never guessed: codes that
the bank does not have, texts that are no option, a negative option together with others, one
pregunta answered twice. A pregunta without answer gets no row: it is not an answer of zero.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from mipg_helpers.errors import listed
from mipg_helpers.reference.labels import fold
from mipg_helpers.reference.personal import hide_in_text, kind_in_text
from mipg_helpers.sources.answer_bank import NUMERIC, UNICA
from mipg_helpers.sources.findings import quoted
from mipg_helpers.sources.form_tables import PERSONAL
from mipg_helpers.sources.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mipg_helpers.sources.answer_bank import Bank, BankPregunta, Row
    from mipg_helpers.sources.answer_splitting import Piece
    from mipg_helpers.sources.model import Severity

NOT_IN_BANK = "código que no está en el banco"
NOT_AN_OPTION = "respuesta que no es una opción"
CONTRADICTION = "respuestas que se contradicen"
SEVERAL = "varias opciones en selección única"
REPEATED = "duplicado"
TWICE = "pregunta respondida dos veces"
UNANSWERED = "preguntas sin responder"
LOOSE_EVIDENCE = "evidencia sin respuesta"

#: Codes named in one message.
MOST_CODES = 30

#: Types whose answers are figures: what looks like an identity number is none.
_FIGURES = frozenset({"abierta_numerica", NUMERIC})
#: Options that stand alone.
_EXCLUSIVE = frozenset({"negativa", "no_aplica"})


class AnswerMatcher:
    """Matches rows of answers with a bank; collects what was odd.

    Parameters
    ----------
    bank
        Of every vigencia that the rows speak of.
    """

    def __init__(self, bank: Bank) -> None:
        self.bank = bank
        self.findings: list[Finding] = []

    def match(self, raw: Sequence[Row]) -> list[Row]:
        """Give the rows of ``respuestas``; `raw` as in `answers.tidy_answers`, ids resolved."""
        whole: dict[tuple[str, int], dict[str, list[Row]]] = {}
        for row in raw:
            of_entidad = whole.setdefault((row["entidad_id"], row["vigencia"]), {})
            of_entidad.setdefault(row["codigo_pregunta"], []).append(row)
        tidy: list[Row] = []
        for (_, vigencia), by_code in whole.items():
            known = self.bank[vigencia]
            first = next(iter(by_code.values()))[0]
            self._tell_unknown([code for code in by_code if code not in known], by_code)
            answered: list[Row] = []
            for code, rows in by_code.items():
                if code in known:
                    answered += self._answer(known[code], rows)
            tidy += answered
            self._tell_unanswered(first, known, {row["codigo_pregunta"] for row in answered})
        return tidy

    def _answer(self, pregunta: BankPregunta, rows: Sequence[Row]) -> Iterator[Row]:
        chosen = self._settled(pregunta, rows)
        if not chosen:
            return
        pieces = pregunta.pieces(chosen)
        # An evidence of a pregunta with a row per option may stand in any of its rows.
        evidence = "\n".join(dict.fromkeys(filter(None, (row["evidencia"] for row in chosen))))
        if evidence and not pieces:
            self._tell(
                chosen[0],
                LOOSE_EVIDENCE,
                f"{pregunta.codigo} trae evidencia y ninguna respuesta",
                "no se cargó; responda la pregunta",
                gravedad="error",
            )
        self._check(pregunta, pieces, chosen[0])
        demands = next(filter(None, (row["exige_evidencia"] for row in chosen)), "")
        for orden, piece in enumerate(pieces, start=1):
            yield {
                **chosen[0],
                "orden": orden,
                "numero": float("nan") if piece.numero is None else float(piece.numero),
                "texto": self._without_personal(pregunta, piece.texto, chosen[0]),
                "evidencia": evidence,
                "exige_evidencia": demands,
            }

    def _without_personal(self, pregunta: BankPregunta, texto: str, row: Row) -> str:
        """Hide what identifies a person in a text; figures that were asked for are none."""
        kind = "" if pregunta.tipo in _FIGURES else kind_in_text(texto)
        if not kind:
            return texto
        mensaje = f"{pregunta.codigo}: la respuesta trae un {kind}; se ocultó"
        self._tell(row, PERSONAL, mensaje, "retire el dato de la celda")
        return hide_in_text(texto)

    def _settled(self, pregunta: BankPregunta, rows: Sequence[Row]) -> Sequence[Row]:
        """Choose among several answers to one pregunta: the last one, where all are dated."""
        units = _units(rows)
        if len(units) == 1:
            return units[0]
        said = [
            frozenset((piece.numero, fold(piece.texto)) for piece in pregunta.pieces(unit))
            for unit in units
        ]
        if len(set(said)) == 1:
            mensaje = f"{pregunta.codigo} está {len(units)} veces con la misma respuesta"
            self._tell(units[0][0], REPEATED, mensaje, "se cargó una vez")
            return units[-1]
        moments = [_moment(unit[0]["momento"]) for unit in units]
        dated = [moment for moment in moments if moment is not None]
        if len(set(dated)) < len(units) or len({moment.tzinfo is None for moment in dated}) > 1:
            places = listed(f"fila {unit[0]['fuente_fila']}" for unit in units)
            self._tell(
                units[0][0],
                TWICE,
                f"{pregunta.codigo} tiene {len(units)} respuestas distintas ({places}) y no se "
                "sabe cuál vale",
                "no se cargó ninguna; deje solo la que vale",
                gravedad="error",
            )
            return ()
        last = units[dated.index(max(dated))]
        mensaje = f"{pregunta.codigo} tiene {len(units)} respuestas de distinta fecha"
        self._tell(last[0], TWICE, mensaje, "se tomó la última; revise que sea la que vale")
        return last

    def _check(self, pregunta: BankPregunta, pieces: Sequence[Piece], row: Row) -> None:
        marked = [piece.numero for piece in pieces if piece.numero is not None]
        clases = [pregunta.clases[numero] for numero in marked]
        if len(pieces) > 1 and not _EXCLUSIVE.isdisjoint(clases):
            self._tell(
                row,
                CONTRADICTION,
                f"{pregunta.codigo} marca una opción que excluye a las demás junto con otras",
                "revise la pregunta y deje la que corresponde",
            )
        if pregunta.tipo == UNICA and len(pieces) > 1:
            self._tell(
                row,
                SEVERAL,
                f"{pregunta.codigo} es de selección única y tiene {len(pieces)} respuestas",
                "deje una sola",
            )
        unknown = [piece.texto for piece in pieces if piece.numero is None]
        if unknown and pregunta.clases and pregunta.tipo != NUMERIC:
            self._tell(
                row,
                NOT_AN_OPTION,
                f"{pregunta.codigo}: {quoted(hide_in_text(unknown[0]))} no es una opción de la "
                f"pregunta en el banco{_and_more(unknown)}",
                "se cargó como texto y no cuenta como opción; escriba la opción completa",
            )

    def _tell_unknown(self, codes: Sequence[str], by_code: Mapping[str, Sequence[Row]]) -> None:
        if codes:
            self._tell(
                by_code[codes[0]][0],
                NOT_IN_BANK,
                f"códigos que no están en el banco de preguntas de la vigencia ({len(codes)}): "
                f"{listed(codes, most=MOST_CODES)}",
                "no se cargaron; revise los códigos y que el banco esté completo",
                gravedad="error",
            )

    def _tell_unanswered(
        self, row: Row, known: Mapping[str, BankPregunta], answered: set[str]
    ) -> None:
        lacking = set(known) - answered
        if lacking:
            self._tell(
                row,
                UNANSWERED,
                f"{len(lacking)} de {len(known)} preguntas del banco están sin responder: "
                f"{listed(lacking, most=MOST_CODES)}",
                "no cuentan como 0; respóndalas o cargue el archivo que las trae",
            )

    def _tell(
        self, row: Row, tipo: str, mensaje: str, accion: str, *, gravedad: Severity = "aviso"
    ) -> None:
        self.findings.append(
            Finding(
                archivo=row["fuente_archivo"],
                hoja=row["fuente_hoja"],
                fila=int(row["fuente_fila"]),
                columna=row["fuente_columna"],
                valor=row["codigo_pregunta"],
                tipo=tipo,
                gravedad=gravedad,
                mensaje=mensaje,
                accion=accion,
            )
        )


def _units(rows: Sequence[Row]) -> list[list[Row]]:
    """Group the rows of one pregunta: each row of a log by itself, the marked ones of a sheet."""
    units: dict[tuple[object, ...], list[Row]] = {}
    for row in rows:
        sheet = (row["fuente_sha256"], row["fuente_hoja"])
        key = sheet if row["opcion"] else (*sheet, row["fuente_fila"])
        units.setdefault(key, []).append(row)
    return list(units.values())


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _and_more(texts: Sequence[str]) -> str:
    return f" (y {len(texts) - 1} más)" if len(texts) > 1 else ""
