"""A directory's files as Terraform sees them, and the way back: where in them a finding comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from msgspec import Struct, field
from msgspec.structs import replace

from tfgen.diagnostics import Diagnostic, Severity
from tfgen.source import START, LineIndex, Pos, Range
from tfgen.terraform.config.configuration import Parsed
from tfgen.terraform.hcl.syntax import Block

_SILENT = frozenset({"resource", "data", "module", "provider"})
"""Blocks whose arguments Terraform merges without asking whether there are such."""

_UNSEEN = frozenset({"TFG301", "TFG303", "TFG304", "TFG310", "TFG404"})
_IGNORED = "Terraform ignores it without a word, because an override file changes this block."


class Joined(Struct, frozen=True):
    """A block of ``file`` that override files change; ``given`` are the arguments that it sets by itself."""

    file: Parsed
    block: Block
    given: frozenset[str]


class Merged(Struct, frozen=True):
    """A directory's files with the override files in them; ``found`` says what cannot be overridden.

    ``texts`` maps the path of a merged file to the override files whose texts lie in it, with where each begins.
    """

    files: tuple[Parsed, ...]
    found: tuple[Diagnostic, ...] = ()
    joined: tuple[Joined, ...] = ()
    texts: Mapping[str, tuple[tuple[int, Parsed], ...]] = field(default_factory=dict)

    def back(self, findings: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
        """The findings of rules in ``files``, each in the file that it is about, and no worse than Terraform sees it.

        Terraform does not look for unknown arguments directly in blocks that it merged: it ignores them.
        """
        ignored = self._ignored(findings := tuple(findings))
        for finding in findings:
            if any(_within(finding, place) for place in ignored.get(finding.file or "", ())):
                severity = min(finding.severity, Severity.WARNING)
                finding = replace(finding, severity=severity, detail=f"{finding.detail} {_IGNORED}".strip())
            yield self._home(finding)

    def _ignored(self, findings: tuple[Diagnostic, ...]) -> dict[str, list[Range]]:
        """The places of arguments and blocks that Terraform ignores, by file."""
        members = {(j.file.file.path, place): whole for j in self.joined for place, whole in _members(j.block)}
        places: dict[str, list[Range]] = {}
        for finding in findings if members else ():
            whole = members.get((finding.file or "", finding.range or START))
            if whole and finding.code in _UNSEEN:
                places.setdefault(finding.file or "", []).append(whole)
        return places

    def _home(self, finding: Diagnostic) -> Diagnostic:
        place = finding.range
        if place is None:
            return finding
        if finding.file in self.texts and finding.fix and any(edit.file for edit in finding.fix.edits):
            finding = replace(finding, fix=None)  # its edits may lie in several of the files that were merged
        for begins, parsed in reversed(self.texts.get(finding.file or "", ())):
            if place.start.offset >= begins:
                lines = LineIndex.of(parsed.file.text)
                from tfgen.terraform.hcl.move import moved

                return moved(replace(finding, file=parsed.file.path), partial(_earlier, lines, begins))
        return finding


def _earlier(lines: LineIndex, begins: int, offset: int) -> Pos:
    return lines.pos(max(offset - begins, 0))


def _members(block: Block) -> Iterator[tuple[Range, Range]]:
    """Where arguments and blocks directly in ``block`` are named, and their whole places."""
    if block.type in _SILENT:
        yield from ((a.name_range, a.range) for a in block.body.attributes)
        yield from ((b.header, b.range) for b in block.body.blocks)
        for escaped in (b for b in block.body.blocks if b.type == "_"):
            yield from ((a.name_range, a.range) for a in escaped.body.attributes)
            yield from ((b.header, b.range) for b in escaped.body.blocks)


def _within(finding: Diagnostic, place: Range) -> bool:
    return finding.range is not None and place.contains(finding.range)
