"""Bindings packages, from this Python's own packages or through pip.

pip runs as a process of its own, without a shell, and with the user's own settings of indexes and proxies: what
it can reach is what the user lets it reach. It downloads; nothing of a package is installed or run.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

FAMILIES = ("cdktn-provider-{}", "cdktf-cdktf-provider-{}")
"""The names of packages with a provider's bindings: of CDK Terrain, then of CDK for Terraform before it."""

SECONDS = 900
"""The longest that a pip may take; the largest package has some 70 MB."""

_NO_NETWORK = re.compile(
    r"NewConnectionError|ConnectTimeout|ReadTimeout|name resolution|Max retries|ProxyError"
    r"|SSLError|Network is unreachable|ConnectionError|Connection refused",
)
_ABSENT = re.compile(r"No matching distribution|Could not find a version|\b404\b")
_BINDINGS_OF = re.compile(r"bindings for (\S+) provider version (\S+)")


class PackageError(Exception):
    """A package cannot be had. ``str`` is one sentence for users, ``remedy`` says what to do."""

    def __init__(self, summary: str, remedy: str) -> None:
        super().__init__(summary)
        self.remedy = remedy


class AbsentPackageError(PackageError):
    """There is no such package, or not in that version."""


def installed_package(name: str) -> tuple[str, Path] | None:
    """``cdktn-provider-random 15.0.1`` and its npm archive, if it is installed in this Python."""
    for family in FAMILIES:
        package = family.format(name)
        try:
            distribution = metadata.distribution(package)
        except metadata.PackageNotFoundError:
            continue
        for file in distribution.files or ():
            if file.name.endswith(".jsii.tgz"):
                return f"{package} {distribution.version}", Path(str(file.locate()))
    return None


def package_versions(package: str) -> tuple[str, ...]:
    """The versions of a package, newest first. Raises ``PackageError``."""
    output = _pip(["index", "versions", package], package)
    for line in output.splitlines():
        if line.startswith("Available versions:"):
            return tuple(part.strip() for part in line.partition(":")[2].split(","))
    return ()


def described_provider(package: str, version: str) -> str | None:
    """The provider's version that a package's description names; only its metadata is fetched.

    Raises ``PackageError``.
    """
    arguments = [
        "install",
        "--dry-run",
        "--ignore-installed",
        "--no-deps",
        "--only-binary",
        ":all:",
    ]
    report = _pip([*arguments, "--quiet", "--report", "-", f"{package}=={version}"], package)
    try:
        [install] = json.loads(report)["install"]
        description = install["metadata"].get("description", "")
    except (ValueError, KeyError, TypeError):
        return None
    match = _BINDINGS_OF.search(description)
    if match:
        return match[2].rstrip(".")
    return None


def download(package: str, version: str | None, folder: Path) -> Path:
    """The wheel of a package, the newest without a version, put into a folder. Raises ``PackageError``."""
    wanted = f"{package}=={version}" if version else package
    arguments = ["download", "--no-deps", "--only-binary", ":all:", "--quiet"]
    _pip([*arguments, "--dest", str(folder), wanted], package)
    wheels = sorted(folder.glob("*.whl"))
    if not wheels:
        raise AbsentPackageError(f"pip downloaded no wheel of {package}", "Try another version.")
    return wheels[-1]


def _pip(arguments: Sequence[str], package: str) -> str:
    options = ["--disable-pip-version-check", "--no-input", "--retries", "1"]
    command = [sys.executable, "-m", "pip", *arguments, *options]
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            errors="replace",
            stdin=subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise PackageError(
            f"pip had not finished after {SECONDS // 60} minutes", "Try it again later."
        ) from None
    if done.returncode:
        raise _error(done.stderr, package)
    return done.stdout


def _error(said: str, package: str) -> PackageError:
    """The meaning of pip's words for a user."""
    offline = f"Download it elsewhere (pip download --no-deps {package}) and write --package FILE."
    if "No module named pip" in said:
        return PackageError("this Python has no pip", f"Install pip into it. Or: {offline}")
    if _NO_NETWORK.search(said):
        return PackageError(f"pip cannot reach its index to look for {package}", offline)
    if _ABSENT.search(said):
        return AbsentPackageError(
            f"there is no package {package}", "Name a provider that CDK Terrain has bindings for."
        )
    lines = [line for line in said.splitlines() if line.startswith("ERROR")] or said.splitlines()
    last = lines[-1].removeprefix("ERROR:").strip() if lines else "it does not say why"
    return PackageError(f"pip failed: {last:.300}", offline)
