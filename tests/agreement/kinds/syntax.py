"""Text that is not HCL."""

from __future__ import annotations

from collections.abc import Iterator

from tests.agreement.kinds.changes import Change, arguments, by_name, lines
from tfgen.rules.context import RuleContext
from tfgen.terraform.hcl.syntax import Template


def drop_brace(context: RuleContext) -> Iterator[Change]:
    return (Change(p.file, at, at + len(line), "") for p, at, line in lines(context) if line.strip() == "}")


def drop_equals(context: RuleContext) -> Iterator[Change]:
    for s, a in arguments(context):
        yield Change(s.parsed.file, a.name_range.end.offset, a.expr.range.start.offset, " ")


def drop_quote(context: RuleContext) -> Iterator[Change]:
    for s, a in arguments(context):
        if isinstance(a.expr, Template) and not a.expr.heredoc:
            yield Change(s.parsed.file, a.expr.range.end.offset - 1, a.expr.range.end.offset, "")


MISTAKES = by_name(
    drop_brace,
    drop_equals,
    drop_quote,
)
