"""tfgen as a library: the example in the docstring of ``tfgen.pipelines``."""

from __future__ import annotations

import inspect
from pathlib import Path
from textwrap import dedent

import pytest

import tfgen.pipelines
from tfgen.pipelines import check, render

STACK = """\
stack: shop
region: us-west-2
provider: {aws: 6.62.0}
environments: {dev: {}}
services:
  network: {module: vpc, cidr: 10.20.0.0/16, az_cuont: 2}
"""
WRONG = 'resource "aws_vpc" "main" {\n  cidr_blok = "10.0.0.0/16"\n}\n'


def example() -> str:
    """The indented lines of the docstring."""
    lines = (inspect.getdoc(tfgen.pipelines) or "").splitlines()
    return dedent("\n".join(line for line in lines if line.startswith("    ") or not line)).strip()


def test_the_example_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "stack.yaml").write_text(STACK)
    (tmp_path / "envs" / "dev").mkdir(parents=True)
    (tmp_path / "envs" / "dev" / "main.tf").write_text(WRONG)
    monkeypatch.chdir(tmp_path)
    exec(compile(example(), "example", "exec"), {})
    assert capsys.readouterr().out.splitlines() == [
        'TFG013 stack.yaml Unknown input "az_cuont"',
        'TFG301 envs/dev/main.tf Unknown argument "cidr_blok"',
    ]


def test_the_files_of_a_right_stack_are_there(tmp_path: Path) -> None:
    (tmp_path / "stack.yaml").write_text(STACK.replace("az_cuont", "az_count"))
    rendered = render.render(render.RenderRequest.of(tmp_path / "stack.yaml", environments=("dev",)))
    assert not rendered.result.diagnostics
    assert rendered.output
    assert {file.path.split("/")[0] for file in rendered.output.files} == {"envs", "modules"}


def test_an_environment_that_is_not_there_is_an_error_of_the_caller(tmp_path: Path) -> None:
    (tmp_path / "stack.yaml").write_text(STACK.replace("az_cuont", "az_count"))
    with pytest.raises(render.UnknownEnvironmentError, match="there is no environment 'prd'") as caught:
        render.render(render.RenderRequest.of(tmp_path / "stack.yaml", environments=("prd",)))
    assert caught.value.known == ("dev",)


def test_a_template_folder_that_is_not_there_is_an_error_of_the_caller(tmp_path: Path) -> None:
    (tmp_path / "stack.yaml").write_text(f"{STACK}templates: mine\n")
    with pytest.raises(render.MissingTemplatesError, match=r"the template folder .*mine is not there"):
        render.render(render.RenderRequest.of(tmp_path / "stack.yaml"))


def test_a_check_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(WRONG)
    checked = check.check(check.CheckRequest((tmp_path,)))
    assert [d.code for d in checked.result.diagnostics] == ["TFG301"]
    assert [path.name for path in tmp_path.iterdir()] == ["main.tf"]
