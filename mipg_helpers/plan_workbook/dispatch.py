"""Bring the plan up to date and put its workbooks where they can be taken from.

The workbooks appear only after the book has noted that they go out: one that a leader fills
in is always known when it comes back, whatever interrupts us. A workbook in which somebody
wrote is never replaced: it is moved aside.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mipg_helpers.plan_workbook.draft import draft_612, draft_plan
from mipg_helpers.plan_workbook.loaded_plans import load_plan
from mipg_helpers.plan_workbook.sending import plan_outgoing, without_leader
from mipg_helpers.plan_workbook.write import workbook_bytes
from mipg_helpers.sources.unit_aliases import UNITS_FILE, aliases_beside
from mipg_helpers.store.plan_book_place import copy_path, keep_copy
from mipg_helpers.store.plan_book_records import Received, Sending
from mipg_helpers.store.private_folders import private_folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from mipg_helpers.analysis.plan import Accion
    from mipg_helpers.analysis.profile import Profile
    from mipg_helpers.plan_workbook.draft import Draft
    from mipg_helpers.plan_workbook.loaded_plans import LoadedPlan
    from mipg_helpers.plan_workbook.sending import Outgoing
    from mipg_helpers.reference import Catalog
    from mipg_helpers.sources.plan_model import ParsedPlan
    from mipg_helpers.sources.unit_aliases import UnitAliases
    from mipg_helpers.store.plan_book import PlanBook
    from mipg_helpers.store.plan_book_records import Conflict

PRIVATE = ".en-curso-"


@dataclass(frozen=True, slots=True)
class Dispatch:
    """What was added to the plan, which workbooks were written, and what a person should see."""

    draft: Draft
    loaded: tuple[LoadedPlan, ...]
    n_acciones: int
    archivos: tuple[Path, ...]
    apartados: tuple[Path, ...]
    sin_lider: tuple[Accion, ...]
    preguntas: tuple[str, ...]
    conflictos: tuple[Conflict, ...]


def dispatch_plan(
    book: PlanBook,
    profiles: Sequence[Profile],
    folder: Path,
    catalog: Catalog,
    parsed: Sequence[tuple[Path, ParsedPlan]] = (),
    *,
    planes_612: bool = False,
) -> Dispatch:
    """Draft what is new, load the plans read, and write every workbook into `folder`.

    Parameters
    ----------
    profiles
        Those of all politicas of one entidad and vigencia, at least one, in official order.
    parsed
        Plans that the entidad had already, with the file of each, which is kept as it is.
    planes_612
        Also propose the publication of the plans of Decreto 612.

    Raises
    ------
    ConfigError, RenderError
        If somebody else is writing in the book, or a workbook cannot be written.
    """
    key = profiles[0].entidad.entidad_id, profiles[0].vigencia_plan
    folder.mkdir(parents=True, exist_ok=True)
    with private_folder(folder, PRIVATE) as private:
        for path, one in parsed:
            keep_copy(book.folder, path, one.sha256)
        with book.writing():
            draft = draft_plan(profiles, book.plan(*key), catalog)
            if planes_612:
                draft = draft.joined(draft_612(profiles, book.plan(*key), catalog))
            book.add_said(*key, draft.said)
            loaded = tuple(_load(book, key, path, one) for path, one in parsed)
            plan = book.plan(*key)
            units = aliases_beside(book.path)
            outgoing = plan_outgoing(plan, profiles, catalog, book.today(), units)
            sendings = [_write(book, one, private, catalog) for one in outgoing]
        known = {one.sha256 for one in book.sendings(*key)}
        aside = [
            place_workbook(private / one.archivo, folder, known, one.sha256) for one in sendings
        ]
    return Dispatch(
        draft=draft,
        loaded=loaded,
        n_acciones=len(plan.acciones),
        archivos=tuple(folder / one.archivo for one in outgoing),
        apartados=tuple(path for path in aside if path),
        sin_lider=without_leader(plan, profiles),
        preguntas=_questions(units, _unit_names(profiles)),
        conflictos=book.conflicts(*key),
    )


def _load(book: PlanBook, key: tuple[str, int], path: Path, parsed: ParsedPlan) -> LoadedPlan:
    loaded = load_plan(book, *key, parsed)
    if not loaded.es_repetido:
        copy = copy_path(book.folder, parsed.sha256, path.name)
        book.add_received(
            Received(
                parsed.sha256, path.name, "leido", copy, entidad_id=key[0], vigencia_plan=key[1]
            )
        )
    return loaded


def _write(book: PlanBook, outgoing: Outgoing, private: Path, catalog: Catalog) -> Sending:
    """Write a workbook out of sight and note its sending, once for the same contents."""
    content = outgoing.content
    sent = book.sending(content.envio_id)
    if sent is not None:
        content = replace(content, fecha=book.day_of(sent))
    data = workbook_bytes(content, catalog)
    (private / outgoing.archivo).write_bytes(data)
    if sent is not None:
        return sent
    sending = Sending(
        envio_id=content.envio_id,
        entidad_id=content.entidad_id,
        vigencia=content.vigencia,
        vigencia_plan=content.vigencia_plan,
        rol=content.rol,
        destinatario=content.destinatario,
        acciones=tuple(accion.accion_id for accion in content.acciones),
        cortes=content.cortes,
        archivo=outgoing.archivo,
        sha256=hashlib.sha256(data).hexdigest(),
    )
    book.add_sending(sending)
    return sending


def place_workbook(file: Path, folder: Path, known: set[str], sent: str) -> Path | None:
    """Put a workbook in its place; give the new name of one that was there and is not ours.

    `known` are the hashes of all workbooks that went out, `sent` that of this one.

    The one that went out stays as it is, even where today's program would write it otherwise.
    """
    target, aside = folder / file.name, None
    if target.exists():
        present = target.read_bytes()
        digest = hashlib.sha256(present).hexdigest()
        if present == file.read_bytes() or digest == sent:
            return None
        if digest not in known:
            aside = target.with_name(f"{target.stem}.lleno-{digest[:8]}{target.suffix}")
            target.replace(aside)
    file.replace(target)
    return aside


def _unit_names(profiles: Sequence[Profile]) -> set[str]:
    owners = [profile.responsables for profile in profiles]
    return {name for one in owners for name in (one.lider, one.responsable) if name}


def _questions(units: UnitAliases, names: set[str]) -> tuple[str, ...]:
    return tuple(
        f"«{one}» y «{other}» se parecen; si son la misma dependencia, escríbalo en {UNITS_FILE}, "
        "en la carpeta del plan"
        for one, other in units.alike(names)
    )
