"""Tokens for the parser, and what can be open around them."""

from __future__ import annotations

from tfgen.source import Pos

MAX_DEPTH = 200
"""The depth of brackets, strings and operators: what follows walks the tree by recursion."""

FILE, BLOCK, OBJECT = "file", "block", "object"
FOR_BRACES, FOR_BRACKETS, BRACKETS, PARENS = "{for", "[for", "[", "("
INTERPOLATION, DIRECTIVE, STRING, HEREDOC = "${", "%{", '"', "<<"


class Tok:
    """A token; ``value`` is its text, unescaped in strings; ``start`` and ``end`` its place."""

    __slots__ = ("end", "start", "type", "value")

    def __init__(self, terminal: str, value: str, start: Pos, end: Pos) -> None:
        self.type = terminal
        self.value = value
        self.start = start
        self.end = end


class Level:
    """An open bracket, string or heredoc (or the file itself).

    ``marker`` is a heredoc's end marker; ``intro`` is true between ``for`` and its ``in``.
    """

    __slots__ = ("intro", "kind", "marker", "opened")

    def __init__(self, kind: str, opened: Pos, marker: str = "") -> None:
        self.kind = kind
        self.opened = opened
        self.marker = marker
        self.intro = False


def is_identifier(word: str) -> bool:
    """True for what HCL takes for an identifier: letters, digits, _ and -, of any script."""
    return word.replace("-", "_").isidentifier()
