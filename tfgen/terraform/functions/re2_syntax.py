"""Regular expressions in the syntax of Go's ``regexp`` package (RE2), as trees."""

from __future__ import annotations

from msgspec import field

from tfgen.terraform.functions.re2_characters import Characters
from tfgen.terraform.functions.re2_nodes import (
    LAST,
    Capture,
    Chars,
    Check,
    Choice,
    Node,
    Pattern,
    PatternError,
    Repeat,
    Sequence,
    inverted,
)
from tfgen.terraform.functions.rule import Unsure

MOST_REPEATS = 1000
DEEPEST = 200

_CHECKS = {"A": "begin", "z": "end", "b": "word", "B": "not-word"}
_NAME_CHARS = frozenset("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_")


def parse(text: str) -> Pattern:
    """The tree of an expression. Raises ``PatternError``, or ``Unsure`` for the few things not known here."""
    reader = _Reader(text)
    root = reader.choice()
    if reader.at < len(text):
        raise PatternError(f"unexpected ): {text}")
    if not _repeats_fit(root, MOST_REPEATS):
        raise PatternError("invalid repeat count")
    return Pattern(root, tuple(reader.names))


def _repeats_fit(node: Node, left: int) -> bool:
    match node:
        case Repeat():
            times = node.least if node.most is None else node.most
            if times > left:
                return False
            return _repeats_fit(node.of, left // times if times > 1 else left)
        case Sequence():
            return all(_repeats_fit(part, left) for part in node.parts)
        case Choice():
            return all(_repeats_fit(option, left) for option in node.options)
        case Capture():
            return _repeats_fit(node.of, left)
    return True


class _Reader(Characters):
    names: list[str] = field(default_factory=list)
    depth: int = 0

    def choice(self) -> Node:
        """Alternatives up to the end of the group; flags set in one hold in those after it."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unsure
        options = [self.sequence()]
        while self.take("|"):
            options.append(self.sequence())
        self.depth -= 1
        return options[0] if len(options) == 1 else Choice(tuple(options))

    def sequence(self) -> Node:
        parts: list[Node] = []
        repeated = False
        while self.at < len(self.text) and self.text[self.at] not in "|)":
            start = self.at
            bounds = self.bounds()
            if bounds is None:
                parts.extend(self.atom())
                repeated = False
                continue
            if not parts:
                raise PatternError(f"missing argument to repetition operator: {self.text[start : self.at]}")
            if repeated:
                raise PatternError(f"invalid nested repetition operator: {self.text[start : self.at]}")
            greedy = self.take("?") == ("U" in self.flags)
            parts[-1] = Repeat(parts[-1], *bounds, greedy)
            repeated = True
        return parts[0] if len(parts) == 1 else Sequence(tuple(parts))

    def bounds(self) -> tuple[int, int | None] | None:
        """The repetition that stands here, or None."""
        sign = self.text[self.at]
        if sign in "*+?":
            self.at += 1
            return {"*": (0, None), "+": (1, None), "?": (0, 1)}[sign]
        if sign != "{":
            return None
        close = self.text.find("}", self.at)
        low, comma, high = self.text[self.at + 1 : max(close, self.at + 1)].partition(",")
        if not _is_count(low) or (high and not _is_count(high)):
            return None
        whole, self.at = self.text[self.at : close + 1], close + 1
        least, most = int(low), int(low) if not comma else int(high) if high else None
        if least > MOST_REPEATS or (most is not None and (most > MOST_REPEATS or most < least)):
            raise PatternError(f"invalid repeat count: {whole}")
        return least, most

    def atom(self) -> list[Node]:
        char = self.text[self.at]
        if char == "(":
            return self.group()
        if char == "[":
            return [self.bracket()]
        if char == "\\":
            return self.escaped()
        self.at += 1
        multi = "m" in self.flags
        if char == "^":
            return [Check("line-begin" if multi else "begin")]
        if char == "$":
            return [Check("line-end" if multi else "end")]
        if char == ".":
            return [Chars(((0, LAST),) if "s" in self.flags else inverted(((10, 10),)))]
        return [self.one(ord(char))]

    def one(self, code: int) -> Chars:
        return Chars(((code, code),), folded="i" in self.flags)

    def group(self) -> list[Node]:
        outer = self.flags
        number = 0
        if self.text.startswith("(?", self.at):
            name = self.name()
            if name is None:
                if not self.set_flags():
                    return []
            else:
                number = self.new_group(name)
        else:
            self.at += 1
            number = self.new_group("")
        inner = self.choice()
        if not self.take(")"):
            raise PatternError(f"missing closing ): {self.text}")
        self.flags = outer
        return [Capture(inner, number) if number else inner]

    def new_group(self, name: str) -> int:
        self.names.append(name)
        return len(self.names)

    def name(self) -> str | None:
        """The name of a named group, whose head is read then."""
        head = next((head for head in ("(?P<", "(?<") if self.text.startswith(head, self.at)), None)
        if head is None:
            return None
        close = self.text.find(">", self.at)
        name = self.text[self.at + len(head) : close] if close > 0 else ""
        if not name or not set(name) <= _NAME_CHARS:
            raise PatternError(f"invalid named capture: {self.text[self.at :]}")
        self.at = close + 1
        return name

    def set_flags(self) -> bool:
        """Read ``(?i)`` or the head ``(?i:``; whether a group follows."""
        start, self.at = self.at, self.at + 2
        flags, on, given = set(self.flags), True, False
        while self.at < len(self.text):
            char = self.text[self.at]
            self.at += 1
            if char in "imsU":
                (flags.add if on else flags.discard)(char)
                given = True
            elif char == "-" and on:
                on, given = False, False
            elif char in ":)" and (on or given):
                self.flags = frozenset(flags)
                return char == ":"
            else:
                break
        raise PatternError(f"invalid or unsupported Perl syntax: {self.text[start : self.at]}")

    def escaped(self) -> list[Node]:
        char = self.text[self.at + 1 : self.at + 2]
        if char == "Q":
            return list(self.quoted())
        if char in _CHECKS:
            self.at += 2
            return [Check(_CHECKS[char])] if char else []
        found = self.char_class()
        if found is not None:
            return [Chars(found[0], found[1], folded="i" in self.flags and bool(found[1]))]
        return [self.one(self.code())]

    def quoted(self) -> list[Chars]:
        end = self.text.find("\\E", self.at + 2)
        stop = end if end >= 0 else len(self.text)
        found = [self.one(ord(char)) for char in self.text[self.at + 2 : stop]]
        self.at = min(stop + 2, len(self.text))
        return found


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdigit() and (len(text) == 1 or text[0] != "0")
