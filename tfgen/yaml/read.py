"""YAML 1.2 text to nodes: the only importer of ruamel.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NoReturn

from msgspec import Struct, field

from tfgen.diagnostics import Diagnostic, Diagnostics, once
from tfgen.source import START, LineIndex, Range, SourceFile, merge_conflict
from tfgen.yaml.collector import Collector
from tfgen.yaml.explain import BEGUN_EARLIER, in_plain_words
from tfgen.yaml.nodes import Key, ListNode, MapEntry, MapNode, Node, Scalar, ScalarNode, describe

if TYPE_CHECKING:
    from ruamel.yaml.nodes import Node as YamlNode

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
_LINE_END = re.compile("\r(?!\n)|\x85")

MAX_DIGITS = 400
"""A longer number is read as a float: Terraform keeps 155 digits, and Python's own limit is 4300."""


def read_yaml(file: SourceFile) -> tuple[Node | None, Diagnostics]:
    """Read one YAML document.

    Returns the tree, or None when it is empty or broken, with findings: broken YAML (TFG001), an
    empty file (TFG002), keys that are no words and merges of what is no map (TFG004), duplicate
    keys (TFG005), aliases that explode or contain themselves (TFG007).
    """
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    odd_line_end = _LINE_END.search(file.text)
    if odd_line_end:
        return None, (_odd_line_end(file, odd_line_end.start()),)
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
    collector = Collector(file.path)
    node = _DocumentReader(file, LineIndex.of(file.text), collector).read(top)
    return node, once(collector.diagnostics)  # an alias or a merge is read again each time


def _compose(text: str) -> Any:
    from ruamel.yaml import YAML

    yaml = YAML(typ="safe", pure=True)  # "rt" puts marks of its own into folded text
    yaml.composer.warn_double_anchors = False  # YAML 1.2 allows to define an anchor anew
    return yaml.compose(text)


class _StopError(Exception):
    """Raised inside the reader when nothing more can be read."""


class _DocumentReader(Struct):
    """Turns the library's nodes into ours. An alias is read again wherever it stands."""

    file: SourceFile
    lines: LineIndex
    collector: Collector
    count: int = 0
    open: list[int] = field(default_factory=list)

    def read(self, node: YamlNode) -> Node | None:
        """The whole document; None when it never ends or is too large, which is reported."""
        try:
            return self._convert(node, (), None)
        except _StopError:
            return None

    def _convert(self, node: YamlNode, key: Key, name_range: Range | None) -> Node:
        """The node; a value that is not written at all has the range of its name."""
        self._check_size(node, key)
        self.open.append(id(node))
        is_written = node.start_mark.index < node.end_mark.index
        range_ = self._range(node) if name_range is None or is_written else name_range
        kind = type(node).__name__
        try:
            if str(node.tag) not in _TAGS:
                self._report_unknown_tag(node, key, range_)
            if kind == "MappingNode":
                return MapNode(tuple(self._entries(node, key).values()), key, range_)
            if kind == "SequenceNode":
                return ListNode(tuple(self._items(node, key)), key, range_)
            return _scalar(node, key, range_)
        finally:
            self.open.pop()

    def _items(self, node: YamlNode, key: Key) -> Iterator[Node]:
        at = node.start_mark.index
        for i, item in enumerate(node.value):
            dash = self._dash(at, item.start_mark.index, node.start_mark.column)
            yield self._convert(item, (*key, str(i)), dash)
            at = item.end_mark.index

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

    def _entries(self, node: YamlNode, key: Key) -> dict[str, MapEntry]:
        """The entries of a map by name; those that are merged into it come first."""
        entries: dict[str, MapEntry] = {}
        merged: dict[str, MapEntry] = {}
        for name_node, value_node in node.value:
            range_ = self._range(name_node)
            if type(name_node).__name__ != "ScalarNode":
                problem = Diagnostic(
                    "TFG004", "A key must be a plain word", "Maps and lists cannot be keys."
                )
                self.collector.report_at(problem, range_, key)
                continue
            name = str(name_node.value)
            if name_node.tag == _TAG + "merge" and not name_node.style:
                self._merge(value_node, key, merged)
            elif name in entries:
                self._report_duplicate((*key, name), range_, entries[name].range)
            else:
                value = self._convert(value_node, (*key, name), range_)
                entries[name] = MapEntry(name, value, range_)
        for name in entries:
            merged.pop(name, None)
        return merged | entries

    def _merge(self, node: YamlNode, key: Key, into: dict[str, MapEntry]) -> None:
        """Read ``<<: *defaults``, which YAML 1.2 dropped and everybody still writes."""
        sources = node.value if type(node).__name__ == "SequenceNode" else [node]
        for source in sources:
            value = self._convert(source, key, None)
            if not isinstance(value, MapNode):
                detail = f"This is {describe(value)}."
                problem = Diagnostic("TFG004", "Only a map can be merged with <<", detail)
                self.collector.report_at(problem, value.range, (*key, "<<"))
                continue
            for entry in value.entries:
                into.setdefault(entry.name, entry)

    def _check_size(self, node: YamlNode, key: Key) -> None:
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

    def _stop(self, summary: str, detail: str, node: YamlNode, key: Key) -> NoReturn:
        self.collector.report_at(Diagnostic("TFG007", summary, detail), self._range(node), key)
        raise _StopError

    def _report_duplicate(self, key: Key, range_: Range, first: Range) -> None:
        summary = f'Duplicate key "{key[-1]}"'
        detail = f"It stands at line {first.start.line} already; only one of the two can count."
        help_ = "Remove one of them, or give it another name."
        self.collector.report_at(Diagnostic("TFG005", summary, detail, help_), range_, key)

    def _report_unknown_tag(self, node: YamlNode, key: Key, range_: Range) -> None:
        summary = f"Unknown YAML tag {str(node.tag).replace(_TAG, '!!')}"
        problem = Diagnostic(
            "TFG001", summary, "Values stand here without tags.", "Remove the tag."
        )
        self.collector.report_at(problem, range_, key)

    def _range(self, node: YamlNode) -> Range:
        start, end = node.start_mark.index, node.end_mark.index
        text = self.file.text[start:end].rstrip()
        return self.lines.range(start, start + max(1, len(text)))


def _scalar(node: Any, key: Key, range_: Range) -> ScalarNode:
    text = str(node.value)
    value = text if node.tag == _TAG + "str" else _value(text)
    return ScalarNode(value=value, text=text, plain=not node.style, key=key, range=range_)


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


def _odd_line_end(file: SourceFile, at: int) -> Diagnostic:
    name = "A NEL character (U+0085)"
    if file.text[at] == "\r":
        name = "A carriage return alone"
    detail = f"{name} stands here: some YAML readers end the line at it, others do not."
    return _not_valid(file, at, detail, "Save the file with LF or CRLF line ends.")


def _broken(file: SourceFile, error: Any) -> Diagnostic:
    problem = str(error.problem or error.context or "broken YAML")
    mark = error.problem_mark or error.context_mark
    if any(words in problem for words in BEGUN_EARLIER):
        mark = error.context_mark or mark
    at = mark.index if mark else 0
    marks = [m.index for m in (error.problem_mark, error.context_mark) if m]
    conflict = merge_conflict(file.text, *marks)
    if conflict is not None:
        range_ = LineIndex.of(file.text).range(conflict.start, conflict.end)
        found = Diagnostic("TFG001", "Merge conflict", conflict.detail, conflict.help)
        return found.at(file.path, range_)
    detail, help_ = in_plain_words(problem, file.text, at)
    return _not_valid(file, at, detail, help_)


def _unreadable(file: SourceFile, error: Exception) -> Diagnostic:
    at = getattr(error, "position", 0)
    character = getattr(error, "character", None)
    detail, help_ = str(error).splitlines()[0], ""
    if isinstance(character, int):
        detail = f"The character U+{character:04X} cannot stand in YAML."
        help_ = f'Remove it, or write "\\u{character:04x}" between double quotes.'
    return _not_valid(file, at if isinstance(at, int) else None, detail, help_)


def _not_valid(file: SourceFile, at: int | None, detail: str, help_: str) -> Diagnostic:
    """A finding at offset ``at``, at the beginning of the file where the offset is not known."""
    range_ = START if at is None else LineIndex.of(file.text).range(at, at + 1)
    return Diagnostic("TFG001", "Not valid YAML", detail, help_).at(file.path, range_)


def _too_deep(file: SourceFile) -> Diagnostic:
    return Diagnostic("TFG007", "The document is too large", _TOO_DEEP).at(file.path, START)


def _empty(file: SourceFile) -> Diagnostic:
    return Diagnostic("TFG002", "The file is empty", "It holds no keys.").at(file.path, START)
