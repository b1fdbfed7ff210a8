"""The option --norma-pdf: what may be asked for, and what came of it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from mipg_helpers.errors import ParameterError, listed
from mipg_helpers.reporting.norms import ARCHIVAL, CUMPLE, NO_CUMPLE, NORMAS, Norma, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mipg_helpers.reporting.jobs import Format

#: Nothing was asked: the usual PDF, which nobody checks.
USUAL = ""

NormaPdf = Annotated[
    str,
    typer.Option(
        "--norma-pdf",
        metavar="NORMA",
        help="pdfa-1a o pdfa-1b: además del PDF de siempre, una copia de archivo con esa norma; "
        "accesible: solo el de siempre (PDF/UA-1 y PDF/A-2a). Con ella se verifica cada PDF.",
    ),
]


def parse_norma(text: str, formats: tuple[Format, ...]) -> Norma:
    """Read a norma; it speaks of PDFs, so they must be among the formats.

    Raises
    ------
    ParameterError
        If it is unknown, or no PDF is to be written.
    """
    if not text:
        return ""
    place = "opción --norma-pdf"
    for name in NORMAS:
        if text == name:
            if "pdf" not in formats:
                raise ParameterError(place, "no se pidió ningún PDF", "«pdf» en --formato")
            return name
    from mipg_helpers.reference.suggest import did_you_mean

    near = did_you_mean(text.lower(), NORMAS)
    raise ParameterError(place, f"'{text}' no sirve", f"uno de {listed(NORMAS)}", near)


class NormCount:
    """Count the verdicts on the PDFs of an order in which somebody asked for them."""

    def __init__(self) -> None:
        self._seen: Counter[tuple[str, str]] = Counter()

    def add(self, norma: Norma, verdicts: tuple[tuple[str, Verdict], ...]) -> None:
        if norma:
            self._seen.update((verdict.perfil, verdict.veredicto) for _, verdict in verdicts)

    def lines(self) -> Iterator[str]:
        """Say for each norma how many files keep it, and what it does not give."""
        for norma, standard in NORMAS.items():
            named = standard.etiqueta
            n_keep, n_break = self._seen[named, CUMPLE], self._seen[named, NO_CUMPLE]
            n = sum(count for (perfil, _), count in self._seen.items() if perfil == named)
            if not n:
                continue
            rest = f"; {n - n_keep - n_break} sin verificar" if n > n_keep + n_break else ""
            yield f"{named}: {n} PDF; {n_keep} cumplen; {n_break} no cumplen{rest}"
            if norma in ARCHIVAL:
                yield f"  {standard.limite}"
