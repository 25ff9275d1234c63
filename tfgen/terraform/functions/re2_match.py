"""Matching as Go's ``regexp`` does: leftmost, first alternative first, in time linear in the text.

A backtracking search that never enters the same state twice at the same place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any
from unicodedata import category

from tfgen.terraform.functions.re2_nodes import Capture, Chars, Check, Choice, Node, Pattern, Repeat, Sequence
from tfgen.terraform.functions.re2_syntax import parse
from tfgen.terraform.functions.rule import Unsure

MOST_STATES = 5_000
MOST_STEPS = 150_000

Groups = tuple[int, ...]
"""Start and end of the match and of each group, -1 for a group that took no part."""

_Step = tuple[str, Any, int, int]
"""(what, its datum, where to go next, where to go else)."""


class Expression:
    """A compiled expression."""

    def __init__(self, text: str) -> None:
        """Raises ``PatternError``, ``Unsure``."""
        self.pattern: Pattern = parse(text)
        self.names = self.pattern.names
        self._steps: list[_Step] = []
        self._start = self._compiled(Capture(self.pattern.root, 0), self._add("match"))
        self._left = MOST_STEPS

    @staticmethod
    def of(text: str) -> Expression:
        """The same, compiled once for several uses, each with all of the work that is allowed. Raises the same."""
        found = _once(text)
        found._left = MOST_STEPS
        return found

    def search(self, text: str, start: int = 0) -> Groups | None:
        """The leftmost match from ``start`` on. Raises ``Unsure`` when that is too much work."""
        seen: set[int] = set()
        for at in range(start, len(text) + 1):
            found = self._match(text, at, seen)
            if found is not None:
                return found
        return None

    def every(self, text: str) -> Iterator[Groups]:
        """All matches that do not overlap; an empty one right after another does not count."""
        at, before = 0, -1
        while at <= len(text):
            found = self.search(text, at)
            if found is None:
                return
            start, end = found[:2]
            if not (start == end == at and start == before) and not (end == at and start == before):
                yield found
            at = end if end > at else at + 1
            before = end

    def _match(self, text: str, start: int, seen: set[int]) -> Groups | None:
        """The match that begins at ``start``; states that failed from an earlier start fail from here too."""
        width = len(text) + 1
        waiting = [(self._start, start, (-1,) * (2 * len(self.names) + 2))]
        while waiting:
            state, at, groups = waiting.pop()
            if state * width + at in seen:
                continue
            seen.add(state * width + at)
            self._left -= 1
            if self._left < 0:
                raise Unsure
            what, datum, after, other = self._steps[state]
            if what == "chars":
                if at < len(text) and datum(text[at]):
                    waiting.append((after, at + 1, groups))
            elif what == "split":
                waiting.append((other, at, groups))
                waiting.append((after, at, groups))
            elif what == "save":
                assert isinstance(datum, int)
                waiting.append((after, at, (*groups[:datum], at, *groups[datum + 1 :])))
            elif what == "match":
                return groups
            elif _holds(str(datum), text, at):
                waiting.append((after, at, groups))
        return None

    def _add(self, what: str, datum: object = None, after: int = 0, other: int = 0) -> int:
        if len(self._steps) >= MOST_STATES:
            raise Unsure
        self._steps.append((what, datum, after, other))
        return len(self._steps) - 1

    def _compiled(self, node: Node, after: int) -> int:
        """The state in which to begin, so that ``after`` follows."""
        match node:
            case Chars():
                return self._add("chars", tester(node), after)
            case Check():
                return self._add("check", node.kind, after)
            case Sequence():
                for part in reversed(node.parts):
                    after = self._compiled(part, after)
                return after
            case Choice():
                entry = self._compiled(node.options[-1], after)
                for option in reversed(node.options[:-1]):
                    entry = self._add("split", None, self._compiled(option, after), entry)
                return entry
            case Capture():
                inner = self._compiled(node.of, self._add("save", 2 * node.number + 1, after))
                return self._add("save", 2 * node.number, inner)
            case Repeat():
                return self._repeated(node, after)

    def _repeated(self, node: Repeat, after: int) -> int:
        entry = after
        if node.most is None:
            entry = self._endless(node, after)
            times = max(node.least - 1, 0)
        else:
            for _ in range(node.most - node.least):
                entry = self._optional(self._compiled(node.of, entry), after, node.greedy)
            times = node.least
        for _ in range(times):
            entry = self._compiled(node.of, entry)
        return entry

    def _endless(self, node: Repeat, after: int) -> int:
        """One or more times, or, where that may be none, no time or one or more."""
        loop = self._add("split")
        body = self._compiled(node.of, loop)
        self._steps[loop] = ("split", None, body, after) if node.greedy else ("split", None, after, body)
        if node.least > 0:
            return body
        return self._optional(body, after, node.greedy) if nullable(node.of) else loop

    def _optional(self, inner: int, after: int, greedy: bool) -> int:
        return self._add("split", None, inner, after) if greedy else self._add("split", None, after, inner)


def nullable(node: Node) -> bool:
    """Whether it matches nothing, too."""
    match node:
        case Chars():
            return False
        case Check():
            return True
        case Sequence():
            return all(nullable(part) for part in node.parts)
        case Choice():
            return any(nullable(option) for option in node.options)
        case Capture():
            return nullable(node.of)
        case Repeat():
            return node.least == 0 or nullable(node.of)


def tester(of: Chars) -> Callable[[str], bool]:
    """Whether a character is one of these."""

    def is_in(char: str) -> bool:
        code, kind = ord(char), category(char) if of.categories else ""
        if any(low <= code <= high for low, high in of.ranges):
            return True
        return any(not kind.startswith(c[1:]) if c[0] == "^" else kind.startswith(c) for c in of.categories)

    @lru_cache(maxsize=1024)
    def test(char: str) -> bool:
        chars = _variants(char) if of.folded else (char,)
        return any(map(is_in, chars)) != of.negated

    return test


def _variants(char: str) -> set[str]:
    """The same letter in other cases."""
    found = {char, char.lower(), char.upper(), char.upper().lower(), char.lower().upper()}
    if found & {"s", "k"}:
        found |= {"\u017f"} if "s" in found else {"\u212a"}
    return {c for c in found if len(c) == 1}


def _holds(kind: str, text: str, at: int) -> bool:
    match kind:
        case "begin":
            return at == 0
        case "end":
            return at == len(text)
        case "line-begin":
            return at == 0 or text[at - 1] == "\n"
        case "line-end":
            return at == len(text) or text[at] == "\n"
    before = at > 0 and _is_word(text[at - 1])
    return (before != (at < len(text) and _is_word(text[at]))) == (kind == "word")


def _is_word(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char == "_")


@lru_cache(maxsize=128)
def _once(text: str) -> Expression:
    return Expression(text)
