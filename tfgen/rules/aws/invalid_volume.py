"""A volume with performance that its type does not have.

What it finds
    ``iops`` or ``throughput`` of an EBS volume whose type, certain, does not take it, ``io1`` and ``io2`` without
    ``iops``, and numbers that the type does not have: in ``aws_ebs_volume``, block devices of instances and launch
    templates.

Why it matters
    Terraform validates it; EC2 refuses the volume: "The parameter iops is not supported for gp2 volumes".

Example
    resource "aws_ebs_volume" "data" {
      availability_zone = "eu-west-1a"
      size              = 100
      type              = "gp2"
      iops              = 3000
    }

Instead
    resource "aws_ebs_volume" "data" {
      availability_zone = "eu-west-1a"
      size              = 100
      type              = "gp3"
      iops              = 3000
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.rules.resources import ResourceBlock, aws_finding, resources

CODE = "TFG558"

_DEVICES = ("root_block_device", "ebs_block_device")
_WITH_DEVICES = ("aws_instance", "aws_launch_configuration", "aws_spot_instance_request")

_IOPS = {"gp3": (3000, 80000), "io1": (100, 64000), "io2": (100, 256000)}
_THROUGHPUT = {"gp3": (125, 2000)}
"""From and to, in operations and in MiB a second. Source: EC2 API, CreateVolume, Iops and Throughput."""

_KNOWN = frozenset({"gp2", "gp3", "io1", "io2", "st1", "sc1", "standard"})


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each number that a volume's type does not have."""
    for volume, type_name in _volumes(context):
        type_ = volume.value(type_name)
        if not isinstance(type_, str) or type_ not in _KNOWN:
            continue
        yield from _number(volume, type_, "iops", _IOPS)
        yield from _number(volume, type_, "throughput", _THROUGHPUT)
        if type_ in ("io1", "io2") and not volume.writes("iops"):
            detail = f"A volume of type {type_} is made for a number of operations a second."
            yield aws_finding(CODE, volume, f"{type_} without iops", detail, "Set iops.")


def _volumes(context: RuleContext) -> Iterator[tuple[ResourceBlock, str]]:
    """Each volume, and the argument that has its type."""
    for volume in resources(context, "aws_ebs_volume"):
        yield volume, "type"
    for instance in resources(context, *_WITH_DEVICES):
        for name in _DEVICES:
            for device in instance.blocks(name):
                yield device, "volume_type"
    for template in resources(context, "aws_launch_template"):
        for mapping in template.blocks("block_device_mappings"):
            for device in mapping.blocks("ebs"):
                yield device, "volume_type"


def _number(
    volume: ResourceBlock, type_: str, name: str, ranges: dict[str, tuple[int, int]]
) -> Iterator[Diagnostic]:
    argument = volume.argument(name)
    value = argument.value if argument else None
    if argument is None or not isinstance(value, int | float) or isinstance(value, bool):
        return
    if type_ not in ranges:
        if value > 0:
            detail = f"Only {', '.join(ranges)} take {name} (EC2 API, CreateVolume)."
            yield aws_finding(CODE, argument, f"{name} of a volume of type {type_}", detail)
        return
    least, most = ranges[type_]
    if not least <= value <= most:
        detail = f"{type_} takes {least} to {most} (EC2 API, CreateVolume)."
        yield aws_finding(CODE, argument, f"{name} is {value:g}", detail)
