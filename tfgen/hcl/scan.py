"""Text to tokens, by HCL's own scanning rules, named as the terminals of python-hcl2's grammar.

python-hcl2's grammar is kept, its scanner is not: that one reads ``-10`` in ``f(x) -10`` as a number, lets strings run
over lines and takes a heredoc as one opaque lump. Newlines reach the grammar only where HCL gives them a meaning,
between the items of bodies and objects, as in HashiCorp's ``hclsyntax`` (``PushIncludeNewlines``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tfgen.hcl.errors import INVALID_ESCAPE, HclSyntaxError, Problem, fault
from tfgen.hcl.literal import EscapeError, unescape, unescape_heredoc
from tfgen.source import Pos

MAX_DEPTH = 200
"""How deep brackets, strings and operators may nest: what follows walks the tree by recursion."""

FILE, BLOCK, OBJECT, FOR_BRACES, FOR_BRACKETS, BRACKETS, PARENS = "file", "block", "object", "{for", "[for", "[", "("
INTERPOLATION, DIRECTIVE, STRING, HEREDOC = "${", "%{", '"', "<<"

_BODIES = frozenset({FILE, BLOCK})
_FOR = frozenset({FOR_BRACES, FOR_BRACKETS})
_NEWLINES_COUNT = frozenset({FILE, BLOCK, OBJECT})
_TEMPLATES = frozenset({INTERPOLATION, DIRECTIVE})

_CODE = re.compile(
    r"""[ \t]*(?:
      (?P<NAME> [A-Za-z_\x80-\U0010ffff][\w\x80-\U0010ffff-]* )
    | (?P<NEWLINES> (?: (?: \r?\n | (?:\#|//)[^\n]*(?:\n|\Z) ) (?: [ \t] | /\*(?s:.*?)\*/ )* )+ )
    | (?P<COMMENT> /\*(?s:.*?)\*/ )
    | (?P<QUOTE> " )
    | (?P<NUMBER> \d (?: \d | \.(?=\.*(?:[eE][+-]?)?\d) | [eE][+-]?\d )* )
    | (?P<HEREDOC> <<-?[A-Za-z_\x80-\U0010ffff][\w\x80-\U0010ffff-]*(?=\r?\n) )
    | (?P<BROKEN> /\* | << )
    | (?P<MARK> \.\.\. | => | [=!<>]= | && | \|\| | :: | ~\} | \[\s*\*\s*\] | \.[ \t]*\* | [-+*/%!<>=?:,.(){}\[\]] )
    | (?P<END> \Z )
    )""",
    re.VERBOSE | re.ASCII,
)
_FOR_AHEAD = re.compile(r"(?:\s|(?:\#|//)[^\n]*\n|/\*(?s:.*?)\*/)*for(?![\w-])")
_CALL = re.compile(r"[ \t]*(?:\(|::)")
_NUMBER = re.compile(r"\d+(?:\.\d*)?(?:[eE][+-]?\d+)?")
_QUOTED = re.compile(r'(?:[^"\\$%\r\n]++|\\[^\r\n]|\$\$\{|%%\{|[$%](?!\{))++')
_LINE = re.compile(r"(?:[^$%\n]++|\$\$\{|%%\{|[$%](?!\{))*+\n?")
_OPENING = re.compile(r"[$%]\{~?")

_TERMINALS = {
    "...": "ELLIPSIS", "=>": "FOR_OBJECT_ARROW", "==": "DOUBLE_EQ", "!=": "NEQ", "<=": "LEQ", ">=": "GEQ",
    "&&": "DOUBLE_AMP", "||": "DOUBLE_PIPE", "::": "COLONS", "-": "MINUS", "+": "PLUS", "*": "ASTERISK",
    "/": "SLASH", "%": "PERCENT", "!": "NOT", "<": "LT", ">": "GT", "=": "EQ", "?": "QMARK", ":": "COLON",
    ",": "COMMA", ".": "DOT",
}  # fmt: skip
_SEPARATORS = frozenset({"=>", "::", "=", ":", ",", "..."})
_WORDS = {
    "true": "TRUE", "false": "FALSE", "null": "NULL", "for": "FOR", "in": "IN", "if": "IF",
    "else": "ELSE", "endif": "ENDIF", "endfor": "ENDFOR",
}  # fmt: skip
_CONSTANTS = frozenset({"TRUE", "FALSE", "NULL"})
_ENDS_OPERAND = _CONSTANTS | {
    "NAME", "INT_LITERAL", "FLOAT_LITERAL", "DBLQUOTE", "RPAR", "RSQB", "RBRACE", "FULL_SPLAT_START", "ATTR_SPLAT",
    "HEREDOC_END", "ELLIPSIS",
}  # fmt: skip
_NO_CHARACTER = {
    "'": ("Strings need double quotes", 'Write "..." instead of \'...\'.'),
    "`": ("Strings need double quotes", 'Write "..." instead of `...`.'),
    ";": ("Unexpected semicolon", "End the argument with a new line; HCL has no semicolons."),
    "&": ('Unexpected "&"', "Write && for the logical operator; HCL has no bitwise operators."),
    "|": ('Unexpected "|"', "Write || for the logical operator; HCL has no bitwise operators."),
    "\r": ("Unexpected carriage return", "End lines with a line feed, or with both."),
    "/": ("Unclosed comment", "Close the comment with */."),
    "<": ("Invalid heredoc", "A heredoc starts with << or <<-, a name, and a new line right after the name."),
    "\ufeff": ("Unexpected byte order mark", "Remove the mark; it may only stand at the beginning of the file."),
    "~": ('Unexpected "~"', "A strip marker stands right behind ${ or %{, or right before their }."),
}


class Tok:
    """A token; ``start`` and ``end`` are its place, ``value`` its text (unescaped, for literal text of strings)."""

    __slots__ = ("end", "start", "type", "value")

    # What lark borrows for its end-of-file token; tfgen takes places from ``start`` and ``end`` alone.
    start_pos = line = column = end_line = end_column = end_pos = 0

    def __init__(self, type: str, value: str, start: Pos, end: Pos) -> None:  # noqa: A002
        self.type = type
        self.value = value
        self.start = start
        self.end = end


class Level:
    """An open bracket, string or heredoc (or the file itself)."""

    __slots__ = ("intro", "kind", "marker", "opened")

    def __init__(self, kind: str, opened: Pos, marker: str = "") -> None:
        self.kind = kind
        self.opened = opened
        self.marker = marker
        self.intro = False


class Scanner:
    """The tokens of one text, found while the parser asks for them.

    After an error ``token`` is the one at fault, ``last`` the one before; ``open`` says what had not been closed,
    ``closed`` what ended last. ``problems``
    holds what is wrong without ending the reading. ``operators`` bounds how deep operators nest.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 1 if text.startswith("\ufeff") else 0
        self.line = 1
        self.line_start = 0
        self.level = Level(FILE, Pos(0, 1, 1))
        self.open: list[Level] = [self.level]
        self.closed = self.level
        self.last = self.token = Tok("NL_OR_COMMENT", "", self.level.opened, self.level.opened)
        self.problems: list[Problem] = []
        self.operators = self._chain = 0
        self._handlers: dict[str, Callable[[re.Match[str], str], Tok | None]] = {
            "NEWLINES": self._newlines,
            "COMMENT": self._comment,
            "QUOTE": self._quote,
            "NUMBER": self._number,
            "HEREDOC": self._heredoc_start,
            "BROKEN": self._broken,
            "MARK": self._mark,
        }

    def tokens(self) -> Iterator[Tok]:
        """All tokens; the last is always a newline. Raises ``HclSyntaxError``."""
        while True:
            kind = self.level.kind
            if kind == STRING:
                token = self._in_string()
            elif kind == HEREDOC:
                token = self._in_heredoc()
            else:
                token = self._in_code()
            if token is None:
                continue
            self.last, self.token = self.token, token
            if token.type == "END":
                return
            yield token

    def _in_code(self) -> Tok | None:
        found = _CODE.match(self.text, self.at)
        if found is None:
            raise self._no_token()
        group = found.lastgroup or ""
        if group == "NAME":
            word, end = found["NAME"], found.end()
            if not word.isascii() and not word.replace("-", "_").isidentifier():
                raise self._not_in_names(word, end)
            return self._emit(_WORDS[word] if word in _WORDS and self._is_keyword(word, end) else "NAME", word, end)
        if group == "END":
            return self._end_of_file()
        return self._handlers[group](found, found[group])

    def _emit(self, terminal: str, value: str, end: int) -> Tok:
        """A token without newlines that ends at ``end`` and is ``value`` there; moves behind it."""
        self.at = end
        line, first = self.line, self.line_start - 1
        start = end - len(value)
        return Tok(terminal, value, Pos(start, line, start - first), Pos(end, line, end - first))

    def _move(self, end: int) -> Pos:
        """Go on at ``end``, over newlines."""
        newline = self.text.rfind("\n", self.at, end)
        if newline >= 0:
            self.line += self.text.count("\n", self.at, newline + 1)
            self.line_start = newline + 1
        self.at = end
        return self.here()

    def here(self) -> Pos:
        """The place that the scanner has come to."""
        return Pos(self.at, self.line, self.at - self.line_start + 1)

    def _push(self, kind: str, opened: Pos, marker: str = "") -> None:
        if len(self.open) > MAX_DEPTH:
            raise too_deep(opened.offset, opened.offset + 1)
        self.level = Level(kind, opened, marker)
        self.open.append(self.level)

    def _pop(self) -> None:
        if len(self.open) > 1:
            self.closed = self.open.pop()
            self.level = self.open[-1]

    def _end_of_file(self) -> Tok:
        self.at = len(self.text)
        terminal = "END" if self.token.type == "NL_OR_COMMENT" else "NL_OR_COMMENT"
        if self.level.kind != FILE and (terminal == "END" or self.level.kind != BLOCK):
            raise self._unclosed()
        return self._emit(terminal, "", self.at)

    # -- code ---------------------------------------------------------------------------------------------------------

    def _newlines(self, found: re.Match[str], value: str) -> Tok | None:
        start = self._move(found.end() - len(value))
        end = self._move(found.end())
        kind = self.level.kind
        if kind not in _NEWLINES_COUNT or self.token.type == "NL_OR_COMMENT":
            return None
        if kind != OBJECT:
            self._chain = 0
        return Tok("NL_OR_COMMENT", value, start, end)

    def _comment(self, found: re.Match[str], value: str) -> None:
        self._move(found.end())

    def _quote(self, found: re.Match[str], value: str) -> Tok:
        token = self._emit("DBLQUOTE", '"', found.end())
        self._push(STRING, token.start)
        return token

    def _number(self, found: re.Match[str], value: str) -> Tok:
        end = found.end()
        start = end - len(value)
        legacy = self.token.type == "DOT"  # a.0.b
        if legacy and "." in value:
            raise fault(start, end, "Two legacy indexes in a row", f'".{value}" is ambiguous.', "Write [0][1] for .0.1.")
        if not _NUMBER.fullmatch(value):
            raise fault(start, end, "Invalid number", f'"{value}" is not a number.', "Write digits, with one point.")
        return self._emit("INT_LITERAL" if legacy or value.isdecimal() else "FLOAT_LITERAL", value, end)

    def _broken(self, found: re.Match[str], value: str) -> Tok:
        raise self._no_token(found.end() - 2)

    def _mark(self, found: re.Match[str], value: str) -> Tok:
        end = found.end()
        if value not in _SEPARATORS:
            self._chain += 1
            self.operators = max(self.operators, self._chain)
        terminal = _TERMINALS.get(value)
        if terminal is None:
            return self._bracket(value, end)
        return self._emit(terminal, value, end)

    def _bracket(self, value: str, end: int) -> Tok:
        first = value[0]
        if first == "{":
            return self._opened("LBRACE", value, end, self._brace_kind(end))
        if first == "(":
            return self._opened("LPAR", value, end, PARENS)
        if first == "[":
            return self._square(value, end)
        if first == ".":
            return self._long("ATTR_SPLAT", value, end)
        return self._closed(value, end)

    def _square(self, value: str, end: int) -> Tok:
        if len(value) > 1:
            return self._long("FULL_SPLAT_START", value, end)
        indexes = self.token.type in _ENDS_OPERAND
        kind = FOR_BRACKETS if not indexes and _FOR_AHEAD.match(self.text, end) else BRACKETS
        return self._opened("LSQB", value, end, kind)

    def _brace_kind(self, end: int) -> str:
        if self.level.kind in _BODIES and (self.token.type in ("NAME", "DBLQUOTE") or self.token.type in _CONSTANTS):
            return BLOCK
        return FOR_BRACES if _FOR_AHEAD.match(self.text, end) else OBJECT

    def _long(self, terminal: str, value: str, end: int) -> Tok:
        """A token that may hold newlines."""
        start = self._move(end - len(value))
        return Tok(terminal, value, start, self._move(end))

    def _opened(self, terminal: str, value: str, end: int, kind: str) -> Tok:
        token = self._emit(terminal, value, end)
        self._push(kind, token.start)
        return token

    def _closed(self, value: str, end: int) -> Tok:
        if value == "~}" and self.level.kind not in _TEMPLATES:
            raise self._no_token(end - 2)
        expected = _CLOSING.get(self.level.kind, "")
        if value[-1] != expected:
            raise self._mismatched(value, end)
        self._pop()
        return self._emit(_CLOSERS[value], value, end)

    def _is_keyword(self, word: str, end: int) -> bool:
        """Whether a word that is a keyword somewhere is one here; HCL reserves none of them."""
        before, kind = self.token.type, self.level.kind
        if word in ("true", "false", "null"):
            return before != "FOR" and not _CALL.match(self.text, end)
        if before == "DIRECTIVE_START":
            self.level.intro = word == "for"
            return word != "in"
        if word == "for":
            starts = kind in _FOR and before in ("LSQB", "LBRACE")
            self.level.intro = self.level.intro or starts
            return starts
        if word == "in":
            starts = self.level.intro and before == "NAME"
            self.level.intro = self.level.intro and not starts
            return starts
        return word == "if" and kind in _FOR and before in _ENDS_OPERAND

    # -- templates ----------------------------------------------------------------------------------------------------

    def _in_string(self) -> Tok:
        text, at = self.text, self.at
        found = _QUOTED.match(text, at)
        if found is not None:
            return self._literal(found.end())
        if text.startswith('"', at):
            self._pop()
            return self._emit("DBLQUOTE", '"', at + 1)
        return self._template_start() or self._unclosed_string()

    def _literal(self, end: int) -> Tok:
        raw, start = self.text[self.at : end], self.at
        token = self._emit("STRING_CHARS", raw, end)
        try:
            token.value = unescape(raw)
        except EscapeError as error:
            self.problems.append(_bad_escape(raw, start, error.offset))
        return token

    def _template_start(self) -> Tok | None:
        found = _OPENING.match(self.text, self.at)
        if found is None:
            return None
        self._chain += 1
        self.operators = max(self.operators, self._chain)
        if found[0][0] == "$":
            return self._opened("INTERP_START", found[0], found.end(), INTERPOLATION)
        return self._opened("DIRECTIVE_START", found[0], found.end(), DIRECTIVE)

    def _unclosed_string(self) -> Tok:
        opened = self.level.opened
        summary = "Unclosed string"
        detail = f"The string that starts at column {opened.column} has no closing quote on its line."
        if self.text.startswith("\\", self.at):
            detail = "A backslash cannot join lines."
        raise fault(
            opened.offset, self.at, summary, detail, 'Close it with ". Write \\n for a line break, or use a heredoc.'
        )

    def _heredoc_start(self, found: re.Match[str], value: str) -> Tok:
        trim = value.startswith("<<-")
        token = self._emit("HEREDOC_TEMPLATE_TRIM" if trim else "HEREDOC_TEMPLATE", value, found.end())
        self._push(HEREDOC, token.start, value[3 if trim else 2 :])
        self._move(self.text.index("\n", self.at) + 1)
        return token

    def _in_heredoc(self) -> Tok:
        """The text up to the next template sequence or the end marker, in one token."""
        text, at, start = self.text, self.at, self.here()
        line_begins = at == self.line_start
        while True:
            found = _LINE.match(text, at)
            end = found.end() if found else at
            line = text[at:end]
            if line_begins and line.endswith("\n") and line.strip() == self.level.marker:
                return self._heredoc_text(start, at) if at > start.offset else self._heredoc_end(line)
            if not line.endswith("\n"):
                return self._heredoc_text(start, end) if end > start.offset else self._heredoc_break()
            at, line_begins = end, True

    def _heredoc_text(self, start: Pos, end: int) -> Tok:
        return Tok("STRING_CHARS", unescape_heredoc(self.text[start.offset : end]), start, self._move(end))

    def _heredoc_end(self, line: str) -> Tok:
        marker = self.level.marker
        end = self.at + line.index(marker) + len(marker)
        self._pop()
        return self._emit("HEREDOC_END", marker, end)

    def _heredoc_break(self) -> Tok:
        token = self._template_start()
        if token is None:
            raise self._unclosed()
        return token

    # -- errors -------------------------------------------------------------------------------------------------------

    def _no_token(self, at: int | None = None) -> HclSyntaxError:
        found = re.compile(r"[ \t]*").match(self.text, self.at)
        start = at if at is not None else found.end() if found else self.at
        char = self.text[start]
        summary, remedy = _NO_CHARACTER.get(char, (f"Unexpected character {char!r}", "Remove it, or put it in a string."))
        return fault(start, start + 1, summary, "", remedy)

    def _not_in_names(self, word: str, end: int) -> HclSyntaxError:
        sound = next(at for at in range(len(word), -1, -1) if not at or word[:at].replace("-", "_").isidentifier())
        return self._no_token(end - len(word) + sound)

    def _mismatched(self, value: str, end: int) -> HclSyntaxError:
        start, closing = end - len(value), value[-1]
        if len(self.open) == 1 or self.level.kind == BLOCK:
            return fault(start, end, f'Unexpected "{closing}"', f'Nothing is open that "{closing}" closes.', "Remove it.")
        return self._unclosed(start, end)

    def _unclosed(self, start: int | None = None, end: int | None = None) -> HclSyntaxError:
        level = self.level
        what = _DESCRIBED[level.kind].format(marker=level.marker)
        closing = level.marker or _CLOSING[level.kind]
        at = len(self.text) if start is None else start
        got = "the end of the file" if start is None else f'"{self.text[start:end]}"'
        return fault(
            level.opened.offset if start is None else at,
            level.opened.offset + 1 if start is None else (end or at),
            f"Missing {_CLOSING_NAMES[level.kind]} for the {what} opened at line {level.opened.line}",
            f'Found {got} before "{closing}".',
            f'Write {closing} on a line of its own.' if level.kind == HEREDOC else f'Add "{closing}" where it ends.',
        )


_CLOSING = {
    FILE: "", BLOCK: "}", OBJECT: "}", FOR_BRACES: "}", FOR_BRACKETS: "]", BRACKETS: "]", PARENS: ")",
    INTERPOLATION: "}", DIRECTIVE: "}", STRING: '"', HEREDOC: "",
}  # fmt: skip
_CLOSERS = {"}": "RBRACE", "~}": "RBRACE", "]": "RSQB", ")": "RPAR"}
_CLOSING_NAMES = {
    BLOCK: "closing brace", OBJECT: "closing brace", FOR_BRACES: "closing brace", FOR_BRACKETS: "closing bracket",
    BRACKETS: "closing bracket", PARENS: "closing parenthesis", INTERPOLATION: "closing brace",
    DIRECTIVE: "closing brace", STRING: "closing quote", HEREDOC: "end marker",
}  # fmt: skip
_DESCRIBED = {
    BLOCK: "block", OBJECT: "object", FOR_BRACES: "for expression", FOR_BRACKETS: "for expression",
    BRACKETS: '"["', PARENS: '"("', INTERPOLATION: '"${{"', DIRECTIVE: '"%{{"', STRING: "string",
    HEREDOC: "heredoc {marker}",
}  # fmt: skip


def too_deep(start: int, end: int) -> HclSyntaxError:
    """The error for nesting beyond ``MAX_DEPTH``."""
    return fault(
        start,
        end,
        "Nested too deeply",
        f"Expressions and blocks may nest {MAX_DEPTH} levels deep here.",
        "Move the inner parts to local values.",
    )


def _bad_escape(raw: str, start: int, offset: int) -> Problem:
    shown = re.compile(r"\\(?:u[0-9A-Fa-f]{0,4}|U[0-9A-Fa-f]{0,8}|.)?").match(raw, offset)
    sequence = shown[0] if shown else raw[offset : offset + 2]
    return Problem(
        start + offset,
        start + offset + len(sequence),
        "Invalid escape sequence",
        f'"{sequence}" is not an escape sequence of HCL.',
        'HCL has \\n, \\r, \\t, \\", \\\\, \\uNNNN and \\UNNNNNNNN; write \\\\ for a backslash.',
        INVALID_ESCAPE,
    )
