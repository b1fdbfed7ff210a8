"""Finished documents for a package: whole, unedited, and only those of its reader.

A report that failed, that was edited after it was written or that is not there is never put
into a package; it is named, with the reason and the way out.
"""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from mipg_helpers.packages.model import PLAN, REPORTS, Missing, PackageFile
from mipg_helpers.plan_workbook.write import workbook_bytes
from mipg_helpers.presentation.free_text import harmless
from mipg_helpers.reporting.jobs import FORMATS, safe_name
from mipg_helpers.reporting.norms import archival_label
from mipg_helpers.site.content_reports import title_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mipg_helpers.packages.material import Material
    from mipg_helpers.plan_workbook.sending import Outgoing
    from mipg_helpers.reporting.manifest import KnownFile, Reported

AGAIN = "repita «mipg lote» y luego esta orden"
PLAN_AGAIN = "repita «mipg plan» y luego esta orden"


class Wanted(NamedTuple):
    """A report that a package must hold."""

    informe: str
    politica: str = ""


class Found(NamedTuple):
    """What could be put into a package, and what not."""

    files: list[PackageFile]
    missing: list[Missing]


def collect_reports(
    material: Material, belongs: Callable[[Reported], bool], wanted: Iterable[Wanted]
) -> Found:
    """Take the reports that belong to a reader; name those wanted that were never made.

    Politicas are in official order, each with its main report first.
    """
    names = {p.politica.politica: p.politica.nombre for p in material.found.politicas}
    order = {politica: place for place, politica in enumerate(names)}
    own = sorted(
        (one for one in material.reports if belongs(one)),
        key=lambda one: (order.get(one.politica, -1), one.informe != "politica", one.nombre),
    )
    found = Found([], [])
    for one in own:
        _take(material, one, _title(one.informe, names.get(one.politica, "")), found)
    made = {Wanted(one.informe, one.politica) for one in own}
    for absent in (one for one in wanted if one not in made):
        title = _title(absent.informe, names.get(absent.politica, ""))
        found.missing.append(Missing(title, f"No se ha escrito: {AGAIN}."))
    return found


def workbook(material: Material, outgoing: Outgoing) -> PackageFile | Missing:
    """Take the workbook of a leader, if it is the one that the plan of today gives."""
    title, known = "Libro de su plan (Excel)", material.sendings.get(outgoing.content.envio_id)
    if known is None:
        why = f"El plan cambió después de escribir el libro, o no se ha escrito: {PLAN_AGAIN}."
        return Missing(title, why)
    folder = material.outputs / str(material.vigencia) / safe_name(material.entidad_id) / PLAN
    try:
        data = (folder / outgoing.archivo).read_bytes()
    except OSError:
        return Missing(title, f"No está en la carpeta de salida: {PLAN_AGAIN}.")
    if not _is_untouched(data, known.sha256, outgoing, material):
        return Missing(
            title,
            f"Alguien escribió en él o está dañado: recíbalo con «mipg recibir», {PLAN_AGAIN}.",
        )
    return PackageFile(f"{PLAN}/{outgoing.archivo}", title, data)


def _is_untouched(data: bytes, sha256: str, outgoing: Outgoing, material: Material) -> bool:
    """Tell whether a workbook is as it was sent, or as this program would send it again."""
    if hashlib.sha256(data).hexdigest() == sha256:
        return True
    return data == workbook_bytes(outgoing.content, material.space.catalog)


def _take(material: Material, one: Reported, title: str, found: Found) -> None:
    if one.known.estado != "listo":
        error = harmless(one.known.error).partition(" Sugerencia:")[0][:200].rstrip(".")
        found.missing.append(Missing(title, f"Falló ({error}): {AGAIN}."))
        return
    changed = material.now.why_outdated(material.entidad_id, one)
    if changed:
        found.missing.append(Missing(title, f"Muestra datos anteriores ({changed}): {AGAIN}."))
        return
    for formato in FORMATS:
        name = f"{title} ({formato.upper()})"
        file = one.known.current.get(formato)
        if file is None:
            found.missing.append(Missing(name, f"No se escribió en este formato: {AGAIN}."))
        else:
            _pack(material, file, name, found)
    for copy in one.known.copies:
        _pack(material, copy, f"{title} (copia de archivo {archival_label(copy.archivo)})", found)


def _pack(material: Material, file: KnownFile, name: str, found: Found) -> None:
    data = _whole(material, file)
    if data is None:
        why = f"El archivo no está, se editó o está dañado: {AGAIN}."
        found.missing.append(Missing(name, why))
    else:
        place = f"{REPORTS}/{PurePosixPath(file.archivo).name}"
        found.files.append(PackageFile(place, name, data))


def _whole(material: Material, file: KnownFile) -> bytes | None:
    """Read a document once: what is checked is what is packed."""
    path = material.outputs / file.archivo
    if not path.resolve().is_relative_to(material.outputs.resolve()):
        return None
    try:
        data = path.read_bytes()
    except OSError:
        return None
    return data if hashlib.sha256(data).hexdigest() == file.sha256 else None


def _title(informe: str, politica: str) -> str:
    return f"{title_of(informe)}: {politica}" if politica else title_of(informe)
