"""Opens the provider's refusals; only the types that a directory has are read."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from tfgen.aws.refusals.model import TypeRefusals
from tfgen.terraform.schema.bundle import Bundle
from tfgen.terraform.schema.facts import version_key

DATA = Path(__file__).parent / "data"
REFUSALS = "hashicorp-aws.refusals"

OwnerKind = Literal["resource", "data", "provider"]


class AskedRefusals(Struct, frozen=True):
    """The refusals of a type: ``asked`` is the provider's version that was asked,
    ``same`` is True where it is the version in use.
    """

    asked: str
    same: bool
    refusals: TypeRefusals


class Refusals:
    """Refusals of the versions of the provider that were asked, by type."""

    __slots__ = ("_bundle", "_by_type")

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle
        self._by_type: dict[tuple[str, str, str], AskedRefusals | None] = {}

    @classmethod
    def open(cls) -> Refusals:
        """The refusals of the AWS provider;
        raises ``BundleError`` and ``OSError`` for a damaged installation.
        """
        return cls(Bundle.open(DATA / REFUSALS))

    @property
    def versions(self) -> tuple[str, ...]:
        """The versions that were asked, the oldest first."""
        return tuple(self._bundle.meta["versions"].split(" "))

    def types(self, kind: OwnerKind, asked: str) -> tuple[str, ...]:
        """The types of a kind about which that version said something."""
        return self._bundle.names(f"{asked}:{kind}")

    def of(self, kind: OwnerKind, type_: str, version: str) -> AskedRefusals | None:
        """The refusals of a type by the asked version that is nearest to ``version``."""
        key = (kind, type_, version)
        if key not in self._by_type:
            self._by_type[key] = self._read(kind, type_, version)
        return self._by_type[key]

    def _read(self, kind: OwnerKind, type_: str, version: str) -> AskedRefusals | None:
        asked = nearest_version(version, self.versions)
        entry = self._bundle.find(f"{asked}:{kind}", type_)
        if entry is None:
            return None
        refusals = msgspec.json.decode(entry.lines[entry.line], type=TypeRefusals)
        return AskedRefusals(asked, asked == version, refusals)


def nearest_version(version: str, asked: tuple[str, ...]) -> str:
    """The version nearest by its major number; of two that are as near the newer one."""
    major = version_key(version)[0]
    return min(asked, key=lambda one: (abs(version_key(one)[0] - major), -version_key(one)[0]))
