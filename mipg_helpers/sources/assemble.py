"""Join what the files gave into tidy tables: contracts, identities, repetitions.

The order matters: a file must be sound by itself, then entidades are recognised across
files, then what two files say of one thing is settled, and only then the entidad's own
tables are attached to the entidades that were loaded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.errors import MipgError
from mipg_helpers.sources.broken_keys import key_columns
from mipg_helpers.sources.duplicates import settle_duplicates
from mipg_helpers.sources.entidades import merge_entidades
from mipg_helpers.sources.form_join import (
    choose_entidad,
    match_answers,
    missing_questions,
    of_known_questions,
    recount_options,
    refuse_without_bank,
)
from mipg_helpers.sources.identity import (
    find_recognised,
    find_renamed,
    recognise_by_name,
    rename_ids,
    resolve_subjects,
)
from mipg_helpers.sources.reading import refusal_findings
from mipg_helpers.sources.recommendations import recomendacion_id
from mipg_helpers.sources.schemas import validate
from mipg_helpers.store.columns import conform, empty_frame
from mipg_helpers.store.finding import EntidadNames

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from mipg_helpers.reference import Catalog
    from mipg_helpers.sources.model import Finding
    from mipg_helpers.sources.reading import ReadFile

#: What must agree when one key is read twice; also what counts as a change between loads.
COMPARED: dict[str, tuple[str, ...]] = {
    "entidades": ("nombre_entidad", "grupo_par", "tipo_formulario"),
    "indices": ("puntaje_puntos", "motivo_vacio"),
    "recomendaciones": (),
    "responsables": (
        "lider_dependencia",
        "responsable_dependencia",
        "apoyo",
        "delegado_cargo",
    ),
    "metas": ("meta_puntos", "linea_base_puntos"),
    "preguntas": ("texto", "tipo"),
    "opciones": ("texto",),
    "similitudes": ("similitud_pct",),
    "respuestas": ("numero", "texto", "evidencia"),
    "autodiagnosticos": ("actividad", "puntaje_puntos"),
}
OWN_TABLES = ("recomendaciones", "responsables", "metas", "autodiagnosticos")
#: The form itself, which is of no entidad.
FORM_TABLES = ("preguntas", "opciones", "similitudes")


class Assembly:
    """Joins the rows of every file that was read, in the order of the files.

    After `run`, `tables` holds the tidy tables and `findings` what was found on the way.
    """

    def __init__(self, files: Sequence[ReadFile], catalog: Catalog) -> None:
        self.files, self.catalog = files, catalog
        self.tables: dict[str, pd.DataFrame] = {}
        self.findings: list[Finding] = []

    def run(self) -> None:
        self._join_results()
        names = EntidadNames(self.tables["entidades"])
        for table in OWN_TABLES:
            self.tables[table] = self._join_own(table, names)
        for table in FORM_TABLES:
            self.tables[table] = self._settled(table, self._gathered(table))
        self._reconcile_form()
        self.tables["respuestas"] = self._join_answers(names)

    def _join_results(self) -> None:
        entidades, indices = self._gathered("entidades"), self._gathered("indices")
        # A file refused in one of its two tables is refused in both.
        sound = set(entidades["fuente_sha256"].unique()) & set(indices["fuente_sha256"].unique())
        entidades, indices = _of_files(entidades, sound), _of_files(indices, sound)
        known = recognise_by_name(entidades)
        self.findings += [*find_renamed(entidades), *find_recognised(entidades, known)]
        merged, differences = merge_entidades(rename_ids(entidades, known), self.catalog)
        self.findings += differences
        self.tables["entidades"] = merged
        self.tables["indices"] = self._settled("indices", rename_ids(indices, known))

    def _join_own(self, table: str, names: EntidadNames) -> pd.DataFrame:
        import pandas as pd

        frames = self._frames(table)
        if not frames:
            return empty_frame(table, self.catalog)
        whole = pd.concat(frames, ignore_index=True)
        rows, findings = resolve_subjects(whole, names, self._folders())
        self.findings += findings
        if table == "recomendaciones":
            rows = _identified(rows)
        return self._settled(table, self._checked(table, rows))

    def _reconcile_form(self) -> None:
        """Compare the banks of one vigencia with each other and count their options again."""
        gathered, preguntas = self._all_rows("preguntas"), self.tables["preguntas"]
        if gathered.empty:
            return
        self.findings += missing_questions(gathered)
        opciones = of_known_questions(self.tables["opciones"], preguntas)
        self.tables["opciones"] = opciones
        self.tables["preguntas"] = recount_options(preguntas, opciones, gathered)

    def _join_answers(self, names: EntidadNames) -> pd.DataFrame:
        """Match the answers of every file with the bank; a file without its bank is refused."""
        import pandas as pd

        for file in self.files:
            self._refuse_unexplained(file)
        frames = self._frames("respuestas")
        if not frames:
            return empty_frame("respuestas", self.catalog)
        rows, others = choose_entidad(pd.concat(frames, ignore_index=True), names)
        rows, unresolved = resolve_subjects(rows, names, self._folders())
        tidy, findings = match_answers(rows, self.tables["preguntas"], self.tables["opciones"])
        self.findings += [*others, *unresolved, *findings]
        return self._checked("respuestas", tidy)

    def _refuse_unexplained(self, file: ReadFile) -> None:
        answers = None if file.parsed is None else file.parsed.respuestas
        if answers is None or answers.empty:
            return
        try:
            refuse_without_bank(answers, file.path.name, self.tables["preguntas"])
        except MipgError as error:
            file.parsed, file.error = None, error
            file.findings += refusal_findings(file.path, error)

    def _gathered(self, table: str) -> pd.DataFrame:
        rows = self._all_rows(table)
        return rows if rows.empty else self._checked(table, rows)

    def _all_rows(self, table: str) -> pd.DataFrame:
        import pandas as pd

        frames = [conform(frame, table, self.catalog) for frame in self._frames(table)]
        if not frames:
            return empty_frame(table, self.catalog)
        return pd.concat(frames, ignore_index=True)

    def _folders(self) -> dict[str, str]:
        return {file.sha256: file.path.parent.name for file in self.files}

    def _frames(self, table: str) -> list[pd.DataFrame]:
        found = (getattr(file.parsed, table) for file in self.files if file.parsed is not None)
        return [frame for frame in found if frame is not None and len(frame)]

    def _checked(self, table: str, frame: pd.DataFrame) -> pd.DataFrame:
        valid, findings = validate(table, frame, self.catalog)
        self.findings += findings
        return valid

    def _settled(self, table: str, frame: pd.DataFrame) -> pd.DataFrame:
        key = key_columns(table, self.catalog)
        settled, findings = settle_duplicates(table, frame, key, COMPARED[table])
        self.findings += findings
        return settled


def _identified(rows: pd.DataFrame) -> pd.DataFrame:
    columns = ["entidad_id", "vigencia", "politica", "texto"]
    ids = [recomendacion_id(*row) for row in rows[columns].itertuples(index=False, name=None)]
    return rows.assign(recomendacion_id=ids)


def _of_files(frame: pd.DataFrame, sha256s: set[str]) -> pd.DataFrame:
    keep = frame["fuente_sha256"].isin(list(sha256s))
    return frame if keep.all() else frame[keep].reset_index(drop=True)
