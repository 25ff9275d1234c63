"""Learns how many of a nested block the provider itself insists on, where its schema does not say."""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.aws.refusals.model import ValueRefusal
from tools.ask.places import Level
from tools.ask.plugin import Plugin
from tools.ask.schema import AskedNested

_MANY = 40
_TOO_MANY = ("must contain at most", "must contain between", "supports")
_MISSING = ("must have a configuration value", "must contain at least")


def learn_block_counts(plugin: Plugin, level: Level) -> Iterator[ValueRefusal]:
    """The limits of each block inside ``level``."""
    for nested in level.block.blocks.values():
        if nested.nesting in ("list", "set") and not (nested.min_items and nested.max_items == 1):
            refusal = _limits(plugin, level, nested)
            if refusal:
                yield refusal


def _limits(plugin: Plugin, level: Level, nested: AskedNested) -> ValueRefusal | None:
    least = most = None
    if not nested.min_items and _says(plugin, level, nested, 0, _MISSING):
        least = 1
    if not nested.max_items and _says(plugin, level, nested, _MANY, _TOO_MANY):
        most = 1
        while not _says(plugin, level, nested, most + 1, _TOO_MANY):
            most += 1
    if least is None and most is None:
        return None
    path = f"{level.path}.{nested.name}" if level.path else nested.name
    return ValueRefusal(path, "items", least=least, most=most)


def _says(
    plugin: Plugin, level: Level, nested: AskedNested, count: int, signs: tuple[str, ...]
) -> bool:
    """True if the provider finds fault with the number of blocks."""
    blocks = [nested.block.nothing() for _ in range(count)]
    if nested.nesting == "set":
        for number, block in enumerate(blocks):
            _distinguish(block, nested, number)
    config = level.config({nested.name: blocks})
    for refusal in plugin.validate(level.kind, level.type, config):
        if nested.name in refusal.text and any(sign in refusal.text for sign in signs):
            return True
    return False


def _distinguish(block: dict[str, object], nested: AskedNested, number: int) -> None:
    """Make the blocks of a set different, or they would be one; unknown values would make the set unknown."""
    block.update(nested.block.least())
    for name, attribute in nested.block.attributes.items():
        if attribute.settable and attribute.type == "string":
            block[name] = f"x{number}"
            return
        if attribute.settable and attribute.type == "number":
            block[name] = number
            return
