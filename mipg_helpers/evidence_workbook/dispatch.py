"""Put the evidence workbooks where they can be taken from.

As with those of the plan: they appear only after the book has noted that they go out, and one
in which somebody wrote is never replaced but moved aside.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mipg_helpers.evidence_workbook.layout import rows_of
from mipg_helpers.evidence_workbook.sending import plan_outgoing
from mipg_helpers.evidence_workbook.write import workbook_bytes
from mipg_helpers.plan_workbook.dispatch import PRIVATE, place_workbook
from mipg_helpers.store.plan_book_records import Sending
from mipg_helpers.store.private_folders import private_folder

if TYPE_CHECKING:
    from pathlib import Path

    from mipg_helpers.analysis.readiness_profile import PreguntaResult, ReadinessProfile
    from mipg_helpers.evidence_workbook.sending import Outgoing
    from mipg_helpers.reference import Catalog
    from mipg_helpers.store.evidence_book import EvidenceBook
    from mipg_helpers.store.plan_book_records import Conflict


@dataclass(frozen=True, slots=True)
class Dispatch:
    """Which workbooks were written, how many preguntas each holds, and what needs a person."""

    archivos: tuple[Path, ...]
    n_preguntas: tuple[int, ...]  # of each workbook
    destinatarios: tuple[str, ...]  # of each workbook
    apartados: tuple[Path, ...]
    sin_unidad: tuple[PreguntaResult, ...]
    conflictos: tuple[Conflict, ...]


def dispatch_evidence(
    book: EvidenceBook, profile: ReadinessProfile, folder: Path, catalog: Catalog
) -> Dispatch:
    """Write every workbook of the preparation of an entidad into `folder`.

    Parameters
    ----------
    profile
        That of the whole entidad; it has at least one pregunta.

    Raises
    ------
    ConfigError, RenderError
        If somebody else is writing in the book, or a workbook cannot be written.
    """
    key = profile.entidad.entidad_id, profile.vigencia_plan
    folder.mkdir(parents=True, exist_ok=True)
    with private_folder(folder, PRIVATE) as private:
        with book.writing():
            outgoing = plan_outgoing(profile, book.cells(*key), book.today())
            sendings = [_write(book, one, private, catalog) for one in outgoing]
        known = {one.sha256 for one in book.sendings(*key)}
        aside = [
            place_workbook(private / one.archivo, folder, known, sending.sha256)
            for one, sending in zip(outgoing, sendings, strict=True)
        ]
    return Dispatch(
        archivos=tuple(folder / one.archivo for one in outgoing),
        n_preguntas=tuple(len(one.content.preguntas) for one in outgoing),
        destinatarios=tuple(one.content.libro.destinatario for one in outgoing),
        apartados=tuple(path for path in aside if path),
        sin_unidad=tuple(item for item in profile.preguntas if not item.unidad),
        conflictos=book.conflicts(*key),
    )


def _write(book: EvidenceBook, outgoing: Outgoing, private: Path, catalog: Catalog) -> Sending:
    """Write a workbook out of sight and note its sending, once for the same contents."""
    content = outgoing.content
    libro = content.libro
    sent = book.sending(libro.envio_id)
    if sent is not None:
        content = replace(content, libro=replace(libro, fecha=book.day_of(sent)))
    data = workbook_bytes(content, catalog)
    (private / outgoing.archivo).write_bytes(data)
    if sent is not None:
        return sent
    sending = Sending(
        envio_id=libro.envio_id,
        entidad_id=libro.entidad_id,
        vigencia=libro.vigencia,
        vigencia_plan=libro.vigencia_plan,
        rol=libro.rol,
        destinatario=libro.destinatario,
        acciones=tuple(fila.fila_id for item in content.preguntas for fila in rows_of(item)),
        cortes=(),
        archivo=outgoing.archivo,
        sha256=hashlib.sha256(data).hexdigest(),
    )
    book.add_sending(sending)
    return sending
