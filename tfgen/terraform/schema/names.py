"""The limits of AWS on names of resources: their length and their characters."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from msgspec import Struct

from tfgen.terraform.schema.load import DATA

NAME_TAG = "tags.Name"
"""The key of the limit for the ``Name`` tag of any resource."""


class NameLimit(Struct, frozen=True):
    """The names that AWS accepts.

    ``path`` is the argument's path (``aws_iam_role.name``) or ``NAME_TAG``; lengths are in
    characters; ``pattern`` must match the whole name; ``lower_case``: AWS stores the name in lower
    case; ``source``: where it is documented.
    """

    path: str
    min_length: int
    max_length: int
    pattern: str | None
    lower_case: bool
    source: str

    def accepts(self, name: str) -> bool:
        """True if the name keeps to all of it."""
        if not self.min_length <= len(name) <= self.max_length:
            return False
        return self.pattern is None or re.fullmatch(self.pattern, name) is not None


def load_name_limits() -> Mapping[str, NameLimit]:
    """All known limits by path, from ``data/name_limits.json``."""
    names = json.loads((DATA / "name_limits.json").read_bytes())["names"]
    return {path: _limit(path, entry) for path, entry in names.items()}


def _limit(path: str, entry: Mapping[str, object]) -> NameLimit:
    least, most, pattern, source = entry["min"], entry["max"], entry.get("pattern"), entry["source"]
    match least, most, pattern, source:
        case int(), int(), str() | None, str():
            return NameLimit(
                path,
                min_length=least,
                max_length=most,
                pattern=pattern,
                lower_case=entry.get("lower_case") is True,
                source=source,
            )
    raise ValueError(f"{path}: not a name limit: {entry!r}")
