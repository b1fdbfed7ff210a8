"""Stable ids of actions that come from a plan of the entidad.

Ids are hashes of what identifies the action, so that the same file gives the same ids on any
machine and on any day. They are no secret and carry no personal data.
"""

from __future__ import annotations

import hashlib

from mipg_helpers.reference.labels import fold

ID_LENGTH = 16

# A character that no cell can hold, so that two keys never run into each other.
_SEPARATOR = "\x1f"


def foreign_action_id(entidad_id: str, vigencia_plan: int, tipo_plan: str, *key: str) -> str:
    """Give an action of the entidad's own plan an id that is the same at every reading.

    Parameters
    ----------
    key
        What identifies the action inside its plan: the id of the entidad's own column or, where
        there is none, politica and text. Case, accents and repeated spaces do not count.

    Examples
    --------
    >>> foreign_action_id("0001", 1, "mejoramiento", "ACC-7") == foreign_action_id(
    ...     "0001", 1, "mejoramiento", " acc-7 "
    ... )
    True
    """
    parts = (entidad_id, str(vigencia_plan), tipo_plan, *map(fold, key))
    return hashlib.sha256(_SEPARATOR.join(parts).encode()).hexdigest()[:ID_LENGTH]
