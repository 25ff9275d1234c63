"""Every expression of a configuration with the names that are bound around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from tfgen.source import Range
from tfgen.terraform.analysis.plan_time import planned
from tfgen.terraform.analysis.static_forms import unquoted
from tfgen.terraform.config.configuration import Address, Configuration, Parsed
from tfgen.terraform.config.language import top_level
from tfgen.terraform.config.providers import is_idle, used
from tfgen.terraform.hcl.syntax import Attribute, Block, Directive, Expr, ForExpr, Interpolation, Part, Template
from tfgen.terraform.hcl.walk import children, plain_string, reference, references

_NOT_REFERENCES = {
    "output": frozenset({"type", "description", "sensitive", "ephemeral", "deprecated"}),
    "lifecycle": frozenset({"ignore_changes", "replace_triggered_by", "create_before_destroy", "prevent_destroy"}),
    "provider": frozenset({"alias", "version"}),
    "action_trigger": frozenset({"events", "actions", "on_failure"}),
    "provisioner": frozenset({"when", "on_failure"}),
    "resource": frozenset({"provider"}),
    "data": frozenset({"provider"}),
    "ephemeral": frozenset({"provider"}),
    "action": frozenset({"provider"}),
    "import": frozenset({"provider", "to"}),
    "module": frozenset({"providers"}),
}
"""Arguments whose value is a constant, or names types, attributes or providers, or what need not exist: Terraform takes
any resource in ``replace_triggered_by``, and what is imported may be yet to be written.
"""

_SKIPPED = frozenset({"moved", "removed", "terraform"})
"""Blocks that name what need not exist any more, or that may hold constants only."""

_CONSTANTS = frozenset({"variable"})
"""Blocks that may hold constants only, while the blocks in them may refer to something."""


class Scoped(Struct, frozen=True):
    """An expression as an argument holds it, the outermost ``block`` and the iterators ``bound`` around it.

    ``planned``: it stands in a ``dynamic`` block's content that Terraform looks at only when it plans. ``argument`` is
    the argument's name, ``inside`` has the types of the blocks between it and ``block``, outer ones first.
    """

    parsed: Parsed
    block: Block
    expr: Expr
    bound: frozenset[str] = frozenset()
    planned: bool = False
    argument: str = ""
    inside: tuple[str, ...] = ()


def scoped(configuration: Configuration) -> Iterator[Scoped]:
    """All expressions at argument level, in source order; parts of an expression are reached from it."""
    providers = used(configuration)
    for parsed in configuration.files:
        for block in parsed.body.blocks:
            if block.type not in _SKIPPED and block.type in top_level():
                idle = block.type == "provider" and not _is_used(block, providers)
                yield from _Walk(configuration, parsed, block, planned=idle).body(block)


def _is_used(provider: Block, used: frozenset[Address]) -> bool:
    """True if Terraform looks at it at all: what nothing uses it leaves out."""
    labels = tuple(label.value for label in provider.labels)
    alias = next((plain_string(a.expr) for a in provider.body.attributes if a.name == "alias"), None)
    return not is_idle(("provider", *labels, alias) if alias else ("provider", *labels), used)


class _Walk(Struct, frozen=True):
    configuration: Configuration
    parsed: Parsed
    top: Block
    bound: frozenset[str] = frozenset()
    planned: bool = False

    def body(self, block: Block, inside: tuple[str, ...] = ()) -> Iterator[Scoped]:
        left_out = _NOT_REFERENCES.get(block.type, frozenset())
        for attribute in block.body.attributes if block.type not in _CONSTANTS else ():
            if attribute.name not in left_out:
                yield self.scoped(attribute, inside)
        for inner in block.body.blocks:
            within = (*inside, inner.type)
            walk = replace(self, planned=True) if self._unused(inner, inside) else self
            yield from walk.dynamic(inner, within) if inner.type == "dynamic" else walk.body(inner, within)

    def _unused(self, inner: Block, inside: tuple[str, ...]) -> bool:
        """True if it is the connection of a resource without provisioners, which nobody looks at."""
        connection = inner.type == "connection" and not inside and self.top.type == "resource"
        return connection and all(b.type != "provisioner" for b in self.top.body.blocks)

    def dynamic(self, block: Block, within: tuple[str, ...]) -> Iterator[Scoped]:
        late = self.planned or planned(block, self.configuration)
        inside = replace(self, bound=self.bound | {iterator_of(block)}, planned=late)
        for attribute in block.body.attributes:
            if attribute.name != "iterator":
                bound = inside if attribute.name == "labels" else self
                yield replace(bound, planned=False).scoped(attribute, within)
        for inner in block.body.blocks:
            yield from inside.body(inner, (*within, inner.type))

    def scoped(self, attribute: Attribute, inside: tuple[str, ...]) -> Scoped:
        expr = unquoted(attribute.expr) if attribute.name == "depends_on" else attribute.expr
        return Scoped(self.parsed, self.top, expr, self.bound, self.planned, attribute.name, inside)


def iterator_of(block: Block) -> str:
    """The name that a ``dynamic`` block binds in its content."""
    for attribute in block.body.attributes:
        if attribute.name == "iterator":
            found = reference(attribute.expr)
            return found.root if found else plain_string(attribute.expr) or ""
    return block.labels[0].value if block.labels else ""


def bound_in(block: Block, name: str) -> Iterator[Range]:
    """Where the expressions of a ``dynamic`` block refer to ``name``, which it binds, by that name."""
    for inner in block.body.blocks:
        if not (inner.type == "dynamic" and iterator_of(inner) == name):
            yield from bound_in(inner, name)
        for attribute in inner.body.attributes:
            yield from (r.root_range for r in references(attribute.expr) if r.root == name)


def within(expr: Expr, bound: frozenset[str]) -> Iterator[tuple[Expr, frozenset[str]]]:
    """``expr`` and every expression inside it, in source order, each with the names bound around it."""
    pending = [(expr, bound)]
    while pending:
        current, names = pending.pop()
        yield current, names
        if isinstance(current, ForExpr):
            inner = names | set(current.names)
            pending += [(part, inner) for part in reversed(children(current)[1:])]
            pending.append((current.collection, names))
        elif isinstance(current, Template):
            pending += reversed([*_of_parts(current.parts, names)])
        else:
            pending += [(child, names) for child in reversed(children(current))]


def _of_parts(parts: Iterable[Part], bound: frozenset[str]) -> Iterator[tuple[Expr, frozenset[str]]]:
    for part in parts:
        if isinstance(part, Interpolation):
            yield part.expr, bound
        elif isinstance(part, Directive):
            yield part.subject, bound
            yield from _of_parts(part.body, bound | set(part.names))
            yield from _of_parts(part.otherwise, bound)
