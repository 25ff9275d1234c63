"""The Terraform versions that brought the parts of the language,
by the table ``data/language_versions.toml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import msgspec

_DATA = Path(__file__).parent / "data" / "language_versions.toml"

OLDEST = "1.0"
"""No version before this one is named:
it is the first that Terraform keeps compatible, and that tfgen knows.
"""


class Feature(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the language. ``uses`` are the marks by which it is known;
    ``version`` is as in ``1.3``.

    ``example`` is a configuration that needs this version and no later one.
    """

    name: str
    version: str
    source: str
    uses: tuple[str, ...]
    example: str

    @property
    def order(self) -> tuple[int, ...]:
        """The version as numbers, to compare."""
        return version_order(self.version)


class _VersionsTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    feature: tuple[Feature, ...]


def version_order(version: str) -> tuple[int, ...]:
    """``1.10`` as ``(1, 10)``."""
    return tuple(map(int, version.split(".")))


class RequiredVersion(msgspec.Struct, frozen=True):
    """A version as in ``1.9``, and the part of the language that needs it;
    None where any Terraform 1.x will do.
    """

    version: str = OLDEST
    feature: str | None = None

    @property
    def constraint(self) -> str:
        """As ``required_version`` says it: ``>= 1.9``."""
        return f">= {self.version}"


ANY_VERSION = RequiredVersion()
"""The version for a configuration that uses nothing new."""


def latest(versions: Iterable[RequiredVersion]) -> RequiredVersion:
    """The one that leaves out the most versions."""
    return max(versions, key=lambda required: version_order(required.version), default=ANY_VERSION)


@cache
def features() -> tuple[Feature, ...]:
    """All parts of the language that came after Terraform 0.12, the oldest first."""
    import tomllib

    return msgspec.convert(tomllib.loads(_DATA.read_text(encoding="utf-8")), _VersionsTable).feature


@cache
def features_by_use() -> Mapping[str, Feature]:
    """The parts of the language by their marks."""
    by_use: dict[str, Feature] = {}
    for feature in features():
        for use in feature.uses:
            by_use[use] = feature
    return by_use
