import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.terraform.hcl.outline import body_of
from tfgen.terraform.hcl import grammar


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """No parser in memory, and a cache folder of its own."""
    cache = tmp_path / "cache"
    monkeypatch.setenv("TFGEN_CACHE_DIR", str(cache))
    grammar.parser.cache_clear()
    yield cache
    grammar.parser.cache_clear()


def reads() -> bool:
    return [attribute.name for attribute in body_of("a = [1]\n").attributes] == ["a"]


def test_the_shipped_grammar_is_that_of_the_installed_versions() -> None:
    assert grammar.is_current(), "run: python -m tfgen.terraform.hcl.grammar"
    assert grammar.RELEASED.read_text("utf-8") == grammar.patched(grammar.installed())


def test_the_shipped_grammar_is_enough(fresh: Path) -> None:
    assert reads()
    assert not fresh.exists()


def test_other_versions_build_their_own_once(fresh: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grammar, "SHIPPED", tmp_path / "of-other-versions.bin")
    assert reads()
    (saved,) = fresh.iterdir()
    monkeypatch.setattr(grammar, "build", pytest.fail)
    grammar.parser.cache_clear()
    assert reads()
    assert list(fresh.iterdir()) == [saved]


@pytest.mark.parametrize(
    "damage", [lambda content: b"", lambda content: content[:-1], lambda content: content[:-1] + b"\x00"]
)
def test_a_damaged_file_is_built_anew(
    damage: Callable[[bytes], bytes], fresh: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grammar, "SHIPPED", tmp_path / "none.bin")
    assert reads()
    (saved,) = fresh.iterdir()
    whole = saved.read_bytes()
    saved.write_bytes(damage(whole))
    grammar.parser.cache_clear()
    assert reads()
    assert len(saved.read_bytes()) > 10_000


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_file_that_others_can_write_is_not_trusted(
    fresh: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grammar, "SHIPPED", tmp_path / "none.bin")
    assert reads()
    (saved,) = fresh.iterdir()
    saved.chmod(0o666)
    built: list[str] = []
    build = grammar.build
    monkeypatch.setattr(grammar, "build", lambda text: built.append(text) or build(text))
    grammar.parser.cache_clear()
    assert reads()
    assert len(built) == 1


def test_no_place_to_save_is_no_obstacle(fresh: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grammar, "SHIPPED", tmp_path / "none.bin")
    fresh.write_text("a file where the folder should be")
    assert reads()


def test_a_python_hcl2_with_another_grammar_leaves_the_one_tfgen_came_with(
    fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grammar, "installed", lambda: "start : something_else")
    assert reads()


def test_a_patch_that_finds_nothing_is_an_error() -> None:
    text = grammar.installed()
    for patch in grammar.PATCHES:
        with pytest.raises(grammar.GrammarChangedError, match="occurs 0 times"):
            grammar.patched(re.sub(patch.old, "", text))


def test_the_first_parse_of_a_process_builds_no_grammar_and_needs_neither_lark_nor_python_hcl2() -> None:
    code = """
import sys
from tfgen.terraform.hcl import grammar
from tfgen.terraform.hcl.parse import parse
from tfgen.source import SourceFile
grammar.build = None
body, found = parse(SourceFile("main.tf", "a = 1"))
assert body and not found
assert "hcl2" not in sys.modules and "lark" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)
