"""A module with its analyses, which need no evaluation; each is made when it is first used."""

from __future__ import annotations

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
from tfgen.terraform.config.module_source import local_directory
from tfgen.terraform.config.provider_names import Required
from tfgen.terraform.functions import Nesting
from tfgen.terraform.hcl.syntax import Expr
from tfgen.terraform.hcl.walk import Reference, reference, references
from tfgen.terraform.schema import ProviderSchema

_ADDRESS = re.compile(r"(?<![\w.-])(?:data\.)?[\w-]+\.[\w-]+")

MAX_MODULE_DEPTH = 30
"""The needs of modules that are nested deeper are not followed."""


class ExpressionNode(Struct, frozen=True):
    """An expression at any depth, the argument it belongs to and the names bound around it."""

    place: Scoped
    expr: Expr
    bound: frozenset[str]


class ModuleAnalysis:
    """References, blocks and dependencies of a ``configuration``.

    ``tree`` has the analyses of all directories by their paths, this one among them.
    ``nesting`` is one for the tree.
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
        """The provider's schema, None when there is none to check with."""
        return self.configuration.schema

    @cached_property
    def schema_blocks(self) -> tuple[SchemaBlock, ...]:
        """Every body that the provider's schema describes,
        outer ones before the blocks inside them.
        """
        return tuple(schema_blocks(self.configuration))

    @cached_property
    def language(self) -> Language:
        """Every block of the Terraform language itself, those of test files too."""
        configuration = self.configuration
        files = (*configuration.files, *configuration.tests.files)
        return Language(files, configuration.engine)

    @cached_property
    def expressions(self) -> tuple[Scoped, ...]:
        """Every argument's expression, in source order."""
        return tuple(scoped(self.configuration))

    @cached_property
    def nodes(self) -> tuple[ExpressionNode, ...]:
        """Every expression at any depth, an outer one before its parts."""
        nodes: list[ExpressionNode] = []
        for place in self.expressions:
            for expr, bound in within(place.expr, place.bound):
                nodes.append(ExpressionNode(place, expr, bound))
        return tuple(nodes)

    @cached_property
    def references(self) -> tuple[tuple[Scoped, Reference], ...]:
        """Every reference and the argument that holds it; bound names are no references."""
        pairs: list[tuple[Scoped, Reference]] = []
        for place in self.expressions:
            for target in references(place.expr, place.bound):
                pairs.append((place, target))
        return tuple(pairs)

    @cached_property
    def references_to(self) -> Mapping[Address, tuple[tuple[Scoped, Reference], ...]]:
        """The references by the address of the declaration that they need."""
        by_address: dict[Address, list[tuple[Scoped, Reference]]] = {}
        for place, target in self.references:
            address = address_of(target)
            if address:
                by_address.setdefault(address, []).append((place, target))
        return {address: tuple(pairs) for address, pairs in by_address.items()}

    @cached_property
    def mentions(self) -> Mapping[str, int]:
        """The number of times that each ``aws_vpc.x`` or ``data.aws_vpc.x`` is written,
        in comments and texts too.
        """
        counts: Counter[str] = Counter()
        for parsed in self.configuration.files:
            counts.update(_ADDRESS.findall(parsed.file.text))
        return counts

    @cached_property
    def accesses(self) -> tuple[tuple[Scoped, Access], ...]:
        """Every attribute that is read from a resource, data source or module."""
        accesses: list[tuple[Scoped, Access]] = []
        for node in self.nodes:
            read = access(node.expr, node.bound)
            if read:
                accesses.append((node.place, read))
        return tuple(accesses)

    @cached_property
    def reads(self) -> tuple[ResourceReference, ...]:
        """Every reference that leads to a resource, data source or module of the directory."""
        reads = []
        for place, target in self.references:
            reads.append(read(place, target, self.configuration))
        return tuple(resource for resource in reads if resource)

    @cached_property
    def missteps(self) -> tuple[tuple[ResourceReference, Misstep], ...]:
        """The references of which a step leads nowhere in the schema;
        not those whose instance is wrong already.
        """
        missteps: list[tuple[ResourceReference, Misstep]] = []
        for resource in self.reads:
            wrong = self._misstep(resource)
            if wrong:
                missteps.append((resource, wrong))
        return tuple(missteps)

    def _misstep(self, resource: ResourceReference) -> Misstep | None:
        if resource.ordering or not resource.rest:
            return None
        if (
            resource.reference.root != "self"
            and (resource.key is None) == resource.declared.instanced
        ):
            return None
        schema = schema_of(resource.address, resource.declared, self.configuration)
        if schema:
            return misstep(schema, resource.rest, resource.name)
        return None

    @cached_property
    def dependencies(self) -> Needs:
        """The needs of everything in the directory, there and through the modules that it calls."""
        called: dict[str, CalledModule] = {}
        for name, module in self.modules.items():
            called[name] = CalledModule(module.configuration, partial(_reach_of, module))
        return dependencies(self.configuration, self.expressions, self.references, called)

    @cached_property
    def components(self) -> tuple[tuple[Address, ...], ...]:
        """Groups of nodes that need each other, each after the groups that it needs."""
        return tuple(components(self.dependencies))

    @cached_property
    def uses(self) -> Uses:
        """The directory's declarations that are used in it, or in tests."""
        tests = [*self.configuration.tests.tests]
        for analysis in self.tree.values():
            tests += analysis.configuration.tests.tests
        return uses(self.configuration, self.references, tests)

    @cached_property
    def reach(self) -> Reach:
        """The needs of the outputs from outside, where the directory is a module that others call.

        None while they are being computed:
        modules that call each other do not work in Terraform either.
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
        pending, seen = [self], {id(self)}
        while pending:
            module = pending.pop()
            for provider in module.configured.values():
                if not providers.is_proxy(provider):
                    return provider
            new = [called for called in module.modules.values() if id(called) not in seen]
            seen.update(id(called) for called in new)
            pending += new
        return None

    @cached_property
    def callers(self) -> tuple[Declared, ...]:
        """The calls of this directory in the tree."""
        calls: list[Declared] = []
        for caller in self.tree.values():
            for name, module in caller.modules.items():
                if module is self:
                    calls.append(caller.configuration.declared["module", name])
        return tuple(calls)

    @cached_property
    def modules(self) -> Mapping[str, ModuleAnalysis]:
        """The directories of the tree that are called from here, by the names of the calls."""
        modules: dict[str, ModuleAnalysis] = {}
        for address, call in self.configuration.of_kind("module"):
            directory = local_directory(self.configuration.directory, source_of(call))
            if directory is not None and directory in self.tree:
                modules[address[1]] = self.tree[directory]
        return modules

    @cached_property
    def flag_sources(self) -> frozenset[str]:
        """The references that string-valued flags get their values from: ``var.encrypt``."""
        names: set[str] = set()
        for block in self.schema_blocks:
            for argument in block.arguments():
                attribute = block.schema.attributes.get(argument.name)
                source = reference(argument.expr) if attribute and attribute.string_flag else None
                if source:
                    names.add(".".join(source.names))
        return frozenset(names)


def _reach_of(module: ModuleAnalysis) -> Reach:
    return module.reach
