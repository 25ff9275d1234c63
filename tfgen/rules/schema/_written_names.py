"""The names that a body sets, as arguments or as nested blocks."""

from __future__ import annotations

from tfgen.terraform.analysis.schema_blocks import SchemaBlock


def written_names(block: SchemaBlock) -> list[str]:
    """The names of the arguments and nested blocks in a body, each as often as it is written."""
    names = [argument.name for argument in block.body.attributes]
    names.extend(name for name, _ in block.blocks())
    return names
