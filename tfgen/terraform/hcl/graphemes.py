"""Grapheme clusters: what a reader takes for one character, and what Terraform counts.

Its functions count them in strings, ``terraform fmt`` counts them as columns. They are those of
Unicode 15.0, the version in Terraform (go-textseg v15), whatever Python's own is.
"""

from __future__ import annotations

import re
from functools import cache

_PIECES = re.compile(r"""(?:[^"\\$%]|\\.)+|\$\$\{~?|%%\{~?|.""")


def clusters(text: str) -> list[str]:
    """The grapheme clusters of ``text``; joined they are the text."""
    if text.isascii() and "\r\n" not in text:
        return list(text)
    found: list[str] = _cluster().findall(text)
    return found


def columns(text: str) -> int:
    """The number of grapheme clusters in ``text``."""
    if text.isascii() and "\r\n" not in text:
        return len(text)
    return len(_cluster().findall(text))


def string_columns(string: str) -> int:
    """The columns of a quoted string without interpolations, quotes included.

    Terraform counts quotes, text and each lone dollar or percent sign by themselves: no accent
    joins the one before.
    """
    if string.isascii():
        return len(string)
    return 2 + sum(map(columns, _PIECES.findall(string[1:-1])))


@cache
def _cluster() -> re.Pattern[str]:
    """A pattern that matches one cluster: go-textseg's grammar, not quite the standard's.

    It joins a pictograph to any flag, Hangul syllable or pictograph before it when a zero width
    joiner stands between, and it takes U+FFFD for a control.
    """
    c = _classes()
    lead, vowel, trail, pictograph = (f"[{c[name]}]" for name in ("L", "V", "T", "Pictographic"))
    lv = f"[{''.join(map(chr, range(0xAC00, 0xD7A4, 28)))}]"
    lvt = f"(?!{lv})[\uac00-\ud7a3]"
    mark = f"[{c['Extend']}{c['SpacingMark']}\u200d]"
    extension = f"(?:\u200d{pictograph}|{mark})*"
    open_syllables = f"{lead}+(?:(?:{lv}?{vowel}+|{lvt}){trail}*|{lv})?|{lv}{vowel}*{trail}*"
    syllable = f"{open_syllables}|{vowel}+{trail}*|{lvt}{trail}*|{trail}+"
    flag = "[\U0001f1e6-\U0001f1ff]{1,2}"
    one = (
        f"(?:(?:{syllable}|{flag}|{pictograph}){extension}|[^{c['Control']}{c['Prepend']}]{mark}*)"
    )
    return re.compile(f"\r\n|[{c['Control']}]|[{c['Prepend']}]+{one}?|{one}")


def _classes() -> dict[str, str]:
    """The inside of a regex character class for each class of the data file."""
    from importlib.resources import (
        files,
    )  # few texts go beyond ASCII, and this import takes its time

    found: dict[str, str] = {}
    for line in (
        files("tfgen.terraform.hcl").joinpath("graphemes.txt").read_text("utf-8").splitlines()
    ):
        if not line.startswith("#"):
            name, *ranges = line.split()
            found[name] = found.get(name, "") + "".join(map(_range, ranges))
    return found


def _range(text: str) -> str:
    return "-".join(re.escape(chr(int(end, 16))) for end in text.split("-"))
