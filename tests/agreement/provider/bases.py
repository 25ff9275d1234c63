"""Resources that the provider takes, to put one mistake into."""

from __future__ import annotations

from tests.agreement.provider.writing import Settings, to_config
from tools.ask.combinations import read_refusal, something
from tools.ask.plugin import UNKNOWN, Kind, Plugin, Refusal
from tools.ask.schema import AskedAttribute, AskedBlock, AskedNested

_TRIES: tuple[str, ...] = (
    "example",
    "arn:aws:sns:eu-central-1:444455556666:example",
    "arn:aws:iam::444455556666:role/example",
    "172.31.0.0/16",
    '{"Version":"2012-10-17","Statement":[]}',
    "444455556666",
    "/example",
    "example.com",
    "2031-06-15T08:30:00Z",
)
_MAX_REPAIRS = 5


class Bases:
    """Valid resources of one provider: required arguments only, with known values where one is easily found."""

    def __init__(self, plugin: Plugin) -> None:
        self._plugin = plugin

    def refusals(self, kind: Kind, type_: str, block: AskedBlock, settings: Settings) -> tuple[Refusal, ...]:
        """What the provider says against a configuration."""
        return self._plugin.validate(kind, type_, to_config(block, settings))

    def base(self, kind: Kind, type_: str, block: AskedBlock) -> dict[str, object] | None:
        """A valid resource; None where none is found."""
        settings = self.required(block)
        for _ in range(_MAX_REPAIRS):
            refusals = self.refusals(kind, type_, block, settings)
            if not refusals:
                return self._with_values(kind, type_, block, settings)
            if not _repair(block, settings, refusals):
                return None
        return None

    def required(self, block: AskedBlock) -> dict[str, object]:
        """What the schema requires, with unknown values."""
        settings: dict[str, object] = {}
        for name, attribute in block.attributes.items():
            if attribute.required:
                settings[name] = UNKNOWN
        for name, nested in block.blocks.items():
            if nested.min_items:
                settings[name] = [self.required(nested.block) for _ in range(nested.min_items)]
        return settings

    def _with_values(self, kind: Kind, type_: str, block: AskedBlock, settings: dict[str, object]) -> dict[str, object]:
        for name, attribute in block.attributes.items():
            if settings.get(name) is UNKNOWN:
                for value in _values(attribute):
                    if not self.refusals(kind, type_, block, {**settings, name: value}):
                        settings[name] = value
                        break
        return settings


def _values(attribute: AskedAttribute) -> list[object]:
    if attribute.element == "string":
        return [[text] if attribute.several else text for text in _TRIES]
    value = something(attribute.type)
    return [] if value is None else [value]


def _repair(block: AskedBlock, settings: dict[str, object], refusals: tuple[Refusal, ...]) -> bool:
    """Set what the provider says is needed; False if nothing can be done."""
    for refusal in refusals:
        said = read_refusal(refusal)
        names = said.names if said else tuple(step for step in refusal.path[:1] if isinstance(step, str))
        for name in names:
            if name in settings or "." in name:
                continue
            attribute, nested = block.attributes.get(name), block.blocks.get(name)
            if attribute is not None and attribute.settable:
                settings[name] = UNKNOWN
                return True
            if nested is not None:
                settings[name] = [_least(nested)]
                return True
    return False


def _least(nested: AskedNested) -> dict[str, object]:
    settings: dict[str, object] = {}
    for name, attribute in nested.block.attributes.items():
        if attribute.required:
            settings[name] = UNKNOWN
    for name, inner in nested.block.blocks.items():
        if inner.min_items:
            settings[name] = [_least(inner) for _ in range(inner.min_items)]
    return settings
