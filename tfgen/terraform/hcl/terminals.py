"""The lexer's tokens as the terminals of the grammar: the filter between ``lexer`` and the parser.

It drops blanks, comments and the newlines that mean nothing, as in HashiCorp's ``hclsyntax``
(``PushIncludeNewlines``), takes whole strings and heredocs apart, tells keywords from names, and
finds what is wrong with single tokens and with brackets. The terminals are those of ``hcl.lark``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from tfgen.terraform.hcl import lexer
from tfgen.terraform.hcl.cursor import Cursor
from tfgen.terraform.hcl.lex_errors import (
    CLOSING,
    bad_index,
    bad_number,
    mismatched,
    no_token,
    unclosed,
    unclosed_string,
)
from tfgen.terraform.hcl.template_terminals import TEMPLATE_HANDLERS
from tfgen.terraform.hcl.tokens import (
    BLOCK,
    BRACKETS,
    DIRECTIVE,
    FILE,
    FOR_BRACES,
    FOR_BRACKETS,
    HEREDOC,
    INTERPOLATION,
    OBJECT,
    PARENS,
    STRING,
    Tok,
    is_identifier,
)

_BODIES = frozenset({FILE, BLOCK})
_FOR = frozenset({FOR_BRACES, FOR_BRACKETS})
_NEWLINES_COUNT = frozenset({FILE, BLOCK, OBJECT})
_TEMPLATES = frozenset({INTERPOLATION, DIRECTIVE})
_SKIPPED = frozenset({lexer.NEWLINE, lexer.COMMENT})
_NUMBER = re.compile(r"\d+(?:\.\d*)?(?:[eE][+-]?\d+)?", re.ASCII)

_OPERATORS = {
    "||": "DOUBLE_PIPE", "&&": "DOUBLE_AMP", "==": "DOUBLE_EQ", "!=": "NEQ",
    "<=": "LEQ", ">=": "GEQ", "<": "LT", ">": "GT", "-": "MINUS", "+": "PLUS",
    "*": "ASTERISK", "/": "SLASH", "%": "PERCENT", "!": "NOT", "?": "QMARK",
}  # fmt: skip
_SEPARATORS = {
    "=>": "FOR_OBJECT_ARROW", "::": "COLONS", "...": "ELLIPSIS",
    "=": "EQ", ":": "COLON", ",": "COMMA",
}  # fmt: skip
_WORDS = {
    "true": "TRUE", "false": "FALSE", "null": "NULL", "for": "FOR", "in": "IN", "if": "IF",
    "else": "ELSE", "endif": "ENDIF", "endfor": "ENDFOR",
}  # fmt: skip
_CLOSERS = {"}": "RBRACE", "~}": "RBRACE", "]": "RSQB", ")": "RPAR"}
_CONSTANTS = frozenset({"TRUE", "FALSE", "NULL"})
_ENDS_HEADER = _CONSTANTS | {"NAME", "DBLQUOTE"}
_ENDS_OPERAND = _CONSTANTS | {
    "NAME", "INT_LITERAL", "FLOAT_LITERAL", "DBLQUOTE", "RPAR", "RSQB", "RBRACE",
    "FULL_SPLAT_START", "ATTR_SPLAT", "HEREDOC_END", "ELLIPSIS",
}  # fmt: skip


class Terminals(Cursor):
    """The terminals of one text, made while the parser asks for them.

    After an error ``token`` is the one at fault.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._tokens = lexer.lex_to_the_end(text[self.at :])
        self._next = 0

    def tokens(self) -> Iterator[Tok]:
        """All tokens; the last is always a newline. Raises ``HclSyntaxError``."""
        kinds, texts, gaps = self._tokens.kinds, self._tokens.texts, self._tokens.gaps
        while self._next < len(kinds):
            at = self._next
            self._next = at + 1
            self.at += len(gaps[at])
            for token in _HANDLERS[kinds[at]](self, texts[at]):
                self.last, self.token = self.token, token
                yield token

    def end(self, text: str) -> Iterator[Tok]:
        """The end of the text is the end of a line too."""
        if self.level.kind not in _BODIES:
            raise unclosed(self.level)
        if self.token.type != "NL_OR_COMMENT":
            yield self.emit("NL_OR_COMMENT", "")
        if self.level.kind != FILE:
            raise unclosed(self.level)

    def broken(self, text: str) -> Iterator[Tok]:
        """The rest of a text, from what is no token on."""
        if self.level.kind == HEREDOC:
            raise unclosed(self.level)
        if self.level.kind == STRING:
            raise unclosed_string(self.text, self.level, self.at)
        if text:
            raise no_token(self.text, self.at)
        return self.end(text)

    # -- blanks, words, numbers ----------------------------------------

    def newline(self, text: str) -> Iterable[Tok]:
        """A line's end, perhaps with a comment before it."""
        kind = self.level.kind
        if kind not in _NEWLINES_COUNT or self.token.type == "NL_OR_COMMENT":
            self.move(text)
            return ()
        if kind != OBJECT:
            self.chain = 0
        start = self.here()
        self.move(text)
        return (Tok("NL_OR_COMMENT", text, start, self.here()),)

    def comment(self, text: str) -> Iterable[Tok]:
        """A comment: one of a single line is the end of that line."""
        if not text.startswith("/*"):
            return self.newline(text)
        self.move(text)
        return ()

    def name(self, word: str) -> Iterable[Tok]:
        """A word."""
        if not word.isascii() and not is_identifier(word):
            raise no_token(self.text, self.at + _first_odd(word))
        if word in _WORDS and self._is_keyword(word):
            return (self.emit(_WORDS[word], word),)
        return (self.emit("NAME", word),)

    def number(self, text: str) -> Iterable[Tok]:
        """Digits and points."""
        legacy = self.token.type == "DOT"  # a.0.b
        if legacy and "." in text:
            raise bad_index(text, self.at + len(text))
        if not _NUMBER.fullmatch(text):
            raise bad_number(text, self.at + len(text))
        if legacy or text.isdecimal():
            return (self.emit("INT_LITERAL", text),)
        return (self.emit("FLOAT_LITERAL", text),)

    def _is_keyword(self, word: str) -> bool:
        """True where a word that is a keyword somewhere is one; HCL reserves none of them."""
        before, kind = self.token.type, self.level.kind
        if word in ("true", "false", "null"):
            return before != "FOR" and self._tokens.kinds[self._next] not in ("(", "::")
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

    # -- operators and brackets ----------------------------------------

    def separator(self, text: str) -> Iterable[Tok]:
        """A mark between two parts of something."""
        return (self.emit(_SEPARATORS[text], text),)

    def operator(self, text: str) -> Iterable[Tok]:
        """An operator of one or two operands, or of three."""
        self.count_operator()
        return (self.emit(_OPERATORS[text], text),)

    def less(self, text: str) -> Iterable[Tok]:
        """``<``; two of them look like a heredoc."""
        if self.text.startswith("<<", self.at):
            raise no_token(self.text, self.at)
        return self.operator(text)

    def dot(self, text: str) -> Iterable[Tok]:
        """``.``, or ``.*`` at once."""
        self.count_operator()
        end = self._splat_end("*")
        if end:
            return (self._splat("ATTR_SPLAT", end),)
        return (self.emit("DOT", text),)

    def square(self, text: str) -> Iterable[Tok]:
        """``[``, or ``[*]`` at once."""
        self.count_operator()
        end = self._splat_end("*", "]")
        if end:
            return (self._splat("FULL_SPLAT_START", end),)
        if self.token.type not in _ENDS_OPERAND and self._for_follows():
            return (self.emit_opening("LSQB", text, FOR_BRACKETS),)
        return (self.emit_opening("LSQB", text, BRACKETS),)

    def brace(self, text: str) -> Iterable[Tok]:
        """``{``: of a block, of an object, of a for expression."""
        self.count_operator()
        if self.level.kind in _BODIES and self.token.type in _ENDS_HEADER:
            return (self.emit_opening("LBRACE", text, BLOCK),)
        if self._for_follows():
            return (self.emit_opening("LBRACE", text, FOR_BRACES),)
        return (self.emit_opening("LBRACE", text, OBJECT),)

    def parenthesis(self, text: str) -> Iterable[Tok]:
        """``(``."""
        self.count_operator()
        return (self.emit_opening("LPAR", text, PARENS),)

    def closing(self, text: str) -> Iterable[Tok]:
        """A bracket that closes; ``~}`` closes templates only."""
        self.count_operator()
        if text == "~}" and self.level.kind not in _TEMPLATES:
            raise no_token(self.text, self.at)
        if text[-1] != CLOSING[self.level.kind]:
            raise mismatched(self.level, text, self.at + len(text))
        self.close()
        return (self.emit(_CLOSERS[text], text),)

    def _for_follows(self) -> bool:
        return self._tokens.texts[self._code_from(self._next, _SKIPPED)] == "for"

    def _code_from(self, at: int, skipped: frozenset[str]) -> int:
        while self._tokens.kinds[at] in skipped:
            at += 1
        return at

    def _splat_end(self, *rest: str) -> int:
        """The token after a splat that is made of this token and the ``rest``; 0 if they are none.

        Comments may stand in it, and newlines where they mean nothing.
        """
        kinds, at = self._tokens.kinds, self._next
        for kind in rest:
            while kinds[at] in _SKIPPED and self._means_nothing(at):
                at += 1
            if kinds[at] != kind:
                return 0
            at += 1
        return at

    def _means_nothing(self, at: int) -> bool:
        return self.level.kind not in _NEWLINES_COUNT or self._tokens.texts[at].startswith("/*")

    def _splat(self, terminal: str, end: int) -> Tok:
        start = self.here()
        self.move(self._tokens.texts[self._next - 1])
        for at in range(self._next, end):
            self.move(self._tokens.gaps[at] + self._tokens.texts[at])
        self._next = end
        return Tok(terminal, self.text[start.offset : self.at], start, self.here())


def _first_odd(word: str) -> int:
    """The first character that cannot stand in an identifier where it does."""
    sound = 0
    while is_identifier(word[: sound + 1]):
        sound += 1
    return sound


_HANDLERS: dict[str, Callable[[Terminals, str], Iterable[Tok]]] = {
    **dict.fromkeys(_OPERATORS, Terminals.operator),
    **dict.fromkeys(_SEPARATORS, Terminals.separator),
    **dict.fromkeys((")", "]", "}", lexer.SEQUENCE_END), Terminals.closing),
    "<": Terminals.less,
    ".": Terminals.dot,
    "[": Terminals.square,
    "{": Terminals.brace,
    "(": Terminals.parenthesis,
    lexer.IDENT: Terminals.name,
    lexer.IN: Terminals.name,
    lexer.NUMBER: Terminals.number,
    lexer.NEWLINE: Terminals.newline,
    lexer.COMMENT: Terminals.comment,
    **TEMPLATE_HANDLERS,
    lexer.BROKEN: Terminals.broken,
    lexer.END: Terminals.end,
}
"""The way of each kind of token into the grammar; its text begins where the cursor is."""
