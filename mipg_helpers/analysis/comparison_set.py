"""Which entidades are compared: grupo par, departamento, sector, own list, or everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.analysis.comparison_profile import EntidadSet, SetChoice, SetKind
from mipg_helpers.analysis.rows import Row, holds, rows_about, rows_of
from mipg_helpers.errors import ParameterError, listed
from mipg_helpers.reference.labels import fold

if TYPE_CHECKING:
    import pandas as pd

#: The sets that are a column of the table of entidades.
COLUMNS: tuple[SetKind, ...] = (
    "grupo_par",
    "departamento",
    "sector",
    "naturaleza_juridica",
    "orden",
)
KINDS: tuple[SetKind, ...] = (*COLUMNS, "lista", "todas")
#: What stands in for the grupo par where the own entidad has none.
_INSTEAD: tuple[SetKind, ...] = ("grupo_par", "departamento", "orden")
_ORDEN_LABELS = {"nacion": "nacional", "territorio": "territorial"}
OWN_LIST, EVERYBODY = "lista propia", "todas las entidades cargadas"


def values_of(entidades: pd.DataFrame, conjunto: SetKind) -> tuple[str, ...]:
    """List the values of a criterion that the data have, as words are ordered."""
    if conjunto not in COLUMNS:
        return ()
    return tuple(sorted(set(map(str, entidades[conjunto])) - {""}, key=lambda v: (fold(v), v)))


def available_kinds(entidades: pd.DataFrame) -> tuple[SetKind, ...]:
    """List the kinds of sets that these rows allow: a column without any value allows none."""
    filled = (kind for kind in COLUMNS if bool((entidades[kind] != "").any()))
    return (*filled, "lista", "todas")


def choose_set(
    entidades: pd.DataFrame, entidad_id: str, choice: SetChoice
) -> tuple[EntidadSet, pd.DataFrame]:
    """Choose the rows of the set.

    Parameters
    ----------
    entidades
        The rows of one vigencia, one per entidad_id.
    entidad_id
        The own entidad; it joins its own list, but no departamento or sector that is not its.

    Returns
    -------
    The set, and its rows by entidad_id. Empty, with the criterion ``ninguno``, where the own
    entidad has no value for the criterion and none was given.

    Raises
    ------
    ParameterError
        If the kind is unknown, the value is not in the data, or an own list is empty.
    """
    if choice.conjunto not in KINDS:
        raise ParameterError("parámetro 'conjunto'", f"'{choice.conjunto}' no sirve", listed(KINDS))
    own = next(iter(rows_of(rows_about(entidades, entidad_id))), None)
    kind, value = _criterion(entidades, own, choice)
    if not kind:
        return EntidadSet(choice.conjunto, "ninguno", "", 0, 0, incluye_propia=False), entidades[:0]
    rows = _rows(entidades, entidad_id, kind, value, choice)
    rows = rows.sort_values("entidad_id", kind="stable")
    loaded = set(rows["entidad_id"])
    return (
        EntidadSet(
            choice.conjunto,
            kind,
            _label(kind, value),
            len(rows),
            int(rows["es_meci"].sum()),
            entidad_id in loaded,
            tuple(sorted(set(choice.lista) - loaded)) if kind == "lista" else (),
        ),
        rows,
    )


def _criterion(
    entidades: pd.DataFrame, own: Row | None, choice: SetChoice
) -> tuple[SetKind | None, str]:
    """Settle criterion and value; (None, "") where the own entidad has none."""
    kind = choice.conjunto
    if kind not in COLUMNS:
        return kind, ""
    if choice.valor:
        return kind, _known_value(entidades, kind, choice.valor)
    tried = _INSTEAD if kind == "grupo_par" else (kind,)
    for name in tried if own is not None else ():
        if getattr(own, name):
            return name, str(getattr(own, name))
    return None, ""


def _known_value(entidades: pd.DataFrame, kind: SetKind, asked: str) -> str:
    known = values_of(entidades, kind)
    found = [value for value in known if fold(value) == fold(asked)]
    if not found:
        raise ParameterError(
            "parámetro 'valor'",
            f"'{asked}' no está en la columna {kind} de la vigencia",
            listed(known) if known else "otro conjunto: esa columna está vacía",
        )
    return asked if asked in found else found[0]


def _rows(
    entidades: pd.DataFrame, entidad_id: str, kind: SetKind, value: str, choice: SetChoice
) -> pd.DataFrame:
    if kind == "todas":
        return entidades
    if kind != "lista":
        same = holds(entidades, kind, value)
        if kind != choice.conjunto:
            # Instead of the grupo par: of the same orden and form, as in every other report.
            own = rows_of(rows_about(entidades, entidad_id))[0]
            same &= holds(entidades, "orden", own.orden) & holds(entidades, "es_meci", own.es_meci)
        return entidades[same]
    if not choice.lista:
        raise ParameterError(
            "parámetro 'lista'", "está vacía", "códigos o nombres separados por punto y coma"
        )
    wanted = {entidad_id, *choice.lista}
    return entidades[entidades["entidad_id"].isin(wanted).to_numpy(dtype=bool)]


def _label(kind: SetKind, value: str) -> str:
    if kind == "lista":
        return OWN_LIST
    if kind == "todas":
        return EVERYBODY
    return _ORDEN_LABELS.get(value, value) if kind == "orden" else value
