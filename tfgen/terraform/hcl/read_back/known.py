"""The known misreadings of python-hcl2: data, each entry with an example that a test runs.

A difference at a place that an entry describes is not an error of the file. It is not passed in
silence either: what could not be read back for it is counted and told.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

MISREADINGS = Path(__file__).with_name("misreadings.toml")


class Misreading(Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that python-hcl2 reads wrongly, or not at all.

    ``pattern`` is a regular expression that finds it in HCL text; ``example`` a file with it.
    ``reads`` is what python-hcl2 makes of the example, "" where it refuses it; ``right`` is
    Terraform's and tfgen's reading, both in the form of the outline. ``spreads``: what follows it
    in the file is misread too, or refused somewhere. ``issue`` is python-hcl2's, ``versions`` those
    that have the mistake: all, where there are none.
    """

    id: str
    what: str
    pattern: str
    example: str
    right: str
    reads: str = ""
    spreads: bool = False
    issue: str = ""
    versions: tuple[str, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether python-hcl2 refuses the whole file."""
        return not self.reads

    def concerns(self, version: str) -> bool:
        """Whether a version of python-hcl2 has the mistake."""
        return not self.versions or version in self.versions


@cache
def misreadings() -> tuple[Misreading, ...]:
    """The list."""
    class_of_file = dict[str, tuple[Misreading, ...]]
    return msgspec.toml.decode(MISREADINGS.read_bytes(), type=class_of_file)["misreading"]


def known_refusal(text: str, at: int, version: str) -> Misreading | None:
    """The entry for a text that python-hcl2 refuses at an offset:
    its pattern is there, or before if it spreads.
    """
    for entry in misreadings():
        if entry.refused and entry.concerns(version) and _explains(entry, text, at):
            return entry
    return None


def known_misreading(statement: str, version: str) -> Misreading | None:
    """The entry for an argument that python-hcl2 reads otherwise."""
    for entry in misreadings():
        if not entry.refused and entry.concerns(version) and re.search(entry.pattern, statement):
            return entry
    return None


def _explains(entry: Misreading, text: str, at: int) -> bool:
    for match in re.finditer(entry.pattern, text):
        if match.start() <= at and (entry.spreads or at <= match.end()):
            return True
    return False
