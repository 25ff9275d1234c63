"""A lifecycle policy that ECR does not take.

What it finds
    In the policy of ``aws_ecr_lifecycle_policy``: what is no JSON, no list of rules, a rule without priority,
    selection or action, a priority twice, numbers in quotes, a ``tagStatus`` that does not exist, tagged images
    without prefixes or patterns, ``countUnit`` where images are counted.

Why it matters
    Terraform plans it; ECR refuses it in the apply.

Example
    resource "aws_ecr_lifecycle_policy" "app" {
      repository = "app"
      policy = jsonencode({
        rules = [{
          rulePriority = "1"
          selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = 10 }
          action       = { type = "expire" }
        }]
      })
    }

Instead
    resource "aws_ecr_lifecycle_policy" "app" {
      repository = "app"
      policy = jsonencode({
        rules = [{
          rulePriority = 1
          selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = 10 }
          action       = { type = "expire" }
        }]
      })
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.aws._json_arguments import (
    JsonArgument,
    JsonProblem,
    json_arguments,
    json_diagnostics,
)
from tfgen.rules.aws._json_documents import JsonNode, MalformedError
from tfgen.rules.context import RuleContext

CODE = "TFG534"

_RULE = ("rulePriority", "selection", "action")
_SELECTION = ("tagStatus", "countType", "countNumber")
_TAG_STATUS = ("tagged", "untagged", "any")


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each thing wrong in each policy."""
    for argument in json_arguments(context, "ecr-lifecycle"):
        yield from json_diagnostics(context, CODE, argument, _problems(argument))


def _problems(argument: JsonArgument) -> Iterator[JsonProblem]:
    node = argument.node
    if isinstance(node, MalformedError) or node.unknown:
        return
    rules = (node.members or {}).get("rules")
    if rules is None:
        yield JsonProblem(
            node.range, "A lifecycle policy without rules", "It is an object with rules."
        )
        return
    if rules.unknown:
        return
    if not isinstance(rules.value, tuple) or not rules.value:
        yield JsonProblem(rules.range, "rules is a list", "It has one rule at least.")
        return
    yield from _repeated(rules)
    for rule in rules.value:
        yield from _rule(rule)


def _repeated(rules: JsonNode) -> Iterator[JsonProblem]:
    seen: set[object] = set()
    for rule in rules.items:
        priority = (rule.members or {}).get("rulePriority")
        if priority is None or not isinstance(priority.value, int | str):
            continue
        if priority.value in seen:
            detail = "Each rule has a priority of its own."
            yield JsonProblem(
                priority.range, f"The priority {priority.value} is there twice", detail
            )
        seen.add(priority.value)


def _rule(rule: JsonNode) -> Iterator[JsonProblem]:
    if rule.members is None:
        return
    yield from _missing(rule, "A rule", _RULE)
    yield from _number(rule, "rulePriority")
    selection = rule.members.get("selection")
    if selection is None or selection.members is None:
        return
    yield from _missing(selection, "A selection", _SELECTION)
    yield from _number(selection, "countNumber")
    yield from _tags(selection)
    unit, kind = selection.members.get("countUnit"), selection.members.get("countType")
    if kind is not None and kind.value == "imageCountMoreThan" and unit is not None:
        detail = "Images are counted there, not days."
        yield JsonProblem(unit.range, "countUnit with imageCountMoreThan", detail, "Remove it.")
    if kind is not None and kind.value == "sinceImagePushed" and unit is None:
        detail = "Since when is counted in days."
        help_ = 'Add countUnit = "days".'
        yield JsonProblem(kind.range, "sinceImagePushed without countUnit", detail, help_)


def _missing(node: JsonNode, what: str, names: tuple[str, ...]) -> Iterator[JsonProblem]:
    for name in names:
        if name not in (node.members or {}):
            detail = f"It has {', '.join(names)}."
            yield JsonProblem(node.range, f"{what} without {name}", detail)


def _number(node: JsonNode, name: str) -> Iterator[JsonProblem]:
    value = (node.members or {}).get(name)
    if value is not None and isinstance(value.value, str):
        help_ = f"Write {value.value}." if value.value.isdecimal() else ""
        yield JsonProblem(value.range, f"{name} is a number", "This is a string.", help_)


def _tags(selection: JsonNode) -> Iterator[JsonProblem]:
    members = selection.members or {}
    status = members.get("tagStatus")
    if status is None or status.unknown:
        return
    if status.value not in _TAG_STATUS:
        detail = f"It is {', '.join(_TAG_STATUS)}."
        yield JsonProblem(status.range, f'There is no tagStatus "{status.value}"', detail)
    elif status.value == "tagged" and not {"tagPrefixList", "tagPatternList"} & members.keys():
        detail = "Which tags is said by tagPrefixList or tagPatternList."
        yield JsonProblem(status.range, "tagged without tags", detail)
