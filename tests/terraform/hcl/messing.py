"""De-format HCL: other blanks between its tokens, the same tokens."""

from functools import cache
from random import Random

from tfgen.terraform.hcl.lexer import (
    CLOSE_HEREDOC,
    CLOSE_QUOTE,
    DIRECTIVE,
    END,
    HEREDOC,
    HEREDOC_TEXT,
    INTERPOLATION,
    NUMBER,
    QUOTED_TEXT,
    LexError,
    lex,
)

IN_TEMPLATES = {QUOTED_TEXT, HEREDOC_TEXT, CLOSE_QUOTE, CLOSE_HEREDOC, INTERPOLATION, DIRECTIVE}
BLANKS = {
    "none": [""],
    "spaces": [" ", "   "],
    "tabs": ["\t", "\t\t"],
    "any": ["", "", " ", "  ", "\t", " \t ", "           "],
}


def mess(text: str, seed: int, style: str = "any") -> str:
    """``text`` with other blanks wherever HCL allows any, at the very end of the text excepted.

    ``style`` is a key of ``BLANKS``; a blank stays where two tokens would else become others.
    """
    choose = Random(seed).choice
    tokens = lex(text)
    parts: list[str] = []
    before, before_text = "", ""
    for kind, token, gap in zip(tokens.kinds, tokens.texts, tokens.gaps, strict=True):
        if free(before, kind):
            gap = choose(BLANKS[style]) or (" " if gap and merge(before_text, token) else "")
        parts += (gap, token)
        before, before_text = kind, token
    return "".join(parts)


def free(before: str, kind: str) -> bool:
    """Whether blanks may stand before a token of this kind."""
    if kind in IN_TEMPLATES or kind == END or before in {HEREDOC, CLOSE_HEREDOC}:
        return False
    return not (NUMBER in {before, kind} and "." in {before, kind})


@cache
def merge(left: str, right: str) -> bool:
    """Whether two tokens that follow each other without a blank are read as something else."""
    try:
        return lex(left + right).texts != [left, right, ""]
    except LexError:
        return True
