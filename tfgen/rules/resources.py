"""Resources with the values that their arguments will have, and where these come from.

Rules about values read them here. A rule looks at one module at a time and reports what is wrong
where it stands in that module. It is run again for each call of the module, with the call's values;
what is wrong for the call only is then reported at the argument of the call that is the cause.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from tfgen.diagnostics import Diagnostic
from tfgen.rules.base import aws_diagnostic
from tfgen.rules.block_index import (
    ArgumentSite,
    argument_sites,
    changed_sites,
    inner_blocks,
    is_changed,
    owners,
    reads_instance,
    sites_named,
)
from tfgen.rules.block_instances import instances, rounds, rounds_around
from tfgen.rules.constants import PlainValue, known_value
from tfgen.rules.context import RuleContext
from tfgen.source import Range
from tfgen.terraform.analysis.schema_blocks import SchemaBlock
from tfgen.terraform.config.configuration import Parsed
from tfgen.terraform.evaluate.evaluator import NO_NAMES, Names
from tfgen.terraform.hcl.syntax import Expr


class ResourceArgument(Struct, frozen=True, dict=True):
    """An argument of a resource, in one instance of it.

    ``block`` sets ``name``; ``path`` is ``aws_x.block.name``, ``owner`` the resource. ``names``
    are those that ``expr`` reads of ``each``, ``count`` and iterators; ``instance`` is the address
    of the instance where it reads ``each`` or ``count``, else empty.
    """

    context: RuleContext
    owner: SchemaBlock
    block: SchemaBlock
    name: str
    path: str
    expr: Expr
    names: Names = NO_NAMES
    instance: str = ""

    @cached_property
    def value(self) -> PlainValue | None:
        """The value; None when it, or any part of it, is null, sensitive or not known."""
        return known_value(self.context, self.expr, self.names)

    @cached_property
    def is_null(self) -> bool:
        """True when the value is known to be null, as if the argument were not written."""
        return self.context.instance.attempt(self.expr, self.names)[0].null


class ResourceBlock(Struct, frozen=True, dict=True):
    """A block of a resource or data source, in one instance of it.

    ``schema`` is the block as it stands in the file; ``names`` and ``instance`` are as in
    ``ResourceArgument``.
    """

    context: RuleContext
    owner: SchemaBlock
    schema: SchemaBlock
    names: Names = NO_NAMES
    instance: str = ""

    @property
    def parsed(self) -> Parsed:
        """The file."""
        return self.schema.parsed

    @property
    def path(self) -> str:
        """``aws_security_group`` or ``aws_security_group.ingress``."""
        return self.schema.path

    @property
    def range(self) -> Range:
        """The range of the block's header."""
        return self.schema.header

    @property
    def certain(self) -> bool:
        """False when a ``dynamic`` block makes it, or not, of what is not known."""
        block: SchemaBlock | None = self.schema
        while block is not None:
            if block.rounds and block.rounds.name not in self.names:
                return False
            block = block.outer
        return True

    def writes(self, name: str) -> bool:
        """True when an argument or block of that name is written; it may be null."""
        if self.schema.body.argument(name):
            return True
        return any(inner == name for inner, _ in self.schema.blocks())

    def argument(self, name: str) -> ResourceArgument | None:
        """The argument of a name, None when it is not written."""
        written = self.schema.body.argument(name)
        if written is None:
            return None
        return ResourceArgument(
            self.context,
            self.owner,
            self.schema,
            name,
            f"{self.path}.{name}",
            written.expr,
            self.names,
            self.instance,
        )

    def value(self, name: str) -> PlainValue | None:
        """The value of an argument; None when it is not written, null, sensitive or not known."""
        argument = self.argument(name)
        if argument:
            return argument.value
        return None

    def blocks(self, name: str) -> Iterator[ResourceBlock]:
        """The blocks of a name in this one, those that ``dynamic`` blocks make among them."""
        for inner in inner_blocks(self.context).get(id(self.schema), ()):
            if inner.path == f"{self.path}.{name}":
                for names in rounds(self.context, inner, self.names):
                    yield ResourceBlock(self.context, self.owner, inner, names, self.instance)


def resources(
    context: RuleContext, *paths: str, unchanged: bool = False
) -> Iterator[ResourceBlock]:
    """Each instance of the resources and data sources of some types: ``aws_x``, ``data.aws_x``.

    Those that a call has no influence on are left out, since they are looked at in the module by
    itself; not so with ``unchanged``, for rules that compare resources. Instances that are all
    alike are one.
    """
    by_path = owners(context)
    for path in paths:
        for owner in by_path.get(path, ()):
            if unchanged or is_changed(context, owner):
                for names, instance in _distinct_instances(context, owner):
                    yield ResourceBlock(context, owner, owner, names, instance)


def blocks_with(context: RuleContext, *names: str) -> Iterator[ResourceBlock]:
    """Each block of a managed resource that writes some arguments, in each instance and round;
    those of resources that a call has no influence on are left out.
    """
    first, *others = names
    for site in sites_named(context, first):
        written = site.block.body.names
        if all(name in written for name in others) and is_changed(context, site.owner):
            for bound, instance in _distinct_instances(context, site.owner):
                for inner in rounds_around(context, site.block, bound):
                    yield ResourceBlock(context, site.owner, site.block, inner, instance)


def _distinct_instances(context: RuleContext, owner: SchemaBlock) -> Iterator[tuple[Names, str]]:
    """The instances of a resource; the first, for all, where nothing in it reads which it is."""
    distinct = reads_instance(context, owner)
    for names, instance in instances(context, owner):
        yield names, instance if distinct else ""
        if not distinct:
            return


def arguments(
    context: RuleContext, wanted: Callable[[str], bool], *, unchanged: bool = False
) -> Iterator[ResourceArgument]:
    """The arguments of all managed resources whose path is wanted, in each instance.

    ``unchanged`` is as in ``resources``.
    """
    by_path = argument_sites(context) if unchanged else changed_sites(context)
    for path, sites in by_path.items():
        if wanted(path):
            for site in sites:
                yield from in_instances(context, site)


def in_instances(context: RuleContext, site: ArgumentSite) -> Iterator[ResourceArgument]:
    """An argument in each instance of its resource and each round of ``dynamic`` blocks."""
    for names, instance in instances(context, site.owner):
        for bound in rounds_around(context, site.block, names) if site.varies else (NO_NAMES,):
            yield ResourceArgument(
                context,
                site.owner,
                site.block,
                site.attribute.name,
                site.path,
                site.attribute.expr,
                bound,
                instance if site.reads_instance else "",
            )
        if not site.reads_instance:
            return


def aws_finding(
    code: str,
    place: ResourceArgument | ResourceBlock,
    summary: str,
    detail: str,
    help_: str = "",
    *,
    range_: Range | None = None,
    by: str = "AWS refuses this.",
) -> Diagnostic:
    """A finding as ``aws_diagnostic`` makes it, with the instance that it is about.

    ``range_``: where it stands, if not at the argument's value or the block's header.
    """
    if isinstance(place, ResourceArgument):
        parsed, at = place.block.parsed, place.expr.range
    else:
        parsed, at = place.parsed, place.range
    found = aws_diagnostic(code, parsed, range_ or at, summary, detail, help_, by)
    if place.instance:
        return replace(found, instances=(place.instance,))
    return found
