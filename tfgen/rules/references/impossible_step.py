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
from tfgen.terraform.hcl.walk import Step

CODE = "TFG415"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each step that cannot be taken."""
    for read, misstep in context.analysis.missteps:
        if misstep.missing:
            continue
        yield diagnostic(
            CODE,
            read.place.parsed,
            misstep.step.range,
            f"Nothing can be taken with {_notation(misstep.step)} here",
            misstep.detail,
            misstep.help,
            planned=read.place.planned,
        )


def _notation(step: Step) -> str:
    if not step.index:
        return f'".{step.key}"'
    return f'["{step.key}"]' if isinstance(step.key, str) else f"[{step.key}]"
