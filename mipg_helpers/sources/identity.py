"""One entidad, one id, across files: codes, slugs and names.

A file without SIGEP codes identifies its entidades by name and departamento. Where a coded
entidad has exactly that name in exactly that departamento, both are the same one. Names are
compared whole; likeness decides nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from mipg_helpers.errors import MAX_LISTED
from mipg_helpers.reference.labels import fold, slug
from mipg_helpers.sources.findings import quoted
from mipg_helpers.sources.model import Finding
from mipg_helpers.store.finding import EntidadNames

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

    from mipg_helpers.sources.model import Severity

RENAMED = "código que cambia de nombre"
RECOGNISED = "entidad reconocida por nombre"
AMBIGUOUS = "entidad ambigua"
NOT_LOADED = "entidad sin resultados cargados"
CONTRADICTED = "entidad contradictoria"


def recognise_by_name(entidades: pd.DataFrame) -> dict[str, str]:
    """Find, for ids made of names, the coded entidad with the same name and departamento.

    Where one of both sides has no departamento, the name must be of one coded entidad only.

    Parameters
    ----------
    entidades
        One row per (entidad_id, vigencia) and file.

    Returns
    -------
    Id without code to id with code. An id that two coded entidades could claim is left.
    """
    has_code = entidades["codigo_sigep"] != ""
    names = EntidadNames(entidades[has_code])
    uncoded = entidades.loc[~has_code, ["entidad_id", "nombre_entidad", "departamento"]]
    hits = {
        entidad_id: names.match(nombre, departamento)
        for entidad_id, nombre, departamento in uncoded.drop_duplicates().itertuples(index=False)
    }
    return {entidad_id: found[0] for entidad_id, found in hits.items() if len(found) == 1}


def rename_ids(frame: pd.DataFrame, known: dict[str, str]) -> pd.DataFrame:
    """Put the recognised ids in place of those made of names."""
    if frame.empty or not known:
        return frame
    ids = frame["entidad_id"]
    return frame.assign(entidad_id=ids.map(known).fillna(ids))


def find_recognised(entidades: pd.DataFrame, known: dict[str, str]) -> Iterator[Finding]:
    """Report, once per file, the entidades that were recognised by their name."""
    rows = entidades[entidades["entidad_id"].isin(list(known))]
    for (archivo, hoja), group in rows.groupby(["fuente_archivo", "fuente_hoja"], sort=False):
        distinct = group.drop_duplicates("entidad_id")
        examples = [
            f"{nombre} es {known[entidad_id]}"
            for entidad_id, nombre in distinct[["entidad_id", "nombre_entidad"]]
            .head(3)
            .itertuples(index=False)
        ]
        yield _of_file(
            archivo,
            hoja,
            RECOGNISED,
            f"{len(distinct)} entidades sin código SIGEP se reconocieron por su nombre y "
            f"departamento ({'; '.join(examples)}{'…' if len(distinct) > len(examples) else ''})",
            "no hace falta corregir nada si los nombres son los mismos",
        )


def find_renamed(entidades: pd.DataFrame) -> Iterator[Finding]:
    """Report each code that bears different names, by vigencia or by file."""
    naming = entidades[entidades["codigo_sigep"] != ""].drop_duplicates(
        ["entidad_id", "nombre_entidad"]
    )
    # A table that gives only a code gets a name made of it, which is no other name.
    pairs = zip(naming["entidad_id"], naming["nombre_entidad"], strict=True)
    naming = naming[np.array([code not in nombre for code, nombre in pairs], dtype=bool)]
    several = naming[naming["entidad_id"].duplicated(keep=False)]
    for entidad_id, group in several.sort_values("vigencia").groupby("entidad_id"):
        if len({fold(nombre) for nombre in group["nombre_entidad"]}) == 1:
            continue
        last = group.iloc[-1]
        names = [
            f"{quoted(nombre)} en {vigencia}"
            for nombre, vigencia in group[["nombre_entidad", "vigencia"]].itertuples(index=False)
        ]
        yield Finding(
            archivo=last["fuente_archivo"],
            hoja=last["fuente_hoja"],
            fila=int(last["fuente_fila"]),
            columna="",
            valor=str(last["nombre_entidad"]),
            tipo=RENAMED,
            gravedad="aviso",
            mensaje=f"el código {entidad_id} cambia de nombre: {', '.join(names)}",
            accion="revise que sea la misma entidad; se trató como una sola",
        )


def resolve_subjects(
    frame: pd.DataFrame, names: EntidadNames, folders: Mapping[str, str]
) -> tuple[pd.DataFrame, list[Finding]]:
    """Give the rows of the entidad's own tables the id of a loaded entidad.

    Parameters
    ----------
    frame
        Rows with ``entidad_id`` as the file or the declaration says, and with
        ``entidad_nombrada`` and ``entidad_departamento`` as printed in the file.
    names
        The loaded entidades.
    folders
        Name of the folder of each file, by its hash: official files come sorted into
        folders by departamento, which tells apart entidades of the same name.

    Returns
    -------
    The rows with their id; those of an ambiguous or contradicted entidad are left out, those
    of an entidad that is not loaded are kept under the id that their name or code gives.
    """
    columns = ["entidad_id", "entidad_nombrada", "entidad_departamento", "fuente_sha256"]
    findings: list[Finding] = []
    ids: dict[tuple[str, ...], str] = {}
    for _, first in frame.drop_duplicates(columns).iterrows():
        key = tuple(first[columns])
        ids[key], finding = _resolve(first, names, folders.get(first["fuente_sha256"], ""))
        findings += [] if finding is None else [finding]
    resolved = [ids[key] for key in frame[columns].itertuples(index=False, name=None)]
    named = frame.assign(entidad_id=resolved)
    return named[named["entidad_id"] != ""].reset_index(drop=True), findings


def _resolve(row: pd.Series[str], names: EntidadNames, folder: str) -> tuple[str, Finding | None]:
    text, named, place = row["entidad_id"], row["entidad_nombrada"], row["entidad_departamento"]
    hits = names.match(text, place)
    if len(hits) > 1 and len(here := names.match(text, folder)) == 1:
        hits = here
    if len(hits) > 1:
        shown = ", ".join(hits[:MAX_LISTED])
        problem = f"{quoted(text)} coincide con {len(hits)} entidades ({shown})"
        return "", _of_row(row, AMBIGUOUS, problem, "declare el código SIGEP en fuentes.toml")
    if not hits:
        problem = f"{quoted(text)} no está entre las entidades con resultados cargados"
        remedy = "revise el nombre o el código, o cargue también sus resultados"
        return _own_id(text, place), _of_row(row, NOT_LOADED, problem, remedy, gravedad="aviso")
    if named and not names.bears(hits[0], named) and names.match(named, place):
        problem = f"el archivo dice {quoted(named)} y se declaró {quoted(text)}"
        remedy = "no se cargó; corrija la declaración o use el archivo de esa entidad"
        return "", _of_row(row, CONTRADICTED, problem, remedy)
    return hits[0], None


def _own_id(text: str, departamento: str) -> str:
    if text.isdecimal() or "--" in text:
        return text
    return f"{slug(text)}--{slug(departamento)}" if departamento else slug(text)


def _of_file(archivo: object, hoja: object, tipo: str, mensaje: str, accion: str) -> Finding:
    return Finding(str(archivo), str(hoja), None, "", "", tipo, "aviso", mensaje, accion)


def _of_row(
    row: pd.Series[str], tipo: str, mensaje: str, accion: str, *, gravedad: Severity = "error"
) -> Finding:
    return Finding(
        archivo=row["fuente_archivo"],
        hoja=row["fuente_hoja"],
        fila=int(row["fuente_fila"]),
        columna="",
        valor=str(row["entidad_id"]),
        tipo=tipo,
        gravedad=gravedad,
        mensaje=mensaje,
        accion=accion,
    )
