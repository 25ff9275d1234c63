"""A mutant, and what real Terraform says to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Put ``new`` where ``old`` stands, at an offset in ``file``."""

    file: str
    at: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Mutant:
    """A base after some edits, in the order of their places; ``kind`` is the class of the mutation.

    ``line`` is where the first edit begins.
    """

    version: str
    base: str
    kind: str
    edits: tuple[Edit, ...]
    line: int

    @property
    def id(self) -> str:
        """The same from one generation to the next as long as the text around the edits is the same."""
        text = repr([(e.file, e.at, e.old, e.new) for e in self.edits])
        return f"{self.version} {self.base} {self.kind} {sha256(text.encode()).hexdigest()[:8]}"

    @property
    def place(self) -> str:
        """``main.tf:12``."""
        return f"{self.edits[0].file}:{self.line}"

    def files(self, base: Mapping[str, str]) -> dict[str, str]:
        """The mutant's files. Raises ValueError when the base is not the one that the edits were made for."""
        texts = dict(base)
        for edit in reversed(self.edits):
            text, end = texts.get(edit.file, ""), edit.at + len(edit.old)
            if text[edit.at : end] != edit.old:
                raise ValueError(f"{self.id}: {edit.file} does not hold {edit.old!r} at {edit.at}")
            texts[edit.file] = text[: edit.at] + edit.new + text[end:]
        return texts


@dataclass(frozen=True, slots=True, order=True)
class Said:
    """One error of Terraform's; ``file`` is "" and ``line`` 0 where it names no place."""

    file: str
    line: int
    summary: str
    detail: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.summary}: {self.detail}"


@dataclass(frozen=True, slots=True)
class Judged:
    """A mutant and its verdict: the errors, none if it is valid."""

    mutant: Mutant
    errors: tuple[Said, ...]

    @property
    def lines(self) -> tuple[tuple[str, int, str], ...]:
        """The errors' places and summaries; in details core may list things in another order."""
        return tuple((e.file, e.line, e.summary) for e in self.errors)
