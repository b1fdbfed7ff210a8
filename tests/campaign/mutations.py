"""Small changes of one module that its tests should notice, each as a piece of source replaced.

Pieces of text are left alone: words that people read are the matter of the expected files. So
are annotations, docstrings, what only type checkers read, and what stands inside an f-string.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Change = tuple[ast.AST, str]

_COMPARED: dict[type[ast.cmpop], tuple[str, ...]] = {
    ast.Lt: ("<=", ">="), ast.LtE: ("<", ">"), ast.Gt: (">=", "<="), ast.GtE: (">", "<"),
    ast.Eq: ("!=",), ast.NotEq: ("==",), ast.In: ("not in",), ast.NotIn: ("in",),
    ast.Is: ("is not",), ast.IsNot: ("is",),
}  # fmt: skip
_COMPUTED: dict[type[ast.operator], ast.operator] = {
    ast.Add: ast.Sub(), ast.Sub: ast.Add(), ast.Mult: ast.Div(), ast.Div: ast.Mult(),
    ast.FloorDiv: ast.Div(), ast.Mod: ast.Mult(), ast.BitAnd: ast.BitOr(), ast.BitOr: ast.BitAnd(),
}  # fmt: skip
_SWAPPED = (
    ("min", "max"), ("any", "all"), ("idxmin", "idxmax"), ("head", "tail"), ("isna", "notna"),
    ("startswith", "endswith"), ("removeprefix", "removesuffix"), ("lstrip", "rstrip"),
    ("partition", "rpartition"), ("floor", "ceil"), ("issubset", "issuperset"),
    ("union", "intersection"), ("ffill", "bfill"), ("sum", "max"),
)  # fmt: skip
_OTHER = dict(_SWAPPED) | {two: one for one, two in _SWAPPED}


@dataclass(frozen=True, slots=True)
class Mutation:
    """A piece of a module and what stands in its place.

    `function` is the qualified name of the function it stands in, "" at the level of the module;
    `is_run_once`: at the import, or behind a cache. Lines count from 1; `start` and `end` are
    places in the bytes of the source.
    """

    function: str
    first_line: int
    is_run_once: bool
    line: int
    start: int
    end: int
    original: str
    mutant: str

    def apply(self, source: bytes) -> bytes:
        return source[: self.start] + self.mutant.encode() + source[self.end :]


@dataclass(frozen=True, slots=True)
class _Where:
    """The function around a node, and whether it runs once."""

    function: str = ""
    first_line: int = 0
    is_run_once: bool = True

    def inside(self, node: ast.FunctionDef | ast.ClassDef) -> _Where:
        decorators = node.decorator_list
        first = min((node.lineno, *(item.lineno for item in decorators)))
        is_cached = any("cache" in ast.unparse(item) for item in decorators)
        is_run_once = is_cached or isinstance(node, ast.ClassDef)
        return _Where(f"{self.function}.{node.name}".removeprefix("."), first, is_run_once)


def mutations_of(source: bytes) -> list[Mutation]:
    """List every change of a module, in the order of its lines."""
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))

    def made(where: _Where, node: ast.AST, mutant: str) -> Mutation:
        start = starts[node.lineno - 1] + node.col_offset
        end = starts[node.end_lineno - 1] + node.end_col_offset
        original = " ".join(source[start:end].decode().split())
        return Mutation(
            where.function, where.first_line, where.is_run_once, node.lineno, start, end,
            original, mutant,
        )  # fmt: skip

    found = {made(where, *change) for where, change in _changes([ast.parse(source)], _Where())}
    return sorted(found, key=lambda item: (item.start, item.end, item.mutant))


def _changes(nodes: Sequence[object], where: _Where) -> Iterator[tuple[_Where, Change]]:
    for node in nodes:
        if not isinstance(node, ast.AST) or _is_left_alone(node):
            continue
        yield from ((where, change) for change in _changed(node))
        is_block = isinstance(node, ast.FunctionDef | ast.ClassDef)
        around = where.inside(node) if is_block else where
        for name, value in ast.iter_fields(node):
            if name not in {"annotation", "returns", "decorator_list", "bases"}:
                yield from _changes(value if isinstance(value, list) else [value], around)


def _is_left_alone(node: ast.AST) -> bool:
    """Tell what cannot be changed alone, or has no effect on a right input.

    The parts of an f-string have no place of their own; types are not run; the size of a cache and
    a guard such as ``zip(strict=True)`` make no difference until something else is wrong.
    """
    match node:
        case ast.JoinedStr() | ast.Import() | ast.ImportFrom():
            return True
        case ast.If(test=ast.Name("TYPE_CHECKING")):
            return True
        case ast.Subscript(value=ast.Name("Literal" | "Annotated")):
            return True
        case (
            ast.Call(func=ast.Name("lru_cache" | "field")) | ast.keyword(arg="strict" | "validate")
        ):
            return True
    return False


def _changed(node: ast.AST) -> Iterator[Change]:
    """Change one node in every way known for its kind."""
    match node:
        case ast.Compare(ops=[op], left=left, comparators=[right]):
            for sign in _COMPARED[type(op)]:
                yield node, f"({_text(left)} {sign} {_text(right)})"
        case ast.Compare():
            for place, op in enumerate(node.ops):
                ops = [*node.ops]
                ops[place] = ast.LtE() if isinstance(op, ast.Lt) else ast.Lt()
                yield node, f"({_text(ast.Compare(node.left, ops, node.comparators))})"
        case ast.BoolOp(op=op, values=values):
            other = ast.Or() if isinstance(op, ast.And) else ast.And()
            yield node, f"({_text(ast.BoolOp(other, values))})"
            for place in range(len(values)):
                rest = [*values[:place], *values[place + 1 :]]
                yield node, f"({_text(rest[0] if len(rest) == 1 else ast.BoolOp(op, rest))})"
        case ast.UnaryOp(op=ast.Not() | ast.USub() | ast.Invert(), operand=operand):
            yield node, f"({_text(operand)})"
        case ast.BinOp(op=op, left=left, right=right) if type(op) in _COMPUTED:
            if not (_is_words(left) or _is_words(right)):
                yield node, f"({_text(ast.BinOp(left, _COMPUTED[type(op)], right))})"
        case ast.Constant(value=bool(value)):
            yield node, str(not value)
        case ast.Constant(value=int(value) | float(value)):
            yield node, repr(value + 1)
        case ast.Call():
            yield from _changed_call(node)
        case ast.If(test=test) | ast.IfExp(test=test) | ast.While(test=test):
            if not isinstance(test, ast.Compare | ast.BoolOp | ast.UnaryOp):
                yield test, f"(not {_text(test)})"
        case ast.Return(value=ast.expr() as value) if not _is_none(value):
            yield value, "None"
        case ast.Expr(value=ast.Call()) | ast.AugAssign() | ast.Raise():
            yield node, "pass"
        case ast.Continue():
            yield node, "break"
        case ast.comprehension(ifs=[test]):
            yield test, "True"


def _changed_call(node: ast.Call) -> Iterator[Change]:
    for keyword in node.keywords:
        rest = [item for item in node.keywords if item is not keyword]
        if keyword.arg is not None and not _is_left_alone(keyword):
            yield node, _text(ast.Call(node.func, node.args, rest))
    match node.func:
        case ast.Name(id=name) if name in _OTHER:
            yield node.func, _OTHER[name]
        case ast.Attribute(value=value, attr=name) if name in _OTHER:
            yield node.func, f"{_text(value)}.{_OTHER[name]}"


def _is_words(node: ast.expr) -> bool:
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return is_text or isinstance(node, ast.JoinedStr)


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _text(node: ast.AST) -> str:
    return ast.unparse(ast.fix_missing_locations(node))
