"""Path patterns of settings files: ``legacy``, ``envs/*/old.tf``, ``**/generated_*.tf``."""

from __future__ import annotations

import re
from functools import cache

_ONE_OF = re.compile(r"\[(!?)(\]?[^\]]*)\]")
_WILDCARDS = {"*": "[^/]*", "?": "[^/]"}


def problem(pattern: str) -> str:
    """The reason why a pattern cannot be one, or ``""``."""
    if not pattern.strip("/ "):
        return "It is empty"
    if pattern.startswith("/") or re.match("[A-Za-z]:", pattern):
        return "It is an absolute path"
    if ".." in pattern.split("/"):
        return "It leads out of its folder"
    if "\\" in pattern:
        return 'It holds "\\"'
    try:
        _compiled(pattern)
    except re.error:
        return "It holds a range that runs backwards"
    return ""


def fits(pattern: str, path: str) -> bool:
    """True when a pattern means a path, or a folder above it;
    both relative to one folder, with forward slashes.

    ``*`` and ``?`` stand for characters of one name, ``**`` for any number of folders, ``[ab]`` and
    ``[!a]`` for one character.
    """
    return _compiled(pattern).match(path) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    parts = _parts(pattern)
    text = "".join(map(_part, parts))
    if set(parts) <= {"**"}:
        # A pattern of folders alone is everything.
        return re.compile(f"{text}.+", re.DOTALL)
    # Any other ends in a name, which may be a folder's.
    return re.compile(rf"{text.removesuffix('/')}(?:/|\Z)", re.DOTALL)


def _parts(pattern: str) -> list[str]:
    """The names of a pattern; ``**`` neither twice in a row nor behind a name at the end."""
    parts: list[str] = []
    for part in pattern.split("/"):
        repeated = part == "**" and parts[-1:] == ["**"]
        if part not in ("", ".") and not repeated:
            parts.append(part)
    if len(parts) > 1 and parts[-1] == "**":
        parts.pop()
    return parts


def _part(part: str) -> str:
    """The regular expression of one name and the slash behind it."""
    if part == "**":
        return "(?:[^/]+/)*"
    text, at = "", 0
    while at < len(part):
        one_of = _ONE_OF.match(part, at)
        if one_of and one_of[2]:
            characters = re.sub(r"([\\\]\[^&~|])", r"\\\1", one_of[2])
            negation = "^" if one_of[1] else ""
            text += f"(?!/)[{negation}{characters}]"
            at = one_of.end()
        else:
            text += _WILDCARDS.get(part[at]) or re.escape(part[at])
            at += 1
    return f"{text}/"
