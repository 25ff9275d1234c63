"""The test of a value against what the provider refuses. The asker learns by it, and the rules judge by it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from tfgen.aws.refusals.forms import FORMS
from tfgen.aws.refusals.model import ValueRefusal

MAX_TEXT = 100_000
"""Longer texts are not looked at, except for their length."""

ASCII_ONLY = "ascii"
"""Third of the ``values`` of ``chars``: other characters than ASCII's are refused too."""


def takes_text(refusal: ValueRefusal, text: str) -> bool:
    """True if the provider takes a text, as far as this constraint says; also when that is not certain."""
    if text == "":
        return refusal.empty
    if refusal.kind == "length":
        return not text.isascii() or _between(refusal, len(text))
    if len(text) > MAX_TEXT:
        return True
    match refusal.kind:
        case "enum":
            return _listed(refusal, text)
        case "pattern":
            return compiled(refusal.text).search(text) is not None
        case "chars":
            return _of_characters(refusal, text)
        case "form":
            return FORMS[refusal.text].holds(text)
    return True


def takes_number(refusal: ValueRefusal, number: float) -> bool:
    """True if the provider takes a number, or when that is not certain."""
    if f"{number:.15g}" in refusal.values:
        return True
    if refusal.kind == "enum":
        return False
    # the borders were asked for with whole numbers
    low = refusal.least is None or number > refusal.least - 1
    high = refusal.most is None or number < refusal.most + 1
    return low and high


def takes_count(refusal: ValueRefusal, count: int) -> bool:
    """True if the provider takes so many elements."""
    return _between(refusal, count)


def _between(refusal: ValueRefusal, size: int) -> bool:
    if refusal.least is not None and size < refusal.least:
        return False
    return refusal.most is None or size <= refusal.most


def _listed(refusal: ValueRefusal, text: str) -> bool:
    if text in refusal.values:
        return True
    return refusal.any_case and text.lower() in {value.lower() for value in refusal.values}


def _of_characters(refusal: ValueRefusal, text: str) -> bool:
    first, last, *others = refusal.values
    if not text.isascii():
        return ASCII_ONLY not in others
    if not set(text) <= set(refusal.text):
        return False
    return text[0] in first and text[-1] in last


@lru_cache(maxsize=1024)
def compiled(pattern: str) -> Any:
    """A pattern as Go reads it. Raises ``re2.error``."""
    import re2

    options = re2.Options()
    options.log_errors = False
    return re2.compile(pattern, options=options)
