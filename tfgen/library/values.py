"""YAML values as HCL values of a wanted type: exact, or a finding."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation

from msgspec import Struct, field
from msgspec.structs import replace

from tfgen.diagnostics import Diagnostic
from tfgen.library.module import StringFlag
from tfgen.spelling import did_you_mean, nearest
from tfgen.terraform.hcl.literal import Expr, UnrepresentableError, Value, escape, literal
from tfgen.terraform.types.model import (
    BOOL,
    DYNAMIC,
    NUMBER,
    STRING,
    ListType,
    MapType,
    ObjectType,
    SetType,
    TupleType,
    Type,
)
from tfgen.terraform.types.type_conversion import converts
from tfgen.yaml.nodes import ListNode, MapEntry, MapNode, Node, ScalarNode, describe, dotted, is_null, short


class Typed(Struct, frozen=True):
    """An expression and its type: what a reference in a string stands for."""

    expr: Expr
    type: Type


_FLAGS = {"bool": "true or false", "number": "a number"}
_NUMBER = re.compile(r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?")

Resolve = Callable[[ScalarNode], "str | Typed | None"]
"""What a string scalar says: text, an expression, or None after a finding."""


def as_written(node: ScalarNode) -> str:
    """Strings stand for themselves: the reading for manifests."""
    return str(node.value)


class ValueReader(Struct):
    """Reads nodes of one file; findings gather in ``found``.

    Findings: wrong type (TFG015), a reference of the wrong type (TFG018), text that no HCL literal holds (TFG027).
    """

    file: str
    resolve: Resolve = as_written
    found: list[Diagnostic] = field(default_factory=list)

    def read(self, node: Node, want: Type, flag: StringFlag = None) -> Value:
        """The value of ``node`` as ``want``; None after a finding."""
        if isinstance(node, ScalarNode):
            return self._scalar(node, want, flag)
        if isinstance(node, ListNode):
            return self._list(node, want)
        return self._map(node, want)

    def _scalar(self, node: ScalarNode, want: Type, flag: StringFlag) -> Value:
        if isinstance(node.value, str):
            text = self.resolve(node)
            if text is None:
                return None
            return self._typed(node, text, want) if isinstance(text, Typed) else self._text(node, text, want, flag)
        match node.value:
            case bool() if want == STRING and flag == "bool":
                return "true" if node.value else "false"
            case bool() if want in (BOOL, DYNAMIC):
                return node.value
            case None if want == DYNAMIC:
                return None
            case int() | float() if not isinstance(node.value, bool):
                return self._number(node, node.value, want, flag)
        return self._wrong_flag(node, _FLAGS[flag]) if flag else self._wrong(node, want)

    def _number(self, node: ScalarNode, value: int | float, want: Type, flag: StringFlag) -> Value:
        if want == STRING:
            return self._text(node, node.text, want, flag)
        if want not in (NUMBER, DYNAMIC):
            return self._wrong(node, want)
        if isinstance(value, float) and not _exact(node.text, value):
            detail = f"tfgen would read {short(node.text)} as {value!r}."
            return self._find("TFG027", "A number that cannot be kept", detail, "Write fewer digits.", node)
        return self._representable(node, value)

    def _text(self, node: ScalarNode, text: str, want: Type, flag: StringFlag) -> Value:
        if want not in (STRING, DYNAMIC):
            return self._wrong(node, want)
        if (flag == "bool" and text not in ("true", "false")) or (flag == "number" and not _is_number(text)):
            return self._wrong_flag(node, _FLAGS[flag])
        return self._representable(node, text)

    def _typed(self, node: ScalarNode, got: Typed, want: Type) -> Value:
        if converts(got.type, want, safe=True):
            return got.expr
        detail = f'"{dotted(node.key)}" wants {want.friendly}; {short(node.text)} is {got.type.friendly}.'
        return self._find("TFG018", "Reference of the wrong type", detail, "", node)

    def _list(self, node: ListNode, want: Type) -> Value:
        match want:
            case ListType() | SetType():
                return [self.read(item, want.element) for item in node.items]
            case TupleType() if len(want.elements) == len(node.items):
                return [self.read(*pair) for pair in zip(node.items, want.elements, strict=True)]
            case _ if want == DYNAMIC:
                return [self.read(item, DYNAMIC) for item in node.items]
        return self._wrong(node, want)

    def _map(self, node: MapNode, want: Type) -> Value:
        match want:
            case MapType():
                return self._entries(node, want.element)
            case ObjectType():
                return self._object(node, want)
            case _ if want == DYNAMIC:
                return self._entries(node, DYNAMIC)
        return self._wrong(node, want)

    def _object(self, node: MapNode, want: ObjectType) -> Value:
        known = want.attributes
        for entry in node.entries:
            if entry.name not in known:
                self._unknown(entry, known, node)
        meant = {nearest(n, known) for n in node.names() if n not in known}
        missing = [n for n in known if n not in want.optional and n not in meant and _absent(node.get(n))]
        if missing:
            detail = f'"{dotted(node.key)}" lacks {" and ".join(missing)}.'
            self._find("TFG015", f'Missing attribute "{missing[0]}"', detail, f'Add "{missing[0]}:".', node)
        given = {e.name: e.value for e in node.entries if e.name in known}
        return {n: self.read(v, known[n]) for n, v in given.items() if not is_null(v)}

    def _entries(self, node: MapNode, element: Type) -> Value:
        read: dict[str, Value] = {}
        for entry in node.entries:
            name, value = self._key(entry), self.read(entry.value, element)
            if name in read:
                detail = f'With its placeholders filled in it is "{name}", which stands here already.'
                found = Diagnostic("TFG005", f'Duplicate key "{entry.name}"', detail, "Give it another name.")
                self.found.append(replace(found, stack_key=dotted(entry.value.key)).at(self.file, entry.range))
            elif name is not None:
                read[name] = value
        return read

    def _key(self, entry: MapEntry) -> str | None:
        """The key with its placeholders filled in, None after a finding; a reference's value comes too late for one."""
        node = ScalarNode(entry.name, entry.name, False, entry.value.key, entry.range)
        text = self.resolve(node)
        if isinstance(text, Typed):
            detail = f"{short(entry.name)} is known only when Terraform runs; a key must be known before."
            self._find("TFG018", "A reference in a key", detail, "Write the key out, or use a placeholder.", node)
            return None
        return None if text is None or self._representable(node, text) is None else text

    def _representable(self, node: Node, value: str | int | float) -> Value:
        try:
            escape(value) if isinstance(value, str) else literal(value)
        except UnrepresentableError as error:
            help_ = "Write it in another form; Terraform would not keep this one."
            return self._find("TFG027", "Terraform would change this value", f"It {error.reason}.", help_, node)
        return value

    def _unknown(self, entry: MapEntry, known: Iterable[str], node: MapNode) -> None:
        help_ = did_you_mean(entry.name, known) or f"Known: {', '.join(sorted(known))}."
        detail = f'"{dotted(node.key)}" takes no such attribute.'
        found = Diagnostic("TFG015", f'Unknown attribute "{short(entry.name)}"', detail, help_)
        self.found.append(replace(found, stack_key=dotted(entry.value.key)).at(self.file, entry.range))

    def _wrong(self, node: Node, want: Type) -> Value:
        detail = f'"{dotted(node.key)}" wants {_shape(want)}; this is {describe(node)}.'
        return self._find("TFG015", "Wrong type", detail, _advice(node, want), node)

    def _wrong_flag(self, node: ScalarNode, wanted: str) -> Value:
        detail = f'"{dotted(node.key)}" wants {wanted}; this is {describe(node)}.'
        return self._find("TFG015", "Wrong type", detail, f"Write {wanted}.", node)

    def _find(self, code: str, summary: str, detail: str, help_: str, node: Node) -> Value:
        self.found.append(
            Diagnostic(code, summary, detail, help_, file=self.file, range=node.range, stack_key=dotted(node.key))
        )
        return None


def _absent(node: Node | None) -> bool:
    return node is None or is_null(node)


def _exact(text: str, value: float) -> bool:
    """Whether the float is the number written, not the nearest to it."""
    try:
        return Decimal(text) == Decimal(repr(value))
    except InvalidOperation:  # an exponent of twenty digits
        return False


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None


def _shape(want: Type) -> str:
    return want.constraint if len(want.constraint) < 60 else want.friendly


def _advice(node: Node, want: Type) -> str:
    if isinstance(want, ListType | SetType) and isinstance(node, ScalarNode) and node.value is not None:
        return f"Write a list: [{node.text}]."
    if isinstance(node, ScalarNode) and isinstance(node.value, str):
        if want == NUMBER and _is_number(node.text):
            return f"Remove the quotes: {node.text}."
        if want == BOOL and node.text.lower() in ("true", "false", "yes", "no", "on", "off"):
            return f"Write {'true' if node.text.lower() in ('true', 'yes', 'on') else 'false'}, without quotes."
    if isinstance(node, ScalarNode) and isinstance(node.value, bool) and want == STRING:
        return f'Put it in quotes: "{node.text}".'
    return ""
