"""Small plans, and workbooks as the reader hands them over; every text is invented."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta

from mipg_helpers.analysis.plan import Accion, cells_of
from mipg_helpers.plan_workbook.model import Place, Returned
from mipg_helpers.reference.plan_cells import CellKey
from mipg_helpers.store.plan_book_records import Origin, Said, Sending

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
