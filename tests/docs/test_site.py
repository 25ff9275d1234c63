"""The site is built without a warning, and loads nothing from other hosts."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.reading import REPOSITORY
from tfgen.codes.table import CODES

pytestmark = pytest.mark.slow

LOADED = re.compile(r"<(?:script|link|img|iframe|source)\b[^>]*?(?:src|href)=\"?(https?:)?//")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site; a warning fails it."""
    out = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(out)]
    # Material's notice about its own future is no warning about these pages.
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return out


def test_every_page_and_code_is_there(site: Path) -> None:
    docs = REPOSITORY / "docs"
    wanted = {p.relative_to(docs).with_suffix(".html").as_posix() for p in docs.rglob("*.md")}
    built = {p.relative_to(site).as_posix() for p in site.rglob("*.html")}
    assert built == {w.replace("README", "index") for w in wanted} | {"404.html"}


def test_every_code_is_in_the_navigation(site: Path) -> None:
    for code, kind in CODES.items():
        assert f"<title>{code} {kind.name} - tfgen</title>" in (site / "rules" / f"{code}.html").read_text()
    assert "TFG302 missing-argument" in (site / "rules" / "TFG301.html").read_text()


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    assert LOADED.search('<link rel="stylesheet" href="https://fonts.example/x.css">')
    assert [p.name for p in site.rglob("*.html") if LOADED.search(p.read_text())] == []
