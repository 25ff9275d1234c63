"""Arguments and blocks of a module's resources as they stand in its files, and those that a call
of the module may give other values to. Nothing is evaluated here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from tfgen.rules.context import RuleContext
from tfgen.terraform.analysis.schema_blocks import SchemaBlock
from tfgen.terraform.config.configuration import Address
from tfgen.terraform.evaluate.evaluation_site import repeating_argument
from tfgen.terraform.hcl.syntax import Attribute, Expr
from tfgen.terraform.hcl.walk import references

_INSTANCE_NAMES = frozenset({"each", "count"})


class ArgumentSite(Struct, frozen=True, dict=True):
    """An argument as it stands in the file."""

    owner: SchemaBlock
    block: SchemaBlock
    attribute: Attribute

    @cached_property
    def path(self) -> str:
        """``aws_x.block.name``."""
        return f"{self.block.path}.{self.attribute.name}"

    @property
    def reads_instance(self) -> bool:
        """True when its value may be another one in each instance."""
        return not _INSTANCE_NAMES.isdisjoint(self.roots)

    @property
    def varies(self) -> bool:
        """True when its value may be another one in each instance or round."""
        return self.reads_instance or bool(self._iterators)

    @cached_property
    def roots(self) -> frozenset[str]:
        """The names that the expression's references begin with."""
        return frozenset([target.root for target in references(self.attribute.expr)])

    @cached_property
    def _iterators(self) -> frozenset[str]:
        """The names of ``dynamic`` blocks that the expression reads."""
        names: set[str] = set()
        block: SchemaBlock | None = self.block
        while block is not None:
            if block.rounds:
                names.add(block.rounds.name)
            block = block.outer
        return self.roots & names

    def changes(self, context: RuleContext) -> bool:
        """True when its value may be another one because of the call that ``context`` is for."""
        if context.instance.depends(self.attribute.expr):
            return True
        if not self.varies:
            return False
        return any(map(context.instance.depends, around(self.owner, self.block)))


def argument_sites(context: RuleContext) -> Mapping[str, Sequence[ArgumentSite]]:
    """The arguments of all managed resources by path."""
    return context.alone.once(argument_sites, lambda: _argument_sites(context))


def changed_sites(context: RuleContext) -> Mapping[str, Sequence[ArgumentSite]]:
    """Those of the arguments that a call may give another value to; all where there is no call."""
    sites = argument_sites(context)
    if context.alone is context:
        return sites

    def changed() -> Mapping[str, Sequence[ArgumentSite]]:
        some: dict[str, Sequence[ArgumentSite]] = {}
        for path, group in sites.items():
            changing = []
            for site in group:
                if site.changes(context):
                    changing.append(site)
            for site in group:
                if site.changes(context):
                    changing.append(site)
            if changing:
                some[path] = changing
        return some

    return context.alone.once((changed_sites, context.instance.depending), changed)


def _argument_sites(context: RuleContext) -> Mapping[str, Sequence[ArgumentSite]]:
    sites: dict[str, list[ArgumentSite]] = {}
    owner: SchemaBlock | None = None
    for block in context.analysis.schema_blocks:
        if block.kind is not None:
            owner = block if block.kind == "resource" else None
        if owner is not None:
            for attribute in block.arguments():
                site = ArgumentSite(owner, block, attribute)
                sites.setdefault(site.path, []).append(site)
    return sites


def owners(context: RuleContext) -> Mapping[str, Sequence[SchemaBlock]]:
    """The resources and data sources by path."""
    return context.alone.once(owners, lambda: _grouped_owners(context))


def _grouped_owners(context: RuleContext) -> Mapping[str, Sequence[SchemaBlock]]:
    owners: dict[str, list[SchemaBlock]] = {}
    for block in context.analysis.schema_blocks:
        if block.kind in ("resource", "data"):
            owners.setdefault(block.path, []).append(block)
    return owners


def inner_blocks(context: RuleContext) -> Mapping[int, Sequence[SchemaBlock]]:
    """The blocks directly inside each block, by its identity."""
    return context.alone.once(inner_blocks, lambda: _grouped_inner_blocks(context))


def _grouped_inner_blocks(context: RuleContext) -> Mapping[int, Sequence[SchemaBlock]]:
    inner: dict[int, list[SchemaBlock]] = {}
    for block in context.analysis.schema_blocks:
        if block.outer is not None:
            inner.setdefault(id(block.outer), []).append(block)
    return inner


def is_changed(context: RuleContext, owner: SchemaBlock) -> bool:
    """True when a value in a resource may be another one because of the call."""
    if context.alone is context:
        return True
    exprs = context.alone.once((is_changed, id(owner)), lambda: _exprs_in(context, owner))
    return not exprs.isdisjoint(context.instance.depending)


def _exprs_in(context: RuleContext, owner: SchemaBlock) -> frozenset[int]:
    exprs: set[int] = set()
    for block in _blocks_in(context, owner):
        exprs.update(id(attribute.expr) for attribute in block.body.attributes)
        if block.rounds:
            exprs.add(id(block.rounds.over))
    return frozenset(exprs)


def _blocks_in(context: RuleContext, owner: SchemaBlock) -> Iterator[SchemaBlock]:
    """A resource's block and all blocks in it."""
    waiting = [owner]
    while waiting:
        block = waiting.pop()
        yield block
        waiting += inner_blocks(context).get(id(block), ())


def sites_named(context: RuleContext, name: str) -> Sequence[ArgumentSite]:
    """The arguments of a name, in whatever resource."""
    return context.alone.once((sites_named, name), lambda: _sites_named(context, name))


def _sites_named(context: RuleContext, name: str) -> Sequence[ArgumentSite]:
    named: list[ArgumentSite] = []
    for sites in argument_sites(context).values():
        if sites[0].attribute.name == name:
            named += sites
    return named


def reads_instance(context: RuleContext, owner: SchemaBlock) -> bool:
    """True when something in a resource reads ``each`` or ``count``."""
    return context.alone.once((reads_instance, id(owner)), lambda: _reads_instance(context, owner))


def _reads_instance(context: RuleContext, owner: SchemaBlock) -> bool:
    for block in _blocks_in(context, owner):
        exprs = []
        for attribute in block.body.attributes:
            exprs.append(attribute.expr)
        if block.rounds:
            exprs.append(block.rounds.over)
        for expr in exprs:
            if any(target.root in _INSTANCE_NAMES for target in references(expr)):
                return True
    return False


def around(owner: SchemaBlock, block: SchemaBlock) -> Iterator[Expr]:
    """The expressions that make the instances and rounds around a block."""
    repeats = repeating_argument(owner.body)
    if repeats is not None:
        yield repeats.expr
    inner: SchemaBlock | None = block
    while inner is not None:
        if inner.rounds:
            yield inner.rounds.over
        inner = inner.outer


def address_of(context: RuleContext, block: SchemaBlock) -> Address | None:
    """The address of the resource that a block is: ``("aws_vpc", "main")``."""
    return _addresses(context).get(id(block.header))


def _addresses(context: RuleContext) -> Mapping[int, Address]:
    """The addresses of all declarations by the identity of their headers."""

    def by_header() -> Mapping[int, Address]:
        return {
            id(declared.name_range): address
            for address, declared in context.configuration.declared.items()
        }

    return context.alone.once(_addresses, by_header)
