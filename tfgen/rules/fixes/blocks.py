"""Fixes that turn an argument into the nested blocks that it must be, and a block into an argument."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tfgen.diagnostics import Edit, Fix
from tfgen.rules.fixes.edits import source
from tfgen.terraform.config.configuration import Parsed
from tfgen.terraform.hcl.edits import comments, indent_at, indented, inserted, removed
from tfgen.terraform.hcl.syntax import Attribute, Block, Conditional, Expr, ForExpr, Literal, Object, Tuple
from tfgen.terraform.hcl.walk import plain_string
from tfgen.terraform.schema import AttributeSchema, BlockSchema
from tfgen.terraform.types.model import ListType, MapType, ObjectType, SetType, Type

_NAME = re.compile(r"[^\W\d][\w-]*")
_EQUALS = re.compile(r"[ \t]*[=:][ \t]*")


class _NoFormError(Exception):
    """It cannot be written in the other form, or not without losing something."""


def as_argument(parsed: Parsed, block: Block, attribute: AttributeSchema) -> Fix | None:
    """``tags { ... }`` as ``tags = { ... }``, its content as it stands; None for what has more than arguments."""
    try:
        edits = tuple(_as_argument(parsed, block, attribute.type))
    except _NoFormError:
        return None
    return Fix(f"Write {block.type} = ...", edits)


def _as_argument(parsed: Parsed, block: Block, want: Type) -> Iterator[Edit]:
    listed = isinstance(want, ListType | SetType)
    object_ = want.element if isinstance(want, ListType | SetType) else want
    first = block.body.attributes[:1]
    if block.labels or not isinstance(object_, MapType | ObjectType) or (first and first[0].name == "for"):
        raise _NoFormError
    text = parsed.file_of(block.header).text
    brace = text.find("{", block.header.end.offset)
    if text[block.header.end.offset : brace].strip():
        raise _NoFormError
    yield inserted(block.header, " = [" if listed else " =")
    names = [inner.type for inner in block.body.blocks]
    for inner in block.body.blocks:
        member = object_.get(inner.type) if isinstance(object_, ObjectType) else object_.element
        if member is None or names.count(inner.type) > 1 or inner.type in {a.name for a in block.body.attributes}:
            raise _NoFormError
        yield from _as_argument(parsed, inner, member)
    if listed:
        yield inserted(block.range, "]")


def as_blocks(parsed: Parsed, argument: Attribute, schema: BlockSchema | None) -> Fix | None:
    """``x = [{ ... }]`` as blocks, ``x = []`` as none; None where the elements are not known.

    ``schema`` is that of the block; None for what is not the provider's, such as ``lifecycle``. Where only the number
    of elements is unknown it is a ``dynamic`` block, which is not safe: Terraform may know less of it than people do.
    """
    if isinstance(argument.expr, Literal) or (isinstance(argument.expr, Tuple) and not argument.expr.items):
        text = parsed.file_of(argument.range).text
        edit = removed(text, argument.range) if _sets_nothing(argument.expr) else None
        return Fix(f"Remove {argument.name}", (edit,)) if edit else None
    from tfgen.terraform.hcl.format import format_source
    from tfgen.terraform.hcl.lexer import LexError

    try:
        dynamic = isinstance(argument.expr, ForExpr | Conditional)
        text = (_dynamic if dynamic else _written)(parsed, argument.name, argument.expr, schema)
        between = argument.range.between(argument.name_range.end, argument.expr.range.start)
        if source(parsed, between).strip() != "=":
            return None
        laid_out = indented(format_source(text), indent_at(parsed.file_of(argument.range).text, argument.range))
    except (_NoFormError, LexError):
        return None
    form = f'dynamic "{argument.name}"' if dynamic else argument.name
    return Fix(f"Write {form} {{ ... }}", (Edit(argument.range, laid_out),), safe=not dynamic)


def _sets_nothing(expr: Expr) -> bool:
    return isinstance(expr, Tuple) or (isinstance(expr, Literal) and expr.value is None)


def _written(parsed: Parsed, name: str, expr: Expr, schema: BlockSchema | None) -> str:
    """The blocks for an object or a list of objects; comments between them stand before the next one."""
    if isinstance(expr, Object):
        return _block(parsed, name, expr, schema)
    if not isinstance(expr, Tuple):
        raise _NoFormError
    parts: list[str] = []
    text, at = parsed.file_of(expr.range).text, expr.range.start.offset + 1
    for item in expr.items:
        if not isinstance(item, Object):
            raise _NoFormError
        beside, above = _comments(text[at : item.range.start.offset], after=bool(parts))
        parts += (beside, "\n\n" if parts else "", above, _block(parsed, name, item, schema))
        at = item.range.end.offset
    beside, below = _comments(text[at : expr.range.end.offset - 1], after=True)
    return "".join([*parts, beside, f"\n{below}".rstrip("\n")])


def _block(parsed: Parsed, name: str, expr: Object, schema: BlockSchema | None) -> str:
    text, at = parsed.file_of(expr.range).text, expr.range.start.offset + 1
    parts = [name, " {"]
    for item in expr.items:
        key = plain_string(item.key)
        equals = text[item.key.range.end.offset : item.value.range.start.offset]
        if key is None or not _NAME.fullmatch(key) or not _EQUALS.fullmatch(equals):
            raise _NoFormError
        parts += (_gap(text[at : item.range.start.offset]), _entry(parsed, key, item.value, schema))
        at = item.range.end.offset
    end = _gap(text[at : expr.range.end.offset - 1])
    return "".join([*parts, end if expr.items or end.strip() else "\n", "}"])


def _entry(parsed: Parsed, key: str, value: Expr, schema: BlockSchema | None) -> str:
    if schema is None or key in schema.attributes:
        return f"{key} = {source(parsed, value.range)}"
    if key not in schema.blocks:
        raise _NoFormError
    if _sets_nothing(value) and not (isinstance(value, Tuple) and value.items):
        if comments(source(parsed, value.range)) != ():
            raise _NoFormError
        return ""
    return _written(parsed, key, value, schema.blocks[key].block)


def _gap(text: str) -> str:
    """What stands between two items of an object, as it may stand between two arguments: on two lines, no comma."""
    from tfgen.terraform.hcl.lexer import COMMENT, NEWLINE, lex

    tokens = lex(text)
    parts = [
        gap + token
        for kind, token, gap in zip(tokens.kinds, tokens.texts, tokens.gaps, strict=True)
        if kind in (COMMENT, NEWLINE)
    ]
    joined = "".join(parts)
    return joined if joined.endswith("\n") else joined + "\n"


def _comments(text: str, after: bool) -> tuple[str, str]:
    """The comments between two elements: those on the line of the one before, if there is one, and the others."""
    from tfgen.terraform.hcl.lexer import COMMENT, NEWLINE, lex

    tokens = lex(text)
    beside, lines = "", ""
    same = after
    for kind, token in zip(tokens.kinds, tokens.texts, strict=True):
        if kind == COMMENT and same:
            beside += f" {token.rstrip()}"
        elif kind == COMMENT:
            lines += f"{token.strip()}\n"
        same = same and kind != NEWLINE and not (kind == COMMENT and token.endswith("\n"))
    return beside, lines


def _dynamic(parsed: Parsed, name: str, expr: Expr, schema: BlockSchema | None) -> str:
    """A ``dynamic`` block over a collection whose elements all have the same known keys."""
    keys = {_keys(item) for item in _elements(expr)}
    if len(keys) != 1 or schema is None:
        raise _NoFormError
    (names,) = keys
    if not all(key in schema.attributes for key in names):
        raise _NoFormError
    content = "\n".join(f"{key} = {name}.value.{key}" for key in names)
    each = source(parsed, expr.range)
    return f'dynamic "{name}" {{\nfor_each = {each}\n\ncontent {{\n{content}\n}}\n}}'


def _elements(expr: Expr) -> Sequence[Expr]:
    match expr:
        case ForExpr(key=None):
            return (expr.value,)
        case Tuple():
            return expr.items
        case Conditional():
            return (*_elements(expr.yes), *_elements(expr.no))
    raise _NoFormError


def _keys(expr: Expr) -> tuple[str, ...]:
    if not isinstance(expr, Object):
        raise _NoFormError
    keys = tuple(plain_string(item.key) or "" for item in expr.items)
    if not all(_NAME.fullmatch(key) for key in keys):
        raise _NoFormError
    return keys
