"""Changes that keep it right."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from tests.agreement.kinds.changes import (
    Change,
    arguments,
    blocks,
    by_name,
    inserted,
    lines,
    referred,
    replaced,
    source,
    typed,
)
from tfgen.rules.context import RuleContext
from tfgen.terraform.config.configuration import Parsed
from tfgen.terraform.hcl.syntax import Attribute, Block, Body, Call, Index, Item, Literal, Object, Template, Tuple
from tfgen.terraform.hcl.walk import plain_string
from tfgen.terraform.types.model import BOOL, NUMBER, STRING


def in_parentheses(context: RuleContext) -> Iterator[Change]:
    return (replaced(s.parsed, a.expr.range, f"({source(s.parsed, a.expr.range)})") for s, a in arguments(context)
            if not (isinstance(a.expr, Template) and a.expr.heredoc))  # fmt: skip


def bool_in_quotes(context: RuleContext) -> Iterator[Change]:
    for p, e in typed(context, BOOL, NUMBER):
        if isinstance(e, Literal) and e.value is not None:
            yield replaced(p, e.range, f'"{source(p, e.range)}"')


def string_of_number(context: RuleContext) -> Iterator[Change]:
    flags = {a.expr.range for s, a in arguments(context) if s.schema.attributes[a.name].string_flag}
    return (replaced(p, e.range, "1") for p, e in typed(context, STRING) if e.range not in flags)


def string_of_bool(context: RuleContext) -> Iterator[Change]:
    return (replaced(p, e.range, "true") for p, e in typed(context, STRING))


def list_as_call(context: RuleContext) -> Iterator[Change]:
    for s, a in arguments(context):
        if isinstance(a.expr, Tuple):
            yield replaced(s.parsed, a.expr.range, f"concat({source(s.parsed, a.expr.range)}, [])")


def optional_null(context: RuleContext) -> Iterator[Change]:
    for s in context.analysis.schema_blocks:
        given = {a.name for a in s.body.attributes} | {name for name, _ in s.blocks()}
        names = [n for n, a in s.schema.attributes.items() if a.optional and n not in given]
        for name in names[:1]:
            yield from inserted(s.parsed, s.header, s.body, f"  {name} = null")


def unused_variable(context: RuleContext) -> Iterator[Change]:
    for p in context.configuration.files:
        yield Change(
            p.file, 0, 0, 'variable "not_used_before" {\n  type = list(object({ a = optional(map(any)) }))\n}\n'
        )


def comment(context: RuleContext) -> Iterator[Change]:
    return (Change(p.file, at, at, '# a comment: { ${x} "\n') for p, at, line in lines(context) if line == "}\n")


def block_as_dynamic(context: RuleContext) -> Iterator[Change]:
    for s, name, block in blocks(context):
        if block.type != "dynamic":
            body = source(s.parsed, block.range)[len(name) :]
            text = f'dynamic "{name}" {{\n  for_each = {{ a = 1 }}\n  iterator = it\n  content {body.strip()}\n}}'
            yield replaced(s.parsed, block.range, text)


def ignore_changes(context: RuleContext) -> Iterator[Change]:
    for s in context.analysis.schema_blocks:
        if s.kind == "resource" and not any(b.type == "lifecycle" for b in s.body.blocks):
            yield from inserted(s.parsed, s.header, s.body, "  lifecycle {\n    ignore_changes = all\n  }\n")


def shadowing_for(context: RuleContext) -> Iterator[Change]:
    for p in context.configuration.files:
        text = (
            "locals {\n  shadow = [for var, local in { a = 1 } : [for aws_vpc in [{ x = 1 }] : aws_vpc.x + local]]\n}\n"
        )
        yield Change(p.file, 0, 0, text)


def reordered_arguments(context: RuleContext) -> Iterator[tuple[Change, ...]]:
    for parsed, body in _bodies(context):
        for one, other in pairwise(body.attributes):
            yield _swapped(parsed, one, other)


def reordered_blocks(context: RuleContext) -> Iterator[tuple[Change, ...]]:
    """Not blocks that make lists, whose order counts."""
    for parsed in context.configuration.files:
        for one, other in pairwise(parsed.body.blocks):
            yield _swapped(parsed, one, other)


def _swapped(parsed: Parsed, one: Attribute | Block, other: Attribute | Block) -> tuple[Change, ...]:
    return (
        replaced(parsed, one.range, source(parsed, other.range)),
        replaced(parsed, other.range, source(parsed, one.range)),
    )


def _bodies(context: RuleContext) -> Iterator[tuple[Parsed, Body]]:
    for parsed in context.configuration.files:
        pending = [*parsed.body.blocks]
        while pending:
            block = pending.pop()
            yield parsed, block.body
            pending += block.body.blocks


def renamed_local(context: RuleContext) -> Iterator[tuple[Change, ...]]:
    for (_, name), declared in context.configuration.of_kind("local"):
        if not any(r.root == "local" and not r.steps for _, r in context.analysis.references):
            uses = [(p, r.steps[0].range) for p, r in referred(context, "local") if r.steps[0].key == name]
            places = [(declared.parsed, declared.name_range), *uses]
            yield tuple(replaced(parsed, place, f"{name}_renamed") for parsed, place in places)


def keys_in_quotes(context: RuleContext) -> Iterator[Change]:
    for p, item in _items(context):
        if isinstance(item.key, Template) and source(p, item.key.range)[:1] not in '"<':
            yield replaced(p, item.key.range, f'"{source(p, item.key.range)}"')


def colons_for_equals(context: RuleContext) -> Iterator[Change]:
    for p, item in _items(context):
        between = p.file.text[item.key.range.end.offset : item.value.range.start.offset]
        if between.strip() == "=":
            yield Change(p.file, item.key.range.end.offset, item.value.range.start.offset, " : ")


def _items(context: RuleContext) -> Iterator[tuple[Parsed, Item]]:
    for node in context.analysis.nodes:
        if isinstance(node.expr, Object):
            yield from ((node.place.parsed, item) for item in node.expr.items)


def trailing_comma(context: RuleContext) -> Iterator[Change]:
    for node in context.analysis.nodes:
        parts = node.expr.items if isinstance(node.expr, Tuple | Object) else ()
        if isinstance(node.expr, Call) and not node.expr.expand:
            parts = node.expr.args
        if parts:
            p, end = node.place.parsed, parts[-1].range.end.offset
            if p.file.text[end:].lstrip()[:1] in "]})":
                yield Change(p.file, end, end, ",")


def labels_without_quotes(context: RuleContext) -> Iterator[Change]:
    for parsed in context.configuration.files:
        for block in parsed.body.blocks:
            for label in block.labels:
                yield replaced(parsed, label.range, label.value)


def index_for_attribute(context: RuleContext) -> Iterator[Change]:
    for place, found in context.analysis.references:
        first = {"data": 3, "module": 2, "local": 1, "var": 1}.get(found.root, 2 if "_" in found.root else 99)
        for step in found.steps[first:]:
            if not step.index:
                yield Change(place.parsed.file, step.range.start.offset - 1, step.range.end.offset, f'["{step.key}"]')


def legacy_index(context: RuleContext) -> Iterator[Change]:
    for node in context.analysis.nodes:
        if isinstance(node.expr, Index) and isinstance(node.expr.key, Literal) and isinstance(node.expr.key.value, int):
            p, key = node.place.parsed, node.expr.key.range
            if p.file.text[key.start.offset - 1] == "[":
                yield Change(p.file, key.start.offset - 1, key.end.offset + 1, f".{node.expr.key.value}")


def heredoc_for_string(context: RuleContext) -> Iterator[Change]:
    for parsed, body in _bodies(context):
        for a in body.attributes:
            text = plain_string(a.expr)
            if a.name in ("description", "error_message") and text and "\\" not in source(parsed, a.expr.range):
                yield replaced(parsed, a.expr.range, f"<<EOT\n{text}\nEOT")
                yield replaced(parsed, a.expr.range, f"<<-EOT\n    {text}\n    EOT")


def one_line_as_many(context: RuleContext) -> Iterator[tuple[Change, ...]]:
    for node in context.analysis.nodes:
        p = node.place.parsed
        if isinstance(node.expr, Tuple | Object) and node.expr.items and "<<" not in source(p, node.expr.range):
            start = node.expr.range.start.offset
            last = node.expr.items[-1].range.end.offset
            yield Change(p.file, start + 1, start + 1, "\n"), Change(p.file, last, last, "\n")


def tabs_and_blanks(context: RuleContext) -> Iterator[Change]:
    for p, at, line in lines(context):
        if line.startswith("  ") and "=" in line:
            yield Change(p.file, at, at + 2, "\t \t")


def carriage_return(context: RuleContext) -> Iterator[Change]:
    for p, at, line in lines(context):
        if line == "}\n":
            yield Change(p.file, at + 1, at + 1, "\r")


def comment_after(context: RuleContext) -> Iterator[Change]:
    for p, at, line in lines(context):
        if line == "}\n":
            for i, text in enumerate((" # x = {", " // ${", " /* a\n b */", "\n/* } */ # y")):
                yield Change(p.file, at + 1, at + 1, text, str(i))


def comment_inside(context: RuleContext) -> Iterator[Change]:
    for s, a in arguments(context):
        at = a.expr.range.start.offset
        yield Change(s.parsed.file, at, at, "/* = */ ")


NEUTRAL = by_name(
    in_parentheses, bool_in_quotes, string_of_number, string_of_bool, list_as_call, optional_null, unused_variable,
    comment, block_as_dynamic, ignore_changes, shadowing_for, reordered_arguments, reordered_blocks, renamed_local,
    keys_in_quotes, colons_for_equals, trailing_comma, labels_without_quotes, index_for_attribute, legacy_index,
    heredoc_for_string, one_line_as_many, tabs_and_blanks, carriage_return, comment_after, comment_inside,
)  # fmt: skip
