"""The list of what a publication held back: ``<sitio>.retenido.csv``, for the operator alone.

It lies beside the site, never inside, and shows the words around a datum, never the datum.
"""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import astuple, fields
from typing import TYPE_CHECKING

from mipg_helpers.plan_workbook.cells_text import csv_text
from mipg_helpers.site.privacy import Held

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

COLUMNS = tuple(field.name for field in fields(Held))


def held_path(site: Path) -> Path:
    """Name the list of a site."""
    return site.with_name(f"{site.name}.retenido.csv")


def held_text(held: Iterable[Held]) -> bytes:
    """Write the list as a spreadsheet reads it; the same things give the same bytes."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(
        [csv_text(value) for value in astuple(one)] for one in sorted(held, key=astuple)
    )
    return text.getvalue().encode("utf-8-sig")


def write_held(site: Path, content: bytes) -> None:
    """Write the list under a temporary name and rename it."""
    path = held_path(site)
    temporary = path.with_name(f".{path.name}.nuevo")
    temporary.write_bytes(content)
    temporary.replace(path)


def read_held(site: Path, sha256: str) -> list[Held] | None:
    """Read the list that belongs to a published site; None when it is another or damaged."""
    try:
        content = held_path(site).read_bytes()
    except OSError:
        return None
    if hashlib.sha256(content).hexdigest() != sha256:
        return None
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    return [Held(*row) for row in rows[1:]]
