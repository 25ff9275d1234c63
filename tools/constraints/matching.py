"""Matches attributes of a resource type to members of an AWS operation, by name and type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from tfgen.aws.constraints.model import MODEL
from tfgen.terraform.schema import BlockSchema
from tfgen.terraform.schema.model import AttributeSchema
from tfgen.terraform.types.model import NUMBER, STRING, ListType, SetType, Type
from tools.constraints.aws_models import AwsShape, Models, OperationMember, plain_name

MAX_DEPTH = 5
"""Blocks further inside than this are not matched: statements of ``wafv2`` nest without end."""

_NUMBERS = ("integer", "long", "double", "float")


class MatchedAttribute(Struct, frozen=True):
    """An attribute, by its path below the type, and its shape at AWS."""

    path: str
    type: Type
    source: str
    shape: AwsShape
    shape_name: str


class Matcher(Struct, frozen=True):
    """``names`` are the members of attributes whose names differ: ``aws_x.block.arg`` to ``Member``."""

    models: Models
    service: str
    names: Mapping[str, str]

    def match(
        self, schema: BlockSchema, members: Iterable[OperationMember], path: str, depth: int = 0
    ) -> Iterator[MatchedAttribute]:
        """The matched attributes of a block and of the blocks inside it; ``path`` is the block's own."""
        by_name = {plain_name(member.name): member for member in members}
        for name, attribute in schema.attributes.items():
            member = self._member(f"{path}.{name}", name, by_name)
            if member and attribute.settable:
                yield from self._matched(f"{path}.{name}", attribute, member)
        if depth >= MAX_DEPTH:
            return
        for name, nested in schema.blocks.items():
            member = self._member(f"{path}.{name}", name, by_name)
            if member:
                shape = self.models.inner(self.service, member.shape)
                inside = self.models.members(self.service, shape, member.path)
                yield from self.match(nested.block, inside, f"{path}.{name}", depth + 1)

    def _member(
        self, path: str, name: str, by_name: Mapping[str, OperationMember]
    ) -> OperationMember | None:
        """The member that has the name, or one of the hand-written ones (``A|B``), in singular or plural."""
        for alternative in self.names.get(path, name).split("|"):
            for spelling in spellings(plain_name(alternative)):
                if spelling in by_name:
                    return by_name[spelling]
        return None

    def _matched(
        self, path: str, attribute: AttributeSchema, member: OperationMember
    ) -> Iterator[MatchedAttribute]:
        name = self._value_shape(attribute.type, member.shape)
        if name:
            version = self.models.api_version(self.service)
            source = f"{MODEL}{self.service} {version} {member.path}"
            yield MatchedAttribute(
                path, attribute.type, source, self.models.shape(self.service, name), name
            )

    def _value_shape(self, type_: Type, shape: str) -> str | None:
        """The shape of the attribute's value, or of each of its elements; None where types differ."""
        if isinstance(type_, ListType | SetType):
            element = self.models.inner(self.service, shape)
            if element == shape:
                return None
            return self._value_shape(type_.element, element)
        kind = self.models.shape(self.service, shape).type
        fits = (type_ == STRING and kind == "string") or (type_ == NUMBER and kind in _NUMBERS)
        return shape if fits else None


def spellings(name: str) -> Iterator[str]:
    """A plain name in the singular and plural forms that AWS may have it in."""
    yield name
    yield f"{name}s"
    yield f"{name}es"
    if name.endswith("y"):
        yield f"{name[:-1]}ies"
    if name.endswith("s"):
        yield name[:-1]
    yield f"{name}list"
    yield f"{name}set"
