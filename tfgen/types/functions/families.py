"""Which file holds which function's rule; the files are imported when one of their functions is called."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module

from tfgen.types.functions.rule import Rule

FAMILIES: Mapping[str, str] = {}

_FILE_OF = {name: file for file, names in FAMILIES.items() for name in names.split()}


@lru_cache(maxsize=256)
def rule_of(name: str) -> Rule | None:
    """The function's rule; None for one whose value nobody knows before it runs (``timestamp``)."""
    file = _FILE_OF.get(name)
    if file is None:
        return None
    rule: Rule = import_module(f"tfgen.types.functions.{file}").RULES[name]
    return rule
