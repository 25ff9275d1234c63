"""Errors of all expressions of a module, and when Terraform finds them."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, field
from msgspec.structs import replace

from tfgen.source import Range
from tfgen.terraform.evaluate.evaluation_site import EvaluationSite, LocatedError
from tfgen.terraform.evaluate.expression_sites import evaluation_sites
from tfgen.terraform.evaluate.module_scope import ModuleScope
from tfgen.terraform.evaluate.path_dependence import depends_on_path
from tfgen.terraform.evaluate.plan_assumptions import PlanAssumptions
from tfgen.terraform.evaluate.site_evaluation import has_no_instances, site_errors
from tfgen.terraform.types.evaluation_error import ErrorKind, EvaluationError


class TypeChecker(Struct):
    """The errors of a module's expressions, and the number of expressions that were skipped.

    ``plan`` knows more than ``validate``, ``assumptions`` more than ``plan``; an error that only
    their values show is for a plan to find.
    """

    validate: ModuleScope
    plan: ModuleScope
    assumptions: PlanAssumptions | None = None
    errors: list[LocatedError] = field(default_factory=list)
    skipped: int = 0

    def run(self) -> TypeChecker:
        """Check every expression."""
        for site in evaluation_sites(self.plan.configuration):
            self._check(site)
        return self

    def _check(self, site: EvaluationSite) -> None:
        plan_errors, skipped = site_errors(site, self.plan)
        self.skipped += skipped
        workspace_read = self.plan.take_workspace_read()
        if plan_errors or workspace_read:
            self._add(site, plan_errors, workspace_read=workspace_read)
        elif self.assumptions is not None and self.assumptions.concerns(site):
            self._check_assumed(site, self.assumptions)

    def _add(
        self, site: EvaluationSite, plan_errors: list[EvaluationError], *, workspace_read: bool
    ) -> None:
        """Add the errors of ``validate``, and those that only a plan finds."""
        validate_errors = _by_range(site_errors(site, self.validate)[0])
        errors = {} if has_no_instances(site.block.repeats, self.plan) else _by_range(plan_errors)
        if workspace_read and self.plan.configuration.workspace is None:
            validate_errors = _in_default_workspace(validate_errors, errors)
        errors |= validate_errors
        configuration = self.plan.configuration
        refuses = not (configuration.called and depends_on_path(site.expr, configuration))
        for key, error in errors.items():
            if refuses or error.kind is not ErrorKind.REFUSED:
                planned = key not in validate_errors and not configuration.of_test
                self.errors.append(LocatedError(site.block.parsed, error, planned=planned))

    def _check_assumed(self, site: EvaluationSite, assumptions: PlanAssumptions) -> None:
        """Add the errors of the values that a plan assumes;
        a plan does not look at blocks without instances.
        """
        if has_no_instances(site.block.repeats, assumptions.scope):
            return
        for error in _by_range(site_errors(site, assumptions.scope)[0]).values():
            self.errors.append(assumptions.located(site, error))


_Errors = dict[tuple[ErrorKind, Range], EvaluationError]


def _in_default_workspace(validate_errors: _Errors, plan_errors: _Errors) -> _Errors:
    """The errors of ``validate``; those that an unknown workspace does not have say so."""
    noted: _Errors = {}
    for key, error in validate_errors.items():
        if key not in plan_errors:
            help_ = f'{error.help} So it is in the workspace "default"; --workspace names another.'
            error = replace(error, help=help_.strip())
        noted[key] = error
    return noted


def _by_range(errors: Iterable[EvaluationError]) -> dict[tuple[ErrorKind, Range], EvaluationError]:
    """The last error of each kind and range: rounds of a loop have the same errors."""
    return {(error.kind, error.range): error for error in errors}
