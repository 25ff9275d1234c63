"""Provider versions that a root and its modules cannot agree on.

What it finds
    ``required_providers`` of a root and of the local modules that it calls, directly or through others, whose
    constraints for one provider no version can meet together.

Why it matters
    Terraform installs one version of a provider for all of a configuration. ``terraform init`` refuses it: "no
    available releases match the given constraints".

Example
    terraform {
      required_providers {
        aws = {
          source  = "hashicorp/aws"
          version = "= 6.62.0"
        }
      }
    }

    module "network" {
      source = "./network"
    }

    # ./network/main.tf
    terraform {
      required_providers {
        aws = {
          source  = "hashicorp/aws"
          version = ">= 5.100.0, < 6.0.0"
        }
      }
    }

Instead
    terraform {
      required_providers {
        aws = {
          source  = "hashicorp/aws"
          version = "= 6.62.0"
        }
      }
    }

    module "network" {
      source = "./network"
    }

    # ./network/main.tf
    terraform {
      required_providers {
        aws = {
          source  = "hashicorp/aws"
          version = ">= 5.100.0, < 7.0.0"
        }
      }
    }
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.source import Range
from tfgen.terraform.analysis.module_analysis import ModuleAnalysis
from tfgen.terraform.config.configuration import Parsed
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.config.provider_names import required_providers, source_of
from tfgen.terraform.config.providers import required
from tfgen.terraform.hcl.syntax import Expr, Object
from tfgen.terraform.hcl.walk import plain_string
from tfgen.terraform.schema.contradictions import contradict

CODE = "TFG031"


class _Demand(Struct, frozen=True):
    """A constraint, what makes it, and the place in the root to report it at."""

    text: str
    maker: str
    parsed: Parsed
    range: Range


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each provider whose versions no release can meet."""
    if context.configuration.called or not context.analysis.modules:
        return
    for source, demands in _demands(context.analysis).items():
        if len(demands) > 1 and contradict(demand.text for demand in demands):
            yield _finding(source, _least(demands))


def _demands(root: ModuleAnalysis) -> dict[str, list[_Demand]]:
    """The constraints of the root and of all modules below it, by provider."""
    demands: dict[str, list[_Demand]] = {}
    for source, text, parsed, expr in _constraints(root):
        demands.setdefault(source, []).append(_Demand(text, "The root", parsed, expr.range))
    for name, module in root.modules.items():
        call = root.configuration.declared["module", name]
        for maker, below in _below(f"module.{name}", module, frozenset()):
            for source, text, _, _ in _constraints(below):
                demand = _Demand(text, maker, call.parsed, call.name_range)
                demands.setdefault(source, []).append(demand)
    return demands


def _below(
    address: str, module: ModuleAnalysis, above: frozenset[str]
) -> Iterator[tuple[str, ModuleAnalysis]]:
    """A module and those that it calls, with their addresses; a circle of calls is left."""
    directory = module.configuration.directory
    if directory in above:
        return
    yield address, module
    for name, inner in module.modules.items():
        yield from _below(f"{address}.module.{name}", inner, above | {directory})


def _constraints(module: ModuleAnalysis) -> Iterator[tuple[str, str, Parsed, Expr]]:
    """The provider, the constraint and the place of each entry that has a version."""
    entries = required(module.configuration)
    for parsed, attribute in required_providers(module.configuration.files):
        expr: Expr | None = attribute.expr
        if isinstance(attribute.expr, Object):
            expr = _version(attribute.expr)
        text = plain_string(expr) if expr is not None else None
        if expr is not None and text is not None:
            yield source_of(attribute.name, entries), text, parsed, expr


def _version(entry: Object) -> Expr | None:
    for item in entry.items:
        if plain_string(item.key) == "version":
            return item.value
    return None


def _least(demands: Sequence[_Demand]) -> Sequence[_Demand]:
    """Two of the constraints that contradict each other; all of them where no two do."""
    for number, one in enumerate(demands):
        for other in demands[number + 1 :]:
            if contradict((one.text, other.text)):
                return one, other
    return demands


def _finding(source: str, demands: Sequence[_Demand]) -> Diagnostic:
    parts = []
    for demand in demands:
        parts.append(f'{demand.maker} requires "{demand.text}"')
    return diagnostic(
        CODE,
        demands[0].parsed,
        demands[0].range,
        f"No version of {source} suits the root and its modules",
        f"{'; '.join(parts)}.",
        "Let one version meet both: render or fetch them for the same provider version.",
    )
