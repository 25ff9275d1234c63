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
from tfgen.terraform.hcl.syntax import Expr, Literal, Tuple

CODE = "TFG243"

_WORDS = {
    "when": ("create", "destroy"),
    "on_failure": ("continue", "fail"),
    "events": ("before_create", "after_create", "before_update", "after_update"),
    "language": ("TF2021",),
}
"""Words by the kind of argument (internal/configs of Terraform 1.11 and 1.15)."""


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each wrong word."""
    for each, argument in context.analysis.language.arguments("when", "on_failure"):
        yield from _word(each, argument.name, argument.expr, quoted=True)
    for each in context.analysis.language.named("terraform"):
        if language := each.argument("language"):
            yield from _word(each, "language", language.expr)
    for each, argument in context.analysis.language.arguments("events"):
        yield from _events(each, argument.expr)
    for each, argument in context.analysis.language.arguments("word"):
        if word(argument.expr) is None and not _is_keyword(argument.expr):
            detail = "The iterator is a name for the element, without quotes."
            yield diagnostic(
                CODE, each.parsed, argument.expr.range, "Invalid iterator", detail, "Write iterator = item."
            )


def _is_keyword(expr: Expr) -> bool:
    """``null``, ``true`` and ``false`` are names where a name is wanted."""
    return isinstance(expr, Literal) and (expr.value is None or isinstance(expr.value, bool))


def _word(each: LanguageBlock, name: str, expr: Expr, *, quoted: bool = False) -> Iterator[Diagnostic]:
    given = word(expr, quoted)
    if given not in _WORDS[name]:
        yield _finding(each, name, expr, given)


def _events(each: LanguageBlock, expr: Expr) -> Iterator[Diagnostic]:
    if not isinstance(expr, Tuple):
        yield _finding(each, "events", expr, None)
        return
    seen: set[str] = set()
    for item in expr.items:
        given = word(item)
        if given is None or given not in _WORDS["events"]:
            yield _finding(each, "events", item, given)
        elif given in seen:
            summary, detail = "Event given twice", f"{given} stands in the list already."
            yield diagnostic(CODE, each.parsed, item.range, summary, detail, "Remove one.")
        else:
            seen.add(given)


def _finding(each: LanguageBlock, name: str, expr: Expr, given: str | None) -> Diagnostic:
    known = _WORDS[name]
    words = f"{', '.join(known[:-1])} or {known[-1]}" if len(known) > 1 else known[0]
    kind = "a list of words" if name == "events" and not isinstance(expr, Tuple) and given is None else "a word"
    detail = f"{name} is {kind}: {words}, without quotes."
    return diagnostic(
        CODE, each.parsed, expr.range, f'Invalid word for "{name}"', detail, did_you_mean(given or "", known)
    )
