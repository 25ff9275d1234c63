"""How many columns a text takes, counted as Terraform counts them: one for each grapheme cluster.

The clusters are those of Unicode 15.0, the version in Terraform (go-textseg v15), whatever Python's own is.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files


def columns(text: str) -> int:
    """The number of grapheme clusters in ``text``."""
    return len(text) if text.isascii() and "\r\n" not in text else sum(1 for _ in _cluster().finditer(text))


@cache
def _cluster() -> re.Pattern[str]:
    """A pattern that matches one cluster. It is go-textseg's grammar, which joins a pictograph after any extended
    Hangul syllable, flag or pictograph, where the standard asks for a pictograph before it too."""
    c = _classes()
    lv = "".join(map(chr, range(0xAC00, 0xD7A4, 28)))
    syllables = "\uac00-\ud7a3"
    extend = f"[{c['Extend']}]"
    mark = f"[{c['Extend']}{c['SpacingMark']}\u200d]"
    extension = f"(?:\u200d[{c['Pictographic']}]{extend}*|{mark})*"
    hangul = (
        f"(?:[{c['L']}]*(?:(?:[{lv}][{c['V']}]*|[{c['V']}]+|[{syllables}])[{c['T']}]*)|[{c['L']}]+|[{c['T']}]+){extension}"
    )
    flag = f"[\U0001f1e6-\U0001f1ff]{{1,2}}{extension}"
    emoji = f"[{c['Pictographic']}]{extension}"
    other = f"[^{c['Control']}{c['Prepend']}]{mark}*"
    prepend = f"[{c['Prepend']}]"
    one = f"(?:{hangul}|{flag}|{emoji}|{other})"
    return re.compile(f"\r\n|[{c['Control']}]|{prepend}+{one}?|{one}", re.DOTALL)


def _classes() -> dict[str, str]:
    """The inside of a regex character class for each line class of the data file."""
    found: dict[str, str] = {}
    for line in files("tfgen.hcl").joinpath("graphemes.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            name, *ranges = line.split()
            found[name] = found.get(name, "") + "".join(map(_range, ranges))
    return found


def _range(text: str) -> str:
    return "-".join(re.escape(chr(int(end, 16))) for end in text.split("-"))
