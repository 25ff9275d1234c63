"""The provisioners that Terraform has, or had, by the table ``data/provisioners.json``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

_DATA = Path(__file__).parent / "data" / "provisioners.json"


class Provisioner(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``arguments`` maps names to types; of ``one_of`` exactly one is needed."""

    source: str
    arguments: Mapping[str, str]
    required: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()


class RemovedProvisioner(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"version": "in"}
):
    """A provisioner that Terraform no longer has since ``version``."""

    source: str
    version: str


class Provisioners(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All provisioners, by type, and the ``connection`` block, which is the same for all."""

    about: str
    provisioners: Mapping[str, Provisioner]
    connection: Provisioner
    removed: Mapping[str, RemovedProvisioner]


@cache
def provisioners() -> Provisioners:
    """The table."""
    return msgspec.json.decode(_DATA.read_bytes(), type=Provisioners)
