"""A reference to an output that the module does not have.

What it finds
    ``module.network.xyz`` where the module has no output value ``xyz``. Modules outside the tree are not judged. Where
    Terraform may never come to it, in a branch of a conditional, it is a warning, and in ``try`` and ``can`` nothing.

Why it matters
    Terraform refuses it: "Unsupported attribute".

Example
    module "network" {
      source = "./network"
    }

    output "vpc" {
      value = module.network.id
    }

    # ./network/outputs.tf
    output "vpc_id" {
      value = "vpc-1"
    }

Instead
    module "network" {
      source = "./network"
    }

    output "vpc" {
      value = module.network.vpc_id
    }

    # ./network/outputs.tf
    output "vpc_id" {
      value = "vpc-1"
    }
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.rules.fixes.edits import rename_fix
from tfgen.source import Range
from tfgen.spelling import did_you_mean
from tfgen.terraform.analysis.expressions import Scoped
from tfgen.terraform.analysis.guards import Guard, guard_around
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.types.evaluation_error import ErrorKind

CODE = "TFG406"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each output that is not there."""
    for scoped, access in context.analysis.accesses:
        if access.owner[0] != "module":
            continue
        call = context.configuration.declared.get(access.owner)
        interface = context.configuration.interfaces.get(access.owner[1])
        if call is None or interface is None or access.name in interface.outputs:
            continue
        planned = _planned(context, scoped, access.range)
        if (access.splat or access.indexed == call.instanced) and planned is not None:
            yield diagnostic(
                CODE,
                scoped.parsed,
                access.range,
                f'Unknown module output "{access.name}"',
                f"The module of {'.'.join(access.owner)} has no such output.",
                did_you_mean(access.name, interface.outputs),
                planned=planned,
                fix=rename_fix(access.range, access.name, interface.outputs),
            )


def _planned(context: RuleContext, scoped: Scoped, name: Range) -> bool | None:
    """True where only a plan finds it, None where ``try`` or ``can`` catches it.

    Core knows a module's outputs by evaluating only: what it does not evaluate may name any.
    """
    evaluated = _evaluated(context).get((scoped.parsed.file.path, name))
    if evaluated is not None:
        return evaluated
    guard = guard_around(scoped, name)
    if guard is Guard.CAUGHT:
        return None
    return scoped.planned or guard is Guard.SKIPPED


def _evaluated(context: RuleContext) -> Mapping[tuple[str, Range], bool]:
    """The attributes that evaluation does not find;
    True for those that it finds missing only when planning.
    """
    missing: dict[tuple[str, Range], bool] = {}
    for located in context.evaluation.type_checker.errors:
        if located.error.kind is ErrorKind.ATTRIBUTE:
            missing[located.parsed.file.path, located.error.range] = located.planned
    return missing
