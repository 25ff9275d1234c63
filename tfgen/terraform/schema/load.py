"""The schemas that are available, bundled and imported, and opening one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from tfgen.terraform.schema.address import short_source
from tfgen.terraform.schema.bundle import Bundle, BundleError
from tfgen.terraform.schema.facts import Facts, version_key
from tfgen.terraform.schema.provider import Origin, ProviderSchema
from tfgen.terraform.schema.repository import MAX_FILE_BYTES

DATA = Path(__file__).parent / "data"
"""The bundled schemas and the built facts."""

_FACTS_SUFFIX = ".facts"
_NAME = re.compile(
    r"(?P<provider>[a-z0-9][a-z0-9-]*?)-(?P<version>\d+\.\d+\.\d+[0-9A-Za-z.+-]*)\.schema"
)


class Available(Struct, frozen=True):
    """An available schema. ``source`` is ``hashicorp/aws``; ``exact``: dumped from the provider,
    not derived from something built on it; ``note`` says from what.
    """

    provider: str
    version: str
    origin: Origin
    exact: bool
    source: str = ""
    note: str = ""


class UnknownVersionError(Exception):
    """No schema for this version of the provider is available;
    ``known`` has the versions that are, oldest first.
    """

    def __init__(self, provider: str, version: str, known: tuple[str, ...]) -> None:
        listed = f"; at hand: {', '.join(known)}" if known else ""
        super().__init__(f"no schema for version {version} of provider {provider}{listed}")
        self.provider = provider
        self.version = version
        self.known = known


def available(
    imported_dir: Path | None = None, repository: Path | None = None
) -> tuple[Available, ...]:
    """All available schemas by provider and version. Of the same version, one of the repository
    hides an imported one, and that a bundled one.

    Raises ``OSError`` when a folder or a file cannot be read; a folder that does not exist holds
    none.
    """
    return tuple(map(_described, _files(imported_dir, repository)))


def versions_at_hand(
    source: str, imported_dir: Path | None = None, repository: Path | None = None
) -> tuple[str, ...]:
    """The versions of the provider ``source`` (``hashicorp/random``), oldest first.

    A file that cannot be read counts as not there. Raises ``OSError`` as ``available`` does.
    """
    name = source.rpartition("/")[2]
    versions: list[str] = []
    for file in _files(imported_dir, repository):
        if file.provider == name and _source(file) == source:
            versions.append(file.version)
    return tuple(versions)


def load_schema(
    provider: str,
    version: str,
    imported_dir: Path | None = None,
    repository: Path | None = None,
) -> ProviderSchema:
    """Opens the schema of a provider (``aws``) in an exact version (``6.62.0``).

    Raises ``UnknownVersionError``, ``BundleError`` when the file is damaged, and ``OSError``.
    """
    versions: list[str] = []
    for file in _files(imported_dir, repository):
        if file.provider == provider:
            if file.version == version:
                return _open(file)
            versions.append(file.version)
    raise UnknownVersionError(provider, version, tuple(versions))


def bundle_name(provider: str, version: str) -> str:
    """The file name of a version's bundle."""
    return f"{provider}-{version}.schema"


def facts_name(source: str) -> str:
    """The file name of the built facts about a provider (``hashicorp/aws``)."""
    return source.replace("/", "-") + _FACTS_SUFFIX


def is_provider(text: str) -> bool:
    """True if the text is a provider's local name, which file names can hold."""
    return _NAME.fullmatch(bundle_name(text, "0.0.0")) is not None


def is_version(text: str) -> bool:
    """True if the text is a full version, which file names can hold."""
    return _NAME.fullmatch(bundle_name("x", text)) is not None


class _SchemaFile(Struct, frozen=True):
    provider: str
    version: str
    origin: Origin
    path: Path


def _files(imported_dir: Path | None, repository: Path | None) -> list[_SchemaFile]:
    """The bundles to choose from, in order."""
    files = list(_listed(DATA, "bundled"))
    if imported_dir is not None:
        files += _listed(imported_dir, "imported")
    if repository is not None:
        files += _listed(repository, "repository")
    by_version = {(file.provider, file.version): file for file in files}
    return sorted(
        by_version.values(),
        key=lambda file: (file.provider, version_key(file.version), file.version),
    )


def _listed(folder: Path, origin: Origin) -> Iterator[_SchemaFile]:
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        name = _NAME.fullmatch(path.name)
        if name is not None:
            yield _SchemaFile(name["provider"], name["version"], origin, path)


def _described(file: _SchemaFile) -> Available:
    """A file's words about itself; one that is damaged says so in ``note``."""
    try:
        meta = _bundle(file).meta
    except BundleError as error:
        return Available(file.provider, file.version, file.origin, exact=False, note=error.reason)
    source = short_source(meta.get("address", ""))
    exact = meta.get("exact") == "yes"
    return Available(
        file.provider, file.version, file.origin, exact, source, printable(meta.get("note", ""))
    )


@lru_cache(maxsize=256)
def _source(file: _SchemaFile) -> str:
    """The provider that a file is about; ``""`` where it cannot be read."""
    try:
        return short_source(_bundle(file).meta.get("address", ""))
    except (BundleError, OSError):
        return ""


def _open(file: _SchemaFile) -> ProviderSchema:
    bundle = _bundle(file)
    if (bundle.meta.get("provider"), bundle.meta.get("version")) != (file.provider, file.version):
        raise BundleError(file.path, "the file's name does not match its content")
    if file.origin == "repository":
        from tfgen.terraform.schema.verify import verify

        verify(bundle)
    return ProviderSchema(bundle, _facts(bundle), file.origin)


def _bundle(file: _SchemaFile) -> Bundle:
    """The file, opened; one of a repository only up to a size. Raises ``BundleError`` and ``OSError``."""
    if file.origin == "repository" and file.path.stat().st_size > MAX_FILE_BYTES:
        raise BundleError(file.path, f"the file has more than {MAX_FILE_BYTES >> 20} MiB")
    return Bundle.open(file.path)


def _facts(bundle: Bundle) -> Facts | None:
    path = DATA / facts_name(short_source(bundle.meta["address"]))
    if path.is_file():
        return Facts(Bundle.open(path))
    return None


def printable(text: str) -> str:
    """The text without what a terminal could take for a command, and not too long of it."""
    return "".join(char for char in text[:200] if char.isprintable())
