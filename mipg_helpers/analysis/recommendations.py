"""The official recommendations: cleaned, and each text once however often it repeats.

Two texts are the same only when they are equal after folding case, spaces and punctuation;
near-duplicates stay apart, because choosing between them is the analyst's decision.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from mipg_helpers.analysis.profile import RecomendacionGroup
from mipg_helpers.analysis.rows import Row, holds, rows_of, source_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from mipg_helpers.reference import Catalog


def clean_text(text: str) -> str:
    r"""Tidy the blanks of a text; its line breaks are kept.

    Examples
    --------
    >>> clean_text("  Publicar   el plan.\n\n Revisarlo ")
    'Publicar el plan.\nRevisarlo'
    """
    lines = (" ".join(line.split()) for line in unicodedata.normalize("NFC", text).splitlines())
    return "\n".join(line for line in lines if line)


@lru_cache(maxsize=4096)  # a text is folded for grouping and again for the id of its action
def fold_text(text: str) -> str:
    """Fold case, spaces and punctuation, to tell equal texts; accents stay.

    Examples
    --------
    >>> fold_text("Publicar  el «Plan».") == fold_text("publicar el plan")
    True
    """
    composed = unicodedata.normalize("NFC", text).casefold()
    spaced = (" " if unicodedata.category(char)[0] == "P" else char for char in composed)
    return " ".join("".join(spaced).split())


def group_recommendations(
    recomendaciones: pd.DataFrame, vigencia: int, catalog: Catalog, *, politica: str = ""
) -> tuple[RecomendacionGroup, ...]:
    """Group the recommendations of one entidad by text.

    Parameters
    ----------
    recomendaciones
        Tidy rows of one entidad and vigencia (see `rows_about`), in any order.
    politica
        Keep only the texts of this politica and name it first in each group; without it,
        all texts.

    Returns
    -------
    Each text once, with every politica it serves in official order. Groups follow the official
    order of their first politica and then the order of the file.
    """
    order = {info.politica: place for place, info in enumerate(catalog.politicas(vigencia))}
    names = {info.politica: info.nombre for info in catalog.politicas(vigencia)}

    def rank(row: Row) -> tuple[bool, int, int, str]:
        return (
            row.politica != politica,
            order.get(row.politica, len(order)),
            int(row.orden),
            row.recomendacion_id,
        )

    groups: dict[str, list[Row]] = {}
    for row in sorted(rows_of(recomendaciones), key=rank):
        groups.setdefault(fold_text(row.texto), []).append(row)
    return tuple(
        _group(rows, names)
        for rows in groups.values()
        if not politica or rows[0].politica == politica
    )


def count_read(recomendaciones: pd.DataFrame, politica: str = "") -> int:
    """Count the recommendations as they stand in the file, repeats included."""
    if politica:
        recomendaciones = recomendaciones[holds(recomendaciones, "politica", politica)]
    return int(recomendaciones["n_repeticiones"].sum())


def _group(rows: Sequence[Row], names: dict[str, str]) -> RecomendacionGroup:
    politicas = tuple(dict.fromkeys(row.politica for row in rows))
    return RecomendacionGroup(
        tuple(row.recomendacion_id for row in rows),
        clean_text(rows[0].texto),
        politicas,
        tuple(names.get(politica, politica) for politica in politicas),
        sum(int(row.n_repeticiones) for row in rows),
        source_of(rows[0]),
    )
