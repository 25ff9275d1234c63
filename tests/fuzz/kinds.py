"""All kinds of inputs, and how often each is made."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from tests.fuzz import bombs, documents, grammar, mutate, noise
from tests.fuzz.model import Input, Make

KINDS: dict[str, tuple[int, Make]] = {
    "bytes": (10, noise.random_bytes),
    "soup": (12, noise.soup),
    "framed soup": (14, noise.framed_soup),
    "repeated": (3, noise.repeated),
    "expressions": (7, grammar.expressions),
    "functions": (5, grammar.functions),
    "configuration": (9, grammar.configuration),
    "mutated": (22, mutate.mutated),
    "doubling": (2, bombs.doubling),
    "bomb": (1, bombs.bomb),
    "modules": (1, bombs.modules),
    "json": (5, documents.json_configuration),
    "values": (3, documents.values),
    "settings": (6, documents.settings),
}
"""Weight and generator by name."""

_LINKS = [{"loop": "."}, {"up": ".."}, {"m": "."}, {"a.tf": "a.tf"}, {"a.tf": "nope"}, {"b.tf": "main.tf"}, {"m": "m"}]


def make(kind: str, seed: int, number: int) -> Input:
    """The input of a kind with this number: always the same."""
    rng = Random(f"{seed}/{kind}/{number}")
    files = KINDS[kind][1](rng)
    links = rng.choice(_LINKS) if rng.random() < 0.02 else {}
    return Input(
        kind, f"{kind.replace(' ', '-')}-{seed}-{number}", files, {k: v for k, v in links.items() if k not in files}
    )


def inputs(count: int, seed: int, only: tuple[str, ...] = ()) -> Iterator[Input]:
    """``count`` inputs, of all kinds by their weights or of some only."""
    rng = Random(seed)
    names = list(only or KINDS)
    weights = [KINDS[name][0] for name in names]
    made = dict.fromkeys(names, 0)
    for _ in range(count):
        kind = rng.choices(names, weights)[0]
        yield make(kind, seed, made[kind])
        made[kind] += 1
