"""Characters in the syntax of Go's ``regexp`` package: escapes, classes and what stands between brackets."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from tfgen.terraform.functions.re2_nodes import LAST, Chars, PatternError, Ranges, inverted
from tfgen.terraform.functions.rule import Unsure

DIGIT: Ranges = ((48, 57),)
SPACE: Ranges = ((9, 10), (12, 13), (32, 32))
WORD: Ranges = ((48, 57), (65, 90), (95, 95), (97, 122))
_PERL: Mapping[str, Ranges] = {"d": DIGIT, "s": SPACE, "w": WORD}
_POSIX: Mapping[str, Ranges] = {
    "alnum": ((48, 57), (65, 90), (97, 122)),
    "alpha": ((65, 90), (97, 122)),
    "ascii": ((0, 127),),
    "blank": ((9, 9), (32, 32)),
    "cntrl": ((0, 31), (127, 127)),
    "digit": DIGIT,
    "graph": ((33, 126),),
    "lower": ((97, 122),),
    "print": ((32, 126),),
    "punct": ((33, 47), (58, 64), (91, 96), (123, 126)),
    "space": ((9, 13), (32, 32)),
    "upper": ((65, 90),),
    "word": WORD,
    "xdigit": ((48, 57), (65, 70), (97, 102)),
}
_CONTROLS = {"a": 7, "f": 12, "n": 10, "r": 13, "t": 9, "v": 11}
_CATEGORIES = frozenset(
    [
        "L",
        "Lu",
        "Ll",
        "Lt",
        "Lm",
        "Lo",
        "M",
        "Mn",
        "Mc",
        "Me",
        "N",
        "Nd",
        "Nl",
        "No",
        "P",
        "Pc",
        "Pd",
        "Ps",
        "Pe",
        "Pi",
        "Pf",
        "Po",
        "S",
        "Sm",
        "Sc",
        "Sk",
        "So",
        "Z",
        "Zs",
        "Zl",
        "Zp",
        "C",
        "Cc",
        "Cf",
        "Cs",
        "Co",
    ]
)


class Characters(Struct):
    """Reads them from ``text`` at ``at``; ``flags`` are those that hold there."""

    text: str
    at: int = 0
    flags: frozenset[str] = frozenset()

    def char_class(self) -> tuple[Ranges, tuple[str, ...]] | None:
        r"""``\d`` and the like, or ``\pL``."""
        char = self.text[self.at + 1 : self.at + 2]
        if char and char.lower() in _PERL:
            self.at += 2
            ranges = _PERL[char.lower()]
            return (ranges if char.islower() else inverted(ranges)), ()
        if char not in ("p", "P"):
            return None
        return self.category(char == "P")

    def category(self, negated: bool) -> tuple[Ranges, tuple[str, ...]]:
        r"""``\pL``, ``\p{Lu}``, ``\P{Any}``: ranges and categories. Raises ``Unsure`` for a script."""
        start = self.at
        if self.text[self.at + 2 : self.at + 3] == "{":
            close = self.text.find("}", self.at)
            name, self.at = self.text[self.at + 3 : close], close + 1
            if close < 0:
                raise PatternError(f"invalid character class range: {self.text[start:]}")
        else:
            name, self.at = self.text[self.at + 2 : self.at + 3], self.at + 3
        if name.startswith("^"):
            name, negated = name[1:], not negated
        if name == "Any":
            return (() if negated else ((0, LAST),)), ()
        if name in _CATEGORIES:
            return (), (f"^{name}" if negated else name,)
        if len(name) > 1:
            raise Unsure  # a script, perhaps
        raise PatternError(f"invalid character class range: {self.text[start : self.at]}")

    def code(self) -> int:
        """The character that an escape stands for."""
        start, char = self.at, self.text[self.at + 1 : self.at + 2]
        self.at += 2
        if not char:
            raise PatternError("trailing backslash at end of expression: ")
        if char in _CONTROLS:
            return _CONTROLS[char]
        if char == "x":
            return self.hexadecimal(start)
        more = self.text[self.at : self.at + 1]
        if char == "0" or (char in "1234567" and more and more in "01234567"):
            return self.octal(char)
        if char.isascii() and not char.isalnum():
            return ord(char)
        raise PatternError(f"invalid escape sequence: {self.text[start : self.at]}")

    def octal(self, first: str) -> int:
        """The character of up to three octal digits, the first of which is read."""
        digits = first
        while len(digits) < 3 and self.at < len(self.text) and self.text[self.at] in "01234567":
            digits += self.text[self.at]
            self.at += 1
        return int(digits, 8)

    def hexadecimal(self, start: int) -> int:
        r"""The character of ``\x41`` or ``\x{1F600}``, begun at ``start``, whose ``x`` is read."""
        if self.take("{"):
            close = self.text.find("}", self.at)
            digits, self.at = self.text[self.at : close] if close >= 0 else "", close + 1
        else:
            digits, self.at = self.text[self.at : self.at + 2], self.at + 2
            digits = digits if len(digits) == 2 else ""
        if not digits or any(char not in "0123456789abcdefABCDEF" for char in digits) or int(digits, 16) > LAST:
            raise PatternError(f"invalid escape sequence: {self.text[start : start + 4]}")
        return int(digits, 16)

    def bracket(self) -> Chars:
        """The class ``[...]`` that stands here."""
        start, self.at = self.at, self.at + 1
        negated = self.take("^")
        ranges: list[tuple[int, int]] = []
        categories: list[str] = []
        first = True
        while first or not self.text.startswith("]", self.at):
            if self.at >= len(self.text):
                raise PatternError(f"missing closing ]: {self.text[start:]}")
            first = False
            found = self.member()
            ranges.extend(found[0])
            categories.extend(found[1])
        self.at += 1
        return Chars(tuple(ranges), tuple(categories), negated, "i" in self.flags)

    def member(self) -> tuple[Ranges, tuple[str, ...]]:
        """What one member of a bracket stands for: ``a-z``, ``[:alpha:]``, an escape."""
        if self.text.startswith("[:", self.at) and (close := self.text.find(":]", self.at + 2)) >= 0:
            name = self.text[self.at + 2 : close]
            plain = name.removeprefix("^")
            if plain not in _POSIX:
                raise PatternError(f"invalid character class range: [:{name}:]")
            self.at = close + 2
            return (inverted(_POSIX[plain]) if name != plain else _POSIX[plain]), ()
        if self.text[self.at] == "\\" and (found := self.char_class()) is not None:
            return found
        start, low = self.at, self.class_char()
        high = low
        if self.text.startswith("-", self.at) and self.text[self.at + 1 : self.at + 2] not in ("]", ""):
            self.at += 1
            high = self.class_char()
        if high < low:
            raise PatternError(f"invalid character class range: {self.text[start : self.at]}")
        return ((low, high),), ()

    def class_char(self) -> int:
        """One end of a range in a bracket."""
        if self.at >= len(self.text):
            raise PatternError("missing closing ]")
        if self.text[self.at] == "\\":
            return self.code()
        self.at += 1
        return ord(self.text[self.at - 1])

    def take(self, sign: str) -> bool:
        """Whether ``sign`` stands here; goes on behind it."""
        found = self.text.startswith(sign, self.at)
        self.at += len(sign) if found else 0
        return found
