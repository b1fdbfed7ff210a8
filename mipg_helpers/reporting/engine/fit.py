"""When a notebook cannot be run by a fork, and how that is noted for the operator.

No doubt is settled in favour of speed: what the fast engine cannot do as a kernel does it goes
to an ordinary kernel, and the executed notebook says which one ran and why.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The kernel whose place the warm process takes: ipykernel in this very environment.
KERNEL = "python3"
#: Where an executed notebook notes which engine ran it.
NOTE = "mipg"


class UnsuitableError(Exception):
    """The ordinary kernel is needed; the text says why, in Spanish."""


def require_fit(nb: Mapping[str, Any], kernel_name: str) -> None:
    """Refuse what can be seen before anything runs.

    Raises
    ------
    UnsuitableError
        On a system without fork, or for a notebook of another language or environment.
    """
    if sys.platform != "linux":
        raise UnsuitableError("este sistema no es Linux")
    spec = nb["metadata"].get("kernelspec", {})
    language = spec.get("language") or nb["metadata"].get("language_info", {}).get("name")
    if (language or "python") != "python":
        raise UnsuitableError(f"el cuaderno está en el lenguaje '{language}'")
    if kernel_name != KERNEL:
        raise UnsuitableError(f"el cuaderno pide el kernel '{kernel_name}' y no '{KERNEL}'")


def note_engine(nb: Mapping[str, Any], motor: str, motivo: str = "") -> None:
    """Write into a notebook which engine ran it, and why not the fast one."""
    nb["metadata"][NOTE] = {"motor": motor, **({"motivo": motivo} if motivo else {})}


def notices(nb: Mapping[str, Any]) -> list[str]:
    """Tell the operator, in a line, when an executed notebook needed the ordinary kernel."""
    motivo = nb["metadata"].get(NOTE, {}).get("motivo")
    return [f"se usó el kernel ordinario y no el motor rápido: {motivo}"] if motivo else []
