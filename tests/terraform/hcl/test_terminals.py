import pytest

from tfgen.terraform.hcl.errors import HclSyntaxError
from tfgen.terraform.hcl.terminals import Terminals


def kinds(text: str) -> list[str]:
    """The terminals in ``text``, with the text of those that could be different."""
    plain = {"NAME", "STRING_CHARS", "INT_LITERAL", "RBRACE", "INTERP_START"}
    return [f"{token.type} {token.value}" if token.type in plain else token.type for token in Terminals(text).tokens()]


def test_newlines_are_tokens_only_between_items_of_bodies_and_objects() -> None:
    assert kinds("a = [\n1,\n# c\n2]\n\n\n") == [
        "NAME a", "EQ", "LSQB", "INT_LITERAL 1", "COMMA", "INT_LITERAL 2", "RSQB", "NL_OR_COMMENT",
    ]  # fmt: skip
    assert kinds("a = {\n}").count("NL_OR_COMMENT") == 2
    assert kinds("a = ({\n})\n").count("NL_OR_COMMENT") == 2
    assert kinds("a = {for\nb in c\n:\nd => e\n}").count("NL_OR_COMMENT") == 1


@pytest.mark.parametrize(
    ("hcl", "words"),
    [
        ("[for for in in : if]", ["FOR", "NAME for", "IN", "NAME in", "NAME if"]),
        ("[for a in b : c if if]", ["FOR", "NAME a", "IN", "NAME b", "NAME c", "IF", "NAME if"]),
        ("for.in.if", ["NAME for", "NAME in", "NAME if"]),
        ("true(null, false)", ["NAME true", "NULL", "FALSE"]),
        ('"%{ if if }%{ else }%{ endif }"', ["IF", "NAME if", "ELSE", "ENDIF"]),
    ],
)
def test_words_are_keywords_only_where_hcl_has_them(hcl: str, words: list[str]) -> None:
    marks = {"EQ", "LSQB", "RSQB", "LPAR", "RPAR", "COLON", "COMMA", "DOT", "DBLQUOTE", "DIRECTIVE_START", "RBRACE }"}
    assert [kind for kind in kinds(f"a = {hcl}") if kind not in {*marks, "NL_OR_COMMENT"}][1:] == words


def test_templates_hold_code_which_holds_templates() -> None:
    assert kinds('a = "b${~ "c" ~}"')[2:-1] == [
        "DBLQUOTE", "STRING_CHARS b", "INTERP_START ${~", "DBLQUOTE", "STRING_CHARS c", "DBLQUOTE", "RBRACE ~}",
        "DBLQUOTE",
    ]  # fmt: skip


def test_a_heredoc_ends_at_the_first_line_with_its_marker_alone() -> None:
    assert kinds("a = <<E\nE x\n${b}E\n\tE \nc = 1\n")[2:8] == [
        "HEREDOC_TEMPLATE", "STRING_CHARS E x\n", "INTERP_START ${", "NAME b", "RBRACE }", "STRING_CHARS E\n",
    ]  # fmt: skip


def test_a_splat_is_one_token_also_over_lines_and_comments_where_newlines_mean_nothing() -> None:
    assert kinds("a = b [ /* c\n */ * ].*.c")[2:-1] == ["NAME b", "FULL_SPLAT_START", "ATTR_SPLAT", "DOT", "NAME c"]
    assert kinds("a = (b[# c\n*\n].\n*)")[3:-2] == ["NAME b", "FULL_SPLAT_START", "ATTR_SPLAT"]
    assert kinds("a = b[\n*\n]")[2:-1] == ["NAME b", "LSQB", "ASTERISK", "RSQB"]


def test_a_heredoc_without_interpolations_is_taken_apart() -> None:
    assert kinds("a = <<-E\n  b\n\n  E\n")[2:-1] == ["HEREDOC_TEMPLATE_TRIM", "STRING_CHARS   b\n\n", "HEREDOC_END"]
    assert kinds("a = <<E\nE\n")[2:-1] == ["HEREDOC_TEMPLATE", "HEREDOC_END"]


@pytest.mark.parametrize(
    ("text", "summary", "start"),
    [
        ('a = "b\n', "Unclosed string", 4),
        ('a = "b${c', 'Missing closing brace for the "${" opened at line 1', 6),
        ('a = "b${c  ', 'Missing closing brace for the "${" opened at line 1', 6),
        ("a = <<E\nb\n  E x", "Missing end marker for the heredoc opened at line 1", 4),
        ("a = <<E\u00a0\nb\nE\n", "Invalid heredoc", 4),
        ("a = <<E\nb\nE\r \n", "Unexpected carriage return", 11),
        ("a = b\u201cc", 'Unexpected character "\u201c"', 5),
        ("a =  /* b", "Unclosed comment", 5),
        ("a = b ~} c", 'Unexpected "~"', 6),
    ],
)
def test_what_is_no_token(text: str, summary: str, start: int) -> None:
    with pytest.raises(HclSyntaxError) as caught:
        kinds(text)
    assert (caught.value.problem.summary, caught.value.problem.start) == (summary, start)
