"""Differences made by hand between what is written and what python-hcl2 reads: each is refused, nothing is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.reading import EXAMPLE
from tfgen.cli.root import run
from tfgen.pipelines.render import RenderRequest, render
from tfgen.source import SourceFile
from tfgen.terraform.hcl.read_back import python_hcl2

pytestmark = pytest.mark.slow

MODULE = {
    "module.yaml": "description: A bucket.\ninputs: {}\noutputs: {}\n",
    "main.tf.jinja": """\
resource "aws_s3_bucket" "this" {
  bucket = "${var.name}-files-${var.suffix}"
  tags   = var.tags

  lifecycle {
    prevent_destroy = true
  }
}

locals {
  text = <<-EOT
    first
      second
  EOT
}

output "text" {
  description = "A text."
  value       = local.text
}
""",
}

BLOCK = re.compile(r'^module "\w+" \{\n(?:.*\n)*?\}\n', re.MULTILINE)


def lose_a_block(text: str) -> str:
    return BLOCK.sub("", text, count=1)


def repeat_a_block(text: str) -> str:
    return BLOCK.sub(lambda block: 2 * block[0], text, count=1)


def reorder_blocks(text: str) -> str:
    blocks = BLOCK.findall(text)
    if len(blocks) < 2:
        return text
    return text.replace(blocks[0], "").replace(blocks[1], blocks[1] + blocks[0])


def put(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new)


CHANGES: dict[str, tuple[Callable[[str], str], str, str]] = {
    "a flag without quotes": (put('values   = ["true"]', "values = [true]"), '["true"]', "[true]"),
    "a flag with quotes": (put("prevent_destroy = true", 'prevent_destroy = "true"'), "= true", '= "true"'),
    "a swapped label": (put('"aws_vpc" "this"', '"this" "aws_vpc"'), '"aws_vpc" "this"', '"this" "aws_vpc"'),
    "a lost label": (put('resource "aws_vpc" "this"', 'resource "aws_vpc"'), '"aws_vpc" "this"', '"aws_vpc"'),
    "a lost block": (lose_a_block, "module ", "module "),
    "a block twice": (repeat_a_block, "module ", "module "),
    "a reordered block": (reorder_blocks, "module ", "module "),
    "an added block": (lambda text: text + 'removed {\n  from = "x"\n}\n', "nothing more", "removed"),
    "a changed escape": (put(r"\"declined\"", r"\\\"declined\\\""), r"\"declined\"", r"\\\"declined"),
    "a renamed argument": (put("  cidr_block ", "  cidr_blocks "), "cidr_block =", "cidr_blocks ="),
    "a lost argument": (put("  enable_dns_support ", "  # enable_dns_support "), "enable_dns_support", ""),
    "a number that became a string": (put("= 5432", '= "5432"'), "= 5432", '= "5432"'),
    "another number": (put("= 5432", "= 5433"), "5432", "5433"),
    "a missing list element": (put('"files", "cache", "logs"', '"files", "logs"'), '"cache"', '"logs"'),
    "another order of a list": (put('"database", "files"', '"files", "database"'), '"database"', '"files"'),
    "a changed operator": (put("> 0 ?", ">= 0 ?"), " > 0", " >= 0"),
    "other parentheses": (put('== null && var.engine == "valkey"', '== (null && var.engine == "valkey")'), "&&", "&&"),
    "a changed heredoc": (put("    first\n", "    FIRST\n"), "first", "FIRST"),
    "a heredoc that keeps its indentation": (put("<<-EOT\n    first", "<<EOT\n    first"), '"first', '"    first'),
    'null for "null"': (put(": null\n", ': "null"\n'), "null", '"null"'),
    "a key that became a reference": (put("CostCenter         =", "(CostCenter) ="), '"CostCenter"', "(CostCenter)"),
    "another reference": (put("${var.name}-files", "${var.suffix}-files"), "${var.name}", "${var.suffix}"),
    "an interpolation that became text": (
        put("${var.name}-files", "$${var.name}-files"),
        "${var.name}",
        "$${var.name}",
    ),
    "a text that nobody can read": (put("local.text", "local.."), "without a fault", "does not expect"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A stack with modules of the library and one of its own, and a cache that holds all of them."""
    made = tmp_path_factory.mktemp("stack")
    (made / "templates" / "mine").mkdir(parents=True)
    for name, text in MODULE.items():
        (made / "templates" / "mine" / name).write_text(text)
    lines = EXAMPLE.read_text("utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.startswith("modules:"))
    (made / "stack.yaml").write_text(f"{text}\n  mine: {{module: mine}}\ntemplates: templates\n")
    return made


@pytest.fixture
def request_(folder: Path) -> Iterator[RenderRequest]:
    """A request for that stack; nothing of what was read back by earlier tests is kept."""
    stack = SourceFile("stack.yaml", (folder / "stack.yaml").read_text())
    yield RenderRequest(stack, templates=folder / "templates", cache=folder / "cache", environments=("dev",))
    for kept in (folder / "cache").rglob("*.read-back"):
        kept.unlink()


@pytest.fixture
def injected(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[str], str]], list[str]]:
    """Changes what python-hcl2 gets to read; the files' texts that were changed."""

    def inject(change: Callable[[str], str]) -> list[str]:
        changed: list[str] = []
        original = python_hcl2.outline_of

        def read(text: str) -> object:
            other = change(text)
            if other != text:
                changed.append(text)
            return original(other)

        monkeypatch.setattr(python_hcl2, "outline_of", read)
        return changed

    return inject


Inject = Callable[[Callable[[str], str]], list[str]]


def test_without_a_difference_all_is_right(request_: RenderRequest, injected: Inject) -> None:
    changed = injected(lambda text: f"# another comment\n{text}\n\n")
    rendered = render(request_)
    assert rendered.output
    assert [f.code for f in rendered.result.diagnostics if f.code != "TFG028"] == []
    assert len(changed) == len([file for file in rendered.output.files if file.path.endswith(".tf")]) > 40
    assert rendered.result.skipped == ()


@pytest.mark.parametrize("name", CHANGES)
def test_each_difference_is_refused(name: str, request_: RenderRequest, injected: Inject) -> None:
    change, ours, theirs = CHANGES[name]
    changed = injected(change)
    rendered = render(request_)
    assert rendered.output
    assert changed, "the change fits no file"
    differ = [f for f in rendered.result.diagnostics if f.code == "TFG206"]
    assert differ
    assert len({f.file for f in differ}) == len(changed)
    assert all(f.file and f.range and f.help for f in differ)
    assert any(ours in f.detail and theirs in f.detail for f in differ), [f.detail for f in differ]


@pytest.mark.parametrize("command", ["render", "module render"])
def test_nothing_is_written(
    command: str, folder: Path, injected: Inject, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The commands read in a second process, which is a copy of this one."""
    monkeypatch.setattr("tfgen.build.read_back_process.sys.platform", "linux")
    monkeypatch.setenv("TFGEN_CACHE_DIR", str(folder / "other-cache"))
    out = folder / "out" / command.replace(" ", "-")
    given = [str(folder)] if command == "render" else ["mine", "--templates", str(folder / "templates")]
    injected(put("prevent_destroy = true", "prevent_destroy = false"))
    assert run([*command.split(), *given, "--out", str(out)]) == 2
    told = capsys.readouterr()
    assert "TFG206" in told.out
    assert "prevent_destroy = true" in told.out
    assert "prevent_destroy = false" in told.out
    assert "Nothing was written." in told.err
    assert not out.exists()


def test_what_was_not_read_back_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TFGEN_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "mine").mkdir()
    for name, text in MODULE.items():
        (tmp_path / "mine" / name).write_text(text.replace("    first", "    ${var.name}"))
    arguments = ["module", "render", "mine", "--templates", str(tmp_path), "--out", str(tmp_path / "out")]
    assert run(arguments) == 0
    assert "not read back" in capsys.readouterr().out
    assert (tmp_path / "out" / "mine" / "main.tf").exists()
