"""The theme of a site, ``tema.toml``: name, colours, shield and contacts of the entidad.

Colours are checked when the file is read, so that no page can be hard to read; a shield is a
picture of a known kind, or an SVG reduced to drawing. Nothing in the file is trusted.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mipg_helpers.errors import ConfigError, listed
from mipg_helpers.presentation.formats import points
from mipg_helpers.presentation.free_text import harmless
from mipg_helpers.toml_files import read_toml

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = "tema.toml"
DEFAULT = Path(__file__).parent / FILE

#: What stands behind text in the style sheet: (paper, panel) by day and by night.
LIGHT, DARK = ("#ffffff", "#f3f6f9"), ("#10161d", "#19222c")
TEXT, MARK = 4.5, 3.0

MOST_SHIELD_BYTES = 200_000
#: What a contact may be called in the file, and on the page.
CONTACTS = {
    "direccion": "Dirección",
    "horario": "Horario de atención",
    "telefono": "Teléfono",
    "correo": "Correo institucional",
    "sede": "Sede electrónica",
}
_COLOURS = ("principal", "sobre_principal", "acento", "principal_oscuro")
_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_SIGNATURES = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
_ADVICE = "oscurezca el color o escoja otro"


@dataclass(frozen=True, slots=True)
class Shield:
    """The shield as it is published: file name and contents."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Tema:
    """A theme that may be used as it is; `nombre` is "" where the entidad's own name serves."""

    nombre: str
    licencia: str  # of the published data; "" when the entidad said nothing
    principal: str
    sobre_principal: str
    acento: str
    principal_oscuro: str
    contacto: tuple[tuple[str, str], ...]  # label and text
    shield: Shield | None


def read_theme(path: Path | None = None) -> Tema:
    """Read a theme; what it leaves out is as in the one shipped.

    Raises
    ------
    ConfigError
        If the file cannot be read, has unknown keys, a colour nobody could read, or a shield
        that is no picture.
    """
    raw = read_toml(DEFAULT, str(DEFAULT))
    place = FILE
    if path is not None:
        place = path.name
        own = read_toml(path, str(path))
        _refuse_unknown(own, raw, place)
        raw = {**raw, **own, "colores": {**raw["colores"], **own.get("colores", {})}}
    colours = {name: _colour(raw["colores"], name, place) for name in _COLOURS}
    _check_contrast(colours, place)
    return Tema(
        nombre=harmless(_text(raw, "nombre", place)),
        licencia=harmless(_text(raw, "licencia", place)),
        **colours,
        contacto=_contacts(raw.get("contacto", {}), place),
        shield=_shield(_text(raw, "escudo", place), path, place),
    )


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two colours, as WCAG 2.1 defines it.

    Examples
    --------
    >>> contrast("#000000", "#ffffff")
    21.0
    """
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _refuse_unknown(own: Mapping[str, Any], known: Mapping[str, Any], place: str) -> None:
    tables = {"": known, "colores": known["colores"], "contacto": CONTACTS}
    for table, keys in tables.items():
        found = own if not table else own.get(table, {})
        if not isinstance(found, dict):
            raise ConfigError(f"{place}, '{table}'", "no es una tabla", f"[{table}]")
        unknown = set(found) - set(keys)
        if unknown:
            where = f"{place}, [{table}]" if table else place
            raise ConfigError(where, f"no conoce {listed(unknown)}", listed(keys))


def _text(raw: Mapping[str, Any], key: str, place: str) -> str:
    value = raw.get(key, "")
    if not isinstance(value, str):
        raise ConfigError(f"{place}, '{key}'", f"{value!r} no es un texto")
    return value.strip()


def _colour(colours: Mapping[str, Any], name: str, place: str) -> str:
    value = _text(colours, name, place)
    if not _HEX.fullmatch(value):
        raise ConfigError(f"{place}, color '{name}'", f"'{value}' no es un color", "#rrggbb")
    return value.lower()


def _check_contrast(colours: Mapping[str, str], place: str) -> None:
    """Refuse colours that cannot be read where the style sheet uses them."""
    own, night = colours["principal"], colours["principal_oscuro"]
    pairs = [
        ("sobre_principal", colours["sobre_principal"], own, "el color 'principal'", TEXT),
        *(("principal", own, paper, f"el fondo {paper}", TEXT) for paper in LIGHT),
        *(("principal_oscuro", night, paper, f"el fondo {paper}", TEXT) for paper in DARK),
        *(("acento", colours["acento"], paper, f"el fondo {paper}", MARK) for paper in LIGHT),
    ]
    for name, colour, behind, what, least in pairs:
        found = contrast(colour, behind)
        if found < least:
            raise ConfigError(
                f"{place}, color '{name}'",
                f"'{colour}' sobre {what} tiene un contraste de {points(found, 2)}",
                f"{points(least)} o más",
                _ADVICE if name != "principal_oscuro" else "aclare el color o escoja otro",
            )


def _luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _contacts(contacts: Mapping[str, Any], place: str) -> tuple[tuple[str, str], ...]:
    """Write the contacts of the institution, in the order of `CONTACTS`."""
    found = []
    for key, label in CONTACTS.items():
        text = " ".join(_text(contacts, key, f"{place}, [contacto]").split())
        if key == "sede" and text and not text.startswith("https://"):
            where = f"{place}, [contacto], 'sede'"
            raise ConfigError(where, f"'{text}' no sirve", "una dirección https://")
        if text:
            found.append((label, text))
    return tuple(found)


def _shield(name: str, theme: Path | None, place: str) -> Shield | None:
    """Read the shield that lies beside the theme."""
    if not name or theme is None:
        return None
    where, folder = f"{place}, escudo '{name}'", theme.resolve().parent
    path = (folder / name).resolve()
    if not path.is_relative_to(folder):
        raise ConfigError(where, "está fuera de la carpeta del tema", "un archivo junto al tema")
    try:
        content = path.read_bytes()
    except OSError:
        raise ConfigError(where, "no se puede leer", "un archivo junto al tema") from None
    if len(content) > MOST_SHIELD_BYTES:
        most = f"{MOST_SHIELD_BYTES // 1000} kB o menos"
        raise ConfigError(where, f"pesa {len(content) // 1000} kB", most, "reduzca la imagen")
    return _picture(content) or _drawing(content, where)


def _picture(content: bytes) -> Shield | None:
    """Know a picture by its contents, whatever its name."""
    kinds = (kind for start, kind in _SIGNATURES.items() if content.startswith(start))
    kind = next(kinds, "")
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        kind = "webp"
    return Shield(f"escudo.{kind}", content) if kind else None


def _drawing(content: bytes, where: str) -> Shield:
    """Keep of an SVG what draws, and nothing that runs or loads."""
    from mipg_helpers.reporting.svg import SvgError, clean_svg

    try:
        drawn = clean_svg(content.decode("utf-8", "replace"), "escudo-", Counter())
    except SvgError:
        raise ConfigError(where, "no es una imagen", "PNG, JPEG, WebP o SVG") from None
    return Shield("escudo.svg", drawn.encode())
