"""Path patterns of settings files: ``legacy``, ``envs/*/old.tf``, ``**/generated_*.tf``."""

from __future__ import annotations

import re
from functools import cache


def problem(pattern: str) -> str:
    """Why a pattern cannot be one, or ``""``."""
    if not pattern.strip("/ "):
        return "It is empty"
    if pattern.startswith("/") or re.match("[A-Za-z]:", pattern):
        return "It is an absolute path"
    if ".." in pattern.split("/"):
        return "It leads out of the folder of the settings file"
    if "\\" in pattern:
        return 'It holds "\\"'
    try:
        _compiled(pattern)
    except re.error:
        return "It holds a range that runs backwards"
    return ""


def fits(pattern: str, path: str) -> bool:
    """Whether a pattern means a path, or a folder above it; both relative to one folder, with forward slashes.

    ``*`` and ``?`` stand for characters of one name, ``**`` for any number of folders, ``[ab]`` and ``[!a]`` for one
    character.
    """
    return _compiled(pattern).match(path) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    parts = [part for part in pattern.split("/") if part not in ("", ".")]
    parts = [part for part, after in zip(parts, [*parts[1:], ""], strict=False) if not part == after == "**"]
    if len(parts) > 1 and parts[-1] == "**":
        parts.pop()
    deep = [part == "**" for part in parts]
    text = "".join("(?:[^/]+/)*" if d else _part(p) + "/" for p, d in zip(parts, deep, strict=True))
    # A pattern of folders alone, as "**", is everything; any other ends in a name, which may be a folder's.
    return re.compile(f"{text}.+" if all(deep) else rf"{text.removesuffix('/')}(?:/|\Z)", re.DOTALL)


def _part(part: str) -> str:
    out, at = "", 0
    while at < len(part):
        if part[at] == "[" and (found := re.compile(r"\[(!?)(\]?[^\]]*)\]").match(part, at)) and found[2]:
            held = re.sub(r"([\\\]\[^&~|])", r"\\\1", found[2])
            out += f"(?!/)[{'^' if found[1] else ''}{held}]"
            at = found.end()
            continue
        out += {"*": "[^/]*", "?": "[^/]"}.get(part[at]) or re.escape(part[at])
        at += 1
    return out
