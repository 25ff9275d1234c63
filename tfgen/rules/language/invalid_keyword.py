"""A word that Terraform does not take in this place.

What it finds
    ``when`` and ``on_failure`` of provisioners, ``events`` of action triggers, ``language`` of ``terraform`` blocks
    that are none of their words, and ``iterator`` of ``dynamic`` blocks that is no single name.

Why it matters
    Terraform refuses it: 'Invalid "when" keyword', "Invalid dynamic iterator name".

Example
    resource "aws_eip" "nat" {
      provisioner "local-exec" {
        when    = delete
        command = "echo gone"
      }
    }

Instead
    resource "aws_eip" "nat" {
      provisioner "local-exec" {
        when    = destroy
        command = "echo gone"
      }
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.spelling import did_you_mean
from tfgen.terraform.analysis.static_forms import word
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.config.language import LanguageBlock
from tfgen.terraform.hcl.syntax import Attribute, Expr, Literal, Tuple

CODE = "TFG243"

_WORDS = {
    "when": ("create", "destroy"),
    "on_failure": ("continue", "fail"),
    "events": ("before_create", "after_create", "before_update", "after_update"),
    "language": ("TF2021",),
    "command": ("plan", "apply"),
    "mode": ("normal", "refresh-only"),
    "override_during": ("plan", "apply"),
}
"""Words by the kind of argument (internal/configs of Terraform 1.11 and 1.15)."""

_OF_TESTS = ("command", "plan_mode", "override_during")


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each wrong word."""
    for block, argument in context.analysis.language.arguments("when", "on_failure"):
        yield from _check_word(block, argument.name, argument.expr, quoted=True)
    for block, argument in context.analysis.language.arguments(*_OF_TESTS):
        yield from _check_word(block, argument.name, argument.expr)
    for block in context.analysis.language.named("terraform"):
        if language := block.argument("language"):
            yield from _check_word(block, "language", language.expr)
    for block, argument in context.analysis.language.arguments("events"):
        yield from _check_events(block, argument.expr)
    for block, argument in context.analysis.language.arguments("word"):
        yield from _check_iterator(block, argument)


def _check_word(
    block: LanguageBlock, name: str, expr: Expr, *, quoted: bool = False
) -> Iterator[Diagnostic]:
    written = word(expr, quoted)
    if written not in _WORDS[name]:
        yield _finding(block, name, expr, written)


def _check_events(block: LanguageBlock, expr: Expr) -> Iterator[Diagnostic]:
    if not isinstance(expr, Tuple):
        yield _finding(block, "events", expr, None)
        return
    seen: set[str] = set()
    for item in expr.items:
        event = word(item)
        if event is None or event not in _WORDS["events"]:
            yield _finding(block, "events", item, event)
        elif event in seen:
            summary, detail = "Event given twice", f"{event} stands in the list already."
            yield diagnostic(CODE, block.parsed, item.range, summary, detail, "Remove one.")
        else:
            seen.add(event)


def _check_iterator(block: LanguageBlock, argument: Attribute) -> Iterator[Diagnostic]:
    expr = argument.expr
    if word(expr) is None and not _is_keyword(expr):
        detail = "The iterator is a name for the element, without quotes."
        yield diagnostic(
            CODE, block.parsed, expr.range, "Invalid iterator", detail, "Write iterator = item."
        )


def _is_keyword(expr: Expr) -> bool:
    """True for ``null``, ``true`` and ``false``, which are names where a name is expected."""
    return isinstance(expr, Literal) and (expr.value is None or isinstance(expr.value, bool))


def _finding(block: LanguageBlock, name: str, expr: Expr, written: str | None) -> Diagnostic:
    words = _WORDS[name]
    choice = words[0]
    if len(words) > 1:
        choice = f"{', '.join(words[:-1])} or {words[-1]}"
    kind = "a word"
    if name == "events" and not isinstance(expr, Tuple) and written is None:
        kind = "a list of words"
    summary, detail = f'Invalid word for "{name}"', f"{name} is {kind}: {choice}, without quotes."
    return diagnostic(
        CODE, block.parsed, expr.range, summary, detail, did_you_mean(written or "", words)
    )
