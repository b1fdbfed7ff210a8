"""Whose table it is: what the file says, what was declared, and whether they agree.

The entidad is only named here; the load resolves the name against the loaded entidades.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from mipg_helpers.errors import SourceFileError
from mipg_helpers.reference.labels import fold
from mipg_helpers.sources.findings import finding_at, place_of, quoted

if TYPE_CHECKING:
    from mipg_helpers.sources.model import Declared, Finding, Sheet
    from mipg_helpers.sources.preamble import Preamble

#: Words of a file name that say what the file is, not whose.
_GENERIC = re.compile(
    r"\b(recomendaci(on|ones)|mejora|politicas?|mipg|furag|idi|mdi|vigencia|vig|resultados?|"
    r"plan(es)?|informe|por|(vig)?20\d\d|de|del|la|los|las|y|el)\b"
)
#: How the name of an entidad begins when it stands above a table without a label.
_ENTIDAD = re.compile(
    r"(alcaldia|gobernacion|municipio|distrito|ministerio|departamento administrativo|agencia|"
    r"instituto|superintendencia|unidad administrativa|empresa|e\.?\s?s\.?\s?e\b|hospital|"
    r"personeria|concejo|contraloria|asamblea|corporacion|universidad|fondo|area metropolitana)\b"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """How a file names its entidad.

    `texto` is what to look for: a code, an id or a name. `nombre` and `departamento` are
    those printed in the file ("" when it prints none) and must not contradict `texto`.
    """

    texto: str
    nombre: str = ""
    departamento: str = ""

    def columns(self) -> dict[str, str]:
        """Give the columns of a tidy row; the last two leave once the load has resolved it."""
        return {
            "entidad_id": self.texto,
            "entidad_nombrada": self.nombre,
            "entidad_departamento": self.departamento,
        }


def settle_subject(preamble: Preamble, declared: Declared, sheet: Sheet) -> Subject | None:
    """Take the entidad from the declaration or from the rows above the table.

    Returns
    -------
    None when neither says it.
    """
    nombre = preamble.nombre or _unlabelled_name(preamble)
    texto = declared.entidad or preamble.codigo or nombre
    if declared.entidad and preamble.codigo and _digits(declared.entidad):
        _require_same_code(declared.entidad, preamble.codigo, sheet)
    return Subject(texto, nombre, preamble.departamento) if texto else None


def subject_of_file(
    preamble: Preamble, declared: Declared, sheet: Sheet
) -> tuple[Subject, list[Finding]]:
    """Settle the entidad of a file that is named after it.

    Raises
    ------
    SourceFileError
        If the file names one entidad and its own name another, or nothing names any.
    """
    subject = settle_subject(preamble, declared, sheet)
    stem = PurePath(sheet.archivo).stem
    says_something = bool(_meaning(stem))
    if subject is None:
        if not says_something:
            raise no_subject(sheet)
        found = finding_at(
            sheet,
            "entidad del nombre del archivo",
            f"el archivo no dice de qué entidad es; se tomó de su nombre, {quoted(stem)}",
            gravedad="aviso",
            accion="revise que sea esa entidad o declárela en fuentes.toml",
        )
        return Subject(stem), [found]
    if says_something and not declared.entidad and not _agree(stem, subject, preamble.codigo):
        raise SourceFileError(
            place_of(sheet),
            f"el archivo se llama {quoted(stem)} y por dentro dice {quoted(subject.nombre)}",
            "la misma entidad",
            "corrija el nombre del archivo o declare la entidad en fuentes.toml",
        )
    return subject, []


def no_subject(sheet: Sheet) -> SourceFileError:
    return SourceFileError(
        place_of(sheet),
        "el archivo no dice de qué entidad es",
        "la entidad sobre la tabla, en una columna o declarada",
        "indíquela con --entidad o en fuentes.toml",
    )


def _agree(stem: str, subject: Subject, codigo: str) -> bool:
    if not subject.nombre:
        # Only a code inside: a name outside cannot contradict it, another code can.
        return not _digits(stem) or stem.strip().zfill(4) == codigo
    name, place = subject.nombre, subject.departamento
    accepted = (name, f"{name} {place}", f"{place} {name}", codigo, f"{codigo} {name}")
    return _meaning(stem) in {_meaning(text) for text in accepted}


def _unlabelled_name(preamble: Preamble) -> str:
    return next((text for text in preamble.texts if _ENTIDAD.match(fold(text))), "")


def _require_same_code(declared: str, codigo: str, sheet: Sheet) -> None:
    if declared.strip().zfill(4) != codigo:
        raise SourceFileError(
            place_of(sheet),
            f"la entidad declarada es {declared} y el archivo dice {codigo}",
            hint="corrija la declaración o use el archivo de esa entidad",
        )


def _digits(text: str) -> bool:
    return text.strip().isdecimal()


def _meaning(text: str) -> str:
    """Reduce a name to the letters and figures that tell one entidad from another."""
    spaced = re.sub(r"[_\W]+", " ", fold(text))
    return _GENERIC.sub("", spaced).replace(" ", "")
