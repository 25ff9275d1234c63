"""Arguments that schemas wrongly call computed only, by the table ``data/settable.json``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

_DATA = Path(__file__).parent / "data" / "settable.json"


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    path: str
    source: str


class _SettableTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    about: str
    entries: tuple[_Entry, ...]


@cache
def settable_paths() -> frozenset[str]:
    """The paths: ``aws_instance.secondary_network_interface.private_ip_addresses``."""
    table = msgspec.json.decode(_DATA.read_bytes(), type=_SettableTable)
    return frozenset(entry.path for entry in table.entries)
