"""Cases from the provider's own refusals: a bad value or combination, and a good one beside it."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from tests.agreement.provider.bases import Bases
from tests.agreement.provider.model import ProviderCase
from tests.agreement.provider.texts import numbers as odd_numbers
from tests.agreement.provider.texts import texts, texts_like
from tests.agreement.provider.writing import to_hcl
from tools.ask.combinations import Combiner, Said, something
from tools.ask.learn import LARGE, size
from tools.ask.messages import listed
from tools.ask.messages import numbers as named_numbers
from tools.ask.places import Level, Place, is_relation
from tools.ask.plugin import UNKNOWN, Kind, Plugin
from tools.ask.relations import is_about_pair, settable_paths
from tools.ask.schema import AskedBlock, AskedSchema

_MAX_TESTED = 24
"""Values that an argument is given until one is refused and one is taken."""

Settings = dict[str, object]


class Generator:
    """Makes cases of one version."""

    def __init__(self, version: str, plugin: Plugin, schema: AskedSchema, seed: int) -> None:
        self._version, self._plugin, self._schema = version, plugin, schema
        self._bases, self._rng = Bases(plugin), random.Random(seed)

    def cases(self, types: int, per_type: int) -> Iterator[ProviderCase]:
        """Cases of so many types chosen by chance, up to so many values of each, and all its combinations."""
        kinds: list[tuple[Kind, str, AskedBlock]] = []
        kinds += [("resource", name, block) for name, block in self._schema.resources.items()]
        kinds += [("data", name, block) for name, block in self._schema.data_sources.items()]
        kinds = [one for one in kinds if size(one[2]) < LARGE]
        for kind, type_, block in self._rng.sample(kinds, min(types, len(kinds))):
            base = self._bases.base(kind, type_, block)
            if base is not None:
                level = Level(kind, type_, block)
                yield from self._values(level, base, per_type)
                yield from self._combinations(level, base)

    def _values(self, root: Level, base: Settings, per_type: int) -> Iterator[ProviderCase]:
        places = [place for level in root.levels() for place in level.places()]
        self._rng.shuffle(places)
        made = 0
        for place in places:
            if place.attribute.element in ("string", "number") and made < per_type:
                cases = list(self._value(root, base, place))
                made += bool(cases)
                yield from cases

    def _value(self, root: Level, base: Settings, place: Place) -> Iterator[ProviderCase]:
        """A refused and a taken value of one argument; none if the provider has nothing against anything."""
        chosen: dict[bool, ProviderCase] = {}
        for value in self._candidates(root, base, place):
            settings = self._placed(base, place, value)
            messages = [r.text for r in self._bases.refusals(root.kind, root.type, root.root, settings)]
            if any(map(is_relation, messages)) or len(messages) > 1 or bool(messages) in chosen:
                continue
            label = _class_of(messages[0], value) if messages else "taken"
            chosen[bool(messages)] = self._case(root, label, place.path, settings)
            if len(chosen) == 2:
                break
        if True in chosen:
            yield from chosen.values()

    def _candidates(self, root: Level, base: Settings, place: Place) -> Iterator[object]:
        several = place.attribute.several
        odd: object = "tfgen odd \u00e9" if place.attribute.element == "string" else -987_654_321
        messages = [
            refusal.text
            for refusal in self._bases.refusals(
                root.kind, root.type, root.root, self._placed(base, place, [odd] if several else odd)
            )
        ]
        named = [value for message in messages for value in listed(message) or ()]
        if place.attribute.element == "number":
            borders = [number for message in messages for number in named_numbers(message)]
            values: Sequence[object] = odd_numbers(self._rng, [int(v) for v in named if v.isdigit()] or borders)
        else:
            values = texts_like(self._rng, named) if named else texts(self._rng)
        for value in values[: _MAX_TESTED if messages else 12]:
            yield [value] if several else value

    def _placed(self, base: Settings, place: Place, value: object) -> Settings:
        """The base with the value in its place, and the blocks around it."""
        settings = dict(base)
        inner = settings
        for nested in place.level.around:
            least = self._bases.required(nested.block)
            blocks = inner.get(nested.name)
            content = dict(blocks[0]) if isinstance(blocks, list) and blocks else least
            others = blocks[1:] if isinstance(blocks, list) else [dict(least)] * (nested.min_items - 1)
            inner[nested.name] = [content, *others]
            inner = content
        inner[place.attribute.name] = value
        return settings

    def _combinations(self, root: Level, base: Settings) -> Iterator[ProviderCase]:
        combiner = Combiner(self._plugin, root.kind, root.type, root.root)
        yield from self._alone(root, base)
        done: set[frozenset[str]] = set()
        for said in combiner.all_but(frozenset(), 1):
            names = frozenset({said.about, *said.names}) & settable_paths(root.root, depth=0)
            if len(names) > 1 and "." not in "".join(names) and not names <= done_names(done, names):
                done.add(names)
                yield from self._pair(root, base, said, sorted(names))

    def _pair(self, root: Level, base: Settings, said: Said, names: list[str]) -> Iterator[ProviderCase]:
        """Two that may exclude each other, and one of them alone."""
        pair = names if is_about_pair(said) else self._rng.sample(names, 2)
        for chosen in (pair[:2], pair[:1]):
            settings = {name: value for name, value in base.items() if name not in names}
            settings.update({name: self._something(root.root, name) for name in chosen})
            label = "conflict" if len(chosen) > 1 else "taken"
            yield self._case(root, label, "+".join(chosen), settings)

    def _alone(self, root: Level, base: Settings) -> Iterator[ProviderCase]:
        """What the schema requires and nothing else, if the provider wants more; and with what it wants."""
        bare = {name: value for name, value in base.items() if _is_required(root.root, name)}
        if bare != base:
            yield self._case(root, "missing", "", bare)
            yield self._case(root, "taken", "", base)

    def _something(self, block: AskedBlock, name: str) -> object:
        if name in block.blocks:
            return [self._known(self._bases.required(block.blocks[name].block), block.blocks[name].block)]
        attribute = block.attributes[name]
        for value in ("example-1", "arn:aws:sns:eu-central-1:444455556666:x", "172.31.0.0/16"):
            if attribute.element == "string":
                return [value] if attribute.several else value
        value = something(attribute.type)
        return UNKNOWN if value is None else value

    def _known(self, settings: Settings, block: AskedBlock) -> Settings:
        known: Settings = {}
        for name, value in settings.items():
            if value is UNKNOWN:
                found = something(block.attributes[name].type)
                known[name] = value if found is None else found
            elif isinstance(value, list):
                known[name] = [self._known(one, block.blocks[name].block) for one in value]
        return known

    def _case(self, root: Level, label: str, path: str, settings: Settings) -> ProviderCase:
        word = "data" if root.kind == "data" else "resource"
        lines = to_hcl(f'{word} "{root.type}" "NAME"', root.root, settings)
        return ProviderCase(self._version, label, root.type, path, tuple(lines))


def done_names(done: set[frozenset[str]], names: frozenset[str]) -> frozenset[str]:
    """The names that were used together already."""
    return next((used for used in done if names <= used), frozenset())


def _is_required(block: AskedBlock, name: str) -> bool:
    if name in block.blocks:
        return block.blocks[name].min_items > 0
    return block.attributes[name].required


def _class_of(message: str, value: object) -> str:
    """The class of a refusal, by what the provider says."""
    text = message.lower()
    if listed(message) or "enum" in text:
        return "list"
    if isinstance(value, int) or (isinstance(value, list) and value and isinstance(value[0], int)):
        return "range"
    for sign, label in _SIGNS:
        if sign in text:
            return label
    return "other form"


_SIGNS = (
    ("must not be empty", "length"),
    ("length", "length"),
    ("characters long", "length"),
    ("longer than", "length"),
    ("arn", "ARN"),
    ("json", "JSON"),
    ("cidr", "address"),
    ("ip address", "address"),
    ("ipv", "address"),
    ("rfc3339", "time"),
    ("format of", "time"),
    ("duration", "time"),
    ("regular expression", "pattern"),
    ("match", "pattern"),
    ("account", "account"),
    ("characters", "characters"),
    ("alphanumeric", "characters"),
)
