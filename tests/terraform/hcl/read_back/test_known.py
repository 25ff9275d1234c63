"""The list of what python-hcl2 misreads is true of the version that is installed."""

from __future__ import annotations

import re

import pytest

from tests.terraform.hcl.read_back.shown import ours, theirs
from tfgen.source import SourceFile
from tfgen.terraform.hcl.read_back.known import Misreading, misreadings
from tfgen.terraform.hcl.read_back.python_hcl2 import installed_version
from tfgen.terraform.hcl.read_back.read import read_back

ENTRIES = {entry.id: entry for entry in misreadings()}


@pytest.fixture(params=ENTRIES)
def entry(request: pytest.FixtureRequest) -> Misreading:
    found: Misreading = ENTRIES[request.param]
    return found


def test_ids_are_unique_words() -> None:
    assert len(ENTRIES) == len(misreadings())
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", id_) for id_ in ENTRIES)


def test_tfgen_reads_what_terraform_reads(entry: Misreading) -> None:
    assert ours(entry.example) == entry.right.strip("\n")


def test_python_hcl2_reads_something_else_or_nothing(entry: Misreading) -> None:
    wrong = entry.concerns(installed_version())
    assert theirs(entry.example) == (entry.reads if wrong else entry.right).strip("\n")
    assert entry.reads.strip("\n") != entry.right.strip("\n")


def test_an_example_is_not_read_back_and_no_error(entry: Misreading) -> None:
    result = read_back(SourceFile("main.tf", entry.example))
    assert result.found == ()
    wrong = entry.concerns(installed_version())
    assert (result.not_read > 0, result.known) == (wrong, (entry.id,) if wrong else ())


def test_an_issue_is_one_of_python_hcl2s(entry: Misreading) -> None:
    there = r"https://github\.com/amplify-education/python-hcl2/(issues|pull)/\d+"
    assert not entry.issue or re.fullmatch(there, entry.issue)


def test_what_follows_a_known_misreading_in_its_file_is_not_reported_when_it_spreads() -> None:
    result = read_back(SourceFile("main.tf", 'a = "$${x"\nb = "}"\nc = 1\n'))
    assert (result.found, result.not_read) == ((), 3)


def test_the_place_of_a_refusal_must_be_that_of_the_entry() -> None:
    """A file with a known misreading is no excuse for another one."""
    text = 'a = <<EOT\n${x}\nEOT\nb = "!! - -1 ${x}"\n'
    assert read_back(SourceFile("main.tf", text)).known == ("heredoc-is-one-text",)
