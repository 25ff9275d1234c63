"""The schema of the provider that a command works with."""

from __future__ import annotations

from pathlib import Path

from tfgen.terraform.schema import ProviderSchema, available, default_imported_dir, load_schema
from tfgen.terraform.schema.repository import find_repository_schemas


def aws_schema(version: str | None) -> ProviderSchema:
    """The schema of a version, without one the newest at hand. Raises ``UnknownVersionError``."""
    imported = default_imported_dir()
    if version:
        return load_schema("aws", version, imported)
    versions = []
    for schema in available(imported):
        if schema.provider == "aws":
            versions.append(schema.version)
    return load_schema("aws", versions[-1], imported)


def schema_for(type_: str) -> ProviderSchema:
    """The newest schema at hand of the provider that a type's name begins with, AWS's if there is none.

    Raises ``UnknownVersionError``.
    """
    name = type_.removeprefix("data.").removeprefix("ephemeral.").partition("_")[0]
    imported, repository = default_imported_dir(), find_repository_schemas(Path.cwd())
    versions = [
        entry.version for entry in available(imported, repository) if entry.provider == name
    ]
    if name == "aws" or not versions:
        return aws_schema(None)
    return load_schema(name, versions[-1], imported, repository)
