"""The fictitious data that is measured, and the jobs made of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from measuring import run_mipg, run_python

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.reporting.jobs import Format, Job

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = ROOT / "notebooks"
GENERATOR = ROOT / "data" / "sample" / "generar.py"
VIGENCIA = 2025
#: The entidad of the sample with every politica, recommendations, owners and targets.
ENTIDAD = "0001"


def load_sample(folder: Path) -> Path:
    """Make the raw files of the sample in `folder` and load them; give the folder of tables."""
    run_python(GENERATOR, folder / "raw")
    run_mipg("cargar", folder / "raw", "--datos", folder / "tidy")
    return folder / "tidy"


def make_country(path: Path, n_entidades: int) -> Path:
    """Write a results workbook of the size of the country."""
    run_python(GENERATOR, "--pais", path, "--entidades", n_entidades)
    return path


def plan(
    tidy: Path,
    outputs: Path,
    *,
    formats: tuple[Format, ...] = ("html",),
    entidades: Sequence[str] = (),
) -> list[Job]:
    """Plan the report of each politica of `entidades` (default: all that are loaded)."""
    from mipg_helpers.reporting.catalogue import read_report_kinds
    from mipg_helpers.reporting.jobs import plan_jobs
    from mipg_helpers.reporting.settings import open_workspace

    space = open_workspace(tidy)
    return plan_jobs(
        space,
        [read_report_kinds(NOTEBOOKS)["politica"]],
        entidades=entidades or sorted(space.store.entidades(VIGENCIA)["entidad_id"]),
        vigencia=VIGENCIA,
        outputs=outputs,
        formats=formats,
    )
