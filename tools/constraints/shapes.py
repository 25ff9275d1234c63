"""Constraints of an AWS model's shape on a value; those that are not sure to hold are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tfgen.aws.constraints.model import Constraint
from tfgen.terraform.types.model import NUMBER
from tools.constraints.aws_models import AwsShape
from tools.constraints.matching import MatchedAttribute

MAX_PATTERN = 160
"""A longer pattern helps no reader."""

MAX_TEXT = 4096
"""A text that may be longer is a document: Terraform and AWS may count it differently."""

_WHOLE = re.compile(r"[\^]?[\[(\w\\].*[+*})\]?$]", re.DOTALL)
_FOREIGN = re.compile(r"\\[pPhHQEuxAzZGR]|\[\[:|&&|\(\?(?![:!=])|[+*?}][+]|\\[1-9]")
"""Forms that Python lacks or reads differently; possessive quantifiers and back references too."""

_ANYTHING = frozenset(
    {"", ".*", ".+", "[\\s\\S]*", "[\\s\\S]+", "\\S+", "\\S", ".*\\S.*", ".*[^\\s].*", "(?s).*"}
)


def constraints_of(attribute: MatchedAttribute, path: str) -> Iterator[Constraint]:
    """The constraints of an attribute's shape; ``path`` is the one that they get."""
    shape, source = attribute.shape, attribute.source
    if attribute.type == NUMBER:
        if shape.least is not None or shape.most is not None:
            yield Constraint(path, "range", source, least=shape.least, most=shape.most)
    elif shape.enum:
        if all(shape.enum):
            yield Constraint(path, "enum", source, values=tuple(dict.fromkeys(shape.enum)))
    else:
        yield from _text_constraints(shape, path, source)


def _text_constraints(shape: AwsShape, path: str, source: str) -> Iterator[Constraint]:
    least = shape.least if shape.least and shape.least > 1 else None
    most = shape.most if shape.most is not None and shape.most <= MAX_TEXT else None
    if least is not None or most is not None:
        yield Constraint(path, "length", source, least=least, most=most)
    pattern = python_pattern(shape.pattern)
    if pattern:
        yield Constraint(path, "pattern", source, pattern=pattern)


def python_pattern(pattern: str) -> str | None:
    """The pattern for ``re.fullmatch``, or None when Python may read it differently or it says nothing.

    AWS anchors most of its patterns. One that is not anchored counts only when it plainly describes a whole value.
    """
    core = pattern.removeprefix("^").removesuffix("$")
    if core in _ANYTHING or len(pattern) > MAX_PATTERN or _FOREIGN.search(pattern):
        return None
    bare = re.sub(r"\\.|\[(?:\\.|[^\]\\])*\]", "x", core)
    if _is_slow(bare) or (_has_top_alternatives(bare) and pattern != core):
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
    """True when a ``|`` stands outside all groups: ``^`` and ``$`` belong to some alternatives only, then."""
    depth = 0
    for char in bare:
        depth += (char == "(") - (char == ")")
        if char == "|" and depth == 0:
            return True
    return False


def _is_slow(bare: str) -> bool:
    """True when a repeated group has a repetition or an option in it: matching may take for ever."""
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
