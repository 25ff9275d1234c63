"""YAML 1.2 text to nodes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NoReturn

from msgspec import Struct, field

from tfgen.diagnostics import Diagnostic, Diagnostics, once
from tfgen.source import LineIndex, Range, SourceFile
from tfgen.yaml.broken import broken, empty, odd_line_end, too_deep
from tfgen.yaml.collector import Collector
from tfgen.yaml.compose import RawNode, TooDeepError, compose
from tfgen.yaml.events import BrokenYamlError
from tfgen.yaml.nodes import Key, ListNode, MapEntry, MapNode, Node, Scalar, ScalarNode, describe

MAX_NODES = 20_000
"""More than any stack file holds; a few aliases of aliases reach it at once (a "billion laughs")."""

MAX_DEPTH = 60
_TOO_DEEP = f"It is nested more than {MAX_DEPTH} levels deep."

_TAG = "tag:yaml.org,2002:"
_TAGS = frozenset(
    _TAG + name
    for name in ("str", "int", "float", "bool", "null", "map", "seq", "timestamp", "merge", "value")
)
"""Tags that YAML readers give to untagged values, of this version or of an older one;
others are the author's own.
"""

_NULLS = ("", "~", "null", "Null", "NULL")
_TRUES, _FALSES = ("true", "True", "TRUE"), ("false", "False", "FALSE")
_INT = re.compile(r"[-+]?[0-9]+")
_BASED = re.compile(r"0x[0-9a-fA-F]+|0o[0-7]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_DASH = re.compile("-")

MAX_DIGITS = 400
"""A longer number is read as a float: Terraform keeps 155 digits, and Python's own limit is 4300."""


def read_yaml(file: SourceFile) -> tuple[Node | None, Diagnostics]:
    """Read one YAML document.

    Returns the tree, or None when it is empty or broken, with findings: broken YAML (TFG001), an
    empty file (TFG002), keys that are no words and merges of what is no map (TFG004), duplicate
    keys (TFG005), aliases that explode or contain themselves (TFG007).
    """
    odd = odd_line_end(file)
    if odd:
        return None, (odd,)
    try:
        top = compose(file.text)
    except TooDeepError as error:
        return None, (too_deep(file, _TOO_DEEP, error.at),)
    except BrokenYamlError as error:
        return None, (broken(file, error),)
    if top is None or _is_nothing(top):
        return None, (empty(file),)
    collector = Collector(file.path)
    node = _DocumentReader(file, LineIndex.of(file.text), collector).read(top)
    return node, once(collector.diagnostics)  # an alias or a merge is read again each time


def _is_nothing(top: RawNode) -> bool:
    return top.kind == "scalar" and not top.text and (top.untyped or top.tag == f"{_TAG}null")


class _StopError(Exception):
    """Raised inside the reader when nothing more can be read."""


class _DocumentReader(Struct):
    """Turns the library's nodes into ours. An alias is read again wherever it stands."""

    file: SourceFile
    lines: LineIndex
    collector: Collector
    count: int = 0
    open: list[int] = field(default_factory=list)

    def read(self, node: RawNode) -> Node | None:
        """The whole document; None when it never ends or is too large, which is reported."""
        try:
            return self._convert(node, (), None)
        except _StopError:
            return None

    def _convert(self, node: RawNode, key: Key, name_range: Range | None) -> Node:
        """The node; a value that is not written at all has the range of its name."""
        self._check_size(node, key)
        self.open.append(id(node))
        is_written = node.start < node.end
        range_ = self._range(node) if name_range is None or is_written else name_range
        try:
            if node.tag and node.tag not in _TAGS:
                self._report_unknown_tag(node, key, range_)
            if node.kind == "map":
                return MapNode(tuple(self._entries(node, key).values()), key, range_)
            if node.kind == "list":
                return ListNode(tuple(self._items(node, key)), key, range_)
            return _scalar(node, key, range_)
        finally:
            self.open.pop()

    def _items(self, node: RawNode, key: Key) -> Iterator[Node]:
        at = node.start
        for i, item in enumerate(node.children):
            dash = self._dash(at, item.start, node.column)
            yield self._convert(item, (*key, str(i)), dash)
            at = item.end

    def _dash(self, start: int, end: int, column: int) -> Range:
        """The dash of a list item, in the list's own column:
        an item that is not written is shown there.
        """
        at = start
        for match in _DASH.finditer(self.file.text, start, end + 1):
            if self.lines.pos(match.start()).column == column + 1:
                at = match.start()
                break
        return self.lines.range(at, at + 1)

    def _entries(self, node: RawNode, key: Key) -> dict[str, MapEntry]:
        """The entries of a map by name; those that are merged into it come first."""
        entries: dict[str, MapEntry] = {}
        merged: dict[str, MapEntry] = {}
        for name_node, value_node in _pairs(node):
            range_ = self._range(name_node)
            if name_node.kind != "scalar":
                problem = Diagnostic(
                    "TFG004", "A key must be a plain word", "Maps and lists cannot be keys."
                )
                self.collector.report_at(problem, range_, key)
                continue
            name = name_node.text
            if _is_merge(name_node):
                self._merge(value_node, key, range_, merged)
            elif name in entries:
                self._report_duplicate((*key, name), range_, entries[name].range)
            else:
                value = self._convert(value_node, (*key, name), range_)
                entries[name] = MapEntry(name, value, range_)
        for name in entries:
            merged.pop(name, None)
        return merged | entries

    def _merge(self, node: RawNode, key: Key, name_range: Range, into: dict[str, MapEntry]) -> None:
        """Read ``<<: *defaults``, which YAML 1.2 dropped and everybody still writes."""
        sources = node.children if node.kind == "list" else [node]
        for source in sources:
            value = self._convert(source, key, name_range)
            if not isinstance(value, MapNode):
                detail = f"This is {describe(value)}."
                problem = Diagnostic("TFG004", "Only a map can be merged with <<", detail)
                self.collector.report_at(problem, value.range, (*key, "<<"))
                continue
            for entry in value.entries:
                into.setdefault(entry.name, entry)

    def _check_size(self, node: RawNode, key: Key) -> None:
        """Count a node.
        Raises ``_StopError`` after a finding where the document has no end or is too large.
        """
        self.count += 1
        if id(node) in self.open:
            self._stop("An alias contains itself", "It would never end.", node, key)
        if self.count > MAX_NODES:
            detail = f"With its aliases written out it holds more than {MAX_NODES:,} values."
            self._stop("The document is too large", detail, node, key)
        if len(self.open) > MAX_DEPTH:
            self._stop("The document is too large", _TOO_DEEP, node, key)

    def _stop(self, summary: str, detail: str, node: RawNode, key: Key) -> NoReturn:
        self.collector.report_at(Diagnostic("TFG007", summary, detail), self._range(node), key)
        raise _StopError

    def _report_duplicate(self, key: Key, range_: Range, first: Range) -> None:
        summary = f'Duplicate key "{key[-1]}"'
        detail = f"It stands at line {first.start.line} already; only one of the two can count."
        help_ = "Remove one of them, or give it another name."
        self.collector.report_at(Diagnostic("TFG005", summary, detail, help_), range_, key)

    def _report_unknown_tag(self, node: RawNode, key: Key, range_: Range) -> None:
        summary = f"Unknown YAML tag {(node.tag or '').replace(_TAG, '!!')}"
        problem = Diagnostic(
            "TFG001", summary, "Values stand here without tags.", "Remove the tag."
        )
        self.collector.report_at(problem, range_, key)

    def _range(self, node: RawNode) -> Range:
        text = self.file.text[node.start : node.end].rstrip()
        return self.lines.range(node.start, node.start + max(1, len(text)))


def _pairs(node: RawNode) -> Iterator[tuple[RawNode, RawNode]]:
    """The keys of a map with their values."""
    return zip(node.children[::2], node.children[1::2], strict=True)


def _is_merge(node: RawNode) -> bool:
    """True for the key ``<<`` without quotes, and for one that is tagged as such."""
    return node.plain and ((node.untyped and node.text == "<<") or node.tag == f"{_TAG}merge")


def _scalar(node: RawNode, key: Key, range_: Range) -> ScalarNode:
    text = node.text
    is_text = not node.untyped and node.tag in (None, f"{_TAG}str")
    value = text if is_text else _value(text)
    return ScalarNode(value=value, text=text, plain=node.plain, key=key, range=range_)


def _value(text: str) -> Scalar:
    """The value of an unquoted scalar by YAML 1.2's core schema:
    all else, dates and ``yes`` too, is text.
    """
    if text in _NULLS:
        return None
    if text in _TRUES:
        return True
    if text in _FALSES:
        return False
    if _INT.fullmatch(text) and len(text) <= MAX_DIGITS:
        return int(text)
    if _BASED.fullmatch(text):
        return int(text, 0)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text
