"""Everything that tfgen renders is read back and agrees; what others wrote agrees, or is a known misreading."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.terraform.hcl.read_back.files import EXAMPLES, VERSIONS, example, hand_written, library, mutants
from tests.terraform.hcl.spellings import old_argument, old_file
from tfgen.source import SourceFile
from tfgen.terraform.hcl.parse import parse
from tfgen.terraform.hcl.read_back import python_hcl2
from tfgen.terraform.hcl.read_back.read import ReadBack, read_back

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("version", VERSIONS)
def test_the_library_is_read_back_whole(version: str) -> None:
    files = library(version)
    assert len(files) > 40
    assert {file.path: read_back(file) for file in files} == {file.path: ReadBack() for file in files}


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_are_read_back_whole(name: str) -> None:
    files = example(name)
    assert len(files) > 8
    assert {file.path: read_back(file) for file in files} == {file.path: ReadBack() for file in files}


def test_hand_written_files_agree_but_for_known_misreadings() -> None:
    results = {file.path: read_back(file) for file in hand_written()}
    assert {path: r.found for path, r in results.items() if r.found} == {}
    agree = [path for path, r in results.items() if not r.known]
    assert len(agree) > 110
    assert len(agree) >= 0.85 * len(results)
    assert all((r.not_read > 0) == bool(r.known) for r in results.values())


def test_files_with_mistakes_of_all_kinds_agree_but_for_known_misreadings() -> None:
    results = [(file, read_back(file)) for file in mutants(every=12)]
    assert len(results) > 200
    assert [(file.path, r.found[0].detail) for file, r in results if r.found] == []
    known = Counter(id_ for _, r in results for id_ in r.known)
    agree = [file for file, r in results if not r.known]
    assert len(agree) >= 0.75 * len(results), known


@pytest.mark.parametrize("seed", range(0, 60, 3))
def test_blanks_lines_and_comments_wherever_they_may_be(seed: int) -> None:
    for text in (old_file(seed), *(old_argument(seed + more) for more in range(3))):
        file = SourceFile("main.tf", text)
        body, found = parse(file)
        if body is not None and not found:
            assert [d.detail for d in read_back(file).found] == []


def told(text: str, path: str = "main.tf") -> tuple[str, int, int, str]:
    (found,) = read_back(SourceFile(path, text)).found
    assert found.code == "TFG206"
    assert found.file == path
    assert found.range
    return found.summary, found.range.start.line, found.range.start.column, found.detail


def test_a_difference_shows_both_readings_and_the_place(monkeypatch: pytest.MonkeyPatch) -> None:
    read = python_hcl2.outline_of
    monkeypatch.setattr(python_hcl2, "outline_of", lambda text: read(text.replace("true", '"true"')))
    version = python_hcl2.installed_version()
    assert told("a {\n  b = true\n}\n") == (
        "python-hcl2 reads something else here",
        2,
        3,
        f'tfgen reads: b = true\npython-hcl2 {version} reads: b = "true"',
    )


def test_long_readings_are_cut_to_where_they_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    read = python_hcl2.outline_of
    monkeypatch.setattr(python_hcl2, "outline_of", lambda text: read(text.replace("HERE", "THERE")))
    detail = told(f'a = "{"x" * 500}HERE{"y" * 500}"\n')[3]
    assert detail.count("xxHERE") == detail.count("xxTHERE") == 1
    assert len(detail) < 400


def test_a_refusal_that_is_not_known_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    read = python_hcl2.outline_of
    monkeypatch.setattr(python_hcl2, "outline_of", lambda text: read(text.replace("1", "=")))
    summary, line, column, detail = told("a = 1\n")
    assert (summary, line, column) == ("python-hcl2 cannot read this file", 1, 5)
    assert "it does not expect" in detail


def test_a_crash_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def crashed(*_: object, **__: object) -> None:
        raise KeyError("surprise")

    read_back(SourceFile("main.tf", ""))  # the parser is there before it breaks
    monkeypatch.setattr("hcl2.parses", crashed)
    summary, line, _, detail = told("a = 1\n")
    assert (summary, line) == ("python-hcl2 cannot read this file", 1)
    assert "it fails with KeyError: 'surprise'" in detail
