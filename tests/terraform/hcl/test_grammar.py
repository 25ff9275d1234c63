import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.terraform.hcl.outline import body_of
from tfgen.terraform.hcl import grammar


@pytest.fixture
def fresh() -> Iterator[None]:
    """No parser in memory."""
    grammar.parser.cache_clear()
    yield
    grammar.parser.cache_clear()


def reads() -> bool:
    return [attribute.name for attribute in body_of("a = [1]\n").attributes] == ["a"]


def test_the_shipped_tables_need_no_cache(fresh: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TFGEN_CACHE_DIR", str(tmp_path / "cache"))
    assert reads()
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize(
    "damage", [lambda content: b"", lambda content: content[:-1], lambda content: content[:-1] + b"\x00"]
)
def test_damaged_tables_are_an_error(
    damage: Callable[[bytes], bytes], fresh: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "grammar.bin"
    copy.write_bytes(grammar.TABLES.read_bytes())
    monkeypatch.setattr(grammar, "TABLES", copy)
    assert reads()
    grammar.parser.cache_clear()
    copy.write_bytes(damage(copy.read_bytes()))
    with pytest.raises(grammar.TablesError, match="does not fit"):
        reads()


def test_tables_of_another_grammar_are_an_error(fresh: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edited = tmp_path / "hcl.lark"
    edited.write_bytes(grammar.GRAMMAR.read_bytes() + b"\n// more\n")
    monkeypatch.setattr(grammar, "GRAMMAR", edited)
    with pytest.raises(grammar.TablesError, match=r"run python -m tools\.hcl\.build"):
        reads()


def test_line_ends_of_the_checkout_do_not_matter(fresh: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "hcl.lark"
    copy.write_bytes(grammar.GRAMMAR.read_bytes().replace(b"\n", b"\r\n"))
    monkeypatch.setattr(grammar, "GRAMMAR", copy)
    assert reads()


def test_the_first_parse_of_a_process_needs_neither_lark_nor_python_hcl2() -> None:
    code = """
import sys
from tfgen.terraform.hcl.parse import parse
from tfgen.source import SourceFile
body, found = parse(SourceFile("main.tf", "a = 1"))
assert body and not found
assert "hcl2" not in sys.modules and "lark" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)
