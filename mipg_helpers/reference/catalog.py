"""The catalog: everything the model, the law and each vigencia say, behind typed accessors.

One object reads the tables of a folder and answers questions; adding a vigencia, a name or a
sub-index is adding rows. Nothing here reads entity data, and no year stands in the code.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from mipg_helpers.errors import ReferenceDataError, listed
from mipg_helpers.reference.comparability import compare
from mipg_helpers.reference.evidence_tables import read_evidence_form
from mipg_helpers.reference.lists import calendar_of, milestones_of, read_lists
from mipg_helpers.reference.names import DimensionNames, IndiceNames, PoliticaNames
from mipg_helpers.reference.option_classes import option_class
from mipg_helpers.reference.plan_tables import read_plan_tables
from mipg_helpers.reference.products import find_producto
from mipg_helpers.reference.query_tables import read_query_tables
from mipg_helpers.reference.rows import Files, read_files
from mipg_helpers.reference.soundness import check_lists, check_model
from mipg_helpers.reference.suggest import did_you_mean
from mipg_helpers.reference.tables import read_model

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mipg_helpers.reference.evidence_tables import EvidenceForm
    from mipg_helpers.reference.query_tables import ColumnaConsulta, TablaConsulta
    from mipg_helpers.reference.records import (
        BandaAutodiagnostico,
        CalendarEntry,
        Comparability,
        DimensionInfo,
        FieldInfo,
        IndiceInfo,
        LayoutColumn,
        ModeloInfo,
        Norma,
        Opcion,
        Plan612,
        PlanCampo,
        PlanDefaults,
        PlanEstado,
        PlanRules,
        PoliticaInfo,
        PriorityDefaults,
        Producto,
        VigenciaInfo,
    )

#: Stable id and name of the headline score; the same in every vigencia.
IDI = "idi"
IDI_NAME = "Índice de Desempeño Institucional"

_Item = TypeVar("_Item")
_PACKAGED = Path(__file__).parent


def load_catalog(folder: Path | None = None) -> Catalog:
    """Open the reference tables of `folder`, by default those shipped with the package.

    The same contents give the same object again, so callers may ask as often as they like.

    Raises
    ------
    ReferenceDataError
        If a table is missing, malformed or contradicts another one; names file and row.
    """
    place = (folder or _PACKAGED).resolve()
    return _opened(place, _Cached(read_files(place)))


class _Cached:
    """Files that compare by content, so that a cache can tell whether they changed."""

    def __init__(self, files: Files) -> None:
        self.files, self.fingerprint = files, files.fingerprint()

    def __hash__(self) -> int:
        return hash(self.fingerprint)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Cached) and self.fingerprint == other.fingerprint


@lru_cache(maxsize=8)
def _opened(folder: Path, cached: _Cached) -> Catalog:
    return Catalog(folder, cached.files)


class Catalog:
    """The reference tables of one folder.

    Every question about a vigencia that is not registered raises `ReferenceDataError`.
    """

    def __init__(self, folder: Path, files: Files) -> None:
        self.folder = folder
        self.fingerprint = files.fingerprint()
        self._model = read_model(files)
        check_model(files, self._model)
        self._lists = read_lists(files)
        check_lists(self._model, self._lists)
        self._plan = read_plan_tables(files)
        self._query = read_query_tables(files)
        self._evidence = read_evidence_form(files)
        self._politica_names = PoliticaNames(self._model)
        self._dimension_names = DimensionNames(self._model)
        self._indice_names = IndiceNames(self._model)

    # What each vigencia measures.

    @property
    def vigencias(self) -> tuple[int, ...]:
        """Name the registered vigencias, ascending."""
        return tuple(sorted(self._model.vigencias))

    def vigencia(self, vigencia: int) -> VigenciaInfo:
        """Describe a registered vigencia."""
        if vigencia not in self._model.vigencias:
            raise ReferenceDataError(
                "catálogo",
                f"la vigencia {vigencia} no está registrada",
                listed(self.vigencias),
                "agregue sus filas a las tablas de referencia o revise la vigencia",
            )
        return self._model.vigencias[vigencia]

    def modelo(self, vigencia: int) -> ModeloInfo:
        """Describe the version of the model under which a vigencia is measured."""
        return self._model.modelos[self.vigencia(vigencia).modelo]

    def dimensiones(self, vigencia: int) -> tuple[DimensionInfo, ...]:
        """List the dimensions of a vigencia in official order."""
        return self._model.dimensiones[self.vigencia(vigencia).vigencia]

    def politicas(self, vigencia: int) -> tuple[PoliticaInfo, ...]:
        """List the politicas of a vigencia in official order."""
        return self._model.politicas[self.vigencia(vigencia).vigencia]

    def politica(self, politica: str, vigencia: int) -> PoliticaInfo:
        """Describe a politica, by its canonical id, as it was in a vigencia."""
        items = {item.politica: item for item in self.politicas(vigencia)}
        if politica in items:
            return items[politica]
        if any(item.politica == politica for item in self._all_politicas()):
            problem = f"la política '{politica}' no existía en la vigencia {vigencia}"
            raise ReferenceDataError("catálogo", problem, "una política del modelo de esa vigencia")
        raise ReferenceDataError(
            "catálogo",
            f"'{politica}' no es el identificador de ninguna política",
            hint=did_you_mean(politica, items),
        )

    def indices(self, vigencia: int, politica: str | None = None) -> tuple[IndiceInfo, ...]:
        """List the sub-indices registered for a vigencia, of one politica or of all, by code."""
        items = self._model.indices.get(self.vigencia(vigencia).vigencia, ())
        return tuple(item for item in items if politica in (None, item.politica))

    def span_indices(self, vigencia: int, politica: str | None = None) -> tuple[IndiceInfo, ...]:
        """List every sub-index known in the span of comparable vigencias of `vigencia`.

        A file of a vigencia whose list is not complete may bring any of these.
        """
        self.vigencia(vigencia)
        items = self._indice_names.span(vigencia).values()
        chosen = (item for item in items if politica in (None, item.politica))
        return tuple(sorted(chosen, key=lambda item: item.indice))

    def indice_name(self, indice: str, vigencia: int) -> str:
        """Name an index of any level as it was called in a vigencia."""
        self.vigencia(vigencia)
        if indice == IDI:
            return IDI_NAME
        names = {d.indice: d.nombre for d in self.dimensiones(vigencia)}
        names |= {i.indice: i.nombre for i in self._indice_names.span(vigencia).values()}
        names |= {p.politica: p.nombre for p in self.politicas(vigencia)}
        if indice not in names:
            problem = f"'{indice}' no es un índice de la vigencia {vigencia}"
            raise ReferenceDataError("catálogo", problem, hint=did_you_mean(indice, names))
        return names[indice]

    # Labels seen in files.

    def resolve_politica(self, label: str, vigencia: int | None = None) -> str:
        """Find the canonical id of a politica from any label seen in files.

        A name decides, with or without a leading code or list number. A code or a number
        alone needs a vigencia whose numbering is confirmed. A code that contradicts the name
        is refused; a leading list number ("2. Integridad") is not looked at.

        Raises
        ------
        LabelError
            A `ReferenceDataError` whose `tipo` is the kind of finding; the hint carries near
            matches.

        Examples
        --------
        >>> load_catalog().resolve_politica("11. Índice de Gobierno Digital")
        'gobierno_digital'
        """
        if vigencia is not None:
            self.vigencia(vigencia)
        return self._politica_names.resolve(label, vigencia)

    def resolve_listed(self, numero: int, lista: str) -> str:
        """Find the politica that bears a number in a published list of numeraciones.csv."""
        return self._politica_names.by_number(numero, lista)

    def resolve_dimension(self, label: str, vigencia: int) -> str:
        """Find the code ("D3") of a dimension from its code, its name or both."""
        self.vigencia(vigencia)
        return self._dimension_names.resolve(label, vigencia)

    def resolve_indice(self, codigo: str, nombre: str, vigencia: int) -> IndiceInfo | None:
        """Find a sub-index from its code and name as published in a vigencia.

        The name decides, also when the catalog knows it only from another vigencia of the
        same span; then `codigo` of the result is the code given. A code alone counts only
        where the catalog registers it for that very vigencia. A name with words left out is
        accepted when its code confirms it.

        Returns
        -------
        None when the catalog does not hold the sub-index.

        Raises
        ------
        LabelError
            If code and name belong to different sub-indices.
        """
        self.vigencia(vigencia)
        return self._indice_names.resolve(codigo, nombre, vigencia)

    # Series.

    def comparability(self, indice: str, desde: int, hasta: int) -> Comparability:
        """Tell whether an index of any level may be compared between two vigencias."""
        for vigencia in (desde, hasta):
            self.vigencia(vigencia)
        return compare(self._model, indice, self._politica_of(indice), desde, hasta)

    def _politica_of(self, indice: str) -> str:
        if any(p.politica == indice for p in self._all_politicas()):
            return indice
        found = {
            i.politica
            for items in self._model.indices.values()
            for i in items
            if i.indice == indice
        }
        dimensiones = {d.indice for items in self._model.dimensiones.values() for d in items}
        if not found and indice not in dimensiones | {IDI}:
            raise ReferenceDataError("catálogo", f"'{indice}' no es un índice registrado")
        return found.pop() if found else ""

    def _all_politicas(self) -> list[PoliticaInfo]:
        return [item for items in self._model.politicas.values() for item in items]

    # Files and tables.

    def layout(self, kind: str) -> tuple[LayoutColumn, ...]:
        """List the columns of a kind of source file, with every header seen for each."""
        return self._known(self._lists.layouts, kind, "clase de archivo")

    def fields(self, table: str) -> tuple[FieldInfo, ...]:
        """List the columns of a tidy table in their order, from the data dictionary."""
        return self._known(self._lists.fields, table, "tabla")

    @property
    def tables(self) -> tuple[str, ...]:
        """Name the tidy tables of the data dictionary."""
        return tuple(sorted(self._lists.fields))

    @property
    def consulta_tablas(self) -> Mapping[str, TablaConsulta]:
        """Describe the tables that an analyst may ask for, in order, by name."""
        return self._query.tablas

    @property
    def consulta_columnas(self) -> Mapping[str, ColumnaConsulta]:
        """Describe the columns of those tables, by name."""
        return self._query.columnas

    def _known(
        self, items: Mapping[str, tuple[_Item, ...]], name: str, what: str
    ) -> tuple[_Item, ...]:
        if name not in items:
            raise ReferenceDataError("catálogo", f"no hay {what} «{name}»", listed(items))
        return items[name]

    # Rules and customs.

    def calendar(self, vigencia_plan: int) -> tuple[CalendarEntry, ...]:
        """List the milestones (fecha, hito, fuente) of the year in which a plan runs, by date."""
        return calendar_of(self._lists.calendario, vigencia_plan)

    def milestone(self, clave: str, vigencia_plan: int) -> CalendarEntry:
        """Find one milestone of the year of a plan by its ``clave`` in the calendar."""
        return self._known(
            {
                key: (entry,)
                for key, entry in milestones_of(self._lists.calendario, vigencia_plan).items()
            },
            clave,
            "fecha del calendario",
        )[0]

    def plan_defaults(self) -> PlanDefaults:
        """Give the proposed start and end of actions, by priority level."""
        return self._lists.plan

    def priority_rule(self) -> PriorityDefaults:
        """Give the weights and thresholds of the priority rule as shipped."""
        return self._lists.priority

    def producto_for(self, texto: str) -> Producto:
        """Propose product, indicator and unit for an action from the verb of its text."""
        return find_producto(self._lists.productos, texto)

    def bandas_autodiagnostico(self) -> tuple[BandaAutodiagnostico, ...]:
        """List the five levels of the self-assessment workbook; they are no quintiles."""
        return self._lists.bandas

    def option_class(self, opcion: str, *, pregunta: str = "", tipo: str = "") -> str:
        """Say what marking an option of the form tells about the entidad.

        Returns
        -------
        ``positiva``, ``parcial``, ``negativa``, ``no_aplica`` or ``abierta`` (asks for a text
        or a figure, or for causes: neither met nor unmet).

        Examples
        --------
        >>> load_catalog().option_class("Ninguno de las anteriores")
        'negativa'
        """
        patterns = self._lists.patrones
        return option_class(patterns, opcion=opcion, pregunta=pregunta, tipo=tipo)

    def planes_612(self) -> tuple[Plan612, ...]:
        """List the twelve plans of Decreto 612, each with the politica proposed for it."""
        return self._lists.planes

    # The plan.

    def plan_campos(self) -> tuple[PlanCampo, ...]:
        """List the columns of a plan in order, with their type and who may write them."""
        return self._plan.campos

    def plan_estados(self) -> tuple[PlanEstado, ...]:
        """List the states of an action in their usual order."""
        return self._plan.estados

    def plan_lista(self, lista: str) -> tuple[Opcion, ...]:
        """List the values of a list of the plan ("unidades", "estados", …) as kept and shown."""
        return self._known(self._plan.listas, lista, "lista del plan")

    def plan_spellings(self, lista: str) -> Mapping[str, str]:
        """Map every normalised spelling of the values of a list of the plan to its value."""
        self.plan_lista(lista)
        return self._plan.alias[lista]

    def plan_rules(self) -> PlanRules:
        """Give cut-offs, traffic light and evidence rules as shipped."""
        return self._plan.rules

    def evidence_form(self) -> EvidenceForm:
        """Give the columns and lists of the evidence for the form (FURAG)."""
        return self._evidence

    def siglas(self) -> Mapping[str, str]:
        """Map the abbreviations of plans, folded, to what they stand for."""
        return self._plan.siglas

    def normas(self, politica: str) -> tuple[Norma, ...]:
        """List the norms a politica rests on, those of every politica first; never all of them."""
        return tuple(norma for norma in self._plan.normas if norma.politica in ("", politica))
