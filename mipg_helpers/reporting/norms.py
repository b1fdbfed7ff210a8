"""The PDF standards that can be asked for, and what a checker said of a file.

The report that everybody reads is one file that keeps PDF/UA-1 and PDF/A-2a. PDF/A-1a and 1b
rest on PDF 1.4, which the accessible file cannot: their copy stands beside it, for the archive.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

#: What can be asked for; "" asks for nothing beyond the usual file, which is then not checked.
Norma = Literal["", "accesible", "pdfa-1a", "pdfa-1b"]

CUMPLE, NO_CUMPLE, SIN_VERIFICAR = "cumple", "no cumple", "sin verificar"
#: Why a file was not checked.
NOT_ASKED = "no se pidió"
NO_CHECKER = (
    "falta el verificador; instálelo con: pip install "
    '"mipg-workbench[archive]" y repita la orden con --rehacer'
)


@dataclass(frozen=True, slots=True)
class Standard:
    """What a norma is called, how the checker names its profiles, and what it does not give."""

    etiqueta: str
    profiles: tuple[str, ...]
    limite: str = ""


NORMAS: Final[dict[Norma, Standard]] = {
    "accesible": Standard("PDF/UA-1 y PDF/A-2a", ("ua1", "2a")),
    "pdfa-1a": Standard(
        "PDF/A-1a",
        ("1a",),
        "PDF/A-1a lleva etiquetas, pero no cabe junto con PDF/UA-1 en un archivo y no marca los "
        "encabezados de fila de las tablas: para leer con ayudas técnicas use el otro PDF",
    ),
    "pdfa-1b": Standard(
        "PDF/A-1b",
        ("1b",),
        "PDF/A-1b solo asegura que el aspecto se conserve; no es la copia accesible: para leer "
        "con ayudas técnicas use el otro PDF",
    ),
}
#: Those whose copy is another file beside the accessible one.
ARCHIVAL: Final[tuple[Norma, ...]] = ("pdfa-1a", "pdfa-1b")
_ARCHIVAL_NAME = re.compile(rf"_({'|'.join(ARCHIVAL)})\.pdf$")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of one file: `detalle` names the broken rules, or why nobody looked."""

    perfil: str
    veredicto: str = SIN_VERIFICAR
    detalle: str = NOT_ASKED
    verificador: str = ""


def archival_name(stem: str, norma: Norma) -> str:
    """Name the copy for the archive beside ``<stem>.pdf``.

    Examples
    --------
    >>> archival_name("integridad", "pdfa-1b")
    'integridad_pdfa-1b.pdf'
    """
    return f"{stem}_{norma}.pdf"


def archival_label(path: str) -> str:
    """Name the standard of a copy for the archive by its file; "" for any other file.

    Examples
    --------
    >>> archival_label("informes/integridad_pdfa-1b.pdf")
    'PDF/A-1b'
    """
    found = _ARCHIVAL_NAME.search(path)
    return next((NORMAS[norma].etiqueta for norma in ARCHIVAL if found and norma == found[1]), "")
