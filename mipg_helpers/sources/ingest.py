"""From raw files to tidy tables: read each file, join, check, compare and write.

What is valid is loaded although another file fails; if nothing is valid nothing is written
and the former load stays.
"""

from __future__ import annotations

import platform
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING

from mipg_helpers.errors import DataValidationError
from mipg_helpers.sources.assemble import Assembly
from mipg_helpers.sources.changes import Changes, compare_loads
from mipg_helpers.sources.declared import merge_declared
from mipg_helpers.sources.file_kinds import is_text
from mipg_helpers.sources.model import KINDS, Declared, Finding
from mipg_helpers.sources.quality import (
    FINDINGS_FILE,
    findings_csv,
    findings_frame,
    quality_table,
)
from mipg_helpers.sources.raw_files import RawFiles, collect_files
from mipg_helpers.sources.reading import ReadFile, read_file
from mipg_helpers.store import Store, StoredFile, StoreInfo, write_tables
from mipg_helpers.store.columns import conform
from mipg_helpers.store.sidecar import record_file, relative_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    import pandas as pd

    from mipg_helpers.reference import Catalog

SAME_FILE = "archivo repetido"
_LIBRARIES = ("mipg-workbench", "pandas", "pyarrow", "pandera", "python-calamine")


@dataclass(slots=True)
class IngestReport:
    """What came of a load.

    `quality` has one row per file (see `quality.quality_table`); `counts` rows by table;
    `written` tells whether tables were written; `exit_code` is 0 unless a file was refused.
    """

    files: tuple[StoredFile, ...]
    counts: dict[str, int]
    findings: list[Finding]
    quality: pd.DataFrame
    changes: Changes
    written: bool
    refusals: list[ReadFile] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return self.written and not self.refusals

    @property
    def exit_code(self) -> int:
        if self.ok:
            return 0
        errors = [file.error for file in self.refusals if file.error is not None]
        return errors[0].exit_code if errors else DataValidationError.exit_code


def ingest(
    paths: Sequence[Path],
    *,
    tidy: Path,
    declared: Declared | None = None,
    vigencia_del_nombre: bool = False,
    catalog: Catalog | None = None,
    fecha_cargue: date | None = None,
) -> IngestReport:
    """Load files, folders and globs into the folder of tidy tables, replacing what was there.

    Parameters
    ----------
    paths
        What to read. A ``fuentes.toml`` beside the files says what they do not.
    tidy
        Folder of tidy tables.
    declared
        Statements about every file, over those of ``fuentes.toml``.
    vigencia_del_nombre
        The year in a file's name is confirmed as its vigencia where the file is silent.
    fecha_cargue
        Date of the load; today when not given.

    Raises
    ------
    ConfigError
        If a path does not exist, nothing is found, or a ``fuentes.toml`` is wrong.
    """
    from mipg_helpers.reference import load_catalog

    catalog = catalog or load_catalog()
    raw = collect_files(paths, tidy)
    read = _read_all(raw, declared or Declared(), catalog, vigencia_del_nombre=vigencia_del_nombre)
    whole = Assembly(read, catalog)
    whole.run()
    files = _stored(read, tidy, whole.tables)
    findings = [*raw.findings, *(f for file in read for f in file.findings), *whole.findings]
    report = IngestReport(
        files=tuple(files),
        counts={name: len(table) for name, table in whole.tables.items()},
        findings=findings,
        quality=quality_table(read, whole.tables, whole.findings),
        changes=compare_loads(Store(tidy), whole.tables, catalog),
        written=any(len(table) for table in whole.tables.values()),
        refusals=[file for file in read if file.error is not None],
    )
    if report.written:
        info = StoreInfo(
            files=report.files,
            counts=report.counts,
            fecha_cargue=fecha_cargue or datetime.now(UTC).astimezone().date(),
            huella_referencia=catalog.fingerprint,
            es_ficticio=any(file.es_ficticio for file in files if file.filas),
            versiones=_versions(),
            origenes=tuple(relative_path(path, tidy) for path in paths if is_text(path)),
            declaraciones=tuple(_declaration_files(raw, tidy)),
            opciones=tuple(_options(declared, vigencia_del_nombre=vigencia_del_nombre)),
        )
        _write(tidy, whole.tables, findings, info, catalog)
    return report


def _read_all(
    raw: RawFiles, stated: Declared, catalog: Catalog, *, vigencia_del_nombre: bool
) -> list[ReadFile]:
    """Read every file; of two with the same content the first counts."""
    seen: dict[str, Path] = {}
    results = []
    for path in raw.paths:
        declared = merge_declared((raw.declared(path), stated))
        result = read_file(path, declared, catalog, vigencia_del_nombre=vigencia_del_nombre)
        first = seen.setdefault(result.sha256, path) if result.sha256 else path
        if first != path:
            result.parsed, result.error = None, None
            result.findings = [_same_file(path, first)]
        results.append(result)
    # Official results first: of an entidad described twice, the first description stays.
    order = {kind: place for place, kind in enumerate(KINDS)}
    return sorted(results, key=lambda file: order.get(file.tipo, len(order)))


def _same_file(path: Path, first: Path) -> Finding:
    where = f" de la carpeta «{first.parent.name}»" if first.name == path.name else ""
    return Finding(
        archivo=path.name,
        hoja="",
        fila=None,
        columna="",
        valor="",
        tipo=SAME_FILE,
        gravedad="aviso",
        mensaje=f"«{path.name}» es idéntico a «{first.name}»{where}; se cargó una vez",
        accion="retire la copia",
    )


def _stored(
    files: Iterable[ReadFile], tidy: Path, tables: Mapping[str, pd.DataFrame]
) -> list[StoredFile]:
    rows: dict[str, dict[str, int]] = {}
    for name, table in tables.items():
        for sha256, n in table.groupby("fuente_sha256").size().items():
            rows.setdefault(str(sha256), {})[name] = int(n)
    return [
        replace(
            record_file(file.path, tidy, tipo=file.tipo, sha256=file.sha256),
            vigencias=() if file.parsed is None else file.parsed.vigencias,
            filas={} if file.parsed is None else rows.get(file.sha256, {}),
            es_ficticio=file.declared.ficticio,
        )
        for file in files
        if is_text(file.path)  # a refused file that no record could name
    ]


def _declaration_files(raw: RawFiles, tidy: Path) -> Iterable[StoredFile]:
    for declarations in raw.declarations.values():
        yield record_file(declarations.path, tidy, tipo="declaraciones")


def _options(declared: Declared | None, *, vigencia_del_nombre: bool) -> Iterable[str]:
    """Write the statements of this load as options of the command that repeats it."""
    if vigencia_del_nombre:
        yield "--vigencia-del-nombre"
    if declared is None:
        return
    if declared.vigencia is not None:
        yield from ("--vigencia", str(declared.vigencia))
    if declared.entidad:
        yield from ("--entidad", declared.entidad)
    if declared.tipo:
        yield from ("--tipo", declared.tipo)


def _versions() -> dict[str, str]:
    return {"python": platform.python_version(), **{name: version(name) for name in _LIBRARIES}}


def _write(
    tidy: Path,
    tables: Mapping[str, pd.DataFrame],
    findings: Sequence[Finding],
    info: StoreInfo,
    catalog: Catalog,
) -> None:
    found = conform(findings_frame(findings), "hallazgos", catalog)
    texts = {FINDINGS_FILE: findings_csv(findings)}
    write_tables(tidy, {**tables, "hallazgos": found}, info, texts=texts)
