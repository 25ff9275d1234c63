"""What other tools read of this repository: pre-commit hooks, the GitHub Action and its problem matcher."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.reading import REPOSITORY
from tests.report.sarif_judge import run_of
from tfgen.cli.root import run
from tfgen.diagnostics import CheckResult, Diagnostic, Severity
from tfgen.report.text import render_text
from tfgen.report.view import view
from tfgen.source import LineIndex

WRONG = 'resource "aws_efs_file_system" "files" {\n  encryptd = true\n}\n'


def read(name: str) -> Any:
    return YAML(typ="safe").load((REPOSITORY / name).read_text())


HOOKS = {hook["id"]: hook for hook in read(".pre-commit-hooks.yaml")}
ACTION = read("action.yml")
MATCHERS = json.loads((REPOSITORY / "problem-matcher.json").read_text())["problemMatcher"]


def test_the_hooks_have_what_pre_commit_requires() -> None:
    assert list(HOOKS) == ["tfgen-check", "tfgen-fmt", "tfgen-render"]
    assert all({"id", "name", "entry", "language", "files"} <= set(hook) for hook in HOOKS.values())
    assert all(hook["language"] == "python" for hook in HOOKS.values())


@pytest.mark.parametrize(
    ("hook", "names"),
    [
        ("tfgen-check", {"a/main.tf", "main.tf.json"}),
        ("tfgen-fmt", {"a/main.tf", "dev.tfvars"}),
        ("tfgen-render", {"a/main.tf", "stack.yaml", "t/vpc/main.tf.jinja"}),
    ],
)
def test_the_hooks_run_for_these_files(hook: str, names: set[str]) -> None:
    files = ("a/main.tf", "dev.tfvars", "main.tf.json", "stack.yaml", "t/vpc/main.tf.jinja", "a.py", "tf")
    assert {name for name in files if re.search(HOOKS[hook]["files"], name)} == names


def test_the_hooks_commands_find_what_they_are_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "main.tf").write_text(WRONG.replace("  encryptd", "encryptd"))
    (tmp_path / "stack.yaml").write_text(
        "stack: shop\nregion: us-west-2\nprovider: {aws: 6.62.0}\nenvironments: {dev: {}}\n"
        "services: {files: {module: s3_bucket}}\n"
    )
    entries = {name: shlex.split(hook["entry"]) for name, hook in HOOKS.items()}
    assert {entry[0] for entry in entries.values()} == {"tfgen"}
    assert run(entries["tfgen-check"][1:]) == 2
    assert run(entries["tfgen-render"][1:]) == 2
    # pre-commit fails a hook that changes files.
    assert run([*entries["tfgen-fmt"][1:], "main.tf"]) == 0
    assert (tmp_path / "main.tf").read_text() == WRONG


def test_the_action_is_composite_and_knows_its_inputs() -> None:
    assert ACTION["runs"]["using"] == "composite"
    steps = ACTION["runs"]["steps"]
    assert all("uses" in step or ("run" in step and step["shell"] == "bash") for step in steps)
    named = set(re.findall(r"inputs\.([\w-]+)", json.dumps(steps)))
    assert named == set(ACTION["inputs"])
    assert all({"description", "default"} == set(given) for given in ACTION["inputs"].values())
    assert all("${{" not in step.get("run", "") for step in steps)


def act(folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the action's last step as a runner would, with this tfgen."""
    script = folder / "temp" / "tfgen" / "bin" / "tfgen"
    script.parent.mkdir(parents=True)
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tfgen "$@"\n')
    script.chmod(0o755)
    step = ACTION["runs"]["steps"][-1]
    values = {name: str(inputs.get(name, given["default"])) for name, given in ACTION["inputs"].items()}
    fill = {"github.action_path": str(REPOSITORY), **{f"inputs.{name}": value for name, value in values.items()}}
    given = {k: re.sub(r"\$\{\{ (\S+) \}\}", lambda m: fill[m[1]], v) for k, v in step["env"].items()}
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), "RUNNER_TEMP": str(folder / "temp"), **given}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


def test_the_action_checks_and_hands_on_the_status(tmp_path: Path) -> None:
    for name in ("a b", "c"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "main.tf").write_text(WRONG)
    done = act(tmp_path, folders="a b\n\nc\n", sarif="out.sarif", provider="aws=6.62.0")
    assert done.returncode == 2, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == f"::add-matcher::{REPOSITORY}/problem-matcher.json"
    assert lines[-2:] == ["::remove-matcher owner=tfgen::", "::remove-matcher owner=tfgen-notes::"]
    assert [f"{file}:{line}" for file, line in places(done.stdout)] == ["a b/main.tf:2", "c/main.tf:2"]
    assert len(run_of((tmp_path / "out.sarif").read_text())["results"]) == 2


def test_the_action_is_green_when_all_is_right(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(WRONG.replace("encryptd", "encrypted"))
    assert act(tmp_path).returncode == 0


def matches(text: str) -> list[dict[str, str]]:
    """What a runner reads with the matchers: each pattern's lines one below the other."""
    found: list[dict[str, str]] = []
    lines = text.splitlines()
    for matcher in MATCHERS:
        patterns = matcher["pattern"]
        for start in range(len(lines) - len(patterns) + 1):
            hits = [re.search(p["regexp"], line) for p, line in zip(patterns, lines[start:], strict=False)]
            if all(hits):
                entry = {"severity": matcher.get("severity", "")}
                for pattern, hit in zip(patterns, hits, strict=True):
                    assert hit
                    entry |= {name: hit[group] for name, group in pattern.items() if name != "regexp"}
                found.append(entry)
    return found


def places(text: str) -> list[tuple[str, str]]:
    return [(m["file"], m["line"]) for m in matches(text)]


def test_the_matcher_reads_a_real_report() -> None:
    text = "a: 1\nb: 2\n"
    place = LineIndex.of(text).range(5, 6)
    found = [
        Diagnostic("TFG301", 'Unknown argument "b"', "No such.", "Try.", Severity.ERROR, "a b/main.tf", place),
        Diagnostic("TFG401", "Undeclared", "", "", Severity.WARNING, "x:y (z).tf", place, stack_key="services.a"),
        Diagnostic("TFG028", "Not judged", severity=Severity.NOTE, file="stack.yaml", range=place),
        Diagnostic("TFG024", "No place"),
    ]
    said = render_text(view(CheckResult(tuple(found)), lambda path: path), lambda path: text)
    expected = [
        ("error", "TFG301", 'Unknown argument "b"', "a b/main.tf", "2", "1"),
        ("warning", "TFG401", "Undeclared", "x:y (z).tf", "2", "1"),
        ("notice", "TFG028", "Not judged", "stack.yaml", "2", "1"),
    ]
    keys = ("severity", "code", "message", "file", "line", "column")
    assert [tuple(m[key] for key in keys) for m in matches(said)] == expected


def test_the_matchers_have_owners_of_their_own() -> None:
    assert len({m["owner"] for m in MATCHERS}) == len(MATCHERS)
    assert all(set(m) <= {"owner", "severity", "pattern"} for m in MATCHERS)
