"""The schema that each directory is checked with:
of the version set for it, or that ``required_providers`` allows.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

from tfgen.diagnostics import Diagnostic, Severity
from tfgen.terraform.config.configuration import Configuration, Parsed
from tfgen.terraform.config.providers import required_providers
from tfgen.terraform.config.version_request import VersionRequest
from tfgen.terraform.hcl.syntax import Expr, Object
from tfgen.terraform.hcl.walk import plain_string
from tfgen.terraform.schema import (
    BundleError,
    ProviderSchema,
    UnknownVersionError,
    available,
    load_schema,
)
from tfgen.terraform.schema.choose import VersionChoice, choose

SOURCE = "hashicorp/aws"
"""The provider that has schemas;
a directory that calls another one ``aws`` is not checked with any.
"""


class Schemas(Struct):
    """Opens schemas, each once. ``version`` is for all directories;
    ``imported`` is the folder of imported schemas.
    """

    version: str | None
    imported: Path | None
    diagnostics: list[Diagnostic] = field(default_factory=list)
    _opened: dict[str, ProviderSchema | None] = field(default_factory=dict)

    def of(
        self, configuration: Configuration, version_request: VersionRequest | None = None
    ) -> ProviderSchema | None:
        """The schema for a directory, None when there is none; ``diagnostics`` then has the reason.

        ``version_request`` comes after ``version`` and before ``required_providers``.
        """
        required = _required(configuration)
        source = _text(required, "source") or SOURCE
        if source != SOURCE and not source.endswith(f"/{SOURCE}"):
            return None
        if self.version:
            return self._open(self.version)
        if version_request:
            return self._open(version_request.version, version_request)
        versions = tuple(
            schema.version for schema in available(self.imported) if schema.provider == "aws"
        )
        choice = choose(_text(required, "version"), versions)
        if not choice.met:
            self.diagnostics.append(_not_met(choice, required["version"]))
        return self._open(choice.version)

    def _open(
        self, version: str, version_request: VersionRequest | None = None
    ) -> ProviderSchema | None:
        if version not in self._opened:
            try:
                self._opened[version] = load_schema("aws", version, self.imported)
            except (UnknownVersionError, BundleError, OSError) as error:
                self._opened[version] = None
                unknown = _unknown(version, str(error))
                if version_request:
                    unknown = unknown.at(version_request.file, version_request.range)
                self.diagnostics.append(unknown)
        return self._opened[version]


class _RequiredEntry(Struct, frozen=True):
    """An entry of ``aws = { ... }`` in ``required_providers``, or ``aws = "1.0"`` as a version."""

    parsed: Parsed
    expr: Expr


def _text(required: Mapping[str, _RequiredEntry], key: str) -> str | None:
    return plain_string(required[key].expr) if key in required else None


def _required(configuration: Configuration) -> Mapping[str, _RequiredEntry]:
    """The entries for ``aws``: ``source``, ``version``."""
    entries: dict[str, _RequiredEntry] = {}
    for parsed, attribute in required_providers(configuration):
        if attribute.name != "aws":
            continue
        if isinstance(attribute.expr, Object):
            for item in attribute.expr.items:
                entries[plain_string(item.key) or ""] = _RequiredEntry(parsed, item.value)
        else:
            entries["version"] = _RequiredEntry(parsed, attribute.expr)
    return entries


def _unknown(version: str, error: str) -> Diagnostic:
    return Diagnostic(
        "TFG024",
        "Unknown provider version",
        f"{error[0].upper()}{error[1:]}.",
        f"To add it: tfgen schema import FILE --provider aws={version}.",
    )


def _not_met(choice: VersionChoice, entry: _RequiredEntry) -> Diagnostic:
    which = "the nearest" if choice.same_major else "the one that tfgen takes by default"
    return Diagnostic(
        "TFG024",
        "Judged with another provider version",
        f'No schema at hand meets "{choice.constraint}"; this was judged with {choice.version}, {which}.',
        "For an exact verdict: tfgen schema import FILE --provider aws=VERSION.",
        Severity.NOTE,
        entry.parsed.file.path,
        entry.expr.range,
    )
