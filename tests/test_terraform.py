"""Real Terraform's word on everything tfgen renders: valid, and laid out as ``terraform fmt`` would."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import hcl2
import pytest

from tests.oracle import Case, Judge
from tests.reading import EXAMPLE, REPOSITORY, example
from tests.terraform.hcl.messing import BLANKS, mess
from tfgen.build.result import RenderedStack
from tfgen.sandbox.engine import require_engine, run
from tfgen.source import SourceFile
from tfgen.terraform.hcl.format import format_source
from tfgen.terraform.hcl.parse import parse
from tfgen.terraform.hcl.syntax import Body

pytestmark = pytest.mark.terraform

MINIMAL = REPOSITORY / "examples" / "minimal" / "stack.yaml"
VERSIONS = ("3.39.0", "4.67.0", "5.100.0", "6.62.0")


def cases(rendered: RenderedStack) -> list[Case]:
    """Every module by itself and every root with its modules."""
    files = {f.path: f.text for f in rendered.files if f.path.endswith(".tf")}
    folders = sorted({path.rpartition("/")[0] for path in files})
    return [Case(folder, files, root=folder) for folder in folders]


@pytest.mark.parametrize("stack", [EXAMPLE, MINIMAL], ids=["pci-payments", "minimal"])
@pytest.mark.parametrize("version", VERSIONS)
def test_core_finds_every_module_and_root_valid(oracle: Callable[[str], Judge], version: str, stack: Path) -> None:
    verdicts = oracle(version).judge(cases(example(version, stack)))
    assert [str(v) for v in verdicts if not v.valid] == []


@pytest.mark.parametrize("stack", [EXAMPLE, MINIMAL], ids=["pci-payments", "minimal"])
def test_the_real_provider_finds_every_module_and_root_valid(real_oracle: Judge, stack: Path) -> None:
    verdicts = real_oracle.judge(cases(example("3.39.0", stack)))
    assert [str(v) for v in verdicts if not v.valid] == []


def test_terraform_fmt_finds_nothing_to_change(tmp_path: Path) -> None:
    for version in VERSIONS:
        for name, stack in (("pci-payments", EXAMPLE), ("minimal", MINIMAL)):
            for file in example(version, stack).files:
                target = tmp_path / version / name / file.path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(file.text)
    done = run(require_engine(), ["fmt", "-check", "-recursive", "-diff", "."], tmp_path)
    assert (done.status, done.stdout, done.stderr) == (0, "", "")


def test_terraform_fmt_finds_nothing_in_the_repository() -> None:
    for folder in ("modules", "examples"):
        done = run(require_engine(), ["fmt", "-check", "-recursive", "-diff", "."], REPOSITORY / folder)
        assert (done.status, done.stdout, done.stderr) == (0, "", "")


def written() -> list[SourceFile]:
    """All Terraform files of both examples, in every version."""
    stacks = [example(version, stack) for version in VERSIONS for stack in (EXAMPLE, MINIMAL)]
    return list({f.text: f for rendered in stacks for f in rendered.files if f.path.endswith(".tf")}.values())


@pytest.mark.parametrize("style", BLANKS)
def test_our_formatter_restores_what_was_messed_up(style: str) -> None:
    for seed, file in enumerate(written()):
        assert format_source(mess(file.text, seed, style)) == file.text, file.path


def test_python_hcl2_itself_reads_every_file_alike() -> None:
    """The library as it is installed, by its public ``loads``: the same blocks and arguments as our tree."""
    for file in written():
        body, found = parse(file)
        assert body, found
        assert outline_of_loads(hcl2.loads(file.text)) == outline_of_body(body), file.path


def outline_of_loads(read: dict[str, Any]) -> set[str]:
    """The top-level arguments and blocks that ``hcl2.loads`` gives, with their labels and the names in them."""
    found = set()
    for type, blocks in read.items():
        for block in blocks if not type.startswith("__") else ():
            labels = []
            while len(block) == 1 and next(iter(block)).startswith('"'):
                label, block = next(iter(block.items()))
                labels.append(label.strip('"'))
            names = sorted(n for n in block if not n.startswith("__"))
            found.add(" ".join([type, *labels, "|", *names]))
    return found


def outline_of_body(body: Body) -> set[str]:
    """The same of our tree."""
    found = set()
    for block in body.blocks:
        names = {a.name for a in block.body.attributes} | {b.type for b in block.body.blocks}
        found.add(" ".join([block.type, *block.label_values, "|", *sorted(names)]))
    return found
