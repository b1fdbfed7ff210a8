"""``plan_columnas.toml``: the columns of the entidad's plans, as a person confirmed them.

One file per entidad, beside its plans. Columns are found again by header and, where a header
repeats, by its order; the letter is only shown. A file that is read is a confirmation.
"""

from __future__ import annotations

import json
import os
from datetime import date
from typing import TYPE_CHECKING

from mipg_helpers.errors import ConfigError
from mipg_helpers.reference.suggest import did_you_mean
from mipg_helpers.sources.plan_columns import PERSONAL, UNUSED
from mipg_helpers.sources.plan_model import MappedColumn, PlanMapping
from mipg_helpers.toml_files import read_toml

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from mipg_helpers.sources.plan_columns import KnownColumns

MAPPING_FILE = "plan_columnas.toml"

_HEAD = """\
# Columnas del plan: qué campo del plan llena cada columna del archivo de la entidad.
# Campos más usados: politica, codigo_pregunta, hallazgo, causa, accion, producto, indicador,
# unidad, linea_base, meta, responsable, dependencia, fecha_inicio, fecha_fin, estado, avance,
# reporte, evidencia, id_propio. Uno mal escrito se rechaza y el mensaje los dice todos.
# Una columna sin campo (campo = "") se conserva aparte con su encabezado.
# "dato_personal" es una columna que no se lee. Si un encabezado se repite, "vez" dice cuál es.
# "corte" (año-mes-día) dice a qué día vale una columna de avance, reporte o evidencia.
"""
_KEYS = {"columna": str, "encabezado": str, "campo": str, "corte": str, "vez": int}
#: A columna that holds no field of the plan.
_WITHOUT_FIELD = frozenset({"", UNUSED, PERSONAL})


def mapping_beside(path: Path) -> Path | None:
    """Find the confirmed columns beside a plan; None when there are none."""
    found = path.parent / MAPPING_FILE
    return found if found.is_file() else None


def save_mapping(mapping: PlanMapping, path: Path) -> None:
    """Write a mapping, proposals included, for a person to check; never half a file.

    Raises
    ------
    ConfigError
        If the file is already there: what a person confirmed is not replaced.
    """
    if path.exists():
        hint = "corríjalo, o bórrelo si quiere empezar de nuevo"
        raise ConfigError(path.name, "ya existe y no se reemplaza", hint=hint)
    text = _HEAD + "".join(f"\n{block}" for block in map(_block, mapping.columns))
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.write_text(text, encoding="utf-8", newline="\n")
    temporary.replace(path)


def load_mapping(path: Path, known: KnownColumns) -> PlanMapping:
    """Read confirmed columns.

    Raises
    ------
    ConfigError
        If the file cannot be read, names an unknown field or an impossible cut-off.
    """
    content = read_toml(path, path.name)
    blocks = content.pop("columna", [])
    if content or not isinstance(blocks, list) or not blocks:
        raise ConfigError(path.name, "no tiene la forma esperada", "bloques [[columna]]")
    columns = [_column(f"{path.name}, columna {n}", b, known) for n, b in enumerate(blocks, 1)]
    _refuse_repeated(path, columns)
    return PlanMapping(tuple(columns))


def _block(column: MappedColumn) -> str:
    lines = ["[[columna]]", f"columna = {_quoted(column.columna)}"]
    lines.append(f"encabezado = {_quoted(column.encabezado)}")
    note = "  # propuesta: revísela" if column.como == "propuesta" else ""
    campo = "" if column.campo == UNUSED else column.campo
    lines.append(f"campo = {_quoted(campo)}{note}")
    lines += [f"corte = {_quoted(column.corte)}"] if column.corte else []
    lines += [f"vez = {column.vez}"] if column.vez > 1 else []
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """Write a text as TOML does; the strings of JSON are strings of TOML but for one character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _column(place: str, block: object, known: KnownColumns) -> MappedColumn:
    if not isinstance(block, dict) or not set(block) <= set(_KEYS):
        raise ConfigError(place, "tiene claves desconocidas", ", ".join(_KEYS))
    for key, kind in _KEYS.items():
        if key in block and not isinstance(block[key], kind):
            expected = "un número" if kind is int else "un texto entre comillas"
            raise ConfigError(place, f"'{key}' no se entiende", expected)
    if not block.get("encabezado"):
        raise ConfigError(place, "falta 'encabezado'")
    campo = block.get("campo", "")
    corte = block.get("corte", "")
    if campo not in _WITHOUT_FIELD and campo not in known.types:
        hint = did_you_mean(campo, known.types)
        fields = ", ".join(sorted(known.types))
        raise ConfigError(place, f"'{campo}' no es un campo del plan", fields, hint)
    if corte and campo not in _WITHOUT_FIELD:
        _require_corte(place, campo, corte, known)
    return MappedColumn(
        columna=block.get("columna", ""),
        encabezado=block["encabezado"],
        campo=campo,
        como="sin campo" if campo in _WITHOUT_FIELD else "confirmada",
        corte=corte,
        vez=block.get("vez", 1),
    )


def _require_corte(place: str, campo: str, corte: str, known: KnownColumns) -> None:
    if campo not in known.by_corte:
        fields = ", ".join(sorted(known.by_corte))
        raise ConfigError(place, f"el campo '{campo}' no tiene cortes", fields)
    try:
        date.fromisoformat(corte)
    except ValueError:
        raise ConfigError(place, f"el corte '{corte}' no es un día", "año-mes-día") from None


def _refuse_repeated(path: Path, columns: Iterable[MappedColumn]) -> None:
    seen = set()
    for column in columns:
        if (column.encabezado, column.vez) in seen:
            problem = f"el encabezado «{column.encabezado}» está dos veces"
            raise ConfigError(path.name, problem, "un bloque por columna, con 'vez' si se repite")
        seen.add((column.encabezado, column.vez))
