"""Signatures of Terraform's functions, from ``signatures.json``: what each takes and gives.

OpenTofu has these and some more, in ``signatures_tofu.json``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from tfgen.terraform.types.model import Type, from_json

SIGNATURES = Path(__file__).with_name("signatures.json")
OF_TOFU = Path(__file__).with_name("signatures_tofu.json")
CORE = "core::"

LAZY = frozenset({"can", "convert", "try"})
"""Functions that decide themselves how their arguments are evaluated: the evaluator calls them."""


class Parameter(Struct, frozen=True):
    """One parameter.

    ``allows`` holds what reaches the function itself: null, unknown, dynamic (type), marks.
    """

    name: str
    type: Type
    allows: frozenset[str] = frozenset()

    @property
    def nullable(self) -> bool:
        """Whether null is an argument like any other."""
        return "null" in self.allows


class Function(Struct, frozen=True):
    """One function; ``not_null``: its result is never null, even while it is unknown."""

    name: str
    parameters: tuple[Parameter, ...]
    variadic: Parameter | None
    returns: Type
    not_null: bool

    @property
    def usage(self) -> str:
        """A call of it in words: ``element(list, index)``."""
        named = [parameter.name for parameter in self.parameters]
        if self.variadic:
            named.append(f"{self.variadic.name}...")
        return f"{self.name}({', '.join(named)})"


@lru_cache(maxsize=1)
def _signatures() -> Mapping[str, Mapping[str, object]]:
    import json

    found: Mapping[str, Mapping[str, object]] = json.loads(SIGNATURES.read_bytes())["functions"]
    return found


@lru_cache(maxsize=1)
def _signatures_of_tofu() -> Mapping[str, Mapping[str, object]]:
    import json

    found: Mapping[str, Mapping[str, object]] = json.loads(OF_TOFU.read_bytes())["functions"]
    return found


def names(engine: str = "terraform") -> Collection[str]:
    """All functions' names, without ``core::``; ``engine`` is ``terraform`` or ``tofu``."""
    if engine == "terraform":
        return _signatures().keys()
    return _signatures().keys() | _signatures_of_tofu().keys()


@lru_cache(maxsize=256)
def find(name: str, engine: str = "terraform") -> Function | None:
    """The function of that name, which may begin with ``core::``; None when the engine has none."""
    plain = name.removeprefix(CORE)
    data = _signatures().get(plain)
    if data is None and engine == "tofu":
        data = _signatures_of_tofu().get(plain)
    if data is None:
        return None
    return _function(plain, data)


def tofu_version(name: str) -> str | None:
    """The first version of OpenTofu with a function that Terraform does not have; None for others."""
    data = _signatures_of_tofu().get(name)
    if data:
        return str(data["since"])
    return None


def parameter(function: Function, position: int) -> Parameter | None:
    """The parameter that the argument at that position is for; None when that is one too many."""
    if position < len(function.parameters):
        return function.parameters[position]
    return function.variadic


def _function(name: str, data: Mapping[str, object]) -> Function:
    fixed = data["parameters"]
    assert isinstance(fixed, list)
    return Function(
        name,
        tuple(map(_parameter, fixed)),
        _parameter(data["variadic"]) if "variadic" in data else None,
        from_json(data["returns"]),
        not_null="nullable" not in data,
    )


def _parameter(data: object) -> Parameter:
    assert isinstance(data, dict)
    return Parameter(data["name"], from_json(data["type"]), frozenset(data.get("allows", ())))
