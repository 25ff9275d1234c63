"""The backends that Terraform has, or had, by the table ``data/backends.json``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

_DATA = Path(__file__).parent / "data" / "backends.json"


class Backend(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``arguments`` maps names to types; ``block`` is a nested block, ``any`` is not checked."""

    source: str
    required: tuple[str, ...]
    arguments: Mapping[str, str]


class RemovedBackend(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"version": "in"}
):
    """A backend that Terraform no longer has since ``version``."""

    source: str
    version: str


class Backends(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All backends, by type."""

    about: str
    backends: Mapping[str, Backend]
    removed: Mapping[str, RemovedBackend]


@cache
def backends() -> Backends:
    """The table."""
    return msgspec.json.decode(_DATA.read_bytes(), type=Backends)
