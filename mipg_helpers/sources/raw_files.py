"""Which files a load reads: the paths, folders and globs given, and what is stated about them."""

from __future__ import annotations

import glob
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from mipg_helpers.errors import ConfigError
from mipg_helpers.sources.declared import (
    DECLARATIONS,
    Declarations,
    merge_declared,
    read_declarations,
)
from mipg_helpers.sources.file_kinds import named
from mipg_helpers.sources.model import Declared, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: Kinds of file that a folder is searched for; a file given by its own name is always read.
SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".txt", ".tsv", ".pdf"})

_MAGIC = frozenset("*?[")


@dataclass(slots=True)
class RawFiles:
    """The files of a load, sorted by path, and the declarations that apply to them."""

    paths: list[Path]
    declarations: dict[Path, Declarations] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def declared(self, path: Path) -> Declared:
        """Gather what is stated about a file by the ``fuentes.toml`` of its folder and above."""
        above = [
            self.declarations[place]
            for place in reversed(path.parents)
            if place in self.declarations
        ]
        return merge_declared(one.of(path) for one in above)


def collect_files(given: Sequence[Path], tidy: Path) -> RawFiles:
    """Expand what the operator named into files.

    Parameters
    ----------
    given
        Files, folders (searched in depth) and globs.
    tidy
        Folder of tidy tables, never read as a source.

    Raises
    ------
    ConfigError
        If a path does not exist, nothing is found, or a ``fuentes.toml`` is wrong.
    """
    found: dict[Path, None] = {}
    folders: set[Path] = set()
    skipped: list[Path] = []
    for path in _expanded(given):
        if path.is_dir():
            inside = sorted(item for item in path.rglob("*") if _is_source(item, path, tidy))
            folders |= {path, *(item.parent for item in inside)}
            found.update(dict.fromkeys(item for item in inside if item.suffix.lower() in SUFFIXES))
            skipped += [item for item in inside if item.suffix.lower() not in SUFFIXES]
        else:
            folders.add(path.parent)
            found[path] = None
    if not found:
        names = ", ".join(f"'{path}'" for path in given)
        raise ConfigError(names, "no hay archivos para cargar", "libros .xlsx o tablas .csv")
    files = RawFiles(sorted(found), _declarations(folders))
    files.findings += [_skipped(path) for path in skipped]
    files.findings += [finding for one in files.declarations.values() for finding in _idle(one)]
    return files


def _expanded(given: Sequence[Path]) -> Iterator[Path]:
    for path in given:
        if path.exists():
            yield path.resolve()
            continue
        matches = sorted(glob.glob(str(path), recursive=True)) if _MAGIC & set(str(path)) else []  # noqa: PTH207
        if not matches:
            raise ConfigError(
                f"'{path}'",
                "no existe",
                "un archivo, una carpeta o un patrón como data/raw/*.xlsx",
                "revise el nombre y desde qué carpeta ejecuta la orden",
            )
        yield from (Path(match).resolve() for match in matches if not _is_hidden(Path(match).name))


def _is_source(path: Path, root: Path, tidy: Path) -> bool:
    """Leave out hidden files, lock files of open workbooks, declarations and tidy tables."""
    if not path.is_file() or path.name == DECLARATIONS:
        return False
    if any(_is_hidden(part) for part in path.relative_to(root).parts):
        return False
    kept = (tidy.resolve(), tidy.resolve().with_name(f"{tidy.name}.anterior"))
    return not any(path.is_relative_to(folder) for folder in kept)


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$"))


def _declarations(folders: set[Path]) -> dict[Path, Declarations]:
    found = {folder / DECLARATIONS for folder in folders if (folder / DECLARATIONS).is_file()}
    return {path.parent: read_declarations(path) for path in sorted(found)}


def _skipped(path: Path) -> Finding:
    return _aviso(
        named(path),
        "archivo no leído",
        f"el archivo «{named(path)}» no es un libro ni una tabla de texto y no se leyó",
        "si trae datos, guárdelo como .xlsx o .csv",
    )


def _idle(declarations: Declarations) -> Iterator[Finding]:
    for archivo in declarations.without_files():
        yield _aviso(
            declarations.path.name,
            "declaración sin archivos",
            f"ningún archivo corresponde a archivo = «{archivo}» de {DECLARATIONS}",
            "corrija el patrón o retire la sección",
        )


def _aviso(archivo: str, tipo: str, mensaje: str, accion: str) -> Finding:
    return Finding(archivo, "", None, "", "", tipo, "aviso", mensaje, accion)
