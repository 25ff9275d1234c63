"""A baseline: the findings that a code base had when it took up the checker, as sorted JSON.

An entry is known by its file, its code, its summary and the text of its lines without layout, not
by line numbers. It holds no text of the files, no path of a machine and no time.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Struct, field

from tfgen.codes.select import may_be_suppressed
from tfgen.diagnostics import Diagnostic, Diagnostics, Severity
from tfgen.source import START, LineIndex, Range, merge_conflict

FORMAT = 1
"""The format this tfgen writes, and the newest it reads."""

_SHOWN = 5

Text = Callable[[str], str | None]
"""The text of a file by its path, or None when it cannot be read."""


class FindingKey(Struct, frozen=True, order=True):
    """``file`` is relative to the baseline's folder, with forward slashes."""

    file: str
    code: str
    summary: str
    fingerprint: str


class Baseline(Struct, frozen=True):
    """Counts of the known findings; ``path`` and ``text`` are the file's own."""

    path: Path
    counts: Mapping[FindingKey, int]
    text: str = ""


class _BaselineEntry(Struct, frozen=True):
    file: str
    code: str
    summary: str
    fingerprint: str
    count: Annotated[int, msgspec.Meta(ge=1)] = 1


class _BaselineHead(Struct, frozen=True):
    format: int


class _BaselineDocument(Struct, frozen=True):
    format: int
    findings: list[_BaselineEntry] = field(default_factory=list)


def load_baseline(path: Path, *, newer: bool = False) -> tuple[Baseline | None, Diagnostics]:
    """Read a baseline; None with one finding (TFG055) when it cannot be used.

    Raises ``FileNotFoundError``; with ``newer`` also ``NewerError``.
    """
    try:
        text = _text(path)
        document = _document(text)
    except NewerError as error:
        if newer:
            raise
        unusable = _UnusableError(f"{error}.", help="Use the newer tfgen that wrote it.")
        return None, (unusable.diagnostic(path),)
    except _UnusableError as error:
        return None, (error.diagnostic(path),)
    counts: Counter[FindingKey] = Counter()
    for entry in document.findings:
        key = FindingKey(
            file=entry.file, code=entry.code, summary=entry.summary, fingerprint=entry.fingerprint
        )
        counts[key] += entry.count
    return Baseline(path, counts, text), ()


class _UnusableError(Exception):
    """A baseline that cannot be used:
    the detail, the place, and the help where it is not the usual one.
    """

    def __init__(self, detail: str, place: Range = START, help: str = "") -> None:
        super().__init__(detail)
        self.place = place
        self.help = help

    def diagnostic(self, path: Path) -> Diagnostic:
        """The finding on the baseline at ``path``."""
        help_ = self.help or "Restore it from version control, or write it anew: --write-baseline."
        diagnostic = Diagnostic("TFG055", "The baseline cannot be used", str(self), help_)
        return diagnostic.at(path.as_posix(), self.place)


def _text(path: Path) -> str:
    """The text of a baseline. Raises ``FileNotFoundError`` and ``_UnusableError``."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise
    except OSError as error:
        raise _UnusableError(
            f"It cannot be read: {error.strerror}.", help="Make it readable."
        ) from None
    except UnicodeDecodeError as error:
        raise _UnusableError(f"It is not UTF-8: see the byte at {error.start}.") from None


def _document(text: str) -> _BaselineDocument:
    """The entries in a text. Raises ``NewerError`` and ``_UnusableError``."""
    try:
        return _decode(json.loads(text))
    except RecursionError:
        raise _UnusableError("It is nested too deep.") from None
    except json.JSONDecodeError as error:
        conflict = merge_conflict(text, error.pos)
        if conflict is not None:
            place = LineIndex.of(text).range(conflict.start, conflict.end)
            raise _UnusableError(f"It holds a merge conflict. {conflict.detail}", place) from None
        place = LineIndex.of(text).range(error.pos, error.pos)
        raise _UnusableError(f"It is not JSON: {error.msg}.", place) from None
    except msgspec.ValidationError as error:
        raise _UnusableError(f"It is no baseline: {error}.", _place(text, str(error))) from None
    except ValueError as error:  # a number of too many digits
        raise _UnusableError(f"It is not JSON: {error}.") from None


class NewerError(Exception):
    """The file has a format that this tfgen does not know; the message says which."""


def _decode(data: object) -> _BaselineDocument:
    format = msgspec.convert(data, _BaselineHead).format
    if format > FORMAT:
        raise NewerError(f"It has format {format}; this tfgen reads up to {FORMAT}")
    return msgspec.convert(data, _BaselineDocument)


_JSON_PATH = re.compile(r"`\$\.(\w+)(?:\[([0-9]+)\])?(?:\.(\w+))?`")


def _place(text: str, problem: str) -> Range:
    """The place in a document of the entry that ``$.findings[3].count`` in a message names."""
    path = _JSON_PATH.search(problem)
    if path is None:
        return LineIndex.of(text).range(0, 0)
    start = text.find(f'"{path[1]}"')
    if path[2]:
        start, end = _item(text, text.index("[", start) + 1, int(path[2]))
        if path[3]:
            start = max(start, text.find(f'"{path[3]}"', start, end))
    return LineIndex.of(text).range(start, start)


def _item(text: str, at: int, number: int) -> tuple[int, int]:
    """The begin and the end of an item of a list; ``at`` is behind the bracket."""
    start, decoder, gap = at, json.JSONDecoder(), re.compile(r"[\s,]*")
    for _ in range(number + 1):
        between = gap.match(text, at)
        start = between.end() if between else at
        _, at = decoder.raw_decode(text, start)
    return start, at


def encode(counts: Mapping[FindingKey, int]) -> bytes:
    """The file's bytes: one line for each entry, sorted, so that differences and merges read well."""
    lines: list[str] = []
    for key, count in sorted(counts.items()):
        if count > 0:
            lines.append(_line(key, count))
    inner = ""
    if lines:
        inner = "\n" + ",\n".join(lines) + "\n"
    return f'{{\n"format": {FORMAT},\n"findings": [{inner}]\n}}\n'.encode()


def _line(key: FindingKey, count: int) -> str:
    entry: dict[str, object] = {
        "file": key.file,
        "code": key.code,
        "summary": key.summary,
        "fingerprint": key.fingerprint,
        "count": count,
    }
    text = json.dumps(entry, ensure_ascii=False)
    # A name that is not UTF-8 holds lone surrogates, which cannot be encoded.
    if re.search("[\ud800-\udfff]", text):
        return json.dumps(entry)
    return text


def may_be_in_baseline(diagnostic: Diagnostic) -> bool:
    """True when a baseline may hold a finding: one with a place, about what could be read."""
    if diagnostic.file is None or diagnostic.range is None:
        return False
    return may_be_suppressed(diagnostic.code)


def with_keys(
    diagnostics: Iterable[Diagnostic], folder: Path, text: Text
) -> Iterator[tuple[Diagnostic, FindingKey | None]]:
    """The findings with their keys in a baseline of ``folder``; None for what no baseline holds."""
    lines: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for d in diagnostics:
        if d.file is None or d.range is None or not may_be_in_baseline(d):
            yield d, None
            continue
        if d.file not in lines:
            lines[d.file] = (text(d.file) or "").split("\n")
            names[d.file] = relative(d.file, folder)
        fingerprint = _fingerprint(lines[d.file][d.range.start.line - 1 : d.range.end.line])
        yield (
            d,
            FindingKey(file=names[d.file], code=d.code, summary=d.summary, fingerprint=fingerprint),
        )


def _fingerprint(lines: Iterable[str]) -> str:
    """Of the lines without layout: what ``fmt`` changes, or another line end, makes no new finding."""
    text = "\n".join(["".join(line.split()) for line in lines])
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def exists(path: Path) -> bool:
    """True when there is something at a path, which may be any text."""
    try:
        path.lstat()
    except (OSError, ValueError):
        return False
    return True


def relative(path: str, folder: Path) -> str:
    """A path from ``folder``, with forward slashes."""
    return Path(os.path.relpath(path, folder)).as_posix()


def not_in_baseline(
    diagnostics: Iterable[Diagnostic], baseline: Baseline, text: Text
) -> tuple[Diagnostics, Counter[FindingKey]]:
    """The findings that a baseline does not hold, and the entries that found nothing.

    Where there are more findings than an entry counts, the last ones are new.
    """
    left = Counter(baseline.counts)
    new: list[Diagnostic] = []
    for diagnostic, key in with_keys(diagnostics, baseline.path.parent, text):
        if key is not None and left[key] > 0:
            left[key] -= 1
        else:
            new.append(diagnostic)
    return tuple(new), +left


def unused_entries(left: Mapping[FindingKey, int], baseline: Baseline) -> Diagnostic:
    """The note on entries of a baseline that found nothing, at the first of them."""
    total = sum(left.values())
    at = baseline.text.find(_line(min(left), 1).removesuffix(', "count": 1}'))
    place = START
    if at >= 0:
        place = LineIndex.of(baseline.text).range(at, at)
    lines = [f"{key.code} in {key.file}: {key.summary}" for key in sorted(left)]
    if len(lines) > _SHOWN:
        lines[_SHOWN:] = [f"and {len(lines) - _SHOWN} more"]
    subject = (
        "An entry of the baseline is" if total == 1 else f"{total} entries of the baseline are"
    )
    diagnostic = Diagnostic(
        "TFG056",
        f"{subject} not found any more",
        "\n".join(lines),
        "Take them out: --write-baseline.",
        Severity.NOTE,
    )
    return diagnostic.at(baseline.path.as_posix(), place)
