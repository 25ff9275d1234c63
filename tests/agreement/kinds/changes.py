"""What a mutation is, and what mutations are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from tfgen.rules.context import RuleContext
from tfgen.source import Range, SourceFile
from tfgen.terraform.analysis.schema_blocks import SchemaBlock
from tfgen.terraform.config.configuration import Parsed
from tfgen.terraform.hcl.syntax import Attribute, Block, Body, Expr
from tfgen.terraform.hcl.walk import Reference


@dataclass(frozen=True, slots=True)
class Change:
    """Replace the text of ``file`` between two offsets. ``variant``: which of several ways the class has to do it."""

    file: SourceFile
    start: int
    end: int
    text: str
    variant: str = ""


Mutation = Callable[[RuleContext], Iterator[Change | tuple[Change, ...]]]
"""Finds the places in a directory where it can be done; each item is a mutant of its own."""


def by_name(*mutations: Mutation) -> Mapping[str, Mutation]:
    """Mutations by their functions' names."""
    return {mutation.__name__: mutation for mutation in mutations}


def replaced(parsed: Parsed, place: Range, text: str) -> Change:
    return Change(parsed.file, place.start.offset, place.end.offset, text)


def dropped(parsed: Parsed, node: Attribute | Block) -> Change:
    return replaced(parsed, node.range, "")


def repeated(parsed: Parsed, node: Attribute | Block) -> Change:
    return Change(parsed.file, node.range.end.offset, node.range.end.offset, "\n" + source(parsed, node.range))


def inserted(parsed: Parsed, header: Range, body: Body, text: str) -> Iterator[Change]:
    """``text`` as the first line of a block's body, where that body has lines."""
    opening = parsed.file.text.find("{", header.end.offset) + 1
    if body.range.start.line < body.range.end.line and parsed.file.text[opening] == "\n":
        yield Change(parsed.file, opening, opening, f"\n{text}")


def source(parsed: Parsed, place: Range) -> str:
    return parsed.file.text[place.start.offset : place.end.offset]


def misspelt(word: str) -> str:
    """The word with two letters swapped, as fingers do it; or with one doubled."""
    for i in range(len(word) // 2, 0, -1):
        if word[i] != word[i - 1] and "_" not in word[i - 1 : i + 1]:
            return word[: i - 1] + word[i] + word[i - 1] + word[i + 1 :]
    return word + word[-1]


def arguments(context: RuleContext) -> Iterator[tuple[SchemaBlock, Attribute]]:
    """The arguments that the provider's schema knows, with the body they stand in."""
    return ((s, a) for s in context.analysis.schema_blocks for a in s.arguments() if a.name in s.schema.attributes)


def blocks(context: RuleContext) -> Iterator[tuple[SchemaBlock, str, Block]]:
    """The nested blocks that the provider's schema knows, by the name they stand for."""
    return (
        (s, name, block)
        for s in context.analysis.schema_blocks
        for name, block in s.blocks()
        if name in s.schema.blocks
    )


def typed(context: RuleContext, *wanted: object) -> Iterator[tuple[Parsed, Expr]]:
    """The values of arguments of one of the types."""
    return ((s.parsed, a.expr) for s, a in arguments(context) if s.schema.attributes[a.name].type in wanted)


def lines(context: RuleContext) -> Iterator[tuple[Parsed, int, str]]:
    """Every line with its offset."""
    for parsed in context.configuration.files:
        at = 0
        for line in parsed.file.text.splitlines(keepends=True):
            yield parsed, at, line
            at += len(line)


def referred(context: RuleContext, *roots: str) -> Iterator[tuple[Parsed, Reference]]:
    """References to one of the roots, or without any to resources."""
    for place, found in context.analysis.references:
        if (found.root in roots) if roots else (found.root.startswith("aws_")):
            yield place.parsed, found
