"""The package that was generated from a version of a provider.

Packages have numbers of their own, which grow with the provider's; a package's description says which version of
the provider it was made from. So a version is searched by halving, and only descriptions are fetched on the way.
"""

from __future__ import annotations

from collections.abc import Callable

from tfgen.terraform.schema.bindings.packages import (
    FAMILIES,
    AbsentPackageError,
    described_provider,
    package_versions,
)
from tfgen.terraform.schema.facts import version_key

Described = Callable[[str, str], str | None]
"""The provider's version that a package's version was made from."""


def find_package(name: str, version: str | None) -> tuple[str, str | None]:
    """Name and version of the package for a provider's version; no version means the newest.

    Raises ``PackageError``: ``AbsentPackageError`` where there is none.
    """
    missing: AbsentPackageError | None = None
    near: list[str] = []
    for family in FAMILIES:
        package = family.format(name)
        try:
            versions = package_versions(package)
        except AbsentPackageError as error:
            missing = missing or error
            continue
        if version is None:
            return package, None
        found = search(package, versions, version, described_provider, near)
        if found is not None:
            return package, found
    if near:
        listed = ", ".join(sorted(set(near), key=version_key))
        raise AbsentPackageError(
            f"no bindings were made from version {version} of {name}",
            f"Among those that were: {listed}.",
        )
    raise missing or AbsentPackageError(f"pip finds no bindings of {name}", "Check the name.")


def search(
    package: str,
    versions: tuple[str, ...],
    wanted: str,
    described: Described,
    near: list[str],
) -> str | None:
    """The package's version that was made from the provider's version ``wanted``, None if none was.

    ``versions`` are newest first. What was seen on the way is added to ``near``.
    """
    ordered = sorted(versions, key=version_key)
    low, high = 0, len(ordered)
    while low < high:
        middle = (low + high) // 2
        provider = described(package, ordered[middle])
        if provider == wanted:
            return ordered[middle]
        if provider is None:  # nothing is said of it: as if it were not there
            del ordered[middle]
            high -= 1
            continue
        near.append(provider)
        if version_key(provider) < version_key(wanted):
            low = middle + 1
        else:
            high = middle
    return None
