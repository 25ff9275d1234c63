"""Regular expressions in the syntax of Go's ``regexp`` package (RE2), as trees."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from tfgen.types.functions.rule import Unsure

Ranges = tuple[tuple[int, int], ...]
LAST = 0x10FFFF
MOST_REPEATS = 1000
DEEPEST = 200


class PatternError(ValueError):
    """Go does not compile the pattern; the message is Go's."""


class Chars(Struct, frozen=True):
    """One character out of ranges and Unicode categories (``Lu``, ``N``; ``^`` before it: not of it)."""

    ranges: Ranges
    categories: tuple[str, ...] = ()
    negated: bool = False
    folded: bool = False


class Check(Struct, frozen=True):
    """A place: ``begin``, ``end``, ``line-begin``, ``line-end``, ``word``, ``not-word``."""

    kind: str


class Sequence(Struct, frozen=True):
    """One after another."""

    parts: tuple[Node, ...]


class Choice(Struct, frozen=True):
    """The first that leads to a match."""

    options: tuple[Node, ...]


class Repeat(Struct, frozen=True):
    """``most`` None: without end."""

    of: Node
    least: int
    most: int | None
    greedy: bool


class Capture(Struct, frozen=True):
    """A group that is kept, counted from 1."""

    of: Node
    number: int


Node = Chars | Check | Sequence | Choice | Repeat | Capture


class Pattern(Struct, frozen=True):
    """A whole expression; ``names`` has an entry for each group, "" for one without a name."""

    root: Node
    names: tuple[str, ...]


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
_CHECKS = {"A": "begin", "z": "end", "b": "word", "B": "not-word"}
_NAME_CHARS = frozenset("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_")


def inverted(ranges: Ranges) -> Ranges:
    """All characters that are in none of the ranges."""
    found, start = [], 0
    for low, high in sorted(ranges):
        if low > start:
            found.append((start, low - 1))
        start = max(start, high + 1)
    if start <= LAST:
        found.append((start, LAST))
    return tuple(found)


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


class _Reader(Struct):
    text: str
    at: int = 0
    flags: frozenset[str] = frozenset()
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
        digits = first
        while len(digits) < 3 and self.at < len(self.text) and self.text[self.at] in "01234567":
            digits += self.text[self.at]
            self.at += 1
        return int(digits, 8)

    def hexadecimal(self, start: int) -> int:
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
        if self.at >= len(self.text):
            raise PatternError("missing closing ]")
        if self.text[self.at] == "\\":
            return self.code()
        self.at += 1
        return ord(self.text[self.at - 1])

    def take(self, sign: str) -> bool:
        found = self.text.startswith(sign, self.at)
        self.at += len(sign) if found else 0
        return found


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdigit() and (len(text) == 1 or text[0] != "0")
