"""Ignores in the files: the findings that they hide, and their own mistakes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from posixpath import dirname
from typing import TYPE_CHECKING

from msgspec import Struct, field

from tfgen.codes.select import has_ignore
from tfgen.diagnostics import Diagnostic, Diagnostics
from tfgen.rules.ignores import (
    ignore_of_unknown_code,
    ignore_of_what_cannot_be_ignored,
    ignore_without_code,
    ignore_without_reason,
    unused_ignore,
)
from tfgen.source import START
from tfgen.terraform.config.configuration import Parsed
from tfgen.terraform.hcl.syntax import Attribute, Block, Body

if TYPE_CHECKING:
    from tfgen.suppress.comment_syntax import Ignore, Word

_WITH_COMMENTS = (".tf", ".tofu", ".tfvars", ".hcl")
_OF_SEVERAL = "TFG4"
"""References and types are followed into the modules that are called."""


class _Hidden(Struct):
    """Lines on which a code is hidden; ``used`` once it was found there."""

    parsed: Parsed
    word: Word
    code: str
    first: int
    last: int
    used: bool = False


class _File(Struct):
    """The ignores of a file, all of them and by code and line, and findings about them."""

    hidden: list[_Hidden] = field(default_factory=list)
    at: dict[tuple[str, int], list[_Hidden]] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)

    def add(self, hidden: _Hidden) -> None:
        self.hidden.append(hidden)
        for line in range(hidden.first, hidden.last + 1):
            self.at.setdefault((hidden.code, line), []).append(hidden)


def without_ignored(
    found: Iterable[Diagnostic], files: Iterable[Parsed], unsure: Collection[str] = ()
) -> tuple[Diagnostics, int]:
    """The findings that no ignore in their file hides, with those about ignores,
    and how many were hidden.

    An ignore that hides nothing is a finding (TFG272), but not where rules could not judge
    everything: in the directories ``unsure``, and what depends on several directories nowhere while
    there are such.
    """
    marked = (
        parsed
        for parsed in files
        if has_ignore(parsed.file.text) and parsed.file.path.endswith(_WITH_COMMENTS)
    )
    read = {parsed.file.path: _file(parsed) for parsed in marked}
    if not read:
        return tuple(found), 0
    left: list[Diagnostic] = []
    count = 0
    for candidate in found:
        hiding = _hiding(read.get(candidate.file or ""), candidate)
        for hidden in hiding:
            hidden.used = True
        if hiding:
            count += 1
        else:
            left.append(candidate)
    for path, file in read.items():
        about_ignores = list(file.found)
        if dirname(path) not in unsure:
            about_ignores += [
                _unused(hidden) for hidden in file.hidden if _is_unused(hidden, unsure)
            ]
        left += sorted(about_ignores, key=lambda d: (d.range or START).start)
    return tuple(left), count


def _is_unused(hidden: _Hidden, unsure: Collection[str]) -> bool:
    """True when it can be said that an ignore hides nothing."""
    if unsure and hidden.code.startswith(_OF_SEVERAL):
        return False
    return not hidden.used


def _hiding(file: _File | None, diagnostic: Diagnostic) -> Sequence[_Hidden]:
    """The ignores that hide a diagnostic."""
    if file is None or diagnostic.range is None:
        return ()
    return file.at.get((diagnostic.code, diagnostic.range.start.line), ())


def _file(parsed: Parsed) -> _File:
    from tfgen.suppress.comment_syntax import ignores

    reach = _reach(parsed.body)
    result = _File()
    for ignore in ignores(parsed.file.text):
        if not ignore.words:
            result.found.append(ignore_without_code.report(parsed, ignore.range))
            continue
        good = list(_codes(parsed, ignore, result.found))
        if not ignore.reason:
            result.found.append(_without_reason(parsed, ignore))
            continue
        first = ignore.line or 0
        for word, code in good:
            result.add(_Hidden(parsed, word, code, first, reach.get(first, first)))
    return result


def _reach(body: Body) -> dict[int, int]:
    """The first lines of blocks and arguments with their last;
    of several that begin on one line the outermost.
    """
    reach: dict[int, int] = {}
    pending = [body]
    while pending:
        current = pending.pop()
        nodes: tuple[Block | Attribute, ...] = (*current.blocks, *current.attributes)
        for node in nodes:
            reach.setdefault(node.range.start.line, node.range.end.line)
        pending += [block.body for block in current.blocks]
    return reach


def _codes(parsed: Parsed, ignore: Ignore, found: list[Diagnostic]) -> Iterator[tuple[Word, str]]:
    """The words of an ignore that are codes to be ignored; for the others, findings."""
    from tfgen.codes.select import code_of, may_be_ignored

    for word in ignore.words:
        code = code_of(word.text)
        if code is None:
            found.append(_unknown(parsed, word))
        elif not may_be_ignored(code):
            found.append(ignore_of_what_cannot_be_ignored.report(parsed, word.range, code))
        else:
            yield word, code


def _unknown(parsed: Parsed, word: Word) -> Diagnostic:
    from tfgen.explain.pages import suggestion

    return ignore_of_unknown_code.report(parsed, word.range, word.text, suggestion(word.text))


def _without_reason(parsed: Parsed, ignore: Ignore) -> Diagnostic:
    words = ",".join(word.text for word in ignore.words)
    return ignore_without_reason.report(parsed, ignore.range, words)


def _unused(hidden: _Hidden) -> Diagnostic:
    return unused_ignore.report(
        hidden.parsed, hidden.word.range, hidden.code, (hidden.first, hidden.last)
    )
