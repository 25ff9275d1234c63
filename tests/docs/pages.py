"""Pages, their sections and their fenced blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.reading import REPOSITORY

PAGES = (
    REPOSITORY / "README.md",
    REPOSITORY / "CONTRIBUTING.md",
    *sorted((REPOSITORY / "docs").glob("*.md")),
)
"""All pages but those in ``docs/rules``, whose examples ``tests/rules`` runs."""

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_NAMED = re.compile(r"(?:#|//) (part of )?([\w.-]+\.(?:ya?ml|tf))\n")


@dataclass(frozen=True)
class Block:
    """A fenced block: the word after the fence, its text, and where it stands."""

    page: Path
    section: str
    start: int
    kind: str
    text: str

    @property
    def file(self) -> str:
        """The file that the block shows: its first line is a comment with that name. Else empty."""
        named = _NAMED.match(self.text)
        return named[2] if named else ""

    @property
    def is_part(self) -> bool:
        """The block is a part of its file only."""
        named = _NAMED.match(self.text)
        return bool(named and named[1])

    def __str__(self) -> str:
        line = self.page.read_text().count("\n", 0, self.start) + 1
        return f"{self.page.relative_to(REPOSITORY)}:{line}"


def blocks(page: Path) -> tuple[Block, ...]:
    """The fenced blocks of a page, in order; ``start`` is the offset of the text."""
    text = page.read_text()
    return tuple(Block(page, _section(text, m.start()), m.start(2), m[1], m[2]) for m in _FENCE.finditer(text))


def _section(text: str, offset: int) -> str:
    headings = re.findall(r"^## (.+)$", text[:offset], re.MULTILINE)
    return headings[-1] if headings else ""


def every_block() -> Iterator[Block]:
    """The blocks of all pages."""
    for page in PAGES:
        yield from blocks(page)


def sections() -> dict[str, tuple[Block, ...]]:
    """The blocks of each section that has a ``console`` block, by page and heading."""
    found: dict[str, list[Block]] = {}
    for block in every_block():
        found.setdefault(f"{block.page.name}: {block.section}", []).append(block)
    return {name: tuple(group) for name, group in found.items() if any(b.kind == "console" for b in group)}
