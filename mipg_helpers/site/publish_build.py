"""A site being built beside the published one: files are written, copied, or taken over.

A file that is as it was is linked from the previous build and a report from its folder, so
that only what changed costs anything; where links are not possible it is copied. No file of a
site is ever written in place: what is linked never changes under another build.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from typing import TYPE_CHECKING

from mipg_helpers.errors import RenderError
from mipg_helpers.site.publish_record import Part, PublishedFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from mipg_helpers.site.model import SiteFile
    from mipg_helpers.site.publish_record import Publication

#: A path of a site: folders and a file, none of them hidden, nothing that leads out.
_SAFE = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9_.-]*/)*[A-Za-z0-9_-][A-Za-z0-9_.-]*")


class Build:
    """The files of one build, counted.

    `previous` describes the site in `published`; None: there is none to take over from.
    """

    def __init__(self, folder: Path, published: Path, previous: Publication | None) -> None:
        self.folder, self._published = folder, published
        self._before = previous.archivos if previous else {}
        self.files: dict[str, PublishedFile] = {}
        #: Paths whose contents are not those of the previous build.
        self.changed: list[str] = []
        self.n_bytes_written = 0

    def put(self, pages: Mapping[str, bytes]) -> dict[str, PublishedFile]:
        """Write files made now; those that say what they said before are taken over."""
        return {path: self._put(path, content) for path, content in pages.items()}

    def copy(self, files: Iterable[SiteFile], *, link: bool) -> dict[str, PublishedFile]:
        """Bring finished documents, each with the hash it was listed with.

        Only documents that nobody writes in place may be linked.
        """
        return {file.path: self._copy(file, link=link) for file in files}

    def can_keep(self, part: Part) -> bool:
        """Tell whether every file of a part is still as it was published."""
        return all(self._is_intact(path, file) for path, file in part.archivos.items())

    def keep(self, part: Part) -> None:
        """Take over every file of a part."""
        for path, file in part.archivos.items():
            self._link(self._published / path, self._place(path))
            self.files[path] = file

    @property
    def removed(self) -> list[str]:
        """List the paths that the previous build had and this one has not."""
        return sorted(self._before.keys() - self.files.keys())

    def _put(self, path: str, content: bytes) -> PublishedFile:
        sha256 = hashlib.sha256(content).hexdigest()
        if not self._take_over(path, sha256):
            place = self._place(path)
            place.write_bytes(content)
            self.n_bytes_written += len(content)
            self._note(path, sha256)
        return self.files[path]

    def _copy(self, file: SiteFile, *, link: bool) -> PublishedFile:
        if not self._take_over(file.path, file.sha256):
            place = self._place(file.path)
            source = file.source.resolve()
            if link:
                self._link(source, place)
            else:
                shutil.copyfile(source, place)
                self.n_bytes_written += place.stat().st_size
            if hashlib.sha256(place.read_bytes()).hexdigest() != file.sha256:
                raise RenderError(
                    f"archivo '{file.source}'",
                    "cambió mientras se publicaba",
                    hint="repita la publicación",
                )
            self._note(file.path, file.sha256)
        return self.files[file.path]

    def _take_over(self, path: str, sha256: str) -> bool:
        """Link a file of the previous build if it is the very one."""
        before = self._before.get(path)
        if before is None or before.sha256 != sha256 or not self._is_intact(path, before):
            return False
        self._link(self._published / path, self._place(path))
        self.files[path] = before
        return True

    def _is_intact(self, path: str, file: PublishedFile) -> bool:
        try:
            state = (self._published / path).stat()
        except OSError:
            return False
        return (state.st_size, state.st_mtime_ns) == (file.n_bytes, file.mtime_ns)

    def _note(self, path: str, sha256: str) -> None:
        state = (self.folder / path).stat()
        self.files[path] = PublishedFile(sha256, state.st_size, state.st_mtime_ns)
        self.changed.append(path)

    def _place(self, path: str) -> Path:
        if not _SAFE.fullmatch(path):
            raise ValueError(f"not a path of a site: {path!r}")
        if path in self.files or (self.folder / path).exists():
            raise ValueError(f"two parts of the site write {path!r}")
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        return place

    def _link(self, source: Path, place: Path) -> None:
        try:
            os.link(source, place)
        except OSError:  # another disk, or one without links
            shutil.copy2(source, place)
            self.n_bytes_written += place.stat().st_size
