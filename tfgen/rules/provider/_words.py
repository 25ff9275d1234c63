"""Words for what the provider takes."""

from __future__ import annotations

from tfgen.aws.refusals.forms import FORMS
from tfgen.aws.refusals.model import ValueRefusal

_RANGES = (
    ("a-z", "abcdefghijklmnopqrstuvwxyz"),
    ("A-Z", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    ("0-9", "0123456789"),
)


def bounds(refusal: ValueRefusal) -> str:
    """``1 to 64``, ``at least 8`` or ``at most 256``."""
    if refusal.least is None:
        return f"at most {refusal.most or 0:.15g}"
    if refusal.most is None:
        return f"at least {refusal.least:.15g}"
    if refusal.least == refusal.most:
        return f"exactly {refusal.least:.15g}"
    return f"{refusal.least:.15g} to {refusal.most:.15g}"


def form_words(refusal: ValueRefusal, text: str) -> tuple[str, str]:
    """The form in words, and how to come to it."""
    match refusal.kind:
        case "form":
            form = FORMS[refusal.text]
            return form.words, f"For example: {form.example}"
        case "chars":
            return _characters(refusal, text)
    return f"text in which {refusal.text} is found", ""


def _characters(refusal: ValueRefusal, text: str) -> tuple[str, str]:
    first, last = refusal.values[:2]
    strange = sorted({char for char in text if char not in refusal.text})
    if strange:
        return (
            f"the characters {ranges(refusal.text)}",
            f"Leave out {' '.join(map(repr, strange))}.",
        )
    if text and text[0] not in first:
        return f"{ranges(first)} at the beginning", ""
    return f"{ranges(last)} at the end", ""


def ranges(chars: str) -> str:
    """``a-z, 0-9, - and _``."""
    parts: list[str] = []
    rest = set(chars)
    for name, members in _RANGES:
        if set(members) <= rest:
            parts.append(name)
            rest -= set(members)
    parts += map(_character, sorted(rest))
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def _character(char: str) -> str:
    if char == " ":
        return "a blank"
    return char if char.isprintable() else repr(char)
