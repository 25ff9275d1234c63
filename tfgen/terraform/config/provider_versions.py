"""Which schema each directory is judged with: the version asked for, or what its ``required_providers`` allows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct, field

from tfgen.diagnostics import Diagnostic, Severity
from tfgen.terraform.config.configuration import Configuration, Parsed
from tfgen.terraform.config.version_request import VersionRequest
from tfgen.terraform.hcl.syntax import Expr, Object
from tfgen.terraform.hcl.walk import plain_string
from tfgen.terraform.schema import BundleError, ProviderSchema, UnknownVersionError, available, load_schema
from tfgen.terraform.schema.choose import VersionChoice, choose

SOURCE = "hashicorp/aws"
"""The provider whose schemas are at hand; a directory that calls another one ``aws`` is not judged."""


class Schemas(Struct):
    """Opens schemas, each once. ``version`` is for all directories; ``imported`` is the folder of imported schemas."""

    version: str | None
    imported: Path | None
    found: list[Diagnostic] = field(default_factory=list)
    _opened: dict[str, ProviderSchema | None] = field(default_factory=dict)

    def of(self, configuration: Configuration, version_request: VersionRequest | None = None) -> ProviderSchema | None:
        """The schema for a directory, None when there is none; ``found`` then says why.

        ``version_request`` comes after ``version`` and before ``required_providers``.
        """
        required = {key: (parsed, value) for key, parsed, value in _required(configuration)}
        source = _text(required, "source") or SOURCE
        if source != SOURCE and not source.endswith(f"/{SOURCE}"):
            return None
        if self.version:
            return self._open(self.version)
        if version_request:
            return self._open(version_request.version, version_request)
        at_hand = tuple(a.version for a in available(self.imported) if a.provider == "aws")
        choice = choose(_text(required, "version"), at_hand)
        if not choice.met:
            self.found.append(_not_met(choice, *required["version"]))
        return self._open(choice.version)

    def _open(self, version: str, version_request: VersionRequest | None = None) -> ProviderSchema | None:
        if version not in self._opened:
            try:
                self._opened[version] = load_schema("aws", version, self.imported)
            except (UnknownVersionError, BundleError, OSError) as error:
                self._opened[version] = None
                detail = f"{str(error)[0].upper()}{str(error)[1:]}."
                help_ = f"To add it: tfgen schema import FILE --provider aws={version}."
                found = Diagnostic("TFG024", "Unknown provider version", detail, help_)
                self.found.append(found.at(version_request.file, version_request.range) if version_request else found)
        return self._opened[version]


def _text(required: dict[str, tuple[Parsed, Expr]], key: str) -> str | None:
    return plain_string(required[key][1]) if key in required else None


def _required(configuration: Configuration) -> Iterator[tuple[str, Parsed, Expr]]:
    """The entries of ``aws = { ... }`` in ``required_providers``; ``aws = "1.0"``, as it was once, is a version."""
    for parsed in configuration.files:
        for block in parsed.body.blocks:
            for inner in block.body.blocks if block.type == "terraform" else ():
                for attribute in inner.body.attributes if inner.type == "required_providers" else ():
                    if attribute.name == "aws":
                        yield from _entries(parsed, attribute.expr)


def _entries(parsed: Parsed, expr: Expr) -> Iterator[tuple[str, Parsed, Expr]]:
    if not isinstance(expr, Object):
        yield "version", parsed, expr
        return
    for item in expr.items:
        yield plain_string(item.key) or "", parsed, item.value


def _not_met(choice: VersionChoice, parsed: Parsed, at: Expr) -> Diagnostic:
    which = "the nearest" if choice.same_major else "the one that tfgen takes by default"
    return Diagnostic(
        "TFG024",
        "Judged with another provider version",
        f'No schema at hand meets "{choice.constraint}"; this was judged with {choice.version}, {which}.',
        "For an exact verdict: tfgen schema import FILE --provider aws=VERSION.",
        Severity.NOTE,
        parsed.file.path,
        at.range,
    )
