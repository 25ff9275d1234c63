"""The graph of imports between tfgen's modules, those inside functions and under TYPE_CHECKING included."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.reading import REPOSITORY

Graph = dict[str, set[str]]


def modules(folder: Path) -> dict[str, ast.Module]:
    """Every module below a folder that is a package, by its dotted name."""
    found = {}
    for path in sorted(folder.rglob("*.py")):
        parts = path.relative_to(folder.parent).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def imported(tree: ast.Module) -> Iterator[str]:
    """Every name that a module imports: a module's, or one inside a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.module, "imports are written out from the top"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def imports(folder: Path) -> Graph:
    """Each module and those that it imports; a name inside a module counts as that module."""
    trees = modules(folder)
    graph: Graph = {}
    for name, tree in trees.items():
        targets = (one if one in trees else one.rpartition(".")[0] for one in imported(tree))
        graph[name] = {target for target in targets if target in trees and target != name}
    return graph


def circle(graph: Graph) -> list[str]:
    """A circle of modules that import each other; empty when there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


@pytest.mark.parametrize("package", ["tfgen", "tools"])
def test_no_module_imports_itself_through_others(package: str) -> None:
    graph = imports(REPOSITORY / package)
    assert len(graph) > 5
    assert circle(graph) == []


def test_a_circle_is_found_wherever_the_import_stands(tmp_path: Path) -> None:
    files = {
        "__init__.py": "",
        "a.py": "from p import b\n",
        "b.py": "from p.c import X\n",
        "c.py": "def f():\n    import p.a\n",
    }
    (tmp_path / "p").mkdir()
    for name, text in files.items():
        (tmp_path / "p" / name).write_text(text)
    assert {*circle(imports(tmp_path / "p"))} == {"p.a", "p.b", "p.c"}
