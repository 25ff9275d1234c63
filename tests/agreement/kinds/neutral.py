"""Changes that keep it right."""

from __future__ import annotations

from collections.abc import Iterator

from tests.agreement.kinds.changes import Change, by_name, replaced, inserted, source, arguments, blocks, typed, lines
from tfgen.hcl.syntax import Literal, Template, Tuple
from tfgen.rules.view import View
from tfgen.types.model import BOOL, NUMBER, STRING


def in_parentheses(view: View) -> Iterator[Change]:
    return (replaced(s.parsed, a.expr.range, f"({source(s.parsed, a.expr.range)})") for s, a in arguments(view)
            if not (isinstance(a.expr, Template) and a.expr.heredoc))  # fmt: skip


def bool_in_quotes(view: View) -> Iterator[Change]:
    for p, e in typed(view, BOOL, NUMBER):
        if isinstance(e, Literal) and e.value is not None:
            yield replaced(p, e.range, f'"{source(p, e.range)}"')


def string_of_number(view: View) -> Iterator[Change]:
    flags = {a.expr.range for s, a in arguments(view) if s.schema.attributes[a.name].string_flag}
    return (replaced(p, e.range, "1") for p, e in typed(view, STRING) if e.range not in flags)


def string_of_bool(view: View) -> Iterator[Change]:
    return (replaced(p, e.range, "true") for p, e in typed(view, STRING))


def list_as_call(view: View) -> Iterator[Change]:
    for s, a in arguments(view):
        if isinstance(a.expr, Tuple):
            yield replaced(s.parsed, a.expr.range, f"concat({source(s.parsed, a.expr.range)}, [])")


def optional_null(view: View) -> Iterator[Change]:
    for s in view.sites:
        given = {a.name for a in s.body.attributes} | {name for name, _ in s.blocks()}
        names = [n for n, a in s.schema.attributes.items() if a.optional and n not in given]
        for name in names[:1]:
            yield from inserted(s.parsed, s.header, s.body, f"  {name} = null")


def unused_variable(view: View) -> Iterator[Change]:
    for p in view.configuration.files:
        yield Change(p.file, 0, 0, 'variable "not_used_before" {\n  type = list(object({ a = optional(map(any)) }))\n}\n')


def comment(view: View) -> Iterator[Change]:
    return (Change(p.file, at, at, '# a comment: { ${x} "\n') for p, at, line in lines(view) if line == "}\n")


def block_as_dynamic(view: View) -> Iterator[Change]:
    for s, name, block in blocks(view):
        if block.type != "dynamic":
            body = source(s.parsed, block.range)[len(name) :]
            text = f'dynamic "{name}" {{\n  for_each = {{ a = 1 }}\n  iterator = it\n  content {body.strip()}\n}}'
            yield replaced(s.parsed, block.range, text)


def ignore_changes(view: View) -> Iterator[Change]:
    for s in view.sites:
        if s.kind == "resource" and not any(b.type == "lifecycle" for b in s.body.blocks):
            yield from inserted(s.parsed, s.header, s.body, "  lifecycle {\n    ignore_changes = all\n  }\n")


def shadowing_for(view: View) -> Iterator[Change]:
    for p in view.configuration.files:
        text = (
            "locals {\n  shadow = [for var, local in { a = 1 } : [for aws_vpc in [{ x = 1 }] : aws_vpc.x + local]]\n}\n"
        )
        yield Change(p.file, 0, 0, text)


NEUTRAL = by_name(
    in_parentheses, bool_in_quotes, string_of_number, string_of_bool, list_as_call, optional_null, unused_variable, comment, block_as_dynamic, ignore_changes, shadowing_for,
)
