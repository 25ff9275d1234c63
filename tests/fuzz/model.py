"""What the generators make."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random


@dataclass(frozen=True, slots=True)
class Input:
    """A directory to check: the files' bytes by relative path, and links with what they lead to."""

    kind: str
    name: str
    files: Mapping[str, bytes]
    links: Mapping[str, str] = field(default_factory=dict)


Make = Callable[[Random], Mapping[str, bytes]]
"""Makes the files of one input."""


def text_files(**files: str) -> Mapping[str, bytes]:
    """Files by name, ``__`` for the dots in them."""
    return {name.replace("__", "."): text.encode("utf-8", "surrogatepass") for name, text in files.items()}
