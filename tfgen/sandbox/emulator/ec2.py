"""EC2: descriptions of security group rules for a prefix list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from moto.ec2.models.security_groups import SecurityGroup, SecurityGroupRule

from tfgen.sandbox.emulator.patching import Method, wrap


def apply() -> None:
    """Apply all patches of this file."""
    prefix_list_rules_have_descriptions()


def prefix_list_rules_have_descriptions() -> None:
    """Without: an aws_security_group_rule with prefix_list_ids loses its description,
    and each plan adds it again.
    """

    @wrap(SecurityGroupRule, "__init__")
    def init(original: Method, self: Any, *args: Any, **kwargs: Any) -> None:
        original(self, *args, **kwargs)
        given = kwargs.get("prefix_list_id") or next(
            (a for a in args if isinstance(a, dict) and "PrefixListId" in a), {}
        )
        self.prefix_list_description = given.get("Description")

    @wrap(SecurityGroup, "_flattened_rules")
    def flattened_rules(original: Method, self: Any, rules: Iterable[Any]) -> Any:
        views = original(self, rules)
        for view in views:
            for entry in view.prefix_list_ids:
                entry.update(_description(view, entry["PrefixListId"], rules))
        return views


def _description(view: Any, prefix_list_id: str, rules: Iterable[Any]) -> dict[str, str]:
    """The description of the rule that a prefix list's entry in a grouped view comes from."""
    wanted = (prefix_list_id, view.ip_protocol, view.from_port, view.to_port)
    for rule in rules:
        if (rule.prefix_list_id, rule.ip_protocol, rule.from_port, rule.to_port) == wanted:
            return (
                {"Description": rule.prefix_list_description}
                if rule.prefix_list_description
                else {}
            )
    return {}
