"""The versions of other providers than AWS that directories are checked with.

As Terraform chooses, the newest at hand that ``required_providers`` allows; else the nearest of the same major
version, with a note. A provider of another major version is not judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct, field

from tfgen.diagnostics import Diagnostic, Severity
from tfgen.terraform.config.configuration import Configuration
from tfgen.terraform.config.local_schemas import LocalSchemas
from tfgen.terraform.config.lock_file import LockedVersion, locked_version
from tfgen.terraform.config.provider_names import required_in, required_providers, source_of
from tfgen.terraform.config.provider_versions import Root, VersionConstraint, version_in
from tfgen.terraform.hcl.walk import plain_string
from tfgen.terraform.schema import (
    BundleError,
    ProviderSchema,
    UnknownVersionError,
    load_schema,
    versions_at_hand,
)
from tfgen.terraform.schema.choose import VersionChoice, choose_other, together

_EXACT = "For an exact verdict: tfgen schema add {name}=VERSION."


class OtherProviders(Struct):
    """Opens the schemas of a job, each once. ``imported`` is the folder of imported schemas."""

    imported: Path | None
    diagnostics: list[Diagnostic] = field(default_factory=list)
    _opened: dict[tuple[str, str, Path | None], ProviderSchema | None] = field(default_factory=dict)
    _versions: dict[tuple[str, Path | None], tuple[str, ...]] = field(default_factory=dict)

    def of(self, configuration: Configuration, root: Root, repository: Path | None) -> LocalSchemas:
        """The schemas for a directory; ``repository`` is the folder of those that it brings along."""

        def open_schema(source: str) -> ProviderSchema | None:
            return self._open(source, root, repository)

        return LocalSchemas(required_in(configuration.files), open_schema)

    def _open(self, source: str, root: Root, repository: Path | None) -> ProviderSchema | None:
        versions = self._at_hand(source, repository)
        if not versions:
            return None
        constraints = list(_constraints(source, root.configurations))
        locked = locked_version(root.lock, source) if root.lock else None
        text = together(each.text for each in constraints) if constraints else None
        choice = choose_other(f"= {locked.text}" if locked else text, versions)
        if choice is None:
            return None
        if not choice.met:
            self.diagnostics.append(_not_met(source, choice, locked or constraints[0]))
        return self._load(source, choice.version, repository)

    def _at_hand(self, source: str, repository: Path | None) -> tuple[str, ...]:
        key = (source, repository)
        if key not in self._versions:
            self._versions[key] = versions_at_hand(source, self.imported, repository)
        return self._versions[key]

    def _load(self, source: str, version: str, repository: Path | None) -> ProviderSchema | None:
        key = (source, version, repository)
        if key not in self._opened:
            name = source.rpartition("/")[2]
            try:
                self._opened[key] = load_schema(name, version, self.imported, repository)
            except (UnknownVersionError, BundleError, OSError) as error:
                self._opened[key] = None
                self.diagnostics.append(_unreadable(name, version, str(error)))
        return self._opened[key]


def _constraints(
    source: str, configurations: Iterable[Configuration]
) -> Iterator[VersionConstraint]:
    """The constraints on the version of a provider, those of the root module first."""
    for configuration in configurations:
        required = required_in(configuration.files)
        for parsed, attribute in required_providers(configuration.files):
            expr = version_in(attribute.expr)
            text = plain_string(expr) if expr else None
            if expr is not None and text and source_of(attribute.name, required) == source:
                yield VersionConstraint(text, parsed.file_of(expr.range), expr.range)


def _not_met(
    source: str, choice: VersionChoice, place: VersionConstraint | LockedVersion
) -> Diagnostic:
    return Diagnostic(
        "TFG024",
        "Judged with another provider version",
        f'No schema of {source} at hand meets "{place.text}"; this was judged with {choice.version}, the nearest.',
        _EXACT.format(name=source.rpartition("/")[2]),
        Severity.NOTE,
        place.file.path,
        place.range,
    )


def _unreadable(name: str, version: str, error: str) -> Diagnostic:
    return Diagnostic(
        "TFG024",
        "Schema cannot be read",
        f"{error[0].upper()}{error[1:]}. What belongs to provider {name} was not judged.",
        f"Write it again: tfgen schema add {name}={version}.",
        Severity.WARNING,
    )
