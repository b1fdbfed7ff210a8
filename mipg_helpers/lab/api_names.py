"""Names that an analyst types: politicas to complete with Tab, and one sentence for a wrong one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from mipg_helpers.errors import ReferenceDataError
from mipg_helpers.presentation import blocks
from mipg_helpers.presentation.display import Displayed
from mipg_helpers.reference.labels import normalise_label
from mipg_helpers.reference.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mipg_helpers.reference import Catalog
    from mipg_helpers.reference.records import PoliticaInfo


class UnknownNameError(ReferenceDataError, AttributeError):
    """Something was asked by a name that does not exist; the hint carries near matches."""


class Named:
    """An object whose unknown names are refused in Spanish, with the ones most alike."""

    _place = ""

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("_"):  # Python and Jupyter ask for many of these
            raise AttributeError(name)
        known = [one for one in dir(self) if not one.startswith("_")]
        problem = f"no existe «{name}»"
        raise UnknownNameError(self._place, problem, hint=did_you_mean(name, known))


class Politicas(Named):
    """The politicas of the loaded vigencias: each one an attribute with its canonical id.

    An id is a plain text, the same in every vigencia, and goes wherever a politica is asked
    for. ``politicas["Gobierno Digital"]`` gives the id of a name as well.
    """

    _place = "datos.politicas"

    def __init__(self, catalog: Catalog, vigencias: Sequence[int]) -> None:
        self._catalog = catalog
        self._infos = _latest(catalog, vigencias)
        vars(self).update({name: name for name in self._infos})

    def __dir__(self) -> list[str]:
        return sorted(self._infos)

    def __getitem__(self, nombre: str) -> str:
        return politica_id(self._catalog, nombre)

    def _ipython_key_completions_(self) -> list[str]:
        return [info.nombre for info in self._infos.values()]

    def __repr__(self) -> str:
        return f"Políticas: {', '.join(self._infos)}"

    def _repr_mimebundle_(self, **wanted: object) -> dict[str, Any]:
        table = blocks.table(
            caption="Políticas de las vigencias cargadas",
            columns=[("Política", "left"), ("Cómo se escribe", "left"), ("Dimensión", "left")],
            rows=[
                [info.nombre, [blocks.code(name)], f"{info.dimension} {info.nombre_dimension}"]
                for name, info in self._infos.items()
            ],
            note="Nombre y dimensión, como se llaman en la última vigencia cargada.",
            widths=[4, 2.4, 3.6],
        )
        return Displayed([table])._repr_mimebundle_(**wanted)


def politica_id(catalog: Catalog, texto: str, vigencia: int | None = None) -> str:
    """Name the canonical id of a politica from its id or its name.

    Raises
    ------
    ReferenceDataError
        With near matches; also if the politica did not exist in `vigencia`.
    """
    ids = {item.politica for year in catalog.vigencias for item in catalog.politicas(year)}
    found = texto if texto in ids else _resolved(catalog, texto, ids)
    if vigencia is not None:
        catalog.politica(found, vigencia)
    return found


def _resolved(catalog: Catalog, texto: str, ids: set[str]) -> str:
    try:
        return catalog.resolve_politica(texto)
    except ReferenceDataError as error:
        # An id is written with underscores: whoever mistypes one is shown ids.
        like_an_id = "_" in texto or texto == normalise_label(texto)
        hint = did_you_mean(texto, ids) if like_an_id else error.hint
        raise ReferenceDataError("política", f"«{texto}» no es ninguna", hint=hint) from None


def _latest(catalog: Catalog, vigencias: Sequence[int]) -> dict[str, PoliticaInfo]:
    """Describe each politica as of the last loaded vigencia in which it existed, in its order."""
    found: dict[str, PoliticaInfo] = {}
    for vigencia in sorted(vigencias, reverse=True):
        for info in catalog.politicas(vigencia):
            found.setdefault(info.politica, info)
    return found
