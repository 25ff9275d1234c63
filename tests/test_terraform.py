"""Real Terraform's word on everything tfgen renders: valid, and laid out as ``terraform fmt`` would."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.oracle import Case, Judge
from tests.reading import EXAMPLE, REPOSITORY, example
from tfgen.pipeline import Rendered
from tfgen.sandbox.engine import require_engine, run

pytestmark = pytest.mark.terraform

MINIMAL = REPOSITORY / "examples" / "minimal" / "stack.yaml"
VERSIONS = ("3.39.0", "4.67.0", "5.100.0", "6.62.0")


def cases(rendered: Rendered) -> list[Case]:
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
