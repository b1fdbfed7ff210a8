"""Find one entidad by code or by its whole name, never by a part of it.

Forty-four real names are contained in another one ("ALCALDÍA DE CALDAS" in "ALCALDÍA DE
CALDAS BOYACÁ") and the same name exists in several departamentos, so a likely match is
only ever offered, not taken.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from mipg_helpers.errors import MAX_LISTED, ReferenceDataError
from mipg_helpers.reference.labels import fold
from mipg_helpers.reference.suggest import did_you_mean

if TYPE_CHECKING:
    import pandas as pd

SIGEP_WIDTH = 4


class EntidadNames:
    """The ids, codes and names of the loaded entidades, looked up exactly.

    Parameters
    ----------
    entidades
        One row per (entidad_id, vigencia); needs ``nombre_entidad`` and ``departamento``.
    """

    def __init__(self, entidades: pd.DataFrame) -> None:
        self._entidades = entidades
        self._ids = set(entidades["entidad_id"])

    @cached_property
    def _naming(self) -> list[tuple[str, str, str]]:
        columns = self._entidades[["entidad_id", "nombre_entidad", "departamento"]]
        return list(columns.drop_duplicates().itertuples(index=False, name=None))

    @cached_property
    def _places(self) -> dict[str, set[tuple[str, str]]]:
        """Index ids and departamentos by name: of no use to whoever asks by code."""
        found: dict[str, set[tuple[str, str]]] = {}
        for entidad_id, nombre, departamento in self._naming:
            found.setdefault(fold(nombre), set()).add((entidad_id, fold(departamento)))
        return found

    @cached_property
    def _names(self) -> set[tuple[str, str]]:
        """Pair every id with each of its names."""
        return {(entidad_id, fold(nombre)) for entidad_id, nombre, _ in self._naming}

    def match(self, text: str, departamento: str = "") -> list[str]:
        """List the entidades that `text` names exactly, sorted by id.

        Parameters
        ----------
        text
            An entidad_id, a SIGEP code with or without its zeros, or a whole name in any
            case, accents and spacing.
        departamento
            When given, a name counts in that departamento, or else where none is known.
        """
        asked = text.strip()
        for code in (asked, asked.zfill(SIGEP_WIDTH) if asked.isdecimal() else asked):
            if code in self._ids:
                return [code]
        named = self._places.get(fold(asked), set())
        if not departamento:
            return sorted({entidad_id for entidad_id, _ in named})
        place = fold(departamento)
        here = {entidad_id for entidad_id, where in named if where == place}
        return sorted(here or {entidad_id for entidad_id, where in named if not where})

    def bears(self, entidad_id: str, nombre: str) -> bool:
        """Tell whether an entidad has this name in any loaded vigencia."""
        return (entidad_id, fold(nombre)) in self._names


def find_entidad(entidades: pd.DataFrame, text: str, vigencia: int | None = None) -> str:
    """Name the one entidad that `text` stands for, or refuse with the candidates.

    Parameters
    ----------
    entidades
        As in `EntidadNames`, of every loaded vigencia, with ``vigencia``.
    vigencia
        When given, the entidad must have been measured in that year.

    Raises
    ------
    ReferenceDataError
        If none or several match, or the entidad is not loaded for that vigencia.
    """
    hits = EntidadNames(entidades).match(text)
    if vigencia is not None and len(hits) > 1:
        measured = entidades[entidades["vigencia"] == vigencia]
        hits = sorted(set(hits) & set(measured["entidad_id"])) or hits
    if not hits:
        raise _unknown(entidades, text)
    if len(hits) > 1:
        raise _ambiguous(entidades, text, hits)
    if vigencia is not None:
        _require_vigencia(entidades, hits[0], vigencia)
    return hits[0]


def _require_vigencia(entidades: pd.DataFrame, entidad_id: str, vigencia: int) -> None:
    loaded = sorted(entidades.loc[entidades["entidad_id"] == entidad_id, "vigencia"].unique())
    if vigencia not in loaded:
        raise ReferenceDataError(
            f"entidad '{entidad_id}'",
            f"no tiene datos de la vigencia {vigencia}",
            f"una de las cargadas: {', '.join(map(str, loaded))}",
        )


def _unknown(entidades: pd.DataFrame, text: str) -> ReferenceDataError:
    names = entidades["nombre_entidad"].unique()
    return ReferenceDataError(
        "entidad",
        f"«{text}» no está en los datos cargados",
        "un código SIGEP o el nombre completo",
        did_you_mean(text, names),
    )


def _ambiguous(entidades: pd.DataFrame, text: str, hits: list[str]) -> ReferenceDataError:
    last = entidades[entidades["entidad_id"].isin(hits)].drop_duplicates("entidad_id", keep="last")
    shown = [
        f"{entidad_id} ({nombre}, {departamento or 'sin departamento'})"
        for entidad_id, nombre, departamento in last.sort_values("entidad_id")[
            ["entidad_id", "nombre_entidad", "departamento"]
        ].itertuples(index=False)
    ]
    rest = f" y {len(shown) - MAX_LISTED} más" if len(shown) > MAX_LISTED else ""
    return ReferenceDataError(
        "entidad",
        f"«{text}» coincide con {len(hits)} entidades: {'; '.join(shown[:MAX_LISTED])}{rest}",
        hint="use el código SIGEP o el identificador que aparece antes del paréntesis",
    )
