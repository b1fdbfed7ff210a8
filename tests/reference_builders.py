"""Copies of the reference folder that a test may change row by row."""

from __future__ import annotations

import shutil
from pathlib import Path

import mipg_helpers.reference

PACKAGED = Path(mipg_helpers.reference.__file__).parent


def copy_reference(target: Path) -> Path:
    """Copy the packaged tables, and nothing else, to `target`."""
    ignore = shutil.ignore_patterns("*.py", "__pycache__")
    return Path(shutil.copytree(PACKAGED, target, ignore=ignore))


def append_rows(folder: Path, name: str, *rows: str) -> None:
    """Add lines at the end of a table."""
    with (folder / name).open("a", encoding="utf-8", newline="") as stream:
        stream.writelines(f"{row}\n" for row in rows)


def replace_text(folder: Path, name: str, old: str, new: str) -> None:
    """Replace the first occurrence of `old`, which must be there."""
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def lines_of(folder: Path, name: str, start: str) -> list[str]:
    """Read the lines of a table that begin with `start`."""
    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.startswith(start)]


def repeated_vigencia(target: Path) -> Path:
    """Copy the tables and add vigencia 2026 with the rows of 2025."""
    folder = copy_reference(target)
    for name in ("vigencias.csv", "dimensiones.csv", "politicas_vigencia.csv", "indices.csv"):
        latest = lines_of(folder, name, "2025,")
        append_rows(folder, name, *(line.replace("2025,", "2026,", 1) for line in latest))
    return folder


def invented_vigencia(target: Path) -> Path:
    """Copy the tables and add vigencia 2026: one renamed politica and two new sub-indices."""
    folder = repeated_vigencia(target)
    replace_text(
        folder,
        "politicas_vigencia.csv",
        "2026,gobierno_digital,POL07,Gobierno Digital,",
        "2026,gobierno_digital,POL07,Transformación Digital Pública,",
    )
    append_rows(
        folder,
        "indices.csv",
        "2026,i71,I71,Inteligencia artificial responsable,gobierno_digital,D3,C,Prueba,",
        "2026,i72,I72,Presupuesto orientado a resultados,presupuesto,D2,C,Prueba,",
    )
    return folder
