"""The workspaces that a configuration tells apart: those that it compares ``terraform.workspace``
with, and the keys of what it looks up by it.
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.terraform.analysis.expressions import scoped
from tfgen.terraform.config.configuration import Configuration
from tfgen.terraform.hcl.syntax import Attribute, Binary, Call, Expr, Index, Object, Tuple
from tfgen.terraform.hcl.walk import nested, plain_string, reference

_MARK = "terraform.workspace"


def named_workspaces(configuration: Configuration) -> set[str]:
    """The names, through locals too."""
    if not any(_MARK in parsed.file.text for parsed in configuration.files):
        return set()
    names: set[str] = set()
    for place in scoped(configuration):
        for expr in nested(place.expr):
            names.update(_named_by(expr, configuration))
    return names


def _named_by(expr: Expr, configuration: Configuration) -> Iterator[str]:
    """The names that one expression compares the workspace with, or looks up by it."""
    match expr:
        case Binary(op="==" | "!=", left=left, right=right):
            for one, other in ((left, right), (right, left)):
                name = plain_string(other)
                if name and _is_workspace(one, configuration):
                    yield name
        case Index(of=of, key=key) if _is_workspace(key, configuration):
            yield from _members(of, configuration)
        case Call(name="lookup", args=(of, key, *_)) if _is_workspace(key, configuration):
            yield from _members(of, configuration)
        case Call(name="contains", args=(of, key)) if _is_workspace(key, configuration):
            yield from _members(of, configuration)


def _is_workspace(expr: Expr, configuration: Configuration) -> bool:
    """True for ``terraform.workspace``, and for a local that is just that."""
    found = reference(expr)
    if found is None:
        return False
    if found.names == ("terraform", "workspace"):
        return True
    local = _local(expr, configuration)
    return local is not None and ".".join(_names(local)) == _MARK


def _names(expr: Expr) -> tuple[str, ...]:
    found = reference(expr)
    if found:
        return found.names
    return ()


def _members(expr: Expr, configuration: Configuration) -> Iterator[str]:
    """The keys of a literal map, or the texts of a literal list; a local stands for its value."""
    literal = _local(expr, configuration) or expr
    if isinstance(literal, Tuple):
        for item in literal.items:
            yield from filter(None, (plain_string(item),))
    elif isinstance(literal, Object):
        for entry in literal.items:
            names = _names(entry.key)
            key = plain_string(entry.key) or (names[0] if len(names) == 1 else None)
            if key:
                yield key


def _local(expr: Expr, configuration: Configuration) -> Expr | None:
    """The value of a local that an expression is."""
    names = _names(expr)
    if len(names) != 2 or names[0] != "local":
        return None
    declared = configuration.declared.get(("local", names[1]))
    if declared is None or not isinstance(declared.node, Attribute):
        return None
    return declared.node.expr
