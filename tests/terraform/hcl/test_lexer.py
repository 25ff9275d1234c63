from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.terraform.hcl.test_format import FIXTURES, fixture, texts
from tfgen.terraform.hcl.lexer import (
    BROKEN,
    CLOSE_HEREDOC,
    CLOSE_QUOTE,
    COMMENT,
    DIRECTIVE,
    END,
    HEREDOC,
    HEREDOC_TEXT,
    IDENT,
    IN,
    INTERPOLATION,
    NEWLINE,
    NUMBER,
    OPEN_HEREDOC,
    OPEN_QUOTE,
    QUOTED_TEXT,
    SEQUENCE_END,
    STRING,
    LexError,
    Tokens,
    lex,
    lex_to_the_end,
)


def pairs(text: str) -> list[tuple[str, str]]:
    tokens = lex(text)
    return list(zip(tokens.kinds, tokens.texts, strict=True))[:-1]


def joined(tokens: Tokens) -> str:
    return "".join(gap + text for gap, text in zip(tokens.gaps, tokens.texts, strict=True))


def test_an_attribute() -> None:
    tokens = lex("a-b\t= var.c  # d\n")
    assert tokens.kinds == [IDENT, "=", IDENT, ".", IDENT, COMMENT, END]
    assert tokens.texts == ["a-b", "=", "var", ".", "c", "# d\n", ""]
    assert tokens.gaps == ["", "\t", " ", "", "", "  ", ""]


def test_longest_operators_win() -> None:
    text = "== != >= <= && || :: ... => = ! > < : . - + * / % ?"
    assert [kind for kind, _ in pairs(text)] == text.split()


@pytest.mark.parametrize("number", ["0", "12", "1.5", "1e5", "1E-7", "1.5e+3", "0.1.2"])
def test_numbers(number: str) -> None:
    assert pairs(f"{number}...") == [(NUMBER, number), ("...", "...")]


def test_the_word_in_has_a_kind_of_its_own() -> None:
    assert [kind for kind, _ in pairs("in inner in-x")] == [IN, IDENT, IDENT]


@pytest.mark.parametrize("string", ['""', '"a b"', r'"\"\\"', '"$${a} %%{b} $ % $$"', '"$$${a}"', r'"\${a}"', '"{é}"'])
def test_a_string_without_interpolations_is_one_token(string: str) -> None:
    assert pairs(string) == [(STRING, string)]


def test_interpolations_nest() -> None:
    assert pairs('"a${b("${ c }")~}$${"') == [
        (OPEN_QUOTE, '"'),
        (QUOTED_TEXT, "a"),
        (INTERPOLATION, "${"),
        (IDENT, "b"),
        ("(", "("),
        (OPEN_QUOTE, '"'),
        (INTERPOLATION, "${"),
        (IDENT, "c"),
        (SEQUENCE_END, "}"),
        (CLOSE_QUOTE, '"'),
        (")", ")"),
        (SEQUENCE_END, "~}"),
        (QUOTED_TEXT, "$${"),
        (CLOSE_QUOTE, '"'),
    ]


def test_braces_inside_an_interpolation_do_not_end_it() -> None:
    kinds = [kind for kind, _ in pairs('"${{ a = {} }}"')]
    assert kinds == [OPEN_QUOTE, INTERPOLATION, "{", IDENT, "=", "{", "}", "}", SEQUENCE_END, CLOSE_QUOTE]


def test_directives() -> None:
    kinds = [kind for kind, _ in pairs('"%{~ if a }b%{ endif }"')]
    assert kinds == [
        OPEN_QUOTE, DIRECTIVE, IDENT, IDENT, SEQUENCE_END, QUOTED_TEXT, DIRECTIVE, IDENT, SEQUENCE_END, CLOSE_QUOTE,
    ]  # fmt: skip


def test_a_heredoc_without_interpolations_is_one_token() -> None:
    text = "<<-EOT\n  a EOT\n $${b}\n EOTS\n\n  EOT"
    assert pairs(f"{text}\n") == [(HEREDOC, text), (NEWLINE, "\n")]


def test_a_heredoc_with_interpolations() -> None:
    assert pairs("<<A\nx\n${b}\n  A \r\n") == [
        (OPEN_HEREDOC, "<<A\n"),
        (HEREDOC_TEXT, "x\n"),
        (INTERPOLATION, "${"),
        (IDENT, "b"),
        (SEQUENCE_END, "}"),
        (HEREDOC_TEXT, "\n"),
        (CLOSE_HEREDOC, "  A "),
        (NEWLINE, "\r\n"),
    ]


def test_a_marker_after_an_interpolation_does_not_end_a_heredoc() -> None:
    with pytest.raises(LexError):
        lex("<<A\n${b}A\n")


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ('a = "b', 6),
        ('a = "b\n"', 6),
        ("a = <<A\nb", 8),
        ('a = "${b', 8),
        ("a /* b", 1),
        ("a = 1;", 5),
        ("a = $", 3),
        ("\r", 0),
    ],
)
def test_what_is_no_hcl(text: str, offset: int) -> None:
    with pytest.raises(LexError) as caught:
        lex(text)
    assert caught.value.offset == offset


def test_the_rest_of_a_broken_text_is_one_token() -> None:
    tokens = lex_to_the_end('a = "b${c}\td\n e')
    assert tokens.kinds[-3:] == [SEQUENCE_END, QUOTED_TEXT, BROKEN]
    assert tokens.texts[-3:] == ["}", "\td", "\n e"]


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_lossless_on_fixtures(path: Path) -> None:
    assert joined(lex(fixture(path))) == fixture(path)


@settings(deadline=None)
@given(texts)
def test_lossless(text: str) -> None:
    with suppress(LexError):
        assert joined(lex(text)) == text


@settings(deadline=None)
@given(texts)
def test_lossless_to_the_end_of_any_text(text: str) -> None:
    tokens = lex_to_the_end(text)
    assert joined(tokens) == text
    assert [kind for kind in tokens.kinds if kind in {END, BROKEN}] == [tokens.kinds[-1]]
    if tokens.kinds[-1] == END:
        assert tokens == lex(text)
