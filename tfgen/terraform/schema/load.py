"""Which schemas are at hand, and opening one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from tfgen.terraform.schema.bundle import Bundle, BundleError
from tfgen.terraform.schema.facts import Facts, version_key
from tfgen.terraform.schema.provider import Origin, ProviderSchema, short_source

DATA = Path(__file__).parent / "data"
"""The bundled schemas and the built facts."""

_FACTS_SUFFIX = ".facts"
_NAME = re.compile(r"(?P<provider>[a-z0-9][a-z0-9-]*?)-(?P<version>\d+\.\d+\.\d+[0-9A-Za-z.+-]*)\.schema")


class Available(Struct, frozen=True):
    """A schema at hand. ``exact``: dumped from the provider, not derived from something built on it."""

    provider: str
    version: str
    origin: Origin
    exact: bool


class UnknownVersionError(Exception):
    """No schema for this version of the provider is at hand; ``known`` has those that are, oldest first."""

    def __init__(self, provider: str, version: str, known: tuple[str, ...]) -> None:
        some = f"; at hand: {', '.join(known)}" if known else ""
        super().__init__(f"no schema for version {version} of provider {provider}{some}")
        self.provider = provider
        self.version = version
        self.known = known


def available(imported_dir: Path | None = None) -> tuple[Available, ...]:
    """All schemas at hand by provider and version; an imported one hides the bundled one of the same version.

    Raises ``OSError`` when a folder cannot be read; a folder that does not exist holds none.
    """
    return tuple(Available(file.provider, file.version, file.origin, _exact(file)) for file in _files(imported_dir))


def load_schema(provider: str, version: str, imported_dir: Path | None = None) -> ProviderSchema:
    """Opens the schema of a provider (``aws``) in an exact version (``6.62.0``).

    Raises ``UnknownVersionError``, ``BundleError`` when the file is damaged, and ``OSError``.
    """
    at_hand = [file for file in _files(imported_dir) if file.provider == provider]
    for file in at_hand:
        if file.version == version:
            return _open(file)
    raise UnknownVersionError(provider, version, tuple(file.version for file in at_hand))


def bundle_name(provider: str, version: str) -> str:
    """The file name of a version's bundle."""
    return f"{provider}-{version}.schema"


def facts_name(source: str) -> str:
    """The file name of the built facts about a provider (``hashicorp/aws``)."""
    return source.replace("/", "-") + _FACTS_SUFFIX


def is_provider(text: str) -> bool:
    """Whether the text is a provider's local name, which file names can hold."""
    return _NAME.fullmatch(bundle_name(text, "0.0.0")) is not None


def is_version(text: str) -> bool:
    """Whether the text is a full version, which file names can hold."""
    return _NAME.fullmatch(bundle_name("x", text)) is not None


class _File(Struct, frozen=True):
    provider: str
    version: str
    origin: Origin
    path: Path


def _files(imported_dir: Path | None) -> list[_File]:
    """The bundles to choose from, in order."""
    found = {(file.provider, file.version): file for file in _listed(DATA, "bundled")}
    if imported_dir is not None:
        found |= {(file.provider, file.version): file for file in _listed(imported_dir, "imported")}
    return sorted(found.values(), key=lambda file: (file.provider, version_key(file.version), file.version))


def _listed(folder: Path, origin: Origin) -> Iterator[_File]:
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        name = _NAME.fullmatch(path.name)
        if name is not None:
            yield _File(name["provider"], name["version"], origin, path)


def _exact(file: _File) -> bool:
    """Only bundled schemas can be derived; what a user imports comes from the provider."""
    return file.origin == "imported" or Bundle.open(file.path).meta["exact"] == "yes"


def _open(file: _File) -> ProviderSchema:
    bundle = Bundle.open(file.path)
    if (bundle.meta.get("provider"), bundle.meta.get("version")) != (file.provider, file.version):
        raise BundleError(file.path, "the file's name does not match its content")
    facts = DATA / facts_name(short_source(bundle.meta["address"]))
    return ProviderSchema(bundle, Facts(Bundle.open(facts)) if facts.is_file() else None, file.origin)
