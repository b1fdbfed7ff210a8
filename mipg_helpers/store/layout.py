"""Where each table lies inside the folder of tidy tables, and how its rows are sorted.

`indices` is the one big table and is asked for in two ways: everything of one entidad, and a
few indices of everybody. It is therefore kept twice, sorted for each question, one file per
vigencia; the second copy of a whole country costs some four megabytes a year and saves a
tenth of a second per year and report.
"""

from __future__ import annotations

from pathlib import Path

INDICES = "indices"

#: Every other table is one file.
FILES = {
    "entidades": Path("entidades", "entidades.parquet"),
    "recomendaciones": Path("recomendaciones", "recomendaciones.parquet"),
    "responsables": Path("responsables", "responsables.parquet"),
    "metas": Path("metas", "metas.parquet"),
    "preguntas": Path("preguntas", "preguntas.parquet"),
    "opciones": Path("preguntas", "opciones.parquet"),
    "similitudes": Path("preguntas", "similitudes.parquet"),
    "respuestas": Path("respuestas", "respuestas.parquet"),
    "autodiagnosticos": Path("autodiagnosticos", "autodiagnosticos.parquet"),
    "hallazgos": Path("hallazgos", "hallazgos.parquet"),
}

ORDERS: dict[str, tuple[str, ...]] = {
    "entidades": ("vigencia", "entidad_id"),
    "recomendaciones": ("entidad_id", "vigencia", "politica", "orden"),
    "responsables": ("entidad_id", "vigencia", "politica"),
    "metas": ("entidad_id", "vigencia", "indice"),
    "preguntas": ("vigencia", "orden"),
    "opciones": ("vigencia", "codigo_pregunta", "numero"),
    "similitudes": ("vigencia", "codigo_pregunta", "vigencia_anterior", "codigo_anterior"),
    "respuestas": ("entidad_id", "vigencia", "codigo_pregunta", "orden"),
    "autodiagnosticos": ("entidad_id", "vigencia", "politica", "orden"),
    "hallazgos": (),
}

TABLES = (INDICES, *FILES)


def indices_path(root: Path, arrangement: str, vigencia: int) -> Path:
    """Name the file of one vigencia; `arrangement` is ``por_entidad`` or ``por_indice``."""
    return root / INDICES / arrangement / f"vigencia={vigencia}.parquet"


def indices_files(root: Path, arrangement: str, vigencias: list[int] | None) -> list[Path]:
    """List the files that hold the wanted vigencias (None: all), in ascending order."""
    found = sorted((root / INDICES / arrangement).glob("vigencia=*.parquet"))
    if vigencias is None:
        return found
    return [path for path in found if int(path.stem.partition("=")[2]) in set(vigencias)]
