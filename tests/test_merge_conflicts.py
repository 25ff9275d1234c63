"""A merge conflict is called one, in every kind of file that tfgen reads."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.hcl import found_in
from tfgen.diagnostics import Diagnostic
from tfgen.output.manifest import load_manifest
from tfgen.source import SourceFile, merge_conflict
from tfgen.suppress.baseline import load_baseline
from tfgen.yaml.read import read_yaml


def conflict(ours: str, theirs: str, base: str = "") -> str:
    base = f"||||||| merged common ancestors\n{base}" if base else ""
    return f"<<<<<<< HEAD\n{ours}{base}=======\n{theirs}>>>>>>> feature/x\n"


FILES = {
    "main.tf": 'resource "aws_vpc" "x" {\n' + conflict('  cidr_block = "10.0.0.0/16"\n', "") + "}\n",
    "in_a_map.tf": "locals {\n  a = {\n    b = 1\n" + conflict("    c = 1\n", "    c = 2\n") + "  }\n}\n",
    "in_a_list.tf": "locals {\n  a = [\n    1,\n" + conflict("    2,\n", "    3,\n") + "  ]\n}\n",
    "at_the_top.tf": conflict("locals {\n}\n", 'variable "x" {\n}\n', "locals {\n  a = 1\n}\n"),
    "main.tf.json": '{\n  "locals": {\n' + conflict('    "a": 1\n', '    "a": 2\n') + "  }\n}\n",
    "list.tf.json": '{"locals": {"a": [1,\n' + conflict("2\n", "3\n") + "]}}\n",
}


def only(diagnostics: tuple[Diagnostic, ...]) -> Diagnostic:
    (one,) = diagnostics
    return one


def marker_line(text: str) -> int:
    return text[: text.index("<<<<<<<")].count("\n") + 1


@pytest.mark.parametrize("path", FILES)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_in_terraform_files(path: str, line_end: str) -> None:
    text = FILES[path].replace("\n", line_end)
    wrong = only(found_in({path: text}))
    assert (wrong.summary, wrong.code) == ("Merge conflict", "TFG280" if path.endswith("json") else "TFG201")
    assert wrong.help == "Keep what is right, and delete the lines of <<<<<<<, ======= and >>>>>>>."
    assert wrong.range is not None
    assert (wrong.range.start.line, wrong.range.start.column) == (marker_line(text), 1)


@pytest.mark.parametrize(("path", "text"), [("terraform.tfvars", "a = 1\n"), ("terraform.tfvars.json", '{"a": 1}\n')])
def test_in_values_files(path: str, text: str) -> None:
    files = {"main.tf": 'variable "a" {\n}\n', path: conflict(text, text)}
    assert only(found_in(files)).summary == "Merge conflict"


@pytest.mark.parametrize(
    "text",
    [
        "name: shop\n" + conflict("suffix: a\n", "suffix: b\n"),
        "services:\n  app:\n" + conflict("    cpu: 256\n", "    cpu: 512\n") + "    memory: 1024\n",
        "zones:\n  - a\n" + conflict("  - b\n", "  - c\n"),
        conflict("name: a\n", "name: b\n"),
    ],
)
def test_in_yaml(text: str) -> None:
    node, diagnostics = read_yaml(SourceFile("stack.yaml", text))
    assert node is None
    wrong = only(diagnostics)
    assert (wrong.code, wrong.summary) == ("TFG001", "Merge conflict")
    assert wrong.range is not None
    assert wrong.range.start.line == marker_line(text)


def test_in_a_baseline(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    path.write_text('{\n"version": 1,\n' + conflict('"a": 1\n', '"a": 2\n') + "}\n")
    _, diagnostics = load_baseline(path)
    assert only(diagnostics).detail.startswith("It holds a merge conflict.")


def test_in_the_manifest(tmp_path: Path) -> None:
    (tmp_path / ".tfgen").mkdir()
    (tmp_path / ".tfgen" / "manifest.json").write_text("{\n" + conflict('"a": 1\n', '"a": 2\n') + "}\n")
    _, diagnostics = load_manifest(tmp_path)
    assert only(diagnostics).detail.startswith("It holds a merge conflict.")


@pytest.mark.parametrize(
    "text",
    [
        "locals {\n  a = <<<\n}\n",
        "<<<<<<< HEAD\nlocals {\n",
        "locals {\n  a = <<E\n" + conflict("x\n", "y\n") + "E\n  b =\n}\n",
        "/*\n" + conflict("x\n", "y\n") + "*/\nlocals {\n  b =\n}\n",
        "=======\n",
    ],
    ids=["a heredoc", "never divided", "text of a heredoc", "a comment", "a line alone"],
)
def test_other_mistakes_are_none(text: str) -> None:
    assert all(d.summary != "Merge conflict" for d in found_in({"main.tf": text}))


def test_a_document_that_is_about_conflicts_is_sound() -> None:
    text = "locals {\n  a = <<E\n" + conflict("x\n", "y\n") + "E\n}\n"
    assert found_in({"main.tf": text}) == ()


@given(st.lists(st.sampled_from(["<<<<<<< a\n", "=======\n", ">>>>>>> b\n", "x\n"]), max_size=12))
def test_it_lies_in_the_text(lines: list[str]) -> None:
    text = "".join(lines)
    found = merge_conflict(text)
    if found is not None:
        assert text[found.start : found.end].startswith("<<<<<<<")
        assert "=======\n" in text[found.end : found.last]
