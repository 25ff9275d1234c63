"""Nodes of ``hcl.syntax`` from tokens and other nodes: the parts of ``actions``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from tfgen.source import Pos, Range
from tfgen.terraform.hcl.errors import HclSyntaxError, fault
from tfgen.terraform.hcl.lex_errors import too_deep
from tfgen.terraform.hcl.numbers import number
from tfgen.terraform.hcl.syntax import (
    Attribute,
    Block,
    Body,
    Expr,
    GetAttr,
    Index,
    Interpolation,
    Label,
    Literal,
    Name,
    Part,
    Splat,
    Template,
)
from tfgen.terraform.hcl.templates import Mark, Piece
from tfgen.terraform.hcl.tokens import MAX_DEPTH, Tok

Items = tuple[Attribute | Block, ...]
"""The arguments and blocks of a body, in source order."""

_CONSTANTS: dict[str, bool | None] = {"TRUE": True, "FALSE": False, "NULL": None}


class Attr(Struct):
    """A step ``.name``."""

    name: Tok


class At(Struct):
    """A step ``[key]`` or, ``legacy``, ``.0``."""

    key: Expr
    end: Pos
    legacy: bool = False


TermStep = Attr | At


def span(start: Tok, end: Tok) -> Range:
    """From the start of one token to the end of another."""
    return Range(start.start, end.end)


def place(tok: Tok) -> Range:
    """The range of a token."""
    return Range(tok.start, tok.end)


def body_of(items: Items, place: Range) -> Body:
    """A body, its attributes and blocks sorted apart."""
    attributes: list[Attribute] = []
    blocks: list[Block] = []
    for item in items:
        if isinstance(item, Attribute):
            attributes.append(item)
        else:
            blocks.append(item)
    return Body(tuple(attributes), tuple(blocks), place)


def without_tokens(children: Sequence[Any]) -> tuple[Any, ...]:
    """The children that are no tokens: what stands between brackets, commas and newlines."""
    return tuple([child for child in children if type(child) is not Tok])


def place_of(terminal: str, children: Sequence[Any]) -> int:
    """The place of the first token of a kind; there is one."""
    at = 0
    while not (isinstance(child := children[at], Tok) and child.type == terminal):
        at += 1
    return at


def steps_before_brackets(steps: Sequence[TermStep]) -> list[TermStep]:
    """The steps up to the first ``[key]``."""
    found: list[TermStep] = []
    for step in steps:
        if isinstance(step, At) and not step.legacy:
            break
        found.append(step)
    return found


def label(child: Tok | Template) -> Label:
    """A block's label. Raises ``HclSyntaxError`` for a string with interpolations."""
    if isinstance(child, Tok):
        return Label(child.value, place(child))
    if not child.parts:
        return Label("", child.range)
    if len(child.parts) == 1 and isinstance(text := child.parts[0], str):
        return Label(text, child.range)
    start, end = child.range.start.offset, child.range.end.offset
    raise fault(
        start, end, "Template in a block label", "A label is plain text.", "Write the text itself."
    )


def names(tokens: Sequence[Tok]) -> tuple[str, ...]:
    """The variables of a loop: one name, or two with a comma between them."""
    return tuple([token.value for token in tokens[::2]])


def leaf(token: Tok) -> Expr:
    """The expression that a single token is."""
    place = Range(token.start, token.end)
    kind = token.type
    if kind == "NAME":
        return Name(token.value, place)
    if kind in ("INT_LITERAL", "FLOAT_LITERAL"):
        return Literal(_number(token), place)
    return Literal(_CONSTANTS[kind], place)


def nested_splat(star: Tok) -> HclSyntaxError:
    """The error for ``.*`` behind ``.*``, which Terraform refuses."""
    detail = "A splat cannot stand in another one that is written with .*"
    return fault(
        star.start.offset, star.end.offset, "Nested splat", detail, "Write [*] instead of .*"
    )


def _number(token: Tok) -> int | float:
    try:
        return number(token.value)
    except ValueError:  # Python reads no more than 4300 digits
        raise fault(
            token.start.offset,
            token.end.offset,
            "Number with too many digits",
            remedy="Write it with an exponent.",
        ) from None


def apply(of: Expr, step: TermStep) -> Expr:
    """``of`` with one more step; behind ``[*]`` that step is done for each element."""
    if isinstance(of, Splat) and of.full:
        each = apply(of.each, step)
        return Splat(of.of, each, True, Range(of.range.start, each.range.end))
    if isinstance(step, Attr):
        return GetAttr(of, step.name.value, Range(of.range.start, step.name.end), place(step.name))
    return Index(of, step.key, Range(of.range.start, step.end))


def splat(of: Expr, star: Tok, steps: Sequence[TermStep], *, full: bool, nested: int = 0) -> Expr:
    """The splat at ``star`` with the steps for each element.

    Behind ``[*]`` it is itself done for each element.
    """
    if isinstance(of, Splat) and of.full:
        if nested > MAX_DEPTH:
            raise too_deep(star.start.offset, star.end.offset)
        each = splat(of.each, star, steps, full=full, nested=nested + 1)
        return Splat(of.of, each, True, Range(of.range.start, each.range.end))
    each = Name("*", place(star))
    for step in steps:
        each = apply(each, step)
    return Splat(of, each, full, Range(of.range.start, each.range.end))


def mark(
    kind: str, opened: Tok, closed: Tok, subject: Expr | None = None, names: tuple[str, ...] = ()
) -> Mark:
    """A mark from its opening token to its closing one, which hold the strip markers."""
    before, after = opened.value.endswith("~"), closed.value.startswith("~")
    return Mark(kind, span(opened, closed), before, after, subject, names)


def simple_parts(pieces: Sequence[Piece]) -> tuple[Part, ...]:
    """The parts of a template without directives and strip markers; ``()`` for others."""
    parts: list[Part] = []
    for piece in pieces:
        if isinstance(piece, str):
            parts.append(piece)
        elif (
            piece.kind == "interpolation"
            and piece.subject
            and not piece.strip_before
            and not piece.strip_after
        ):
            parts.append(Interpolation(piece.subject, piece.range))
        else:
            return ()
    return tuple(parts)
