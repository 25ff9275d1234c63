"""Commands by name: mistyped ones, those of other tools, ``help``, ``version``, ``completion``."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.reading import REPOSITORY
from tfgen import __version__
from tfgen.cli.root import run


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("chek", "there is no command 'chek'. Did you mean \"check\"?"),
        ("validate .", "there is no command 'validate'. In tfgen that is 'check'."),
        ("synth", "In tfgen that is 'render'."),
        ("module shwo vpc", "there is no command 'shwo'. Did you mean \"show\"?"),
        ("schema zzz", "there is no command 'zzz'. Commands: "),
        ("help nothing", "there is no command 'nothing'."),
        ("help check further", "has no commands below it"),
    ],
)
def test_a_command_that_is_not_there(words: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(words.split()) == 1
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("words", ["render", "module show", "schema list", "module"])
def test_help_shows_what_the_help_of_the_command_shows(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*words.split(), "--help"]) == 0
    by_flag = capsys.readouterr().out
    assert run(["help", *words.split()]) == 0
    assert capsys.readouterr().out == by_flag
    assert f"tfgen {words} " in by_flag


def test_version_names_the_schemas(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["version"]) == 0
    assert capsys.readouterr().out.startswith(f"tfgen {__version__}\nPython 3.")
    assert run(["version", "--format", "json"]) == 0
    assert "aws 6.62.0" in json.loads(capsys.readouterr().out)["schemas"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["completion", shell]) == 0
    assert f"_TFGEN_COMPLETE={shell}_complete" in capsys.readouterr().out


STACK = """\
stack: shop
region: us-west-2
provider: {aws: 6.62.0}
environments: {dev: {}, prod: {}}
services:
  network: {module: vpc, cidr: 10.20.0.0/16}
"""

ASK = """\
eval "$(tfgen completion bash)"
compopt() { echo "compopt $*"; }
COMP_LINE=$1 COMP_POINT=${#1}
_tfgen_completion tfgen
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("tfgen che", ["check"]),
        ("tfgen render --env ", ["dev", "prod"]),
        ("tfgen render --env p", ["prod"]),
        ("tfgen render . -e d", ["dev"]),
        ("tfgen sandbox -e d", ["dev"]),
        ("tfgen module show vp", ["vpc"]),
        ("tfgen module render km", ["kms"]),
        ("tfgen explain TFG80", [f"TFG80{n}" for n in range(1, 9)]),
        ("tfgen explain unknown-arg", ["unknown-argument"]),
        ("tfgen check --select TFG30", [f"TFG30{n}" for n in range(1, 10)]),
        ("tfgen check --provider aws=5", ["5.100.0"]),
        ("tfgen check --format sa", ["sarif"]),
        ("tfgen check sta", ["compopt -o default", ""]),
        ("tfgen fmt ", ["compopt -o default", ""]),
        ("tfgen help mod", ["module"]),
    ],
)
def test_bash_completes(line: str, offered: list[str], tmp_path: Path, tfgen_on_path: dict[str, str]) -> None:
    (tmp_path / "stack.yaml").write_text(STACK)
    done = subprocess.run(
        ["bash", "-c", ASK, "ask", line], cwd=tmp_path, env=tfgen_on_path, capture_output=True, text=True, timeout=60
    )
    assert done.stderr == ""
    assert done.stdout.splitlines() == offered


@pytest.fixture
def tfgen_on_path(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which ``tfgen`` is this checkout's."""
    folder = tmp_path_factory.mktemp("bin")
    script = folder / "tfgen"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -P -m tfgen "$@"\n')
    script.chmod(0o755)
    return {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}", "PYTHONPATH": str(REPOSITORY)}
