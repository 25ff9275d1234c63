"""All rules, in the order of their codes."""

from __future__ import annotations

from types import ModuleType

from tfgen.rules import (
    attribute_as_block,
    block_as_attribute,
    computed_only,
    duplicate_declaration,
    hard_coded_region,
    invalid_string_flag,
    literal_of_wrong_type,
    missing_argument,
    missing_block,
    missing_module_input,
    name_without_suffix,
    quoted_reference,
    string_flag_compared_with_bool,
    too_many_blocks,
    undeclared_reference,
    unknown_argument,
    unknown_attribute,
    unknown_block,
    unknown_module_input,
    unknown_module_output,
    unknown_type,
)
from tfgen.rules.model import Rule

_FILES: tuple[ModuleType, ...] = (
    quoted_reference,
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
    name_without_suffix,
    hard_coded_region,
)

RULES: tuple[Rule, ...] = tuple(Rule(f.CODE, f.check, f.__doc__ or "") for f in _FILES)
"""One entry for each rule file; ``tests/rules`` runs the Example and the Instead of each."""
