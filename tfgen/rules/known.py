"""What Terraform knows before it plans: whether a ``dynamic`` block's content will be looked at by ``validate``.

Variables, resources and instances are unknown then; literals, and locals made of them, are known.
"""

from __future__ import annotations

from tfgen.hcl.syntax import Attribute, Block, Call, Expr, ForExpr, Object, Parens, Splat, Tuple
from tfgen.hcl.walk import Reference, nested, plain_string, reference, references
from tfgen.rules.access import address_of
from tfgen.rules.configuration import Configuration

_FIXED = frozenset({"path", "terraform"})
_LATE = frozenset({"timestamp", "plantimestamp", "uuid", "bcrypt"})
"""Functions whose result is not known before the apply, or the plan."""

_SAME_LENGTH = frozenset({"toset", "tolist", "tomap", "concat", "merge", "reverse", "keys", "values"})
"""Functions whose result has a known length when their arguments have."""

_DEEP = 20
"""Locals that refer to locals further than this, or to themselves, count as unknown."""


def planned(block: Block, configuration: Configuration) -> bool:
    """Whether Terraform looks at a ``dynamic`` block's content only when it plans, or never, where there is none."""
    each = over(block)
    return count_of(each) == 0 or not (each is not None and _length_known(each, configuration, _DEEP))


def known(expr: Expr, configuration: Configuration) -> bool:
    """Whether Terraform knows the whole value before it plans."""
    return _known(expr, configuration, _DEEP)


def over(block: Block) -> Expr | None:
    """What a ``dynamic`` block goes over."""
    return next((a.expr for a in block.body.attributes if a.name == "for_each"), None)


def count_of(expr: Expr | None) -> int | None:
    """How many elements a literal collection has; None for any other expression."""
    if isinstance(expr, Parens):
        return count_of(expr.inner)
    return len(expr.items) if isinstance(expr, Tuple | Object) else None


def _length_known(expr: Expr, configuration: Configuration, left: int) -> bool:
    match expr:
        case Tuple():
            return True
        case Object():
            return all(plain_string(item.key) is not None for item in expr.items)
        case Parens():
            return _length_known(expr.inner, configuration, left)
        case ForExpr(condition=None, key=None):
            return _length_known(expr.collection, configuration, left)
        case Call() if expr.name in _SAME_LENGTH:
            return all(_length_known(arg, configuration, left) for arg in expr.args)
        case Splat():
            return _single(expr.of, configuration)
    whole = reference(expr)
    local = _local(whole, configuration) if whole and len(whole.steps) == 1 and left else None
    return _known(expr, configuration, left) if local is None else _length_known(local, configuration, left - 1)


def _known(expr: Expr, configuration: Configuration, left: int) -> bool:
    """Whether the whole value is known."""
    if left == 0 or any(isinstance(part, Call) and part.name in _LATE for part in nested(expr)):
        return False
    return all(
        found.root in _FIXED
        or ((of := _local(found, configuration)) is not None and _known(of, configuration, left - 1))
        for found in references(expr)
    )


def _single(expr: Expr, configuration: Configuration) -> bool:
    """Whether it is a resource without ``count`` and ``for_each``, of which a splat makes a list of one."""
    found = reference(expr)
    address = address_of(found) if found else None
    declared = configuration.declared.get(address) if address and address[0] not in ("var", "local", "module") else None
    return declared is not None and not declared.instanced


def _local(found: Reference | None, configuration: Configuration) -> Expr | None:
    """What the local is that a reference goes to."""
    declared = configuration.declared.get(found.names[:2]) if found and found.root == "local" else None
    return declared.node.expr if declared and isinstance(declared.node, Attribute) else None
