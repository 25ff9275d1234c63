"""The schema of the AWS provider that a command works with."""

from __future__ import annotations

from tfgen.terraform.schema import ProviderSchema, available, default_imported_dir, load_schema


def aws_schema(version: str | None) -> ProviderSchema:
    """The schema of a version, without one the newest at hand. Raises ``UnknownVersionError``."""
    imported = default_imported_dir()
    if version:
        return load_schema("aws", version, imported)
    versions = [schema.version for schema in available(imported) if schema.provider == "aws"]
    return load_schema("aws", versions[-1], imported)
