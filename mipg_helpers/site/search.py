"""The index of the search: what can be found and where, as scripts that a page loads on demand.

A page opened from a disk cannot read files, but it may load scripts. So everything is a script
that hands one string or list to ``mipgBuscar`` (``static/search.js``):

* ``indice.js``: who is in the index, how many entries each has, which files of words there are;
* ``p<group>-<letters>.js``: words that begin with some letters and the entries that hold them;
* ``f<entidad>-<part>.js``: what is shown of some entries of one entidad.

Entidades are dealt into groups by a digest of their identifier, and entries are numbered inside
their group: when one entidad changes, only the words of its group and its own parts do. Equal
entries give equal bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import astuple, dataclass, fields
from typing import TYPE_CHECKING, Literal, NamedTuple

from mipg_helpers.site.search_postings import encode
from mipg_helpers.site.search_words import EMPTY_WORDS, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

FOLDER = "buscar"
INDEX = f"{FOLDER}/indice.js"
#: A group takes about so many entries; there are 1, 2, 4, 8… groups.
GROUP_ENTRIES = 12_500
#: Entries that are shown together lie together.
PART_ENTRIES = 40
#: A file of words that is larger is divided by one more letter.
MOST_WORD_BYTES = 32_000
MOST_LETTERS = 4
#: Characters of a text that a result shows; all of them can be found.
EXCERPT = 240

Kind = Literal["politica", "recomendacion", "accion"]
#: What is found first among equals.
KINDS: tuple[Kind, ...] = ("politica", "recomendacion", "accion")


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """Something a reader may look for; texts are plain, `href` is from the root of the site."""

    kind: Kind
    entidad_id: str
    entidad: str
    politica: str  # name
    title: str
    text: str
    href: str


class _Numbered(NamedTuple):
    """The entries of one entidad and the number of the first of them in its group."""

    entidad_id: str
    first: int
    entries: Sequence[SearchEntry]

    @property
    def key(self) -> str:
        return hashlib.sha256(self.entidad_id.encode()).hexdigest()[:12]


def search_files(entries: Iterable[SearchEntry]) -> dict[str, bytes]:
    """Write the index of a site.

    Parameters
    ----------
    entries
        Those of every entidad, those of one entidad in the order in which equals are shown.

    Returns
    -------
    Files by path from the root of the site.
    """
    by_entidad: dict[str, list[SearchEntry]] = defaultdict(list)
    for entry in entries:
        by_entidad[entry.entidad_id].append(entry)
    groups = _groups(by_entidad)
    files: dict[str, bytes] = {}
    listed = []
    for number, group in enumerate(groups):
        shards = _word_files(group)
        for letters, lines in shards.items():
            files[f"{FOLDER}/p{number}-{letters}.js"] = _call(
                "palabras", f"{number}-{letters}", lines
            )
        for owner in group:
            files |= _parts(owner)
        listed.append({"p": " ".join(shards), "e": [_listed(owner) for owner in group]})
    head = {"parte": PART_ENTRIES, "vacias": " ".join(sorted(EMPTY_WORDS)), "grupos": listed}
    return {**files, INDEX: _call("indice", "", head)}


def dump_entries(entries: Iterable[SearchEntry]) -> bytes:
    """Keep entries, so that those of an entidad that did not change are not made again."""
    return json.dumps([astuple(entry) for entry in entries], ensure_ascii=False).encode()


def load_entries(kept: bytes) -> list[SearchEntry]:
    """Read kept entries.

    Raises
    ------
    ValueError
        If they were not written by `dump_entries`.
    """
    rows = json.loads(kept)
    width = len(fields(SearchEntry))
    if not all(isinstance(row, list) and len(row) == width for row in rows):
        raise ValueError("not entries of a search")
    return [SearchEntry(*row) for row in rows]


def _groups(by_entidad: Mapping[str, Sequence[SearchEntry]]) -> list[list[_Numbered]]:
    """Deal entidades into groups that stay the same while the site grows a little."""
    total, n_groups = sum(map(len, by_entidad.values())), 1
    while n_groups * GROUP_ENTRIES < total:
        n_groups *= 2
    groups: list[list[_Numbered]] = [[] for _ in range(n_groups)]
    ends = [0] * n_groups
    for entidad_id in sorted(by_entidad):
        entries = sorted(by_entidad[entidad_id], key=lambda entry: KINDS.index(entry.kind))
        place = int(hashlib.sha256(entidad_id.encode()).hexdigest()[:8], 16) % n_groups
        groups[place].append(_Numbered(entidad_id, ends[place], entries))
        ends[place] += len(entries)
    return groups


def _listed(owner: _Numbered) -> list[str | int]:
    n_politicas = sum(entry.kind == "politica" for entry in owner.entries)
    return [owner.key, len(owner.entries), n_politicas]


def _parts(owner: _Numbered) -> Iterator[tuple[str, bytes]]:
    """Write what is shown of the entries of an entidad; pages are named once in each part."""
    for part in range(0, len(owner.entries), PART_ENTRIES):
        pages: dict[tuple[str, str, str], int] = {}
        rows = []
        for entry in owner.entries[part : part + PART_ENTRIES]:
            href, _, anchor = entry.href.partition("#")
            page = pages.setdefault((href, entry.entidad, entry.politica), len(pages))
            text = " ".join(entry.text.split())
            rows.append([KINDS.index(entry.kind), page, anchor, entry.title, _excerpt(text)])
        key = f"{owner.key}-{part // PART_ENTRIES}"
        yield f"{FOLDER}/f{key}.js", _call("fichas", key, {"p": list(pages), "f": rows})


def _excerpt(text: str) -> str:
    if len(text) <= EXCERPT:
        return text
    return f"{text[:EXCERPT].rsplit(' ', 1)[0]}…"


def _word_files(group: Sequence[_Numbered]) -> dict[str, str]:
    """Write the words of a group as lines, by the letters with which they begin.

    A line is the word, the entries with it in the title, and those with it elsewhere.
    """
    titles: dict[str, list[int]] = defaultdict(list)
    others: dict[str, list[int]] = defaultdict(list)
    for owner in group:
        for number, entry in enumerate(owner.entries, start=owner.first):
            in_title = words_of(entry.title)
            for word in in_title:
                titles[word].append(number)
            for word in words_of(f"{entry.text} {entry.politica} {entry.entidad}") - in_title:
                others[word].append(number)
    lines = {
        word: f"{word} {encode(titles[word])} {encode(others[word])}"
        for word in sorted({*titles, *others})
    }
    return dict(_divided(lines, 1))


def _divided(lines: Mapping[str, str], letters: int) -> Iterator[tuple[str, str]]:
    """Gather lines by the first letters of their words, by more letters where there are many."""
    shards: dict[str, dict[str, str]] = defaultdict(dict)
    for word, line in lines.items():
        shards[word[:letters]][word] = line
    for start, own in sorted(shards.items()):
        n_bytes = sum(map(len, own.values())) + len(own)
        if n_bytes > MOST_WORD_BYTES and letters < MOST_LETTERS and len(own) > 1:
            yield from _divided(own, letters + 1)
        else:
            yield start, "\n".join(own.values())


def _call(name: str, key: str, value: object) -> bytes:
    """Write a script that hands over data; nothing in the data can end it."""
    data = json.dumps([key, value], ensure_ascii=False, separators=(",", ":"))
    for char, instead in (("<", "\\u003c"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029")):
        data = data.replace(char, instead)
    return f"mipgBuscar.{name}({data[1:-1]});\n".encode("utf-8", "replace")
