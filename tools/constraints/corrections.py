"""Constraints of the models, corrected by hand-written mappings and by what an old provider said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from tfgen.aws.constraints.model import Constraint
from tfgen.terraform.schema.names import NameLimit
from tools.constraints.mapping_files import Mappings
from tools.constraints.rows import VersionedConstraint


def corrected(
    mappings: Mappings, type_: str, candidates: Iterable[Constraint]
) -> Iterator[VersionedConstraint]:
    """The constraints as they hold for Terraform, by version of the provider; those on names come first."""
    for path, limit in mappings.name_limits.items():
        if path.startswith(f"{type_}."):
            for constraint in _name_constraints(mappings, limit, type_):
                yield _with_hint(mappings, VersionedConstraint(constraint))
    written: set[tuple[str, str]] = set()
    for extra in mappings.extras:
        for versioned in extra.of_type(type_):
            written.add((versioned.constraint.path, versioned.constraint.kind))
            yield _with_hint(mappings, versioned)
    for constraint in candidates:
        path = f"{type_}.{constraint.path}"
        dropped = path in mappings.corrections.never or path in mappings.name_limits
        if not dropped and (constraint.path, constraint.kind) not in written:
            yield from _by_version(mappings, path, _with_more_values(mappings, path, constraint))


def _name_constraints(mappings: Mappings, limit: NameLimit, type_: str) -> Iterator[Constraint]:
    path = limit.path.removeprefix(f"{type_}.")
    yield Constraint(
        path, "length", limit.source, least=limit.min_length, most=limit.max_length, name=True
    )
    if limit.pattern:
        any_case = limit.path in mappings.corrections.any_case
        pattern = f"(?i:{limit.pattern})" if any_case else limit.pattern
        yield Constraint(path, "pattern", limit.source, pattern=pattern, name=True)


def _with_hint(mappings: Mappings, versioned: VersionedConstraint) -> VersionedConstraint:
    constraint = versioned.constraint
    hint = mappings.hints.get(constraint.pattern, "")
    return replace(versioned, constraint=replace(constraint, hint=hint))


def _with_more_values(mappings: Mappings, path: str, constraint: Constraint) -> Constraint:
    more = mappings.corrections.also.get(path)
    if more is None or constraint.kind != "enum":
        return constraint
    return replace(constraint, values=_joined(constraint.values, more.values))


def _joined(values: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return (*values, *(value for value in more if value not in values))


def _by_version(
    mappings: Mappings, path: str, constraint: Constraint
) -> Iterator[VersionedConstraint]:
    """The constraint for all versions, or an old provider's list for old ones and a longer one for others."""
    provider = mappings.provider
    old_values = provider.lists.get(path) if constraint.kind == "enum" else None
    constraint = replace(
        constraint, exact=path in provider.exact or path in mappings.corrections.exact
    )
    if old_values is None:
        yield VersionedConstraint(constraint)
        return
    whole = replace(constraint, values=_joined(constraint.values, old_values))
    if set(old_values) == set(whole.values):
        yield VersionedConstraint(whole)
        return
    source = f"the AWS provider {provider.version}"
    yield VersionedConstraint(
        replace(constraint, values=old_values, source=source), before=provider.before
    )
    yield VersionedConstraint(whole, since=provider.before)
