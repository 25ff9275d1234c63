"""Text to tokens, by HCL's own scanning rules, named as the terminals of python-hcl2's grammar.

python-hcl2's grammar is kept, its scanner is not: that one reads ``-10`` in ``f(x) -10`` as a number, lets strings run
over lines and takes a heredoc as one opaque lump. Newlines reach the grammar only where HCL gives them a meaning,
between the items of bodies and objects, as in HashiCorp's ``hclsyntax`` (``PushIncludeNewlines``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tfgen.source import Pos
from tfgen.terraform.hcl.errors import HclSyntaxError, Problem
from tfgen.terraform.hcl.lex_errors import (
    CLOSING,
    bad_escape,
    bad_index,
    bad_number,
    mismatched,
    no_token,
    too_deep,
    unclosed,
    unclosed_string,
)
from tfgen.terraform.hcl.literal import EscapeError, unescape, unescape_heredoc
from tfgen.terraform.hcl.tokens import (
    BLOCK,
    BRACKETS,
    DIRECTIVE,
    FILE,
    FOR_BRACES,
    FOR_BRACKETS,
    HEREDOC,
    INTERPOLATION,
    MAX_DEPTH,
    OBJECT,
    PARENS,
    STRING,
    Cursor,
    Tok,
)

_BODIES = frozenset({FILE, BLOCK})
_FOR = frozenset({FOR_BRACES, FOR_BRACKETS})
_NEWLINES_COUNT = frozenset({FILE, BLOCK, OBJECT})
_TEMPLATES = frozenset({INTERPOLATION, DIRECTIVE})

# Letters, digits, _ and -, and all that is not ASCII, said by what they are not: that compiles ten times faster.
_IDENTIFIER = r"[^\x00-@\[-^`{-\x7f][^\x00-,./:-@\[-^`{-\x7f]*"
# No possessive quantifiers: before 3.11.5 Python matches them wrongly (gh-106052). Comments are written so that they
# can end in one place only.
_COMMENT = r"/\*[^*]*\*+(?:[^/*][^*]*\*+)*/"
_SPACE = rf"(?:\s|{_COMMENT})*"
_CODE = re.compile(
    r"""[ \t]*(?:
      (?P<NAME> IDENTIFIER )
    | (?P<NEWLINES> (?: (?: \r?\n | (?:\#|//)[^\n]*(?:\n|\Z) ) (?: [ \t] | /\*(?s:.*?)\*/ )* )+ )
    | (?P<COMMENT> /\*(?s:.*?)\*/ )
    | (?P<QUOTE> " )
    | (?P<NUMBER> \d (?: \d | \.(?=\.*(?:[eE][+-]?)?\d) | [eE][+-]?\d )* )
    | (?P<HEREDOC> <<-?IDENTIFIER(?=\r?\n) )
    | (?P<BROKEN> /\* | << )
    | (?P<MARK> \.\.\. | => | [=!<>]= | && | \|\| | :: | ~\} | \[SPACE\*SPACE\] | \.SPACE\* | [-+*/%!<>=?:,.(){}\[\]] )
    | (?P<END> \Z )
    )""".replace("IDENTIFIER", _IDENTIFIER).replace("SPACE", _SPACE),
    re.VERBOSE | re.ASCII,
)
_FOR_AHEAD = re.compile(rf"(?:\s|(?:\#|//)[^\n]*\n|{_COMMENT})*for(?![\w-])")
_BLANKS = re.compile(r"[ \t]*")
_CALL = re.compile(r"[ \t]*(?:\(|::)")
_NUMBER = re.compile(r"\d+(?:\.\d*)?(?:[eE][+-]?\d+)?")
_QUOTED = re.compile(r'(?:[^"\\$%\r\n]+|\\[^\r\n]|\$\$\{|%%\{|[$%](?!\{))+')
_LINE = re.compile(r"(?:[^$%\n]+|\$\$\{|%%\{|[$%](?!\{))*\n?")
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
_CLOSERS = {"}": "RBRACE", "~}": "RBRACE", "]": "RSQB", ")": "RPAR"}
_CONSTANTS = frozenset({"TRUE", "FALSE", "NULL"})
_ENDS_OPERAND = _CONSTANTS | {
    "NAME", "INT_LITERAL", "FLOAT_LITERAL", "DBLQUOTE", "RPAR", "RSQB", "RBRACE", "FULL_SPLAT_START", "ATTR_SPLAT",
    "HEREDOC_END", "ELLIPSIS",
}  # fmt: skip


def _is_identifier(word: str) -> bool:
    return word.replace("-", "_").isidentifier()


class Scanner(Cursor):
    """The tokens of one text, found while the parser asks for them.

    After an error ``token`` is the one at fault. ``problems`` holds what is wrong without ending the reading.
    ``operators`` bounds how deep operators nest.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
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
            token: Tok | None
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
            return self._name(found["NAME"], found.end())
        if group == "END":
            return self._end_of_file()
        return self._handlers[group](found, found[group])

    def _end_of_file(self) -> Tok:
        self.at = len(self.text)
        terminal = "END" if self.token.type == "NL_OR_COMMENT" else "NL_OR_COMMENT"
        if self.level.kind != FILE and (terminal == "END" or self.level.kind != BLOCK):
            raise unclosed(self.level)
        return self.emit(terminal, "", self.at)

    def _enter(self, kind: str, opened: Pos, marker: str = "") -> None:
        if len(self.open) > MAX_DEPTH:
            raise too_deep(opened.offset, opened.offset + 1)
        self.push(kind, opened, marker)

    def _count(self) -> None:
        self._chain += 1
        self.operators = max(self.operators, self._chain)

    def _no_token(self) -> HclSyntaxError:
        blanks = _BLANKS.match(self.text, self.at)
        return no_token(self.text, blanks.end() if blanks else self.at)

    # -- code ---------------------------------------------------------------------------------------------------------

    def _name(self, word: str, end: int) -> Tok:
        if not word.isascii() and not _is_identifier(word):
            sound = next(at for at, char in enumerate(word) if not _is_identifier(f"a{char}" if at else char))
            raise no_token(self.text, end - len(word) + sound)
        return self.emit(_WORDS[word] if word in _WORDS and self._is_keyword(word, end) else "NAME", word, end)

    def _newlines(self, found: re.Match[str], value: str) -> Tok | None:
        start = self.move(found.end() - len(value))
        end = self.move(found.end())
        kind = self.level.kind
        if kind not in _NEWLINES_COUNT or self.token.type == "NL_OR_COMMENT":
            return None
        if kind != OBJECT:
            self._chain = 0
        return Tok("NL_OR_COMMENT", value, start, end)

    def _comment(self, found: re.Match[str], value: str) -> None:
        self.move(found.end())

    def _quote(self, found: re.Match[str], value: str) -> Tok:
        token = self.emit("DBLQUOTE", '"', found.end())
        self._enter(STRING, token.start)
        return token

    def _number(self, found: re.Match[str], value: str) -> Tok:
        end = found.end()
        legacy = self.token.type == "DOT"  # a.0.b
        if legacy and "." in value:
            raise bad_index(value, end)
        if not _NUMBER.fullmatch(value):
            raise bad_number(value, end)
        return self.emit("INT_LITERAL" if legacy or value.isdecimal() else "FLOAT_LITERAL", value, end)

    def _broken(self, found: re.Match[str], value: str) -> Tok:
        raise no_token(self.text, found.end() - 2)

    def _mark(self, found: re.Match[str], value: str) -> Tok:
        end = found.end()
        if "\n" in value and self.level.kind in _NEWLINES_COUNT:  # a splat over lines, which only brackets allow
            value, end = value[0], end - len(value) + 1
        if value not in _SEPARATORS:
            self._count()
        terminal = _TERMINALS.get(value)
        return self.emit(terminal, value, end) if terminal else self._bracket(value, end)

    def _bracket(self, value: str, end: int) -> Tok:
        match value[0]:
            case "{":
                return self._opened("LBRACE", value, end, self._brace_kind(end))
            case "(":
                return self._opened("LPAR", value, end, PARENS)
            case "[" if len(value) == 1:
                return self._opened("LSQB", value, end, self._square_kind(end))
            case "[" | ".":
                start = self.move(end - len(value))
                return Tok("FULL_SPLAT_START" if value[0] == "[" else "ATTR_SPLAT", value, start, self.move(end))
        return self._closing(value, end)

    def _square_kind(self, end: int) -> str:
        indexes = self.token.type in _ENDS_OPERAND
        return FOR_BRACKETS if not indexes and _FOR_AHEAD.match(self.text, end) else BRACKETS

    def _brace_kind(self, end: int) -> str:
        if self.level.kind in _BODIES and (self.token.type in ("NAME", "DBLQUOTE") or self.token.type in _CONSTANTS):
            return BLOCK
        return FOR_BRACES if _FOR_AHEAD.match(self.text, end) else OBJECT

    def _opened(self, terminal: str, value: str, end: int, kind: str) -> Tok:
        token = self.emit(terminal, value, end)
        self._enter(kind, token.start)
        return token

    def _closing(self, value: str, end: int) -> Tok:
        if value == "~}" and self.level.kind not in _TEMPLATES:
            raise no_token(self.text, end - 2)
        if value[-1] != CLOSING[self.level.kind]:
            raise mismatched(self.level, value, end)
        self.pop()
        return self.emit(_CLOSERS[value], value, end)

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
            self.pop()
            return self.emit("DBLQUOTE", '"', at + 1)
        token = self._template_start()
        if token is None:
            raise unclosed_string(text, self.level, at)
        return token

    def _literal(self, end: int) -> Tok:
        raw, start = self.text[self.at : end], self.at
        token = self.emit("STRING_CHARS", raw, end)
        try:
            token.value = unescape(raw)
        except EscapeError as error:
            self.problems.append(bad_escape(raw, start, error.offset))
        return token

    def _template_start(self) -> Tok | None:
        found = _OPENING.match(self.text, self.at)
        if found is None:
            return None
        self._count()
        if found[0][0] == "$":
            return self._opened("INTERP_START", found[0], found.end(), INTERPOLATION)
        return self._opened("DIRECTIVE_START", found[0], found.end(), DIRECTIVE)

    def _heredoc_start(self, found: re.Match[str], value: str) -> Tok:
        trim = value.startswith("<<-")
        token = self.emit("HEREDOC_TEMPLATE_TRIM" if trim else "HEREDOC_TEMPLATE", value, found.end())
        self._enter(HEREDOC, token.start, value[3 if trim else 2 :])
        self.move(self.text.index("\n", self.at) + 1)
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
        return Tok("STRING_CHARS", unescape_heredoc(self.text[start.offset : end]), start, self.move(end))

    def _heredoc_end(self, line: str) -> Tok:
        marker = self.level.marker
        end = self.at + line.index(marker) + len(marker)
        self.pop()
        return self.emit("HEREDOC_END", marker, end)

    def _heredoc_break(self) -> Tok:
        token = self._template_start()
        if token is None:
            raise unclosed(self.level)
        return token
