"""The address that a block declares, from its labels alone."""

from __future__ import annotations

from tfgen.terraform.hcl.syntax import Block
from tfgen.terraform.hcl.walk import plain_string

_KIND_OF_BLOCK = {"variable": "var", "module": "module", "output": "output"}


def address_of(block: Block) -> tuple[str, ...] | None:
    """The address that a block at the top of a file declares; None for one that declares nothing."""
    labels = block.label_values
    match block.type:
        case "variable" | "module" | "output" if len(labels) == 1:
            return _KIND_OF_BLOCK[block.type], *labels
        case "resource" if len(labels) == 2:
            return labels
        case "data" | "ephemeral" if len(labels) == 2:
            return block.type, *labels
        case "provider" if len(labels) == 1:
            return "provider", *labels, *alias_of(block)
        case "check":
            return "check", *labels
    return None


def alias_of(block: Block) -> tuple[str, ...]:
    """The ``alias`` of a provider's block as the end of an address: one name or none."""
    given = block.body.get("alias")
    text = plain_string(given) if given else None
    return (text,) if text else ()
