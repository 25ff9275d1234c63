"""An outline as text, a line for each item, to compare at a glance."""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.source import SourceFile
from tfgen.terraform.hcl.parse import parse
from tfgen.terraform.hcl.read_back import python_hcl2, tree_reader
from tfgen.terraform.hcl.read_back.outline import Outline, OutlineBlock


def lines(outline: Outline, indent: str = "") -> Iterator[str]:
    """The items; what stands in a block is indented."""
    for item in outline:
        if isinstance(item, OutlineBlock):
            yield f"{indent}{item.title} {{}}"
            yield from lines(item.items, f"{indent}  ")
        else:
            yield f"{indent}{item.title}"


def ours(text: str) -> str:
    """What tfgen reads; the text has no faults for it."""
    body, found = parse(SourceFile("main.tf", text))
    assert body is not None, found
    assert found == ()
    return "\n".join(lines(tree_reader.outline_of_tree(body)))


def theirs(text: str) -> str:
    """What python-hcl2 reads, "" where it refuses the text."""
    try:
        return "\n".join(lines(python_hcl2.outline_of(text)))
    except python_hcl2.RefusedTextError:
        return ""
