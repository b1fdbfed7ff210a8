"""What changed between two versions of the model, and what the entidad has yet to adopt.

Names, codes, dimensions and politicas of each vigencia come from the reference tables; who
answers comes from the table of responsables. A code that is not confirmed is never compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import mipg_helpers
from mipg_helpers.analysis.deadlines import next_deadlines
from mipg_helpers.analysis.owners import NOBODY, read_responsables
from mipg_helpers.analysis.scores import find_entidad
from mipg_helpers.errors import ReferenceDataError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    import pandas as pd

    from mipg_helpers.analysis.profile import Deadline, Entidad, Responsables
    from mipg_helpers.reference import Catalog
    from mipg_helpers.reference.records import ModeloInfo, PoliticaInfo

Cambio = Literal["nueva", "retirada", "renombrada", "de_otra_dimension", "recodificada"]


@dataclass(frozen=True, slots=True)
class PoliticaModelo:
    """A politica in both versions; the side where it did not exist is None."""

    politica: str
    antes: PoliticaInfo | None
    ahora: PoliticaInfo | None
    cambios: tuple[Cambio, ...]  # () when it stayed as it was


@dataclass(frozen=True, slots=True)
class DimensionModelo:
    """A dimension in both versions, by code; names are "" where it did not exist."""

    dimension: str
    antes: str
    ahora: str


@dataclass(frozen=True, slots=True)
class Encargo:
    """Who answers for a politica of the present model; `exigible` is False for MECI forms."""

    politica: PoliticaInfo
    responsables: Responsables
    exigible: bool


@dataclass(frozen=True, slots=True)
class ModeloProfile:
    """Everything the report on the model says."""

    entidad: Entidad
    vigencia: int
    vigencia_anterior: int
    vigencia_plan: int
    modelo: ModeloInfo
    modelo_anterior: ModeloInfo
    politicas: tuple[PoliticaModelo, ...]  # official order of the present, then the retired
    dimensiones: tuple[DimensionModelo, ...]
    encargos: tuple[Encargo, ...]
    hay_tabla: bool  # whether a table of responsables was loaded for the entidad
    deadlines: tuple[Deadline, ...]
    fecha_informe: date
    version: str

    @property
    def changed(self) -> tuple[PoliticaModelo, ...]:
        """The politicas that are not as they were."""
        return tuple(item for item in self.politicas if item.cambios)

    @property
    def without_leader(self) -> tuple[Encargo, ...]:
        """The politicas that the entidad must lead and nobody does."""
        return tuple(
            item for item in self.encargos if item.exigible and not item.responsables.lider
        )

    @property
    def without_unit(self) -> tuple[Encargo, ...]:
        """The politicas that no unit is responsible for."""
        return tuple(
            item for item in self.encargos if item.exigible and not item.responsables.responsable
        )

    @property
    def dimensions_without_leader(self) -> tuple[str, ...]:
        """Name the dimensions none of whose enforceable politicas has a leader."""
        led: dict[str, bool] = {}
        for item in self.encargos:
            if item.exigible:
                name = item.politica.nombre_dimension
                led[name] = led.get(name, False) or bool(item.responsables.lider)
        return tuple(name for name, has_leader in led.items() if not has_leader)


def compare_models(
    entidades: pd.DataFrame,
    responsables: pd.DataFrame,
    *,
    entidad_id: str,
    vigencia: int,
    vigencia_anterior: int,
    catalog: Catalog,
    fecha_informe: date,
) -> ModeloProfile:
    """Compare the model of a vigencia with that of an earlier one, for one entidad.

    Parameters
    ----------
    entidades, responsables
        Tidy tables; rows of other entidades are not looked at.
    vigencia_anterior
        0: the last vigencia measured under another version of the model.

    Raises
    ------
    ReferenceDataError
        If a vigencia is not registered, the earlier one is not earlier, or there is none under
        another version.
    """
    before = vigencia_anterior or _other_model(catalog, vigencia)
    if before >= vigencia:
        raise ReferenceDataError(
            "informe 'modelo'",
            f"la vigencia anterior ({before}) no es anterior a {vigencia}",
            f"una vigencia registrada antes de {vigencia}",
        )
    entidad = find_entidad(entidades, entidad_id, vigencia)
    owners = read_responsables(responsables, entidad_id, vigencia + 1)
    return ModeloProfile(
        entidad=entidad,
        vigencia=vigencia,
        vigencia_anterior=before,
        vigencia_plan=vigencia + 1,
        modelo=catalog.modelo(vigencia),
        modelo_anterior=catalog.modelo(before),
        politicas=_politicas(catalog, before, vigencia),
        dimensiones=_dimensiones(catalog, before, vigencia),
        encargos=tuple(
            Encargo(
                info,
                owners.get(info.politica, NOBODY),
                exigible=info.aplica_meci or not entidad.es_meci,
            )
            for info in catalog.politicas(vigencia)
        ),
        hay_tabla=bool(owners),
        deadlines=next_deadlines(catalog, vigencia + 1, fecha_informe),
        fecha_informe=fecha_informe,
        version=mipg_helpers.__version__,
    )


def _other_model(catalog: Catalog, vigencia: int) -> int:
    present = catalog.vigencia(vigencia).modelo
    earlier = [v for v in catalog.vigencias if v < vigencia]
    found = [v for v in earlier if catalog.vigencia(v).modelo != present]
    if not found:
        raise ReferenceDataError(
            "informe 'modelo'",
            f"no hay una vigencia anterior a {vigencia} con otra versión del modelo",
        )
    return found[-1]


def _politicas(catalog: Catalog, before: int, now: int) -> tuple[PoliticaModelo, ...]:
    old = {info.politica: info for info in catalog.politicas(before)}
    new = {info.politica: info for info in catalog.politicas(now)}
    names = [*new, *(name for name in old if name not in new)]
    same_dimensions = _renamed_dimensions(catalog, before, now)
    return tuple(
        PoliticaModelo(
            name,
            old.get(name),
            new.get(name),
            _changes(old.get(name), new.get(name), same_dimensions),
        )
        for name in names
    )


def _renamed_dimensions(catalog: Catalog, before: int, now: int) -> Mapping[str, str]:
    """Map the code of a dimension before to its code now, by their stable ids."""
    present = {info.indice: info.dimension for info in catalog.dimensiones(now)}
    return {
        info.dimension: present[info.indice]
        for info in catalog.dimensiones(before)
        if info.indice in present
    }


def _changes(
    old: PoliticaInfo | None, new: PoliticaInfo | None, dimensions: Mapping[str, str]
) -> tuple[Cambio, ...]:
    if old is None:
        return ("nueva",)
    if new is None:
        return ("retirada",)
    found: list[Cambio] = []
    if old.nombre != new.nombre:
        found.append("renombrada")
    if dimensions.get(old.dimension) != new.dimension:
        found.append("de_otra_dimension")
    if old.codigo and new.codigo and old.codigo != new.codigo:
        found.append("recodificada")
    return tuple(found)


def _dimensiones(catalog: Catalog, before: int, now: int) -> tuple[DimensionModelo, ...]:
    old = {info.indice: info.nombre for info in catalog.dimensiones(before)}
    new = {info.indice: info.nombre for info in catalog.dimensiones(now)}
    codes = {info.indice: info.dimension for v in (before, now) for info in catalog.dimensiones(v)}
    return tuple(
        DimensionModelo(codes[name], old.get(name, ""), new.get(name, ""))
        for name in dict.fromkeys([*new, *old])
    )
