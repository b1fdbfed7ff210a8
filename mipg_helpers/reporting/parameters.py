"""Check the parameters of a report before anything runs.

papermill only warns on an unknown parameter and prints a plausible report about something
else. Here names, types and values are compared with the parameters cell of the notebook and
with what is loaded; all problems are reported at once.
"""

from __future__ import annotations

import ast
import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from mipg_helpers.errors import ConfigError, MipgError, ParameterError, listed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from mipg_helpers.reporting.settings import Workspace

Value = str | int | float | bool

SPANISH_TYPES = {str: "texto", int: "un número entero", float: "un número", bool: "True o False"}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One line of the parameters cell: name, default, and the Spanish comment beside it."""

    name: str
    default: Value
    help: str

    @property
    def kind(self) -> type[Value]:
        return type(self.default)


def read_parameters(notebook: Path) -> dict[str, Parameter]:
    """Read the cell tagged ``parameters`` of a notebook.

    Raises
    ------
    ConfigError
        If the file is not a notebook, has no such cell, or a line is not ``name = literal``.
    """
    try:
        content = json.loads(notebook.read_text(encoding="utf-8"))
        cells = content["cells"]
    except (OSError, ValueError, KeyError) as error:
        raise ConfigError(
            notebook.name, f"no se puede leer como cuaderno ({type(error).__name__})"
        ) from None
    tagged = [cell for cell in cells if "parameters" in cell.get("metadata", {}).get("tags", ())]
    if len(tagged) != 1:
        raise ConfigError(
            notebook.name,
            f"tiene {len(tagged)} celdas con la etiqueta 'parameters'",
            "exactamente una",
        )
    return parse_parameters("".join(tagged[0]["source"]), place=notebook.name)


def parse_parameters(source: str, *, place: str) -> dict[str, Parameter]:
    """Read ``name = literal  # ayuda`` lines; anything else is an error of the notebook."""
    parameters: dict[str, Parameter] = {}
    lines = source.splitlines()
    for node in ast.parse(source).body:
        text = lines[node.lineno - 1]
        if not (isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)):
            raise ConfigError(place, f"la línea '{text}' no es un parámetro", "nombre = valor")
        try:
            default = ast.literal_eval(node.value)
        except ValueError:
            raise ConfigError(
                place, f"el valor de '{text}' no es literal", "texto, número, True o False"
            ) from None
        name = node.targets[0].id
        parameters[name] = Parameter(name, default, text.partition("#")[2].strip())
    return parameters


def check_parameters(
    asked: Mapping[str, Any], declared: Mapping[str, Parameter], space: Workspace, *, place: str
) -> dict[str, Value]:
    """Return the full parameters of a run: defaults replaced by what was asked for.

    Parameters
    ----------
    asked
        Name to value, as the operator or a batch gives them.
    declared
        The notebook's parameters (`read_parameters`).
    place
        How messages call the report.

    Raises
    ------
    ParameterError
        With every problem: unknown names (and the nearest known one), wrong types, values
        outside the loaded data or outside their range.
    """
    from mipg_helpers.reference.suggest import suggest

    problems: list[str] = []
    for name in asked.keys() - declared.keys():
        near = suggest(name, list(declared), n=1)
        hint = f" (¿quiso decir '{near[0]}'?)" if near else ""
        problems.append(f"parámetro desconocido '{name}'{hint}; existen {listed(declared)}")
    values: dict[str, Value] = {}
    for name, parameter in declared.items():
        values[name] = parameter.default
        if name in asked:
            try:
                values[name] = convert(asked[name], parameter)
            except ParameterError as error:
                problems.append(str(error))
    if not problems:
        problems += _outside_data(values, space)
    if problems:
        raise ParameterError(place, "\n  ".join(["los parámetros no son válidos:", *problems]))
    return values


def convert(value: object, parameter: Parameter) -> Value:
    """Take `value` as the type of the parameter's default; text from the command line included."""
    kind = parameter.kind
    wrong = ParameterError(
        f"parámetro '{parameter.name}'",
        f"'{value}' no es {SPANISH_TYPES.get(kind, kind.__name__)}",
        parameter.help,
    )
    if isinstance(value, bool) != (kind is bool) and not isinstance(value, str):
        raise wrong
    if kind is str:
        if not isinstance(value, str):
            raise wrong
        return value
    if isinstance(value, str):
        try:
            value = ast.literal_eval(value.strip().replace(",", "."))
        except (ValueError, SyntaxError):
            raise wrong from None
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if type(value) is not kind:
        raise wrong
    return value


def _outside_data(values: Mapping[str, Value], space: Workspace) -> list[str]:
    """Check the values of the parameters every report shares, as far as it declares them."""
    problems = []
    for check in CHECKS:
        try:
            check(values, space)
        except MipgError as error:
            problems.append(str(error).replace("\nSugerencia:", ". Sugerencia:"))
    return problems


def _check_vigencia(values: Mapping[str, Value], space: Workspace) -> None:
    vigencia = values.get("vigencia")
    if vigencia is None:
        return
    loaded = sorted(space.store.entidades()["vigencia"].unique())
    if vigencia not in loaded:
        raise ParameterError(
            "parámetro 'vigencia'", f"'{vigencia}' no está cargada", f"una de {listed(loaded)}"
        )


def _check_entidad(values: Mapping[str, Value], space: Workspace) -> None:
    entidad = values.get("entidad")
    if entidad is not None:
        space.store.find_entidad(str(entidad))


def _check_politica(values: Mapping[str, Value], space: Workspace) -> None:
    politica, vigencia = values.get("politica"), values.get("vigencia")
    if politica == "" and "unidad" in values:  # the preparation of a whole entidad
        return
    if politica is not None and vigencia in space.catalog.vigencias:
        space.catalog.politica(str(politica), int(vigencia or 0))


def _check_ranges(values: Mapping[str, Value], _space: Workspace) -> None:
    limits: dict[str, tuple[Callable[[Any], bool], str]] = {
        "minimo_grupo": (lambda n: n >= 1, "un entero desde 1"),
        "umbral_alta": (lambda x: 0 < x <= 100, "un número de puntos mayor que 0 y hasta 100"),
        "dias_por_vencer": (lambda n: n >= 0, "un entero desde 0"),
    }
    for name, (holds, expected) in limits.items():
        if name in values and not holds(values[name]):
            raise ParameterError(f"parámetro '{name}'", f"'{values[name]}' no sirve", expected)


def _check_dates(values: Mapping[str, Value], _space: Workspace) -> None:
    for name in ("fecha_informe", "corte"):
        text = str(values.get(name, ""))
        try:
            if text:
                date.fromisoformat(text)
        except ValueError:
            raise ParameterError(
                f"parámetro '{name}'", f"'{text}' no es una fecha", "AAAA-MM-DD"
            ) from None


def _check_plan(values: Mapping[str, Value], space: Workspace) -> None:
    """Check scope and cut-off against the plan of the entidad, where it has one."""
    vigencia = values.get("vigencia")
    if "alcance" not in values or vigencia not in space.catalog.vigencias:
        return
    from mipg_helpers.reporting.plan_data import check_scope

    check_scope(
        space,
        str(values.get("entidad", "")),
        int(vigencia or 0),
        alcance=str(values["alcance"]),
        corte=str(values.get("corte", "")),
    )
    green, yellow = values.get("verde_desde", 0.0), values.get("amarillo_desde", 0.0)
    if float(yellow) > float(green):
        raise ParameterError(
            "parámetro 'amarillo_desde'", f"'{yellow}' es mayor que verde_desde", f"hasta {green}"
        )


def _check_comparison(values: Mapping[str, Value], space: Workspace) -> None:
    """Check the set, the reference and the politica of a comparison."""
    if "conjunto" in values and values.get("vigencia") in space.catalog.vigencias:
        from mipg_helpers.reporting.profiles_comparison import check_question

        check_question(values, space)


def _check_unidad(values: Mapping[str, Value], space: Workspace) -> None:
    """Check that some pregunta of the form is assigned to the unit."""
    vigencia = values.get("vigencia")
    if not values.get("unidad") or vigencia not in space.catalog.vigencias:
        return
    from mipg_helpers.reporting.profiles_readiness import load_readiness

    asked = {name: str(values.get(name, "")) for name in ("politica", "unidad")}
    load_readiness(str(values.get("entidad", "")), int(vigencia or 0), **asked, workspace=space)


CHECKS: tuple[Callable[[Mapping[str, Value], Workspace], None], ...] = (
    _check_vigencia,
    _check_entidad,
    _check_politica,
    _check_ranges,
    _check_dates,
    _check_plan,
    _check_comparison,
    _check_unidad,
)
