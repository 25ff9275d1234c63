"""A resource's configuration as HCL, and the same as the asker sends it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from tools.ask.plugin import UNKNOWN
from tools.ask.schema import AskedBlock

Settings = Mapping[str, object]
"""Arguments with their values; a nested block is a list of settings. UNKNOWN is a variable's value."""

UNKNOWN_VALUE = "var.anything"


def to_config(block: AskedBlock, settings: Settings) -> dict[str, object]:
    """All attributes and blocks, as the plugin protocol wants them."""
    config: dict[str, object] = {}
    for name in block.attributes:
        config[name] = settings.get(name)
    for name, nested in block.blocks.items():
        given = settings.get(name, [])
        inner = [to_config(nested.block, one) for one in given] if isinstance(given, list) else []
        if nested.nesting in ("single", "group"):
            config[name] = inner[0] if inner else nested.filled(0, {})
            if nested.nesting == "group" and not inner:
                config[name] = nested.block.nothing()
        elif nested.nesting == "map":
            config[name] = {f"k{number}": one for number, one in enumerate(inner)}
        else:
            config[name] = inner
    return config


def to_hcl(header: str, block: AskedBlock, settings: Settings) -> list[str]:
    """The lines of a block, each argument on one of its own."""
    return [f"{header} {{", *_body(block, settings, "  "), "}"]


def _body(block: AskedBlock, settings: Settings, indent: str) -> Iterator[str]:
    for name, value in settings.items():
        if name in block.attributes:
            yield f"{indent}{name} = {literal(value)}"
    for name, value in settings.items():
        if name in block.blocks and isinstance(value, list):
            nested = block.blocks[name]
            label = ' "k0"' if nested.nesting == "map" else ""
            for one in value:
                yield f"{indent}{name}{label} {{"
                yield from _body(nested.block, one, f"{indent}  ")
                yield f"{indent}}}"


def literal(value: object) -> str:
    """A value in HCL."""
    if value is UNKNOWN:
        return UNKNOWN_VALUE
    if isinstance(value, list):
        return f"[{', '.join(map(literal, value))}]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(k)} = {literal(v)}" for k, v in value.items()) + " }"
    if isinstance(value, str):
        text = json.dumps(value, ensure_ascii=False)
        return text.replace("${", "$${").replace("%{", "%%{")
    return json.dumps(value)
