"""Regular expressions that every Python 3.11 matches alike."""

from __future__ import annotations

import pkgutil
import re
from importlib import import_module
from re import _constants, _parser  # type: ignore[attr-defined]

import tfgen


def test_no_possessive_quantifiers_and_atomic_groups() -> None:
    """Python before 3.11.5 matches these wrongly (gh-106052), and Debian 12 has 3.11.2."""
    names = [m.name for m in pkgutil.walk_packages(tfgen.__path__, "tfgen.") if not m.name.endswith("__main__")]
    patterns = {
        (name, value.pattern, value.flags)
        for name in names
        if "emulator" not in name
        for value in vars(import_module(name)).values()
        if isinstance(value, re.Pattern)
    }
    assert len(patterns) > 30
    assert [p for p in patterns if uses_3_11_5(_parser.parse(p[1], p[2]))] == []


def uses_3_11_5(parsed: object) -> bool:
    if parsed in (_constants.POSSESSIVE_REPEAT, _constants.ATOMIC_GROUP):
        return True
    parts = parsed if isinstance(parsed, list | tuple | _parser.SubPattern) else ()
    return any(uses_3_11_5(part) for part in parts)
