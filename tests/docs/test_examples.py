"""What the pages show is what happens: stacks are rendered, HCL is checked, commands are run."""

from __future__ import annotations

import io
import json
import re
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
import pytest
from ruamel.yaml import YAML

from tests.docs.pages import Block, blocks, every_block, sections
from tests.docs.session import Session, commands
from tests.reading import REPOSITORY
from tfgen.cli.root import cli, run

pytestmark = pytest.mark.slow

BLOCKS = tuple(every_block())
SECTIONS = sections()
BASE = next(b.text for b in blocks(REPOSITORY / "README.md") if b.file == "stack.yaml")
"""What parts of a stack are merged into: the README's stack."""

OTHER_YAML = ("# .pre-commit-config.yaml\n", "# .tfgen.yaml\n", "# a step of a workflow")
"""First lines of ``yaml`` blocks that are no stack; each has a test by name in ``test_stories.py``."""

KINDS = {"console", "hcl", "sh", "yaml", ""}

Capture = pytest.CaptureFixture[str]


def of(kind: str, file: str = "") -> Any:
    """All blocks of a kind, of a file where one is named."""
    chosen = [b for b in BLOCKS if b.kind == kind and (not file or b.file == file)]
    assert chosen
    return pytest.mark.parametrize("block", chosen, ids=str)


def test_every_block_is_of_a_kind_that_is_tested() -> None:
    assert {b.kind for b in BLOCKS} == KINDS
    others = [b for b in BLOCKS if b.kind == "yaml" and b.file != "stack.yaml"]
    assert [str(b) for b in others if not b.text.startswith(OTHER_YAML)] == []


def merged(base: Any, part: Any) -> Any:
    """Maps merged deeply; anything else of ``part`` replaces."""
    if not isinstance(base, Mapping) or not isinstance(part, Mapping):
        return part
    return {**base, **{key: merged(base.get(key), value) for key, value in part.items()}}


def whole(block: Block) -> str:
    """The stack that a block shows; a part is merged into ``BASE``."""
    if not block.is_part:
        return block.text
    yaml = YAML(typ="safe")
    out = io.StringIO()
    yaml.dump(merged(yaml.load(BASE), yaml.load(block.text)), out)
    return out.getvalue()


@of("yaml", "stack.yaml")
def test_a_stack_is_rendered(block: Block, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "stack.yaml").write_text(whole(block))
    if "templates: templates" in block.text:
        before = [b for b in SECTIONS[f"{block.page.name}: {block.section}"] if b.start < block.start]
        list(Session(tmp_path).play(before))
        monkeypatch.chdir(tmp_path / "here")
        (tmp_path / "here" / "stack.yaml").write_text(block.text)
    assert run(["render"]) == 0, capsys.readouterr().out
    assert list(Path.cwd().glob("envs/dev/main.tf"))


@of("hcl")
def test_hcl_has_the_findings_that_its_comments_name(
    block: Block, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "main.tf").write_text(block.text)
    run(["check", "--format", "json"])
    found = [(d["line"], d["code"]) for d in json.loads(capsys.readouterr().out)["diagnostics"]]
    lines = enumerate(block.text.splitlines(), 1)
    named = [(n, code) for n, line in lines if "tfgen:ignore" not in line for code in re.findall(r"# (TFG\d+)", line)]
    assert found == named


@pytest.mark.parametrize("name", SECTIONS)
def test_commands_print_what_is_shown(name: str, tmp_path: Path) -> None:
    played = list(Session(tmp_path).play(SECTIONS[name]))
    assert played
    for block, said in played:
        assert said == block.text, f"{block}: if the page is out of date, run python -m tests.docs and review the diff"


@of("sh")
def test_commands_that_are_not_run_exist(block: Block) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (REPOSITORY / "Makefile").read_text(), re.MULTILINE))
    for line in block.text.splitlines():
        name, *arguments = shlex.split(line, comments=True)
        if name == "make":
            assert set(arguments) <= targets, line
        elif name == "tfgen":
            sub = cli.get_command(click.Context(cli), arguments[0])
            assert sub is not None, line
            sub.make_context(arguments[0], arguments[1:])
        else:
            assert name == ".venv/bin/python", line


def test_a_wrong_page_is_found_out(tmp_path: Path) -> None:
    """The judge itself: a session says what was printed, not what the page claims."""
    text = "$ echo one\ntwo\n$ cat > x\nthree\n$ cat x\n"
    block = Block(Path("page.md"), "", 0, "console", text)
    ((_, said),) = Session(tmp_path).play([block])
    assert said == "$ echo one\none\n$ cat > x\nthree\n$ cat x\nthree\n"
    assert commands(text)[0] == ("echo one", "two\n")
