"""An attribute or index taken from what has none.

What it finds
    ``aws_instance.a.root_block_device.volume_id``, where the block is a list and needs ``[0]``; an index into a set
    (``aws_instance.a.ebs_block_device[0]``), an attribute of a string or a list, a name as the index of a list.

Why it matters
    Terraform refuses it: "Invalid operation", "Cannot index a set value", "Unsupported attribute".

Example
    resource "aws_instance" "main" {
      ami           = "ami-0123456789abcdef0"
      instance_type = "t3.micro"
    }

    output "volume_id" {
      value = aws_instance.main.root_block_device.volume_id
    }

Instead
    resource "aws_instance" "main" {
      ami           = "ami-0123456789abcdef0"
      instance_type = "t3.micro"
    }

    output "volume_id" {
      value = aws_instance.main.root_block_device[0].volume_id
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.terraform.config.findings import diagnostic

CODE = "TFG415"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each step that cannot be taken."""
    for read, wrong in context.analysis.missteps:
        if not wrong.missing:
            summary = f"Nothing can be taken with {_shown(wrong.step.key, wrong.step.index)} here"
            place = read.place
            yield diagnostic(
                CODE, place.parsed, wrong.step.range, summary, wrong.detail, wrong.help, planned=place.planned
            )


def _shown(key: str | int | float, index: bool) -> str:
    text = f'"{key}"' if isinstance(key, str) else str(key)
    return f"[{text}]" if index else f'".{key}"'
