"""Small changes of a Python file that a good test must notice: another comparison, another sign, one more, the other branch, a line less.

Only what decides or counts is changed. Texts, annotations and decorators are left alone: any test sees a change there, or it is none.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

COMPARISONS = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot,
    ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
SIGNS = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult, ast.Mod: ast.FloorDiv}
TWINS = {"max": "min", "min": "max", "any": "all", "all": "any", "floor": "ceil", "ceil": "floor", "half_up": "up", "up": "half_up"}


@dataclass(frozen=True)
class Mutant:
    """`number` is the place among all of its file; `function` the qualified name, empty for a line of the module or a class."""

    path: Path
    number: int
    line: int
    words: str
    function: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.words}"


def mutants_of(path: Path) -> list[Mutant]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [Mutant(path, number, line, words, function) for number, (line, words, function, _change) in enumerate(_changes(tree))]


def mutated(mutant: Mutant) -> ast.Module:
    """The file's syntax with that one change."""
    tree = copy.deepcopy(ast.parse(mutant.path.read_text(encoding="utf-8")))
    for number, (_line, _words, _function, change) in enumerate(_changes(tree)):
        if number == mutant.number:
            change()
            return ast.fix_missing_locations(tree)
    raise LookupError(str(mutant))


Change = Callable[[], None]


def _changes(tree: ast.Module) -> Iterator[tuple[int, str, str, Change]]:
    """In the order of the file; nothing is changed before `Change` is called."""
    yield from _inside(tree, "")


def _inside(node: ast.AST, function: str) -> Iterator[tuple[int, str, str, Change]]:
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list") or isinstance(node, ast.JoinedStr):
            continue
        # The defaults of arguments are computed with the module, not with the function.
        here = "" if isinstance(node, ast.FunctionDef) and field == "args" else function
        for place, child in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(child, ast.AST):
                yield from ((child.lineno, words, here, change) for words, change in _of(node, field, place, child))
                yield from _inside(child, _qualified(child, here))


def _qualified(node: ast.AST, outer: str) -> str:
    if isinstance(node, ast.ClassDef):
        return f"{outer}{node.name}."
    if isinstance(node, ast.FunctionDef) and (not outer or outer.endswith(".")):
        return f"{outer}{node.name}"
    return outer


def _of(parent: ast.AST, field: str, place: int, node: ast.AST) -> Iterator[tuple[str, Change]]:
    """The changes of one node itself."""
    if isinstance(node, ast.Compare):
        for index, operator in enumerate(node.ops):
            if other := COMPARISONS.get(type(operator)):
                yield f"{type(operator).__name__} → {other.__name__}", _setting(node.ops, index, other())
    elif isinstance(node, ast.BinOp) and (other := SIGNS.get(type(node.op))):
        yield f"{type(node.op).__name__} → {other.__name__}", _setting(node, "op", other())
    elif isinstance(node, ast.BoolOp):
        swapped = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield f"→ {type(swapped).__name__}", _setting(node, "op", swapped)
    elif isinstance(node, ast.Constant):
        yield from _of_constant(node)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TWINS:
        yield f"{node.func.id} → {TWINS[node.func.id]}", _setting(node.func, "id", TWINS[node.func.id])
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "without not", _replacing(parent, field, place, node.operand)
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        yield f"without {ast.unparse(node.value)[:60]}", _replacing(parent, field, place, ast.Pass())
    elif isinstance(node, ast.Raise):
        yield "without raise", _replacing(parent, field, place, ast.Pass())
    elif isinstance(node, ast.Return) and node.value is not None and not isinstance(node.value, ast.Constant):
        yield "returns nothing", _setting(node, "value", ast.Constant(None))
    if field == "test" or (isinstance(parent, ast.comprehension) and field == "ifs"):
        yield from _of_test(parent, field, place, node)


def _of_constant(node: ast.Constant) -> Iterator[tuple[str, Change]]:
    if isinstance(node.value, bool):
        yield f"{node.value} → {not node.value}", _setting(node, "value", not node.value)
    elif isinstance(node.value, int):
        yield f"{node.value} → {node.value + 1}", _setting(node, "value", node.value + 1)


def _of_test(parent: ast.AST, field: str, place: int, node: ast.AST) -> Iterator[tuple[str, Change]]:
    """A condition that has no other change gets its opposite."""
    if not isinstance(node, ast.Compare | ast.BoolOp | ast.UnaryOp):
        yield "the opposite", _replacing(parent, field, place, ast.UnaryOp(ast.Not(), node))


def _setting(target: ast.AST | list[ast.AST], name: str | int, value: object) -> Change:
    def change() -> None:
        if isinstance(target, list):
            target[name] = value
        else:
            setattr(target, name, value)

    return change


def _replacing(parent: ast.AST, field: str, place: int, value: ast.AST) -> Change:
    def change() -> None:
        held = getattr(parent, field)
        if isinstance(held, list):
            held[place] = value
        else:
            setattr(parent, field, value)

    return change
