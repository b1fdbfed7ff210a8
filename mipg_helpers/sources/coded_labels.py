"""A politica written twice, as a name and as a coded label beside it: both must agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.reference.labels import split_label
from mipg_helpers.reference.names import CONFLICT, UNKNOWN, LabelError

if TYPE_CHECKING:
    from mipg_helpers.reference import Catalog


class CodedLabels:
    """Resolves pairs of name and coded label; equal pairs are resolved once."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self._known: dict[tuple[str, str, int], tuple[str, bool]] = {}

    def resolve(self, name: str, related: str, vigencia: int) -> tuple[str, bool]:
        """Find the politica, and tell whether the code alone decided.

        Raises
        ------
        LabelError
            If name and code are of two politicas, or neither is known.
        """
        pair = (name, related, vigencia)
        if pair not in self._known:
            self._known[pair] = self._resolve(*pair)
        return self._known[pair]

    def _resolve(self, name: str, related: str, vigencia: int) -> tuple[str, bool]:
        codigo = split_label(related).codigo
        if not self.catalog.vigencia(vigencia).numeracion_confirmada:
            codigo = ""  # a code of that vigencia says nothing yet; the name decides
        if not name:
            return self.catalog.resolve_politica(related, vigencia), False
        try:
            named = self.catalog.resolve_politica(name, vigencia)
        except LabelError as error:
            if error.tipo != UNKNOWN or not codigo:
                raise
            return self.catalog.resolve_politica(related, vigencia), True
        if codigo and self.catalog.resolve_politica(codigo, vigencia) != named:
            problem = f"el código {codigo} y el nombre «{name}» no son la misma política"
            raise LabelError(CONFLICT, problem)
        return named, False
