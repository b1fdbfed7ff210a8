"""Write ``fuentes.toml`` of the sample: what each file is, and what it does not say of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sample_population import full_entidades
from sample_results import SILENT_TITLES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_NOTE = """\
# Muestra ficticia: ninguna cifra ni entidad de esta carpeta es real.
# Generado por data/sample/generar.py; los cambios hechos a mano se pierden.
"""


def write_declarations(path: Path, vigencias: Sequence[int]) -> None:
    """Declare every file of the sample as fictitious; `vigencias` are those of the results."""
    main, gobernacion, *_ = full_entidades()
    entries: list[dict[str, object]] = [
        *map(_results, vigencias),
        {"archivo": "tabla_abierta/*.csv", "tipo": "tabla_abierta"},
        {
            "archivo": "recomendaciones/2024/*/*.xlsx",
            "tipo": "recomendaciones",
            "vigencia": 2024,  # these workbooks do not say it
        },
        {"archivo": "recomendaciones/2025/*/*.xlsx", "tipo": "recomendaciones"},
        {
            "archivo": "responsables/lideres_villa_muestra.xlsx",
            "tipo": "responsables",
            "entidad": main.codigo_sigep,
        },
        {
            "archivo": "responsables/lideres_ejemplo_norte.xlsx",
            "tipo": "responsables",
            "entidad": gobernacion.codigo_sigep,
            "vigencia": vigencias[-1],
        },
        {"archivo": "metas/*.xlsx", "tipo": "metas"},
        {"archivo": "formulario/*.xlsx", "tipo": "preguntas"},
        {
            "archivo": "respuestas/respuestas_villa_muestra.xlsx",
            "tipo": "respuestas",
            "vigencia": vigencias[-1],  # a log does not say it
        },
        {"archivo": "respuestas/respuestas_loma_pequena.xlsx", "tipo": "respuestas"},
        {"archivo": "respuestas/respuestas_cuenca_modelo.xlsx", "tipo": "respuestas"},
        {"archivo": "autodiagnosticos/*.xlsx", "tipo": "autodiagnostico"},
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "\n".join([_NOTE, *(_entry({**one, "ficticio": True}) for one in entries)])
    path.write_text(text, encoding="utf-8", newline="\n")


def _results(vigencia: int) -> dict[str, object]:
    """Declare the wide workbooks of a vigencia; the year only where their title is silent."""
    entry: dict[str, object] = {
        "archivo": f"resultados/Resultados_vig{vigencia}_*.xlsx",
        "tipo": "resultados",
    }
    return {**entry, "vigencia": vigencia} if vigencia in SILENT_TITLES else entry


def _entry(fields: dict[str, object]) -> str:
    return (
        "\n".join(["[[fuente]]", *(f"{key} = {_value(value)}" for key, value in fields.items())])
        + "\n"
    )


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else f'"{value}"'
