"""Which rows of a long table can be loaded: whose they are, of which year, of which index."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mipg_helpers.errors import listed
from mipg_helpers.reference import LabelError
from mipg_helpers.reference.labels import fold, slug
from mipg_helpers.sources.cleaning import (
    cell_text,
    clean_sigep,
    missing_reason,
    name_problem,
    parse_year,
)
from mipg_helpers.sources.findings import capped, quoted
from mipg_helpers.sources.measures import classify_label, is_coded
from mipg_helpers.sources.sigep_codes import restored_codes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mipg_helpers.reference import Catalog
    from mipg_helpers.sources.located import Table
    from mipg_helpers.sources.measures import Measure
    from mipg_helpers.sources.model import Finding

_WRONG_INDEX = "nombre no reconocido"


@dataclass(slots=True)
class LongRows:
    """The rows that can be loaded, field by field, and what was noticed about the others.

    `rows` are 0-based rows of the sheet; the other lists run beside it. `refusals` forbid
    loading the file.
    """

    table: Table
    rows: list[int] = field(default_factory=list)
    vigencias: list[int] = field(default_factory=list)
    entidad_ids: list[str] = field(default_factory=list)
    codigos: list[str] = field(default_factory=list)
    nombres: list[str] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    refusals: list[Finding] = field(default_factory=list)

    def key(self, i: int) -> tuple[str, int, str]:
        """Give the key of `indices` of a row."""
        return self.entidad_ids[i], self.vigencias[i], self.measures[i].indice

    def first_of_entidad(self, kept: Iterable[int]) -> list[int]:
        """Choose, of the rows kept, the first of each entidad and vigencia."""
        first: dict[tuple[str, int], int] = {}
        for i in kept:
            first.setdefault((self.entidad_ids[i], self.vigencias[i]), i)
        return list(first.values())

    def is_same_place(self, one: int, other: int) -> bool:
        """Tell whether two rows name the same municipio, where no code identifies them."""
        return bool(self.codigos[one]) or self._municipio(one) == self._municipio(other)

    def clash(self, one: int, other: int) -> Finding:
        """Word that two rows claim the same entidad, vigencia and index."""
        rows = f"filas {self.rows[one] + 1} y {self.rows[other] + 1}"
        name, vigencia = self.nombres[other], self.vigencias[other]
        what = self.measures[other].codigo or self.measures[other].indice
        if self.is_same_place(one, other):
            tipo = "fila duplicada"
            mensaje = f"{quoted(name)} tiene dos puntajes de {what} en {vigencia} ({rows})"
            accion = "deje la fila que vale"
        else:
            tipo = "entidad ambigua"
            mensaje = f"hay dos entidades {quoted(name)} en el mismo departamento ({rows})"
            accion = "agregue la columna CÓDIGO_SIGEP: sin ella no se pueden distinguir"
        row = self.rows[other]
        return self.table.finding(
            tipo, mensaje, row=row, campo="nombre_entidad", value=name, accion=accion
        )

    def _municipio(self, i: int) -> str:
        return fold(self.table.text(self.rows[i], "municipio"))


def read_long_rows(table: Table, catalog: Catalog) -> LongRows:
    """Read entidad, vigencia and index of every row of a long table.

    Rows that name none of them are notes; a year that is not registered refuses the file, an
    index that the catalog does not hold is kept aside.
    """
    return _Reader(table, catalog).run()


class _Reader:
    def __init__(self, table: Table, catalog: Catalog) -> None:
        self.table, self.catalog = table, catalog
        self.out = LongRows(table)
        self.years: dict[str, int | None] = {}
        self.known: dict[tuple[str, str, int], Measure | None] = {}
        self.failed: set[tuple[str, str, int]] = set()
        self.aside: dict[str, int] = {}
        self.errors: list[Finding] = []
        self.notes: list[Finding] = []
        self.n_untidy_names = 0
        self.codes: dict[int, str] = {}

    def run(self) -> LongRows:
        for row in self.table.rows():
            self._read(row)
        self._check_names()
        self.out.findings = [*capped(self.errors), *capped(self.notes), *self.out.findings]
        self._tell_aside()
        self._tell_untidy()
        self.out.findings += restored_codes(self.table, self.codes)
        return self.out

    def _read(self, row: int) -> None:
        year_text = self.table.text(row, "vigencia")
        if not year_text and not self.table.text(row, "puntaje_puntos"):
            self._note(row)
            return
        vigencia = self._year(row, year_text)
        entidad = self._entidad(row)
        if vigencia is None or entidad is None:
            return
        measure = self._measure(row, vigencia)
        if measure is None:
            return
        entidad_id, codigo, nombre = entidad
        out = self.out
        out.rows.append(row)
        out.vigencias.append(vigencia)
        out.entidad_ids.append(entidad_id)
        out.codigos.append(codigo)
        out.nombres.append(nombre)
        out.measures.append(measure)

    def _year(self, row: int, text: str) -> int | None:
        if text in self.years:
            return self.years[text]
        registered = self.catalog.vigencias
        try:
            year = parse_year(text)
        except ValueError:
            mensaje = f"{quoted(text)} no es un año; la fila no se cargó"
            self._error(row, "vigencia inválida", mensaje, "vigencia", "escriba el año medido")
            return None
        if year not in registered:
            expected = f"de {registered[0]} a {registered[-1]}"
            mensaje = f"la vigencia {quoted(text)} no está registrada; se esperaba {expected}"
            accion = "corrija el año o agregue la vigencia a las tablas de referencia"
            self.out.refusals.append(
                self.table.finding(
                    "vigencia fuera de rango",
                    mensaje,
                    row=row,
                    campo="vigencia",
                    value=text,
                    accion=accion,
                )
            )
            self.years[text] = None
            return None
        self.years[text] = year
        return year

    def _entidad(self, row: int) -> tuple[str, str, str] | None:
        """Give id, SIGEP code and name; without a code the id is name and departamento."""
        text, nombre = self.table.text(row, "codigo_sigep"), self.table.text(row, "nombre_entidad")
        problem = name_problem(nombre)
        if problem:
            tipo, mensaje, accion = problem
            self._error(row, tipo, mensaje, "nombre_entidad", accion)
            return None
        self.n_untidy_names += self._is_untidy(row)
        try:
            codigo = clean_sigep(text)
        except ValueError:
            mensaje = f"{quoted(text)} no es un código Sigep; la fila no se cargó"
            accion = "corrija el código: un número de hasta seis cifras"
            self._error(row, "código inválido", mensaje, "codigo_sigep", accion)
            return None
        self.codes[row] = codigo
        return codigo or self._id_by_name(row, nombre), codigo, nombre

    def _id_by_name(self, row: int, nombre: str) -> str:
        departamento = slug(self.table.text(row, "departamento"))
        return f"{slug(nombre)}--{departamento}" if departamento else slug(nombre)

    def _is_untidy(self, row: int) -> bool:
        raw = self.table.sheet.cells[row][self.table.columns["nombre_entidad"]]
        return isinstance(raw, str) and ("\xa0" in raw or "  " in raw.strip())

    def _measure(self, row: int, vigencia: int) -> Measure | None:
        codigo = self.table.text(row, "codigo_indice")
        nombre = self.table.text(row, "nombre_indice")
        key = (codigo, nombre, vigencia)
        if key not in self.known:
            n_errors = len(self.errors)
            self.known[key] = self._resolve(row, codigo, nombre, vigencia)
            if len(self.errors) > n_errors:
                self.failed.add(key)
        measure = self.known[key]
        if measure is None and key not in self.failed:
            label = f"{codigo} {nombre}".strip()
            self.aside[label] = self.aside.get(label, 0) + 1
        return measure

    def _resolve(self, row: int, codigo: str, nombre: str, vigencia: int) -> Measure | None:
        label = f"{codigo} {nombre}" if is_coded(codigo) else nombre
        try:
            found = classify_label(label, vigencia, self.catalog)
        except LabelError as error:
            mensaje = f"{error.problem}; sus filas no se cargaron"
            accion = error.hint or "corrija el código o el nombre del índice"
            self._error(row, error.tipo, mensaje, "codigo_indice", accion)
            return None
        if len(found) == 1:
            return found[0]
        if not is_coded(codigo):
            known = "puede ser varias cosas" if found else "no se reconoce"
            label = quoted(f"{codigo} {nombre}".strip())
            mensaje = f"el índice {label} {known} en {vigencia}; sus filas no se cargaron"
            accion = "complete el código del índice (POL, D o I con su número)"
            self._error(row, _WRONG_INDEX, mensaje, "codigo_indice", accion)
        return None

    def _check_names(self) -> None:
        """Report SIGEP codes that bear more than one name in the same vigencia."""
        names: dict[tuple[str, int], tuple[str, int]] = {}
        told: list[Finding] = []
        seen: set[tuple[str, int]] = set()
        for i, codigo in enumerate(self.out.codigos):
            key = (codigo, self.out.vigencias[i])
            known, known_row = names.setdefault(key, (self.out.nombres[i], self.out.rows[i]))
            is_other = known != self.out.nombres[i] and fold(known) != fold(self.out.nombres[i])
            if codigo and is_other and key not in seen:
                seen.add(key)
                mensaje = (
                    f"el código {codigo} tiene dos nombres: {quoted(known)} (fila {known_row + 1}) "
                    f"y {quoted(self.out.nombres[i])}; se usó el primero"
                )
                told.append(
                    self.table.finding(
                        "código con dos nombres",
                        mensaje,
                        row=self.out.rows[i],
                        campo="codigo_sigep",
                        value=codigo,
                        gravedad="aviso",
                        accion="compruebe cuál es el nombre vigente",
                    )
                )
        self.out.findings += capped(told)

    def _tell_aside(self) -> None:
        if self.aside:
            n_rows = sum(self.aside.values())
            mensaje = (
                f"índices sin registrar, cuyas filas ({n_rows}) quedaron fuera: "
                f"{listed(self.aside)}"
            )
            accion = "si su código y su nombre son oficiales, agréguelos a las tablas de referencia"
            self.out.findings.append(
                self.table.finding("índice sin registrar", mensaje, gravedad="aviso", accion=accion)
            )

    def _tell_untidy(self) -> None:
        if self.n_untidy_names:
            mensaje = (
                f"nombres con espacios dobles o duros, que se unificaron ({self.n_untidy_names})"
            )
            self.out.findings.append(
                self.table.finding(
                    "espacios en nombres",
                    mensaje,
                    campo="nombre_entidad",
                    gravedad="aviso",
                    accion="nada: el nombre es el mismo",
                )
            )

    def _note(self, row: int) -> None:
        cells = self.table.sheet.cells[row]
        text = " ".join(t for cell in cells if (t := cell_text(cell)) and not missing_reason(t))
        mensaje = "la fila no tiene vigencia ni puntaje: se tomó como nota y no se cargó"
        self.notes.append(
            self.table.finding(
                "fila sin dato",
                mensaje,
                row=row,
                value=text,
                gravedad="aviso",
                accion="nada, si es una nota",
            )
        )

    def _error(self, row: int, tipo: str, mensaje: str, campo: str, accion: str) -> None:
        value = self.table.text(row, campo)
        self.errors.append(
            self.table.finding(tipo, mensaje, row=row, campo=campo, value=value, accion=accion)
        )
