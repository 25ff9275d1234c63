"""A terraform_remote_state that no backend can read.

What it finds
    ``data "terraform_remote_state"`` with a ``backend`` that does not exist, and ``config`` with arguments that the
    backend does not have, without those that it needs, or with literals of the wrong type.

Why it matters
    Terraform refuses it: "Invalid backend configuration".

Example
    data "terraform_remote_state" "network" {
      backend = "s3"

      config = {
        bukket = "acme-state"
        bucket = "acme-state"
        key    = "network.tfstate"
        region = "us-west-2"
      }
    }

Instead
    data "terraform_remote_state" "network" {
      backend = "s3"

      config = {
        bucket = "acme-state"
        key    = "network.tfstate"
        region = "us-west-2"
      }
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.spelling import did_you_mean
from tfgen.terraform.analysis.plan_time import known
from tfgen.terraform.config.backends import Backend, backends
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.config.language import LanguageBlock
from tfgen.terraform.hcl.syntax import Attribute, Expr, Literal, Object, Template, Tuple
from tfgen.terraform.hcl.walk import plain_string
from tfgen.terraform.types.constraint import parse_constraint
from tfgen.terraform.types.literals import Fit, misfits

CODE = "TFG249"

Problem = tuple[str, str]
"""Detail, help."""


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each wrong backend and each wrong argument."""
    for each in context.analysis.language.named("data", "check.data"):
        backend = each.argument("backend") if each.block.labels[0].value == "terraform_remote_state" else None
        kind = plain_string(backend.expr) if backend else None
        if backend is None or kind is None or kind == "cloud":
            continue
        table = backends().backends.get(kind)
        if table is None:
            detail, help_ = f'Terraform has no backend "{kind}".', did_you_mean(kind, backends().backends)
            late = _late(each.argument("config"), context)
            yield diagnostic(CODE, each.parsed, backend.expr.range, "Invalid remote state", detail, help_, planned=late)
        else:
            yield from _configuration(each, each.argument("config"), kind, table, context)


def _late(config: Attribute | None, context: RuleContext) -> bool:
    """Whether Terraform knows the configuration only when it plans, and looks at nothing until then."""
    return config is not None and not known(config.expr, context.configuration)


def _configuration(
    each: LanguageBlock, config: Attribute | None, kind: str, table: Backend, context: RuleContext
) -> Iterator[Diagnostic]:
    late = _late(config, context)
    place = config.expr.range if config else each.block.header
    for detail, help_ in _problems(config.expr if config else None, kind, table):
        yield diagnostic(CODE, each.parsed, place, "Invalid remote state", detail, help_, planned=late)


def _problems(config: Expr | None, kind: str, table: Backend) -> Iterator[Problem]:
    if isinstance(config, Template | Tuple | Literal):
        yield "config is a map.", "Write { ... }."
        return
    if config is not None and not isinstance(config, Object):
        return
    given = {plain_string(item.key): item.value for item in config.items} if config else {}
    for name, value in given.items():
        wanted = table.arguments.get(name) if name is not None else "any"
        if wanted is None:
            yield f'The {kind} backend has no argument "{name}".', did_you_mean(name or "", table.arguments)
        elif wanted not in ("any", "block"):
            wrong = [m for m in misfits(value, parse_constraint(wanted)) if m.fit is Fit.NEVER]
            yield from (
                (f"{name} of the {kind} backend is a {m.expected.friendly}, not {m.actual}.", "") for m in wrong
            )
    for name in table.required if None not in given else ():
        if name not in given:
            yield f'The {kind} backend needs "{name}".', f'Add "{name}".'
