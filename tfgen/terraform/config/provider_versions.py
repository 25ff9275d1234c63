"""The schema that each directory is checked with: of the version set for it, or the one that
Terraform would choose for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct, field

from tfgen.diagnostics import Diagnostic, Severity
from tfgen.source import Range, SourceFile
from tfgen.terraform.config.configuration import Configuration
from tfgen.terraform.config.files import Content
from tfgen.terraform.config.lock_file import LockedVersion, locked_version
from tfgen.terraform.config.provider_names import required_providers
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
from tfgen.terraform.schema.choose import (
    VersionChoice,
    choose,
    is_constraint,
    is_satisfiable,
    nearest,
    together,
)

_EXACT = "For an exact verdict: tfgen schema import FILE --provider aws=VERSION."


class Root(Struct, frozen=True):
    """A directory as far as it decides on a provider's version: itself, the local modules that it
    calls, then the root module that calls it and what else that calls. ``lock`` is the root
    module's lock file.
    """

    configurations: tuple[Configuration, ...]
    lock: Content | None = None


class Schemas(Struct):
    """Opens schemas, each once. ``version`` is for all directories;
    ``imported`` is the folder of imported schemas.
    """

    version: str | None
    imported: Path | None
    diagnostics: list[Diagnostic] = field(default_factory=list)
    _opened: dict[str, ProviderSchema | None] = field(default_factory=dict)

    def of(
        self, root: Root, version_request: VersionRequest | None = None
    ) -> ProviderSchema | None:
        """The schema for a root module, None when there is none; ``diagnostics`` then has the reason.

        ``version_request`` comes after ``version``, then the lock file, then ``required_providers``.
        """
        if self.version:
            return self._open(self.version)
        if version_request:
            return self._open(version_request.version, version_request)
        versions = tuple(
            schema.version for schema in available(self.imported) if schema.provider == "aws"
        )
        locked = locked_version(root.lock) if root.lock else None
        if locked:
            choice = nearest(locked.text, versions)
            if choice.version != locked.text:
                self.diagnostics.append(_not_locked(choice, locked))
            return self._open(choice.version)
        constraints = _compatible(_constraints(root.configurations), versions)
        choice = choose(_together(constraints), versions)
        if not choice.met or choice.chosen:
            self.diagnostics.append(_not_met(choice, constraints[0]))
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


class VersionConstraint(Struct, frozen=True):
    """The constraint on a provider's version, with its place."""

    text: str
    file: SourceFile
    range: Range


def _constraints(configurations: Iterable[Configuration]) -> Iterator[VersionConstraint]:
    """The constraints on the version of the AWS provider, those of the root module first."""
    for configuration in configurations:
        for parsed, attribute in required_providers(configuration.files):
            expr = version_in(attribute.expr) if attribute.name in configuration.aws_names else None
            text = plain_string(expr) if expr else None
            if expr is not None and text is not None:
                yield VersionConstraint(text, parsed.file_of(expr.range), expr.range)


def version_in(expr: Expr) -> Expr | None:
    """The version in ``{ source = ..., version = ... }``, or in ``aws = "1.0"``."""
    if not isinstance(expr, Object):
        return expr
    for item in expr.items:
        if plain_string(item.key) == "version":
            return item.value
    return None


def _compatible(
    constraints: Iterable[VersionConstraint], versions: tuple[str, ...]
) -> list[VersionConstraint]:
    """The first constraint and those after it that a known version can meet together with it."""
    kept: list[VersionConstraint] = []
    for constraint in constraints:
        if not kept or _can_be_met([*kept, constraint], versions):
            kept.append(constraint)
    return kept


def _can_be_met(constraints: Sequence[VersionConstraint], versions: tuple[str, ...]) -> bool:
    text = _together(constraints)
    return text is not None and is_constraint(text) and is_satisfiable(text, versions)


def _together(constraints: Sequence[VersionConstraint]) -> str | None:
    if constraints:
        return together(constraint.text for constraint in constraints)
    return None


def _unknown(version: str, error: str) -> Diagnostic:
    return Diagnostic(
        "TFG024",
        "Unknown provider version",
        f"{error[0].upper()}{error[1:]}.",
        f"To add it: tfgen schema import FILE --provider aws={version}.",
    )


def _not_locked(choice: VersionChoice, locked: LockedVersion) -> Diagnostic:
    return Diagnostic(
        "TFG024",
        "Judged with another provider version",
        f"The lock file says {locked.text}; this was judged with {choice.version}, {_rank(choice)}.",
        _EXACT,
        Severity.NOTE,
        locked.file.path,
        locked.range,
    )


def _not_met(choice: VersionChoice, constraint: VersionConstraint) -> Diagnostic:
    return Diagnostic(
        "TFG024",
        "Judged with another provider version",
        f"{_reason(choice)}; this was judged with {choice.version}, {_rank(choice)}.",
        _EXACT,
        Severity.NOTE,
        constraint.file.path,
        constraint.range,
    )


def _reason(choice: VersionChoice) -> str:
    if choice.chosen:
        return f'For "{choice.constraint}" Terraform chooses {choice.chosen}'
    if not choice.same_major:
        return f'No schema at hand meets "{choice.constraint}"'
    major = choice.version.split(".")[0]
    return f'No schema of {major}.x at hand meets "{choice.constraint}"'


def _rank(choice: VersionChoice) -> str:
    if choice.same_major:
        return "the nearest"
    return "the one that tfgen takes by default"
