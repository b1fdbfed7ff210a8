"""Propose what a recommendation should leave behind, from the verb it starts with.

A proposal to be edited by the leader: the official texts name neither product nor indicator.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mipg_helpers.reference.labels import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.reference.records import Producto

DEFAULT = "*"

# "Se recomienda a la entidad documentar …": the verb comes within the first words.
_WITHIN_WORDS = 12
_WORD = re.compile(r"[a-z]+")
_INFINITIVE = re.compile(r"[a-z]+[aei]r(?:se|l[aeo]s?)?$")
# Openings like "Documente …" or "Documentación de …" count at the very start only; "Defina …"
# does not, since a noun ("Programa de …") looks the same.
_OPENING = re.compile(r"[a-z]+(?:e|en|cion|miento)$")


def find_producto(productos: Sequence[Producto], texto: str) -> Producto:
    """Choose the row whose verb comes first in the text; the default row without any."""
    folded = fold(texto)
    for place, word in enumerate(list(_WORD.finditer(folded))[:_WITHIN_WORDS]):
        is_verb = _INFINITIVE.match(word[0]) or (place == 0 and _OPENING.match(word[0]))
        rest = folded[word.start() :]
        fitting = [item for item in productos if is_verb and rest.startswith(item.raiz)]
        if fitting:
            return max(fitting, key=lambda item: len(item.raiz))
    return next(item for item in productos if item.raiz == DEFAULT)
