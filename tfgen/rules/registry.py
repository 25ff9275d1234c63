"""Every rule, once, by group and file, in the order of their codes."""

from __future__ import annotations

from importlib import import_module

from tfgen.rules.base import IgnoreRule, Rule

_RULES = (
    "language.unknown_language_block",
    "language.unknown_language_argument",
    "language.wrong_labels",
    "language.missing_language_argument",
    "language.missing_language_block",
    "language.repeated_language_block",
    "language.invalid_identifier",
    "language.not_constant",
    "language.wrong_constant",
    "language.count_with_for_each",
    "language.invalid_depends_on",
    "language.invalid_provider_reference",
    "language.invalid_ignore_changes",
    "language.invalid_replace_trigger",
    "language.invalid_version_constraint",
    "language.invalid_required_provider",
    "language.unknown_backend",
    "language.invalid_backend_argument",
    "language.invalid_type_constraint",
    "language.invalid_condition",
    "language.invalid_module_source",
    "language.invalid_address",
    "language.invalid_provisioner",
    "language.invalid_keyword",
    "language.destroy_time_reference",
    "language.invalid_import",
    "language.invalid_action_trigger",
    "language.deprecated_form",
    "language.module_with_own_provider",
    "language.invalid_remote_state",
    "references.module_cycle",
    "language.unmet_required_version",
    "language.construct_of_other_engine",
    "language.repeated_test_block",
    "language.invalid_expected_failure",
    "language.invalid_override_target",
    "references.invalid_test_reference",
    "references.undeclared_test_provider",
    "language.test_value_of_wrong_type",
    "language.missing_mock_data",
    "language.value_not_known_early",
    "language.json_of_wrong_shape",
    "language.nothing_to_override",
    "language.not_overridable",
    "language.value_for_undeclared_variable",
    "language.value_of_wrong_type",
    "language.value_not_constant",
    "language.quoted_reference",
    "schema.unknown_argument",
    "schema.missing_argument",
    "schema.block_as_attribute",
    "schema.attribute_as_block",
    "schema.computed_only",
    "schema.too_many_blocks",
    "schema.missing_block",
    "schema.unknown_type",
    "schema.literal_of_wrong_type",
    "schema.unknown_block",
    "schema.invalid_string_flag",
    "references.undeclared_reference",
    "references.unknown_attribute",
    "references.string_flag_compared_with_bool",
    "references.unknown_module_input",
    "references.missing_module_input",
    "references.unknown_module_output",
    "references.duplicate_declaration",
    "references.incomplete_reference",
    "references.unknown_built_in",
    "references.misplaced_reference",
    "references.missing_instance_key",
    "references.unexpected_instance_key",
    "references.wrong_instance_key",
    "references.impossible_step",
    "references.undeclared_provider",
    "references.missing_module_provider",
    "references.wrong_module_provider",
    "references.dependency_cycle",
    "references.self_reference",
    "references.undeclared_replacement_trigger",
    "references.invalid_import_target",
    "references.removed_still_declared",
    "references.invalid_move",
    "references.scoped_data_source",
    "references.unknown_provider_function",
    "references.unused_variable",
    "references.unused_local",
    "references.unused_data_source",
    "references.unused_provider_alias",
    "expressions.argument_of_wrong_type",
    "expressions.operand_of_wrong_type",
    "expressions.failing_operation",
    "expressions.unknown_function",
    "expressions.wrong_argument_count",
    "expressions.failing_function_call",
    "expressions.inconsistent_conditional",
    "expressions.condition_not_bool",
    "expressions.invalid_index",
    "expressions.unsupported_attribute",
    "expressions.nothing_to_iterate",
    "expressions.invalid_template_value",
    "expressions.invalid_key",
    "expressions.invalid_count",
    "expressions.invalid_for_each",
    "expressions.default_of_wrong_type",
    "expressions.module_input_of_wrong_type",
    "expressions.exposed_sensitive_value",
    "expressions.kept_ephemeral_value",
    "expressions.refused_value",
    "naming.name_without_suffix",
    "naming.hard_coded_region",
    "aws.value_not_allowed",
    "aws.value_of_wrong_form",
    "aws.value_of_wrong_length",
    "aws.number_out_of_range",
    "aws.several_lifecycle_transitions",
    "aws.invalid_resource_name",
    "aws.invalid_address_range",
    "aws.subnet_outside_vpc",
    "aws.overlapping_subnets",
    "aws.invalid_arn",
    "aws.invalid_schedule",
    "aws.reversed_ports",
    "aws.unknown_instance_class",
    "aws.invalid_fargate_task",
    "aws.unknown_region",
    "aws.zone_outside_region",
    "aws.invalid_policy",
    "aws.wildcard_admin_policy",
)

_IGNORE_RULES = (
    "ignores.ignore_without_reason",
    "ignores.ignore_of_unknown_code",
    "ignores.unused_ignore",
    "ignores.ignore_of_what_cannot_be_ignored",
    "ignores.ignore_without_code",
)

_ON_RUNS = frozenset(
    {
        "references.undeclared_reference",
        "references.unknown_attribute",
        "references.string_flag_compared_with_bool",
        "references.unknown_module_output",
        "references.incomplete_reference",
        "references.unknown_built_in",
        "references.misplaced_reference",
        "references.missing_instance_key",
        "references.unexpected_instance_key",
        "references.wrong_instance_key",
        "references.impossible_step",
        "references.unknown_provider_function",
    }
)
"""The rules on references that look at the assertions of test runs too."""


def _rule(name: str) -> Rule:
    file = import_module(f"tfgen.rules.{name}")
    on_runs = name in _ON_RUNS or name.startswith("expressions.")
    return Rule(file.CODE, file.check, file.__doc__ or "", on_runs)


def _ignore_rule(name: str) -> IgnoreRule:
    file = import_module(f"tfgen.rules.{name}")
    return IgnoreRule(file.CODE, file.__doc__ or "")


RULES: tuple[Rule, ...] = tuple(_rule(name) for name in _RULES)
"""The rules that look at a module; ``tests/rules`` runs the Example and the Instead of each."""

IGNORE_RULES: tuple[IgnoreRule, ...] = tuple(_ignore_rule(name) for name in _IGNORE_RULES)
"""The rules on comments that ignore findings: ``suppress`` reports them when the others have run."""
