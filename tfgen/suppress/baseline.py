"""A baseline: the findings that a code base had when it took up the checker, as sorted JSON.

An entry is known by its file, its code, its summary and the text of its lines without layout, not by line numbers. It
holds no text of the files, no path of a machine and no time.
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
from tfgen.source import START, LineIndex, Range

FORMAT = 1
"""The format this tfgen writes, and the newest it reads."""

_SHOWN = 5

Text = Callable[[str], str | None]
"""The text of a file by its path, or None when it cannot be had."""


class FindingKey(Struct, frozen=True, order=True):
    """``file`` is relative to the baseline's folder, with forward slashes."""

    file: str
    code: str
    summary: str
    fingerprint: str


class Baseline(Struct, frozen=True):
    """How often each finding is known; ``path`` and ``text`` are the file's own."""

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
    name = path.as_posix()
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise
    except OSError as error:
        return None, (_unusable(name, START, f"It cannot be read: {error.strerror}.", "Make it readable."),)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, (_unusable(name, START, f"It is not UTF-8: see the byte at {error.start}."),)
    try:
        document = _decode(json.loads(text))
    except RecursionError:
        return None, (_unusable(name, START, "It is nested too deep."),)
    except json.JSONDecodeError as error:
        at = LineIndex.of(text).range(error.pos, error.pos)
        return None, (_unusable(name, at, f"It is not JSON: {error.msg}."),)
    except NewerError as error:
        if newer:
            raise
        return None, (_unusable(name, START, f"{error}.", "Use the newer tfgen that wrote it."),)
    except msgspec.ValidationError as error:
        return None, (_unusable(name, _place(text, str(error)), f"It is no baseline: {error}."),)
    except ValueError as error:  # a number of too many digits
        return None, (_unusable(name, START, f"It is not JSON: {error}."),)
    counts: Counter[FindingKey] = Counter()
    for e in document.findings:
        counts[FindingKey(e.file, e.code, e.summary, e.fingerprint)] += e.count
    return Baseline(path, counts, text), ()


class NewerError(Exception):
    """The file has a format that this tfgen does not know; the message says which."""


def _decode(data: object) -> _BaselineDocument:
    if (format := msgspec.convert(data, _BaselineHead).format) > FORMAT:
        raise NewerError(f"It has format {format}; this tfgen reads up to {FORMAT}")
    return msgspec.convert(data, _BaselineDocument)


_WAY = re.compile(r"`\$\.(\w+)(?:\[([0-9]+)\])?(?:\.(\w+))?`")


def _place(text: str, problem: str) -> Range:
    """The place in a document of what ``$.findings[3].count`` in a message names."""
    way = _WAY.search(problem)
    start = text.find(f'"{way[1]}"') if way else 0
    if way and way[2]:
        start, end = _item(text, text.index("[", start) + 1, int(way[2]))
        start = max(start, text.find(f'"{way[3]}"', start, end)) if way[3] else start
    return LineIndex.of(text).range(start, start)


def _item(text: str, at: int, number: int) -> tuple[int, int]:
    """Where an item of a list begins and ends; ``at`` is behind the bracket."""
    start, decoder, gap = at, json.JSONDecoder(), re.compile(r"[\s,]*")
    for _ in range(number + 1):
        found = gap.match(text, at)
        start = found.end() if found else at
        _, at = decoder.raw_decode(text, start)
    return start, at


def _unusable(file: str, place: Range, detail: str, help_: str = "") -> Diagnostic:
    anew = "Restore it from version control, or write it anew: --write-baseline."
    return Diagnostic("TFG055", "The baseline cannot be used", detail, help_ or anew).at(file, place)


def encode(counts: Mapping[FindingKey, int]) -> bytes:
    """The file's bytes: one line for each entry, sorted, so that differences and merges read well."""
    lines = [_line(key, count) for key, count in sorted(counts.items()) if count > 0]
    body = ",\n".join(lines)
    inner = f"\n{body}\n" if lines else ""
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
    return json.dumps(entry) if any("\ud800" <= c <= "\udfff" for c in text) else text


def may_be_in_baseline(found: Diagnostic) -> bool:
    """Whether a baseline may hold a finding: one with a place, about what could be read."""
    return found.file is not None and found.range is not None and may_be_suppressed(found.code)


def keyed(found: Iterable[Diagnostic], folder: Path, text: Text) -> Iterator[tuple[Diagnostic, FindingKey | None]]:
    """The findings with their keys in a baseline of ``folder``; None for what no baseline holds."""
    lines: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for d in found:
        if d.file is None or d.range is None or not may_be_in_baseline(d):
            yield d, None
            continue
        if d.file not in lines:
            lines[d.file] = (text(d.file) or "").split("\n")
            names[d.file] = relative(d.file, folder)
        said = lines[d.file][d.range.start.line - 1 : d.range.end.line]
        yield d, FindingKey(names[d.file], d.code, d.summary, _fingerprint(said))


def _fingerprint(lines: Iterable[str]) -> str:
    """Of the lines without layout: what ``fmt`` changes, or another line end, makes no new finding."""
    words = "\n".join("".join(line.split()) for line in lines)
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def is_there(path: Path) -> bool:
    """Whether there is something at a path, which may be any text."""
    try:
        path.lstat()
    except (OSError, ValueError):
        return False
    return True


def relative(path: str, folder: Path) -> str:
    """A path from ``folder``, with forward slashes."""
    return Path(os.path.relpath(path, folder)).as_posix()


def new_ones(found: Iterable[Diagnostic], baseline: Baseline, text: Text) -> tuple[Diagnostics, Counter[FindingKey]]:
    """The findings that a baseline does not hold, and the entries that found nothing.

    Where there are more findings than an entry counts, the last ones are new.
    """
    left = Counter(baseline.counts)
    kept: list[Diagnostic] = []
    for d, key in keyed(found, baseline.path.parent, text):
        if key is not None and left[key] > 0:
            left[key] -= 1
        else:
            kept.append(d)
    return tuple(kept), +left


def gone(left: Mapping[FindingKey, int], baseline: Baseline) -> Diagnostic:
    """The note on entries of a baseline that found nothing, at the first of them."""
    total = sum(left.values())
    at = baseline.text.find(_line(min(left), 1).removesuffix(', "count": 1}'))
    place = LineIndex.of(baseline.text).range(at, at) if at >= 0 else START
    names = [f"{key.code} in {key.file}: {key.summary}" for key in sorted(left)]
    more = [f"and {len(names) - _SHOWN} more"] if len(names) > _SHOWN else []
    what = "An entry of the baseline is" if total == 1 else f"{total} entries of the baseline are"
    found = Diagnostic(
        "TFG056",
        f"{what} not found any more",
        "\n".join([*names[:_SHOWN], *more]),
        "Take them out: --write-baseline.",
        Severity.NOTE,
    )
    return found.at(baseline.path.as_posix(), place)
