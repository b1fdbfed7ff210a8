"""What the search finds of each entidad, kept beside the site between publications.

The index of the search is made of all entidades, also of those whose pages are not made again.
Each file is named by what its entidad was published for; one that is lost or damaged only costs
that the entidad is made again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.site.search import dump_entries, load_entries

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from mipg_helpers.site.search import SearchEntry


class KeptEntries:
    """The folder of what the search finds."""

    def __init__(self, site: Path) -> None:
        self.folder = site.with_name(f".{site.name}.buscador")

    def read(self, huella: str) -> list[SearchEntry] | None:
        """Read the entries of an entidad as it was published; None when they are not there."""
        try:
            return load_entries(self._path(huella).read_bytes())
        except (OSError, ValueError):
            return None

    def write(self, huella: str, entries: Iterable[SearchEntry]) -> int:
        """Keep the entries of an entidad and say how many bytes they take."""
        self.folder.mkdir(parents=True, exist_ok=True)
        content, path = dump_entries(entries), self._path(huella)
        temporary = path.with_suffix(".nuevo")
        temporary.write_bytes(content)
        temporary.replace(path)
        return len(content)

    def keep_only(self, huellas: Collection[str]) -> None:
        """Remove what belongs to no entidad of the site any more."""
        kept = {self._path(huella) for huella in huellas}
        if self.folder.is_dir():
            for path in self.folder.iterdir():
                if path not in kept:
                    path.unlink()

    def _path(self, huella: str) -> Path:
        return self.folder / f"{huella}.json"
