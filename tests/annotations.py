"""The language in which tests write files down together with what is to be found in them.

::

    == main.tf
    resource "aws_vpc" "x" {
      cidr_blok = var.«nowhere» ⟵ TFG301 warning TFG401
    }
    == m/main.tf.json
    {"locals": {}}

``== PATH`` begins a file; a single file needs none. Behind a line, ``⟵`` leads to what is found on it, codes with
``warning`` or ``note`` where they are no errors. Behind ``== PATH`` it is about the file as a whole: line 0.
Real Terraform refuses the lines with errors too, and no others, but for ``⟵ tfgen TFG302`` (only tfgen finds it
there) and ``⟵ terraform`` (only Terraform names this line). «Guillemets» mark the exact place where a test is about
columns. None of this is part of the files, so any file can be annotated: JSON, heredocs, Windows line ends.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from msgspec import Struct

from tfgen.diagnostics import Diagnostic
from tfgen.source import Range, SourceFile

Place = tuple[str, int, str, str]
"""File, line, code, severity."""

_HEADER = re.compile(r"^== ([^\r\n]+)(?:\r?\n|\Z)", re.MULTILINE)
_ARROW = re.compile(r" ⟵ ([^\r\n]*)")
_LINE_END = re.compile(r"\r?\n|\Z")
_FINDING = re.compile(r"(?:(tfgen) )?(TFG\d{3})(?: (error|warning|note))?(?: |$)|(terraform)(?: |$)")


class Mark(Struct, frozen=True):
    """One finding behind a line; ``finder`` is ``tfgen`` or ``terraform``, or empty where both find it."""

    file: str
    line: int
    code: str
    severity: str
    finder: str


def unmarked(text: str) -> str:
    """The text of one file without marks, as the user has it."""
    return _ARROW.sub("", text).replace("«", "").replace("»", "")


def files_of(text: str, name: str = "main.tf") -> dict[str, str]:
    """The files without marks by path; ``name`` is that of what stands before the first ``==``."""
    files: dict[str, str] = {}
    for header, body in _parts(text, name):
        path = unmarked(header)
        if path in files:
            raise ValueError(f"{path} is there twice")
        files[path] = unmarked(body)
    return files


def source(text: str, name: str = "stack.yaml") -> SourceFile:
    """The one file that a text holds."""
    return SourceFile(name, unmarked(text))


def marks(text: str, name: str = "main.tf") -> Iterator[Mark]:
    """All findings behind lines. Raises ``ValueError`` for a mark that says something else."""
    for header, body in _parts(text, name):
        for number, line in enumerate(f"{header}\n{body}".split("\n")):
            arrow = _ARROW.search(line)
            if arrow:
                yield from _findings(unmarked(header), number, arrow[1].rstrip())


def expected(text: str, name: str = "main.tf") -> list[Place]:
    """What tfgen is to find."""
    return sorted((m.file, m.line, m.code, m.severity) for m in marks(text, name) if m.finder != "terraform")


def refused(text: str, but: Collection[str] = (), severities: Collection[str] = ("error",)) -> list[tuple[str, int]]:
    """The lines that real Terraform is to refuse; it does not know the codes in ``but``."""
    lines = set()
    for mark in marks(text):
        if mark.finder != "tfgen" and mark.severity in severities and mark.code not in but:
            lines.add((mark.file, mark.line))
    return sorted(lines)


def wrong(text: str, but: Collection[str] = ()) -> bool:
    """Whether real Terraform is to refuse it, on whatever line; it does not know the codes in ``but``."""
    return any(severity == "error" and code not in but for _, _, code, severity in expected(text))


def places(diagnostics: Iterable[Diagnostic], below: str = "") -> list[Place]:
    """What was found, as ``expected`` has it; files without the folder ``below``."""
    found = []
    for d in diagnostics:
        file = (d.file or "").removeprefix(f"{below}/" if below else "")
        found.append((file, d.range.start.line if d.range else 0, d.code, d.severity.label))
    return sorted(found)


def annotated(text: str, diagnostics: Iterable[Diagnostic]) -> str:
    """The text of one file with other marks: what was found, each at its exact place.

    Raises ``ValueError`` for a finding without a place.
    """
    shown = unmarked(text)
    found = sorted(((_range(d), d) for d in diagnostics), key=lambda pair: pair[0].start.offset)
    inserts = _guillemets(shown, (place for place, _ in found)) | _arrows(shown, found)
    for offset, _, insert in sorted(inserts, reverse=True):
        shown = shown[:offset] + insert + shown[offset:]
    return shown


def _range(diagnostic: Diagnostic) -> Range:
    if diagnostic.range is None:
        raise ValueError(f"{diagnostic.code} has no place")
    return diagnostic.range


def _guillemets(text: str, ranges: Iterable[Range]) -> set[tuple[int, int, str]]:
    """What to insert where; the number says what comes first at one offset. Some places end behind the text."""
    inserts = set()
    for place in ranges:
        start, end = place.start.offset, min(place.end.offset, len(text))
        inserts |= {(start, 1, "«»")} if start == end else {(end, 0, "»"), (start, 1, "«")}
    return inserts


def _arrows(text: str, found: Iterable[tuple[Range, Diagnostic]]) -> set[tuple[int, int, str]]:
    by_end: dict[int, list[str]] = {}
    for place, d in found:
        end = _LINE_END.search(text, place.start.offset)
        assert end
        severity = d.severity.label
        by_end.setdefault(end.start(), []).append(d.code if severity == "error" else f"{d.code} {severity}")
    return {(offset, 2, f" ⟵ {' '.join(codes)}") for offset, codes in by_end.items()}


def _parts(text: str, name: str) -> list[tuple[str, str]]:
    """Header and body of each file."""
    before, *rest = _HEADER.split(text)
    parts = list(zip(rest[::2], rest[1::2], strict=True))
    if before.strip() or not parts:
        parts.insert(0, (name, before))
    return parts


def _findings(file: str, line: int, said: str) -> Iterator[Mark]:
    at = 0
    while at < len(said) or not said:
        finding = _FINDING.match(said, at)
        if not finding:
            raise ValueError(f"{file}, line {line}: ⟵ {said!r} is no mark")
        tfgen, code, severity, terraform = finding.groups()
        yield Mark(file, line, code or "", severity or "error", tfgen or terraform or "")
        at = finding.end()
