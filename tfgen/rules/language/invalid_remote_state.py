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

from msgspec import Struct

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.source import Range
from tfgen.spelling import did_you_mean
from tfgen.terraform.analysis.plan_time import known
from tfgen.terraform.config.backends import Backend, backends
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.config.language import LanguageBlock
from tfgen.terraform.hcl.syntax import Expr, Literal, Object, Template, Tuple
from tfgen.terraform.hcl.walk import plain_string
from tfgen.terraform.types.constraint import parse_constraint
from tfgen.terraform.types.literals import Fit, misfits

CODE = "TFG249"


class _RemoteState(Struct, frozen=True):
    """A data source for remote state, and the ``config`` that it has for its backend.

    ``planned``: Terraform knows the configuration only when it plans,
    and looks at nothing until then.
    """

    block: LanguageBlock
    backend: str
    config: Expr | None
    planned: bool


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each wrong backend and each wrong argument."""
    for block in context.analysis.language.named("data", "check.data"):
        if block.block.labels[0].value == "terraform_remote_state":
            yield from _check_block(block, context)


def _check_block(block: LanguageBlock, context: RuleContext) -> Iterator[Diagnostic]:
    argument, config = block.argument("backend"), block.argument("config")
    name = plain_string(argument.expr) if argument else None
    if argument is None or name is None or name == "cloud":
        return
    if any(inner.type == "config" for inner in block.block.body.blocks):
        return  # written as a block, which is an error of its own and says all that is needed
    planned = config is not None and not known(config.expr, context.configuration)
    state = _RemoteState(block, name, config.expr if config else None, planned)
    backend = backends().backends.get(name)
    if backend is None:
        detail, help_ = (
            f'Terraform has no backend "{name}".',
            did_you_mean(name, backends().backends),
        )
        yield _finding(state, argument.expr.range, detail, help_)
    else:
        yield from _check_config(state, backend)


def _check_config(state: _RemoteState, backend: Backend) -> Iterator[Diagnostic]:
    if state.config is None:
        yield from _missing_arguments(state, backend, set())
    elif isinstance(state.config, Template | Tuple | Literal):
        yield _finding(state, state.config.range, "config is a map.", "Write { ... }.")
    elif isinstance(state.config, Object):
        arguments = {plain_string(item.key): item.value for item in state.config.items}
        for name, value in arguments.items():
            if name is not None:
                yield from _check_argument(state, backend, name, value)
        if None not in arguments:
            yield from _missing_arguments(state, backend, set(arguments))


def _check_argument(
    state: _RemoteState, backend: Backend, name: str, value: Expr
) -> Iterator[Diagnostic]:
    assert state.config
    range_ = state.config.range
    type_ = backend.arguments.get(name)
    if type_ is None:
        detail = f'The {state.backend} backend has no argument "{name}".'
        yield _finding(state, range_, detail, did_you_mean(name, backend.arguments))
    elif type_ not in ("any", "block"):
        for misfit in misfits(value, parse_constraint(type_)):
            if misfit.fit is Fit.NEVER:
                detail = f"{name} of the {state.backend} backend is a {misfit.expected.friendly}, not {misfit.actual}."
                yield _finding(state, range_, detail, "")


def _missing_arguments(
    state: _RemoteState, backend: Backend, names: set[str | None]
) -> Iterator[Diagnostic]:
    range_ = state.config.range if state.config else state.block.block.header
    for name in backend.required:
        if name not in names:
            yield _finding(
                state, range_, f'The {state.backend} backend needs "{name}".', f'Add "{name}".'
            )


def _finding(state: _RemoteState, range_: Range, detail: str, help_: str) -> Diagnostic:
    return diagnostic(
        CODE,
        state.block.parsed,
        range_,
        "Invalid remote state",
        detail,
        help_,
        planned=state.planned,
    )
