"""The official recommendations as a numbered list: quoted, each once, with whom they serve.

A text keeps its own lines: those it marks as a list become a list inside its item.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.presentation import blocks, narrative

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mipg_helpers.analysis.profile import RecomendacionGroup
    from mipg_helpers.presentation.blocks import Block

#: How people mark the lines of a list inside a cell.
BULLETS = ("- ", "– ", "• ", "· ", "* ")


def politica_texts(
    texts: Sequence[RecomendacionGroup], states: Mapping[str, str] | None = None
) -> Block:
    """List the texts of one politica and name the *other* politicas each serves.

    `states` says, by id of a recommendation, how the actions stand that answer it.
    """
    return _numbered(
        [
            *_item(texto.texto, "También sirve a", texto.nombres_politicas[1:]),
            *_standing(texto, states or {}),
        ]
        for texto in texts
    )


def shared_texts(texts: Sequence[RecomendacionGroup]) -> Block:
    """List texts that serve several politicas and name them all."""
    return _numbered(_item(texto.texto, "Sirve a", texto.nombres_politicas) for texto in texts)


def _standing(texto: RecomendacionGroup, states: Mapping[str, str]) -> list[Block]:
    told = dict.fromkeys(states[name] for name in texto.recomendacion_ids if name in states)
    return [blocks.paragraph([blocks.emphasis(" ".join(told))])] if told else []


def _numbered(items: Iterable[list[Block]]) -> Block:
    return {**blocks.bullet_list([], ordered=True), "items": list(items)}


def _item(text: str, lead: str, politicas: Sequence[str]) -> list[Block]:
    item = _lines(text)
    if not politicas:
        return item
    serves = blocks.emphasis(f"{lead}: {'; '.join(politicas)}.")
    if len(item) == 1:
        return [blocks.paragraph([blocks.text(f"{narrative.full_stop(text)} "), serves])]
    return [*item, blocks.paragraph([serves])]


def _lines(text: str) -> list[Block]:
    """Make a paragraph of each line, and one list of the marked lines that follow each other."""
    made: list[Block] = []
    for line in text.splitlines():
        if not line.startswith(BULLETS):
            made.append(blocks.paragraph(line))
        elif made and made[-1]["type"] == "list":
            made[-1]["items"] += blocks.bullet_list([line[2:].strip()])["items"]
        else:
            made.append(blocks.bullet_list([line[2:].strip()]))
    return made or [blocks.paragraph(text)]
