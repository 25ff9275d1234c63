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

_RESERVED = frozenset(
    {"count", "each", "local", "path", "self", "terraform", "var", "template", "lazy", "arg"}
)
"""Roots that cannot be a resource's type (addrs.parseResourceInstanceUnderModule)."""


class ObjectAddress(Struct, frozen=True):
    """An address; ``kind`` is ``module``, ``data``, ``ephemeral`` or ``resource``.

    ``key_ranges`` are those of its instance keys, in source order.
    """

    kind: str
    key_ranges: tuple[Range, ...]


class AddressError(Struct, frozen=True):
    """The reason why an expression is no address, and the range to report."""

    range: Range
    reason: str


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each wrong address."""
    for block in context.analysis.language.named("moved", "import", "removed"):
        addresses: list[ObjectAddress] = []
        for expr in _address_expressions(block):
            address = _address(expr, block.name, repeated=block.argument("for_each") is not None)
            if isinstance(address, AddressError):
                yield _finding(block, address.range, address.reason)
            else:
                addresses.append(address)
        if _mixes_kinds(addresses):
            reason = "A resource cannot become a module, nor a module a resource."
            yield _finding(block, block.block.header, reason)


def _address_expressions(block: LanguageBlock) -> Iterator[Expr]:
    for name in ("from", "to"):
        argument = block.argument(name)
        if argument and name in block.rules.arguments:
            yield argument.expr


def _mixes_kinds(addresses: list[ObjectAddress]) -> bool:
    if len(addresses) < 2:
        return False
    start, end = addresses
    return (start.kind == "module") != (end.kind == "module")


def _address(expr: Expr, block_type: str, *, repeated: bool) -> ObjectAddress | AddressError:
    """The address that ``expr`` is in a block of that type; ``repeated``:
    the block has ``for_each``.
    """
    whole = reference(_with_fixed_keys(expr) if repeated else expr)
    if whole is None:
        reason = "An address is written as it is, without quotes and calculation: aws_vpc.main."
        return AddressError(expr.range, reason)
    address = _parse(whole, block_type)
    if isinstance(address, AddressError):
        return address
    if block_type == "import" and address.kind != "resource":
        return AddressError(expr.range, "Only resources can be imported.")
    if block_type == "removed" and address.kind == "data":
        return AddressError(expr.range, "Data sources cannot be removed; take the block away.")
    if block_type == "removed" and address.key_ranges:
        return AddressError(
            address.key_ranges[0], "All instances are removed at once; leave the key out."
        )
    return address


def _with_fixed_keys(expr: Expr) -> Expr:
    """The address without the keys that ``for_each`` calculates."""
    if isinstance(expr, GetAttr):
        return replace(expr, of=_with_fixed_keys(expr.of))
    if not isinstance(expr, Index):
        return expr
    inner = _with_fixed_keys(expr.of)
    if isinstance(expr.key, Literal) or plain_string(expr.key) is not None:
        return replace(expr, of=inner)
    return inner


def _parse(whole: Reference, block_type: str) -> ObjectAddress | AddressError:
    steps = [Step(whole.root, whole.root_range), *whole.steps]
    key_ranges: list[Range] = []
    while steps and _is_word(steps[0], "module"):
        if len(steps) < 2 or steps[1].index:
            return AddressError(whole.range, "After module stands the name of a module.")
        steps = _after_key(steps[2:], key_ranges)
    if not steps:
        return ObjectAddress("module", tuple(key_ranges))
    kind = _kind(steps[0])
    if kind != "resource" or (block_type != "removed" and _is_word(steps[0], "resource")):
        steps = steps[1:]
    error = _resource_error(steps, whole, block_type)
    if error:
        return error
    rest = _after_key(steps[2:], key_ranges)
    if rest:
        return AddressError(
            rest[0].range, "An address ends with the name or the key of an instance."
        )
    return ObjectAddress(kind, tuple(key_ranges))


def _kind(first: Step) -> str:
    for kind in ("data", "ephemeral"):
        if _is_word(first, kind):
            return kind
    return "resource"


def _resource_error(steps: list[Step], whole: Reference, block_type: str) -> AddressError | None:
    """The error of steps that are to be a type, a name and a key."""
    if len(steps) < 2 or steps[0].index or steps[1].index:
        range_ = steps[0].range if steps else whole.range
        return AddressError(range_, "A resource has a type and a name: aws_vpc.main.")
    if steps[0].key in _RESERVED and block_type != "removed":
        return AddressError(steps[0].range, f"{steps[0].key} is no type of a resource.")
    for step in steps:
        if isinstance(step.key, float) and not step.key.is_integer():
            return AddressError(step.range, "A key is a whole number or a text.")
    return None


def _is_word(step: Step, word: str) -> bool:
    return step.key == word and not step.index


def _after_key(steps: list[Step], key_ranges: list[Range]) -> list[Step]:
    """The steps behind an instance key, if they begin with one;
    its range is added to ``key_ranges``.
    """
    if steps and steps[0].index:
        key_ranges.append(steps[0].range)
        return steps[1:]
    return steps


def _finding(block: LanguageBlock, range_: Range, detail: str) -> Diagnostic:
    return diagnostic(
        CODE, block.parsed, range_, f"Invalid address in a {block.name} block", detail
    )
