"""A provider's own schema document: ``python -m tools.schema.dump MIRROR NAME=VERSION FILE``.

MIRROR is a folder as ``terraform providers mirror`` makes it (unpacked binaries too). Needs ``terraform`` on
the PATH. The document goes to FILE, gzipped without a time, for ``tools.schema.build``.
"""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tfgen.terraform.schema.document import DocumentError

SECONDS = 300
"""The longest that one Terraform command may take."""

_MAIN = """terraform {
  required_providers {
    %s = {
      source  = "hashicorp/%s"
      version = "%s"
    }
  }
}
"""
_CONFIG = """provider_installation {
  filesystem_mirror {
    path = %s
  }
}
"""


def dump(mirror: Path, provider: str, version: str) -> bytes:
    """What ``terraform providers schema -json`` prints of a provider in the mirror.

    Raises ``DocumentError`` with Terraform's words when it refuses, ``OSError`` without Terraform.
    """
    with tempfile.TemporaryDirectory(prefix="tfgen-dump-") as folder:
        root = Path(folder)
        (root / "main.tf").write_text(_MAIN % (provider, provider, version))
        path = str(mirror).replace("\\", "\\\\").replace('"', '\\"')
        (root / "terraformrc").write_text(_CONFIG % f'"{path}"')
        _terraform(root, "init", "-no-color", "-input=false")
        return _terraform(root, "providers", "schema", "-json")


def _terraform(root: Path, *arguments: str) -> bytes:
    environment = {**os.environ, "TF_CLI_CONFIG_FILE": str(root / "terraformrc")}
    done = subprocess.run(
        ["terraform", *arguments],
        cwd=root,
        env=environment,
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )
    if done.returncode:
        raise DocumentError(done.stderr.decode(errors="replace").strip())
    return done.stdout


def main(mirror: str, described: str, file: str) -> None:
    """Write the document."""
    name, _, version = described.partition("=")
    Path(file).write_bytes(gzip.compress(dump(Path(mirror), name, version), 9, mtime=0))


if __name__ == "__main__":
    main(*sys.argv[1:])
