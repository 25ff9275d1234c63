"""``docs/rules`` is what the pages say now; ``make docs`` rewrites it."""

from __future__ import annotations

from pathlib import Path

from tests.reading import REPOSITORY
from tfgen.codes.table import CODES
from tfgen.explain.markdown import documents, write

FOLDER = REPOSITORY / "docs" / "rules"


def test_the_committed_pages_are_up_to_date() -> None:
    committed = {p.name: p.read_text(encoding="utf-8") for p in FOLDER.iterdir()}
    assert committed == documents(), "run make docs"


def test_the_index_links_to_every_page() -> None:
    index = documents()["README.md"]
    assert all(f"| [{code}]({code}.md) | {kind.name} |" in index for code, kind in CODES.items())


def test_writing_removes_the_pages_of_codes_that_are_gone(tmp_path: Path) -> None:
    (tmp_path / "TFG999.md").write_text("old")
    write(tmp_path)
    assert {p.name for p in tmp_path.iterdir()} == set(documents())
