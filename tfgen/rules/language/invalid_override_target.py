"""A target of an override block in a test that cannot be overridden.

What it finds
    ``target`` in ``override_resource``, ``override_data`` and ``override_module`` that is no address, or one of another
    kind; a warning where the modules that the file's runs execute declare no such thing.

Why it matters
    Terraform refuses what is of the wrong kind, and warns of what is not there: "Invalid override target". The values
    are then never used.

Example
    variable "name" {
      type = string
    }

    data "aws_caller_identity" "this" {}

    output "account" {
      value = "${var.name} ${data.aws_caller_identity.this.account_id}"
    }

    # ./tests/name.tftest.hcl
    override_resource {
      target = data.aws_caller_identity.this
      values = {
        account_id = "123456789012"
      }
    }

Instead
    variable "name" {
      type = string
    }

    data "aws_caller_identity" "this" {}

    output "account" {
      value = "${var.name} ${data.aws_caller_identity.this.account_id}"
    }

    # ./tests/name.tftest.hcl
    override_data {
      target = data.aws_caller_identity.this
      values = {
        account_id = "123456789012"
      }
    }
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tfgen.diagnostics import Diagnostic, Severity
from tfgen.rules.context import RuleContext
from tfgen.rules.language._overrides import OVERRIDES, target_kind
from tfgen.source import Range
from tfgen.terraform.analysis.addresses import TargetAddress, target_address
from tfgen.terraform.analysis.module_analysis import ModuleAnalysis
from tfgen.terraform.analysis.test_runs import runs_under_test
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.config.language import LanguageBlock

CODE = "TFG255"

Executed = Mapping[str, Sequence[ModuleAnalysis | None]]
"""The modules that the runs of each file execute, by the file's path; None for one not known."""


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each target that is none."""
    executed: Executed | None = None
    for block, argument in context.analysis.language.arguments("override_target"):
        kind, plural = OVERRIDES[block.block.type]
        address = target_address(argument.expr)
        if address is None and context.configuration.engine == "tofu":
            continue  # OpenTofu takes wildcards: aws_vpc.all[*]
        if address is None:
            detail = "An address is written as it is, without quotes and calculation."
            yield _finding(block, argument.expr.range, detail)
        elif target_kind(address) != kind:
            detail = f"{block.block.type} takes {plural} only, and {address.text} is none."
            yield _finding(block, argument.expr.range, detail, _help(target_kind(address)))
        else:
            executed = executed if executed is not None else _executed(context)
            yield from _check_declared(block, address, executed)


def _help(kind: str) -> str:
    return f"Write override_{kind}."


def _executed(context: RuleContext) -> Executed:
    """The modules by file; the one under test is among them always."""
    executed: dict[str, list[ModuleAnalysis | None]] = {}
    tests = context.configuration.tests
    for parsed in () if tests.detached else tests.tests:
        known = context.configuration.complete
        executed[parsed.file.path] = [context.analysis if known else None]
    for run in runs_under_test(context.analysis):
        executed[run.parsed.file.path].append(run.module)
    return executed


def _check_declared(
    block: LanguageBlock, address: TargetAddress, executed: Executed
) -> Iterator[Diagnostic]:
    modules = executed.get(block.parsed.file.path)
    if not modules or any(_may_have(module, address) for module in modules):
        return
    detail = f"No module that the runs of this file execute declares {address.text}."
    help_ = "Mend the address, or remove the block."
    yield _finding(block, address.expr.range, detail, help_, Severity.WARNING)


def _may_have(module: ModuleAnalysis | None, address: TargetAddress) -> bool:
    """True if a module declares the target, or if that is not known."""
    for part in address.path:
        if module is None or not module.configuration.complete:
            return True
        if part not in module.configuration.declared:
            return False
        module = module.modules.get(part[1])
    return module is None or address.last in module.configuration.declared


def _finding(
    block: LanguageBlock,
    place: Range,
    detail: str,
    help_: str = "",
    severity: Severity = Severity.ERROR,
) -> Diagnostic:
    return diagnostic(CODE, block.parsed, place, "Invalid override target", detail, help_, severity)
