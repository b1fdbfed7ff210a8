"""What people write by hand in TOML, read in one way, and what is wrong with it in Spanish."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

from mipg_helpers.errors import ConfigError, MipgError
from mipg_helpers.system_errors import reason

if TYPE_CHECKING:
    from pathlib import Path

_PLACE = re.compile(r"\(at line (?P<line>[0-9]+), column (?P<column>[0-9]+)\)")
_HINT = 'revise comillas, corchetes y signos =; los textos van entre comillas: entidad = "0001"'


def read_toml(path: Path, place: str) -> dict[str, Any]:
    """Read a file; `place` is what a message calls it.

    Raises
    ------
    ConfigError
        If the file cannot be read, is no UTF-8 or no TOML.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")  # some editors begin with a mark
    except OSError as error:
        problem = f"no se puede leer ({reason(error)})"
        raise ConfigError(place, problem, hint="revise el nombre y los permisos") from None
    except UnicodeDecodeError:
        raise ConfigError(place, "no está en UTF-8", hint="guárdelo como texto en UTF-8") from None
    return parse_toml(text, place)


def parse_toml(text: str, place: str, refusal: type[MipgError] = ConfigError) -> dict[str, Any]:
    """Read a text; one that is no TOML is refused with the line and the column."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _PLACE.search(str(error))
        where = f"en la línea {at['line']}, columna {at['column']}" if at else "al final"
        problem = f"no está bien escrito en TOML {where}"
    except (ValueError, RecursionError):
        problem = "tiene un número o unos corchetes fuera de toda medida"
    raise refusal(place, problem, hint=_HINT)
