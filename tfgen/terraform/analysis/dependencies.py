"""What needs what in a directory, as Terraform's graph has it: values, resources, providers, modules' ins and outs.

Nodes are addresses (``("local", "a")``, ``("aws_vpc", "main")``, ``("var", "a")``), and besides

- ``("validation", a)``: the validations of a variable, which all that reads the variable waits for;
- ``("in", m, a)`` and ``("out", m, a)``: an input and an output of a module call;
- ``("expand", m)``: its count, for_each and depends_on, which everything in it waits for;
- ``("close", m)``: all of it, which ``depends_on = [module.m]`` and ``module.m[each.key]`` wait for.

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
from tfgen.terraform.config.configuration import KINDS, Configuration, Declared, Parsed
from tfgen.terraform.config.providers import passed
from tfgen.terraform.hcl.syntax import Block
from tfgen.terraform.hcl.walk import Reference, nested, plain_string, reference

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
    """What a module's outputs, and all of it (``whole``), need from outside: ``var`` and ``provider`` nodes."""

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
    """All nodes and what each of them needs; ``called`` has the modules at hand by the names of their calls."""
    edges: dict[Node, list[Need]] = defaultdict(list)
    validated = {p.block.labels[0].value for p in expressions if _is_validation(p)}
    for place, found in (*references, *_triggers(configuration)):
        node = _node(place)
        for to in _targets(found, validated, configuration) if node else ():
            if node and to != node:
                edges[node].append(Edge(to, Because(place.parsed, found.range)))
    for address, declared in configuration.declared.items():
        if address[0] not in KINDS or address[0] in ("data", "ephemeral"):
            edges[address].append(_to_provider(address, declared))
        elif address[0] == "module":
            for node, edge in _of_call(address[1], declared, called.get(address[1])):
                edges[node].append(edge)
    return edges


def reach(configuration: Configuration, edges: Needs, components: Iterable[tuple[Node, ...]]) -> Reach:
    """What a module's outputs need from outside."""
    outside: dict[Node, frozenset[Node]] = {}
    for component in components:
        needed = {e.to for node in component for e in edges[node]}
        mine = {node for node in needed if node not in edges and _is_outside(node, configuration)}
        found = frozenset(mine).union(*(outside[to] for to in needed if to in outside))
        outside |= dict.fromkeys(component, found)
    whole: frozenset[Node] = frozenset().union(*outside.values())
    names = [address[1] for address, _ in configuration.of_kind("output")]
    return Reach({name: outside.get(("output", name), frozenset()) for name in names}, whole)


def _is_outside(node: Node, configuration: Configuration) -> bool:
    return node[0] == "var" or (node[0] == "provider" and node not in configuration.declared)


def _is_validation(place: Scoped) -> bool:
    return place.block.type == "variable" and place.inside[:1] == ("validation",) and len(place.block.labels) == 1


def _node(place: Scoped) -> Node | None:
    """The node that an expression belongs to."""
    block, labels = place.block, place.block.label_values
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
        case "module" if len(labels) == 1 and place.argument not in _NO_VALUES:
            return ("expand", *labels) if place.argument in _BEFORE else ("in", *labels, place.argument)
        case "provider" if len(labels) == 1:
            return "provider", *labels, *_text(block, "alias")
        case "import":
            return _imported(block)
    return None


def _imported(block: Block) -> Node | None:
    to = block.body.get("to")
    found = reference(to) if to else None
    return found.names[:2] if found and len(found.names) == 2 else None


def _text(block: Block, name: str) -> tuple[str, ...]:
    given = block.body.get(name)
    text = plain_string(given) if given else None
    return (text,) if text else ()


def _targets(found: Reference, validated: set[str], configuration: Configuration) -> Iterator[Node]:
    address = address_of(found)
    if address is None or address not in configuration.declared:
        return
    if address[0] == "module":
        yield _of_module(found, address[1])
    else:
        yield address
    if address[0] == "var" and address[1] in validated:
        yield "validation", address[1]


def _of_module(found: Reference, name: str) -> Node:
    """The output that is read, or all of the module."""
    rest = found.steps[1:]
    rest = rest[1:] if rest and rest[0].index else rest
    return ("out", name, str(rest[0].key)) if rest and not rest[0].index else ("close", name)


def _triggers(configuration: Configuration) -> Iterator[tuple[Scoped, Reference]]:
    """The references in ``replace_triggered_by``, which are no expressions."""
    for address, declared in configuration.managed():
        for block in declared.body.blocks if isinstance(declared.node, Block) else ():
            for attribute in block.body.attributes if block.type == "lifecycle" else ():
                for expr in nested(attribute.expr) if attribute.name == "replace_triggered_by" else ():
                    found = reference(expr)
                    if found and address_of(found) not in (None, address) and isinstance(declared.node, Block):
                        yield Scoped(declared.parsed, declared.node, expr), found


def _to_provider(address: Node, declared: Declared) -> Need:
    """The provider of a resource or data source: the one it names, or the one that its type begins with."""
    given = declared.body.get("provider")
    found = reference(given) if given else None
    if given and found:
        return Edge(("provider", *found.names[:2]), Because(declared.parsed, given.range))
    kind = address[1] if address[0] in ("data", "ephemeral") else address[0]
    return Edge(("provider", kind.split("_", 1)[0]), Because(declared.parsed, declared.name_range))


def _of_call(name: str, call: Declared, module: CalledModule | None) -> Iterator[tuple[Node, Need]]:
    """What follows from a call itself: its parts wait for each other."""
    expand, close = ("expand", name), ("close", name)
    here = Because(call.parsed, call.name_range)
    given = [a for a in call.body.attributes if a.name not in _BEFORE | _NO_VALUES]
    for argument in given:
        yield ("in", name, argument.name), Edge(expand, Because(call.parsed, argument.name_range))
        yield close, Edge(("in", name, argument.name), Because(call.parsed, argument.name_range))
    yield close, Edge(expand, here)
    if module is None or not module.configuration.complete:
        return
    found = module.reach()
    for output, needs in found.outputs.items():
        node = ("out", name, output)
        declared = module.configuration.declared["output", output]
        at = Because(declared.parsed, declared.name_range)
        yield close, Edge(node, here)
        yield node, Edge(expand, at)
        yield from ((node, edge) for edge in _outer(needs, name, call, at))
    yield from ((close, edge) for edge in _outer(found.whole, name, call, here))


def _outer(needs: frozenset[Node], name: str, call: Declared, at: Because) -> Iterator[Need]:
    """The nodes of the caller that a called module's needs are."""
    given_providers = call.body.argument("providers") is not None
    named = {one.key: ("provider", *one.value.split(".")) for one in passed(call) or ()}
    given = {a.name for a in call.body.attributes}
    for need in sorted(needs):
        if need[0] == "var" and need[1] in given:
            yield Edge(("in", name, need[1]), at)
        elif need[0] == "provider":
            inherited = need if len(need) == 2 and not given_providers else None
            to = named.get(".".join(need[1:]), inherited)
            if to:
                yield Edge(to, at)
