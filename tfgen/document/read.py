"""YAML 1.2 text to nodes: the only importer of ruamel.yaml."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tfgen.diagnostics import Diagnostic, Diagnostics
from tfgen.document.nodes import Entry, Key, ListNode, MapNode, Node, Scalar, ScalarNode, dotted
from tfgen.source import START, LineIndex, Range, SourceFile

if TYPE_CHECKING:
    from ruamel.yaml.nodes import Node as YamlNode

MOST_NODES = 20_000
"""More than any stack file holds; a few aliases of aliases reach it at once (a "billion laughs")."""

DEEPEST = 60

_TAG = "tag:yaml.org,2002:"
_INT = re.compile(r"[-+]?[0-9]+\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")


def read_yaml(file: SourceFile) -> tuple[Node | None, Diagnostics]:
    """Read one YAML document.

    Returns the tree, or None when it is empty or broken, with findings: broken YAML (TFG001), an empty file
    (TFG002), duplicate keys (TFG005), aliases that explode or contain themselves (TFG007).
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        top = YAML(typ="safe", pure=True).compose(file.text)
    except MarkedYAMLError as error:
        return None, (_broken(file, error),)
    except YAMLError as error:
        return None, (_unreadable(file, error),)
    except RecursionError:
        return None, (_too_deep(file),)
    if top is None:
        return None, (_empty(file),)
    reader = _Reader(file, LineIndex.of(file.text))
    node = reader.node(top, ())
    return (None if reader.stopped else node), tuple(reader.found)


class _Stop(Exception):
    """Raised inside the reader when nothing more can be read."""


@dataclass
class _Reader:
    file: SourceFile
    lines: LineIndex
    found: list[Diagnostic] = field(default_factory=list)
    count: int = 0
    open: list[int] = field(default_factory=list)
    stopped: bool = False

    def node(self, node: YamlNode, key: Key) -> Node | None:
        try:
            return self._convert(node, key)
        except _Stop:
            self.stopped = True
            return None

    def _convert(self, node: YamlNode, key: Key) -> Node:
        self._guard(node, key)
        self.open.append(id(node))
        place = self._range(node)
        kind = type(node).__name__
        try:
            if kind == "MappingNode":
                return MapNode(tuple(self._entries(node, key).values()), key, place)
            if kind == "SequenceNode":
                items = tuple(self._convert(n, (*key, str(i))) for i, n in enumerate(node.value))
                return ListNode(items, key, place)
            return self._scalar(node, key, place)
        finally:
            self.open.pop()

    def _entries(self, node: YamlNode, key: Key) -> dict[str, Entry]:
        entries: dict[str, Entry] = {}
        merged: dict[str, Entry] = {}
        for name_node, value_node in node.value:
            if type(name_node).__name__ != "ScalarNode":
                self._fail("TFG004", "A key must be a plain word", "Maps and lists cannot be keys.", name_node)
            name = str(name_node.value)
            if name_node.tag == _TAG + "merge" and not name_node.style:
                self._merge(value_node, key, merged)
                continue
            place = self._range(name_node)
            if name in entries:
                self._duplicate(name, key, place, entries[name].range)
            else:
                entries[name] = Entry(name, self._convert(value_node, (*key, name)), place)
        return {**{n: e for n, e in merged.items() if n not in entries}, **entries}

    def _merge(self, node: YamlNode, key: Key, into: dict[str, Entry]) -> None:
        """``<<: *defaults``, which YAML 1.2 dropped and everybody still writes."""
        sources = node.value if type(node).__name__ == "SequenceNode" else [node]
        for source in sources:
            found = self._convert(source, key)
            if not isinstance(found, MapNode):
                self._fail("TFG004", "Only a map can be merged with <<", "", source)
            else:
                for entry in found.entries:
                    into.setdefault(entry.name, entry)

    def _scalar(self, node: Any, key: Key, place: Range) -> ScalarNode:
        tag, text, plain = str(node.tag), str(node.value), not node.style
        if not tag.startswith(_TAG):
            self._fail("TFG001", f"Unknown YAML tag {tag}", "Stack files and manifests use plain YAML without tags.", node)
        return ScalarNode(_value(tag.removeprefix(_TAG), text) if plain else text, text, plain, key, place)

    def _guard(self, node: YamlNode, key: Key) -> None:
        self.count += 1
        if id(node) in self.open:
            self._fail("TFG007", "An alias contains itself", "Write the value out where it is needed.", node)
        if self.count > MOST_NODES or len(self.open) > DEEPEST:
            what = f"more than {MOST_NODES:,} values" if self.count > MOST_NODES else f"more than {DEEPEST} levels"
            self._fail("TFG007", "The document is too large", f"With its aliases written out it holds {what}.", node)

    def _duplicate(self, name: str, key: Key, place: Range, first: Range) -> None:
        self.found.append(
            Diagnostic(
                "TFG005",
                f'Duplicate key "{name}"',
                f"It stands at line {first.start.line} already; only one of the two can count.",
                "Remove one of them, or give it another name.",
                file=self.file.path,
                range=place,
                stack_key=dotted((*key, name)),
            )
        )

    def _fail(self, code: str, summary: str, detail: str, node: YamlNode) -> None:
        self.found.append(Diagnostic(code, summary, detail, file=self.file.path, range=self._range(node)))
        raise _Stop

    def _range(self, node: YamlNode) -> Range:
        start, end = node.start_mark.index, node.end_mark.index
        text = self.file.text[start:end].rstrip()
        return self.lines.range(start, start + max(1, len(text)))


def _value(tag: str, text: str) -> Scalar:
    """The value of a plain scalar; what YAML 1.2's core schema does not know (dates) stays text."""
    if tag == "null":
        return None
    if tag == "bool":
        return text.lower() == "true"
    if tag in ("int", "float"):
        return _number(text)
    return text


def _number(text: str) -> Scalar:
    if _INT.match(text):
        return int(text)
    if text.startswith(("0x", "0o")):
        return int(text, 0)
    return float(text) if _FLOAT.match(text) else text


def _broken(file: SourceFile, error: Any) -> Diagnostic:
    mark = error.problem_mark or error.context_mark
    lines = LineIndex.of(file.text)
    at = min(mark.index, len(file.text)) if mark else 0
    problem = str(error.problem or error.context or "broken YAML")
    detail, help_ = _plain_words(problem, file.text[at : at + 1])
    return Diagnostic("TFG001", "Not valid YAML", detail, help_, file=file.path, range=lines.range(at, at + 1))


def _plain_words(problem: str, character: str) -> tuple[str, str]:
    if character == "\t" or "'\\t'" in problem:
        return "A tab stands where blanks must indent.", "Indent with blanks; YAML allows no tabs there."
    if "expected a single document" in problem or "but found another document" in problem:
        return "The file holds more than one document (---).", "Keep one document in a file."
    if "could not find expected ':'" in problem:
        return "A key without a colon after it.", 'Write "key: value".'
    if "undefined alias" in problem:
        return f"{problem[0].upper()}{problem[1:]}.", "Define it with & before it is used with *."
    return f"{problem[0].upper()}{problem[1:]}.", "Look at this line and the one above it: indentation, quotes, colons."


def _unreadable(file: SourceFile, error: Exception) -> Diagnostic:
    at = getattr(error, "position", 0)
    place = LineIndex.of(file.text).range(at, at + 1) if isinstance(at, int) else START
    return Diagnostic("TFG001", "Not valid YAML", str(error).splitlines()[0], file=file.path, range=place)


def _too_deep(file: SourceFile) -> Diagnostic:
    detail = f"It is nested more than {DEEPEST} levels deep."
    return Diagnostic("TFG007", "The document is too large", detail, file=file.path, range=START)


def _empty(file: SourceFile) -> Diagnostic:
    return Diagnostic("TFG002", "The file is empty", "It holds no keys.", file=file.path, range=START)
