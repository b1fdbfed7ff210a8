"""Join what the files said of the form: one bank per vigencia, and the answers matched with it.

Answers without the bank of their vigencia are refused as a whole file: codes mean something else
from one year to the next, so nothing can be said of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mipg_helpers.errors import SourceFileError, listed
from mipg_helpers.reference.labels import fold
from mipg_helpers.sources.answer_bank import read_bank
from mipg_helpers.sources.answer_matching import AnswerMatcher
from mipg_helpers.sources.answers import CHOSEN
from mipg_helpers.sources.findings import quoted
from mipg_helpers.sources.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from mipg_helpers.sources.answer_bank import Bank
    from mipg_helpers.store.finding import EntidadNames

MISSING = "preguntas que faltan"
OTHERS = "respuestas de otras entidades"

#: Of fewer known codes than this, the answers are those of another form.
LEAST_KNOWN_SHARE = 0.5
_MOST_CODES = 30


def missing_questions(gathered: pd.DataFrame) -> Iterator[Finding]:
    """Compare the bank files of one vigencia: which preguntas each lacks in its own modules.

    Parameters
    ----------
    gathered
        Rows of ``preguntas`` of all files, a pregunta once per file.
    """
    for vigencia, of_year in gathered.groupby("vigencia"):
        whole = of_year.groupby("modulo")["codigo_pregunta"].agg(set)
        for _, of_file in of_year.groupby("fuente_sha256", sort=False):
            own = of_file.groupby("modulo")["codigo_pregunta"].agg(set)
            expected = set().union(*(whole[modulo] for modulo in own.index))
            lacking = expected - set(of_file["codigo_pregunta"])
            if lacking:
                first = of_file.iloc[0]
                yield _of_row(
                    first,
                    MISSING,
                    f"trae {len(of_file)} de las {len(expected)} preguntas que otro archivo de la "
                    f"vigencia {vigencia} da a esos módulos; faltan {len(lacking)}: "
                    f"{listed(lacking, most=_MOST_CODES)}",
                    "no hace falta corregir nada: se cargaron las del archivo más completo",
                )


def recount_options(
    preguntas: pd.DataFrame, opciones: pd.DataFrame, gathered: pd.DataFrame
) -> pd.DataFrame:
    """Count the options again where several files gave them; one whole file mends a cut one."""
    if preguntas.empty:
        return preguntas
    key = ["vigencia", "codigo_pregunta"]
    cut = gathered.groupby(key)["es_cortada"].all()
    counted = opciones.groupby(key).size()
    places = list(preguntas[key].itertuples(index=False, name=None))
    return preguntas.assign(
        n_opciones=[int(counted.get(place, 0)) for place in places],
        es_cortada=[bool(cut.get(place, False)) for place in places],
    )


def of_known_questions(opciones: pd.DataFrame, preguntas: pd.DataFrame) -> pd.DataFrame:
    """Leave out the options of preguntas that were not loaded."""
    key = ["vigencia", "codigo_pregunta"]
    known = opciones.set_index(key).index.isin(preguntas.set_index(key).index)
    return opciones[known].reset_index(drop=True)


def refuse_without_bank(answers: pd.DataFrame, archivo: str, preguntas: pd.DataFrame) -> None:
    """Refuse a file of answers that the loaded banks cannot explain.

    Raises
    ------
    SourceFileError
        If there is no bank of a vigencia of the file, or most of its codes are not in it.
    """
    banks, answered = _codes_by_vigencia(preguntas), _codes_by_vigencia(answers)
    for vigencia, given in answered.items():
        if vigencia not in banks:
            raise _no_bank(archivo, vigencia, sorted(banks))
        known = given & banks[vigencia]
        if len(known) < LEAST_KNOWN_SHARE * len(given):
            raise SourceFileError(
                f"«{archivo}»",
                f"solo {len(known)} de sus {len(given)} códigos están en el banco de preguntas de "
                f"{vigencia}",
                "respuestas al formulario de esa vigencia",
                "revise la vigencia declarada: los códigos cambian de un año a otro",
            )


def choose_entidad(rows: pd.DataFrame, names: EntidadNames) -> tuple[pd.DataFrame, list[Finding]]:
    """Keep, of a file with the answers of several entidades, those of the one that was chosen."""
    findings = []
    keep = []
    for position, (texto, departamento, chosen) in enumerate(
        rows[["entidad_id", "entidad_departamento", CHOSEN]].itertuples(index=False, name=None)
    ):
        if not chosen or _is_chosen(texto, departamento, chosen, names):
            keep.append(position)
    for _, of_file in rows[rows[CHOSEN] != ""].groupby("fuente_sha256", sort=False):
        others = of_file[~of_file.index.isin(rows.index[keep])]
        first = of_file.iloc[0]
        if len(others) == len(of_file):
            mensaje = f"ninguna respuesta es de la entidad elegida, {quoted(first[CHOSEN])}"
            accion = "no se cargó ninguna; escriba la entidad como está en el archivo"
            findings.append(_of_row(first, OTHERS, mensaje, accion, is_error=True))
        else:
            whose = listed(others["entidad_id"].unique())
            mensaje = f"respuestas de otras entidades que no se cargaron ({len(others)}): {whose}"
            findings.append(_of_row(others.iloc[0], OTHERS, mensaje, "no hace falta corregir nada"))
    kept = rows.iloc[keep].reset_index(drop=True)
    chosen_texts = kept[CHOSEN].where(kept[CHOSEN] != "", kept["entidad_id"])
    # What the row prints agrees with the choice: it was compared just now.
    named = kept["entidad_nombrada"].where(kept[CHOSEN] == "", "")
    return kept.assign(entidad_id=chosen_texts, entidad_nombrada=named), findings


def match_answers(
    rows: pd.DataFrame, preguntas: pd.DataFrame, opciones: pd.DataFrame
) -> tuple[pd.DataFrame, list[Finding]]:
    """Make the rows of ``respuestas`` (see `answer_matching`)."""
    import pandas as pd

    bank: Bank = read_bank(preguntas, opciones)
    matcher = AnswerMatcher(bank)
    raw = [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]
    return pd.DataFrame(matcher.match(raw)), matcher.findings


def _codes_by_vigencia(rows: pd.DataFrame) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    columns = rows[["vigencia", "codigo_pregunta"]]
    for vigencia, codigo in columns.drop_duplicates().itertuples(index=False, name=None):
        found.setdefault(int(vigencia), set()).add(codigo)
    return found


def _is_chosen(texto: str, departamento: str, chosen: str, names: EntidadNames) -> bool:
    if fold(texto) == fold(chosen):
        return True
    wanted = names.match(chosen)
    return len(wanted) == 1 and names.match(texto, departamento) == wanted


def _no_bank(archivo: str, vigencia: int, banks: list[int]) -> SourceFileError:
    loaded = f"el cargado es de {listed(banks)}" if banks else "no se cargó ninguno"
    return SourceFileError(
        f"«{archivo}»",
        f"no hay banco de preguntas de la vigencia {vigencia} ({loaded})",
        "las respuestas y el banco de la misma vigencia",
        "cargue también el banco de preguntas de esa vigencia, o revise la vigencia declarada",
    )


def _of_row(
    row: pd.Series[str], tipo: str, mensaje: str, accion: str, *, is_error: bool = False
) -> Finding:
    return Finding(
        archivo=row["fuente_archivo"],
        hoja=row["fuente_hoja"],
        fila=int(row["fuente_fila"]),
        columna="",
        valor="",
        tipo=tipo,
        gravedad="error" if is_error else "aviso",
        mensaje=mensaje,
        accion=accion,
    )
