"""Help pages and usage errors in Spanish.

typer's own texts are English and its hooks differ between releases. Two things are stable: a
command formats its help in one method, and a usage error is an exception with attributes.
Values are taken as text and checked by us, so few kinds of usage error remain.
"""

from __future__ import annotations

import textwrap
from typing import Any

from typer.core import TyperCommand, TyperGroup

WIDTH = 88


def _rows(title: str, rows: list[tuple[str, str]]) -> list[str]:
    if not rows:
        return []
    indent = min(30, max(len(name) for name, _ in rows) + 4)
    lines = ["", f"{title}:"]
    for name, text in rows:
        wrapped = textwrap.wrap(text, WIDTH - indent) or [""]
        head = f"  {name}".ljust(indent)
        if len(head) > indent:
            lines.append(head)
            head = " " * indent
        lines += [head + wrapped[0], *(" " * indent + line for line in wrapped[1:])]
    return lines


def _option_row(parameter: Any) -> tuple[str, str]:
    names = ", ".join([*parameter.opts, *parameter.secondary_opts])
    takes_value = not getattr(parameter, "is_flag", False)
    value = f" {str(parameter.metavar or 'TEXTO').upper()}" if takes_value else ""
    note = " (obligatorio)" if parameter.required else ""
    return names + value, f"{parameter.help or ''}{note}"


def help_page(command: Any, path: str) -> str:
    """Write the help of a command: usage line, what it does, arguments, options, commands."""
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [
        p for p in command.params if p.param_type_name == "option" and "--help" not in p.opts
    ]
    commands = getattr(command, "commands", {})
    usage = [path, *(["ORDEN"] if commands else []), *(["[OPCIONES]"] if options else [])]
    usage += [str(p.metavar or p.name).upper() for p in arguments]
    lines = [f"Uso: {' '.join(usage)}", ""]
    for paragraph in (command.help or "").split("\n\n"):
        lines += [*textwrap.wrap(" ".join(paragraph.split()), WIDTH), ""]
    lines = lines[:-1]
    lines += _rows(
        "Argumentos", [(str(p.metavar or p.name).upper(), p.help or "") for p in arguments]
    )
    ayuda = ("--help, --ayuda", "Muestra esta ayuda.")
    lines += _rows("Opciones", [*map(_option_row, options), ayuda])
    lines += _rows(
        "Órdenes",
        [(name, (sub.help or "").split("\n\n")[0]) for name, sub in commands.items()],
    )
    return "\n".join(lines) + "\n"


class SpanishCommand(TyperCommand):
    """A command whose help page is in Spanish."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write(help_page(self, ctx.command_path))


class SpanishGroup(TyperGroup):
    """A group of commands whose help page is in Spanish."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write(help_page(self, ctx.command_path))


def usage_problem(error: Any) -> tuple[str, str]:
    """Say in Spanish what a usage error found, and the nearest right thing to do."""
    from mipg_helpers.reference.suggest import suggest

    kind = type(error).__name__
    path = getattr(getattr(error, "ctx", None), "command_path", "mipg")
    hint = f"vea «{path} --help»"
    if kind == "NoSuchOption":
        command = error.ctx.command
        known = [name for parameter in command.params for name in parameter.opts]
        near = suggest(error.option_name, known, n=1)
        return (
            f"opción desconocida '{error.option_name}'",
            f"¿quiso decir '{near[0]}'? También: {hint}" if near else hint,
        )
    if kind == "MissingParameter":
        name = max(error.param.opts, key=len) if error.param is not None else ""
        return f"falta '{name}'", hint
    if kind == "BadOptionUsage":
        return f"la opción '{error.option_name}' necesita un valor", hint
    command = getattr(getattr(error, "ctx", None), "command", None)
    commands = list(getattr(command, "commands", {}))
    if commands:
        word = str(error).split("'")[1] if "'" in str(error) else ""
        near = suggest(word, commands, n=1)
        start = f"no existe la orden '{word}'"
        return start, f"¿quiso decir '{near[0]}'? También: {hint}" if near else hint
    return "sobran palabras o falta un guion en la orden", hint
