"""Makes a failing input smaller."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from tests.fuzz.model import Input

Fails = Callable[[Input], bool]


def shrunk(given: Input, fails: Fails, tries: int = 300) -> Input:
    """The smallest input found that still fails, after so many tries."""
    found, left = given, tries
    progress = True
    while progress and left > 0:
        progress = False
        for smaller in _smaller(found):
            left -= 1
            if left < 0:
                break
            if fails(smaller):
                found, progress = smaller, True
                break
    return found


def _smaller(given: Input) -> Iterator[Input]:
    for name in given.files:
        if len(given.files) > 1:
            yield replace(given, files=_without(given.files, name))
    if given.links:
        yield replace(given, links={})
    for name, content in given.files.items():
        for text in _cut(content):
            yield replace(given, files={**given.files, name: text})


def _without(files: Mapping[str, bytes], name: str) -> dict[str, bytes]:
    return {other: content for other, content in files.items() if other != name}


def _cut(content: bytes) -> Iterator[bytes]:
    """The content without a run of its lines, or of its bytes where it has few lines; long runs first."""
    pieces = content.splitlines(keepends=True)
    if len(pieces) < 4:
        pieces = [content[i : i + 1] for i in range(len(content))]
    size = len(pieces) // 2
    while size:
        for start in range(0, len(pieces), size):
            yield b"".join(pieces[:start] + pieces[start + size :])
        size //= 2
