"""A file that is about to be written, read by both parsers."""

from __future__ import annotations

from msgspec import Struct

from tfgen.diagnostics import Diagnostic, Diagnostics
from tfgen.source import LineIndex, SourceFile
from tfgen.terraform.hcl.parse import parse
from tfgen.terraform.hcl.read_back import python_hcl2, tree_reader
from tfgen.terraform.hcl.read_back.collector import collector_at_rest
from tfgen.terraform.hcl.read_back.compare import ReadingDifference, count, differences
from tfgen.terraform.hcl.read_back.finding import difference_finding, refusal_finding
from tfgen.terraform.hcl.read_back.known import known_misreading, known_refusal
from tfgen.terraform.hcl.read_back.outline import Outline
from tfgen.terraform.hcl.read_back.python_hcl2 import RefusedTextError, installed_version


class ReadBack(Struct, frozen=True):
    """What reading back comes to: an error for each difference,
    and how many arguments and blocks were left out.

    ``known`` are the ids of the known misreadings for which they were left out.
    """

    found: Diagnostics = ()
    not_read: int = 0
    known: tuple[str, ...] = ()


def read_back(file: SourceFile) -> ReadBack:
    """Read a file with tfgen's parser and with python-hcl2, and compare;
    the file has no errors for tfgen.
    """
    with collector_at_rest():
        body, found = parse(file)
        if body is None:
            return ReadBack(found)
        ours = tree_reader.outline_of_tree(body)
        try:
            theirs = python_hcl2.outline_of(file.text)
        except RefusedTextError as error:
            return _refused(file, ours, error)
        return _compared(file, ours, theirs)


def _refused(file: SourceFile, ours: Outline, error: RefusedTextError) -> ReadBack:
    version = installed_version()
    entry = known_refusal(file.text, error.at, version) if error.at is not None else None
    if entry:
        return ReadBack((), count(ours), (entry.id,))
    return ReadBack((refusal_finding(file, error, version, LineIndex.of(file.text)),))


def _compared(file: SourceFile, ours: Outline, theirs: Outline) -> ReadBack:
    every = tuple(differences(ours, theirs))
    if not every:
        return ReadBack()
    version, lines = installed_version(), LineIndex.of(file.text)
    found: list[Diagnostic] = []
    known: list[str] = []
    for difference in every:
        entry = known_misreading(_statement(file, difference), version)
        if entry is None:
            found.append(difference_finding(file, difference, version, lines))
        elif entry.spreads:
            return ReadBack(tuple(found), count(ours), (*known, entry.id))
        else:
            known.append(entry.id)
    return ReadBack(tuple(found), len(known), tuple(known))


def _statement(file: SourceFile, difference: ReadingDifference) -> str:
    return file.text[difference.start : difference.end]
