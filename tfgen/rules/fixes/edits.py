"""Edits that rules propose for the text of a file. Comments stay; where they cannot, there is no fix."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from tfgen.diagnostics import Edit, Fix
from tfgen.source import Range
from tfgen.spelling import suggestion
from tfgen.terraform.config.configuration import Parsed
from tfgen.terraform.hcl.syntax import Expr, Template

MEANT_BOOLS = {
    "yes": "true",
    "on": "true",
    "enabled": "true",
    "no": "false",
    "off": "false",
    "disabled": "false",
}
"""Text that Terraform converts to no bool, and the bool that people mean by it."""


def source_text(parsed: Parsed, range_: Range) -> str:
    """The text of a range."""
    return parsed.text_at(range_)


def replace_fix(range_: Range, text: str, safe: bool = True) -> Fix:
    """Write ``text`` at this range; the title says so too."""
    return Fix(f"Write {text}", (Edit(range_, text),), safe)


def rename_fix(
    range_: Range,
    word: str,
    known: Iterable[str],
    taken: Collection[str] = (),
    also: Iterable[Edit] = (),
    quoted: bool = False,
) -> Fix | None:
    """Write the known word that ``word`` is a misspelling of;
    ``taken`` are those that are there already.

    ``also`` are further edits for the same word; ``quoted``:
    the word stands in quotes at its range.
    """
    suggested = suggestion(word, known, taken)
    if suggested is None:
        return None
    text = f'"{suggested.name}"' if quoted else suggested.name
    return Fix(f'Write "{suggested.name}"', (Edit(range_, text), *also), suggested.confident)


def is_heredoc(expr: Expr) -> bool:
    """True for a heredoc, which cannot be replaced within its line."""
    return isinstance(expr, Template) and expr.heredoc
