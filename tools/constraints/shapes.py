"""What a shape of an AWS model says of a value, as limits; what cannot be said for certain is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tfgen.aws.constraints.model import Constraint
from tfgen.terraform.types.model import NUMBER
from tools.constraints.matching import Matched

LONGEST_PATTERN = 160
"""A longer pattern helps no reader."""

LONGEST_TEXT = 4096
"""A text that may be longer is a document: Terraform and AWS may count it differently."""

_WHOLE = re.compile(r"[\^]?[\[(\w\\].*[+*})\]?$]", re.DOTALL)
_FOREIGN = re.compile(r"\\[pPhHQEuxAzZGR]|\[\[:|&&|\(\?(?![:!=])|[+*?}][+]|\\[1-9]")
"""What other dialects than Python's have, or read differently; possessive quantifiers and back references too."""

_ANYTHING = frozenset({"", ".*", ".+", "[\\s\\S]*", "[\\s\\S]+", "\\S+", "\\S", ".*\\S.*", ".*[^\\s].*", "(?s).*"})


def constraints_of(one: Matched, path: str) -> Iterator[Constraint]:
    """The limits of an attribute's shape; ``path`` is where they are to stand."""
    shape = one.shape
    if one.type == NUMBER:
        if shape.least is not None or shape.most is not None:
            yield Constraint(path, "range", one.source, least=shape.least, most=shape.most)
    elif shape.enum:
        if all(shape.enum):
            yield Constraint(path, "enum", one.source, values=tuple(dict.fromkeys(shape.enum)))
    else:
        least = shape.least if shape.least and shape.least > 1 else None
        most = shape.most if shape.most is not None and shape.most <= LONGEST_TEXT else None
        if least is not None or most is not None:
            yield Constraint(path, "length", one.source, least=least, most=most)
        pattern = python_pattern(shape.pattern)
        if pattern:
            yield Constraint(path, "pattern", one.source, pattern=pattern)


def python_pattern(pattern: str) -> str | None:
    """The pattern for ``re.fullmatch``, or None when Python may read it differently or it says nothing.

    AWS anchors most of its patterns. One that is not anchored counts only when it plainly describes a whole value.
    """
    core = pattern.removeprefix("^").removesuffix("$")
    if core in _ANYTHING or len(pattern) > LONGEST_PATTERN or _FOREIGN.search(pattern):
        return None
    bare = re.sub(r"\\.|\[(?:\\.|[^\]\\])*\]", "x", core)
    if _slow(bare) or (_has_top_alternatives(bare) and pattern != core):
        return None
    anchored = pattern.startswith("^") and pattern.endswith("$") and not pattern.endswith("\\$")
    if not anchored and not (_WHOLE.fullmatch(core) and core[-1] in "+*}"):
        return None
    try:
        re.compile(core)
    except re.error:
        return None
    return core


def _has_top_alternatives(bare: str) -> bool:
    """Whether a ``|`` stands outside all groups: then ``^`` and ``$`` belong to some of the alternatives only."""
    depth = 0
    for char in bare:
        depth += (char == "(") - (char == ")")
        if char == "|" and depth == 0:
            return True
    return False


def _slow(bare: str) -> bool:
    """Whether a group that is repeated holds a repetition or an option: matching it may take for ever."""
    varying = [False]
    for i, char in enumerate(bare):
        if char == "(":
            varying.append(False)
        elif char == ")" and len(varying) > 1:
            inside = varying.pop()
            if inside and bare[i + 1 : i + 2] in ("+", "*", "{"):
                return True
            varying[-1] |= inside
        elif char in "+*{" or (char == "?" and bare[i - 1 : i] != "("):
            varying[-1] = True
    return len(re.findall(r"x\*x\*|x\*x.?x\*", bare)) > 0
