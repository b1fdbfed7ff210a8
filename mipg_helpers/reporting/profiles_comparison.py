"""What ``notebooks/comparar.ipynb`` and its panel call first: a set of entidades compared.

A report reads the slice that it needs; the panel reads a vigencia once (`ComparisonData`) and
answers every further question from memory. Both give the same result.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, cast, get_args

from mipg_helpers.errors import ParameterError, listed
from mipg_helpers.reporting.profiles import IDI, read_rule, report_date
from mipg_helpers.reporting.settings import Workspace, open_workspace

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import pandas as pd

    from mipg_helpers.analysis.comparison_profile import (
        Comparison,
        SetChoice,
        SetKind,
        Yardstick,
    )
    from mipg_helpers.analysis.comparison_scores import ScoreTable
    from mipg_helpers.analysis.profile import SourceFile
    from mipg_helpers.store.finding import EntidadNames

_SEPARATORS = re.compile(r"[;\n]+")


@dataclass(frozen=True, slots=True)
class ComparisonQuestion:
    """What is compared, with the names and defaults of the parameters of the notebook.

    `conjunto` is a kind of set (`comparison_profile.SetKind`), `valor` a value of that column
    ("": that of the entidad), `lista` codes or exact names separated by ``;`` (only for
    ``lista``), `politica_detalle` a canonical id or "", `referencia` one of
    `comparison_profile.Reference`, `meta_puntos` what ``puntos`` compares with, `minimo_grupo` the
    fewest scores that are described (None: the value of the reference tables).
    """

    entidad: str
    vigencia: int
    conjunto: str = "grupo_par"
    valor: str = ""
    lista: str = ""
    politica_detalle: str = ""
    referencia: str = "todas"
    meta_puntos: float = 60.0
    minimo_grupo: int | None = None


def load_comparison(
    entidad: str,
    vigencia: int,
    *,
    conjunto: str = "grupo_par",
    valor: str = "",
    lista: str = "",
    politica_detalle: str = "",
    referencia: str = "todas",
    meta_puntos: float = 60.0,
    minimo_grupo: int | None = None,
    fecha_informe: str = "",
    workspace: Workspace | None = None,
) -> Comparison:
    """Compare a set of entidades in one vigencia (parameters as `ComparisonQuestion`).

    Raises
    ------
    ConfigError, ReferenceDataError, ParameterError
        If nothing is loaded, or something of the question is not in what is loaded.
    """
    question = ComparisonQuestion(
        entidad, vigencia, conjunto, valor, lista, politica_detalle, referencia, meta_puntos,
        minimo_grupo,
    )  # fmt: skip
    space = workspace or open_workspace()
    return ComparisonData(space, is_whole=False).compare(question, fecha_informe=fecha_informe)


class ComparisonData:
    """The rows that comparisons are made of, each read once.

    With `is_whole` a vigencia is read for everybody, so that another set or reference needs no
    reading; without, only the rows that the question needs.
    """

    def __init__(self, space: Workspace, *, is_whole: bool = True) -> None:
        self.space, self._is_whole = space, is_whole
        self._tables: dict[tuple[int, bool], tuple[ScoreTable, frozenset[str]]] = {}
        self._names: dict[int, EntidadNames] = {}

    @cached_property
    def entidades(self) -> pd.DataFrame:
        """Every loaded entidad, one row per (entidad_id, vigencia)."""
        return self.space.store.entidades()

    @cached_property
    def vigencias(self) -> tuple[int, ...]:
        """The loaded vigencias, ascending."""
        return tuple(sorted(int(year) for year in self.entidades["vigencia"].unique()))

    def measured(self, vigencia: int) -> pd.DataFrame:
        """Select the entidades of one vigencia."""
        return self.entidades[(self.entidades["vigencia"] == vigencia).to_numpy(dtype=bool)]

    def has_scores(self, vigencia: int, indice: str) -> bool:
        """Tell whether anybody has a score in an index."""
        return self._table(vigencia, None, with_subindices=True)[0].has(indice)

    def compare(self, question: ComparisonQuestion, *, fecha_informe: str = "") -> Comparison:
        """Answer one question."""
        from mipg_helpers.analysis.comparison import ComparisonInputs, compare_entidades

        space, vigencia = self.space, question.vigencia
        self._check_vigencia(vigencia)
        entidad_id = self._find(question.entidad, vigencia)
        choice, yardstick = self.choice(question), _yardstick(space, question)
        if question.politica_detalle:
            space.catalog.politica(question.politica_detalle, vigencia)
        members = None if self._is_whole else self._members(entidad_id, vigencia, choice)
        everybody = self._is_whole or yardstick.referencia == "todas"
        now, used = self._table(vigencia, None if everybody else members, with_subindices=True)
        before = {
            year: self._table(year, members, with_subindices=False)
            for year in self._earlier(vigencia)
        }
        inputs = ComparisonInputs(
            self.entidades,
            now,
            {year: table for year, (table, _) in before.items()},
            self.vigencias,
            self._sources(used.union(*(files for _, files in before.values()))),
        )
        return compare_entidades(
            inputs,
            entidad_id=entidad_id,
            choice=choice,
            yardstick=yardstick,
            catalog=space.catalog,
            fecha_informe=report_date(space, fecha_informe),
            politica_detalle=question.politica_detalle,
        )

    def choice(self, question: ComparisonQuestion) -> SetChoice:
        """Read the set that is asked for; the names of an own list become ids.

        Raises
        ------
        ReferenceDataError
            If a name of the list is unknown, or stands for several entidades.
        """
        from mipg_helpers.analysis.comparison_profile import SetChoice

        asked = _SEPARATORS.split(question.lista) if question.conjunto == "lista" else []
        texts = dict.fromkeys(text.strip() for text in asked if text.strip())
        found = tuple(self._find(text, question.vigencia, must_be_measured=False) for text in texts)
        return SetChoice(cast("SetKind", question.conjunto), question.valor.strip(), found)

    def _members(self, entidad_id: str, vigencia: int, choice: SetChoice) -> set[str]:
        """Name whose scores are needed: the set, and the own entidad beside it."""
        from mipg_helpers.analysis.comparison_set import choose_set

        _, rows = choose_set(self.measured(vigencia), entidad_id, choice)
        return {entidad_id, *rows["entidad_id"]}

    def _check_vigencia(self, vigencia: int) -> None:
        if vigencia not in self.vigencias:
            raise ParameterError(
                "parámetro 'vigencia'",
                f"'{vigencia}' no está cargada",
                f"una de {listed(self.vigencias)}",
            )

    def _find(self, text: str, vigencia: int, *, must_be_measured: bool = True) -> str:
        """Name an entidad: the names of the vigencia first, which settles most at no cost."""
        from mipg_helpers.store.finding import EntidadNames, find_entidad

        if vigencia not in self._names:
            self._names[vigencia] = EntidadNames(self.measured(vigencia))
        hits = self._names[vigencia].match(text)
        if len(hits) == 1:
            return hits[0]
        return find_entidad(self.entidades, text, vigencia if must_be_measured else None)

    def _earlier(self, vigencia: int) -> list[int]:
        """List the loaded vigencias before this one that share its span."""
        catalog = self.space.catalog
        span = catalog.vigencia(vigencia).tramo
        return [
            year
            for year in self.vigencias
            if year < vigencia and catalog.vigencia(year).tramo == span
        ]

    def _table(
        self, vigencia: int, members: Collection[str] | None, *, with_subindices: bool
    ) -> tuple[ScoreTable, frozenset[str]]:
        """Arrange the scores of a vigencia, and name the files (sha256) they come from."""
        # A table that has the sub-indices also serves where only the politicas count.
        for key in ((vigencia, True), (vigencia, with_subindices)):
            if key in self._tables:
                return self._tables[key]
        made = self._read(vigencia, members, with_subindices=with_subindices)
        if self._is_whole:
            self._tables[vigencia, with_subindices] = made
        return made

    def _read(
        self, vigencia: int, members: Collection[str] | None, *, with_subindices: bool
    ) -> tuple[ScoreTable, frozenset[str]]:
        from mipg_helpers.analysis.comparison_scores import COLUMNS, build_table

        catalog = self.space.catalog
        wanted = [IDI, *(item.politica for item in catalog.politicas(vigencia))]
        if with_subindices:
            wanted += [item.indice for item in catalog.span_indices(vigencia)]
        rows = self.space.store.indices(
            vigencias=[vigencia],
            indices=wanted,
            entidad_ids=members,
            columns=[*COLUMNS, "fuente_sha256"],
        )
        table = build_table(rows, self.entidades, vigencia, catalog)
        return table, frozenset(map(str, rows["fuente_sha256"].unique()))

    def _sources(self, used: Collection[str]) -> tuple[SourceFile, ...]:
        from mipg_helpers.analysis.profile import SourceFile

        info = self.space.store.info()
        return tuple(
            SourceFile(
                file.archivo, file.sha256, file.tipo, tuple(file.vigencias), info.fecha_cargue
            )
            for file in info.files
            if file.sha256 in used
        )


def check_question(values: Mapping[str, object], space: Workspace) -> None:
    """Check the parameters that only a comparison has, before its report runs.

    Raises
    ------
    ParameterError, ReferenceDataError
        If set, value, list, reference or politica are not in what is loaded.
    """
    from mipg_helpers.analysis.comparison_set import choose_set

    names = ComparisonQuestion.__dataclass_fields__
    question = ComparisonQuestion(**{k: v for k, v in values.items() if k in names})  # type: ignore[arg-type]  # of the kinds of their defaults, checked before
    data = ComparisonData(space, is_whole=False)
    _yardstick(space, question)
    if question.politica_detalle:
        space.catalog.politica(question.politica_detalle, question.vigencia)
    entidad_id = space.store.find_entidad(question.entidad)
    choose_set(data.measured(question.vigencia), entidad_id, data.choice(question))


def _yardstick(space: Workspace, question: ComparisonQuestion) -> Yardstick:
    from mipg_helpers.analysis.comparison_profile import Reference, Yardstick

    known = get_args(Reference)
    if question.referencia not in known:
        raise ParameterError(
            "parámetro 'referencia'", f"'{question.referencia}' no sirve", listed(known)
        )
    if not 0 <= question.meta_puntos <= 100:
        raise ParameterError(
            "parámetro 'meta_puntos'", f"'{question.meta_puntos}' no sirve", "de 0 a 100 puntos"
        )
    return Yardstick(
        cast("Reference", question.referencia),
        question.meta_puntos,
        read_rule(space, question.minimo_grupo, None).minimo_grupo,
    )
