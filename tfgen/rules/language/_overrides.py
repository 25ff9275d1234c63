"""The override blocks of tests, and what each of them takes."""

from __future__ import annotations

from tfgen.terraform.analysis.addresses import TargetAddress, target_address
from tfgen.terraform.hcl.syntax import Block

OVERRIDES = {
    "override_resource": ("resource", "resources"),
    "override_data": ("data", "data sources"),
    "override_module": ("module", "modules"),
}
"""The kind of target that each block takes, and the kind in a sentence."""


def target_kind(address: TargetAddress) -> str:
    """``resource``, ``data`` or ``module``."""
    if address.last[0] in ("data", "module"):
        return address.last[0]
    return "resource"


def overridden(block: Block) -> TargetAddress | None:
    """The target of an override block, if it is one of the kind that the block takes."""
    address = target_address(block.body.get("target"))
    if address is None or target_kind(address) != OVERRIDES[block.type][0]:
        return None
    return address
