from pathlib import Path
from subprocess import run

from tests.output.trees import planned, put, render, tree_of
from tfgen.output.diff import diff

OLD = {"change": "a\nb\n", "stale": "x\n", "same": "s\n", "bare": "no end", "odd": "a\x0bb\r\nc\u2028d\n"}
NEW = {"change": "a\nc\n", "new/x": "1\n2\n", "same": "s\n", "bare": "still none", "odd": "a\x0bb\r\nc\u2028e\n"}


def test_a_change_reads_as_a_unified_diff(tmp_path: Path) -> None:
    render(tmp_path, {"main.tf": "a = 1\nb = 2\n", "old.tf": "o\n"})
    text = diff(planned(tmp_path, {"main.tf": "a = 1\nb = 3\n", "new.tf": "n\n"}))
    assert text == (
        "--- a/main.tf\n+++ b/main.tf\n@@ -1,2 +1,2 @@\n a = 1\n-b = 2\n+b = 3\n"
        "--- /dev/null\n+++ b/new.tf\n@@ -0,0 +1 @@\n+n\n"
        "--- a/old.tf\n+++ /dev/null\n@@ -1 +0,0 @@\n-o\n"
    )


def test_nothing_to_do_is_no_diff(tmp_path: Path) -> None:
    render(tmp_path, OLD)
    assert diff(planned(tmp_path, OLD)) == ""


def test_git_applies_it(tmp_path: Path) -> None:
    render(tmp_path / "ours", OLD)
    put(tmp_path / "theirs", OLD)
    text = diff(planned(tmp_path / "ours", NEW))
    run(["git", "apply", "-"], cwd=tmp_path / "theirs", input=text.encode(), check=True)
    render(tmp_path / "ours", NEW)
    assert tree_of(tmp_path / "theirs") == tree_of(tmp_path / "ours") == NEW
