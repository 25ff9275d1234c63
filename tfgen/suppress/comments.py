"""What ignores in the files hide, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from posixpath import dirname
from typing import TYPE_CHECKING

from msgspec import Struct, field

from tfgen.codes.select import IGNORE_MARK
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

_WITH_COMMENTS = (".tf", ".tfvars", ".hcl")
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
    """What is hidden in a file, all of it and by code and line, and what is wrong with its ignores."""

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
    """The findings that no ignore in their file hides, with those about ignores, and how many were hidden.

    An ignore that hides nothing is a finding (TFG272), but not where rules could not judge everything: in the
    directories ``unsure``, and what depends on several directories nowhere while there are such.
    """
    marked = (
        parsed for parsed in files if IGNORE_MARK in parsed.file.text and parsed.file.path.endswith(_WITH_COMMENTS)
    )
    read = {parsed.file.path: _file(parsed) for parsed in marked}
    if not read:
        return tuple(found), 0
    kept: list[Diagnostic] = []
    count = 0
    for one_found in found:
        if _hides(read.get(one_found.file or ""), one_found):
            count += 1
        else:
            kept.append(one_found)
    for path, file in read.items():
        whole = () if dirname(path) in unsure else file.hidden
        unused = (_unused(h) for h in whole if not (h.used or (unsure and h.code.startswith(_OF_SEVERAL))))
        kept += sorted((*file.found, *unused), key=lambda d: (d.range or START).start)
    return tuple(kept), count


def _hides(file: _File | None, found: Diagnostic) -> bool:
    if file is None or found.range is None:
        return False
    hiding = file.at.get((found.code, found.range.start.line), ())
    for hidden in hiding:
        hidden.used = True
    return bool(hiding)


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
    """The first lines of blocks and arguments with their last; of several that begin on one line the outermost."""
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
    return unused_ignore.report(hidden.parsed, hidden.word.range, hidden.code, (hidden.first, hidden.last))
