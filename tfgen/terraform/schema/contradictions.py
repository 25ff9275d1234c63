"""Version constraints that no version whatsoever can meet together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tfgen.terraform.schema.choose import Condition, Numbers, VersionError, conditions_of


def contradict(constraints: Iterable[str]) -> bool:
    """True if it is certain that no version meets all of these texts (``>= 5.0, < 6.0``).

    Never certain with pre-releases, which constraints meet by rules of their own, nor with ``~> 5``,
    which Terraform's readers of constraints do not take alike, nor with what is no constraint.
    """
    conditions: list[Condition] = []
    for text in constraints:
        try:
            conditions += conditions_of(text)
        except VersionError:
            return False
        if "-" in text:
            return False
    if any(c.operator == "~>" and c.length == 1 for c in conditions):
        return False
    return not any(_all_hold(conditions, version) for version in _candidates(conditions))


def _all_hold(conditions: Sequence[Condition], version: Numbers) -> bool:
    return all(condition.holds(version) for condition in conditions)


def _candidates(conditions: Sequence[Condition]) -> Iterator[Numbers]:
    """Versions of which one meets all conditions if any version does: the lowest that some
    condition allows, and as many after each as ``!=`` and ``>`` can take away.
    """
    steps = 2 + len(conditions)
    for major, minor, patch in ((0, 0, 0), *(condition.version for condition in conditions)):
        for step in range(steps):
            yield major, minor, patch + step
