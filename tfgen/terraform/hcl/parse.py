"""HCL text to ``hcl.syntax``, with findings in plain English for what Terraform refuses."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager

from msgspec.structs import replace

from tfgen.diagnostics import Diagnostics, Fix
from tfgen.source import LineIndex, Range, SourceFile
from tfgen.terraform.hcl.errors import (
    DUPLICATE_ARGUMENT,
    INVALID_ENCODING,
    HclSyntaxError,
    SyntaxProblem,
    broken,
    finding,
)
from tfgen.terraform.hcl.lex_errors import too_deep
from tfgen.terraform.hcl.syntax import Attribute, Body
from tfgen.terraform.hcl.terminals import Terminals
from tfgen.terraform.hcl.tokens import MAX_DEPTH

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_ESCAPED = re.compile("[\udc80-\udcff]")  # what stands for a byte that is not UTF-8


def decode(content: bytes, path: str) -> tuple[SourceFile | None, Diagnostics]:
    """The bytes of a file as text, without a byte order mark.

    None with a TFG204 finding at the first bad byte. In the comments of HCL Terraform takes any
    bytes: those that are not UTF-8 become ``REPLACEMENT``.
    """
    try:
        return SourceFile(path, content.decode("utf-8-sig")), ()
    except UnicodeDecodeError as error:
        text = None if path.endswith(".json") else _with_odd_comments(content)
        if text is not None:
            return SourceFile(path, text), ()
        before = content[: error.start].decode("utf-8", errors="replace")
        bad = content[error.start]
        problem = SyntaxProblem(
            len(before),
            len(before),
            "File is not UTF-8",
            f"The byte 0x{bad:02x} after {error.start} bytes is not UTF-8.",
            "Save the file as UTF-8.",
            INVALID_ENCODING,
        )
        return None, (finding(problem, SourceFile(path, before), LineIndex.of(before)),)


def _with_odd_comments(content: bytes) -> str | None:
    """The text of HCL with bytes that are not UTF-8 in its comments; None if they are elsewhere."""
    from tfgen.terraform.hcl.lexer import COMMENT, LexError, lex

    text = content.decode("utf-8-sig", errors="surrogateescape")
    try:
        tokens = lex(text)
    except LexError:
        return None
    for kind, token in zip(tokens.kinds, tokens.texts, strict=True):
        if kind != COMMENT and _ESCAPED.search(token):
            return None
    return _ESCAPED.sub(REPLACEMENT, text)


def parse(file: SourceFile) -> tuple[Body | None, Diagnostics]:
    """The file's body, and what is wrong with it.

    None with one TFG201 finding when the syntax is broken. A body with findings where it could be
    read to the end: TFG202 for a duplicate argument, TFG203 for a bad escape sequence (which the
    body holds as it was written).
    """
    lines = LineIndex.of(file.text)
    scanner = Terminals(file.text)
    try:
        with _collector_at_rest():
            body = _read(scanner)
    except HclSyntaxError as error:
        return None, (broken(error, file, lines),)
    body = replace(body, range=lines.range(0, len(file.text)))
    problems = [*scanner.problems, *duplicates(body, file.text)]
    problems.sort(key=lambda problem: problem.start)
    return body, tuple([finding(problem, file, lines) for problem in problems])


def _read(scanner: Terminals) -> Body:
    from tfgen.terraform.hcl.grammar import run
    from tfgen.terraform.hcl.lalr import UnexpectedTokenError
    from tfgen.terraform.hcl.walk import deeper_than

    try:
        body = run(scanner)
    except UnexpectedTokenError as error:
        from tfgen.terraform.hcl.explain import explain

        raise explain(scanner, error.accepts) from None
    if scanner.operators > MAX_DEPTH and (place := deeper_than(body, MAX_DEPTH)):
        raise too_deep(place.start.offset, place.end.offset)
    return body


def duplicates(body: Body, text: str) -> Iterator[SyntaxProblem]:
    """Arguments that their body sets more than once; one that says the same again can be removed."""
    pending = [body]
    while pending:
        current = pending.pop()
        for block in current.blocks:
            pending.append(block.body)
        yield from _duplicates(current, text)


def _duplicates(body: Body, text: str) -> Iterator[SyntaxProblem]:
    first: dict[str, Attribute] = {}
    for attribute in body.attributes:
        before = first.setdefault(attribute.name, attribute)
        line = before.name_range.start.line
        if attribute.name_range.start.line != line:
            yield SyntaxProblem(
                attribute.name_range.start.offset,
                attribute.name_range.end.offset,
                "Duplicate argument",
                f'"{attribute.name}" was already set at line {line}.',
                "Set it once.",
                DUPLICATE_ARGUMENT,
                _without(attribute, before, text),
            )


def _without(again: Attribute, first: Attribute, text: str) -> Fix | None:
    from tfgen.terraform.hcl.edits import removed

    if _at(again.expr.range, text) != _at(first.expr.range, text):
        return None
    edit = removed(text, again.range)
    if edit:
        return Fix(f"Remove the second {again.name}", (edit,))
    return None


def _at(place: Range, text: str) -> str:
    return text[place.start.offset : place.end.offset]


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Parsing makes many objects that all stay: looking for garbage among them halves the speed."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
