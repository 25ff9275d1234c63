"""Places of a type that can be asked about: attributes by path, and the configurations that set them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from tools.ask.plugin import UNKNOWN, Kind, Plugin, Refusal
from tools.ask.schema import AskedAttribute, AskedBlock, AskedNested

MAX_DEPTH = 24
"""Blocks inside blocks; no provider goes deeper."""


class Level(Struct, frozen=True):
    """A block of a type: the resource's own, or a nested one with all those around it."""

    kind: Kind
    type: str
    root: AskedBlock
    around: tuple[AskedNested, ...] = ()

    @property
    def block(self) -> AskedBlock:
        """The block's schema."""
        return self.around[-1].block if self.around else self.root

    @property
    def path(self) -> str:
        """``a.b`` below the type; "" for the resource's own block."""
        return ".".join(nested.name for nested in self.around)

    def config(
        self, settings: Mapping[str, object], content: dict[str, object] | None = None
    ) -> dict[str, object]:
        """A configuration of the type in which this block has ``settings``, and nothing else is set.

        ``content`` becomes the block's own part of it, to be changed later.
        """
        content = {} if content is None else content
        content.update({**self.block.nothing(), **settings})
        for depth in range(len(self.around) - 1, -1, -1):
            nested = self.around[depth]
            outer = self.around[depth - 1].block if depth else self.root
            wrapped = nested.filled(max(1, nested.min_items), content)
            content = {**outer.nothing(), nested.name: wrapped}
        return content

    def levels(self, depth: int = MAX_DEPTH) -> Iterator[Level]:
        """The block itself and those in it, down to a depth below the type."""
        yield self
        if len(self.around) < depth:
            for nested in self.block.blocks.values():
                inner = Level(self.kind, self.type, self.root, (*self.around, nested))
                yield from inner.levels(depth)

    def places(self) -> Iterator[Place]:
        """The settable attributes of this block alone."""
        for attribute in self.block.attributes.values():
            if attribute.settable:
                yield Place(self, attribute)


class Place(Struct, frozen=True):
    """An attribute of a level."""

    level: Level
    attribute: AskedAttribute

    @property
    def path(self) -> str:
        """The attribute's path below the type."""
        above = self.level.path
        return f"{above}.{self.attribute.name}" if above else self.attribute.name


class Asker:
    """Asks about the values of one place; answers are cached, and what has nothing to do with the value left out."""

    def __init__(self, plugin: Plugin, place: Place) -> None:
        self._plugin, self.place = plugin, place
        self._content: dict[str, object] = {}
        self._config = place.level.config({}, self._content)
        self._texts: dict[str, tuple[str, ...]] = {}
        self._usual = {refusal.text for refusal in self._ask(UNKNOWN)}

    def refusals(self, text: str) -> tuple[str, ...]:
        """What the provider says against a text, or against a list with that one element."""
        if text not in self._texts:
            self._texts[text] = self.about([text] if self.place.attribute.several else text)
        return self._texts[text]

    def takes(self, text: str) -> bool:
        """True if the provider says nothing against a text."""
        return not self.refusals(text)

    def takes_number(self, number: int) -> bool:
        """True if the provider says nothing against a number."""
        return not self.about([number] if self.place.attribute.several else number)

    def asked(self) -> list[tuple[str, tuple[str, ...]]]:
        """The texts asked so far, each with what the provider said."""
        return list(self._texts.items())

    def is_never_taken(self) -> bool:
        """True if the provider knows the argument from its schema only: even an unknown value is refused."""
        return any(_NEVER in text for text in self._usual)

    def refuses_anything(self) -> bool:
        """True if some text asked so far is refused."""
        return any(messages for _, messages in self.asked())

    def first(self) -> str:
        """The beginning of the first refusal."""
        for _, messages in self.asked():
            if messages:
                return messages[0].replace("\n", " ")[:160]
        return ""

    def about(self, given: object) -> tuple[str, ...]:
        """What the provider says against the argument's value as a whole."""
        texts = (r.text for r in self._ask(given) if r.text not in self._usual)
        return tuple(text for text in texts if not is_relation(text))

    def _ask(self, given: object) -> tuple[Refusal, ...]:
        self._content[self.place.attribute.name] = given
        level = self.place.level
        return self._plugin.validate(level.kind, level.type, self._config)


_NEVER = "Invalid or unknown key"

_RELATIONS = (
    ": conflicts with ",
    ": one of `",
    ": all of `",
    ": only one of `",
    "Invalid Attribute Combination",
    "Missing Attribute Configuration",
)


def is_relation(text: str) -> bool:
    """True if a refusal is about arguments beside each other, not about a value."""
    return any(sign in text for sign in _RELATIONS)
