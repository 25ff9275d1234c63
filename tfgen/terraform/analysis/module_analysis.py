"""A module with all that can be said of it without evaluating; each thing is found when it is first asked for."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Mapping
from functools import cached_property, partial

from msgspec import Struct

from tfgen.graph import components
from tfgen.terraform.analysis.attribute_access import Access, access, address_of
from tfgen.terraform.analysis.dependencies import CalledModule, Needs, Reach, dependencies, reach
from tfgen.terraform.analysis.expressions import Scoped, scoped, within
from tfgen.terraform.analysis.resource_references import ResourceReference, read, schema_of
from tfgen.terraform.analysis.schema_blocks import SchemaBlock, schema_blocks
from tfgen.terraform.analysis.traversal import Misstep, misstep
from tfgen.terraform.analysis.unused import Uses, uses
from tfgen.terraform.config import providers
from tfgen.terraform.config.configuration import Address, Configuration, Declared, source_of
from tfgen.terraform.config.language import Language
from tfgen.terraform.config.providers import Required
from tfgen.terraform.functions import Nesting
from tfgen.terraform.hcl.syntax import Expr
from tfgen.terraform.hcl.walk import Reference, reference, references
from tfgen.terraform.schema import ProviderSchema

_ADDRESS = re.compile(r"(?<![\w.-])(?:data\.)?[\w-]+\.[\w-]+")

MAX_MODULE_DEPTH = 30
"""What modules that lie deeper in each other need is not followed."""


class ExpressionNode(Struct, frozen=True):
    """An expression at any depth, the argument it belongs to and the names bound around it."""

    place: Scoped
    expr: Expr
    bound: frozenset[str]


class ModuleAnalysis:
    """References, blocks and dependencies of a ``configuration``.

    ``tree`` has the analyses of all directories by their paths, this one among them. ``nesting`` is one for the tree.
    """

    def __init__(
        self,
        configuration: Configuration,
        tree: Mapping[str, ModuleAnalysis] | None = None,
        nesting: Nesting | None = None,
    ) -> None:
        self.configuration = configuration
        self.tree = tree if tree is not None else {}
        self._nesting = nesting or Nesting()
        self._reaching = False

    @property
    def schema(self) -> ProviderSchema | None:
        """The provider's schema, None when there is none to judge with."""
        return self.configuration.schema

    @cached_property
    def schema_blocks(self) -> tuple[SchemaBlock, ...]:
        """Every body that the provider's schema speaks of, outer ones before the blocks inside them."""
        return tuple(schema_blocks(self.configuration))

    @cached_property
    def language(self) -> Language:
        """Every block of the Terraform language itself."""
        return Language(self.configuration.files)

    @cached_property
    def expressions(self) -> tuple[Scoped, ...]:
        """Every argument's expression, in source order."""
        return tuple(scoped(self.configuration))

    @cached_property
    def nodes(self) -> tuple[ExpressionNode, ...]:
        """Every expression at any depth, an outer one before its parts."""
        return tuple(
            ExpressionNode(place, *found) for place in self.expressions for found in within(place.expr, place.bound)
        )

    @cached_property
    def references(self) -> tuple[tuple[Scoped, Reference], ...]:
        """Every reference and the argument that holds it; bound names are no references."""
        return tuple((place, found) for place in self.expressions for found in references(place.expr, place.bound))

    @cached_property
    def references_to(self) -> Mapping[Address, tuple[tuple[Scoped, Reference], ...]]:
        """The references by what they need to be declared."""
        found: dict[Address, list[tuple[Scoped, Reference]]] = {}
        for place, one in self.references:
            if address := address_of(one):
                found.setdefault(address, []).append((place, one))
        return {address: tuple(some) for address, some in found.items()}

    @cached_property
    def mentions(self) -> Mapping[str, int]:
        """How often each ``aws_vpc.x`` or ``data.aws_vpc.x`` is written, in comments and texts too."""
        return Counter(name for parsed in self.configuration.files for name in _ADDRESS.findall(parsed.file.text))

    @cached_property
    def accesses(self) -> tuple[tuple[Scoped, Access], ...]:
        """Every attribute that is read from a resource, data source or module."""
        found = ((node.place, access(node.expr, node.bound)) for node in self.nodes)
        return tuple((place, one) for place, one in found if one)

    @cached_property
    def reads(self) -> tuple[ResourceReference, ...]:
        """Every reference that leads to a resource, data source or module of the directory."""
        found = (read(place, one, self.configuration) for place, one in self.references)
        return tuple(one for one in found if one)

    @cached_property
    def missteps(self) -> tuple[tuple[ResourceReference, Misstep], ...]:
        """The references of which a step leads nowhere in the schema; not those whose instance is wrong already."""
        found = ((one, self._misstep(one)) for one in self.reads if one.rest and not one.ordering)
        return tuple((one, wrong) for one, wrong in found if wrong)

    def _misstep(self, one: ResourceReference) -> Misstep | None:
        if one.reference.root != "self" and (one.key is None) == one.declared.instanced:
            return None
        schema = schema_of(one.address, one.declared, self.configuration)
        return misstep(schema, one.rest, one.name) if schema else None

    @cached_property
    def dependencies(self) -> Needs:
        """What needs what, in the directory and through the modules it calls."""
        called = {name: CalledModule(m.configuration, partial(_reach_of, m)) for name, m in self.modules.items()}
        return dependencies(self.configuration, self.expressions, self.references, called)

    @cached_property
    def components(self) -> tuple[tuple[Address, ...], ...]:
        """What needs each other, each after what it needs itself."""
        return tuple(components(self.dependencies))

    @cached_property
    def uses(self) -> Uses:
        """What of the directory's declarations is used in it."""
        return uses(self.configuration, self.references)

    @cached_property
    def reach(self) -> Reach:
        """What the outputs need from outside, where the directory is a module that others call.

        Nothing, while it is being found out: modules that call each other are no modules that work.
        """
        if self._reaching or self._nesting.modules > MAX_MODULE_DEPTH:
            return Reach({}, frozenset())
        self._reaching = True
        self._nesting.modules += 1
        try:
            return reach(self.configuration, self.dependencies, self.components)
        finally:
            self._nesting.modules -= 1

    @cached_property
    def required(self) -> Mapping[str, Required]:
        """The entries of ``required_providers``."""
        return providers.required(self.configuration)

    @cached_property
    def configured(self) -> Mapping[str, Declared]:
        """The provider blocks by name: ``aws``, ``aws.west``."""
        return providers.configured(self.configuration)

    @cached_property
    def own_provider(self) -> Declared | None:
        """A provider block with arguments, here or in a module that is called from here."""
        waiting, seen = [self], {id(self)}
        while waiting:
            module = waiting.pop()
            found = next((one for one in module.configured.values() if not providers.is_proxy(one)), None)
            if found:
                return found
            waiting += [called for called in module.modules.values() if id(called) not in seen]
            seen |= {id(called) for called in module.modules.values()}
        return None

    @cached_property
    def callers(self) -> tuple[Declared, ...]:
        """The calls of this directory in the tree."""
        calls = ((one, name) for one in self.tree.values() for name, module in one.modules.items() if module is self)
        return tuple(one.configuration.declared["module", name] for one, name in calls)

    @cached_property
    def modules(self) -> Mapping[str, ModuleAnalysis]:
        """The directories of the tree that are called from here, by the names of the calls."""
        return {address[1]: m for address, call in self.configuration.of_kind("module") if (m := self._of(call))}

    def _of(self, call: Declared) -> ModuleAnalysis | None:
        source = source_of(call) or ""
        target = posixpath.normpath(posixpath.join(self.configuration.directory, source))
        return self.tree.get("" if target == "." else target) if source.startswith(("./", "../")) else None

    @cached_property
    def flag_sources(self) -> frozenset[str]:
        """What string-valued flags get their values from: ``var.encrypt``."""
        arguments = (
            (site.schema.attributes.get(a.name), a.expr) for site in self.schema_blocks for a in site.arguments()
        )
        found = (reference(expr) for attribute, expr in arguments if attribute and attribute.string_flag)
        return frozenset(".".join(one.names) for one in found if one)


def _reach_of(module: ModuleAnalysis) -> Reach:
    return module.reach
