"""Check the installation and the loaded data; every problem says how to mend it."""

from __future__ import annotations

import importlib.util
import platform
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mipg_helpers.errors import ConfigError, MipgError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: Import name and package name of what the reports need beyond the mandatory packages.
PACKAGES = {
    "jupyterlab": "jupyterlab",
    "pandas": "pandas",
    "matplotlib": "matplotlib",
    "papermill": "papermill",
    "nbconvert": "nbconvert",
    "openpyxl": "openpyxl",
    "ipykernel": "ipykernel",
    "python_calamine": "python-calamine",
    "pyarrow": "pyarrow",
    "pandera": "pandera",
    "typst": "typst",
    "pikepdf": "pikepdf",
}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at; `exit_code` 0 means that it is right."""

    asunto: str
    detalle: str
    exit_code: int = 0


def diagnose(folder: Path | None = None) -> list[Check]:
    """Look at Python, packages, reference tables and the tidy tables of `folder`."""
    return [*_installation(), *_data(folder)]


def _installation() -> Iterator[Check]:
    from mipg_helpers import __version__

    yield Check("Versión", f"MIPG Workbench {__version__}, Python {platform.python_version()}")
    missing = [name for module, name in PACKAGES.items() if not importlib.util.find_spec(module)]
    if missing:
        yield Check(
            "Paquetes",
            f"faltan {', '.join(missing)}; instálelos con: pip install -r requirements.lock",
            ConfigError.exit_code,
        )
    else:
        yield Check("Paquetes", f"los {len(PACKAGES)} necesarios están instalados")


def _data(folder: Path | None) -> Iterator[Check]:
    from mipg_helpers.reporting.settings import open_catalog, open_workspace

    try:
        catalog = open_catalog()
        spans = f"{min(catalog.vigencias)} a {max(catalog.vigencias)}"
        yield Check("Tablas de referencia", f"{len(catalog.vigencias)} vigencias, {spans}")
        store = open_workspace(folder).store
    except MipgError as error:
        yield Check("Datos", str(error), error.exit_code)
        return
    entidades = store.entidades()
    info = store.info()
    kind = "FICTICIOS (muestra)" if info.es_ficticio else "de la entidad"
    for vigencia, group in entidades.groupby("vigencia"):
        yield Check(f"Vigencia {vigencia}", f"{len(group)} entidades")
    yield Check(
        "Datos",
        f"{kind}, {len(info.files)} archivos, cargados el {info.fecha_cargue.isoformat()}, "
        f"en {store.folder}",
    )
