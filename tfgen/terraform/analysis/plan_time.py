"""What Terraform knows before it plans: whether a ``dynamic`` block's content will be looked at by ``validate``.

Variables, resources and instances are unknown then; literals, and locals made of them, are known.
"""

from __future__ import annotations

from tfgen.terraform.analysis.attribute_access import address_of
from tfgen.terraform.config.configuration import Configuration
from tfgen.terraform.hcl.syntax import Attribute, Block, Call, Expr, ForExpr, Object, Parens, Splat, Tuple
from tfgen.terraform.hcl.walk import Reference, nested, plain_string, reference, references

_FIXED = frozenset({"path", "terraform"})
_LATE = frozenset({"timestamp", "plantimestamp", "uuid", "bcrypt"})
"""Functions whose result is not known before the apply, or the plan."""

_SAME_LENGTH = frozenset({"toset", "tolist", "tomap", "concat", "merge", "reverse", "keys", "values"})
"""Functions whose result has a known length when their arguments have."""

_DEEP = 20
"""Locals that refer to locals further than this, or to themselves, count as unknown."""


def planned(block: Block, configuration: Configuration) -> bool:
    """True if Terraform looks at a ``dynamic`` block's content only when it plans, or never, where there is none."""
    each = over(block)
    return count_of(each) == 0 or not (each is not None and _Lengths(configuration).known(each, _DEEP))


def known(expr: Expr, configuration: Configuration) -> bool:
    """True if Terraform knows the whole value before it plans."""
    return _known(expr, configuration, _DEEP)


def over(block: Block) -> Expr | None:
    """What a ``dynamic`` block goes over."""
    return next((a.expr for a in block.body.attributes if a.name == "for_each"), None)


def count_of(expr: Expr | None) -> int | None:
    """How many elements a literal collection has; None for any other expression."""
    if isinstance(expr, Parens):
        return count_of(expr.inner)
    return len(expr.items) if isinstance(expr, Tuple | Object) else None


class _Lengths:
    """Finds whether lengths are known, that of each expression once."""

    def __init__(self, configuration: Configuration) -> None:
        self.configuration = configuration
        self.found: dict[tuple[int, int], bool] = {}

    def known(self, expr: Expr, left: int) -> bool:
        key = id(expr), left
        if key not in self.found:
            self.found[key] = self._known(expr, left)
        return self.found[key]

    def _known(self, expr: Expr, left: int) -> bool:
        match expr:
            case Tuple():
                return True
            case Object():
                return all(plain_string(item.key) is not None for item in expr.items)
            case Parens():
                return self.known(expr.inner, left)
            case ForExpr(condition=None, key=None):
                return self.known(expr.collection, left)
            case Call() if expr.name in _SAME_LENGTH:
                return all(self.known(arg, left) for arg in expr.args)
            case Splat():
                return _single(expr.of, self.configuration)
        whole = reference(expr)
        local = _local(whole, self.configuration) if whole and len(whole.steps) == 1 and left else None
        return _known(expr, self.configuration, left) if local is None else self.known(local, left - 1)


def _known(expr: Expr, configuration: Configuration, left: int) -> bool:
    """True if the whole value is known."""
    level = [expr]
    for _ in range(left):
        if any(isinstance(part, Call) and part.name in _LATE for one in level for part in nested(one)):
            return False
        found = [_local(one, configuration) for e in level for one in references(e) if one.root not in _FIXED]
        needed = {id(one): one for one in found if one is not None}
        if None in found or not needed:
            return None not in found
        level = list(needed.values())
    return False


def _single(expr: Expr, configuration: Configuration) -> bool:
    """True if it is a resource without ``count`` and ``for_each``, of which a splat makes a list of one."""
    found = reference(expr)
    address = address_of(found) if found else None
    declared = configuration.declared.get(address) if address and address[0] not in ("var", "local", "module") else None
    return declared is not None and not declared.instanced


def _local(found: Reference | None, configuration: Configuration) -> Expr | None:
    """What the local is that a reference goes to."""
    declared = configuration.declared.get(found.names[:2]) if found and found.root == "local" else None
    return declared.node.expr if declared and isinstance(declared.node, Attribute) else None
