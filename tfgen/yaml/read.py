"""YAML 1.2 text to nodes: the only importer of ruamel.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from tfgen.diagnostics import Diagnostic, Diagnostics, once
from tfgen.source import START, LineIndex, Range, SourceFile
from tfgen.yaml.explain import BEGUN_EARLIER, in_plain_words
from tfgen.yaml.nodes import Entry, Key, ListNode, MapNode, Node, Scalar, ScalarNode, describe, dotted

if TYPE_CHECKING:
    from ruamel.yaml.nodes import Node as YamlNode

MAX_NODES = 20_000
"""More than any stack file holds; a few aliases of aliases reach it at once (a "billion laughs")."""

MAX_DEPTH = 60

_TAG = "tag:yaml.org,2002:"
_TAGS = frozenset(
    _TAG + name for name in ("str", "int", "float", "bool", "null", "map", "seq", "timestamp", "merge", "value")
)
"""What YAML readers give to untagged values, of this version or of an older one; other tags are the author's own."""

_NULLS = ("", "~", "null", "Null", "NULL")
_TRUES, _FALSES = ("true", "True", "TRUE"), ("false", "False", "FALSE")
_INT = re.compile(r"[-+]?[0-9]+")
_BASED = re.compile(r"0x[0-9a-fA-F]+|0o[0-7]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_LINE_END = re.compile("\r(?!\n)|\x85")

MAX_DIGITS = 400
"""A longer number is read as a float: Terraform keeps 155 digits, and Python's own limit is 4300."""


def read_yaml(file: SourceFile) -> tuple[Node | None, Diagnostics]:
    """Read one YAML document.

    Returns the tree, or None when it is empty or broken, with findings: broken YAML (TFG001), an empty file
    (TFG002), keys that are no words and merges of what is no map (TFG004), duplicate keys (TFG005), aliases that
    explode or contain themselves (TFG007).
    """
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    if odd := _LINE_END.search(file.text):
        return None, (_odd_line_end(file, odd.start()),)
    try:
        top = _compose(file.text)
    except MarkedYAMLError as error:
        return None, (_broken(file, error),)
    except YAMLError as error:
        return None, (_unreadable(file, error),)
    except RecursionError:
        return None, (_too_deep(file),)
    if top is None or (top.tag == _TAG + "null" and not str(top.value)):
        return None, (_empty(file),)
    reader = _Reader(file, LineIndex.of(file.text))
    node = reader.top(top)
    return node, once(reader.found)  # an alias or a merge is read again each time


def _compose(text: str) -> Any:
    from ruamel.yaml import YAML

    yaml = YAML(typ="safe", pure=True)  # "rt" puts marks of its own into folded text
    yaml.composer.warn_double_anchors = False  # YAML 1.2 allows to define an anchor anew
    return yaml.compose(text)


class _StopError(Exception):
    """Raised inside the reader when nothing more can be read."""


class _Reader(Struct):
    file: SourceFile
    lines: LineIndex
    found: list[Diagnostic] = field(default_factory=list)
    count: int = 0
    open: list[int] = field(default_factory=list)

    def top(self, node: YamlNode) -> Node | None:
        try:
            return self._convert(node, (), None)
        except _StopError:
            return None

    def _convert(self, node: YamlNode, key: Key, above: Range | None) -> Node:
        """The node; ``above`` is the place of its key, where a value that is not written at all is shown."""
        self._guard(node, key)
        self.open.append(id(node))
        place = self._range(node) if above is None or node.start_mark.index < node.end_mark.index else above
        kind = type(node).__name__
        try:
            if str(node.tag) not in _TAGS:
                self._unknown_tag(node, key, place)
            if kind == "MappingNode":
                return MapNode(tuple(self._entries(node, key).values()), key, place)
            if kind == "SequenceNode":
                return ListNode(tuple(self._items(node, key)), key, place)
            return _scalar(node, key, place)
        finally:
            self.open.pop()

    def _items(self, node: YamlNode, key: Key) -> Iterator[Node]:
        at = node.start_mark.index
        for i, item in enumerate(node.value):
            yield self._convert(item, (*key, str(i)), self._dash(at, item.start_mark.index, node.start_mark.column))
            at = item.end_mark.index

    def _dash(self, start: int, end: int, column: int) -> Range:
        """The dash of a list item, which stands in the list's own column: the place of an item that is not written."""
        dashes = (m.start() for m in re.compile("-").finditer(self.file.text, start, end + 1))
        at = next((d for d in dashes if self.lines.pos(d).column == column + 1), start)
        return self.lines.range(at, at + 1)

    def _entries(self, node: YamlNode, key: Key) -> dict[str, Entry]:
        entries: dict[str, Entry] = {}
        merged: dict[str, Entry] = {}
        for name_node, value_node in node.value:
            place = self._range(name_node)
            if type(name_node).__name__ != "ScalarNode":
                self._find("TFG004", "A key must be a plain word", "Maps and lists cannot be keys.", key, place)
                continue
            name = str(name_node.value)
            if name_node.tag == _TAG + "merge" and not name_node.style:
                self._merge(value_node, key, merged)
            elif name in entries:
                self._duplicate((*key, name), place, entries[name].range)
            else:
                entries[name] = Entry(name, self._convert(value_node, (*key, name), place), place)
        return {**{n: e for n, e in merged.items() if n not in entries}, **entries}

    def _merge(self, node: YamlNode, key: Key, into: dict[str, Entry]) -> None:
        """``<<: *defaults``, which YAML 1.2 dropped and everybody still writes."""
        sources = node.value if type(node).__name__ == "SequenceNode" else [node]
        for source in sources:
            found = self._convert(source, key, None)
            if not isinstance(found, MapNode):
                detail = f"This is {describe(found)}."
                self._find("TFG004", "Only a map can be merged with <<", detail, (*key, "<<"), found.range)
            else:
                for entry in found.entries:
                    into.setdefault(entry.name, entry)

    def _guard(self, node: YamlNode, key: Key) -> None:
        self.count += 1
        problem = ""
        if id(node) in self.open:
            self._find("TFG007", "An alias contains itself", "It would never end.", key, self._range(node))
            raise _StopError
        if self.count > MAX_NODES:
            problem = f"With its aliases written out it holds more than {MAX_NODES:,} values."
        elif len(self.open) > MAX_DEPTH:
            problem = f"It is nested more than {MAX_DEPTH} levels deep."
        if problem:
            self._find("TFG007", "The document is too large", problem, key, self._range(node))
            raise _StopError

    def _duplicate(self, key: Key, place: Range, first: Range) -> None:
        detail = f"It stands at line {first.start.line} already; only one of the two can count."
        help_ = "Remove one of them, or give it another name."
        self._find("TFG005", f'Duplicate key "{key[-1]}"', detail, key, place, help_)

    def _unknown_tag(self, node: YamlNode, key: Key, place: Range) -> None:
        tag = str(node.tag).replace(_TAG, "!!")
        self._find(
            "TFG001", f"Unknown YAML tag {tag}", "Values stand here without tags.", key, place, "Remove the tag."
        )

    def _find(self, code: str, summary: str, detail: str, key: Key, place: Range, help_: str = "") -> None:
        where = dotted(key) or None
        self.found.append(Diagnostic(code, summary, detail, help_, file=self.file.path, range=place, stack_key=where))

    def _range(self, node: YamlNode) -> Range:
        start, end = node.start_mark.index, node.end_mark.index
        text = self.file.text[start:end].rstrip()
        return self.lines.range(start, start + max(1, len(text)))


def _scalar(node: Any, key: Key, place: Range) -> ScalarNode:
    text, plain = str(node.value), not node.style
    value = text if node.tag == _TAG + "str" else _value(text)
    return ScalarNode(value, text, plain, key, place)


def _value(text: str) -> Scalar:
    """The value of an unquoted scalar by YAML 1.2's core schema: all else, dates and ``yes`` too, is text."""
    if text in _NULLS:
        return None
    if text in _TRUES or text in _FALSES:
        return text in _TRUES
    if _INT.fullmatch(text) and len(text) <= MAX_DIGITS:
        return int(text)
    if _BASED.fullmatch(text):
        return int(text, 0)
    return float(text) if _FLOAT.fullmatch(text) else text


def _odd_line_end(file: SourceFile, at: int) -> Diagnostic:
    what = "a carriage return alone" if file.text[at] == "\r" else "a NEL character (U+0085)"
    detail = f"{what[0].upper()}{what[1:]} stands here: some YAML readers end the line at it, others do not."
    help_ = "Save the file with LF or CRLF line ends."
    place = LineIndex.of(file.text).range(at, at + 1)
    return Diagnostic("TFG001", "Not valid YAML", detail, help_, file=file.path, range=place)


def _broken(file: SourceFile, error: Any) -> Diagnostic:
    problem = str(error.problem or error.context or "broken YAML")
    mark = error.problem_mark or error.context_mark
    if any(words in problem for words in BEGUN_EARLIER):
        mark = error.context_mark or mark
    at = mark.index if mark else 0
    detail, help_ = in_plain_words(problem, file.text, at)
    place = LineIndex.of(file.text).range(at, at + 1)
    return Diagnostic("TFG001", "Not valid YAML", detail, help_, file=file.path, range=place)


def _unreadable(file: SourceFile, error: Exception) -> Diagnostic:
    at = getattr(error, "position", 0)
    place = LineIndex.of(file.text).range(at, at + 1) if isinstance(at, int) else START
    detail = str(error).splitlines()[0]
    help_ = ""
    if isinstance(code := getattr(error, "character", None), int):
        detail = f"The character U+{code:04X} cannot stand in YAML."
        help_ = f'Remove it, or write "\\u{code:04x}" between double quotes.'
    return Diagnostic("TFG001", "Not valid YAML", detail, help_, file=file.path, range=place)


def _too_deep(file: SourceFile) -> Diagnostic:
    detail = f"It is nested more than {MAX_DEPTH} levels deep."
    return Diagnostic("TFG007", "The document is too large", detail, file=file.path, range=START)


def _empty(file: SourceFile) -> Diagnostic:
    return Diagnostic("TFG002", "The file is empty", "It holds no keys.", file=file.path, range=START)
