"""What changed since the last load: rows added, removed and changed, by table."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from mipg_helpers.errors import ConfigError
from mipg_helpers.sources.assemble import COMPARED
from mipg_helpers.sources.broken_keys import key_codes, key_columns
from mipg_helpers.sources.cleaning import cell_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    import pandas as pd

    from mipg_helpers.reference import Catalog
    from mipg_helpers.store import Store

MOST_EXAMPLES = 10


@dataclass(frozen=True, slots=True)
class TableChange:
    """How one table differs from the former load; `examples` are Spanish lines."""

    agregados: int = 0
    quitados: int = 0
    cambiados: int = 0
    examples: tuple[str, ...] = ()

    @property
    def is_equal(self) -> bool:
        return not (self.agregados or self.quitados or self.cambiados)


@dataclass(frozen=True, slots=True)
class Changes:
    """The differences by table; without `desde` there was nothing to compare with."""

    desde: date | None = None
    tables: dict[str, TableChange] = field(default_factory=dict)

    def lines(self) -> list[str]:
        """Word the changes, one line per table and per example."""
        if self.desde is None:
            return ["Cambios: no hay un cargue anterior con qué comparar"]
        differing = {name: one for name, one in self.tables.items() if not one.is_equal}
        if not differing:
            return [f"Cambios desde el cargue del {self.desde.isoformat()}: ninguno"]
        lines = [f"Cambios desde el cargue del {self.desde.isoformat()}:"]
        for name, one in differing.items():
            lines.append(
                f"  {name}: {one.agregados} filas agregadas, {one.quitados} quitadas, "
                f"{one.cambiados} cambiadas"
            )
            lines += [f"    {example}" for example in one.examples]
        return lines


def compare_loads(previous: Store, tables: Mapping[str, pd.DataFrame], catalog: Catalog) -> Changes:
    """Compare new tables with those of the former load, if there is one that can be read."""
    try:
        info = previous.info()
    except ConfigError:
        return Changes()
    found = {
        name: compare_tables(
            getattr(previous, name)(), new, key_columns(name, catalog), COMPARED[name]
        )
        for name, new in tables.items()
        if name in COMPARED
    }
    return Changes(info.fecha_cargue, found)


def compare_tables(
    old: pd.DataFrame, new: pd.DataFrame, key: Sequence[str], compared: Sequence[str]
) -> TableChange:
    """Compare two frames of one table by key; each key stands once in either."""
    import pandas as pd

    both = pd.concat([old[list(key)], new[list(key)]], ignore_index=True)
    codes = key_codes(both, key)
    place = pd.Index(codes[: len(old)]).get_indexer(pd.Index(codes[len(old) :]))
    was_there = place >= 0
    before = old.iloc[place[was_there]].reset_index(drop=True)
    now = new[was_there].reset_index(drop=True)
    differs = np.zeros(len(now), dtype=bool)
    for name in compared:
        both_missing = before[name].isna() & now[name].isna()
        differs |= ((before[name] != now[name]) & ~both_missing).to_numpy(dtype=bool)
    removed = np.ones(len(old), dtype=bool)
    removed[place[was_there]] = False
    return TableChange(
        agregados=int((~was_there).sum()),
        quitados=int(removed.sum()),
        cambiados=int(differs.sum()),
        examples=tuple(_examples(before[differs], now[differs], key, compared)),
    )


def _examples(
    before: pd.DataFrame, now: pd.DataFrame, key: Sequence[str], compared: Sequence[str]
) -> list[str]:
    lines = []
    pairs = zip(
        before.head(MOST_EXAMPLES).to_dict("records"),
        now.head(MOST_EXAMPLES).to_dict("records"),
        strict=True,
    )
    for old, new in pairs:
        what = ", ".join(str(new[name]) for name in key)
        changes = [
            f"{_shown(old[name])} → {_shown(new[name])}"
            for name in compared
            if _shown(old[name]) != _shown(new[name])
        ]
        lines.append(f"{what}: {'; '.join(changes)}")
    return lines


def _shown(value: object) -> str:
    text = cell_text(value)
    if isinstance(value, float):
        return "sin dato" if text == "NaN" else text.replace(".", ",")
    return f"«{text}»"
