"""Every expression of a configuration with the names that are bound around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from tfgen.source import Range
from tfgen.terraform.analysis.plan_time import planned
from tfgen.terraform.analysis.static_forms import unquoted
from tfgen.terraform.config.block_address import alias_of
from tfgen.terraform.config.configuration import Address, Configuration, Parsed
from tfgen.terraform.config.language import top_level
from tfgen.terraform.config.providers import is_idle, used
from tfgen.terraform.hcl.syntax import (
    Attribute,
    Block,
    Directive,
    Expr,
    ForExpr,
    Interpolation,
    Part,
    Template,
)
from tfgen.terraform.hcl.walk import children, plain_string, reference, references

_NOT_REFERENCES = {
    "output": frozenset({"type", "description", "sensitive", "ephemeral", "deprecated"}),
    "lifecycle": frozenset(
        {"ignore_changes", "replace_triggered_by", "create_before_destroy", "prevent_destroy"}
    ),
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
"""Arguments whose value is a constant, or names types, attributes or providers, or what need not
exist: Terraform takes any resource in ``replace_triggered_by``, and what is imported may be yet to
be written.
"""

_SKIPPED = frozenset({"moved", "removed", "terraform"})
"""Blocks that name what need not exist any more, or that may hold constants only."""

_CONSTANTS = frozenset({"variable"})
"""Blocks that may hold constants only, while the blocks in them may refer to something."""


class Scoped(Struct, frozen=True):
    """The whole expression of an argument,
    the outermost ``block`` and the iterators ``bound`` around it.

    ``planned``: it stands in a ``dynamic`` block's content that Terraform looks at only when it
    plans. ``argument`` is the argument's name; ``inside`` has the types of the blocks between it
    and ``block``, outer ones first.
    """

    parsed: Parsed
    block: Block
    expr: Expr
    bound: frozenset[str] = frozenset()
    planned: bool = False
    argument: str = ""
    inside: tuple[str, ...] = ()


def scoped(configuration: Configuration) -> Iterator[Scoped]:
    """All expressions at argument level, in source order;
    parts of an expression are reached from it.
    """
    providers = used(configuration)
    for parsed in configuration.files:
        for block in parsed.body.blocks:
            if block.type not in _SKIPPED and block.type in top_level():
                idle = block.type == "provider" and is_idle(_provider_address(block), providers)
                yield from _ScopeWalk(configuration, parsed, block, planned=idle).body(block)


def _provider_address(provider: Block) -> Address:
    labels = tuple(label.value for label in provider.labels)
    return "provider", *labels, *alias_of(provider)


class _ScopeWalk(Struct, frozen=True):
    """Goes through a block at the top of a file with what is bound and planned on the way."""

    configuration: Configuration
    parsed: Parsed
    top: Block
    bound: frozenset[str] = frozenset()
    planned: bool = False

    def body(self, block: Block, inside: tuple[str, ...] = ()) -> Iterator[Scoped]:
        if block.type not in _CONSTANTS:
            left_out = _NOT_REFERENCES.get(block.type, frozenset())
            for attribute in block.body.attributes:
                if attribute.name not in left_out:
                    yield self.scoped(attribute, inside)
        for inner in block.body.blocks:
            walk = self
            if self._is_unused_connection(inner, inside):
                walk = replace(self, planned=True)
            if inner.type == "dynamic":
                yield from walk.dynamic(inner, (*inside, inner.type))
            else:
                yield from walk.body(inner, (*inside, inner.type))

    def _is_unused_connection(self, inner: Block, inside: tuple[str, ...]) -> bool:
        """True if it is the connection of a resource without provisioners,
        which Terraform does not evaluate.
        """
        if inner.type != "connection" or inside or self.top.type != "resource":
            return False
        return all(block.type != "provisioner" for block in self.top.body.blocks)

    def dynamic(self, block: Block, within: tuple[str, ...]) -> Iterator[Scoped]:
        late = self.planned or planned(block, self.configuration)
        content = replace(self, bound=self.bound | {iterator_of(block)}, planned=late)
        for attribute in block.body.attributes:
            if attribute.name != "iterator":
                walk = content if attribute.name == "labels" else self
                yield replace(walk, planned=False).scoped(attribute, within)
        for inner in block.body.blocks:
            yield from content.body(inner, (*within, inner.type))

    def scoped(self, attribute: Attribute, inside: tuple[str, ...]) -> Scoped:
        expr = attribute.expr
        if attribute.name == "depends_on":
            expr = unquoted(expr)
        return Scoped(
            self.parsed,
            self.top,
            expr,
            bound=self.bound,
            planned=self.planned,
            argument=attribute.name,
            inside=inside,
        )


def iterator_of(block: Block) -> str:
    """The name that a ``dynamic`` block binds in its content."""
    for attribute in block.body.attributes:
        if attribute.name == "iterator":
            iterator = reference(attribute.expr)
            if iterator:
                return iterator.root
            return plain_string(attribute.expr) or ""
    return block.labels[0].value if block.labels else ""


def bound_in(block: Block, name: str) -> Iterator[Range]:
    """The ranges of ``name`` in a ``dynamic`` block that binds it;
    not where a block inside binds it again.
    """
    for inner in block.body.blocks:
        if not (inner.type == "dynamic" and iterator_of(inner) == name):
            yield from bound_in(inner, name)
        for attribute in inner.body.attributes:
            for target in references(attribute.expr):
                if target.root == name:
                    yield target.root_range


def within(expr: Expr, bound: frozenset[str]) -> Iterator[tuple[Expr, frozenset[str]]]:
    """``expr`` and every expression inside it, in source order,
    each with the names bound around it.
    """
    pending = [(expr, bound)]
    while pending:
        current, names = pending.pop()
        yield current, names
        if isinstance(current, ForExpr):
            inner = names | set(current.names)
            for part in reversed(children(current)[1:]):
                pending.append((part, inner))
            pending.append((current.collection, names))
        elif isinstance(current, Template):
            pending += reversed([*_of_parts(current.parts, names)])
        else:
            for child in reversed(children(current)):
                pending.append((child, names))


def _of_parts(
    parts: Iterable[Part], bound: frozenset[str]
) -> Iterator[tuple[Expr, frozenset[str]]]:
    for part in parts:
        if isinstance(part, Interpolation):
            yield part.expr, bound
        elif isinstance(part, Directive):
            yield part.subject, bound
            yield from _of_parts(part.body, bound | set(part.names))
            yield from _of_parts(part.otherwise, bound)
