"""Bodies of files that were parsed already, handed from who parsed them to who judges them.

Light to import: a run whose results are all cached hands them on without looking at them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from tfgen.terraform.hcl.syntax import Body


class KnownBodies(Struct, frozen=True):
    """Bodies by their files' bytes:
    encoded as the parse cache does it, or as this process parsed them.
    """

    encoded: Mapping[bytes, bytes] = {}
    parsed: Mapping[bytes, Body] = {}


NOTHING_KNOWN = KnownBodies()
