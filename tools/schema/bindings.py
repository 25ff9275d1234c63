"""Bundles of the providers that real code uses everywhere, from their CDK bindings.

``python -m tools.schema.bindings FOLDER`` derives each version of ``data/schema_facts/versions.json`` that names a
package, from the wheel of that package in FOLDER (``pip download --no-deps PACKAGE==VERSION``).
"""

from __future__ import annotations

import sys
from pathlib import Path

from tfgen.terraform.schema.bindings.derive import derive
from tfgen.terraform.schema.build import build_bundle, bundle_meta
from tfgen.terraform.schema.load import DATA, bundle_name
from tools.schema.fact_files import FACTS, Version, read_versions


def build_from_bindings(version: Version, wheel: Path) -> bytes:
    """The bundle of a version. Raises ``ValueError`` when the wheel is of another one."""
    derived = derive(wheel)
    if (derived.source, derived.version) != (version.source, version.version):
        raise ValueError(f"{wheel.name} has {derived.source} {derived.version}")
    address = f"registry.terraform.io/{version.source}"
    meta = bundle_meta(version.provider, version.version, address, exact=False, note=version.note)
    return build_bundle(derived.provider, meta)


def wheel_of(version: Version, folder: Path) -> Path | None:
    """The wheel of a version's package in a folder; None where it is not made from one, or not there."""
    name, _, number = version.package.partition(" ")
    wheels = sorted(folder.glob(f"{name.replace('-', '_')}-{number}-*.whl")) if name else []
    return wheels[0] if wheels else None


def main(folder: Path) -> None:
    """Write the bundles."""
    for version in read_versions(FACTS):
        wheel = wheel_of(version, folder)
        if wheel is not None:
            data = build_from_bindings(version, wheel)
            (DATA / bundle_name(version.provider, version.version)).write_bytes(data)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
