"""Parsed bodies kept from earlier runs: what did not change is not parsed again, whatever else changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

import tfgen.terraform.config.load
from tests.terraform.hcl.test_parse import EXPRESSIONS
from tfgen.cache.store import CacheStore
from tfgen.diagnostics import Diagnostics
from tfgen.pipelines.check import Checked, CheckRequest
from tfgen.pipelines.check import check as check_folders
from tfgen.source import SourceFile
from tfgen.terraform.config.load import read
from tfgen.terraform.config.parse_cache import ParseCache, decode, encode
from tfgen.terraform.hcl.parse import parse
from tfgen.terraform.hcl.syntax import Body

ROOT = Path(__file__).parents[3]

VARIABLES = "\n".join(f'variable "v{i}" {{\n  type = string\n}}\n' for i in range(20))
OUTPUTS = "\n".join(f'output "v{i}" {{\n  value = "x-${{var.v{i}}}"\n}}\n' for i in range(20))


def body(text: str) -> Body:
    made, found = parse(SourceFile("a.tf", text))
    assert made is not None, found
    return made


@given(EXPRESSIONS)
@settings(max_examples=150, deadline=None)
def test_every_expression_comes_back_as_it_was(hcl: str) -> None:
    made = body(f"a = (\n{hcl}\n)\n")
    encoded = encode(made)
    assert encoded is not None
    assert decode(encoded) == made


@pytest.mark.parametrize("path", sorted((ROOT / "modules").rglob("*.tf")), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_every_committed_file_too(path: Path) -> None:
    made = body(path.read_text())
    assert decode(encode(made) or b"") == made


def test_a_tree_takes_less_than_five_times_its_text() -> None:
    texts = [path.read_text() for path in (ROOT / "modules").rglob("*.tf")]
    assert sum(len(encode(body(text)) or b"") for text in texts) < 5 * sum(map(len, texts))


def test_what_has_no_short_form_is_not_kept(tmp_path: Path) -> None:
    text = f"a = {10**30}\n" + "# more\n" * 50
    assert encode(body(text)) is None
    ParseCache(CacheStore(tmp_path)).put(text.encode(), body(text))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("other", [b"", b"\x90", b"\x93\x01\x02\x03", b"\xff" * 9, b"\x91" * 100_000])
def test_other_bytes_are_no_body(other: bytes) -> None:
    assert decode(other) is None


def test_the_file_that_a_body_was_of_does_not_count(tmp_path: Path) -> None:
    """Equal texts have equal trees; findings are the file's own, so a text with any is parsed again."""
    parse_cache = ParseCache(CacheStore(tmp_path))
    first = read("a.tf", VARIABLES.encode(), parse_cache)
    assert len(list(tmp_path.iterdir())) == 1
    again = read("b/c.tf", VARIABLES.encode(), parse_cache)
    assert (again.tree, again.source) == (first.tree, SourceFile("b/c.tf", VARIABLES))
    wrong = read("d.tf", (VARIABLES + "x = 1\nx = 2\n").encode(), parse_cache)
    assert [d.code for d in wrong.diagnostics] == ["TFG202"]
    assert len(list(tmp_path.iterdir())) == 1


class TestACheck:
    @pytest.fixture(autouse=True)
    def _in_a_tree(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        (tmp_path / "variables.tf").write_text(VARIABLES)
        (tmp_path / "outputs.tf").write_text(OUTPUTS)
        self.parsed: list[str] = []

        def noted(file: SourceFile) -> tuple[Body | None, Diagnostics]:
            self.parsed.append(file.path)
            return parse(file)

        monkeypatch.setattr(tfgen.terraform.config.load, "parse", noted)

    def check(self, cache: Path | None = Path("cache")) -> Checked:
        self.parsed.clear()
        return check_folders(CheckRequest((Path(),), version="6.62.0", cache=cache))

    def test_one_file_changed(self) -> None:
        self.check()
        assert self.parsed == ["outputs.tf", "variables.tf"]
        Path("outputs.tf").write_text(OUTPUTS.replace("var.v3}", "var.v}"))
        found = self.check()
        assert self.parsed == ["outputs.tf"]
        assert found == self.check(cache=None)
        assert [
            (d.code, d.file, d.range and d.range.start.line) for d in found.result.diagnostics if d.code == "TFG401"
        ] == [("TFG401", "outputs.tf", 14)]

    def test_a_damaged_body_is_parsed_and_kept_again(self) -> None:
        self.check()
        for kept in Path("cache").glob("*.body"):
            kept.write_bytes(kept.read_bytes()[:-20])
        for turn in ("one", "two"):
            Path("other.tf").write_text(f'output "{turn}" {{\n  value = 1\n}}\n')
            self.check()
            assert self.parsed == ["other.tf", *(["outputs.tf", "variables.tf"] if turn == "one" else [])]

    def test_without_a_cache_everything_is_parsed(self) -> None:
        self.check()
        self.check(cache=None)
        assert self.parsed == ["outputs.tf", "variables.tf"]
