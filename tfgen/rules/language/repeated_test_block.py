"""Something that a test file has twice.

What it finds
    A second run of the same name, a second configuration of the same provider, a second override of the same target,
    and a second mock of the same type, in one file or in one block of it.

Why it matters
    Terraform refuses it: "Duplicate "run" block names", "Duplicate provider block", "Duplicate override_resource
    block". OpenTofu takes two runs of one name.

Example
    variable "name" {
      type = string
    }

    output "name" {
      value = var.name
    }

    # ./tests/name.tftest.hcl
    run "short" {
      variables {
        name = "a"
      }
    }

    run "short" {
      variables {
        name = "b"
      }
    }

Instead
    variable "name" {
      type = string
    }

    output "name" {
      value = var.name
    }

    # ./tests/name.tftest.hcl
    run "short" {
      variables {
        name = "a"
      }
    }

    run "other" {
      variables {
        name = "b"
      }
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.rules.language._overrides import OVERRIDES, overridden
from tfgen.source import Range
from tfgen.terraform.config.configuration import Parsed
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.hcl.syntax import Block, Body, Expr
from tfgen.terraform.hcl.walk import plain_string

CODE = "TFG253"

_PROVIDERS = ("provider", "mock_provider")
_MOCKED = ("mock_resource", "mock_data")


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each block after the first of its name."""
    may_repeat = "run" if context.configuration.engine == "tofu" else None
    for parsed in context.configuration.tests.files:
        yield from _check_body(parsed, parsed.body, may_repeat)
        for block in parsed.body.blocks:
            if block.type in ("run", "mock_provider"):
                yield from _check_body(parsed, block.body)


def _check_body(parsed: Parsed, body: Body, may_repeat: str | None = None) -> Iterator[Diagnostic]:
    """Check a body; ``may_repeat`` is a type of blocks that OpenTofu takes twice."""
    first: dict[tuple[str, ...], Block] = {}
    for block in body.blocks:
        name = _name(parsed, block) if block.type != may_repeat else None
        if name is None:
            continue
        earlier = first.setdefault(name, block)
        if earlier is not block:
            summary = f"Second {' '.join(name[1:])}"
            detail = f"There is one at line {earlier.header.start.line} already."
            yield diagnostic(CODE, parsed, _place(block), summary, detail, "Remove or rename one.")


def _name(parsed: Parsed, block: Block) -> tuple[str, ...] | None:
    """The kind of a block, and what can be in a body once only; None for other blocks."""
    if block.type in ("run", "variable", *_MOCKED) and len(block.labels) == 1:
        return block.type, block.type, block.label_values[0]
    if block.type in _PROVIDERS and len(block.labels) == 1:
        alias = _alias(block)
        return (
            None if alias is None else ("provider", "provider", f"{block.label_values[0]}{alias}")
        )
    if block.type in OVERRIDES:
        address = overridden(block)
        if address:
            return ("override", "override of", _text(parsed, address.expr))
        return None
    return None


def _alias(provider: Block) -> str | None:
    """The alias with a dot before it, empty where there is none; None where it is no plain text."""
    expr = provider.body.get("alias")
    if expr is None:
        return ""
    alias = plain_string(expr)
    if alias is None:
        return None
    return f".{alias}"


def _text(parsed: Parsed, expr: Expr) -> str:
    return "".join(parsed.text_at(expr.range).split())


def _place(block: Block) -> Range:
    """The range at which Terraform reports it: a run's or a mock's label, else the block's header."""
    if block.type in ("run", *_MOCKED):
        return block.labels[0].range
    return block.header
