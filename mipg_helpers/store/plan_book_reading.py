"""Reading the book of plans: the plan, everything said of it, what waits for a person.

`PlanBook` in `mipg_helpers.store.plan_book` opens the book and writes in it.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING

from mipg_helpers.analysis.plan import Plan, accion_of
from mipg_helpers.reference.plan_cells import CellKey, Cells
from mipg_helpers.store.plan_book_changes import compare_cut_offs, list_changes
from mipg_helpers.store.plan_book_place import RECEIVED_FOLDER
from mipg_helpers.store.plan_book_records import Conflict, Option
from mipg_helpers.store.plan_book_tables import (
    ARRIVED,
    CURRENT,
    DISPUTED,
    FOREVER,
    HISTORY,
    LATER_SENDING,
    MATCHES,
    SENT,
    moment_text,
    received_of,
    said_of,
    sending_of,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from pathlib import Path

    from mipg_helpers.analysis.follow_up_profile import CellChange
    from mipg_helpers.store.plan_book_records import Received, Said, Sending

#: The hour of Colombia, all year round; a cut-off ends with its day.
HERE = timezone(timedelta(hours=-5))


class PlanReader:
    """Everything that can be asked of an open book; a plan is an entidad and a vigencia_plan."""

    folder: Path
    _base: sqlite3.Connection

    # The plan.

    def plans(self) -> tuple[tuple[str, int], ...]:
        """List every (entidad_id, vigencia_plan) of which something is kept."""
        rows = self._base.execute(
            "SELECT DISTINCT entidad_id, vigencia_plan FROM valores ORDER BY 1, 2"
        )
        return tuple((str(entidad_id), int(year)) for entidad_id, year in rows)

    def plan(self, entidad_id: str, vigencia_plan: int) -> Plan:
        """Read the plan as it is now; actions in the order in which they came into it."""
        by_action: dict[str, Cells] = defaultdict(dict)
        for key, value in self.cells(entidad_id, vigencia_plan).items():
            by_action[key.accion_id][key] = value
        arrived = [row[0] for row in self._base.execute(ARRIVED, [entidad_id, vigencia_plan])]
        actions = [accion_of(name, by_action[name]) for name in arrived if name in by_action]
        said = {avance.corte for accion in actions for avance in accion.avances}
        sent = {c for sending in self.sendings(entidad_id, vigencia_plan) for c in sending.cortes}
        return Plan(entidad_id, vigencia_plan, tuple(actions), tuple(sorted(said | sent)))

    def cells(self, entidad_id: str, vigencia_plan: int) -> Cells:
        """Read every cell of the plan as it is now."""
        return self._cells(entidad_id, vigencia_plan)

    def cells_at(self, entidad_id: str, vigencia_plan: int, moment: date | datetime) -> Cells:
        """Read the plan as it was at a moment; a date means the end of that day in Colombia."""
        return self._cells(entidad_id, vigencia_plan, moment_text(_moment(moment)))

    def cells_sent(self, sending: Sending) -> Cells:
        """Read what the actions of a sending said when it went out."""
        plan, shown = (sending.entidad_id, sending.vigencia_plan), json.dumps(sending.acciones)
        rows = self._base.execute(SENT, [*plan, sending.hasta, shown])
        return {CellKey(*address): value for *address, value in rows}

    def history(self, entidad_id: str, vigencia_plan: int, key: CellKey) -> tuple[Said, ...]:
        """List everything that was ever said of one cell, in the order it was noted."""
        rows = self._base.execute(HISTORY, [entidad_id, vigencia_plan, *key])
        return tuple(said_of(row) for row in rows)

    def said(self, entidad_id: str, vigencia_plan: int) -> tuple[Said, ...]:
        """List everything that was ever said of a plan, in the order it was noted."""
        rows = self._base.execute(
            "SELECT * FROM valores WHERE entidad_id = ? AND vigencia_plan = ? ORDER BY valor_id",
            [entidad_id, vigencia_plan],
        )
        return tuple(said_of(row) for row in rows)

    def changes(self, entidad_id: str, vigencia_plan: int) -> tuple[CellChange, ...]:
        """List every value that was ever taken and the one before it, in Colombian time."""
        return list_changes(self.said(entidad_id, vigencia_plan), HERE)

    def changes_between(
        self, entidad_id: str, vigencia_plan: int, corte_anterior: date, corte: date
    ) -> tuple[CellChange, ...]:
        """List the cells that changed from one cut-off to the next (see `compare_cut_offs`)."""
        return compare_cut_offs(
            self.said(entidad_id, vigencia_plan),
            _moment(corte_anterior),
            _moment(corte),
            corte_anterior.isoformat(),
            corte.isoformat(),
        )

    def past(self, entidad_id: str, vigencia_plan: int) -> dict[CellKey, list[str]]:
        """List what each cell of the plan ever said, oldest first, from its first silence on."""
        values: dict[CellKey, list[str]] = defaultdict(lambda: [""])
        for one in self.said(entidad_id, vigencia_plan):
            if one.resultado == "tomado":
                values[one.key].append(one.valor)
        return dict(values)

    def fingerprint(self, entidad_id: str, vigencia_plan: int, politica: str | None = None) -> str:
        """Digest all that a report may say of a plan, or of the actions of one politica."""
        said = self.said(entidad_id, vigencia_plan)
        if politica is not None:
            serving = self._serving(entidad_id, vigencia_plan, politica)
            said = tuple(one for one in said if one.key.accion_id in serving)
        sendings = self.sendings(entidad_id, vigencia_plan)
        cortes = sorted({corte.isoformat() for one in sendings for corte in one.cortes})
        digest = hashlib.sha256(" ".join(cortes).encode())
        for one in said:
            parts = (*one.key, one.valor, one.resultado, one.origen.archivo, str(one.momento))
            digest.update("\x1f".join(parts).encode() + b"\x1e")
        return digest.hexdigest()

    # What a person must decide, and what was decided or refused.

    def disputed(self, entidad_id: str, vigencia_plan: int) -> tuple[Said, ...]:
        """List the values in dispute about which nobody decided yet."""
        rows = self._base.execute(DISPUTED, [entidad_id, vigencia_plan])
        return tuple(said_of(row) for row in rows)

    def conflicts(self, entidad_id: str, vigencia_plan: int) -> tuple[Conflict, ...]:
        """List the cells of which different values were said, with who said each, by cell."""
        cells = self.cells(entidad_id, vigencia_plan)
        by_key: dict[CellKey, list[Said]] = defaultdict(list)
        for said in self.disputed(entidad_id, vigencia_plan):
            if said.valor != cells.get(said.key, ""):
                by_key[said.key].append(said)
        return tuple(
            Conflict(
                entidad_id,
                vigencia_plan,
                key,
                cells.get(CellKey(key.accion_id, "accion"), ""),
                (self._in_force(entidad_id, vigencia_plan, key), *_options(by_key[key])),
            )
            for key in sorted(by_key)
        )

    def settled(self, entidad_id: str, vigencia_plan: int) -> frozenset[tuple[CellKey, str, str]]:
        """List the disputed changes (cell, base, value) about which a person decided."""
        still_open = {said.change for said in self.disputed(entidad_id, vigencia_plan)}
        said = self.said(entidad_id, vigencia_plan)
        return frozenset(one.change for one in said if one.resultado == "disputado") - still_open

    def decisions(self, entidad_id: str, vigencia_plan: int) -> tuple[Said, ...]:
        """List what persons decided between different values, in order."""
        said = self.said(entidad_id, vigencia_plan)
        return tuple(one for one in said if one.origen.clase == "decision")

    def rejected(self, entidad_id: str, vigencia_plan: int) -> tuple[Said, ...]:
        """List the texts that could not be taken, as they were typed, in order."""
        said = self.said(entidad_id, vigencia_plan)
        return tuple(one for one in said if one.resultado == "rechazado")

    def matches(self) -> dict[tuple[str, str], bool]:
        """Map (id of a text, accion_id) to whether a person said that it attends to it."""
        return {
            (str(texto), str(accion)): bool(attends)
            for texto, accion, attends, _ in self._base.execute(MATCHES)
        }

    # What went out and what came in.

    def sending(self, envio_id: str) -> Sending | None:
        """Find a workbook that went out; None when this book knows nothing of it."""
        row = self._base.execute("SELECT * FROM envios WHERE envio_id = ?", [envio_id]).fetchone()
        return None if row is None else sending_of(row)

    def sendings(self, entidad_id: str, vigencia_plan: int) -> tuple[Sending, ...]:
        """List the workbooks that went out, oldest first."""
        rows = self._base.execute(
            "SELECT * FROM envios WHERE entidad_id = ? AND vigencia_plan = ?"
            " ORDER BY momento, hasta, envio_id",
            [entidad_id, vigencia_plan],
        )
        return tuple(sending_of(row) for row in rows)

    def is_superseded(self, sending: Sending) -> bool:
        """Tell whether the same reader was sent a later workbook."""
        reader = (sending.entidad_id, sending.vigencia_plan, sending.rol, sending.destinatario)
        noted = moment_text(sending.momento) if sending.momento else ""
        later = [*reader, noted, sending.hasta, sending.envio_id]
        return bool(self._base.execute(LATER_SENDING, later).fetchone()[0])

    def received(self) -> tuple[Received, ...]:
        """List every file that came in, refused ones too, oldest first."""
        rows = self._base.execute("SELECT * FROM recibidos ORDER BY recibido_id")
        return tuple(received_of(row, self.folder / RECEIVED_FOLDER) for row in rows)

    def _cells(self, entidad_id: str, vigencia_plan: int, until: str = FOREVER) -> Cells:
        rows = self._base.execute(CURRENT, [entidad_id, vigencia_plan, until])
        return {CellKey(*address): value for *address, value in rows}

    def _in_force(self, entidad_id: str, vigencia_plan: int, key: CellKey) -> Option:
        history = self.history(entidad_id, vigencia_plan, key)
        taken = [said for said in history if said.resultado == "tomado"][-1:]
        value = taken[0].valor if taken else ""
        return Option(value, tuple(taken))

    def _serving(self, entidad_id: str, vigencia_plan: int, politica: str) -> set[str]:
        return {
            accion.accion_id
            for accion in self.plan(entidad_id, vigencia_plan).acciones
            if politica in (accion.politica, *accion.otras_politicas)
        }


def _options(disputed: Iterable[Said]) -> tuple[Option, ...]:
    by_value: dict[str, list[Said]] = defaultdict(list)
    for said in disputed:
        by_value[said.valor].append(said)
    return tuple(Option(value, tuple(by_value[value])) for value in sorted(by_value))


def _moment(moment: date | datetime) -> datetime:
    if isinstance(moment, datetime):
        return moment.astimezone(UTC)
    return datetime.combine(moment, time(23, 59, 59), HERE).astimezone(UTC)
