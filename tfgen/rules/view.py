"""A configuration as rules read it: what several of them walk is walked once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from tfgen.hcl.syntax import Expr
from tfgen.hcl.walk import Reference, reference, references
from tfgen.rules.access import Access, access, address_of
from tfgen.rules.configuration import Address, Configuration
from tfgen.rules.inference import Inference
from tfgen.rules.scope import Scoped, scoped, within
from tfgen.rules.sites import Site, sites
from tfgen.rules.values import Mode, Values, output_of
from tfgen.rules.verdict import Interface
from tfgen.schema import ProviderSchema
from tfgen.types.functions import Context, Files, NoFiles
from tfgen.types.templates import renderer
from tfgen.types.value import Value

_ADDRESS = re.compile(r"(?<![\w.-])(?:data\.)?[\w-]+\.[\w-]+")


@dataclass(frozen=True, slots=True)
class Node:
    """An expression at any depth, the argument it belongs to and the names bound around it."""

    place: Scoped
    expr: Expr
    bound: frozenset[str]


class View:
    """``configuration`` with everything that rules look for in it, each found when first asked for."""

    def __init__(
        self,
        configuration: Configuration,
        called: Callable[[str], View | None] = lambda _: None,
        files: Files | None = None,
    ) -> None:
        self.configuration = configuration
        self._called = called
        readable = files or NoFiles()
        self._context = Context(readable, renderer(readable))
        self._values: dict[Mode, Values] = {}
        self._asked: set[Mode] = set()

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
        return Inference(self.values(Mode.VALIDATE), self.values(Mode.PLAN)).run()

    def values(self, mode: Mode) -> Values:
        """What references stand for."""
        if mode not in self._values:
            self._values[mode] = Values(self.configuration, mode, self._context, self._outputs_of)
        return self._values[mode]

    def _outputs_of(self, call: str, mode: Mode) -> Mapping[str, Value] | None:
        """The outputs of a called module; its variables may have any value of their type."""
        view = self._called(call)
        return view.outputs(Mode.PLAN if mode is Mode.DEFAULTS else mode) if view else None

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
    def flag_sources(self) -> frozenset[str]:
        """What string-valued flags get their values from: ``var.encrypt``."""
        arguments = ((site.schema.attributes.get(a.name), a.expr) for site in self.sites for a in site.arguments())
        found = (reference(expr) for attribute, expr in arguments if attribute and attribute.string_flag)
        return frozenset(".".join(one.names) for one in found if one)
