"""The shape of the code: what HOUSE's words and looser lines come to, held by a test."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest

from tests.reading import REPOSITORY

MAX_FUNCTION_LINES = 40
MAX_FILE_LINES = 300

Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


@cache
def program() -> dict[str, ast.Module]:
    """Every module of the program by its path."""
    paths = sorted((REPOSITORY / "tfgen").rglob("*.py"))
    return {str(path.relative_to(REPOSITORY)): ast.parse(path.read_text(encoding="utf-8")) for path in paths}


def nodes(kind: type | tuple[type, ...]) -> Iterator[tuple[str, ast.AST]]:
    """Every node of a kind, with ``path:line``."""
    for path, tree in program().items():
        for node in ast.walk(tree):
            if isinstance(node, kind):
                yield f"{path}:{getattr(node, 'lineno', 1)}", node


def test_no_class_name_is_defined_twice() -> None:
    names: dict[str, list[str]] = {}
    for place, node in nodes(ast.ClassDef):
        assert isinstance(node, ast.ClassDef)
        names.setdefault(node.name, []).append(place)
    assert len(names) > 300
    assert {name: places for name, places in names.items() if len(places) > 1} == {}


def test_no_function_is_long() -> None:
    long = []
    for place, node in nodes((ast.FunctionDef, ast.AsyncFunctionDef)):
        assert isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        lines = (node.end_lineno or 0) - node.lineno + 1
        if lines > MAX_FUNCTION_LINES:
            long.append(f"{place} {node.name}: {lines}")
    assert long == []


def test_no_file_is_long() -> None:
    lines = {path: len((REPOSITORY / path).read_text(encoding="utf-8").splitlines()) for path in program()}
    assert {path: count for path, count in lines.items() if count > MAX_FILE_LINES} == {}


def test_no_comprehension_has_two_loops() -> None:
    every = [(place, node) for place, node in nodes((ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp))]
    double = [place for place, node in every if isinstance(node, Comprehension) and len(node.generators) > 1]
    assert double == []


def test_no_conditional_expression_stands_in_another() -> None:
    nested = []
    for place, node in nodes(ast.IfExp):
        below = [inner for child in ast.iter_child_nodes(node) for inner in ast.walk(child)]
        if any(isinstance(inner, ast.IfExp) for inner in below):
            nested.append(place)
    assert nested == []


def test_docstrings_begin_with_a_noun_or_a_verb() -> None:
    asking = []
    for place, node in nodes((ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
        assert isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        first = (ast.get_docstring(node) or "").split(" ", 1)[0]
        if first in ("What", "How", "Where", "Which"):
            asking.append(place)
    assert len(asking) < 20, asking


def test_packages_are_told_of_in_their_docstrings() -> None:
    packages = [path for path in program() if path.endswith("__init__.py")]
    assert [path for path in packages if not ast.get_docstring(program()[path])] == []


@pytest.mark.parametrize(
    ("kind", "most"),
    [((ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp), 12), (ast.IfExp, 12)],
    ids=["comprehensions", "conditional expressions"],
)
def test_lines_are_loose(kind: type | tuple[type, ...], most: int) -> None:
    lines = sum(len((REPOSITORY / path).read_text(encoding="utf-8").splitlines()) for path in program())
    counts = Counter(place.partition(":")[0] for place, _ in nodes(kind))
    assert 1000 * counts.total() / lines < most, counts.most_common(20)
