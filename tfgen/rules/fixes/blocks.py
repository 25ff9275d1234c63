"""Fixes that turn an argument into the nested blocks that it must be, and a block into an argument."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tfgen.diagnostics import Edit, Fix
from tfgen.rules.fixes.edits import source_text
from tfgen.terraform.config.configuration import Parsed
from tfgen.terraform.hcl.edits import comments, indent_at, indented, inserted, removed
from tfgen.terraform.hcl.syntax import (
    Attribute,
    Block,
    Conditional,
    Expr,
    ForExpr,
    Literal,
    Object,
    Tuple,
)
from tfgen.terraform.hcl.walk import plain_string
from tfgen.terraform.schema import AttributeSchema, BlockSchema
from tfgen.terraform.types.model import ListType, MapType, ObjectType, SetType, Type

_NAME = re.compile(r"[^\W\d][\w-]*")
_EQUALS = re.compile(r"[ \t]*[=:][ \t]*")


class _NoFormError(Exception):
    """It cannot be written in the other form, or not without losing something."""


def as_argument(parsed: Parsed, block: Block, attribute: AttributeSchema) -> Fix | None:
    """``tags { ... }`` as ``tags = { ... }``, its content as it stands;
    None for what has more than arguments.
    """
    try:
        edits = tuple(_argument_edits(parsed, block, attribute.type))
    except _NoFormError:
        return None
    return Fix(f"Write {block.type} = ...", edits)


def _argument_edits(parsed: Parsed, block: Block, type_: Type) -> Iterator[Edit]:
    in_list = isinstance(type_, ListType | SetType)
    object_ = type_.element if isinstance(type_, ListType | SetType) else type_
    if not isinstance(object_, MapType | ObjectType) or not _has_object_form(parsed, block):
        raise _NoFormError
    yield inserted(block.header, " = [" if in_list else " =")
    names = [inner.type for inner in block.body.blocks]
    names += [attribute.name for attribute in block.body.attributes]
    for inner in block.body.blocks:
        member = object_.get(inner.type) if isinstance(object_, ObjectType) else object_.element
        if member is None or names.count(inner.type) > 1:
            raise _NoFormError
        yield from _argument_edits(parsed, inner, member)
    if in_list:
        yield inserted(block.range, "]")


def _has_object_form(parsed: Parsed, block: Block) -> bool:
    """True when an object can have the block's body:
    no labels or comments before it, no ``for`` first in it.
    """
    if block.labels or (block.body.attributes and block.body.attributes[0].name == "for"):
        return False
    text = parsed.file_of(block.header).text
    start = block.header.end.offset
    return not text[start : text.find("{", start)].strip()


def as_blocks(parsed: Parsed, argument: Attribute, schema: BlockSchema | None) -> Fix | None:
    """``x = [{ ... }]`` as blocks, ``x = []`` as none; None where the elements are not known.

    ``schema`` is that of the block; None for what is not the provider's, such as ``lifecycle``.
    Where only the number of elements is unknown it is a ``dynamic`` block, which is not safe:
    Terraform may know less of it than people do.
    """
    if _sets_nothing(argument.expr):
        edit = removed(parsed.file_of(argument.range).text, argument.range)
        return Fix(f"Remove {argument.name}", (edit,)) if edit else None
    equals = argument.range.between(argument.name_range.end, argument.expr.range.start)
    if source_text(parsed, equals).strip() != "=":
        return None
    dynamic = isinstance(argument.expr, ForExpr | Conditional)
    text = _formatted_blocks(parsed, argument, schema, dynamic)
    if text is None:
        return None
    edits = (Edit(argument.range, text),)
    if dynamic:
        return Fix(f'Write dynamic "{argument.name}" {{ ... }}', edits, safe=False)
    return Fix(f"Write {argument.name} {{ ... }}", edits)


def _sets_nothing(expr: Expr) -> bool:
    """True for null and for an empty list."""
    if isinstance(expr, Literal):
        return expr.value is None
    return isinstance(expr, Tuple) and not expr.items


def _formatted_blocks(
    parsed: Parsed, argument: Attribute, schema: BlockSchema | None, dynamic: bool
) -> str | None:
    """The blocks for an argument, laid out for its place; None where it has no such form."""
    from tfgen.terraform.hcl.format import format_source
    from tfgen.terraform.hcl.lexer import LexError

    write = _dynamic_text if dynamic else _blocks_text
    try:
        text = write(parsed, argument.name, argument.expr, schema)
        indent = indent_at(parsed.file_of(argument.range).text, argument.range)
        return indented(format_source(text), indent)
    except (_NoFormError, LexError):
        return None


def _blocks_text(parsed: Parsed, name: str, expr: Expr, schema: BlockSchema | None) -> str:
    """The blocks for an object or a list of objects;
    comments between them stand before the next one.
    """
    if isinstance(expr, Object):
        return _block_text(parsed, name, expr, schema)
    if not isinstance(expr, Tuple):
        raise _NoFormError
    parts: list[str] = []
    text, at = parsed.file_of(expr.range).text, expr.range.start.offset + 1
    for item in expr.items:
        if not isinstance(item, Object):
            raise _NoFormError
        beside, above = _comments_between(text[at : item.range.start.offset], after=bool(parts))
        parts += (beside, "\n\n" if parts else "", above, _block_text(parsed, name, item, schema))
        at = item.range.end.offset
    beside, below = _comments_between(text[at : expr.range.end.offset - 1], after=True)
    return "".join([*parts, beside, f"\n{below}".rstrip("\n")])


def _block_text(parsed: Parsed, name: str, expr: Object, schema: BlockSchema | None) -> str:
    text, at = parsed.file_of(expr.range).text, expr.range.start.offset + 1
    parts = [name, " {"]
    for item in expr.items:
        key = plain_string(item.key)
        equals = text[item.key.range.end.offset : item.value.range.start.offset]
        if key is None or not _NAME.fullmatch(key) or not _EQUALS.fullmatch(equals):
            raise _NoFormError
        parts.append(_between_arguments(text[at : item.range.start.offset]))
        parts.append(_entry_text(parsed, key, item.value, schema))
        at = item.range.end.offset
    end = _between_arguments(text[at : expr.range.end.offset - 1])
    parts.append(end if expr.items or end.strip() else "\n")
    return "".join([*parts, "}"])


def _entry_text(parsed: Parsed, key: str, value: Expr, schema: BlockSchema | None) -> str:
    if schema is None or key in schema.attributes:
        return f"{key} = {source_text(parsed, value.range)}"
    if key not in schema.blocks:
        raise _NoFormError
    if _sets_nothing(value):
        if comments(source_text(parsed, value.range)) != ():
            raise _NoFormError
        return ""
    return _blocks_text(parsed, key, value, schema.blocks[key].block)


def _between_arguments(text: str) -> str:
    """The text between two items of an object as it may stand between two arguments:
    on two lines, no comma.
    """
    from tfgen.terraform.hcl.lexer import COMMENT, NEWLINE, lex

    tokens = lex(text)
    joined = ""
    for kind, token, gap in zip(tokens.kinds, tokens.texts, tokens.gaps, strict=True):
        if kind in (COMMENT, NEWLINE):
            joined += gap + token
    if not joined.endswith("\n"):
        joined += "\n"
    return joined


def _comments_between(text: str, after: bool) -> tuple[str, str]:
    """The comments between two elements: those on the line of the one before, and the others.

    ``after``: there is an element before.
    """
    from tfgen.terraform.hcl.lexer import COMMENT, NEWLINE, lex

    tokens = lex(text)
    beside, lines = "", ""
    same_line = after
    for kind, token in zip(tokens.kinds, tokens.texts, strict=True):
        if kind == COMMENT and same_line:
            beside += f" {token.rstrip()}"
        elif kind == COMMENT:
            lines += f"{token.strip()}\n"
        if kind == NEWLINE or (kind == COMMENT and token.endswith("\n")):
            same_line = False
    return beside, lines


def _dynamic_text(parsed: Parsed, name: str, expr: Expr, schema: BlockSchema | None) -> str:
    """A ``dynamic`` block over a collection whose elements all have the same known keys."""
    key_sets = {_object_keys(element) for element in _elements(expr)}
    if len(key_sets) != 1 or schema is None:
        raise _NoFormError
    (keys,) = key_sets
    lines: list[str] = []
    for key in keys:
        if key not in schema.attributes:
            raise _NoFormError
        lines.append(f"{key} = {name}.value.{key}")
    content = "\n".join(lines)
    collection = source_text(parsed, expr.range)
    return f'dynamic "{name}" {{\nfor_each = {collection}\n\ncontent {{\n{content}\n}}\n}}'


def _elements(expr: Expr) -> Sequence[Expr]:
    match expr:
        case ForExpr(key=None):
            return (expr.value,)
        case Tuple():
            return expr.items
        case Conditional():
            return (*_elements(expr.yes), *_elements(expr.no))
    raise _NoFormError


def _object_keys(expr: Expr) -> tuple[str, ...]:
    if not isinstance(expr, Object):
        raise _NoFormError
    keys: list[str] = []
    for item in expr.items:
        key = plain_string(item.key)
        if key is None or not _NAME.fullmatch(key):
            raise _NoFormError
        keys.append(key)
    return tuple(keys)
