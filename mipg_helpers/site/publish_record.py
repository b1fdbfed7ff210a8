"""What a published site is made of: ``publicacion.json``, inside the site itself.

It says for what each part was made and lists every file with its hash, so that the next
publication knows what stays and whoever receives the site can tell whether it is whole.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mipg_helpers.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

FILE = "publicacion.json"

#: Raised when the record changes shape; a site of another format is made anew, whole.
FORMAT = 1


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file as it was published; size and time tell whether anybody touched it since."""

    sha256: str
    n_bytes: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Part:
    """What was published of one entidad, or of the whole site.

    `huella` digests all that its pages were given, `reglas` the rules of what is held back.
    """

    huella: str
    reglas: str = ""
    archivos: dict[str, PublishedFile] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Publication:
    """A published site. `retenido` is the hash of the list of what was held back."""

    vigencia: int
    interna: bool
    faltan: tuple[str, ...]
    retenido: str
    compartido: Part
    entidades: dict[str, Part]

    @property
    def archivos(self) -> dict[str, PublishedFile]:
        """List every file but this record, by path."""
        parts = (self.compartido, *self.entidades.values())
        return {path: file for part in parts for path, file in part.archivos.items()}


def write_record(folder: Path, publication: Publication) -> int:
    """Write the record into a site and say how many bytes it has."""
    content = {
        "formato": FORMAT,
        "vigencia": publication.vigencia,
        "interna": publication.interna,
        "faltan": list(publication.faltan),
        "retenido": publication.retenido,
        "compartido": _part_to_json(publication.compartido),
        "entidades": {name: _part_to_json(part) for name, part in publication.entidades.items()},
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    (folder / FILE).write_bytes(text)
    return len(text)


def read_record(folder: Path) -> Publication | None:
    """Read the record of a site; None where nothing is published or by another format.

    Raises
    ------
    ConfigError
        If the folder has something else in it: a publication would move it away.
    """
    if not folder.exists():
        return None
    try:
        content = json.loads((folder / FILE).read_bytes())
        if content["formato"] != FORMAT:
            return None
        return Publication(
            vigencia=int(content["vigencia"]),
            interna=bool(content["interna"]),
            faltan=tuple(content["faltan"]),
            retenido=str(content["retenido"]),
            compartido=_part_from_json(content["compartido"]),
            entidades={name: _part_from_json(p) for name, p in content["entidades"].items()},
        )
    except FileNotFoundError:
        if folder.is_dir() and not any(folder.iterdir()):
            return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass
    raise ConfigError(
        f"carpeta '{folder}'",
        f"tiene algo que no es un sitio publicado por este programa (no hay {FILE} que se lea)",
        "una carpeta que no existe, vacía o de una publicación anterior",
        "escoja otra con --sitio",
    )


def _part_to_json(part: Part) -> dict[str, Any]:
    files = {path: [f.sha256, f.n_bytes, f.mtime_ns] for path, f in part.archivos.items()}
    return {"huella": part.huella, "reglas": part.reglas, "archivos": files}


def _part_from_json(content: dict[str, Any]) -> Part:
    files = {path: PublishedFile(*values) for path, values in content["archivos"].items()}
    return Part(str(content["huella"]), str(content["reglas"]), files)
