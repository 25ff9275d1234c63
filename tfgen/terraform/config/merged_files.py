"""A directory's files as Terraform sees them: those that override others are merged into these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from tfgen.diagnostics import Diagnostic, Diagnostics, Severity
from tfgen.source import START, Range
from tfgen.terraform.config.configuration import NO_PROBLEMS, FileProblems, Parsed
from tfgen.terraform.hcl.syntax import Block, Body

_SILENT = frozenset({"resource", "data", "module", "provider"})
"""Blocks whose arguments Terraform merges without asking whether there are such."""

_UNSEEN = frozenset({"TFG301", "TFG303", "TFG304", "TFG310", "TFG404"})
_IGNORED = "Terraform ignores it without a word, because an override file changes this block."


class Joined(Struct, frozen=True):
    """A block of ``file`` that override files change;
    ``given`` are the arguments that it sets by itself.
    """

    file: Parsed
    block: Block
    given: frozenset[str]


class Merged(Struct, frozen=True):
    """A directory's files with the override files in them,
    and what is wrong with their syntax and their form.
    """

    files: tuple[Parsed, ...]
    diagnostics: Diagnostics = ()
    problems: FileProblems = NO_PROBLEMS
    joined: tuple[Joined, ...] = ()

    def lessened(self, findings: Diagnostics) -> Diagnostics:
        """The findings, those in the directory's merged blocks no worse than Terraform sees them.

        Terraform does not look for unknown arguments directly in blocks
        that it merged: it ignores them.
        """
        ignored = self._ignored(findings) if self.joined else {}
        if not ignored:
            return findings
        return tuple(
            _lessened(finding, ignored.get(finding.file or "", ())) for finding in findings
        )

    def _ignored(self, findings: Iterable[Diagnostic]) -> dict[str, list[Range]]:
        """The places of arguments and blocks that Terraform ignores, by file."""
        members: dict[tuple[str, Range], Range] = {}
        for joined in self.joined:
            for named, place in _members(joined.block):
                members[joined.file.file_of(named).path, Range(named.start, named.end)] = place
        ignored: dict[str, list[Range]] = {}
        for finding in findings:
            file = finding.file or ""
            if finding.code in _UNSEEN and (whole := members.get((file, finding.range or START))):
                ignored.setdefault(file, []).append(whole)
        return ignored


def _members(block: Block) -> Iterator[tuple[Range, Range]]:
    """The places where arguments and blocks directly in ``block`` are named,
    and their whole places.
    """
    if block.type in _SILENT:
        yield from _members_of(block.body)
        for inner in block.body.blocks:
            if inner.type == "_":
                yield from _members_of(inner.body)


def _members_of(body: Body) -> Iterator[tuple[Range, Range]]:
    for attribute in body.attributes:
        yield attribute.name_range, attribute.range
    for block in body.blocks:
        yield block.header, block.range


def _lessened(finding: Diagnostic, ignored: Iterable[Range]) -> Diagnostic:
    if finding.range is None or not any(place.contains(finding.range) for place in ignored):
        return finding
    severity = min(finding.severity, Severity.WARNING)
    return replace(finding, severity=severity, detail=f"{finding.detail} {_IGNORED}".strip())
