"""Random stacks over the inputs of every module: values that the module's own words name, and odd ones."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import Any

from tfgen.library.folders import TemplateFolders
from tfgen.library.load import load_module
from tfgen.library.module import Input, Module
from tfgen.terraform.schema import load_schema
from tfgen.terraform.types.model import BOOL, NUMBER, ListType, MapType, ObjectType, SetType, Type

VERSIONS = ("6.62.0", "6.62.0", "6.62.0", "5.100.0", "4.67.0", "3.39.0")
"""The provider versions to choose from; the default one as often as all others."""

REGIONS = (*["eu-west-1"] * 8, "us-east-1", "us-east-1", "eu-centrl-1", "moon-1")
WILDNESS = (0.0, 0.0, 0.0, 0.02, 0.05, 0.2)
"""How likely a value of a stack is to be an odd one."""

ODD_STRINGS = ("", "x", "A B", "é", "a" * 300, "$${x}", "a\nb", "1", "true", "-", "arn:aws:x", "0.0.0.0/0")
ODD_NUMBERS = (-1, 0, 1, 2, 3, 7, 30, 100, 65535, 65536, 1.5, 10**12)
KEYS = ("a", "app", "b-c", "x_y", "x y", "Ä")

BY_NAME: Mapping[str, tuple[str, ...]] = {
    "cidr": ("10.20.0.0/16", "10.0.0.0/20", "10.0.0.5/16", "10.20.0.0/8", "fd00::/64", "10.20.0.0"),
    "arn": ("arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab", "arn:aws:iam::1:role/x"),
    "window": ("sun:05:00-sun:06:00", "05:00-06:00", "sunday", "5am"),
    "class": ("db.r6g.large", "db.t4g.medium", "db.foo.large", "t3.medium"),
    "node_type": ("cache.t4g.small", "t3.micro", "cache.foo.large"),
    "subnet": ("subnet-0123456789abcdef0", "subnet-x"),
    "vpc_id": ("vpc-0123456789abcdef0", "vpc"),
    "security_group": ("sg-0123456789abcdef0", "vpc-0123456789abcdef0"),
    "id": ("abc-123", "x"),
    "version": ("16.4", "7.1", "8", "latest"),
    "name": ("orders", "Orders!", "a-very-long-name-that-goes-on-and-on-and-on-and-on-and-on-and-on-x"),
    "json": ('{"Version": "2012-10-17", "Statement": []}', "{", "text"),
    "path": ("/data", "data", "/"),
}


@cache
def modules(version: str) -> Mapping[str, Module]:
    """The built-in modules as they are for a provider version."""
    folders, schema = TemplateFolders.of(), load_schema("aws", version)
    found: dict[str, Module] = {}
    for name in folders.modules():
        module, problems = load_module(folders, name, schema)
        assert module, problems
        found[name] = module
    return found


@dataclass
class Stack:
    """A stack to be written: its version, region, services and environments."""

    version: str
    region: str
    services: dict[str, dict[str, Any]] = field(default_factory=dict)
    environments: dict[str, dict[str, Any]] = field(default_factory=lambda: {"dev": {}})

    @property
    def text(self) -> str:
        """The stack file. JSON is YAML, so values are written as that."""
        lines = ["stack: shop", f"region: {self.region}", f"provider: {{aws: {self.version}}}", "environments:"]
        lines += [f"  {name}: {json.dumps(changes)}" for name, changes in self.environments.items()]
        lines.append("services:")
        for name, inputs in self.services.items():
            lines.append(f"  {name}:")
            lines += [f"    {key}: {json.dumps(value, ensure_ascii=False)}" for key, value in inputs.items()]
        return "\n".join(lines) + "\n"


def stack(random: Random) -> Stack:
    """A random stack of one to four services, and of those that these need."""
    made = Stack(random.choice(VERSIONS), random.choice(REGIONS))
    library = modules(made.version)
    values = Values(random, random.choice(WILDNESS))
    for name in random.sample(sorted(library), random.randint(1, 3)):
        _add(made, name, library, values)
    if random.random() < 0.4:
        made.environments["prod"] = _changes(made, library, values)
    return made


def _add(made: Stack, name: str, library: Mapping[str, Module], values: Values) -> None:
    """A service of a module, after those that feed it."""
    if name in made.services:
        return
    for spec in library[name].inputs:
        if spec.wire and spec.required and values.random.random() < 0.9:
            _add(made, spec.wire.module, library, values)
    service: dict[str, Any] = {"module": name}
    for spec in library[name].inputs:
        if spec.name != "suffix" and not spec.sensitive and _is_given(spec, values.random):
            service[spec.name] = values.of(spec, _references(made, library))
    made.services[name] = service


def _is_given(spec: Input, random: Random) -> bool:
    if spec.name in ("name", "tags"):
        return random.random() < 0.04
    if spec.wire:
        return random.random() < 0.04
    return spec.required or random.random() < 0.35


def _references(made: Stack, library: Mapping[str, Module]) -> Sequence[tuple[str, Type]]:
    """The outputs of the services that are there, as strings of a stack, with their types."""
    found = []
    for name, service in made.services.items():
        found += [(f"${{{name}.{output.name}}}", output.type) for output in library[service["module"]].outputs]
    return found


def _changes(made: Stack, library: Mapping[str, Module], values: Values) -> dict[str, Any]:
    """What a second environment has its own way."""
    name = values.random.choice(sorted(made.services))
    specs = [s for s in library[made.services[name]["module"]].inputs if not s.sensitive and s.name != "suffix"]
    spec = values.random.choice(specs)
    changes: dict[str, Any] = {"services": {name: {spec.name: values.of(spec, ())}}}
    if values.random.random() < 0.2:
        changes["region"] = values.random.choice(REGIONS)
    return changes


class Values:
    """Makes values of a type. ``wildness`` is the share of those that nothing in the module's words names."""

    def __init__(self, random: Random, wildness: float) -> None:
        self.random, self.wildness = random, wildness

    def of(self, spec: Input, references: Sequence[tuple[str, Type]]) -> Any:
        """A value for an input; ``references`` are what it may refer to."""
        if self._is_wild() and self.random.random() < 0.15:
            return self.random.choice((None, [], {}, "text", 3, True))
        fitting = [text for text, type_ in references if type_ == spec.type]
        if fitting and self.random.random() < 0.15:
            return self.random.choice(fitting)
        if spec.default is not None and self.random.random() < 0.1 and _is_plain(spec.default):
            return spec.default
        return self._value(spec.type, spec.name, Hints.of(spec))

    def _is_wild(self) -> bool:
        return self.random.random() < self.wildness

    def _value(self, type_: Type, name: str, hints: Hints) -> Any:
        if type_ == BOOL:
            return self.random.random() < 0.5
        if type_ == NUMBER:
            return self._number(hints)
        if isinstance(type_, (ListType, SetType)):
            return [self._value(type_.element, name, hints) for _ in range(self.random.randint(0, 3))]
        if isinstance(type_, MapType):
            keys = [self._key() for _ in range(self.random.randint(0, 2))]
            return {key: self._value(type_.element, name, hints) for key in keys}
        if isinstance(type_, ObjectType):
            return dict(self._fields(type_, hints))
        return self._string(name, hints)

    def _fields(self, type_: ObjectType, hints: Hints) -> Iterator[tuple[str, Any]]:
        for name, part in type_.fields:
            if name not in type_.optional or self.random.random() < 0.4:
                yield name, self._value(part, name, hints)

    def _key(self) -> str:
        return self.random.choice(KEYS) if self._is_wild() else self.random.choice(KEYS[:3])

    def _number(self, hints: Hints) -> float:
        if self._is_wild() or not hints.numbers:
            return self.random.choice(ODD_NUMBERS)
        number = self.random.choice(hints.numbers)
        return number + self.random.choice((-1, 1)) if self._is_wild() else number

    def _string(self, name: str, hints: Hints) -> str:
        if self._is_wild() and self.random.random() < 0.5:
            return self.random.choice(ODD_STRINGS)
        named = next((values for word, values in BY_NAME.items() if word in name), ())
        if hints.strings and not (named and self.random.random() < 0.3):
            return self.random.choice(hints.strings)
        if not named:
            return self.random.choice(("orders", "a-b"))
        return self.random.choice(named) if self._is_wild() else named[0]


@dataclass(frozen=True)
class Hints:
    """The strings and numbers that the conditions, the errors and the description of an input name."""

    strings: tuple[str, ...]
    numbers: tuple[int, ...]

    @staticmethod
    def of(spec: Input) -> Hints:
        """The hints for an input."""
        conditions = " ".join(check.condition for check in spec.validation)
        words = " ".join([spec.description, *(check.error for check in spec.validation)])
        strings = [s for s in re.findall(r'"([A-Za-z0-9_.:/-]{2,40})"', conditions) if not s.endswith("/")]
        strings += [text.rstrip(".,;") for text in re.findall(r"as in (\S+)", words)]
        strings += re.findall(r"\b[A-Z]{2,}[A-Z0-9_]*\b(?=[,. ])", spec.description) if "IA" in spec.description else []
        numbers = [int(n) for n in re.findall(r"(?<![\w.])\d{1,6}(?![\w.])", conditions)]
        return Hints(tuple(dict.fromkeys(strings)), tuple(dict.fromkeys(numbers)))


def _is_plain(value: object) -> bool:
    return isinstance(value, (str, int, float, bool, list, dict))


Make = Callable[[Random], Stack]
