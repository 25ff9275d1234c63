"""JSON text to a tree with places, and with the errors of HashiCorp's ``hcl/json``.

Stricter than Python's ``json`` (no NaN, no byte order mark) and more patient: a property that
stands in an object twice is kept twice, because HCL gives that a meaning.
"""

from __future__ import annotations

import re
from json import JSONDecodeError, loads

from msgspec import Struct

from tfgen.diagnostics import Diagnostics
from tfgen.source import LineIndex, Range, SourceFile
from tfgen.spelling import did_you_mean
from tfgen.terraform.hcl.errors import HclSyntaxError, SyntaxProblem, broken, quoted
from tfgen.terraform.hcl.numbers import number
from tfgen.terraform.hcl.tokens import MAX_DEPTH

JSON_SYNTAX = "TFG280"


class JsonText(Struct, frozen=True):
    """A string; ``range`` includes the quotes."""

    value: str
    range: Range


class JsonScalar(Struct, frozen=True):
    """A number, bool or null."""

    value: int | float | bool | None
    range: Range


class JsonList(Struct, frozen=True):
    """An array."""

    items: tuple[Json, ...]
    range: Range


class Member(Struct, frozen=True):
    """One property of an object."""

    key: JsonText
    value: Json


class JsonObject(Struct, frozen=True):
    """An object, its properties in source order, repeated ones kept."""

    members: tuple[Member, ...]
    range: Range


Json = JsonText | JsonScalar | JsonList | JsonObject

_BLANKS = re.compile(r"[ \t\r\n]*")
_STRING = re.compile(r'"[^"\\\x00-\x1f]*(?:\\[^\x00-\x1f][^"\\\x00-\x1f]*)*"')
_NUMBER = re.compile(r"[-+.0-9][-+.0-9eE]*")
_SOUND_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_WORD = re.compile(r"[^\W\d]\w*")
_UNIT = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|[^\\]"
)
_LONE = re.compile("[\ud800-\udfff]")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}


def parse_json(file: SourceFile) -> tuple[Json | None, Diagnostics]:
    """The file's value; None with one TFG280 finding when it is not JSON."""
    lines = LineIndex.of(file.text)
    reader = _JsonReader(file.text, lines)
    try:
        return reader.whole(), ()
    except HclSyntaxError as error:
        return None, (broken(error, file, lines),)


def unescaped(raw: str) -> str:
    """The string that ``raw``, text between quotes, stands for; itself where it is broken."""
    try:
        return str(loads(f'"{raw}"', strict=False))
    except JSONDecodeError:
        return raw


def places(raw: str) -> list[int]:
    """The places in ``raw``, text between quotes, of each character of its value; and the end."""
    return [*(unit.start() for unit in _UNIT.finditer(raw)), len(raw)]


class _JsonReader(Struct):
    text: str
    lines: LineIndex
    at: int = 0
    depth: int = 0

    def whole(self) -> Json:
        if self.text.startswith("\ufeff"):
            raise self.fault(
                "Byte order mark in a JSON file",
                "JSON begins with its value.",
                "Save it without one.",
            )
        value = self.value()
        self.blanks()
        if self.at < len(self.text):
            raise self.fault(
                "Text after the JSON value", "A file holds one value, and it ends before this."
            )
        return value

    def value(self) -> Json:
        self.blanks()
        match self.text[self.at : self.at + 1]:
            case "":
                raise self.fault("Missing JSON value", "The text ends where a value is expected.")
            case '"':
                return self.string()
            case "{" | "[" as opening:
                self.depth += 1
                if self.depth > MAX_DEPTH:
                    raise self.fault(
                        "JSON nested too deeply", f"More than {MAX_DEPTH} levels are not read."
                    )
                found = self.members(opening)
                self.depth -= 1
                return found
        return self.scalar()

    def members(self, opening: str) -> Json:
        if opening == "{":
            return self.object()
        return self.list()

    def object(self) -> JsonObject:
        start, members = self.at, list[Member]()
        self.at += 1
        while self.next() != "}":
            if self.at >= len(self.text):
                raise self.unclosed("object", start)
            if self.next() != '"':
                raise self.fault(
                    "A property's name is missing", "It stands in double quotes.", self.quoting()
                )
            key = self.string()
            if self.next() != ":":
                raise self.fault(
                    "Missing colon after a property's name", f"The property is {quoted(key.value)}."
                )
            self.at += 1
            members.append(Member(key, self.value()))
            self.separator("}", "object", start)
        self.at += 1
        return JsonObject(tuple(members), self.lines.range(start, self.at))

    def list(self) -> JsonList:
        start, items = self.at, list[Json]()
        self.at += 1
        while self.next() != "]":
            items.append(self.value())
            self.separator("]", "array", start)
        self.at += 1
        return JsonList(tuple(items), self.lines.range(start, self.at))

    def separator(self, closing: str, what: str, start: int) -> None:
        """Past the comma between two values; at the closing bracket behind the last."""
        mark = self.next()
        if mark == "":
            raise self.unclosed(what, start)
        if mark == closing:
            return
        if mark in "}]":
            raise self.fault("Mismatched brackets", f"An {what} is closed with {closing}.")
        if mark != ",":
            raise self.fault(f"Missing comma in an {what}", "A comma stands between two values.")
        comma = self.at
        self.at += 1
        if self.next() == closing:
            raise self.fault(
                f"Trailing comma in an {what}",
                "JSON has none after the last value.",
                "Remove it.",
                comma,
            )

    def unclosed(self, what: str, start: int) -> HclSyntaxError:
        line = self.lines.pos(start).line
        return self.fault(
            f"Unclosed {what}", f"The {what} that begins at line {line} does not end.", at=start
        )

    def string(self) -> JsonText:
        start = self.at
        found = _STRING.match(self.text, start)
        if found is None:
            raise self.bad_string(start)
        self.at = found.end()
        raw = found[0]
        try:
            value = raw[1:-1] if "\\" not in raw else str(loads(raw))
        except JSONDecodeError as error:
            at = start + error.pos
            raise self.fault(
                "Bad escape sequence", "JSON has no such escape.", "For a backslash write \\\\.", at
            ) from None
        return JsonText(_LONE.sub("\ufffd", value), self.lines.range(start, self.at))

    def bad_string(self, start: int) -> HclSyntaxError:
        end = start + 1
        while self.text[end : end + 1] >= " ":
            end += 1
        if self.text[end : end + 1] in ("", "\n", "\r"):
            return self.fault(
                "Unclosed string",
                "A string ends on its line.",
                "For a line break write \\n.",
                start,
            )
        char = f"U+{ord(self.text[end]):04X}"
        return self.fault(
            "Control character in a string", f"It is {char}.", f"Write \\u{char[2:]}.", end
        )

    def scalar(self) -> JsonScalar:
        start = self.at
        if found := _NUMBER.match(self.text, start):
            self.at = found.end()
            return JsonScalar(self.number(found[0], start), self.lines.range(start, self.at))
        found = _WORD.match(self.text, start)
        if found is None:
            raise self.fault(
                "Invalid start of a JSON value",
                f"{quoted(self.text[start])} begins none.",
                self.quoting(),
            )
        if found[0] not in _WORDS:
            help_ = did_you_mean(found[0], _WORDS) or self.quoting()
            raise self.fault(
                f"{quoted(found[0])} is no JSON value", "Words are true, false and null.", help_
            )
        self.at = found.end()
        return JsonScalar(_WORDS[found[0]], self.lines.range(start, self.at))

    def number(self, text: str, start: int) -> int | float:
        if not _SOUND_NUMBER.fullmatch(text):
            raise self.fault("Bad JSON number", f"{quoted(text)} is none.", at=start)
        try:
            return number(text)
        except ValueError:  # Python reads no more than 4300 digits
            raise self.fault(
                "Number with too many digits", help_="Write it with an exponent.", at=start
            ) from None

    def next(self) -> str:
        """The next character that is no blank; it stays to be read."""
        self.blanks()
        return self.text[self.at : self.at + 1]

    def blanks(self) -> None:
        if found := _BLANKS.match(self.text, self.at):
            self.at = found.end()

    def quoting(self) -> str:
        return "Names and texts stand in double quotes."

    def fault(
        self, summary: str, detail: str = "", help_: str = "", at: int | None = None
    ) -> HclSyntaxError:
        start = self.at if at is None else at
        return HclSyntaxError(SyntaxProblem(start, start + 1, summary, detail, help_, JSON_SYNTAX))
