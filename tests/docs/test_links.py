"""Every link of the pages leads to a file, and every anchor to a heading; every path in backticks exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.pages import PAGES
from tests.reading import REPOSITORY

ALL = (*PAGES, REPOSITORY / "CHANGELOG.md", *sorted((REPOSITORY / "docs" / "rules").glob("*.md")))
FENCED = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]+)\)")
PATH = re.compile(r"`((?:[\w.-]+/)+[\w.-]*|[\w-]+\.(?:md|toml|txt|yml))`")

NOT_OURS = {".tfgen/manifest.json", "site/"}
"""Paths that are there only after a command has run."""

ROOTS = ("", "tfgen/")
"""Folders that paths begin in; the architecture speaks of the program's folders by their names."""


def prose(page: Path) -> str:
    """The page without its fenced blocks."""
    return FENCED.sub("", page.read_text())


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as MkDocs and GitHub both make them."""
    headings = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", h).strip().lower().replace(" ", "-") for h in headings}


def dead(page: Path, link: str) -> bool:
    """Whether a relative link of a page leads nowhere."""
    path, _, anchor = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    return not target.exists() or bool(anchor and anchor not in anchors(target))


@pytest.mark.parametrize("page", ALL, ids=lambda page: page.relative_to(REPOSITORY).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    links = [link for link in LINK.findall(prose(page)) if "://" not in link]
    assert [link for link in links if dead(page, link)] == []


def test_a_dead_link_is_found_out() -> None:
    page = REPOSITORY / "README.md"
    assert dead(page, "docs/nothing.md")
    assert dead(page, "docs/modules.md#nothing")
    assert not dead(page, "docs/modules.md#moduleyaml")
    assert not dead(page, "#a-session")


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "docs/architecture.md"])
def test_paths_in_backticks_exist(name: str) -> None:
    named = set(PATH.findall(prose(REPOSITORY / name))) - NOT_OURS
    assert len(named) > 15
    assert sorted(p for p in named if not any((REPOSITORY / root / p).exists() for root in ROOTS)) == []


def test_the_architecture_names_every_folder_of_the_program() -> None:
    text = (REPOSITORY / "docs" / "architecture.md").read_text()
    tree = text[text.index("## The tree") : text.index("## Layers")]
    inside = ("", "terraform", "rules")
    folders = [f for name in inside for f in (REPOSITORY / "tfgen" / name).iterdir() if (f / "__init__.py").exists()]
    assert len(folders) > 30
    assert [f.name for f in folders if f" {f.name}/" not in tree] == []


def test_every_page_can_be_reached_from_the_readme() -> None:
    readme = (REPOSITORY / "README.md").read_text()
    pages = [p for p in PAGES if p.name not in ("README.md", "index.md")]
    assert [p.name for p in pages if f"({p.relative_to(REPOSITORY).as_posix()})" not in readme] == []


def test_the_readme_stays_short() -> None:
    assert len((REPOSITORY / "README.md").read_text().splitlines()) <= 150
