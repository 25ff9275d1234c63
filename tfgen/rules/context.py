"""A configuration as rules read it: what several of them walk is walked once."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TypeVar, cast

from msgspec import Struct

from tfgen.graph import Edges, components
from tfgen.rules.verdict import Interface
from tfgen.terraform.analysis.attribute_access import Access, access, address_of
from tfgen.terraform.analysis.dependencies import Reach, dependencies, reach
from tfgen.terraform.analysis.expressions import Scoped, scoped, within
from tfgen.terraform.analysis.resource_references import Read, read, schema_of
from tfgen.terraform.analysis.schema_blocks import Site, sites
from tfgen.terraform.analysis.traversal import Misstep, misstep
from tfgen.terraform.analysis.unused import Uses, uses
from tfgen.terraform.config import providers
from tfgen.terraform.config.configuration import Address, Configuration, Declared, source_of
from tfgen.terraform.config.language import Language
from tfgen.terraform.config.provider_functions import provided
from tfgen.terraform.config.providers import Required
from tfgen.terraform.evaluate.module_scope import Mode, Values, output_of
from tfgen.terraform.evaluate.plan_assumptions import Assumed, assumable, dependent
from tfgen.terraform.evaluate.templatefile import renderer
from tfgen.terraform.evaluate.typecheck import Found, Inference
from tfgen.terraform.evaluate.variable_validations import Call, Validations
from tfgen.terraform.functions import Budget, Files, Function, FunctionContext, Nesting, NoFiles
from tfgen.terraform.hcl.syntax import Expr
from tfgen.terraform.hcl.walk import Reference, reference, references
from tfgen.terraform.schema import ProviderSchema
from tfgen.terraform.types.value import Value

_ADDRESS = re.compile(r"(?<![\w.-])(?:data\.)?[\w-]+\.[\w-]+")

T = TypeVar("T")

DEEPEST_MODULES = 30
"""What modules that lie deeper in each other need is not followed."""


class Node(Struct, frozen=True):
    """An expression at any depth, the argument it belongs to and the names bound around it."""

    place: Scoped
    expr: Expr
    bound: frozenset[str]


class View:
    """``configuration`` with everything that rules look for in it, each found when first asked for.

    ``tree`` has the views of all directories by their paths, this one among them; ``files`` what functions may read.
    ``nesting`` is one for all of the tree.
    """

    def __init__(
        self,
        configuration: Configuration,
        tree: Mapping[str, View] | None = None,
        files: Files | None = None,
        nesting: Nesting | None = None,
    ) -> None:
        self.configuration = configuration
        self.tree = tree if tree is not None else {}
        self._reaching = False
        readable = files or NoFiles()
        budget, self._nesting = Budget(), nesting or Nesting()
        self._context = FunctionContext(
            readable, renderer(readable, budget, self._nesting), budget, self._nesting, self._provided
        )
        self._values: dict[Mode, Values] = {}
        self._asked: set[Mode] = set()
        self._made: dict[object, object] = {}

    def once(self, key: object, make: Callable[[], T]) -> T:
        """What ``make`` makes, made at the first call with this key: for what several rules of one kind need."""
        if key not in self._made:
            self._made[key] = make()
        return cast(T, self._made[key])

    def _provided(self, name: str) -> Function | None:
        return provided(name, self.required, self.schema)

    @property
    def schema(self) -> ProviderSchema | None:
        """The provider's schema, None when there is none to judge with."""
        return self.configuration.schema

    @cached_property
    def interface(self) -> Interface:
        """The configuration as a module that others call."""
        return self.configuration.interface

    @cached_property
    def sites(self) -> tuple[Site, ...]:
        """Every body that the provider's schema speaks of, outer ones before the blocks inside them."""
        return tuple(sites(self.configuration))

    @cached_property
    def language(self) -> Language:
        """Every block of the Terraform language itself."""
        return Language(self.configuration.files)

    @cached_property
    def expressions(self) -> tuple[Scoped, ...]:
        """Every argument's expression, in source order."""
        return tuple(scoped(self.configuration))

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """Every expression at any depth, an outer one before its parts."""
        return tuple(Node(place, *found) for place in self.expressions for found in within(place.expr, place.bound))

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
    def inference(self) -> Inference:
        """What is wrong with the expressions' types and values."""
        return Inference(self.values(Mode.VALIDATE), self.values(Mode.PLAN), self.assumed).run()

    @cached_property
    def assumed(self) -> Assumed | None:
        """What a plan of it assumes, if it is a root module that has values for variables."""
        names = [*assumable(self.configuration)] if self.configuration.is_root else []
        exprs = dependent(names, self.references_to) if names else frozenset()
        return Assumed(self.values(Mode.GIVEN), exprs) if exprs else None

    @cached_property
    def found(self) -> tuple[Found, ...]:
        """What is wrong with the expressions' types and values, those included that calls of modules give."""
        modules = [(name, module) for name, module in self.modules.items() if module.configuration.complete]
        return (*self.inference.found, *(one for name, module in modules for one in self._call(name, module).refused()))

    def _call(self, name: str, module: View) -> Call:
        declared = self.configuration.declared["module", name]
        return Call(name, declared, self.values, module.values, module.validations, self.assumed)

    @cached_property
    def validations(self) -> Validations:
        """The validations of the variables, for calls from elsewhere."""
        return Validations.of(self.configuration, self.inference.found)

    def values(self, mode: Mode) -> Values:
        """What references stand for."""
        if mode not in self._values:
            self._values[mode] = Values(self.configuration, mode, self._context, self._outputs_of)
        return self._values[mode]

    def _outputs_of(self, call: str, mode: Mode) -> Mapping[str, Value] | None:
        """The outputs of a called module; its variables may have any value of their type."""
        view = self.modules.get(call)
        if view is None or not view.configuration.complete:
            return None
        return view.outputs(Mode.PLAN if mode is Mode.GIVEN else mode)

    def outputs(self, mode: Mode) -> Mapping[str, Value] | None:
        """The values of the outputs, or None inside a module that calls itself."""
        if mode in self._asked:
            return None
        self._asked.add(mode)
        try:
            found = ((a[1], output_of(d, self.values(mode))) for a, d in self.configuration.of_kind("output"))
            return dict(found)
        finally:
            self._asked.discard(mode)

    @cached_property
    def reads(self) -> tuple[Read, ...]:
        """Every reference that leads to a resource, data source or module of the directory."""
        found = (read(place, one, self.configuration) for place, one in self.references)
        return tuple(one for one in found if one)

    @cached_property
    def missteps(self) -> tuple[tuple[Read, Misstep], ...]:
        """The references of which a step leads nowhere in the schema; not those whose instance is wrong already."""
        found = ((one, self._misstep(one)) for one in self.reads if one.rest and not one.ordering)
        return tuple((one, wrong) for one, wrong in found if wrong)

    def _misstep(self, one: Read) -> Misstep | None:
        if one.reference.root != "self" and (one.key is None) == one.declared.instanced:
            return None
        schema = schema_of(one.address, one.declared, self.configuration)
        return misstep(schema, one.rest, one.name) if schema else None

    @cached_property
    def dependencies(self) -> Edges:
        """What needs what, in the directory and through the modules it calls."""
        return dependencies(self)

    @cached_property
    def components(self) -> tuple[tuple[Address, ...], ...]:
        """What needs each other, each after what it needs itself."""
        return tuple(components(self.dependencies))

    @cached_property
    def uses(self) -> Uses:
        """What of the directory's declarations is used in it."""
        return uses(self)

    @cached_property
    def reach(self) -> Reach:
        """What the outputs need from outside, where the directory is a module that others call.

        Nothing, while it is being found out: modules that call each other are no modules that work.
        """
        if self._reaching or self._nesting.modules > DEEPEST_MODULES:
            return Reach({}, frozenset())
        self._reaching = True
        self._nesting.modules += 1
        try:
            return reach(self)
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
            view = waiting.pop()
            found = next((one for one in view.configured.values() if not providers.is_proxy(one)), None)
            if found:
                return found
            waiting += [module for module in view.modules.values() if id(module) not in seen]
            seen |= {id(module) for module in view.modules.values()}
        return None

    @cached_property
    def callers(self) -> tuple[Declared, ...]:
        """The calls of this directory in the tree."""
        calls = ((view, name) for view in self.tree.values() for name, module in view.modules.items() if module is self)
        return tuple(view.configuration.declared["module", name] for view, name in calls)

    @cached_property
    def modules(self) -> Mapping[str, View]:
        """The directories of the tree that are called from here, by the names of the calls."""
        return {address[1]: view for address, call in self.configuration.of_kind("module") if (view := self._of(call))}

    def _of(self, call: Declared) -> View | None:
        source = source_of(call) or ""
        target = posixpath.normpath(posixpath.join(self.configuration.directory, source))
        return self.tree.get("" if target == "." else target) if source.startswith(("./", "../")) else None

    @cached_property
    def flag_sources(self) -> frozenset[str]:
        """What string-valued flags get their values from: ``var.encrypt``."""
        arguments = ((site.schema.attributes.get(a.name), a.expr) for site in self.sites for a in site.arguments())
        found = (reference(expr) for attribute, expr in arguments if attribute and attribute.string_flag)
        return frozenset(".".join(one.names) for one in found if one)
