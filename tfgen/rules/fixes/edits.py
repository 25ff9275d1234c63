"""What rules write into the text of a file to mend it. Comments stay; where they cannot, there is no fix."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from tfgen.diagnostics import Edit, Fix
from tfgen.source import Range
from tfgen.spelling import suggestion
from tfgen.terraform.config.configuration import Parsed
from tfgen.terraform.hcl.syntax import Expr, Template

MEANT_BOOLS = {"yes": "true", "on": "true", "enabled": "true", "no": "false", "off": "false", "disabled": "false"}
"""Text that no bool is made of, and what people mean by it."""


def source(parsed: Parsed, place: Range) -> str:
    """The text of a place."""
    return parsed.text_at(place)


def replace_fix(place: Range, text: str, safe: bool = True) -> Fix:
    """Write ``text`` in this place, as the title says too."""
    return Fix(f"Write {text}", (Edit(place, text),), safe)


def rename_fix(
    place: Range,
    word: str,
    known: Iterable[str],
    taken: Collection[str] = (),
    also: Iterable[Edit] = (),
    quoted: bool = False,
) -> Fix | None:
    """Write the known word that ``word`` must be; ``taken`` are those that are there already.

    ``also`` are further edits, made for the word in it; ``quoted``: the word stands in quotes at its place.
    """
    found = suggestion(word, known, taken)
    if found is None:
        return None
    text = f'"{found.name}"' if quoted else found.name
    return Fix(f'Write "{found.name}"', (Edit(place, text), *also), found.confident)


def is_heredoc(expr: Expr) -> bool:
    """Whether it is a heredoc, which cannot be replaced within its line."""
    return isinstance(expr, Template) and expr.heredoc
