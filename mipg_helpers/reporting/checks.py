"""Proofs made before a document leaves: it speaks of what was asked, and of nothing internal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mipg_helpers.errors import RenderError, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mipg_helpers.reporting.walk import Document

#: What a reader must never meet, and how the operator is told.
FORBIDDEN = {
    "código de cuaderno": r"\b(?:In|Out)\s?\[[\d\s*]*\]",
    "rastro de un error": r"Traceback \(most recent call last\)",
    "ruta de este equipo": (
        r"(?<![\w/:.])/(?:home|root|tmp|Users|mnt|media|opt|srv|usr|var|private|work)/[\w.\-]+"
        r"|\b[A-Za-z]:\\\w[^\s<>\"]*|\\\\[\w.\-]+\\\w+|file://"
    ),
    "texto en inglés de plantilla": (
        r"No description has been provided for this image|lang=[\"']en\b"
    ),
    "guion": r"<script\b|\bjavascript:|<[^>]*\son\w+\s*=",
    "recurso externo": (
        r"<(?:link|img|image|source|iframe|object|embed|use)\b[^>]*\b(?:href|src|data)=[\"'](?!data:|#)"
        r"|url\(\s*[\"']?(?!data:|#|[\"'])|@import\b"
    ),
}
#: Embedded fonts and pictures: letters by chance, not text.
EMBEDDED = re.compile(r"(data:[\w/+.\-]+;base64,)[A-Za-z0-9+/=\s]+")


def check_identity(document: Document, asked: Mapping[str, str]) -> None:
    """Check that the document names what was asked for; `asked` may name some keys only.

    Raises
    ------
    RenderError
        With every key whose value differs.
    """
    identity = document["identity"]
    wrong = [
        f"{key} '{identity.get(key, '')}' en vez de '{value}'"
        for key, value in asked.items()
        if identity.get(key) != value
    ]
    if wrong:
        raise RenderError(
            f"informe «{document['title']}»",
            f"no trata de lo pedido: {'; '.join(wrong)}",
            hint="revise que el cuaderno use los parámetros y no valores propios",
        )


def check_reader_text(page: bytes) -> None:
    """Check that a page holds no code, traceback, local path, script or external request.

    Raises
    ------
    RenderError
        With what was found, and the words of each kind.
    """
    found = dict(_findings(page))
    if found:
        raise RenderError(
            "página HTML",
            "; ".join(f"contiene {kind} ({words})" for kind, words in found.items()),
            hint="quite esa salida del cuaderno o marque su celda con la etiqueta 'ocultar'",
        )


def _findings(page: bytes) -> Iterator[tuple[str, str]]:
    text = EMBEDDED.sub(r"\1", page.decode("utf-8"))
    for kind, pattern in FORBIDDEN.items():
        words = {match[0][:60] for match in re.finditer(pattern, text, re.IGNORECASE)}
        if words:
            yield kind, listed(words, most=3)
