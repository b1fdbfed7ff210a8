"""Small plans, and workbooks as the reader hands them over; every text is invented."""

from __future__ import annotations

import hashlib
import runpy
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import openpyxl
from profile_builders import accion as propuesta
from profile_builders import profile, recomendacion

from mipg_helpers.analysis.plan import Accion, cells_of
from mipg_helpers.analysis.proposals import action_id
from mipg_helpers.plan_workbook.dispatch import dispatch_plan
from mipg_helpers.plan_workbook.model import Place, Returned
from mipg_helpers.reference import load_catalog
from mipg_helpers.reference.plan_cells import CellKey
from mipg_helpers.store.plan_book import PlanBook
from mipg_helpers.store.plan_book_records import Origin, Said, Sending

SAMPLE = Path(__file__).resolve().parents[1] / "data" / "sample"
SIMULATOR = runpy.run_path(str(SAMPLE / "simular_lideres.py"))

ENTIDAD, VIGENCIA, VIGENCIA_PLAN = "9001", 2025, 2026
CORTE, CORTE_FINAL = "2026-09-30", "2026-12-31"
A1, A2, A3 = ("a" * 16, "b" * 16, "c" * 16)
ENVIO = "e" * 16


def accion(accion_id=A1, **changes):
    values = {
        "tipo_plan": "mejoramiento",
        "politica": "integridad",
        "hallazgo": "Adoptar el código de integridad",
        "accion": "Adoptar el código de integridad",
        "producto": "Código adoptado",
        "dependencia": "Talento Humano",
        **changes,
    }
    return Accion(accion_id=accion_id, **values)


def plan_cells(*acciones):
    return {k: v for one in acciones or (accion(),) for k, v in cells_of(one).items()}


def key(campo, accion_id=A1, corte=""):
    return CellKey(accion_id, campo, corte)


def avance(accion_id=A1, corte=CORTE):
    return CellKey(accion_id, "avance", corte)


def returned(base, changes=None, *, name="lider.xlsx", emptied=(), **others):
    """A workbook with `base` sent and `changes` typed; equal contents have equal hashes."""
    cells = {k: v for k, v in {**base, **(changes or {})}.items() if k not in emptied}
    content = repr((name, sorted(base.items()), sorted(cells.items()), sorted(others.items())))
    values = {
        "archivo": name,
        "sha256": hashlib.sha256(content.encode()).hexdigest(),
        "esquema": 1,
        "envio_id": ENVIO,
        "entidad_id": ENTIDAD,
        "entidad": "Alcaldía de Pueblo Ejemplo",
        "vigencia": VIGENCIA,
        "vigencia_plan": VIGENCIA_PLAN,
        "rol": "lider",
        "destinatario": "Talento Humano",
        "fecha": date(2026, 7, 1),
        "base": base,
        "cells": cells,
        "places": {k: Place("Integridad", 6, "K") for k in cells},
        **others,
    }
    return Returned(**values)


def said(campo="accion", valor="x", base="", resultado="tomado", *, clase="propuesta", **others):
    where = {k: others.pop(k) for k in ("accion_id", "corte") if k in others}
    return Said(
        key(campo, **where),
        valor,
        base,
        resultado,
        Origin(clase, **{"archivo": "uno.xlsx", **others}),
    )


def sending(envio_id=ENVIO, acciones=(A1,), **changes):
    values = {
        "envio_id": envio_id,
        "entidad_id": ENTIDAD,
        "vigencia": VIGENCIA,
        "vigencia_plan": VIGENCIA_PLAN,
        "rol": "lider",
        "destinatario": "Talento Humano",
        "acciones": acciones,
        "cortes": (date(2026, 9, 30), date(2026, 12, 31)),
        "archivo": "plan-talento-humano.xlsx",
        **changes,
    }
    return Sending(**values)


class Clock:
    """A clock that a test sets; without setting, a second passes at each look."""

    def __init__(self, now=datetime(2026, 7, 1, 15, tzinfo=UTC)):
        self.now = now

    def __call__(self):
        self.now += timedelta(seconds=1)
        return self.now


def note(book, *said_values):
    """Write values into a book in one go."""
    with book.writing():
        book.add_said(ENTIDAD, VIGENCIA_PLAN, said_values)


def note_plan(book, *acciones):
    """Write actions into a book as this program proposes them."""
    cells = plan_cells(*acciones)
    origin = Origin("propuesta")
    note(book, *(Said(k, v, "", "tomado", origin) for k, v in sorted(cells.items())))


def profile_with(*textos, politica="integridad", nivel="alta", owner=None):
    """A report of one politica whose recommendations are these texts."""
    groups = tuple(recomendacion(n, texto, politica) for n, texto in enumerate(textos, start=1))
    proposed = tuple(
        replace(
            propuesta(n, texto, politica),
            accion_id=action_id(ENTIDAD, VIGENCIA, politica, texto),
            prioridad=nivel,
        )
        for n, texto in enumerate(textos, start=1)
    )
    base = profile(politica)
    return replace(
        base,
        recomendaciones=groups,
        acciones=proposed,
        priority=replace(base.priority, nivel=nivel),
        responsables=replace(base.responsables, **(owner or {})),
    )


#: Books that `dispatched` opened and `close_books` closes.
OPENED = []


def close_books():
    while OPENED:
        OPENED.pop().__exit__()


def dispatched(folder, *profiles, catalog=None, clock=None):
    """Send a plan made from these reports; give the open book and where the workbooks are."""
    book = PlanBook(folder / "plan", clock=clock or Clock())
    OPENED.append(book)
    made = profiles or (profile_with("Adoptar el código", "Medir el clima"),)
    done = dispatch_plan(book, made, folder / "libros", catalog or load_catalog())
    return book, done


def fill_in(source, target, changes):
    """Return a copy of a workbook in which somebody wrote: {(row, header): value}."""
    book = openpyxl.load_workbook(source)
    for (number, header), value in changes.items():
        SIMULATOR["action_rows"](book)[number].write(header, value)
    target.parent.mkdir(parents=True, exist_ok=True)
    book.save(target)
    return target
