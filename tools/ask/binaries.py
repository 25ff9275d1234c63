"""The real providers on this machine."""

from __future__ import annotations

import os
from pathlib import Path

from tfgen.sandbox.errors import SandboxError
from tfgen.sandbox.mirror import BUNDLED_VERSION, MIRROR_VARIABLE, provider_mirror

_USUAL_MIRRORS = ("/opt/tf-plugins", "/usr/share/terraform/plugins", "~/.terraform.d/plugins")
"""Folders in which machines for building keep a filesystem mirror, besides the variable's."""


def find_binary(version: str) -> Path | None:
    """The AWS provider's binary of a version; None where this machine has none."""
    folders = [os.environ.get(MIRROR_VARIABLE, ""), *_USUAL_MIRRORS]
    for folder in filter(None, folders):
        for binary in (
            Path(folder).expanduser().glob(f"*/hashicorp/aws/{version}/*/terraform-provider-aws*")
        ):
            return binary
    if version == BUNDLED_VERSION:
        return _bundled()
    return None


def _bundled() -> Path | None:
    """The provider of the package that the sandbox uses."""
    try:
        mirror = provider_mirror()
    except SandboxError:
        return None
    pattern = f"*/hashicorp/aws/{BUNDLED_VERSION}/*/terraform-provider-aws*"
    return next(iter(sorted(mirror.path.glob(pattern))), None)
