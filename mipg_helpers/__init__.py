"""MIPG Workbench: from FURAG results to gap analysis and improvement-plan reports.

Importing the package does nothing and costs nothing: every heavy library is
imported by the one module that is its door, when that module is needed. ``abrir``
is for analysts: ``from mipg_helpers import abrir``.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mipg_helpers.lab.opening import abrir

__all__ = ["abrir"]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    if name == "abrir":
        from mipg_helpers.lab.opening import abrir

        return abrir
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
