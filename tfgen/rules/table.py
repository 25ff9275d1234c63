"""All rules, in the order of their codes."""

from __future__ import annotations

from types import ModuleType

from tfgen.rules import (
    attribute_as_block,
    block_as_attribute,
    computed_only,
    dependency_cycle,
    destroy_provisioner_reference,
    duplicate_declaration,
    hard_coded_region,
    impossible_step,
    incomplete_reference,
    invalid_string_flag,
    literal_of_wrong_type,
    misplaced_reference,
    missing_argument,
    missing_block,
    missing_instance_key,
    missing_module_input,
    name_without_suffix,
    self_reference,
    string_flag_compared_with_bool,
    too_many_blocks,
    undeclared_reference,
    unexpected_instance_key,
    unknown_argument,
    unknown_attribute,
    unknown_block,
    unknown_built_in,
    unknown_module_input,
    unknown_module_output,
    unknown_type,
    wrong_instance_key,
)
from tfgen.rules.model import Rule

_FILES: tuple[ModuleType, ...] = (
    unknown_argument,
    missing_argument,
    block_as_attribute,
    attribute_as_block,
    computed_only,
    too_many_blocks,
    missing_block,
    unknown_type,
    literal_of_wrong_type,
    unknown_block,
    invalid_string_flag,
    undeclared_reference,
    unknown_attribute,
    string_flag_compared_with_bool,
    unknown_module_input,
    missing_module_input,
    unknown_module_output,
    duplicate_declaration,
    incomplete_reference,
    unknown_built_in,
    misplaced_reference,
    destroy_provisioner_reference,
    missing_instance_key,
    unexpected_instance_key,
    wrong_instance_key,
    impossible_step,
    dependency_cycle,
    self_reference,
    name_without_suffix,
    hard_coded_region,
)

RULES: tuple[Rule, ...] = tuple(Rule(f.CODE, f.check, f.__doc__ or "") for f in _FILES)
"""One entry for each rule file; ``tests/rules`` runs the Example and the Instead of each."""
