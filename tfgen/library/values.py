"""YAML values as HCL values of an expected type: exact, or a finding."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation

from msgspec import Struct

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
from tfgen.yaml.collector import Collector
from tfgen.yaml.nodes import (
    ListNode,
    MapEntry,
    MapNode,
    Node,
    ScalarNode,
    describe,
    dotted,
    is_null,
    short,
)


class TypedExpr(Struct, frozen=True):
    """An expression and its type: the meaning of a reference in a string."""

    expr: Expr
    type: Type


_FLAGS = {"bool": "true or false", "number": "a number"}
_NUMBER = re.compile(r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?")
_TRUE_WORDS = ("true", "yes", "on")
_BOOL_WORDS = (*_TRUE_WORDS, "false", "no", "off")

Resolve = Callable[[ScalarNode], "str | TypedExpr | None"]
"""Resolves a string scalar to text or an expression, or to None after a finding."""


def as_written(node: ScalarNode) -> str:
    """Strings stand for themselves: the reading for manifests."""
    return str(node.value)


class ValueReader(Struct):
    """Reads nodes of one file; findings gather in ``collector``.

    Findings: wrong type (TFG015), a reference of the wrong type (TFG018),
    text that no HCL literal holds (TFG027).
    """

    collector: Collector
    resolve: Resolve = as_written

    def read(self, node: Node, expected: Type, flag: StringFlag = None) -> Value:
        """The value of ``node`` as ``expected``; None after a finding."""
        if isinstance(node, ScalarNode):
            return self._scalar(node, expected, flag)
        if isinstance(node, ListNode):
            return self._list(node, expected)
        return self._map(node, expected)

    def _scalar(self, node: ScalarNode, expected: Type, flag: StringFlag) -> Value:
        if isinstance(node.value, str):
            return self._string(node, expected, flag)
        match node.value:
            case bool() if expected == STRING and flag == "bool":
                return "true" if node.value else "false"
            case bool() if expected in (BOOL, DYNAMIC):
                return node.value
            case None if expected == DYNAMIC:
                return None
            case int() | float() if not isinstance(node.value, bool):
                return self._number(node, node.value, expected, flag)
        if flag:
            self._report_wrong_flag(node, flag)
            return None
        self._report_wrong(node, expected)
        return None

    def _string(self, node: ScalarNode, expected: Type, flag: StringFlag) -> Value:
        resolved = self.resolve(node)
        if resolved is None:
            return None
        if isinstance(resolved, TypedExpr):
            return self._expression(node, resolved, expected)
        return self._text(node, resolved, expected, flag)

    def _number(
        self, node: ScalarNode, value: int | float, expected: Type, flag: StringFlag
    ) -> Value:
        if expected == STRING:
            return self._text(node, node.text, expected, flag)
        if expected not in (NUMBER, DYNAMIC):
            self._report_wrong(node, expected)
            return None
        if isinstance(value, float) and not _is_exact(node.text, value):
            detail = f"tfgen would read {short(node.text)} as {value!r}."
            problem = Diagnostic(
                "TFG027", "A number that cannot be kept", detail, "Write fewer digits."
            )
            self.collector.report(problem, node)
            return None
        return self._representable(node, value)

    def _text(self, node: ScalarNode, text: str, expected: Type, flag: StringFlag) -> Value:
        if expected not in (STRING, DYNAMIC):
            self._report_wrong(node, expected)
            return None
        if flag == "bool" and text not in ("true", "false"):
            self._report_wrong_flag(node, flag)
            return None
        if flag == "number" and not _is_number(text):
            self._report_wrong_flag(node, flag)
            return None
        return self._representable(node, text)

    def _expression(self, node: ScalarNode, resolved: TypedExpr, expected: Type) -> Value:
        if converts(resolved.type, expected, safe=True):
            return resolved.expr
        detail = f'"{dotted(node.key)}" wants {expected.friendly}; {short(node.text)} is {resolved.type.friendly}.'
        self.collector.report(Diagnostic("TFG018", "Reference of the wrong type", detail), node)
        return None

    def _list(self, node: ListNode, expected: Type) -> Value:
        match expected:
            case ListType() | SetType():
                return [self.read(item, expected.element) for item in node.items]
            case TupleType() if len(expected.elements) == len(node.items):
                pairs = zip(node.items, expected.elements, strict=True)
                return [self.read(item, element) for item, element in pairs]
            case _ if expected == DYNAMIC:
                return [self.read(item, DYNAMIC) for item in node.items]
        self._report_wrong(node, expected)
        return None

    def _map(self, node: MapNode, expected: Type) -> Value:
        match expected:
            case MapType():
                return self._entries(node, expected.element)
            case ObjectType():
                return self._object(node, expected)
            case _ if expected == DYNAMIC:
                return self._entries(node, DYNAMIC)
        self._report_wrong(node, expected)
        return None

    def _object(self, node: MapNode, expected: ObjectType) -> Value:
        self._check_attributes(node, expected)
        value: dict[str, Value] = {}
        for entry in node.entries:
            if entry.name in expected.attributes and not is_null(entry.value):
                value[entry.name] = self.read(entry.value, expected.attributes[entry.name])
        return value

    def _check_attributes(self, node: MapNode, expected: ObjectType) -> None:
        """Report unknown attributes, and missing ones that were not merely misspelt."""
        known = expected.attributes
        misspelt: set[str | None] = set()
        for entry in node.entries:
            if entry.name not in known:
                self._report_unknown(entry, known, node)
                misspelt.add(nearest(entry.name, known))
        missing: list[str] = []
        for name in known:
            optional = name in expected.optional or name in misspelt
            if not optional and _is_absent(node.get(name)):
                missing.append(name)
        if missing:
            detail = f'"{dotted(node.key)}" lacks {" and ".join(missing)}.'
            help_ = f'Add "{missing[0]}:".'
            self.collector.report(
                Diagnostic("TFG015", f'Missing attribute "{missing[0]}"', detail, help_), node
            )

    def _entries(self, node: MapNode, element: Type) -> Value:
        values: dict[str, Value] = {}
        for entry in node.entries:
            name, value = self._key(entry), self.read(entry.value, element)
            if name in values:
                detail = (
                    f'With its placeholders filled in it is "{name}", which stands here already.'
                )
                summary = f'Duplicate key "{entry.name}"'
                self.collector.report_entry(
                    Diagnostic("TFG005", summary, detail, "Give it another name."), entry
                )
            elif name is not None:
                values[name] = value
        return values

    def _key(self, entry: MapEntry) -> str | None:
        """The key with its placeholders filled in; None after a finding:
        references are known too late for a key.
        """
        node = ScalarNode(
            value=entry.name, text=entry.name, plain=False, key=entry.value.key, range=entry.range
        )
        text = self.resolve(node)
        if isinstance(text, TypedExpr):
            detail = f"{short(entry.name)} is known only when Terraform runs; a key must be known before."
            help_ = "Write the key out, or use a placeholder."
            self.collector.report(Diagnostic("TFG018", "A reference in a key", detail, help_), node)
            return None
        if text is None or self._representable(node, text) is None:
            return None
        return text

    def _representable(self, node: Node, value: str | int | float) -> Value:
        """The value; None after a finding where no HCL literal holds it."""
        try:
            if isinstance(value, str):
                escape(value)
            else:
                literal(value)
        except UnrepresentableError as error:
            help_ = "Write it in another form; Terraform would not keep this one."
            problem = Diagnostic(
                "TFG027", "Terraform would change this value", f"It {error.reason}.", help_
            )
            self.collector.report(problem, node)
            return None
        return value

    def _report_unknown(self, entry: MapEntry, known: Iterable[str], node: MapNode) -> None:
        help_ = did_you_mean(entry.name, known) or f"Known: {', '.join(sorted(known))}."
        detail = f'"{dotted(node.key)}" takes no such attribute.'
        problem = Diagnostic("TFG015", f'Unknown attribute "{short(entry.name)}"', detail, help_)
        self.collector.report_entry(problem, entry)

    def _report_wrong(self, node: Node, expected: Type) -> None:
        detail = f'"{dotted(node.key)}" wants {_shape(expected)}; this is {describe(node)}.'
        self.collector.report(
            Diagnostic("TFG015", "Wrong type", detail, _advice(node, expected)), node
        )

    def _report_wrong_flag(self, node: ScalarNode, flag: str) -> None:
        expected = _FLAGS[flag]
        detail = f'"{dotted(node.key)}" wants {expected}; this is {describe(node)}.'
        self.collector.report(
            Diagnostic("TFG015", "Wrong type", detail, f"Write {expected}."), node
        )


def _is_absent(node: Node | None) -> bool:
    return node is None or is_null(node)


def _is_exact(text: str, value: float) -> bool:
    """True when the float is the number written, not the nearest to it."""
    try:
        return Decimal(text) == Decimal(repr(value))
    except InvalidOperation:  # an exponent of twenty digits
        return False


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None


def _shape(expected: Type) -> str:
    if len(expected.constraint) < 60:
        return expected.constraint
    return expected.friendly


def _advice(node: Node, expected: Type) -> str:
    """The help for a scalar of the wrong type, "" where there is none."""
    if not isinstance(node, ScalarNode):
        return ""
    if isinstance(expected, ListType | SetType) and node.value is not None:
        return f"Write a list: [{node.text}]."
    if isinstance(node.value, str) and expected == NUMBER and _is_number(node.text):
        return f"Remove the quotes: {node.text}."
    word = node.text.lower()
    if isinstance(node.value, str) and expected == BOOL and word in _BOOL_WORDS:
        return f"Write {'true' if word in _TRUE_WORDS else 'false'}, without quotes."
    if isinstance(node.value, bool) and expected == STRING:
        return f'Put it in quotes: "{node.text}".'
    return ""
