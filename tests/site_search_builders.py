"""Entries of a search, and its answers as ``search.js`` would find them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from mipg_helpers.site.search import SearchEntry
from mipg_helpers.site.search_postings import decode

if TYPE_CHECKING:
    from collections.abc import Iterator


def entry(title: str = "Integridad", text: str = "", **changes: str) -> SearchEntry:
    said = {
        "kind": "recomendacion",
        "entidad_id": "0001",
        "entidad": "Alcaldía de Ejemplo",
        "politica": "Integridad",
        "href": "politicas/integridad.html#rec-1",
        **changes,
    }
    return SearchEntry(title=title, text=text, **said)


def many(n_entidades: int, n_each: int) -> Iterator[SearchEntry]:
    """Make entries of several entidades; every one of them says something of its own."""
    for owner in range(n_entidades):
        for number in range(n_each):
            yield entry(f"Texto {owner} {number}", "Planear y publicar", entidad_id=f"{owner:04d}")


def handed_over(script: bytes) -> tuple[str, object]:
    """Read what a script of the index hands to the page."""
    call = script.decode()
    key, value = json.loads(f"[{call[call.index('(') + 1 : call.rindex(')')]}]")
    return key, value


def words(files: dict[str, bytes]) -> dict[str, tuple[list[int], list[int]]]:
    """Give the entries of every word of an index of one group: in titles, and elsewhere."""
    found = {}
    for path, script in files.items():
        if path.startswith("buscar/p"):
            for line in handed_over(script)[1].split("\n"):
                word, title, text = line.split(" ")
                found[word] = (decode(title), decode(text))
    return found


def parts(files: dict[str, bytes]) -> list[dict]:
    """Give what is shown of entries, part by part."""
    names = sorted(name for name in files if name.startswith("buscar/f"))
    return [handed_over(files[name])[1] for name in names]
