"""A configuration as rules read it: what several of them walk is walked once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar, cast

from tfgen.hcl.syntax import Expr
from tfgen.hcl.walk import Reference, reference, references
from tfgen.rules.access import Access, access
from tfgen.rules.configuration import Configuration
from tfgen.rules.scope import Scoped, scoped, within
from tfgen.rules.sites import Site, sites
from tfgen.rules.verdict import Interface
from tfgen.schema import ProviderSchema

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Node:
    """An expression at any depth, the argument it belongs to and the names bound around it."""

    place: Scoped
    expr: Expr
    bound: frozenset[str]


class View:
    """``configuration`` with everything that rules look for in it, each found when first asked for."""

    def __init__(self, configuration: Configuration) -> None:
        self.configuration = configuration
        self._made: dict[object, object] = {}

    def once(self, key: object, make: Callable[[], T]) -> T:
        """What ``make`` makes, made at the first call with this key: for what several rules of one kind need."""
        if key not in self._made:
            self._made[key] = make()
        return cast(T, self._made[key])

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
    def accesses(self) -> tuple[tuple[Scoped, Access], ...]:
        """Every attribute that is read from a resource, data source or module."""
        found = ((node.place, access(node.expr, node.bound)) for node in self.nodes)
        return tuple((place, one) for place, one in found if one)

    @cached_property
    def flag_sources(self) -> frozenset[str]:
        """What string-valued flags get their values from: ``var.encrypt``."""
        arguments = ((site.schema.attributes.get(a.name), a.expr) for site in self.sites for a in site.arguments())
        found = (reference(expr) for attribute, expr in arguments if attribute and attribute.string_flag)
        return frozenset(".".join(one.names) for one in found if one)
