"""The outline of a text as python-hcl2 reads it: the tree of ``hcl2.parses``, walked rule by rule.

Only what python-hcl2 leaves as text is decoded here: escapes in strings, the lines of a heredoc,
strip markers. Nothing of tfgen's parser is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from tfgen.terraform.hcl.read_back import plain
from tfgen.terraform.hcl.read_back.hcl2_strings import StripMark, heredoc_text, stripped, unescaped
from tfgen.terraform.hcl.read_back.outline import (
    Outline,
    OutlineArgument,
    OutlineBlock,
    OutlineItem,
)

Rule = Any
"""An element of python-hcl2's tree: a rule with ``children``, or a token with a ``value``;
both have ``lark_name``.
"""

Children = Sequence[Rule]


def outline_of_tree(start: Rule) -> Outline:
    """What the tree of ``hcl2.parses`` says."""
    (body,) = _children(start)
    return _body(body)


def _body(body: Rule) -> Outline:
    return tuple(_item(child) for child in _children(body))


def _item(rule: Rule) -> OutlineItem:
    children, place = _children(rule), rule._meta
    if rule.lark_name() == "attribute":
        name, _, value = children
        return OutlineArgument(_text(name), _value(value), place.start_pos, place.end_pos)
    *header, _, body, _ = children
    first, *labels = [_label(child) for child in header]
    return OutlineBlock(first, tuple(labels), _body(body), place.start_pos, place.end_pos)


def _children(rule: Rule) -> list[Rule]:
    """The children without comments and newlines,
    and without the places of those that are not there.
    """
    return [
        child
        for child in rule.children
        if child is not None and child.lark_name() != "new_line_or_comment"
    ]


def _text(rule: Rule) -> str:
    """The text of a rule of one token (a name, a number, an operator), or of a token."""
    while not hasattr(rule, "value"):
        (rule,) = rule.children
    return str(rule.value)


def _label(rule: Rule) -> str:
    if rule.lark_name() != "string":
        return _text(rule)
    return "".join(unescaped(_text(part)) for part in rule.children[1:-1])


def _value(rule: Rule) -> str:
    """An expression as plain text."""
    return _VALUES[rule.lark_name()](_children(rule))


def _values(children: Children) -> list[str]:
    """The plain texts of those children that are rules."""
    return [_value(child) for child in children if hasattr(child, "children")]


def _term(children: Children) -> str:
    if len(children) == 3:
        return plain.parens_text(_value(children[1]))
    return _value(children[0])


def _word(children: Children) -> str:
    return _text(children[0])


def _number(children: Children) -> str:
    digits = _text(children[0])
    return (
        plain.negative_text(plain.number_text(digits[1:]))
        if digits[0] == "-"
        else plain.number_text(digits)
    )


def _unary(children: Children) -> str:
    operator, operand = _text(children[0]), _value(children[1])
    return (
        plain.negative_text(operand)
        if operator == "-"
        else plain.operation_text(operator + operand)
    )


def _binary(children: Children) -> str:
    left, term = children
    operator, right = _children(term)
    return plain.operation_text(_value(left), _text(operator), _value(right))


def _conditional(children: Children) -> str:
    condition, yes, no = _values(children)
    return plain.operation_text(condition, "?", yes, ":", no)


def _tuple(children: Children) -> str:
    return plain.list_text(_values(children))


def _object(children: Children) -> str:
    elements = [_children(child) for child in children if child.lark_name() == "object_elem"]
    return plain.object_text((_key(key), _value(value)) for key, _, value in elements)


def _key(rule: Rule) -> str:
    """A key; a bare word stands for itself, as a string."""
    (inner,) = _children(rule)
    if inner.lark_name() == "expr_term" and len(_children(inner)) == 1:
        (inner,) = _children(inner)
    if inner.lark_name() in ("identifier", "literal_value"):
        return plain.string_text([(True, _text(inner))])
    return _value(inner)


def _call(children: Children) -> str:
    at = next(at for at, child in enumerate(children) if child.lark_name() == "LPAR")
    name = "::".join(_text(child) for child in children[:at] if child.lark_name() == "identifier")
    arguments = _children(children[at + 1]) if len(children) > at + 2 else []
    expand = bool(arguments) and arguments[-1].lark_name() == "ELLIPSIS"
    return plain.call_text(name, _values(arguments), expand)


def _access(children: Children) -> str:
    """An expression and a step, or a splat with the steps behind it."""
    of, step = children
    return _value(of) + _step(step)


def _step(rule: Rule) -> str:
    children, kind = _children(rule), rule.lark_name()
    if kind == "get_attr":
        return f".{_text(children[1])}"
    if kind == "short_index":
        return f"[{plain.number_text(_text(children[1]))}]"
    if kind == "braces_index":
        return f"[{_value(children[1])}]"
    star = "[*]" if kind == "full_splat" else ".*"
    return star + "".join(_step(step) for step in children[1:])


def _for_tuple(children: Children) -> str:
    _, intro, value, *rest, _ = children
    names, collection = _for_intro(intro)
    return plain.for_text(names, collection, None, _value(value), False, _for_condition(rest))


def _for_object(children: Children) -> str:
    _, intro, key, _, value, *rest, _ = children
    names, collection = _for_intro(intro)
    grouping = any(child.lark_name() == "ELLIPSIS" for child in rest)
    return plain.for_text(
        names, collection, _value(key), _value(value), grouping, _for_condition(rest)
    )


def _for_intro(rule: Rule) -> tuple[list[str], str]:
    """The names and the collection, which is the last rule before the colon."""
    children = _children(rule)
    at = next(at for at, child in enumerate(children) if child.lark_name() == "IN")
    names = [_text(child) for child in children[:at] if child.lark_name() == "identifier"]
    return names, _value(children[at + 1])


def _for_condition(rest: Children) -> str | None:
    for child in rest:
        if child.lark_name() == "for_cond":
            return _value(_children(child)[1])
    return None


def _string(children: Children) -> str:
    return plain.string_text(stripped(_pieces(children[1:-1])))


def _pieces(parts: Children) -> Iterator[plain.Piece | StripMark]:
    for part in parts:
        (content,) = part.children
        kind = content.lark_name()
        if kind in ("template_if", "template_for"):
            yield from _nested(content)
        elif kind == "interpolation":
            yield False, f"${{{_value(_children(content)[1])}}}"
        else:
            yield True, unescaped(_text(content))


def _nested(directive: Rule) -> Iterator[plain.Piece | StripMark]:
    """The marks of a directive and what stands between them, in order."""
    for child in _children(directive):
        if child.lark_name() == "string_part":
            yield from _pieces([child])
        else:
            yield _directive_mark(child)


def _directive_mark(rule: Rule) -> StripMark:
    """``%{ ... }``, whose second and last but one token may be a strip marker."""
    children = _children(rule)
    strips = [child.lark_name() == "STRIP_MARKER" for child in children]
    words = [child for child in children[1:-1] if child.lark_name() != "STRIP_MARKER"]
    kind = _text(words[0])
    if kind == "for":
        at = next(at for at, child in enumerate(words) if child.lark_name() == "IN")
        names = [_text(child) for child in words[1:at] if child.lark_name() == "identifier"]
        kind = f"for {', '.join(names)} in {_value(words[-1])}"
    elif kind == "if":
        kind = f"if {_value(words[-1])}"
    return StripMark(f"%{{{kind}}}", strips[1], strips[-2])


def _template_string(children: Children) -> str:
    return plain.string_text([(True, unescaped(_text(children[0])[2:-2]))])


def _heredoc(children: Children) -> str:
    return plain.string_text([(True, heredoc_text(_text(children[0])))])


_VALUES: dict[str, Callable[[Children], str]] = {
    "expr_term": _term,
    "identifier": _word,
    "literal_value": _word,
    "keyword": _word,
    "int_lit": _number,
    "float_lit": _number,
    "unary_op": _unary,
    "binary_op": _binary,
    "conditional": _conditional,
    "tuple": _tuple,
    "object": _object,
    "function_call": _call,
    "index_expr_term": _access,
    "get_attr_expr_term": _access,
    "attr_splat_expr_term": _access,
    "full_splat_expr_term": _access,
    "for_tuple_expr": _for_tuple,
    "for_object_expr": _for_object,
    "string": _string,
    "template_string": _template_string,
    "heredoc_template": _heredoc,
    "heredoc_template_trim": _heredoc,
}
