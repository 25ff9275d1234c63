"""Findings of a check of the rendered tree, brought to the keys of the stack file that caused them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct, field
from msgspec.structs import replace

from tfgen.build.builder import located
from tfgen.build.result import RenderedStack
from tfgen.diagnostics import Diagnostic, Diagnostics, place_of
from tfgen.source import Range, SourceFile
from tfgen.stack.root_module import RootModule
from tfgen.terraform.hcl.parse import parse
from tfgen.terraform.hcl.syntax import Attribute, Body, Expr, Object, Tuple
from tfgen.terraform.hcl.walk import plain_string
from tfgen.yaml.nodes import MapEntry, MapNode, Node, ScalarNode, describe, dotted, is_null

_REFUSED = re.compile(r'^It says "(?P<says>.*)"\. The condition stands at \S+\.(?P<rest>.*)$', re.S)
"""The detail of a value that a module's condition refuses (TFG469)."""


class StackPlaces(Struct, frozen=True):
    """The keys of the stack file behind the rendered files of ``output``."""

    output: RenderedStack

    def placed(self, diagnostics: Iterable[Diagnostic]) -> Diagnostics:
        """The findings, those that a value of the stack causes once, at its key,
        with the environments that they are of; others in rendered files with their template's line.
        """
        files = {file.path: file for file in self.output.files}
        roots = {root.environment: root for root in self.output.roots}
        others: list[Diagnostic] = []
        at_keys: dict[object, _Caused] = {}
        for diagnostic in diagnostics:
            file = files.get(diagnostic.file or "")
            root = roots.get(self.output.owners.get(diagnostic.file or "", ""))
            placed = self._at_keys(diagnostic, file, root) if file and root else ()
            for each in placed:
                identity = each.code, each.severity, each.summary, each.range
                caused = at_keys.setdefault(identity, _Caused(each))
                caused.environments[root.environment if root else ""] = None
            if not placed:
                others.append(located(diagnostic, file) if file else diagnostic)
        several = len(roots) > 1
        found = [caused.diagnostic(naming=several) for caused in at_keys.values()]
        return (*sorted(found, key=place_of), *others)

    def _at_keys(
        self, diagnostic: Diagnostic, file: SourceFile, root: RootModule
    ) -> tuple[Diagnostic, ...]:
        """The finding at the keys that caused it; none where no value of the stack did."""
        if diagnostic.range is None:
            return ()
        spot = _Spot.of(file, diagnostic.range)
        key = spot.key or _service_key(spot, root)
        node = self._node(root.environment)
        entry = _entry(node, key) if node and key else None
        if entry is None:
            return ()
        found: dict[Diagnostic, None] = {}
        for part in self._parts(diagnostic, diagnostic.range, spot, root):
            place = _Place.of(entry).within(spot.expr, part)
            found[_in_words(diagnostic, place).at(self.output.stack.file, place.range)] = None
        return tuple(found)

    def _parts(
        self, diagnostic: Diagnostic, range_: Range, spot: _Spot, root: RootModule
    ) -> tuple[Range, ...]:
        """The parts of the argument that the finding is about."""
        refused = _REFUSED.match(diagnostic.detail)
        if refused is None or not isinstance(spot.expr, (Object, Tuple)):
            return (range_,)
        if spot.call is None or spot.argument is None:
            return (range_,)
        from tfgen.build.refused_parts import GivenValue, refused_parts

        given = GivenValue(spot.call, spot.argument, spot.expr)
        return refused_parts(self.output, root, given, refused["says"])

    def _node(self, name: str) -> MapNode | None:
        """The stack file as it is for an environment."""
        for environment in self.output.stack.environments:
            if environment.name == name:
                return environment.node
        return None


class _Caused(Struct):
    """A finding at a key of the stack file, and the environments that it is of."""

    found: Diagnostic
    environments: dict[str, None] = field(default_factory=dict)

    def diagnostic(self, *, naming: bool) -> Diagnostic:
        """The finding, with the names of its environments where the stack has several."""
        if not naming:
            return self.found
        *most, last = self.environments
        sentence = f"In environment {last}."
        if most:
            sentence = f"In environments {', '.join(most)} and {last}."
        return replace(self.found, detail=f"{self.found.detail} {sentence}".strip())


class _Spot(Struct, frozen=True):
    """A place in a root's file: the stack key of its line, the module call that it lies in,
    and the argument, with its value, if it lies in one.
    """

    key: str | None
    call: str | None = None
    argument: str | None = None
    expr: Expr | None = None

    @classmethod
    def of(cls, file: SourceFile, range_: Range) -> _Spot:
        """The spot of a range."""
        origin = file.origin(range_.start.line)
        key = origin.stack_key if origin else None
        body, _ = parse(file)
        for call, attribute in _arguments(body) if body else ():
            if attribute.expr.range.contains(range_):
                return cls(key, call, attribute.name, attribute.expr)
        return cls(key)


def _service_key(spot: _Spot, root: RootModule) -> str | None:
    """The key of the service that tfgen filled in an argument for."""
    for call in root.calls:
        if call.service == spot.call and call.argument(spot.argument or ""):
            return call.key
    return None


def _arguments(body: Body) -> Iterator[tuple[str | None, Attribute]]:
    """The arguments at any depth, with the names of the module calls that they lie in."""
    for attribute in body.attributes:
        yield None, attribute
    for block in body.blocks:
        name = block.label_values[0] if block.type == "module" and block.labels else None
        for call, attribute in _arguments(block.body):
            yield name or call, attribute


class _Place(Struct, frozen=True):
    """A value in the stack file and the range to show for it."""

    node: Node
    range: Range

    @classmethod
    def of(cls, entry: MapEntry) -> _Place:
        """The place of an entry: its value where that is a scalar, else its name."""
        if isinstance(entry.value, ScalarNode) and not is_null(entry.value):
            return cls(entry.value, entry.value.range)
        return cls(entry.value, entry.range)

    def within(self, expr: Expr | None, range_: Range) -> _Place:
        """The place of the part of the value that stands at ``range_`` of its expression."""
        place = self
        while expr is not None:
            inner = _step(expr, place.node, range_)
            if inner is None:
                break
            expr, place = inner
        return place


def _step(expr: Expr, node: Node, range_: Range) -> tuple[Expr, _Place] | None:
    """The item of an object or a tuple that holds all of a range, and its place."""
    if isinstance(expr, Object) and isinstance(node, MapNode):
        for item in expr.items:
            entry = node.entry(plain_string(item.key) or "")
            if entry and item.value.range.contains(range_):
                return item.value, _Place.of(entry)
    if isinstance(expr, Tuple) and not isinstance(node, (MapNode, ScalarNode)):
        for value, part in zip(expr.items, node.items, strict=False):
            if value.range.contains(range_):
                return value, _Place(part, part.range)
    return None


def _entry(node: MapNode, key: str) -> MapEntry | None:
    """The entry of a dotted key. Every node knows its own key, so names may hold dots."""
    for entry in node.entries:
        own = dotted(entry.value.key)
        if own == key:
            return entry
        if isinstance(entry.value, MapNode):
            found = _entry(entry.value, key)
            if found:
                return found
    return None


def _in_words(diagnostic: Diagnostic, place: _Place) -> Diagnostic:
    """The finding in the words of the stack's author; its fix would be one of the rendered file."""
    node = place.node
    plain = replace(diagnostic, stack_key=dotted(node.key), fix=None)
    refused = _REFUSED.match(diagnostic.detail)
    if diagnostic.code != "TFG469" or refused is None:
        return plain
    says = f"The module says: {refused['says']}.{refused['rest']}"
    if isinstance(node, ScalarNode):
        says = f"This is {describe(node)}. {says}"
    return replace(plain, detail=says)
