"""Configurations in which chosen arguments are set, and what the provider says about arguments beside each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct

from tools.ask.places import is_relation
from tools.ask.plugin import UNKNOWN, Kind, Plugin, Refusal
from tools.ask.schema import AskedBlock, something

State = Literal["set", "unknown"]
States = Mapping[str, State]
"""The arguments that are set, by path; all others are not."""

_QUOTED = re.compile(
    r"`([^`]*)`|\"([^\"]*)\"|\[((?:[^\[\]]|\[\d+\])*)\]$|\[((?:[^\[\]]|\[\d+\])*)\] (?:is|must)"
)
_CONFLICT = re.compile(r"conflicts with ([\w.]+)")


class Said(Struct, frozen=True):
    """A refusal about arguments beside each other: the argument that it is about ("" if none) and all it names."""

    about: str
    names: tuple[str, ...]
    text: str


def plain_path(text: str) -> str:
    """``a.0.b``, ``a[0].b`` or ``a[0].c.<.b`` as ``a.b``."""
    steps: list[str] = []
    for step in re.sub(r"\[[^\]]*\]", "", text).split("."):
        if step == "<":
            del steps[-1:]
        elif not step.isdigit():
            steps.append(step)
    return ".".join(steps)


def read_refusal(refusal: Refusal) -> Said | None:
    """What a refusal says about arguments beside each other; None if it is about something else."""
    if not is_relation(refusal.text):
        return None
    about = ".".join(step for step in refusal.path if isinstance(step, str))
    names = dict.fromkeys(_names(refusal.detail or refusal.summary))
    return Said(about, tuple(names), refusal.text)


def _names(text: str) -> Iterator[str]:
    conflict = _CONFLICT.search(text)
    if conflict:
        yield plain_path(conflict[1])
    for groups in _QUOTED.findall(text):
        for part in next(filter(None, groups), "").split(","):
            if re.fullmatch(r"[a-z][\w.<\[\]]*", part.strip()):
                yield plain_path(part.strip())


class Combiner:
    """Asks about combinations of a type's arguments."""

    def __init__(self, plugin: Plugin, kind: Kind, type_: str, block: AskedBlock) -> None:
        self._plugin, self._kind, self._type, self.block = plugin, kind, type_, block

    def said(self, config: Mapping[str, object]) -> list[Said]:
        """What the provider says about arguments beside each other."""
        answers = map(read_refusal, self._plugin.validate(self._kind, self._type, config))
        return [answer for answer in answers if answer]

    def with_states(self, at: str, states: States) -> list[Said]:
        """The same where only these are set, and the block at a path is there."""
        paths = {tuple(path.split(".")): state for path, state in states.items()}
        inside = tuple(at.split(".")) if at else ()
        return self.said(_content(self.block, paths, inside))

    def all_but(self, absent: frozenset[str], depth: int) -> list[Said]:
        """The same where everything is set but some arguments; blocks down to a depth."""
        return self.said(_everything(self.block, "", absent, depth))


def _content(
    block: AskedBlock, states: Mapping[tuple[str, ...], State], inside: tuple[str, ...]
) -> dict[str, object]:
    content = block.nothing()
    for name, attribute in block.attributes.items():
        state = states.get((name,))
        if state and attribute.settable:
            content[name] = UNKNOWN if state == "unknown" else something(attribute.type)
    for name, nested in block.blocks.items():
        if states.get((name,)) == "unknown":
            content[name] = UNKNOWN
            continue
        below = {path[1:]: state for path, state in states.items() if path[0] == name and path[1:]}
        deeper = inside[1:] if inside[:1] == (name,) else ()
        if states.get((name,)) == "set" and not below:
            content[name] = nested.filled(max(1, nested.min_items), nested.block.least())
        elif below or inside[:1] == (name,):
            filled = _content(nested.block, below, deeper)
            content[name] = nested.filled(max(1, nested.min_items), filled)
    return content


def _everything(
    block: AskedBlock, prefix: str, absent: frozenset[str], depth: int
) -> dict[str, object]:
    content = block.nothing()
    for name, attribute in block.attributes.items():
        if attribute.settable and prefix + name not in absent:
            content[name] = something(attribute.type)
    for name, nested in block.blocks.items():
        if prefix + name in absent or not depth:
            continue
        inner = _everything(nested.block, f"{prefix}{name}.", absent, depth - 1)
        content[name] = nested.filled(max(1, nested.min_items), inner)
    return content
