"""Take the text of options as values, with Spanish messages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

from mipg_helpers.errors import ParameterError, listed
from mipg_helpers.reporting.execute import ENGINES, EngineName
from mipg_helpers.reporting.jobs import FORMATS, Format

if TYPE_CHECKING:
    from collections.abc import Sequence

DASK_ADDRESS = re.compile(r"(tcp|tls)://[^/\s@]+:[0-9]{1,5}")


def parse_vigencia(text: str) -> int:
    """Read the four-digit year measured."""
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise ParameterError("opción --vigencia", f"'{text}' no es un año", "cuatro cifras")
    return int(text)


def parse_formats(text: str) -> tuple[Format, ...]:
    """Read ``html,pdf`` in any order; each once, in the house order."""
    asked = {part.strip() for part in text.split(",") if part.strip()}
    unknown = asked - set(get_args(Format))
    if unknown or not asked:
        raise ParameterError(
            "opción --formato", f"'{text}' no sirve", f"uno o varios de {listed(FORMATS)}"
        )
    return tuple(item for item in FORMATS if item in asked)


def parse_engine(text: str) -> EngineName:
    """Read the name of an engine."""
    for name in ENGINES:
        if text == name:
            return name
    raise ParameterError("opción --motor", f"'{text}' no sirve", f"uno de {listed(ENGINES)}")


def parse_count(text: str, option: str) -> int:
    """Read a whole number of at least 1."""
    if not (text.isascii() and text.isdigit() and int(text) >= 1):
        raise ParameterError(f"opción {option}", f"'{text}' no sirve", "un entero desde 1")
    return int(text)


def parse_port(text: str) -> int:
    """Read the number of a port that needs no special rights."""
    if not (text.isascii() and text.isdigit() and 1024 <= int(text) <= 65535):
        raise ParameterError("opción --puerto", f"'{text}' no sirve", "un entero de 1024 a 65535")
    return int(text)


def parse_dask(text: str) -> str:
    """Read the address of a scheduler, or ``local``."""
    if text and text != "local" and not DASK_ADDRESS.fullmatch(text):
        raise ParameterError(
            "opción --dask", f"'{text}' no sirve", "local, tcp://EQUIPO:PUERTO o tls://…"
        )
    return text


def parse_name(text: str) -> tuple[str, int]:
    """Read entidad and vigencia out of the name of a report (``0001/2025/integridad``)."""
    parts = text.rsplit("/", 2)
    if len(parts) != 3 or not all(parts) or not (parts[1].isascii() and parts[1].isdigit()):
        raise ParameterError("opción --solo", f"'{text}' no sirve", "ENTIDAD/VIGENCIA/INFORME")
    return parts[0], int(parts[1])


def parse_parameters(pairs: Sequence[str]) -> dict[str, str]:
    """Read repeated ``nombre=valor``; the notebook's declaration gives the types later."""
    values: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.strip():
            raise ParameterError("opción --parametro", f"'{pair}' no sirve", "NOMBRE=VALOR")
        if name.strip() in values:
            raise ParameterError("opción --parametro", f"'{name}' está dos veces")
        values[name.strip()] = value.strip()
    return values
