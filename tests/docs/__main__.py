"""``python -m tests.docs``: every ``console`` block of the pages says what its commands print now."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.docs.pages import Block, sections
from tests.docs.session import Session


def main() -> None:
    """Rewrite the pages. Review the diff."""
    played: list[tuple[Block, str]] = []
    for blocks in sections().values():
        with tempfile.TemporaryDirectory(prefix="tfgen-docs-") as work:
            played += Session(Path(work)).play(blocks)
    # From the end, so that the places of the others stay right.
    for block, said in sorted(played, key=lambda pair: pair[0].start, reverse=True):
        if said == block.text:
            continue
        text = block.page.read_text()
        block.page.write_text(text[: block.start] + said + text[block.start + len(block.text) :])
        print(f"rewritten: {block}")


if __name__ == "__main__":
    main()
