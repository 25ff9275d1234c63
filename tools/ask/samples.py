"""Texts that a regular expression matches, to ask about what a message names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from re import _parser as parser
from typing import Any

_CATEGORIES = {"CATEGORY_DIGIT": "7", "CATEGORY_WORD": "w", "CATEGORY_SPACE": " "}
MAX_REPEATS = 300


def samples(pattern: str) -> tuple[str, ...]:
    """A dozen texts made after a pattern: short and long ones, each alternative in turn; none for an odd pattern."""
    try:
        tree = parser.parse(pattern)
    except (re.error, OverflowError, RecursionError):
        return ()
    made = []
    for turn in range(4):
        for repeats in (0, 1, MAX_REPEATS):
            made.append("".join(_text(tree, turn, repeats)))
    return tuple(dict.fromkeys(text for text in made if len(text) < 5000))


def _text(tree: Any, turn: int, repeats: int) -> Iterator[str]:
    """``turn`` chooses alternatives and characters; ``repeats`` is how often more than needed."""
    for operator, argument in tree:
        match str(operator):
            case "LITERAL":
                yield chr(argument)
            case "NOT_LITERAL":
                yield "x" if argument != ord("x") else "y"
            case "ANY":
                yield "x"
            case "IN":
                yield _character(argument, turn)
            case "BRANCH":
                yield from _text(argument[1][turn % len(argument[1])], turn, repeats)
            case "SUBPATTERN":
                yield from _text(argument[-1], turn, repeats)
            case "MAX_REPEAT" | "MIN_REPEAT":
                least, most, inner = argument
                for _ in range(min(int(most), int(least) + repeats, max(int(least), MAX_REPEATS))):
                    yield from _text(inner, turn, min(repeats, 1))


def _character(choices: Any, turn: int) -> str:
    kinds = [(str(operator), argument) for operator, argument in choices]
    if kinds[0][0] == "NEGATE":
        return "x"
    operator, argument = kinds[turn % len(kinds)]
    if operator == "LITERAL":
        return chr(argument)
    if operator == "RANGE":
        return chr(argument[turn % 2])
    return _CATEGORIES.get(str(argument), "w")
