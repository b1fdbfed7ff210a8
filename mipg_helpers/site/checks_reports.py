"""Whether every published report is the one its place says: of this entidad, vigencia, politica."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from mipg_helpers.site.model import Report

_IDENTITY = re.compile(r'<meta name="mipg:(\w+)" content="([^"]*)">')


def identity_of(page: bytes) -> dict[str, str]:
    """Read what a report says it is about."""
    head = page.partition(b"</head>")[0].decode("utf-8", "replace")
    return {name: unescape(value) for name, value in _IDENTITY.findall(head)}


def check_report(folder: Path, report: Report, entidad_id: str, vigencia: int) -> Iterator[str]:
    """Say what a published report says of itself that its place does not."""
    expected = {
        "informe": report.informe,
        "entidad_id": entidad_id,
        "vigencia": str(vigencia),
        "politica": report.politica,
        "alcance": report.alcance,
    }
    for file in report.files:
        if file.path.endswith(".html"):
            for problem in _differences(identity_of((folder / file.path).read_bytes()), expected):
                yield f"{file.path}: {problem}"


def _differences(found: Mapping[str, str], expected: Mapping[str, str]) -> Iterator[str]:
    if not found:
        yield "no dice de qué informe se trata"
        return
    for name, value in expected.items():
        if value and found.get(name, "") != value:
            yield f"{name} es '{found.get(name, '')}' y debía ser '{value}'"
