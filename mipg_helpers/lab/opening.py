"""The one line with which an analyst begins: ``from mipg_helpers import abrir``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mipg_helpers.lab.api import Datos


def abrir(datos: str | Path | None = None) -> Datos:
    """Abre los datos cargados, para hacerles preguntas.

    ``datos``: la carpeta de las tablas; si no se dice, la de ``MIPG_DATOS`` o la usual del
    proyecto (``data/tidy`` y, si no hay nada cargado, la muestra ficticia).

    Si no hay nada cargado, o los archivos cambiaron después del cargue, es un error que dice
    la orden que lo remedia.

    >>> datos = abrir()  # doctest: +SKIP
    >>> datos.brechas("0001", vigencia)  # doctest: +SKIP
    """
    from mipg_helpers.lab.api import Datos
    from mipg_helpers.reporting.settings import open_workspace

    return Datos(open_workspace(None if datos is None else Path(datos)))
