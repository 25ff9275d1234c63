"""The dependencies in a directory, as Terraform's graph has them:
of values, resources, providers and modules.

Nodes are addresses (``("local", "a")``, ``("aws_vpc", "main")``, ``("var", "a")``), and besides

- ``("validation", a)``: the validations of a variable, which come before all that reads the variable;
- ``("in", m, a)`` and ``("out", m, a)``: an input and an output of a module call;
- ``("expand", m)``: its count, for_each and depends_on, which come before everything in it;
- ``("close", m)``: all of it, which ``depends_on = [module.m]`` and ``module.m[each.key]`` need.

A called module counts by its ``Reach`` only, so that the work is linear however often it is called.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec import Struct

from tfgen.graph import Edge, Edges
from tfgen.source import Range
from tfgen.terraform.analysis.attribute_access import address_of
from tfgen.terraform.analysis.expressions import Scoped
from tfgen.terraform.config.block_address import alias_of
from tfgen.terraform.config.configuration import KINDS, Configuration, Declared, Parsed, argument_of
from tfgen.terraform.config.providers import passed
from tfgen.terraform.hcl.syntax import Block, Body, Expr
from tfgen.terraform.hcl.walk import Reference, nested, reference

_BEFORE = frozenset({"count", "for_each", "depends_on"})
_NO_VALUES = frozenset({"source", "version", "providers"})


Node = tuple[str, ...]


class Because(Struct, frozen=True):
    """The place of an expression that makes one node need another."""

    parsed: Parsed
    range: Range


Need = Edge[Node, Because]
Needs = Edges[Node, Because]


class Reach(Struct, frozen=True):
    """The needs from outside of a module's outputs, and of all of it (``whole``):
    ``var`` and ``provider`` nodes.
    """

    outputs: Mapping[str, frozenset[Node]]
    whole: frozenset[Node]


class CalledModule(Struct, frozen=True):
    """A module that a call leads to; ``reach`` finds out what it needs from outside."""

    configuration: Configuration
    reach: Callable[[], Reach]


def dependencies(
    configuration: Configuration,
    expressions: Iterable[Scoped],
    references: Iterable[tuple[Scoped, Reference]],
    called: Mapping[str, CalledModule],
) -> Needs:
    """All nodes and the needs of each;
    ``called`` has the modules of the tree by the names of their calls.
    """
    edges: dict[Node, list[Need]] = defaultdict(list)
    validated = {place.block.labels[0].value for place in expressions if _is_validation(place)}
    for place, target in (*references, *_triggers(configuration)):
        node = _node(place)
        if node is None:
            continue
        for needed in _targets(target, validated, configuration):
            if needed != node:
                edges[node].append(Edge(needed, Because(place.parsed, target.range)))
    for address, declared in configuration.declared.items():
        if address[0] not in KINDS or address[0] in ("data", "ephemeral"):
            edges[address].append(_to_provider(address, declared))
        elif address[0] == "module":
            for node, edge in _of_call(address[1], declared, called.get(address[1])):
                edges[node].append(edge)
    return edges


def reach(
    configuration: Configuration, edges: Needs, components: Iterable[tuple[Node, ...]]
) -> Reach:
    """The needs from outside of a module's outputs;
    each of ``components`` comes after those that it needs.
    """
    outside: dict[Node, frozenset[Node]] = {}
    for component in components:
        needed: set[Node] = set()
        for node in component:
            for edge in edges[node]:
                target = edge.to
                if target in outside:
                    needed |= outside[target]
                elif target not in edges and _is_outside(target, configuration):
                    needed.add(target)
        outside |= dict.fromkeys(component, frozenset(needed))
    outputs: dict[str, frozenset[Node]] = {}
    for address, _ in configuration.of_kind("output"):
        outputs[address[1]] = outside.get(("output", address[1]), frozenset())
    return Reach(outputs, frozenset().union(*outside.values()))


def _is_outside(node: Node, configuration: Configuration) -> bool:
    return node[0] == "var" or (node[0] == "provider" and node not in configuration.declared)


def _is_validation(place: Scoped) -> bool:
    return (
        place.block.type == "variable"
        and place.inside[:1] == ("validation",)
        and len(place.block.labels) == 1
    )


def _node(place: Scoped) -> Node | None:
    """The node that an expression belongs to."""
    block = place.block
    labels = tuple(label.value for label in block.labels)
    match block.type:
        case "locals":
            return "local", place.argument
        case "resource" if len(labels) == 2:
            return labels
        case "data" | "ephemeral" if len(labels) == 2:
            return block.type, *labels
        case "output" if len(labels) == 1:
            return "output", *labels
        case "variable" if _is_validation(place):
            return "validation", *labels
        case "module" if len(labels) == 1 and place.argument in _BEFORE:
            return "expand", *labels
        case "module" if len(labels) == 1 and place.argument not in _NO_VALUES:
            return "in", *labels, place.argument
        case "provider" if len(labels) == 1:
            return "provider", *labels, *alias_of(block)
        case "import":
            return _imported(block)
    return None


def _imported(block: Block) -> Node | None:
    """The resource that an ``import`` block imports."""
    for attribute in block.body.attributes:
        if attribute.name == "to":
            target = reference(attribute.expr)
            return target.names if target and len(target.names) == 2 else None
    return None


def _targets(
    reference: Reference, validated: set[str], configuration: Configuration
) -> Iterator[Node]:
    """The nodes that a reference leads to."""
    address = address_of(reference)
    if address is None or address not in configuration.declared:
        return
    if address[0] == "module":
        yield _of_module(reference, address[1])
    else:
        yield address
    if address[0] == "var" and address[1] in validated:
        yield "validation", address[1]


def _of_module(reference: Reference, name: str) -> Node:
    """The output that is read, or all of the module."""
    rest = reference.steps[1:]
    if rest and rest[0].index:
        rest = rest[1:]
    if rest and not rest[0].index:
        return "out", name, str(rest[0].key)
    return "close", name


def _triggers(configuration: Configuration) -> Iterator[tuple[Scoped, Reference]]:
    """The references in ``replace_triggered_by``, which are no expressions."""
    for address, declared in configuration.managed():
        if not isinstance(declared.node, Block):
            continue
        for expr in _trigger_expressions(declared.body):
            trigger = reference(expr)
            if trigger and address_of(trigger) not in (None, address):
                yield Scoped(declared.parsed, declared.node, expr), trigger


def _trigger_expressions(body: Body) -> Iterator[Expr]:
    """All expressions in ``replace_triggered_by``, at any depth."""
    for block in body.blocks:
        if block.type != "lifecycle":
            continue
        for attribute in block.body.attributes:
            if attribute.name == "replace_triggered_by":
                yield from nested(attribute.expr)


def _to_provider(address: Node, declared: Declared) -> Need:
    """The provider of a resource or data source:
    the one it names, or the one that its type begins with.
    """
    expr = argument_of(declared, "provider")
    provider = reference(expr) if expr else None
    if provider:
        return Edge(("provider", *provider.names[:2]), Because(declared.parsed, provider.range))
    type_ = address[0]
    if type_ in ("data", "ephemeral"):
        type_ = address[1]
    return Edge(("provider", type_.split("_", 1)[0]), Because(declared.parsed, declared.name_range))


def _of_call(name: str, call: Declared, module: CalledModule | None) -> Iterator[tuple[Node, Need]]:
    """The edges of a call itself: its parts need each other."""
    expand, close = ("expand", name), ("close", name)
    because = Because(call.parsed, call.name_range)
    for argument in call.body.attributes:
        if argument.name not in _BEFORE | _NO_VALUES:
            node = ("in", name, argument.name)
            yield node, Edge(expand, Because(call.parsed, argument.name_range))
            yield close, Edge(node, Because(call.parsed, argument.name_range))
    yield close, Edge(expand, because)
    if module is not None and module.configuration.complete:
        yield from _of_called_module(name, call, module)


def _of_called_module(
    name: str, call: Declared, module: CalledModule
) -> Iterator[tuple[Node, Need]]:
    """The edges of the outputs of a call's module, and of all of it."""
    expand, close = ("expand", name), ("close", name)
    because = Because(call.parsed, call.name_range)
    reach = module.reach()
    for output, needs in reach.outputs.items():
        node = ("out", name, output)
        declared = module.configuration.declared["output", output]
        because_output = Because(declared.parsed, declared.name_range)
        yield close, Edge(node, because)
        yield node, Edge(expand, because_output)
        for outer in _outer_nodes(needs, name, call):
            yield node, Edge(outer, because_output)
    for outer in _outer_nodes(reach.whole, name, call):
        yield close, Edge(outer, because)


def _outer_nodes(needs: frozenset[Node], name: str, call: Declared) -> Iterator[Node]:
    """The nodes of the caller that a called module's needs lead to."""
    arguments = call.body.names
    providers = {entry.key: ("provider", *entry.value.split(".")) for entry in passed(call) or ()}
    for need in sorted(needs):
        if need[0] == "var":
            if need[1] in arguments:
                yield "in", name, need[1]
        elif need[0] == "provider":
            key = ".".join(need[1:])
            if key in providers:
                yield providers[key]
            elif len(need) == 2 and "providers" not in arguments:
                yield need  # inherited
