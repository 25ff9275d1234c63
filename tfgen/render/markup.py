"""Values that templates print besides plain ones:
finished text, and values that know their stack key.
"""

from __future__ import annotations

import re
from typing import Any, NoReturn

from msgspec import Struct

MARK = "\0"
"""Begins and ends every mark in rendered text. No template may hold it;
literals write it as an escape.
"""

MARKS = re.compile(rf"{MARK}[^{MARK}]*{MARK}")


class UnprintableError(TypeError):
    """A template printed, or made text of, what it should not;
    the message is a sentence without a full stop.
    """


class Fragment:
    """The text of a macro, a block-set or a filter block:
    Terraform or Markdown that is printed as it is.

    It is no string on purpose. Joined to a string it would become one, and be quoted, or make raw
    text of the string; so everything that would do that raises ``UnprintableError``. It is true
    when it holds more than blanks.
    """

    __slots__ = ("_marked",)

    def __init__(self, marked: str) -> None:
        self._marked = marked

    def __bool__(self) -> bool:
        return bool(MARKS.sub("", self._marked).strip())

    def __repr__(self) -> str:
        return f"Fragment({self._marked!r})"

    def __str__(self) -> str:
        raise UnprintableError(
            "the text of a macro cannot be joined or filtered; print one after the other instead"
        )

    def __eq__(self, other: object) -> NoReturn:
        raise UnprintableError(
            "the text of a macro cannot be compared; compare what it was made from"
        )

    __hash__ = None  # type: ignore[assignment]  # as for everything that cannot be compared


def marked(fragment: Fragment) -> str:
    """The text of a fragment with the marks in it."""
    return fragment._marked


class Keyed(Struct, frozen=True):
    """A value with the key of the stack file that it comes from,
    None where the stack does not say it.
    """

    value: Any
    key: str | None
