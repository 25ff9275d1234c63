"""Builds the constraints: ``python -m tools.constraints.build``.

It writes ``tfgen/aws/constraints/data/hashicorp-aws.limits``. The constraints come from AWS's API
models (botocore's data files, which the builder needs and the program does not), matched to the
attributes of the provider's schemas by name and type, and from the files in
``data/aws_constraints``, which people edit.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from tfgen.aws.constraints.load import DATA, LIMITS
from tfgen.aws.constraints.model import Constraint
from tfgen.terraform.schema import ProviderSchema, available, load_schema
from tfgen.terraform.schema.bundle import IndexKey, pack
from tools.constraints.aws_models import Models, models_version, plain_name
from tools.constraints.corrections import corrected
from tools.constraints.json_shapes import json_shapes
from tools.constraints.mapping_files import Mappings, Operation, read_mappings, read_tables
from tools.constraints.matching import MatchedAttribute, Matcher
from tools.constraints.rows import VersionedConstraint, encode_rows
from tools.constraints.shapes import constraints_of

CHUNK_SIZE = 16_000
"""Characters after which a chunk ends."""

MAPPINGS = Path(__file__).parents[2] / "data" / "aws_constraints"


class ConstraintBuilder(Struct, frozen=True):
    """``schemas``: every version at hand, the newest first: an attribute of any version has constraints."""

    models: Models
    mappings: Mappings
    schemas: tuple[ProviderSchema, ...]

    def types(self) -> tuple[str, ...]:
        """All resource types of all versions, sorted."""
        names: set[str] = set()
        for schema in self.schemas:
            names.update(schema.resource_types())
        return tuple(sorted(names))

    def matched(self, type_: str) -> Mapping[str, MatchedAttribute]:
        """The type's attributes that an AWS operation knows, by path below the type; the newest version counts."""
        attributes: dict[str, MatchedAttribute] = {}
        for service, operation, root in self._operations(type_):
            members = self.models.input(service, operation, root)
            matcher = Matcher(self.models, service, self._names(type_))
            for schema in self.schemas:
                block = schema.resource(type_)
                for attribute in matcher.match(block, members, type_) if block else ():
                    attributes.setdefault(attribute.path.removeprefix(f"{type_}."), attribute)
        return attributes

    def candidates(self, type_: str) -> Iterator[Constraint]:
        """The constraints of the models, but for what is excluded."""
        for path, attribute in sorted(self.matched(type_).items()):
            full_path = f"{type_}.{path}"
            if self.mappings.excludes(type_, full_path):
                continue
            for constraint in constraints_of(attribute, path):
                if not self.mappings.excludes_kind(constraint.kind, full_path):
                    yield constraint

    def constraints(self, type_: str) -> list[VersionedConstraint]:
        """All constraints of a type, as they hold for Terraform."""
        return list(corrected(self.mappings, type_, self.candidates(type_)))

    def _operations(self, type_: str) -> tuple[Operation, ...]:
        """The operations that make the type; none when none is known."""
        written = self.mappings.operations.get(type_)
        if written is not None:
            return written
        service, rest = self.mappings.service(type_, self.models.services())
        if service is None:
            return ()
        name = type_.removeprefix("aws_")
        names = dict.fromkeys([rest, name, name.partition("_")[2]])
        operation = self.models.operation(service, tuple(filter(None, names)))
        return ((service, operation, ""),) if operation else ()

    def _names(self, type_: str) -> Mapping[str, str]:
        """Hand-written names, and ``name`` for what the models call ``TableName`` in a table."""
        _, rest = self.mappings.service(type_, self.models.services())
        return {f"{type_}.name": f"name|{plain_name(rest)}name", **self.mappings.names}


def build(folder: Path) -> bytes:
    """The bundle's bytes."""
    versions = [schema.version for schema in reversed(available()) if schema.provider == "aws"]
    schemas = tuple(load_schema("aws", version) for version in versions)
    builder = ConstraintBuilder(Models(), read_mappings(folder), schemas)
    keys: list[IndexKey] = []
    chunks: list[list[str]] = [[]]
    for type_ in builder.types():
        constraints = builder.constraints(type_)
        if constraints:
            if sum(map(len, chunks[-1])) > CHUNK_SIZE:
                chunks.append([])
            keys.append(IndexKey("resource", type_, len(chunks) - 1, len(chunks[-1])))
            chunks[-1].append(encode_rows(constraints))
    for name, table in _tables(folder, builder).items():
        keys.append(IndexKey("table", name, len(chunks), 0))
        chunks.append([json.dumps(table, separators=(",", ":"))])
    return pack(
        {"source": "hashicorp/aws", "models": f"botocore {models_version()}"}, keys, "", chunks
    )


def _tables(folder: Path, builder: ConstraintBuilder) -> dict[str, object]:
    return {
        **read_tables(folder),
        "checked_arns": list(builder.mappings.provider.arns),
        "json_shapes": json_shapes(folder, builder.models),
        "regions": list(builder.models.regions()),
    }


def main() -> None:
    """Writes the file; see the module's description."""
    DATA.mkdir(exist_ok=True)
    (DATA / LIMITS).write_bytes(build(MAPPINGS))


if __name__ == "__main__":
    main()
