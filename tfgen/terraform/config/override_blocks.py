"""One block with another's arguments and nested blocks over its own,
as override files change blocks.
"""

from __future__ import annotations

from collections.abc import Collection

from msgspec.structs import replace

from tfgen.terraform.hcl.syntax import Block, Body

_EITHER = (("count", "for_each", ""), ("for_each", "count", ""), ("source", "version", "module"))
"""An argument, another whose place it takes too, and the type of block where it does ("": any)."""


def merged(base: Block, over: Block) -> Block:
    """``base`` with what ``over`` says; but for ``depends_on``, which cannot be overridden."""
    given = over.body.names - {"depends_on"}
    gone = given | {
        other for one, other, where in _EITHER if one in given and where in ("", base.type)
    }
    types = {_type(b) for b in over.body.blocks} - {"lifecycle"}
    lifecycles = [b for b in base.body.blocks if b.type == "lifecycle"]
    blocks = [b for b in base.body.blocks if _type(b) not in types]
    for block in over.body.blocks:
        if block.type == "lifecycle" and lifecycles:
            blocks = [merged(b, block) if b is lifecycles[0] else b for b in blocks]
        else:
            blocks.append(block)
    attributes = (
        *(a for a in base.body.attributes if a.name not in gone),
        *(a for a in over.body.attributes if a.name in given),
    )
    return replace(base, body=replace(base.body, attributes=attributes, blocks=tuple(blocks)))


def _type(block: Block) -> str:
    """The type of a nested block; a ``dynamic`` one is of the type that it makes."""
    return block.labels[0].value if block.type == "dynamic" and block.labels else block.type


def without(body: Body, names: Collection[str]) -> Body:
    """``body`` without the arguments of these names."""
    return replace(body, attributes=tuple(a for a in body.attributes if a.name not in names))
