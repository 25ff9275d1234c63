"""An address in a moved, import or removed block that Terraform cannot read.

What it finds
    ``from`` and ``to`` that are no address of a resource or module, that go on to an attribute, that hold a calculated
    key, a ``moved`` block from a resource to a module, data sources that are to be imported or removed, and single
    instances that are to be removed.

Why it matters
    Terraform refuses it: "Invalid address".

Example
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    moved {
      from = aws_vpc.old.id
      to   = aws_vpc.main
    }

Instead
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    moved {
      from = aws_vpc.old
      to   = aws_vpc.main
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.source import Range
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.config.language import LanguageBlock
from tfgen.terraform.hcl.syntax import Expr, GetAttr, Index, Literal
from tfgen.terraform.hcl.walk import Reference, Step, plain_string, reference

CODE = "TFG241"

_RESERVED = frozenset({"count", "each", "local", "path", "self", "terraform", "var", "template", "lazy", "arg"})
"""Roots that cannot be a resource's type (addrs.parseResourceInstanceUnderModule)."""


class Address(Struct, frozen=True):
    """``kind`` is ``module``, ``data``, ``ephemeral`` or ``resource``; ``keys`` are the places of instance keys."""

    kind: str
    keys: tuple[Range, ...]


class NoAddress(Struct, frozen=True):
    """What is wrong, and where."""

    place: Range
    text: str


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each wrong address."""
    for each in context.analysis.language.named("moved", "import", "removed"):
        read: list[Address] = []
        for name in ("from", "to"):
            argument = each.argument(name) if name in each.rules.arguments else None
            if argument:
                address = _read(argument.expr, each.name, each.argument("for_each") is not None)
                if isinstance(address, NoAddress):
                    yield _finding(each, address.place, address.text)
                else:
                    read.append(address)
        if len(read) == 2 and len({address.kind == "module" for address in read}) == 2:
            yield _finding(each, each.block.header, "A resource cannot become a module, nor a module a resource.")


def _read(expr: Expr, within: str, repeated: bool) -> Address | NoAddress:
    written = reference(_with_fixed_keys(expr) if repeated else expr)
    if written is None:
        return NoAddress(expr.range, "An address is written as it is, without quotes and calculation: aws_vpc.main.")
    address = _parse(written, within)
    if isinstance(address, NoAddress):
        return address
    if within == "import" and address.kind != "resource":
        return NoAddress(expr.range, "Only resources can be imported.")
    if within == "removed" and address.kind == "data":
        return NoAddress(expr.range, "Data sources cannot be removed; take the block away.")
    if within == "removed" and address.keys:
        return NoAddress(address.keys[0], "All instances are removed at once; leave the key out.")
    return address


def _with_fixed_keys(expr: Expr) -> Expr:
    """The address without the keys that ``for_each`` calculates."""
    if isinstance(expr, GetAttr):
        return replace(expr, of=_with_fixed_keys(expr.of))
    if not isinstance(expr, Index):
        return expr
    fixed = isinstance(expr.key, Literal) or plain_string(expr.key) is not None
    of = _with_fixed_keys(expr.of)
    return replace(expr, of=of) if fixed else of


def _parse(written: Reference, within: str) -> Address | NoAddress:
    steps = [Step(written.root, written.root_range), *written.steps]
    keys: list[Range] = []
    while steps and _is(steps[0], "module"):
        if len(steps) < 2 or steps[1].index:
            return NoAddress(written.range, "After module stands the name of a module.")
        steps = steps[2:]
        steps = _without_key(steps, keys)
    if not steps:
        return Address("module", tuple(keys))
    kind = next((word for word in ("data", "ephemeral") if _is(steps[0], word)), "resource")
    prefixed = kind != "resource" or (within != "removed" and _is(steps[0], "resource"))
    steps = steps[1:] if prefixed else steps
    if len(steps) < 2 or steps[0].index or steps[1].index:
        return NoAddress(steps[0].range if steps else written.range, "A resource has a type and a name: aws_vpc.main.")
    if steps[0].key in _RESERVED and within != "removed":
        return NoAddress(steps[0].range, f"{steps[0].key} is no type of a resource.")
    odd = next((step for step in steps if isinstance(step.key, float) and not step.key.is_integer()), None)
    if odd:
        return NoAddress(odd.range, "A key is a whole number or a text.")
    rest = _without_key(steps[2:], keys)
    if rest:
        return NoAddress(rest[0].range, "An address ends with the name or the key of an instance.")
    return Address(kind, tuple(keys))


def _is(step: Step, word: str) -> bool:
    return step.key == word and not step.index


def _without_key(steps: list[Step], keys: list[Range]) -> list[Step]:
    if steps and steps[0].index:
        keys.append(steps[0].range)
        return steps[1:]
    return steps


def _finding(each: LanguageBlock, place: Range, detail: str) -> Diagnostic:
    return diagnostic(CODE, each.parsed, place, f"Invalid address in a {each.name} block", detail)
