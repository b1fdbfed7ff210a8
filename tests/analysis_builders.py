"""Small tidy tables drawn as text, for the tests of the analysis.

A drawn table has a header and ``|`` between the cells; lines of dashes are only decoration.
Columns that a test does not care about get a plain default.
"""

from __future__ import annotations

from datetime import date
from itertools import zip_longest
from typing import TYPE_CHECKING

import pandas as pd

from mipg_helpers.analysis.build import build_entidad_profile, build_profile
from mipg_helpers.analysis.inputs import Inputs
from mipg_helpers.analysis.peers import SCORE_COLUMNS
from mipg_helpers.analysis.priorities import rule_from
from mipg_helpers.analysis.profile import Change, PeerStats, Score
from mipg_helpers.reference import load_catalog

if TYPE_CHECKING:
    from mipg_helpers.analysis.profile import EntidadProfile, PriorityRule, Profile

TODAY = date(2026, 7, 1)
FILE = {
    "fuente_archivo": "resultados.xlsx",
    "fuente_sha256": "ab" * 32,
    "fuente_hoja": "Territorio",
}
GROUP_COLUMNS = {
    "grupo_media_puntos": "media",
    "grupo_maximo_puntos": "maximo",
    "grupo_minimo_puntos": "minimo",
    "grupo_quintil": "quintil",
    "grupo_percentil": "percentil",
}


def drawn(text: str) -> list[dict[str, str]]:
    """Read a drawn table: one dict of texts per row; cells left out at the end are empty."""
    lines = [line.strip() for line in text.strip().splitlines()]
    cells = [
        [cell.strip() for cell in line.split("|")] for line in lines if set(line) - set("-+| ")
    ]
    header, *rows = cells
    return [dict(zip_longest(header, row, fillvalue="")) for row in rows]


def number(text: str) -> float:
    """Read a number written with decimal comma or point."""
    return float(text.replace(",", "."))


def indices(text: str) -> pd.DataFrame:
    """Draw official scores: ``entidad | vigencia | indice | puntos``.

    Empty points mean an empty official cell; ``error`` a cell with an Excel error. Optional
    columns: media, maximo, minimo, quintil, percentil (published group statistics), codigo.
    """
    rows = [_indice_row(row, place) for place, row in enumerate(drawn(text), start=4)]
    columns = list(_indice_row({"vigencia": "0", "entidad": "", "indice": ""}, 0))
    frame = pd.DataFrame(rows, columns=columns)
    numbers = ["puntaje_puntos", *GROUP_COLUMNS]
    return frame.astype(dict.fromkeys(numbers, float))


def entidades(text: str) -> pd.DataFrame:
    """Draw entidades: ``entidad | vigencia`` and, as needed, grupo, departamento, orden, meci."""
    rows = [_entidad_row(row, place) for place, row in enumerate(drawn(text), start=4)]
    return pd.DataFrame(rows, columns=list(_entidad_row({"entidad": "", "vigencia": "0"}, 0)))


def recomendaciones(text: str) -> pd.DataFrame:
    """Draw recommendations: ``entidad | vigencia | politica | texto`` and optionally veces."""
    rows = [
        {
            "recomendacion_id": f"r{place}",
            "entidad_id": row["entidad"],
            "vigencia": int(row["vigencia"]),
            "politica": row["politica"],
            "orden": place,
            "texto": row["texto"].replace("\\n", "\n"),
            "politica_relacionada": "",
            "n_repeticiones": int(row.get("veces", "1")),
            **FILE,
            "fuente_fila": place,
        }
        for place, row in enumerate(drawn(text), start=1)
    ]
    columns = "recomendacion_id entidad_id vigencia politica orden texto politica_relacionada"
    return _frame(rows, f"{columns} n_repeticiones")


def responsables(text: str) -> pd.DataFrame:
    """Draw responsables: ``entidad | vigencia | politica | lider | responsable | apoyo``."""
    rows = [
        {
            "entidad_id": row["entidad"],
            "vigencia": int(row["vigencia"]),
            "politica": row["politica"],
            "lider_dependencia": row.get("lider", ""),
            "responsable_dependencia": row.get("responsable", ""),
            "apoyo": row.get("apoyo", ""),
            "delegado_cargo": "",
            "es_heredado": False,
            **FILE,
            "fuente_fila": place,
        }
        for place, row in enumerate(drawn(text), start=2)
    ]
    columns = "entidad_id vigencia politica lider_dependencia responsable_dependencia apoyo"
    return _frame(rows, f"{columns} delegado_cargo es_heredado")


def metas(text: str) -> pd.DataFrame:
    """Draw targets: ``entidad | vigencia | indice | meta``."""
    rows = [
        {
            "entidad_id": row["entidad"],
            "vigencia": int(row["vigencia"]),
            "nivel": "politica",
            "indice": row["indice"],
            "linea_base_puntos": float("nan"),
            "meta_puntos": number(row["meta"]),
            **FILE,
            "fuente_fila": place,
            "fuente_columna": "D",
        }
        for place, row in enumerate(drawn(text), start=2)
    ]
    return _frame(rows, "entidad_id vigencia nivel indice linea_base_puntos meta_puntos", "columna")


def inputs(scores: str, **tables: str) -> Inputs:
    """Draw all the tables; without ``entidades`` every entidad belongs to grupo par ``G``."""
    frame = indices(scores)
    pairs = sorted(set(zip(frame["entidad_id"], frame["vigencia"], strict=True)))
    everyone = "entidad | vigencia | grupo\n" + "\n".join(f"{e} | {v} | G" for e, v in pairs)
    return Inputs(
        entidades=entidades(tables.get("entidades", everyone)),
        indices=frame,
        peer_scores=frame[SCORE_COLUMNS],
        recomendaciones=recomendaciones(
            tables.get("recomendaciones", "entidad | vigencia | politica | texto")
        ),
        responsables=responsables(tables.get("responsables", "entidad | vigencia | politica")),
        metas=metas(tables.get("metas", "entidad | vigencia | indice | meta")),
    )


def peer_table(politica: str, vigencia: int, points: list[float]) -> str:
    """Draw one score per entidad; the first is ``A``, the entidad of the report."""
    names = [chr(ord("A") + place) for place in range(len(points))]
    lines = [
        f"{name} | {vigencia} | {politica} | {p}" for name, p in zip(names, points, strict=True)
    ]
    return "\n".join(["entidad | vigencia | indice | puntos", *lines])


def rule(**overrides: float) -> PriorityRule:
    """Take the shipped rule, with groups of three already shown."""
    return rule_from(load_catalog(), **{"minimo_grupo": 3, **overrides})


def profile(
    data: Inputs, politica: str = "gobierno_digital", vigencia: int = 2025, **changes: object
) -> Profile:
    """Build the profile of entidad ``A``."""
    asked = {
        "entidad_id": "A",
        "catalog": load_catalog(),
        "rule": rule(),
        "fecha_informe": TODAY,
        **changes,
    }
    return build_profile(data, politica=politica, vigencia=vigencia, **asked)


def entidad_profile(data: Inputs, vigencia: int = 2025, **changes: object) -> EntidadProfile:
    """Build the institutional profile of entidad ``A``."""
    asked = {
        "entidad_id": "A",
        "catalog": load_catalog(),
        "rule": rule(),
        "fecha_informe": TODAY,
        **changes,
    }
    return build_entidad_profile(data, vigencia=vigencia, **asked)


def stats(media: float | None, mejor: float | None, motivo: str = "") -> PeerStats:
    """Describe a group by its mean and best only."""
    return PeerStats("grupo_par", "G", 9, media, mejor, 0.0, media, 1, 50.0, 3, False, motivo)


def change(points: float | None, motivo: str = "", desde: int | None = 2024) -> Change:
    return Change(2025, desde, points, motivo)


def score(points: float | None, motivo: str = "") -> Score:
    return Score(points, motivo)


def _indice_row(row: dict[str, str], place: int) -> dict[str, object]:
    puntos = row.get("puntos", "")
    reasons = {"": "no_aplica", "error": "error_formula"}
    return {
        "entidad_id": row["entidad"],
        "vigencia": int(row["vigencia"]),
        "nivel": "",
        "indice": row["indice"],
        "codigo": row.get("codigo", ""),
        "politica": "",
        "dimension": "",
        "puntaje_puntos": None if puntos in reasons else number(puntos),
        "motivo_vacio": reasons.get(puntos, ""),
        **{column: number(row.get(name) or "nan") for column, name in GROUP_COLUMNS.items()},
        **FILE,
        "fuente_fila": place,
        "fuente_columna": "K",
    }


def _entidad_row(row: dict[str, str], place: int) -> dict[str, object]:
    return {
        "entidad_id": row["entidad"],
        "vigencia": int(row["vigencia"]),
        "codigo_sigep": row["entidad"],
        "nombre_entidad": row.get("nombre", f"ENTIDAD {row['entidad']}"),
        "orden": row.get("orden", ""),
        "sector": "",
        "naturaleza_juridica": "",
        "clasificacion_organica": "",
        "departamento": row.get("departamento", ""),
        "municipio": "",
        "grupo_par": row.get("grupo", ""),
        "tipo_formulario": "MECI" if row.get("meci") == "si" else "",
        "es_meci": row.get("meci") == "si",
        "es_ficticia": True,
        **FILE,
        "fuente_fila": place,
    }


def _frame(rows: list[dict[str, object]], columns: str, *extra: str) -> pd.DataFrame:
    provenance = [*FILE, "fuente_fila", *(f"fuente_{name}" for name in extra)]
    return pd.DataFrame(rows, columns=[*columns.split(), *provenance])
