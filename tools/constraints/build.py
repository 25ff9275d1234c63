"""Makes the limits: ``python -m tools.constraints.build`` rebuilds ``tfgen/aws/constraints/data/hashicorp-aws.constraints``.

The limits come from AWS's API models (botocore's data files, which the builder needs and the program does not),
matched to the attributes of the provider's schemas by name and type, and from the files in ``data/aws_constraints``,
which people edit.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from tfgen.aws.constraints.load import DATA, LIMITS
from tfgen.aws.constraints.model import Constraint, VersionedConstraint
from tfgen.terraform.schema import ProviderSchema, available, load_schema
from tfgen.terraform.schema.bundle import IndexKey, pack
from tools.constraints.aws_models import Models, models_version, plain
from tools.constraints.mapping_files import Mappings, read_mappings, read_tables
from tools.constraints.matching import Matched, Matcher
from tools.constraints.shapes import constraints_of

CHUNK_SIZE = 16_000
"""Characters after which a chunk ends."""


class Builder(Struct, frozen=True):
    """``schemas``: every version at hand, the newest first: an attribute of any version has limits."""

    models: Models
    mappings: Mappings
    schemas: tuple[ProviderSchema, ...]

    def types(self) -> tuple[str, ...]:
        """All resource types of all versions, sorted."""
        return tuple(sorted({name for schema in self.schemas for name in schema.resource_types()}))

    def matched(self, type_: str) -> Mapping[str, Matched]:
        """The type's attributes that an AWS operation knows, by path below the type; the newest version counts."""
        found: dict[str, Matched] = {}
        for service, operation, root in self._operations(type_):
            members = self.models.input(service, operation, root)
            matcher = Matcher(self.models, service, self._names(type_))
            for schema in self.schemas:
                block = schema.resource(type_)
                for one in matcher.match(block, members, type_) if block else ():
                    found.setdefault(one.path.removeprefix(f"{type_}."), one)
        return found

    def candidates(self, type_: str) -> Iterator[Constraint]:
        """The limits that the models give, but for what is excluded."""
        for path, one in sorted(self.matched(type_).items()):
            full = f"{type_}.{path}"
            if not self.mappings.excluded(type_, full):
                for constraint in constraints_of(one, path):
                    if not self.mappings.without(constraint.kind, full):
                        yield constraint

    def _operations(self, type_: str) -> tuple[tuple[str, str, str], ...]:
        """Service, operation and root of what makes the type; none when nothing is known to."""
        given = self.mappings.operations.get(type_)
        if given is not None:
            return given
        service, rest = self.mappings.service(type_, self.models.services())
        if service is None:
            return ()
        name = type_.removeprefix("aws_")
        parts = tuple(dict.fromkeys(part for part in (rest, name, name.partition("_")[2]) if part))
        operation = self.models.operation(service, parts)
        return ((service, operation, ""),) if operation else ()

    def _names(self, type_: str) -> Mapping[str, str]:
        """Hand-written names, and ``name`` for what the models call ``TableName`` in a table."""
        _, rest = self.mappings.service(type_, self.models.services())
        return {f"{type_}.name": f"name|{plain(rest)}name", **self.mappings.names}


def build(folder: Path) -> bytes:
    """The bundle's bytes."""
    versions = [a.version for a in reversed(available()) if a.provider == "aws"]
    builder = Builder(Models(), read_mappings(folder), tuple(load_schema("aws", v) for v in versions))
    chunks: list[list[str]] = [[]]
    keys = []
    for type_ in builder.types():
        rows = list(builder.mappings.corrected(type_, builder.candidates(type_)))
        if rows:
            if sum(map(len, chunks[-1])) > CHUNK_SIZE:
                chunks.append([])
            keys.append(IndexKey("resource", type_, len(chunks) - 1, len(chunks[-1])))
            chunks[-1].append(_line(rows))
    for name, table in _tables(folder, builder).items():
        keys.append(IndexKey("table", name, len(chunks), 0))
        chunks.append([json.dumps(table, separators=(",", ":"))])
    return pack({"source": "hashicorp/aws", "models": f"botocore {models_version()}"}, keys, "", chunks)


def _tables(folder: Path, builder: Builder) -> dict[str, object]:
    tables = read_tables(folder)
    return {
        **tables,
        "checked_arns": list(builder.mappings.provider.arns),
        "regions": list(builder.models.regions()),
    }


def _line(rows: list[VersionedConstraint]) -> str:
    return json.dumps([row.as_json() for row in rows], separators=(",", ":"))


def main() -> None:
    """Writes the file; see the module's description."""
    DATA.mkdir(exist_ok=True)
    (DATA / LIMITS).write_bytes(build(Path(__file__).parents[2] / "data" / "aws_constraints"))


if __name__ == "__main__":
    main()
