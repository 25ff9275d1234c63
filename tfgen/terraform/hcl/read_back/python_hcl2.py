"""python-hcl2 itself: its reading of a text, or why it has none."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from tfgen.terraform.hcl.read_back import hcl2_reader
from tfgen.terraform.hcl.read_back.outline import Outline
from tfgen.terraform.hcl.read_back.tables import load_parser

_FRAMES = 5_000
"""Calls inside each other that the deepest text tfgen's parser takes can need;
python-hcl2 recurses.
"""


class RefusedTextError(Exception):
    """python-hcl2 cannot read a text;
    ``at`` is the offset where it stopped, None where it does not say.
    """

    def __init__(self, reason: str, at: int | None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.at = at


def outline_of(text: str) -> Outline:
    """What python-hcl2 reads. Raises ``RefusedTextError``, also where it crashes."""
    try:
        with _deep_recursion():
            return hcl2_reader.outline_of_tree(_parses()(text))
    # whatever goes wrong in a library that others wrote, the user must be told what
    except Exception as error:
        raise _refusal(error, text) from error


@contextmanager
def _deep_recursion() -> Iterator[None]:
    usual = sys.getrecursionlimit()
    sys.setrecursionlimit(max(usual, _FRAMES))
    try:
        yield
    finally:
        sys.setrecursionlimit(usual)


@cache
def _parses() -> Callable[[str], Any]:
    """python-hcl2's parser, ready for use."""
    import hcl2

    load_parser()
    return lambda text: hcl2.parses(text, discard_comments=True)


def installed_version() -> str:
    """The version of the installed python-hcl2."""
    import hcl2

    return str(getattr(hcl2, "__version__", "unknown"))


def _refusal(error: Exception, text: str) -> RefusedTextError:
    """Lark's errors in plain words."""
    at = getattr(error, "pos_in_stream", None)
    if not isinstance(at, int):
        return RefusedTextError(
            f"it fails with {type(error).__name__}: {_first_line(str(error))}", None
        )
    rest = _first_line(text[at:])
    return RefusedTextError(
        f"it does not expect {rest!r}" if rest else "it expects more", min(at, len(text))
    )


def _first_line(text: str, most: int = 60) -> str:
    line = text.split("\n", 1)[0].strip()
    return line if len(line) <= most else f"{line[:most]}..."
