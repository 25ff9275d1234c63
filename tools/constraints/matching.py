"""Finds the member of an AWS operation that an attribute of a resource type stands for, by name and type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from tfgen.aws.constraints.model import MODEL
from tfgen.terraform.schema import BlockSchema
from tfgen.terraform.types.model import NUMBER, STRING, ListType, SetType, Type
from tools.constraints.aws_models import Member, Models, Shape, plain

_DEEPEST = 5
"""Blocks further inside than this are not matched: statements of ``wafv2`` nest without end."""


class Matched(Struct, frozen=True):
    """An attribute, by its path below the type, and the shape that AWS gives it."""

    path: str
    type: Type
    source: str
    shape: Shape
    shape_name: str


class Matcher(Struct, frozen=True):
    """``names`` are the members of attributes whose names differ: ``aws_x.block.arg`` to ``Member``."""

    models: Models
    service: str
    names: Mapping[str, str]

    def match(self, schema: BlockSchema, given: Iterable[Member], path: str, deep: int = 0) -> Iterator[Matched]:
        """The matched attributes of a block and of the blocks inside it; ``path`` is the block's own."""
        members = tuple(given)
        for name, attribute in schema.attributes.items():
            found = self._member(f"{path}.{name}", name, members) if attribute.settable else None
            if found and (fitting := self._fitting(attribute.type, found.shape)):
                shape = self.models.shape(self.service, fitting)
                source = f"{MODEL}{self.service} {self.models.api_version(self.service)} {found.path}"
                yield Matched(f"{path}.{name}", attribute.type, source, shape, fitting)
        for name, nested in schema.blocks.items() if deep < _DEEPEST else ():
            found = self._member(f"{path}.{name}", name, members)
            if found:
                shape_name = self.models.inner(self.service, found.shape)
                inside = self.models.members(self.service, shape_name, found.path)
                yield from self.match(nested.block, inside, f"{path}.{name}", deep + 1)

    def _member(self, path: str, name: str, members: tuple[Member, ...]) -> Member | None:
        """The member that has the name, or one of the hand-written ones (``A|B``), in singular or plural."""
        by_name = {plain(member.name): member for member in members}
        wanted = self.names.get(path, name).split("|")
        return next((by_name[n] for one in wanted for n in spellings(plain(one)) if n in by_name), None)

    def _fitting(self, type_: Type, shape: str) -> str | None:
        """The shape that speaks of the attribute's value, or of each of its elements; None where types differ."""
        if isinstance(type_, ListType | SetType):
            element = self.models.inner(self.service, shape)
            return self._fitting(type_.element, element) if element != shape else None
        kind = self.models.shape(self.service, shape).type
        fits = (type_ == STRING and kind == "string") or (type_ == NUMBER and kind in _NUMBERS)
        return shape if fits else None


_NUMBERS = ("integer", "long", "double", "float")


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
