"""Differences: parts that one of Terraform and OpenTofu has in its language and the other has not,
by the table ``data/engines.toml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

from tfgen.terraform.config.file_kinds import ENGINE_NAMES, Engine

_DATA = Path(__file__).parent / "data" / "engines.toml"


class Difference(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"inside": "in"}):
    """An argument or a block named ``name`` of the block ``inside`` that only ``engine`` has.

    ``rules`` names the rules of a block of OpenTofu's, ``kind`` is the kind of an argument of
    OpenTofu's; what Terraform has stands in the table of its language. ``changed``: the other has
    it too, of another kind. ``since`` is the first version that has it.
    """

    engine: Engine
    inside: str
    name: str
    since: str
    source: str
    rules: str = ""
    kind: str = ""
    changed: bool = False

    @property
    def owner(self) -> str:
        """The engine and its version in words: ``OpenTofu 1.7``."""
        return f"{ENGINE_NAMES[self.engine]} {self.since}"


class _EnginesTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    difference: tuple[Difference, ...]


@cache
def differences(engine: Engine) -> tuple[Difference, ...]:
    """The parts that only that engine has."""
    import tomllib

    text = _DATA.read_text(encoding="utf-8")
    table = msgspec.convert(tomllib.loads(text), _EnginesTable)
    return tuple(each for each in table.difference if each.engine == engine)


def other(engine: Engine) -> Engine:
    """The other one."""
    if engine == "tofu":
        return "terraform"
    return "tofu"


@cache
def foreign(engine: Engine) -> Mapping[tuple[str, str], Difference]:
    """Parts that the other engine has and this one has not, by the block it stands in and its name."""
    return {
        (each.inside, each.name): each for each in differences(other(engine)) if not each.changed
    }
